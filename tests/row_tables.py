"""Digests as rows, and what `check` finds in the same digests: what the tests of rows, Spark and Ray share."""

import contextlib
import os
import re
import shutil
import signal
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from digestlint.config import Overrides
from digestlint.discover import discover
from digestlint.report import Report
from digestlint.rows.job import Columns, Job, make_job
from digestlint.run import Manner, Recipe, check_across, check_files, settings_finder

from .conftest import ROOT, TODAY

DEFAULTS = Overrides()
FOLDERS = ("labelled", "labelled-2", "digests")
_SOURCE = re.compile(r"clinicaltrials:NCT\d{8}")


def write_digests(folder: Path) -> None:
    """Put the fixtures into a folder, with a README, a digest that is there twice, and one that was told of other studies."""
    for name in FOLDERS:
        for path in sorted((ROOT / "fixtures" / name).rglob("*")):
            if path.suffix in (".md", ".txt"):
                target = folder / name / path.name
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(path, target)
    text = (folder / "labelled/clean-asthma-inhaler.md").read_text(encoding="utf-8")
    (folder / "again.md").write_text(text, encoding="utf-8")
    (folder / "README.md").write_text("# About\n\nDigests of studies.\n", encoding="utf-8")
    for number in range(12):
        other = _SOURCE.sub(f"clinicaltrials:NCT{(700_000 + number) * 13:08d}", text)
        (folder / f"other-{number}.md").write_text(
            other.replace("inhaler", f"puffer{number}", number), encoding="utf-8"
        )


def rows_of(folder: Path) -> pa.Table:
    """Return the digests of a folder as rows."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".txt")]
    return pa.table(
        {
            "path": [path.relative_to(folder).as_posix() for path in paths],
            "text": [path.read_bytes().decode() for path in paths],
        }
    )


def checked(folder: Path, overrides: Overrides = DEFAULTS, today: date = TODAY) -> list[tuple[Any, ...]]:
    """Return what `check` finds in a folder, sorted."""
    with contextlib.chdir(folder):
        settings_of = settings_finder(Recipe(overrides))
        files = discover([Path()], settings_of)
        reports = check_across(list(check_files(files, settings_of, Manner(today, across=True))), settings_of)
    report = Report(reports, root=folder)
    found = []
    for each in (diagnostic for file in reports for diagnostic in file.diagnostics):
        places = (*each.span, *each.start, *each.end)
        known = (each.words, each.nth, report.fingerprint(each))
        found.append((each.path, each.code, each.name, each.severity, each.message, each.help, *places, *known))
    assert {"DUP003", "DUP004"} <= {each[1] for each in found} or overrides.ignore
    return sorted(found)


_COLUMNS = (
    "path code name severity message help start_offset end_offset start_row start_column end_row end_column words nth "
    "fingerprint"
).split()


def found(table: pa.Table) -> list[tuple[Any, ...]]:
    """Return the findings of a table as `checked` has them, sorted."""
    return sorted(tuple(row[name] for name in _COLUMNS) for row in table.to_pylist() if row["kind"] == "finding")


def statuses(table: pa.Table) -> Counter[tuple[str, str]]:
    """Return how often it is said of each path what became of it."""
    return Counter((row["path"], row["kind"]) for row in table.to_pylist() if row["kind"] != "finding")


def assert_is_what_check_finds(table: pa.Table, folder: Path) -> None:
    """Assert that a table has what `check` finds in a folder, and says of each digest once what became of it."""
    assert found(table) == checked(folder)
    assert set(statuses(table).values()) == {1}
    assert statuses(table).total() == rows_of(folder).num_rows


def job_for(overrides: Overrides = DEFAULTS, **options: Any) -> Job:
    """Return a job with the settings that are so without a configuration file."""
    return make_job(settings_finder(Recipe(overrides, isolated=True))(Path()), TODAY, **options)


def batch_of(rows: Iterable[Mapping[str, Any]], **types: pa.DataType) -> pa.RecordBatch:
    """Return rows with the columns `path`, `text` and `record` as one batch."""
    names = {"path": pa.string(), "text": pa.string(), "record": pa.string()} | types
    return pa.RecordBatch.from_pylist(list(rows), pa.schema(list(names.items())))


def read_all(folder: Path) -> pa.Table:
    """Return what a cluster wrote, both passes as one table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pq.read_table(folder)


WITH_RECORD = Columns(record="record")


def fell(marker: Path) -> bool:
    """End this very process as if the machine had failed, the first time that anyone calls this; tell if it was so."""
    try:
        marker.touch(exist_ok=False)
    except FileExistsError:
        return True
    os.kill(os.getpid(), signal.SIGKILL)
    return False
