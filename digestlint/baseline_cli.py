"""A check with a baseline: what it writes, leaves out and takes out."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from digestlint.baseline import DEFAULT_NAME, Baseline, compare, entries_of, kept_entries, read_baseline, write_baseline
from digestlint.check_options import Asked
from digestlint.config import Settings
from digestlint.report import Known, Report
from digestlint.reporters.style import shown
from digestlint.unchecked import tell_unchecked
from digestlint.usage import CLEAN, FAILED


def baseline_path(asked: Asked, here: Settings) -> Path:
    """Return where the baseline is that the options, or else the configuration, name."""
    if asked.baseline:
        return Path(asked.baseline)
    if here.file.baseline:
        return here.root / here.file.baseline
    return Path(DEFAULT_NAME)


def write_known(path: Path, report: Report) -> int:
    """Write what was found into a baseline, and return the exit status. Raises DigestlintError."""
    tell_unchecked(report.files)
    old = read_baseline(path) if path.is_file() else Baseline(path)
    entries = entries_of(path, report.files)
    kept = kept_entries(old, report.files)
    write_baseline(Baseline(path, (*entries, *kept)))
    beside = f", and kept {len(kept):,} of files that were not checked" if kept else ""
    click.echo(f"Wrote {len(entries):,} findings to {shown(str(path))}{beside}.")
    return FAILED if any(file.error for file in report.files) else CLEAN


def without_known(path: Path, report: Report, ran: Mapping[str, frozenset[str]], *, prune: bool) -> Report:
    """Return a report without what a baseline knows, and name what is stale in it. Raises DigestlintError."""
    baseline = read_baseline(path)
    compared = compare(baseline, report.files, ran)
    for entry in compared.stale:
        click.echo(f"stale: {shown(entry.path)}: {entry.rule} `{shown(entry.words)}` is found no more", err=True)
    if prune and compared.stale:
        gone = {entry.fingerprint for entry in compared.stale}
        write_baseline(Baseline(path, tuple(entry for entry in baseline.entries if entry.fingerprint not in gone)))
    return replace(report, files=compared.files, known=Known(compared.known, len(compared.stale), prune))
