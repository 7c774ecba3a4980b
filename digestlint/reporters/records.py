"""Reports for programs: JSON of the contract, as one array or as a line a finding."""

import json
from collections.abc import Iterator
from typing import Any

from digestlint.diagnostic import Diagnostic, Fix
from digestlint.report import Report
from digestlint.reporters.style import Style
from digestlint.span import Lines, Place

RULE_PAGE = "docs/rules/{code}.md"
"""Where a rule is explained, from the project's home."""


def rule_url(report: Report, code: str) -> str | None:
    """Return the address of a rule's page, or None where the project's pages are not on the web."""
    return report.home + RULE_PAGE.format(code=code) if report.home else None


def json_report(report: Report, _: Style) -> Iterator[str]:
    """Yield one array of all findings."""
    separator = "["
    for record in _records(report):
        yield separator + "\n  " + json.dumps(record)
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def jsonl_report(report: Report, _: Style) -> Iterator[str]:
    """Yield one line of JSON a finding."""
    for record in _records(report):
        yield json.dumps(record) + "\n"


def _records(report: Report) -> Iterator[dict[str, Any]]:
    for file in report.files:
        lines = Lines(file.source.text) if file.source else None
        for diagnostic in file.diagnostics:
            yield _record(diagnostic, lines)


def _record(diagnostic: Diagnostic, lines: Lines | None) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "filename": diagnostic.path,
        "location": _place(diagnostic.start),
        "end_location": _place(diagnostic.end),
        "trace": list(diagnostic.trace),
        "url": RULE_PAGE.format(code=diagnostic.code),
        "fix": _fix(diagnostic.fix, lines) if lines else None,
    }


def _place(place: Place) -> dict[str, int]:
    return {"row": place.row, "column": place.column}


def _fix(fix: Fix | None, lines: Lines) -> dict[str, Any] | None:
    if fix is None or fix.applicability == "display":
        return None
    edits = [
        {
            "content": edit.content,
            "location": _place(lines.place(edit.span.start)),
            "end_location": _place(lines.place(edit.span.end)),
        }
        for edit in fix.edits
    ]
    return {"applicability": fix.applicability, "message": fix.message, "edits": edits}
