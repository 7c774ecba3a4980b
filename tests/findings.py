"""What each rule says of its examples, in a file a rule: `python -m tests.findings` writes them anew."""

from collections.abc import Iterator
from pathlib import Path

from digestlint.catalog import built_in_rules
from digestlint.diagnostic import Diagnostic
from digestlint.examples import run_example
from digestlint.reporters.style import shown
from digestlint.rule import Rule

FOLDER = Path(__file__).parent / "told"


def findings(rule: Rule) -> str:
    """Return what a reader is told where an example of the rule is reported, all that is said besides with it."""
    told = ((example.because, found) for example in rule.examples if (found := run_example(rule, example)))
    return "\n".join(f"# {because}\n" + "".join(map(_finding, found)) for because, found in told)


def _finding(diagnostic: Diagnostic) -> str:
    lines = [f"{diagnostic.path}:{diagnostic.start.row}:{diagnostic.start.column} {diagnostic.message}"]
    lines += [f"help: {diagnostic.help}", f"known by: {diagnostic.words}"]
    if diagnostic.earlier:
        lines.append(f"earlier: {diagnostic.earlier.start.row}:{diagnostic.earlier.start.column}")
    if fix := diagnostic.fix:
        lines.append(f"fix, {fix.applicability}: {fix.message}; {fix.why}")
        lines += [f"edit: {edit.span.start}-{edit.span.end} {edit.content!r}" for edit in fix.edits]
    lines += [f"trace: {step}" for step in diagnostic.trace]
    return "".join(f"{shown(line)}\n" for line in lines)


def files() -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of each rule's file."""
    for rule in built_in_rules():
        yield FOLDER / f"{rule.code}.txt", findings(rule)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in files():
        path.write_text(text, encoding="utf-8")
