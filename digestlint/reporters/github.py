"""Annotations at GitHub: workflow commands, and a table for the summary of a step."""

from collections.abc import Iterator, Mapping, Sequence

from digestlint.diagnostic import Diagnostic, Severity
from digestlint.report import Report
from digestlint.reporters.escape import markdown_code, markdown_message, markdown_text
from digestlint.reporters.style import Style, shown
from digestlint.reporters.tables import Block, fitted, head, row
from digestlint.summary import summarize

MOST = 10
"""Of a step GitHub shows so many errors, warnings and notices each, and drops the others without a word."""
SUMMARY_BYTES = 1_000_000
"""What a step's summary may take: GitHub drops one above 1 MiB, and other programs may write to it too."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_report(report: Report, _: Style) -> Iterator[str]:
    """Yield a workflow command for each finding that GitHub will show, the worst first, and how many more there are."""
    left = 0
    for severity, commands in _commands(report).items():
        for path, diagnostic in commands[:MOST]:
            yield _command(_COMMANDS[severity], path, diagnostic)
        left += len(commands[MOST:])
    if left:
        kept = f"{MOST} errors, {MOST} warnings and {MOST} notices of a step"
        yield f"digestlint: {left:,} more without annotation: GitHub shows {kept}. The summary of the step lists all.\n"


def _commands(report: Report) -> Mapping[Severity, Sequence[tuple[str, Diagnostic | str]]]:
    """Return what is to be said by severity, with paths; what could not be checked comes first."""
    by_severity: dict[Severity, list[tuple[str, Diagnostic | str]]] = {severity: [] for severity in Severity}
    for file in report.files:
        if file.error:
            by_severity[Severity.ERROR].append((report.relative(file.path), file.error))
    for file in report.files:
        path = report.relative(file.path)
        for diagnostic in file.diagnostics:
            by_severity[diagnostic.severity].append((path, diagnostic))
    return by_severity


def _command(command: str, path: str, found: Diagnostic | str) -> str:
    if isinstance(found, str):
        properties = {"file": path, "title": "digestlint"}
        lines = [f"{path}: {found}"]
    else:
        properties = {"file": path, **_place(found), "title": f"digestlint ({found.code})"}
        where = f"{path}:{found.start.row}:{found.start.column}"
        lines = [f"{where}: {found.code} {found.message}", f"help: {found.help}"]
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {listed}::{'%0A'.join(_data(line) for line in lines)}\n"


def _place(diagnostic: Diagnostic) -> dict[str, str]:
    start, end = diagnostic.start, diagnostic.end
    if start.row != end.row:  # GitHub drops an annotation that has both several lines and columns
        return {"line": str(start.row), "endLine": str(end.row)}
    return {
        "line": str(start.row),
        "col": str(start.column),
        "endLine": str(end.row),
        "endColumn": str(max(start.column, end.column)),
    }


def _data(text: str) -> str:
    return shown(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def github_summary(report: Report) -> str:
    """Return a Markdown table of all findings, the worst first, for the summary of a step: below GitHub's 1 MiB."""
    opening = f"### digestlint\n\n{summarize(report)}\n\n"
    commands = _commands(report).items()
    rows = tuple(_row(severity, path, found) for severity, listed in commands for path, found in listed)
    table = Block(head("Place", "Severity", "Rule", "Finding"), rows, "\n")
    text, left = fitted((table,), SUMMARY_BYTES - len(opening))
    return opening + text + (f"{left:,} more rows are left out: a summary holds no more than 1 MiB.\n" if left else "")


def _row(severity: Severity, path: str, found: Diagnostic | str) -> str:
    if isinstance(found, str):
        return row(markdown_code(path), severity.value, "not checked", markdown_text(found))
    place = markdown_code(f"{path}:{found.start.row}:{found.start.column}")
    return row(place, severity.value, f"{found.code} {markdown_text(found.name)}", markdown_message(found.message))
