"""SARIF 2.1.0, for code scanning at GitHub and for SARIF viewers."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from digestlint import __version__
from digestlint.diagnostic import Diagnostic, Fix
from digestlint.report import FileReport, Report
from digestlint.reporters.escape import defused
from digestlint.reporters.sarif_rules import LEVELS, described
from digestlint.reporters.style import Style
from digestlint.span import Lines, Place

MOST = 25_000
"""GitHub rejects a run with more results."""


def sarif_report(report: Report, _: Style) -> Iterator[str]:
    """Yield one SARIF log with one run."""
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [_run(report)],
    }
    yield json.dumps(log, indent=2) + "\n"


def _run(report: Report) -> dict[str, Any]:
    driver = {"name": "digestlint", "semanticVersion": __version__}
    if report.home:
        driver["informationUri"] = report.home
    results = list(_results(report))
    return {
        "tool": {"driver": {**driver, "rules": [described(rule, report) for rule in report.rules]}},
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": "digestlint/"},
        "invocations": [_invocation(report, len(results) - MOST)],
        "results": results if len(results) <= MOST else sorted(results, key=_rank)[:MOST],
    }


def _rank(result: Mapping[str, Any]) -> int:
    return list(LEVELS.values()).index(result["level"])


def _invocation(report: Report, left: int) -> dict[str, Any]:
    notifications = [_notification(report, file) for file in report.files if not file.checked]
    if left > 0:
        text = f"{left:,} findings more are left out, the mildest ones: GitHub takes {MOST:,} of a run."
        notifications.append({"level": "warning", "message": {"text": text}})
    return {
        "executionSuccessful": not any(file.error for file in report.files),
        "toolExecutionNotifications": notifications,
    }


def _notification(report: Report, file: FileReport) -> dict[str, Any]:
    """Return what is said of a file that was not checked: an error, or a note where it was skipped."""
    return {
        "level": "error" if file.error else "note",
        "message": {"text": defused(f"{file.path}: {file.error or file.skipped}")},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(report, file)}}],
    }


def _results(report: Report) -> Iterator[dict[str, Any]]:
    indexes = {rule.code: index for index, rule in enumerate(report.rules)}
    for file in report.files:
        lines = Lines(file.source.text) if file.source else None
        artifact = _artifact(report, file)
        for diagnostic in file.diagnostics:
            rule = {"ruleId": diagnostic.code, "ruleIndex": indexes.get(diagnostic.code, -1)}
            yield {**rule, **_found(report, diagnostic, artifact), **_fixes(diagnostic.fix, lines, artifact)}


def _found(report: Report, diagnostic: Diagnostic, artifact: dict[str, str]) -> dict[str, Any]:
    text = f"{defused(diagnostic.message)}. {defused(diagnostic.help)}."
    found: dict[str, Any] = {
        "level": LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [_location(artifact, diagnostic.start, diagnostic.end)],
        "partialFingerprints": {"primaryLocationLineHash": report.fingerprint(diagnostic)},
    }
    if earlier := diagnostic.earlier:
        row = f"row {earlier.start.row}"
        # GitHub shows a related location only where the message refers to it
        found["message"] = {"text": f"{text} See [{row}](1)."}
        found["relatedLocations"] = [
            {"id": 1, "message": {"text": row}, **_location(artifact, earlier.start, earlier.end)}
        ]
    return found


def _artifact(report: Report, file: FileReport) -> dict[str, str]:
    path = report.relative(file.path)
    encoded = quote(path, errors="surrogateescape")
    return {"uri": f"file://{encoded}" if PurePosixPath(path).is_absolute() else encoded}


def _location(artifact: dict[str, str], start: Place, end: Place) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(start, end)}}


def _region(start: Place, end: Place) -> dict[str, int]:
    return {"startLine": start.row, "startColumn": start.column, "endLine": end.row, "endColumn": end.column}


def _fixes(fix: Fix | None, lines: Lines | None, artifact: dict[str, str]) -> dict[str, Any]:
    if fix is None or lines is None or fix.applicability == "display":
        return {}
    replacements = [
        {
            "deletedRegion": _region(lines.place(edit.span.start), lines.place(edit.span.end)),
            "insertedContent": {"text": edit.content},
        }
        for edit in fix.edits
    ]
    text = f"{defused(fix.message)} ({fix.applicability}: {defused(fix.why)})"
    change = {"artifactLocation": artifact, "replacements": replacements}
    return {"fixes": [{"description": {"text": text}, "artifactChanges": [change]}]}
