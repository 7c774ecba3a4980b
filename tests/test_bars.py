"""What is measured, held against the bars."""

import sys
from pathlib import Path

import pytest

from benchmarks.bars import Bar, MemoryBar, Scene, bar_table, scene_table, written_into
from benchmarks.measuring import Command, Run, in_turn, ratio, seconds


def runs(*each_took: float, together: int = 0) -> list[Run]:
    return [Run(each, each, 1_000_000, together) for each in each_took]


def scene(**found: list[Run]) -> Scene:
    return Scene("Some", "one", found, {"gone": "it could not be installed"})


def test_a_ratio_is_taken_round_by_round() -> None:
    assert ratio(runs(1, 4, 9), runs(1, 2, 3), seconds).middle == 2


def test_ten_times_the_work_may_take_ten_times_as_long() -> None:
    bar = Bar("x", scene(one=runs(10), other=runs(1)), "one", "other", 1.1, digests=(1000, 100))
    assert "| one: 10 ms | other: 10 ms | **1.00**, 1.00–1.00 | ≤ 1.1 | met |" in bar_table([bar])


@pytest.mark.parametrize(("took", "verdict"), [(1.0, "| met |"), (3.0, "| **not met** |")])
def test_a_bar_is_met_or_not(took: float, verdict: str) -> None:
    assert verdict in bar_table([Bar("x", scene(one=runs(took), other=runs(2)), "one", "other", 1)])


def test_a_bar_for_another_number_says_so() -> None:
    found = bar_table([Bar("x", scene(one=runs(1), other=runs(2)), "one", "other", 1, meant=", for 2,000")])
    assert "≤ 1, for 2,000 | met at this number |" in found


def test_a_bar_without_its_other_side_is_neither_met_nor_not() -> None:
    assert "not measured: it could not be installed" in bar_table(
        [Bar("x", scene(one=runs(1)), "one", "gone", 1), MemoryBar("y", scene(), "gone", 300)]
    )


def test_memory_counts_at_its_highest() -> None:
    bar = MemoryBar("x", scene(one=[*runs(1, together=200_000_000), *runs(1, together=400_000_000)]), "one", 300)
    assert "**400 MB**, 200–400 MB | ≤ 300 MB | **not met** |" in bar_table([bar])


def test_a_scene_names_versions_and_what_is_missing() -> None:
    table = scene_table(scene(**{"one": runs(2), "other, quick": runs(1)}), {"other": "1.2"})
    assert "| other 1.2, quick | 1.00 s |" in table
    assert "| 2.00 |" in table
    assert table.endswith("Not measured: gone (it could not be installed).")


def test_figures_take_the_place_of_figures() -> None:
    page = "a\n<!-- figures -->\nold\n<!-- end of figures -->\nb\n"
    assert written_into(page, "new") == "a\n<!-- figures -->\n\nnew\n\n<!-- end of figures -->\nb\n"
    assert written_into(written_into(page, "old"), "new") == written_into(page, "new")
    with pytest.raises(ValueError, match="marks"):
        written_into("a", "new")


def test_commands_run_in_turn_and_one_that_fails_is_left_out() -> None:
    works = Command("works", (sys.executable, "-c", "pass"), Path.cwd())
    fails = Command("fails", (sys.executable, "-c", "raise SystemExit(3)"), Path.cwd())
    absent = Command("absent", ("./no-such-command",), Path.cwd())
    found, failed = in_turn([works, fails, absent], 2, lambda _: None)
    assert {name: len(each) for name, each in found.items()} == {"works": 2}
    assert failed["fails"] == "it ended with status 3"
    assert "absent" in failed
    assert all(run.seconds > 0 and run.largest > 1_000_000 for run in found["works"])


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="memory of many processes is read from /proc")
def test_the_memory_of_a_process_includes_that_of_its_children() -> None:
    child = "data = b'x' * 60_000_000; import time; time.sleep(0.4)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    (run,) = in_turn([Command("x", (sys.executable, "-c", f"y = b'x' * 50_000_000; {parent}"), Path.cwd())], 1, print)[
        0
    ]["x"]
    assert run.together > 110_000_000 > run.largest
