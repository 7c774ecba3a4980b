"""Counting: each file that is found is checked, skipped or failed, and a run that checked nothing is no clean one."""

import json
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from digestlint.discover import discover
from digestlint.run import Manner, Recipe, check_files, settings_finder

from .conftest import TODAY, Command
from .test_cli import BAD, GOOD, write

unix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes and sockets among files here")
FAULTS = """
import multiprocessing, os, signal
from dataclasses import replace
from digestlint import checks

def faulty(check):
    def find(digest, params):
        if "FAULT" in digest.source.text:
            raise KeyError("injected")
        if "KILL" in digest.source.text and multiprocessing.parent_process():
            os.kill(os.getpid(), signal.SIGKILL)
        return check.find(digest, params)
    return replace(check, find=find)

checks.CHECKS["duplicate-section"] = faulty(checks.CHECKS["duplicate-section"])
"""
ACROSS = """
from dataclasses import replace
from digestlint import checks

def find(*_):
    raise KeyError("injected")

checks.CORPUS_CHECKS.update({name: replace(each, find=find) for name, each in checks.CORPUS_CHECKS.items()})
"""
CLEAN = 40
SKIPPED = {
    "big.md": "more than max-file-size allows",
    "device.md": "it is a link to a file outside the folder",
    "outside.md": "it is a link to a file outside the folder",
    "others": "it is a link to a folder outside the folder",
    "pipe.md": "it is a pipe, a socket or a device",
    "socket.md": "it is a pipe, a socket or a device",
    "twice.md": "it is a link to clean-00.md, which is checked by its own name",
}
"""What is skipped with a line of its own, and what the line says."""
FAILED = {
    "dangling.md": "it cannot be read: No such file or directory",
    "empty.md": "it is empty",
    "fault.md": "internal-error in STR005: KeyError: 'injected'",
    "latin.md": "it is not UTF-8 (row 1, byte 6 of the file: 0xe9)",
    "locked": "it cannot be searched: Permission denied",
    "locked.md": "it cannot be read: Permission denied",
    "loop.md": "it cannot be read: Too many levels of symbolic links",
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with digests, and with one of everything that can go wrong with a file."""
    digests = tmp_path / "digests"
    write(digests, {f"clean-{i:02}.md": GOOD.replace("Stiff", f"Stiff{i} and") for i in range(CLEAN)})
    write(
        digests, {"folder.md/in.md": GOOD, "readme.md": "# Our digests\n", "big.md": "x" * 1_000_001, "empty.md": " "}
    )
    write(digests, {"latin.md": b"# Caf\xe9\n", "locked.md": GOOD, "locked/a.md": GOOD, "fault.md": GOOD + "\nFAULT\n"})
    write(tmp_path, {"outside/secret.md": GOOD, "faults/sitecustomize.py": FAULTS})
    for name, target in (
        ("dangling", "gone"),
        ("loop", "loop"),
        ("twice", "clean-00"),
        ("outside", "../outside/secret"),
    ):
        (digests / f"{name}.md").symlink_to(f"{target}.md")
    (digests / "others").symlink_to("../outside")
    (digests / "inside").symlink_to("folder.md")
    (digests / "device.md").symlink_to("/dev/zero")
    os.mkfifo(digests / "pipe.md")
    bound_socket = socket.socket(socket.AF_UNIX)
    old = Path.cwd()
    os.chdir(digests)  # the name of a socket is short
    bound_socket.bind("socket.md")
    os.chdir(old)
    for name in ("locked.md", "locked"):
        (digests / name).chmod(0)
    yield digests
    bound_socket.close()
    (digests / "locked").chmod(0o755)


def counts(said: str) -> dict[str, int]:
    """Return what the summary counts."""
    patterns = {
        "checked": r"(\d+) digests?\.",
        "no digest": r"(\d+) files? skipped as no digest",
        "skipped": r"(\d+) files? skipped[.;]",
        "failed": r"(\d+) files? could not be checked",
    }
    found = {name: re.search(pattern, said.splitlines()[-1]) for name, pattern in patterns.items()}
    return {name: int(match[1]) if match else 0 for name, match in found.items()}


@unix
@pytest.mark.parametrize("killed", [False, True], ids=["no process killed", "one killed"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_checked_skipped_and_failed_is_all_that_was_found(
    bound: Command, folder: Path, jobs: str, *, killed: bool
) -> None:
    bound.folder = folder
    if killed:
        write(folder, {"kill.md": GOOD + "\nKILL\n"})
    outputs = [f"--output={each}" for each in ("concise", "json=../o.json", "sarif=../o.sarif", "junit=../o.xml")]
    for times, words in enumerate([("--no-cache",), ("--cache-dir", "../cache"), ("--cache-dir", "../cache")]):
        dies = killed and jobs == "2" and times < 2  # so few are left the third time that no process is begun for them
        done = bound("check", ".", "--jobs", jobs, *outputs, *words, PYTHONPATH=str(folder.parent / "faults"))
        expected = {"checked": CLEAN + 1 + (killed and not dies), "no digest": 1, "skipped": 7, "failed": 7 + dies}
        assert counts(done.stdout) == expected
        assert done.returncode == 2
        told = dict(line.split(": ", 2)[1:] for line in done.stderr.splitlines())
        reasons = SKIPPED | FAILED | ({"kill.md": "the process that checked it died"} if dies else {})
        assert told.keys() == reasons.keys()
        assert [name for name, reason in reasons.items() if reason not in told[name]] == []
        assert len(reported(folder.parent)) == sum(expected.values())


def reported(folder: Path) -> set[str]:
    """Return the files that the reports for programs tell of, after a look at whether these agree."""
    suites = etree.parse(folder / "o.xml").getroot().findall("testsuite")
    skipped = {suite.get("name") for suite in suites if suite.get("skipped") == "1"}
    failed = {suite.get("name") for suite in suites if suite.get("errors") == "1"}
    (run,) = json.loads((folder / "o.sarif").read_bytes())["runs"]
    notes = [note["level"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert (notes.count("note"), notes.count("error")) == (len(skipped), len(failed))
    findings = json.loads((folder / "o.json").read_bytes())
    names = {suite.get("name") for suite in suites}
    assert {finding["filename"] for finding in findings} <= {str(name).removeprefix("digests/") for name in names}
    return {str(name) for name in names}


def test_a_file_that_goes_between_finding_and_reading_is_counted(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD, "b.md": GOOD})
    settings = settings_finder(Recipe(isolated=True))
    found = discover([tmp_path], settings)
    (tmp_path / "b.md").unlink()
    reports = list(check_files(found, settings, Manner(TODAY)))
    assert [(report.checked, report.error) for report in reports] == [
        (True, None),
        (False, "it cannot be read: No such file or directory"),
    ]


def test_a_fault_in_a_rule_across_digests_is_told_and_takes_no_finding_away(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"d/a.md": BAD, "d/b.md": BAD, "faults/sitecustomize.py": ACROSS})
    done = run("check", "d", "--output-format", "json", PYTHONPATH=str(tmp_path / "faults"))
    assert [finding["code"] for finding in json.loads(done.stdout)] == ["STR001", "STR001"]
    assert done.stderr.startswith("error: d/a.md: internal-error in DUP003, across all digests: KeyError: 'injected'")
    assert done.returncode == 2


@unix
@pytest.mark.parametrize("name", ["big.md", "pipe.md", "outside.md", "readme.md"])
def test_a_folder_of_which_nothing_was_checked_is_not_clean(run: Command, tmp_path: Path, name: str) -> None:
    write(tmp_path, {"d/readme.md": "# Our digests\n", "outside.md": GOOD})
    if name == "big.md":
        write(tmp_path, {"d/big.md": "x" * 1_000_001})
    elif name == "pipe.md":
        os.mkfifo(tmp_path / "d/pipe.md")
    elif name == "outside.md":
        (tmp_path / "d/outside.md").symlink_to("../outside.md")
    for words in ((), ("--output-format", "json"), ("--statistics",), ("--diff",), ("--write-baseline",)):
        done = run("check", "d", *words)
        assert done.returncode == 2
        assert "error: no digest was found" in done.stderr


@unix
def test_a_pipe_that_is_named_is_refused_and_not_waited_for(run: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    done = run("check", "pipe.md")
    assert done.returncode == 2
    assert done.stderr == (
        "error: pipe.md: it is a pipe, a socket or a device, and no file; "
        "give its text to standard input: digestlint check -\n"
    )
