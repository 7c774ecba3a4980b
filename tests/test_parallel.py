"""Several processes: the bytes of one, whatever becomes of any of them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import ROOT, Command
from .test_cli import write

DIGESTS = sorted((ROOT / "fixtures").glob("labelled*/*.md")) + sorted((ROOT / "fixtures").glob("digests/**/*.md"))
linux = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found by what Linux tells")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few hundred digests, one file that is no digest, one that is not UTF-8, and one that is empty."""
    folder = tmp_path_factory.mktemp("many")
    for i in range(8):
        for path in DIGESTS:
            shutil.copy(path, folder / f"{path.stem}-{i}.md")
    write(folder, {"README.md": "# Our site\n", "latin.md": b"# Caf\xe9\n", "empty.md": ""})
    return folder


def begun(folder: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "digestlint", "check", ".", "--jobs", "2", *words]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def children(process: subprocess.Popen[str]) -> list[int]:
    """Return the processes that work for a run, once they are there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        if len(found) == 2:
            return [int(child) for child in found]
        time.sleep(0.02)
    pytest.fail("the run began no processes")


def test_several_processes_print_the_bytes_of_one(many: Path) -> None:
    one, two, three = (
        Command(many)("check", ".", "--output-format", "jsonl", "--jobs", str(jobs)) for jobs in (1, 2, 3)
    )
    assert one.stdout.count("\n") > len(DIGESTS)
    assert (one.stdout, one.stderr, one.returncode) == (two.stdout, two.stderr, two.returncode)
    assert (one.stdout, one.stderr, one.returncode) == (three.stdout, three.stderr, three.returncode)


@linux
def test_a_killed_process_loses_nothing(many: Path) -> None:
    whole = Command(many)("check", ".", "--output-format", "jsonl", "--jobs", "1")
    process = begun(many, "--output-format", "jsonl")
    os.kill(children(process)[0], signal.SIGKILL)
    printed, said = process.communicate(timeout=300)
    assert (printed, said, process.returncode) == (whole.stdout, whole.stderr, whole.returncode)


@linux
def test_an_interrupt_leaves_no_process_and_no_file(many: Path, tmp_path: Path) -> None:
    process = begun(many, "--output", f"json={tmp_path / 'out.json'}")
    working = children(process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (130, "interrupted")
    assert list(tmp_path.iterdir()) == []
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in working) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{child}").exists() for child in working)


def test_timings_are_those_of_all_processes(many: Path) -> None:
    done = Command(many)("check", ".", "--timings", "--jobs", "2", "--select", "TXT005")
    assert " TXT005\n" in done.stderr
    assert " parse\n" in done.stderr
