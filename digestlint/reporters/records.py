"""Reports for programs: JSON of the contract, as one array or as a line a finding."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from digestlint.diagnostic import Diagnostic, Fix
from digestlint.report import FileReport
from digestlint.reporters.style import Style
from digestlint.span import Lines, Place

RULE_PAGE = "docs/rules/{code}.md"
"""Where a rule is explained, from the project's home."""


def json_report(reports: Iterable[FileReport], _: Style) -> Iterator[str]:
    """Yield one array of all findings."""
    separator = "["
    for record in _records(reports):
        yield separator + "\n  " + json.dumps(record)
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def jsonl_report(reports: Iterable[FileReport], _: Style) -> Iterator[str]:
    """Yield one line of JSON a finding."""
    for record in _records(reports):
        yield json.dumps(record) + "\n"


def _records(reports: Iterable[FileReport]) -> Iterator[dict[str, Any]]:
    for report in reports:
        lines = Lines(report.source.text) if report.source else None
        for diagnostic in report.diagnostics:
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
        "fix": _fix(diagnostic.fix, lines) if diagnostic.fix and lines else None,
    }


def _place(place: Place) -> dict[str, int]:
    return {"row": place.row, "column": place.column}


def _fix(fix: Fix, lines: Lines) -> dict[str, Any]:
    edits = [
        {
            "content": edit.content,
            "location": _place(lines.place(edit.span.start)),
            "end_location": _place(lines.place(edit.span.end)),
        }
        for edit in fix.edits
    ]
    return {"applicability": fix.applicability, "message": fix.message, "edits": edits}
