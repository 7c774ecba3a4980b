"""The exit status of a check."""

from collections.abc import Iterable, Sequence

import click

from digestlint.check_options import Asked
from digestlint.diagnostic import Severity
from digestlint.discover import Found
from digestlint.report import Report
from digestlint.usage import CLEAN, FAILED, FOUND


def status_of(asked: Asked, report: Report, files: Sequence[Found], fail_on: str) -> int:
    """Return the exit status of a run; `fail_on` is what the configuration says. Says so where nothing was checked."""
    if any(file.error for file in report.files):
        return FAILED
    if empty := empty_status(asked, report, files):
        return empty
    if asked.diff:
        return FOUND if any(file.repaired and file.repaired.codes for file in report.files) else CLEAN
    severities = [diagnostic.severity for file in report.files for diagnostic in file.diagnostics]
    fail_on = "warning" if asked.strict else asked.fail_on or fail_on
    if fail_on != "never" and any(severity.reaches(Severity(fail_on)) for severity in severities):
        return FOUND
    most = asked.max_warnings
    return FOUND if most is not None and severities.count(Severity.WARNING) > most else CLEAN


def empty_status(asked: Asked, report: Report, files: Iterable[Found]) -> int:
    """Return the status that a run has for checking nothing, and say so; a file that was named has its own line."""
    excused = asked.allow_empty or asked.since or asked.piped or any(found.named for found in files)
    if excused or any(file.checked for file in report.files):
        return CLEAN
    click.echo("error: no digest was found; name a file or a folder that holds some, or use --allow-empty", err=True)
    return FAILED
