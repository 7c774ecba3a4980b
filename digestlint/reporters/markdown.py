"""A comment for a pull request: a verdict in a line, then a table for each file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from digestlint.diagnostic import Diagnostic, Severity
from digestlint.report import FileReport, Report
from digestlint.reporters.escape import markdown_code, markdown_message, markdown_text
from digestlint.reporters.style import Style
from digestlint.reporters.tables import Block, fitted, head, row
from digestlint.summary import count, summarize

MOST_BYTES = 65_000
"""GitHub takes 65,536 characters in a comment; bytes are the strictest way to count them."""
_OPEN = 3
"""So many files are shown open; where there are more, the reader opens them."""


def markdown_report(report: Report, _: Style) -> Iterator[str]:
    """Yield a comment that any host of code takes, with the worst files first."""
    # the first line lets a program find its own comment again
    opening = f"<!-- digestlint -->\n**digestlint:** {markdown_text(summarize(report))}\n\n"
    found = sorted((file for file in report.files if file.diagnostics), key=_worst)
    tables = [_folded(report, file) if len(found) > _OPEN else _table(report, file) for file in found]
    text, left = fitted([*_unchecked(report), *tables], MOST_BYTES - len(opening) - 100)
    yield opening + text
    if left:
        yield f"{left:,} more are left out: a comment holds no more.\n"


def _worst(file: FileReport) -> int:
    order = list(Severity)
    return min(order.index(diagnostic.severity) for diagnostic in file.diagnostics)


def _unchecked(report: Report) -> Iterator[Block]:
    """Yield a table of the files that could not be checked."""
    failed = [file for file in report.files if file.error]
    rows = [row(markdown_code(report.relative(file.path)), markdown_text(file.error or "")) for file in failed]
    yield Block(head("File", "Not checked, for"), rows, "\n")


def _table(report: Report, file: FileReport) -> Block:
    return Block(f"{_title(report, file)}\n\n{_HEAD}", _rows(file.diagnostics), "\n")


def _folded(report: Report, file: FileReport) -> Block:
    opening = f"<details><summary>{_title(report, file)}</summary>\n\n{_HEAD}"
    return Block(opening, _rows(file.diagnostics), "\n</details>\n\n")


def _title(report: Report, file: FileReport) -> str:
    severities = Counter(diagnostic.severity for diagnostic in file.diagnostics)
    kinds = ", ".join(count(severities[severity], severity) for severity in Severity if severities[severity])
    return f"{markdown_code(report.relative(file.path))}: {kinds}"


_HEAD = head("Place", "Severity", "Rule", "Finding")


def _rows(diagnostics: Iterable[Diagnostic]) -> Sequence[str]:
    return [
        row(
            f"{diagnostic.start.row}:{diagnostic.start.column}",
            diagnostic.severity.value,
            f"{diagnostic.code} {markdown_text(diagnostic.name)}",
            f"{markdown_message(diagnostic.message)}. {markdown_message(diagnostic.help)}.",
        )
        for diagnostic in diagnostics
    ]
