"""Where reports go, what fails a run, and what else a run can tell."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Command
from .test_cli import BAD, GOOD, write

SAD = GOOD.replace("Many people", "Sadly, many people")


def test_one_run_writes_several_reports(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": BAD})
    alone = run("check", "a.md", "--output-format", "json").stdout
    done = run("check", "a.md", "--output", "concise", "--output", "json=a.json", "--output", "jsonl=b.jsonl")
    assert done.stdout.startswith("a.md:1:3: STR001")
    assert (tmp_path / "a.json").read_text() == alone
    assert [json.loads(line) for line in (tmp_path / "b.jsonl").read_text().splitlines()] == json.loads(alone)
    quiet = run("check", "a.md", "--output", "json=a.json")
    assert quiet.stdout == "Found 1 finding (1 error) in 1 digest.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--output", "xml"), "there is no format 'xml'"),
        (("--output", "json", "--output", "concise"), "cannot both go to standard output"),
        (("--output", "json=a", "--output", "concise=a"), "cannot both go to the file a"),
        (("--output", "json=no/where.json"), "there is no folder no"),
        (("--output", "json=folder"), "folder is a folder"),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_anything_is_checked(
    run: Command, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    write(tmp_path, {"a.md": BAD, "folder/x": ""})
    done = run("check", "a.md", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((), 0),
        (("--strict",), 1),
        (("--max-warnings", "0"), 1),
        (("--max-warnings", "1"), 0),
        (("--fail-on", "never", "--max-warnings", "0"), 1),
        (("--strict", "--fail-on", "error"), 2),
        (("--max-warnings", "-1"), 2),
    ],
)
def test_what_fails_a_run_can_be_chosen(run: Command, tmp_path: Path, words: tuple[str, ...], status: int) -> None:
    write(tmp_path, {"a.md": SAD})
    assert run("check", "a.md", *words).returncode == status


def test_statistics_count_the_rules(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": SAD, "b.md": SAD.replace("A walking", "A a walking")})
    done = run("check", ".", "--statistics", "--ignore", "DUP")
    assert done.stdout.splitlines()[:2] == [
        "2  TXT005 [ ] emotive-language (warning)",
        "1  TXT006 [*] repeated-word (warning)",
    ]


def test_timings_name_rules_and_stages(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": SAD})
    done = run("check", "a.md", "--timings", "--output-format", "json")
    assert json.loads(done.stdout)
    assert " TXT005\n" in done.stderr
    assert " parse\n" in done.stderr
    assert done.stderr.endswith("100.0 %  all rules and stages\n")


def test_options_at_odds_are_refused(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD, "list": "a.md\n"})
    for words in (
        ("-", "a.md"),
        ("-", "--since", "main"),
        ("a.md", "--files-from", "list"),
        ("a.md", "--watch", "--fix"),
        ("a.md", "--write-baseline", "--prune-baseline"),
    ):
        done = run("check", *words)
        assert done.returncode == 2, words
        assert "Traceback" not in done.stderr


def test_watching_checks_again_what_changed(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    write(tmp_path, {"a.md": BAD})
    command = [sys.executable, "-m", "digestlint", "check", "a.md", "--watch", "--output", "json=out.json"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out = tmp_path / "out.json"
    try:
        wait_for(lambda: out.exists() and len(json.loads(out.read_text())) == 1)
        deadline = time.monotonic() + 30
        while json.loads(out.read_text()) and time.monotonic() < deadline:
            write(tmp_path, {"a.md": GOOD})
            time.sleep(1)
        assert json.loads(out.read_text()) == []
    finally:
        os.kill(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert "Traceback" not in said


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass within 30 seconds"
        time.sleep(0.1)
