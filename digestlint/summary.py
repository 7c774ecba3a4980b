"""The last line of a run: what was found, in how many files, and what was not checked."""

from collections import Counter
from collections.abc import Sequence

from digestlint.diagnostic import Severity
from digestlint.discover import EXCLUDED
from digestlint.report import FileReport, Known, Report

_NO_DIGEST, _EXCLUDED = " as no digest", " as excluded"


def summarize(report: Report) -> str:
    """Return the summary of a run."""
    files = report.files
    severities = Counter(diagnostic.severity for file in files for diagnostic in file.diagnostics)
    checked = sum(file.checked for file in files)
    total = severities.total()
    if total:
        kinds = ", ".join(count(severities[severity], severity) for severity in Severity if severities[severity])
        found = f"Found {count(total, 'finding')} ({kinds}) in {count(checked, 'digest')}."
    elif checked:
        found = f"All checks passed: {count(checked, 'digest')}."
    else:
        found = "No digest was checked."
    rest = [part for part in (*_unchecked(files), *_hidden(files, report.known), *_fixes(files)) if part]
    return found + (f" {'; '.join(rest)}." if rest else "")


def _unchecked(files: Sequence[FileReport]) -> tuple[str, ...]:
    skipped = Counter(_kind(file) for file in files if file.skipped)
    failed = sum(bool(file.error) for file in files)
    return (
        *(f"{count(skipped[kind], 'file')} skipped{kind}" for kind in (_NO_DIGEST, _EXCLUDED, "") if skipped[kind]),
        f"{count(failed, 'file')} could not be checked" if failed else "",
    )


def _kind(file: FileReport) -> str:
    """Return why a file was skipped, where no line of its own says so."""
    return "" if file.loud else _EXCLUDED if file.skipped == EXCLUDED else _NO_DIGEST


def _hidden(files: Sequence[FileReport], known: Known) -> tuple[str, ...]:
    suppressed = sum(file.suppressed for file in files)
    stale = "taken out of the baseline" if known.pruned else "stale in the baseline (--prune-baseline takes them out)"
    return (
        f"{count(suppressed, 'finding')} suppressed" if suppressed else "",
        f"{count(known.findings, 'finding')} known from the baseline" if known.findings else "",
        f"{known.stale:,} {'entry' if known.stale == 1 else 'entries'} {stale}" if known.stale else "",
    )


def _fixes(files: Sequence[FileReport]) -> tuple[str, ...]:
    made = sum(len(file.repaired.codes) for file in files if file.repaired)
    offered = Counter(d.fix.applicability for file in files for d in file.diagnostics if d.fix)
    return (
        f"{count(made, 'finding')} fixed" if made else "",
        f"[*] {count(offered['safe'], 'finding')} with a safe fix (--fix)" if offered["safe"] else "",
        f"{count(offered['unsafe'], 'finding')} with a fix to look at (--unsafe-fixes)" if offered["unsafe"] else "",
    )


def summarize_diff(files: Sequence[FileReport]) -> str:
    """Return the summary of a run that shows what fixes would change."""
    changed = [file.repaired for file in files if file.repaired and file.repaired.codes]
    if not changed:
        return "No finding has such a fix."
    total = sum(len(repaired.codes) for repaired in changed)
    return f"Would fix {count(total, 'finding')} in {count(len(changed), 'file')}."


def statistics(files: Sequence[FileReport]) -> str:
    """Return how often each rule reports, the commonest first, a line a rule."""
    found = Counter((d.code, d.name, d.severity) for file in files for d in file.diagnostics)
    fixable = {d.code for file in files for d in file.diagnostics if d.fix and d.fix.applicability == "safe"}
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    width = len(f"{rows[0][1]:,}") if rows else 0
    return "".join(
        f"{number:{width},}  {code} {'[*]' if code in fixable else '[ ]'} {name} ({severity})\n"
        for (code, name, severity), number in rows
    )


def count(number: int, noun: str) -> str:
    """Return a number with its noun, as in `2 digests`."""
    plural = noun if noun == "info" else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"
