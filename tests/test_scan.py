"""`digestlint scan`: Parquet in, Parquet out, and clear words for what goes wrong."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from .conftest import ROOT, Command
from .row_tables import checked, found, rows_of, statuses, write_digests

GOOD = (ROOT / "fixtures/labelled/clean-asthma-inhaler.md").read_text(encoding="utf-8")
SUMMARY = re.compile(r"in ([\d,]+) rows?: ([\d,]+) checked, ([\d,]+) skipped, ([\d,]+) failed\.\n$")


def write(path: Path, columns: Mapping[str, Any]) -> None:
    pq.write_table(pa.table(dict(columns)), path)


def counts(words: str) -> list[int]:
    told = SUMMARY.search(words)
    assert told, words
    return [int(number.replace(",", "")) for number in told.groups()]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_scan_finds_what_check_finds(run: Command, tmp_path: Path, workers: str) -> None:
    digests = tmp_path / "digests"
    digests.mkdir()
    write_digests(digests)
    rows = rows_of(digests)
    (tmp_path / "shards").mkdir()
    pq.write_table(rows.slice(0, 20), tmp_path / "shards/a.parquet")
    pq.write_table(rows.slice(20), tmp_path / "shards/b.parquet", row_group_size=7)
    done = run("scan", "shards", "-o", "found.parquet", "--workers", workers)
    table = pq.read_table(tmp_path / "found.parquet")
    expected = checked(digests, today=date.today())  # noqa: DTZ011 - the command asks the clock
    assert found(table) == expected
    assert counts(done.stdout) == [rows.num_rows, rows.num_rows - 1, 1, 0]
    assert f"Found {len(expected)} findings" in done.stdout
    assert done.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["digests", "found.parquet", "shards"]


def test_columns_go_by_the_names_that_are_given(run: Command, tmp_path: Path) -> None:
    record = '{"protocolSection": {"identificationModule": {"nctId": "NCT00000013"}}}'
    write(tmp_path / "a.parquet", {"id": ["a"], "body": [GOOD], "study": [record], "other": [1.5]})
    options = ("--path-column", "id", "--text-column", "body", "--record-column", "study")
    done = run("scan", "a.parquet", "-o", "f.parquet", *options, "--select", "REC")
    assert [row[1] for row in found(pq.read_table(tmp_path / "f.parquet"))] == ["REC001"], done.stderr


def test_rows_are_checked_as_the_configuration_says(run: Command, tmp_path: Path) -> None:
    (tmp_path / "digestlint.toml").write_text('per-file-ignores = { "drafts/*" = ["ALL"] }\n', encoding="utf-8")
    bad = GOOD.replace("## Results", "## Outcomes of it")
    write(tmp_path / "a.parquet", {"path": ["drafts/a.md", "b.md"], "text": [bad, bad]})
    run("scan", "a.parquet", "-o", "f.parquet", "--select", "STR")
    assert {row[0] for row in found(pq.read_table(tmp_path / "f.parquet"))} == {"b.md"}


def test_exit_statuses(run: Command, tmp_path: Path) -> None:
    write(tmp_path / "clean.parquet", {"path": ["a.md"], "text": [GOOD]})
    write(tmp_path / "twice.parquet", {"path": ["a.md", "b.md"], "text": [GOOD, GOOD]})
    write(tmp_path / "failed.parquet", {"path": ["a.md", "b.md"], "text": [GOOD, None]})
    write(tmp_path / "none.parquet", {"path": ["a.md"], "text": ["Nothing."]})
    write(tmp_path / "empty.parquet", {"path": pa.array([], pa.string()), "text": pa.array([], pa.string())})

    def status(name: str, *options: str) -> tuple[int, list[int]]:
        done = run("scan", f"{name}.parquet", "-o", "f.parquet", *options)
        assert sum(statuses(pq.read_table(tmp_path / "f.parquet")).values()) == counts(done.stdout)[0]
        return done.returncode, counts(done.stdout)

    assert status("clean") == (0, [1, 1, 0, 0])
    assert status("twice") == (1, [2, 2, 0, 0])
    assert status("twice", "--no-across") == (0, [2, 2, 0, 0])
    assert status("twice", "--fail-on", "never") == (0, [2, 2, 0, 0])
    assert status("failed") == (2, [2, 1, 0, 1])
    assert status("none") == (2, [1, 0, 1, 0])
    assert status("none", "--allow-empty") == (0, [1, 0, 1, 0])
    assert status("empty") == (2, [0, 0, 0, 0])


def test_what_is_wrong_is_told_in_one_line_and_nothing_is_written(run: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", {"id": ["a"], "text": [1.5]})
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no more")
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    def told(*words: str) -> str:
        done = run("scan", *words)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        return done.stderr

    assert "a.parquet: there is no column 'path'; there are 'id', 'text'" in told("a.parquet", "-o", "f.parquet")
    assert "the column 'text' holds double" in told("a.parquet", "-o", "f.parquet", "--path-column", "id")
    assert "b.parquet: is no Parquet file, or damaged" in told("b.parquet", "-o", "f.parquet")
    assert "c.parquet: cannot be read" in told("c.parquet", "-o", "f.parquet")
    assert "folder: there is no .parquet file in this folder" in told("folder", "-o", "f.parquet")
    assert "there is no folder none" in told("a.parquet", "-o", "none/f.parquet")
    assert "folder: is a folder" in told("a.parquet", "-o", "folder")
    assert "is what is to be read" in told("a.parquet", "-o", "./a.parquet")
    assert "is there already and is no Parquet file" in told("a.parquet", "-o", "notes.txt")
    assert "no rule is called" in told("a.parquet", "-o", "f.parquet", "--select", "NOPE")
    assert not (tmp_path / "f.parquet").exists()


def test_a_file_that_is_damaged_further_on_leaves_the_old_findings(run: Command, tmp_path: Path) -> None:
    texts = [GOOD.replace("asthma", f"asthma {number}") for number in range(300)]
    write(tmp_path / "a.parquet", {"path": [f"{number}.md" for number in range(300)], "text": texts})
    raw = bytearray((tmp_path / "a.parquet").read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 64] = b"\xff" * 64
    (tmp_path / "a.parquet").write_bytes(raw)
    write(tmp_path / "f.parquet", {"old": [1]})
    done = run("scan", "a.parquet", "-o", "f.parquet", "--select", "STR")
    assert done.returncode == 2, done.stdout
    assert "a.parquet: " in done.stderr
    assert pq.read_table(tmp_path / "f.parquet").column_names == ["old"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet", "f.parquet"]


def test_without_pyarrow_it_is_said_how_to_install_it(run: Command, tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ModuleNotFoundError('pyarrow', name='pyarrow')\n", encoding="utf-8")
    done = run("scan", "a.parquet", "-o", "f.parquet", PYTHONPATH=str(tmp_path))
    assert done.stderr == (
        "error: scanning needs pyarrow, which is not installed; install it: pip install 'digestlint[rows]'\n"
    )
    assert done.returncode == 2


def test_the_same_rows_give_the_same_file(run: Command, tmp_path: Path) -> None:
    texts = [GOOD.replace("asthma", f"asthma {number}") for number in range(150)]
    write(tmp_path / "a.parquet", {"path": [f"{number}.md" for number in range(150)], "text": texts})
    for workers in ("1", "2"):
        run("scan", "a.parquet", "-o", f"{workers}.parquet", "--workers", workers, "--select", "DUP,STR")
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "2.parquet").read_bytes()
