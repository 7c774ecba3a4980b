"""The Reviewdog Diagnostic Format, with fixes as suggestions."""

import json
from collections.abc import Iterator
from typing import Any

from digestlint.diagnostic import Diagnostic, Fix, Severity
from digestlint.fix import apply_edits
from digestlint.report import FileReport, Report
from digestlint.reporters.escape import defused, sound
from digestlint.reporters.records import rule_url
from digestlint.reporters.style import Style
from digestlint.span import Lines, Span


def rdjson_report(report: Report, _: Style) -> Iterator[str]:
    """Yield one result with all findings and the files that could not be checked."""
    severities = [d.severity for file in report.files for d in file.diagnostics]
    severities += [Severity.ERROR for file in report.files if file.error]
    result = {
        "source": {"name": "digestlint", **({"url": report.home} if report.home else {})},
        "severity": next((one.name for one in Severity if one in severities), "UNKNOWN_SEVERITY"),
        "diagnostics": [diagnostic for file in report.files for diagnostic in _of(report, file)],
    }
    yield json.dumps(result, indent=2) + "\n"


def _of(report: Report, file: FileReport) -> Iterator[dict[str, Any]]:
    path = sound(report.relative(file.path))
    if file.error:
        message = f"The file could not be checked: {defused(file.error)}"
        yield {"message": message, "location": {"path": path}, "severity": Severity.ERROR.name}
    if file.source:
        lines = Lines(file.source.text)
        for diagnostic in file.diagnostics:
            yield _diagnostic(report, path, diagnostic, lines)


def _diagnostic(report: Report, path: str, diagnostic: Diagnostic, lines: Lines) -> dict[str, Any]:
    url = rule_url(report, diagnostic.code)
    fix = diagnostic.fix if diagnostic.fix and diagnostic.fix.applicability != "display" else None
    unsafe = [f"The suggestion is not safe: {fix.why}."] if fix and fix.applicability == "unsafe" else []
    message = [f"{diagnostic.message}.", f"{diagnostic.help}.", *unsafe]
    return {
        "message": "\n".join(map(defused, message)),
        "location": {"path": path, "range": _range(diagnostic.span, lines)},
        "severity": diagnostic.severity.name,
        "code": {"value": diagnostic.code, **({"url": url} if url else {})},
        **({"suggestions": [_suggestion(fix, lines)]} if fix else {}),
    }


def _suggestion(fix: Fix, lines: Lines) -> dict[str, Any]:
    """Return the edits of a fix as one: suggestions are taken up one by one, and a fix is all of its edits."""
    span = Span(min(edit.span.start for edit in fix.edits), max(edit.span.end for edit in fix.edits))
    text = apply_edits(lines.text[: span.end], fix.edits)[span.start :]
    return {"range": _range(span, lines), "text": text}


def _range(span: Span, lines: Lines) -> dict[str, Any]:
    return {"start": _position(span.start, lines), "end": _position(span.end, lines)}


def _position(offset: int, lines: Lines) -> dict[str, int]:
    """Return a line and a column; the format counts columns in bytes of UTF-8."""
    row = lines.place(offset).row
    before = lines.text[lines.span(row).start : offset]
    return {"line": row, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
