"""Whole processes, measured: time, CPU time and peak memory of commands that run in turn.

Commands that are to be compared run one after the other in each round, so that what else the machine does meets all of
them alike; they are compared round by round.
"""

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLED_EVERY = 0.02
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Command:
    """A command, where it runs, and the exit statuses with which it has done its work."""

    name: str
    words: tuple[str, ...]
    folder: Path
    statuses: frozenset[int] = frozenset((0, 1))


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds, seconds of CPU, peak bytes of its largest process and of all together."""

    seconds: float
    cpu: float
    largest: int
    together: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as much as another a command takes: the middle of the rounds, and the extremes."""

    middle: float
    least: float
    most: float


class CommandFailedError(Exception):
    """A command ended with a status that does not say that it did its work; `said` is the last that it wrote."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"it ended with status {status}")
        self.said = said


def run(command: Command) -> Run:
    """Run a command to its end, its output thrown away, and return what it took."""
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - what is measured
            command.words, cwd=command.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors
        )
        sampled = _Sampled(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        sampled.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in command.statuses:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip().splitlines() or ["it said nothing"]
            raise CommandFailedError(process.returncode, said[-1])
    largest = usage.ru_maxrss * 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, largest, max(largest, sampled.peak))


class _Sampled:
    """The peak of a process and all below it, looked at fifty times a second. Pages that they share count twice."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        # The first look comes late: most runs of a few milliseconds have one process, which the system accounts for.
        while not self._ended.wait(SAMPLED_EVERY):
            self.peak = max(self.peak, sum(_resident(pid) for pid in _tree(self._pid)))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return
    for thread in threads:
        try:
            children = (thread / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def in_turn(
    commands: Sequence[Command], rounds: int, tell: Callable[[str], None]
) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """Run the commands in turn so often, after a round that does not count; return runs, and why commands failed."""
    runs: dict[str, list[Run]] = {command.name: [] for command in commands}
    failed: dict[str, str] = {}
    for number in range(rounds + 1):
        # The other way round each time: what a command leaves behind must not meet the same one always.
        for command in commands if number % 2 else commands[::-1]:
            if command.name in failed:
                continue
            try:
                runs[command.name].append(run(command))
            except (CommandFailedError, OSError) as error:
                failed[command.name] = str(error)
                tell(f"  {command.name}: {error}: {getattr(error, 'said', '')}")
        took = ", ".join(f"{name} {each[-1].seconds:.3f} s" for name, each in runs.items() if name not in failed)
        tell(f"  {f'round {number} of {rounds}' if number else 'before the rounds'}: {took}")
    return {name: each[1:] for name, each in runs.items() if name not in failed}, failed


def ratio(runs: Sequence[Run], others: Sequence[Run], figure: Callable[[Run], float]) -> Ratio:
    """Return how many times as large a figure of some runs is as that of others, round by round."""
    ratios = [figure(one) / figure(other) for one, other in zip(runs, others, strict=True)]
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))


def middle(runs: Sequence[Run], figure: Callable[[Run], float]) -> float:
    """Return the median of a figure of some runs."""
    return statistics.median(map(figure, runs))


def seconds(run: Run) -> float:
    """Return how long a run took."""
    return run.seconds


def cpu(run: Run) -> float:
    """Return how much CPU time a run took, in all its processes."""
    return run.cpu
