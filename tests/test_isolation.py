"""What goes wrong outside: a full disk, a folder that is only read, an interrupt, a cache that is broken."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ROOT, Command
from .test_cli import BAD, GOOD, write
from .test_parallel import children, linux

SLIP = GOOD.replace("Many people", "The the people").replace(
    "Stiff knees keep", "Stiff " + "and aching " * 400 + "knees keep"
)
RECORD = ROOT / "fixtures/records/NCT09100000.json"
NO_DEVICE = "there is no /dev/full here"


@pytest.fixture
def full(tmp_path: Path) -> Command:
    """The command on a disk that takes no more than a kilobyte or two of any file."""
    if not shutil.which("sh") or not hasattr(os, "fork"):
        pytest.skip("there is no way here to let files grow no further")
    return Command(tmp_path, "sh", "-c", 'ulimit -f 2; exec "$@"', "sh")


def parquet(folder: Path) -> None:
    table = pytest.importorskip("pyarrow", reason="rows need pyarrow")
    module = pytest.importorskip("pyarrow.parquet", reason="rows need pyarrow")
    module.write_table(table.table({"path": ["a"], "text": [SLIP]}), folder / "rows.parquet")


COMMANDS = {
    "a report": ("check", "d", "--output", "html=out"),
    "a baseline": ("check", "d", "--baseline", "out", "--write-baseline"),
    "a snapshot": ("records", "build", "NCT09100000.json", "-o", "out"),
    "rows": ("scan", "rows.parquet", "-o", "out"),
}


def prepare(folder: Path) -> None:
    write(folder, {"d/a.md": SLIP, "d/b.md": BAD + "## More\n\nText.\n\n" * 20})
    shutil.copy(RECORD, folder)


@pytest.mark.parametrize("what", COMMANDS)
def test_a_full_disk_is_told_in_a_line_and_leaves_no_half_of_a_file(full: Command, tmp_path: Path, what: str) -> None:
    prepare(tmp_path)
    if what == "rows":
        parquet(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    done = full(*COMMANDS[what], PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 2
    assert re.findall(r"^error: out: cannot be written: .*\n", done.stderr, re.MULTILINE) == [done.stderr]
    assert what == "a snapshot" or "; make room, or write to another place" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_fix_that_does_not_fit_leaves_the_digest_as_it_was(full: Command, tmp_path: Path) -> None:
    write(tmp_path, {"d/a.md": SLIP, "d/b.md": GOOD.replace("Many people", "The the people")})
    done = full("check", "d", "--fix", PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 2
    assert done.stderr == (
        "error: d/a.md: it cannot be fixed: cannot be written: File too large; make room, or write to another place\n"
    )
    assert (tmp_path / "d/a.md").read_text(encoding="utf-8") == SLIP
    assert "The people" in (tmp_path / "d/b.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in (tmp_path / "d").iterdir()) == ["a.md", "b.md"]


def test_a_full_disk_takes_the_cache_away_and_nothing_else(full: Command, tmp_path: Path) -> None:
    write(tmp_path, {f"d/{i}.md": BAD for i in range(6)})
    done = full("check", "d", "--cache-dir", "cache", "--output-format", "jsonl", PYTHONDONTWRITEBYTECODE="1")
    afresh = Command(tmp_path)("check", "d", "--no-cache", "--output-format", "jsonl")
    assert (done.returncode, done.stdout) == (1, afresh.stdout)
    assert re.fullmatch(r"note: no cache: cache/reports-1\.sqlite: [^\n]+\n", done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason=NO_DEVICE)
@pytest.mark.parametrize(
    "words", [("check", "d"), ("check", "d", "--output-format", "json"), ("rules",), ("rule", "TXT005")]
)
def test_an_output_that_cannot_be_printed_is_no_verdict(tmp_path: Path, words: tuple[str, ...]) -> None:
    write(tmp_path, {"d/a.md": GOOD})
    with Path("/dev/full").open("wb") as device:
        done = subprocess.run(
            [sys.executable, "-m", "digestlint", *words],
            cwd=tmp_path,
            stdout=device,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.stderr == "error: standard output: No space left on device; make room, or write to another place\n"
    assert done.returncode == 2


@pytest.mark.parametrize("what", COMMANDS)
def test_a_folder_that_is_only_read_is_told_in_a_line(bound: Command, tmp_path: Path, what: str) -> None:
    prepare(tmp_path)
    if what == "rows":
        parquet(tmp_path)
    tmp_path.chmod(0o555)
    done = bound(*COMMANDS[what])
    tmp_path.chmod(0o755)
    assert done.returncode == 2
    assert re.findall(r"^error: out: cannot be written: .*\n", done.stderr, re.MULTILINE) == [done.stderr]
    assert not (tmp_path / "out").exists()


def test_a_digest_in_a_folder_that_is_only_read_is_not_fixed(bound: Command, tmp_path: Path) -> None:
    write(tmp_path, {"d/a.md": SLIP})
    (tmp_path / "d").chmod(0o555)
    done = bound("check", "d", "--fix")
    (tmp_path / "d").chmod(0o755)
    assert done.returncode == 2
    assert done.stderr.startswith(
        "error: d/a.md: it cannot be fixed: cannot be written: Permission denied; get the right"
    )
    assert (tmp_path / "d/a.md").read_text(encoding="utf-8") == SLIP


def test_a_summary_of_a_step_that_cannot_be_written_is_told(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD})
    done = run("check", "a.md", "--output-format", "github", GITHUB_STEP_SUMMARY="none/summary.md")
    assert done.returncode == 2
    assert (
        done.stderr == "error: none/summary.md: the summary of the step cannot be written: No such file or directory\n"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files here")
def test_a_pipe_that_a_report_goes_to_stays_a_pipe(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GOOD})
    os.mkfifo(tmp_path / "out")
    command = [sys.executable, "-m", "digestlint", "check", "a.md", "--output", "json=out"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert (tmp_path / "out").read_text(encoding="utf-8") == "[]\n"
        process.communicate()
    assert process.returncode == 0
    assert (tmp_path / "out").is_fifo()


def a_folder(path: Path) -> None:
    path.mkdir()


def other_columns(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE reports (a, b)")
    connection.close()


def other_types(path: Path) -> None:
    """Put text, a number, nothing and too much in the place of each value."""
    with sqlite3.connect(path) as connection:
        for i, (key,) in enumerate(connection.execute("SELECT key FROM reports").fetchall()):
            value = ("text", 7, b"", b"x" * 5_000_000, 1.5, "\x00")[i % 6]
            connection.execute("UPDATE reports SET value = ? WHERE key = ?", (value, key))
    connection.close()


def much_of_nothing(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + os.urandom(10_000_000))


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("damage", [a_folder, other_columns, other_types, much_of_nothing, cut_short])
def test_a_broken_cache_is_not_believed(run: Command, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    write(tmp_path, {f"d/{i}.md": BAD.replace("Stiff", f"Stiff{i}") for i in range(6)})
    words = ("check", "d", "--output-format", "jsonl", "--cache-dir", "cache")
    afresh = run(*words)
    path = tmp_path / "cache/reports-1.sqlite"
    shutil.rmtree(path.parent / "printouts-1")
    if damage in (a_folder, other_columns):
        for each in path.parent.iterdir():
            each.unlink()
    damage(path)
    first = run(*words)
    assert (first.returncode, first.stdout) == (afresh.returncode, afresh.stdout)
    again = run(*words)
    assert (again.returncode, again.stdout) == (afresh.returncode, afresh.stdout)
    if damage in (a_folder, other_columns):  # whatever these are, they are not ours to remove
        assert first.stderr.startswith(f"note: no cache: cache/{path.name}: ")
    else:
        assert again.stderr == ""


def test_two_runs_at_once_on_one_cache_print_what_one_prints(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {f"d/{i:03}.md": BAD.replace("Stiff", f"Stiff{i} and") for i in range(300)})
    afresh = run("check", "d", "--output-format", "jsonl", "--no-cache")
    words = [sys.executable, "-m", "digestlint", "check", "d", "--output-format", "jsonl", "--cache-dir", "cache"]
    for _ in range(2):
        runs = [
            subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in "12"
        ]
        assert [each.communicate() for each in runs] == [(afresh.stdout, "")] * 2


def begun(folder: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "digestlint", *words]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_until(happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not (done := happened()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return done


@linux
def test_an_interrupted_fix_leaves_each_digest_old_or_new(tmp_path: Path) -> None:
    short = GOOD.replace("Many people", "The the people")
    texts = {f"d/{i:03}.md": short.replace("Stiff", f"Stiff{i}") for i in range(200)}
    write(tmp_path, texts)
    process = begun(tmp_path, "check", "d", "--fix", "--jobs", "2")
    first = tmp_path / "d/000.md"
    wait_until(lambda: first.read_text(encoding="utf-8") != texts["d/000.md"])
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) in [(130, "interrupted"), (0, ""), (1, "")]  # it may have been done
    assert sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "d").iterdir()) == sorted(texts)
    for name, old in texts.items():
        assert (tmp_path / name).read_text(encoding="utf-8") in (old, old.replace("The the", "The"))


def alive(processes: list[int]) -> bool:
    return any(Path(f"/proc/{each}").exists() for each in processes)


@linux
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("command", ["check", "scan"])
def test_a_run_that_is_ended_leaves_no_process_and_no_file(tmp_path: Path, command: str, how: signal.Signals) -> None:
    if command == "scan":
        parquet(tmp_path)
        table = pytest.importorskip("pyarrow").table({"path": [str(i) for i in range(4000)], "text": [SLIP] * 4000})
        pytest.importorskip("pyarrow.parquet").write_table(table, tmp_path / "rows.parquet")
        words = ("scan", "rows.parquet", "-o", "out", "--workers", "2")
    else:
        write(tmp_path, {f"d/{i:03}.md": SLIP for i in range(400)})
        words = ("check", "d", "--no-cache", "--jobs", "2", "--output", "json=out")
    before = sorted(tmp_path.iterdir())
    process = begun(tmp_path, *words)
    working = helpers(process) if command == "scan" else children(process)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert wait_until(lambda: not alive(working))
    if how != signal.SIGKILL:  # after which nobody can clear up a temporary file
        assert (process.returncode, said.strip()) == (130, "interrupted")
        assert sorted(tmp_path.iterdir()) == before


def helpers(process: subprocess.Popen[str]) -> list[int]:
    """Return the processes that a scan works with, and the one that Python sets to watch them."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    assert wait_until(lambda: len(path.read_text(encoding="ascii").split()) == 3)
    return [int(child) for child in path.read_text(encoding="ascii").split()]
