"""A Code Quality report for GitLab."""

import json
from collections.abc import Iterator
from typing import Any

from digestlint.diagnostic import Diagnostic, Severity
from digestlint.fingerprint import fingerprint
from digestlint.report import FileReport, Report
from digestlint.reporters.escape import defused, sound
from digestlint.reporters.style import Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_UNCHECKED = "not-checked"


def gitlab_report(report: Report, _: Style) -> Iterator[str]:
    """Yield one array of all findings and of the files that could not be checked."""
    degradations = [degradation for file in report.files for degradation in _of(report, file)]
    yield json.dumps(degradations, indent=2) + "\n"


def _of(report: Report, file: FileReport) -> Iterator[dict[str, Any]]:
    path = report.relative(file.path)
    if file.error:
        yield {
            "description": f"The file could not be checked: {defused(file.error)}",
            "check_name": _UNCHECKED,
            "fingerprint": fingerprint(path, _UNCHECKED, "", 1),
            "severity": "blocker",
            "location": {"path": sound(path), "lines": {"begin": 1}},
        }
    for diagnostic in file.diagnostics:
        yield _degradation(report, sound(path), diagnostic)


def _degradation(report: Report, path: str, diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        # GitLab shows the description alone
        "description": f"{diagnostic.code}: {defused(diagnostic.message)}",
        "check_name": diagnostic.code,
        "fingerprint": report.fingerprint(diagnostic),
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": diagnostic.start.row, "end": diagnostic.end.row}},
    }
