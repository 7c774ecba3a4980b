"""`digestlint scan`: digests that are rows of Parquet files, on one machine."""

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from digestlint.diagnostic import Severity
from digestlint.errors import DigestlintError
from digestlint.options_cli import recipe_of, settings_options
from digestlint.reporters.style import shown
from digestlint.run import settings_finder
from digestlint.summary import count as counted
from digestlint.usage import CLEAN, FAILED, FOUND

_NO_PYARROW = "scanning needs pyarrow, which is not installed; install it: pip install 'digestlint[rows]'"
_SEVERITIES = [*(severity.value for severity in Severity), "never"]


@click.command(short_help="Check digests that are rows of Parquet files.")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PARQUET...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The Parquet file to write.")
@click.option("--path-column", default="path", show_default=True, metavar="NAME", help="What a digest is called.")
@click.option("--text-column", default="text", show_default=True, metavar="NAME", help="The text of a digest.")
@click.option("--record-column", metavar="NAME", help="The registry's study JSON (API v2) of a digest.")
@click.option("--across/--no-across", default=True, help="Whether digests are held against each other [default: yes].")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="How many processes check.")
@click.option("--fail-on", type=click.Choice(_SEVERITIES), help="The severity that fails a run [default: error].")
@click.option("--allow-empty", is_flag=True, help="Succeed where there is no digest to check.")
@click.option("--ignore-suppressions", is_flag=True, help="Heed no suppression that stands in a digest.")
@settings_options
def scan(*, inputs: tuple[Path, ...], output: Path, fail_on: str | None, allow_empty: bool, **options: Any) -> int:
    """Check digests that are rows of Parquet files (or of folders of these), and write what is found as Parquet.

    Exit status: 0 nothing at or above the failing severity, 1 findings, 2 some rows could not be checked.
    """
    columns = [options.pop(f"{name}_column") for name in ("path", "text", "record")]
    across, workers = options.pop("across"), options.pop("workers")
    settings = settings_finder(recipe_of(**options))(Path())
    found = _scanned(inputs, output, settings, columns, across=across, workers=workers)
    rows = found["checked"] + found["skipped"] + found["error"]
    click.echo(_summary(found, rows))
    if found["error"]:
        click.echo(
            f"error: {counted(found['error'], 'row')} could not be checked; {shown(str(output))} tells why", err=True
        )
        return FAILED
    if not found["checked"] and not allow_empty:
        click.echo("error: no row is a digest; see --text-column, or use --allow-empty", err=True)
        return FAILED
    threshold = fail_on or settings.file.fail_on
    reached = (severity for severity in Severity if found[f"finding {severity.value}"])
    return FOUND if threshold != "never" and any(each.reaches(Severity(threshold)) for each in reached) else CLEAN


def _scanned(
    inputs: Sequence[Path], output: Path, settings: Any, columns: Sequence[str | None], *, across: bool, workers: int
) -> Counter[str]:
    try:
        from digestlint import scan as scanning  # noqa: PLC0415 - pyarrow is an extra, and only needed here
        from digestlint.rows import files, job  # noqa: PLC0415 - likewise
    except ModuleNotFoundError as error:
        raise DigestlintError(_NO_PYARROW) from error
    path, text, record = columns
    wanted = job.Columns(path or "", text or "", record)
    found = files.parquet_files(inputs)
    files.check_target(output, found)
    length = sum(files.count_rows(file, wanted) for file in found)
    asked = job.make_job(settings, date.today(), wanted, across=across)  # noqa: DTZ011 - the user's day
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=length, label="Checking", file=sys.stderr, hidden=hidden, show_pos=True) as bar:
        return scanning.scan(files.read_rows(found, wanted), output, asked, workers=workers, done=bar.update)


def _summary(found: Counter[str], rows: int) -> str:
    severities = {severity: found[f"finding {severity.value}"] for severity in Severity}
    kinds = ", ".join(counted(number, severity) for severity, number in severities.items() if number)
    total = sum(severities.values())
    parts = f"{found['checked']:,} checked, {found['skipped']:,} skipped, {found['error']:,} failed"
    return f"Found {counted(total, 'finding')}{f' ({kinds})' if kinds else ''} in {counted(rows, 'row')}: {parts}."
