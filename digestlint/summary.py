"""The last line of a run: what was found, in how many files, and what was not checked."""

from collections import Counter
from collections.abc import Sequence

from digestlint.diagnostic import Severity
from digestlint.report import FileReport


def summarize(reports: Sequence[FileReport]) -> str:
    """Return the summary of a run."""
    severities = Counter(diagnostic.severity for report in reports for diagnostic in report.diagnostics)
    checked = sum(not report.skipped and not report.error for report in reports)
    total = severities.total()
    if total:
        kinds = ", ".join(count(severities[severity], severity) for severity in Severity if severities[severity])
        found = f"Found {count(total, 'finding')} ({kinds}) in {count(checked, 'digest')}."
    elif checked:
        found = f"All checks passed: {count(checked, 'digest')}."
    else:
        found = "No digest was checked."
    fixable = sum(bool(d.fix and d.fix.applicability == "safe") for report in reports for d in report.diagnostics)
    skipped = sum(bool(report.skipped) for report in reports)
    failed = sum(bool(report.error) for report in reports)
    rest = [f"{count(skipped, 'file')} skipped"] if skipped else []
    rest += [f"{count(failed, 'file')} could not be checked"] if failed else []
    rest += [f"[*] {count(fixable, 'finding')} with a safe fix"] if fixable else []
    return found + (f" {'; '.join(rest)}." if rest else "")


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 finding`, `2 findings`."""
    plural = noun if noun == "info" else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"
