"""Baselines: a team with old digests starts today and sees only what is new."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestlint.baseline import Baseline, compare, entries_of
from digestlint.config import Overrides, load_settings
from digestlint.report import FileReport
from digestlint.run import Manner, check_bytes

from .conftest import Command
from .test_cli import GOOD, write

HERE = Path("digests")
SETTINGS = load_settings(None, Overrides(), HERE)
SENTENCES = (
    "Sadly, the study was completed late.",
    "Walking helped 12 of 40 (35%) of them.",
    "The the plan was kept.",
    "Nobody fell.",
    "It is p = 0.000 and TODO.",
    "Sadly, the plan was kept.",
)
texts = st.lists(st.sampled_from(SENTENCES), max_size=6)


def report(results: list[str], name: str = "digests/a.md") -> FileReport:
    text = GOOD.replace("The study was completed in March 2021.", "\n\n".join(["It ended in March 2021.", *results]))
    return check_bytes(text.encode(), name, SETTINGS, Manner(date(2026, 6, 30)), named=True)


def ran(file: FileReport) -> dict[str, frozenset[str]]:
    return {file.path: frozenset(rule.code for rule in SETTINGS.rules)}


def known(file: FileReport) -> Baseline:
    path = HERE / "known.json"
    return Baseline(path, entries_of(path, [file]))


@given(texts)
def test_right_after_writing_a_run_is_clean(results: list[str]) -> None:
    before = report(results)
    left = compare(known(before), [before], ran(before))
    assert left.files[0].diagnostics == ()
    assert (left.known, left.stale) == (len(before.diagnostics), ())


@given(texts, st.integers(0, 6))
def test_a_sentence_elsewhere_keeps_it_clean(results: list[str], at: int) -> None:
    after = report([*results[:at], "Most of them came on foot.", *results[at:]])
    left = compare(known(report(results)), [after], ran(after))
    assert left.files[0].diagnostics == ()


@given(texts, st.sampled_from([s for s in SENTENCES if s != "Nobody fell."]))
def test_the_same_defect_a_second_time_is_reported(results: list[str], again: str) -> None:
    before, after = report([*results, again]), report([*results, again, "Most of them came on foot.", again])
    left = compare(known(before), [after], ran(after))
    assert len(left.files[0].diagnostics) == len(after.diagnostics) - len(before.diagnostics) > 0
    assert left.stale == ()


@given(texts, st.sampled_from(SENTENCES))
def test_a_repaired_one_is_stale(results: list[str], gone: str) -> None:
    before, after = report([*results, gone]), report(results)
    left = compare(known(before), [after], ran(after))
    assert len(left.stale) == len(before.diagnostics) - len(after.diagnostics) + len(left.files[0].diagnostics)


def test_what_did_not_run_is_not_stale(run: Command, tmp_path: Path) -> None:
    write(
        tmp_path, {"a.md": GOOD.replace("Many people", "Sadly, many people"), "b.md": GOOD.replace("Many", "Many TODO")}
    )
    assert run("check", ".", "--ignore", "DUP", "--write-baseline").stdout == (
        "Wrote 2 findings to digestlint-baseline.json.\n"
    )
    baseline = ("--baseline", "digestlint-baseline.json")
    assert "stale" not in run("check", "a.md", *baseline).stdout
    assert "stale" not in run("check", ".", "--select", "CLM", *baseline).stdout
    write(tmp_path, {"a.md": GOOD})
    done = run("check", ".", "--ignore", "DUP", *baseline)
    assert done.returncode == 0
    assert "1 entry stale in the baseline (--prune-baseline takes them out)" in done.stdout
    assert done.stderr == "stale: a.md: TXT005 `sadly` is found no more\n"


def test_pruning_takes_out_what_is_repaired_or_gone(run: Command, tmp_path: Path) -> None:
    sad = GOOD.replace("Many people", "Sadly, many people")
    write(tmp_path, {"old/a.md": sad, "old/b.md": sad, "old/c.md": sad, "digestlint.toml": 'baseline = "known.json"\n'})
    run("check", "old", "--ignore", "DUP", "--write-baseline")
    write(tmp_path, {"old/a.md": GOOD})
    (tmp_path / "old/b.md").unlink()
    done = run("check", ".", "--ignore", "DUP", "--prune-baseline")
    assert done.returncode == 0, done.stdout
    assert "2 entries taken out of the baseline" in done.stdout
    left = json.loads((tmp_path / "known.json").read_text())
    assert [entry["path"] for entry in left["findings"]] == ["old/c.md"]


def test_writing_again_for_a_part_keeps_the_rest(run: Command, tmp_path: Path) -> None:
    sad = GOOD.replace("Many people", "Sadly, many people")
    write(tmp_path, {"a.md": sad, "b.md": sad})
    run("check", ".", "--ignore", "DUP", "--write-baseline")
    done = run("check", "b.md", "--write-baseline")
    assert "kept 1 of files that were not checked" in done.stdout
    assert run("check", ".", "--ignore", "DUP", "--baseline", "digestlint-baseline.json").stdout == (
        "All checks passed: 2 digests. 2 findings known from the baseline.\n"
    )


def test_the_baseline_is_the_same_from_another_folder(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"site/a.md": GOOD.replace("Many people", "Sadly, many people")})
    run("check", "site", "--write-baseline", "--baseline", "site/known.json")
    inside = Command(tmp_path / "site")("check", "a.md", "--baseline", "known.json", "--strict")
    assert inside.returncode == 0, inside.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "this is no baseline"),
        ("[]", "this is no baseline"),
        ('{"version": 2, "findings": []}', "version"),
        ('{"version": 1, "findings": [{"path": "a.md"}]}', "findings.0.rule"),
        ("\udcff", "is not UTF-8"),
    ],
)
def test_a_broken_baseline_is_refused(run: Command, tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, {"a.md": GOOD, "known.json": text.encode("utf-8", "surrogateescape")})
    done = run("check", "a.md", "--baseline", "known.json")
    assert done.returncode == 2
    assert said in done.stderr
    assert "known.json" in done.stderr


def test_a_baseline_that_is_not_there_is_refused(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD})
    done = run("check", "a.md", "--baseline", "known.json")
    assert (done.returncode, done.stderr) == (
        2,
        "error: known.json: the baseline cannot be read: No such file or directory; write one with --write-baseline\n",
    )
