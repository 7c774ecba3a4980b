"""Measure digestlint against other linters: the same machine, the same run, commands in turn.

    python -m benchmarks.peers [--digests N] [--large N] [--rounds N] [--date YYYY-MM-DD]

The others are installed below a cache folder; one that cannot be had is named and left out. What is compared are whole
processes with all default rules. With a date the figures go into `docs/performance.md`; without one they are printed.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from benchmarks import tools
from benchmarks.bars import Bar, MemoryBar, Scene, bar_table, scene_table, written_into
from benchmarks.material import QUIET, REAL, Material, generated, given
from benchmarks.measuring import Command, in_turn
from benchmarks.tools import PEERS, NotInstallableError, Tool

PAGE = tools.ROOT / "docs/performance.md"
OURS, ONE, TWO = "digestlint", "digestlint, one process", "digestlint, two processes"
MARKDOWNLINT, PROSELINT, RUFF, FLOOR = "markdownlint-cli2", "proselint", "ruff", "python -c pass"


@dataclass(frozen=True, slots=True)
class Bench:
    """What a measurement needs: digestlint and what its help says, the peers, and why some are not there."""

    ours: Tool
    help: str
    peers: Sequence[Tool]
    missing: dict[str, str]

    def jobs(self, count: int) -> tuple[str, ...]:
        """Return the options for so many processes; none where the program has one only."""
        return ("--jobs", str(count)) if "--jobs" in self.help else ()

    @property
    def uncached(self) -> tuple[str, ...]:
        """The options that leave the cache alone."""
        return ("--no-cache",) if "--no-cache" in self.help else ()


def main() -> None:
    """Measure and write down."""
    asked = _asked()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            bench = _bench(asked.tools, folder, asked.digestlint)
        except NotInstallableError as error:
            raise SystemExit(f"digestlint could not be installed: {error}") from error
        scenes = list(_scenes(bench, folder, asked))
    head = _circumstances(bench, asked, (before, os.getloadavg()[0]))
    versions = {tool.name: tool.version for tool in bench.peers} | {OURS: bench.ours.version}
    figures = [head, bar_table(_bars(scenes, asked)), *(scene_table(scene, versions) for scene in scenes)]
    print("\n\n".join(figures))
    if asked.date:
        PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8"), "\n\n".join(figures)), encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "digestlint-peers"
    parser.add_argument("--digests", type=int, default=2000, help="how many digests are checked at once")
    parser.add_argument("--large", type=int, default=10_000, help="with how many memory is measured; 0: not at all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large-rounds", type=int, default=5, help="rounds where memory is measured")
    parser.add_argument("--date", type=date.fromisoformat, help="the day, for the page; without it none is written")
    parser.add_argument("--tools", type=Path, default=cache, help="where the other linters are kept")
    parser.add_argument("--digestlint", type=Path, help="the command to measure (default: this tree, installed)")
    return parser.parse_args()


def _bench(kept: Path, folder: Path, command: Path | None) -> Bench:
    peers, missing = [], {}
    for peer in PEERS:
        try:
            peers.append(tools.installed(peer, kept))
        except NotInstallableError as error:
            # Why stands in the installer's words, which may name places of this machine: not for the page.
            missing[peer.package] = "it could not be installed"
            _tell(f"{peer.package}: {error}")
    ours = tools.digestlint(folder, command.absolute() if command else None)
    return Bench(ours, tools.options_of(ours), peers, missing)


def _scenes(bench: Bench, folder: Path, asked: argparse.Namespace) -> Iterator[Scene]:
    floor = Command(FLOOR, (sys.executable, "-c", "pass"), folder)
    for title, path in (("One digest", REAL), ("One digest in which no sentence needs language work", QUIET)):
        material = given(folder / path.stem, path)
        ours = _over(replace(bench.ours, name=OURS), material, *bench.uncached)
        yield _scene(title, OURS, [floor, ours, *_peers_over(bench, material)], bench.missing, asked.rounds)
    many = generated(folder / "many", asked.digests)
    title = f"{many.files:,} digests, {many.size / 1e6:.1f} MB"
    commands = [_over(replace(bench.ours, name=ONE), many, *bench.uncached, *bench.jobs(1))]
    missing = dict(bench.missing)
    if bench.jobs(2):
        commands.append(_over(replace(bench.ours, name=TWO), many, *bench.uncached, *bench.jobs(2)))
    else:
        missing[TWO] = "digestlint has no option `--jobs`"
    yield _scene(title, ONE, [*commands, *_peers_over(bench, many)], missing, asked.rounds)
    yield _cached(bench, many, asked.rounds)
    if asked.large:
        yield _growth(bench, folder, asked)


def _cached(bench: Bench, many: Material, rounds: int) -> Scene:
    """Measure files that are unchanged since the last run: the run that does not count fills the cache."""
    title = f"{many.files:,} digests, unchanged since the last run, and Python files of their size"
    if not bench.uncached:
        return Scene(title, OURS, {}, {OURS: "digestlint has no option `--no-cache`, so no cache"})
    ruff = [_over(tool, many) for tool in bench.peers if tool.name == RUFF]
    kept = ("--cache-dir", str(many.folder / "cache")) if "--cache-dir" in bench.help else ()
    missing = {name: reason for name, reason in bench.missing.items() if name == RUFF}
    return _scene(title, OURS, [_over(bench.ours, many, *kept), *ruff], missing, rounds)


def _growth(bench: Bench, folder: Path, asked: argparse.Namespace) -> Scene:
    commands = []
    for count in (asked.large // 10, asked.large):
        material = generated(folder / f"{count}", count)
        options = (*bench.uncached, *bench.jobs(2))
        commands.append(_over(replace(bench.ours, name=_size(count)), material, *options))
    processes = "two processes" if bench.jobs(2) else "one process"
    return _scene(f"Growth, {processes}", _size(asked.large), commands, {}, asked.large_rounds)


def _size(count: int) -> str:
    return f"{count:,} digests"


def _peers_over(bench: Bench, material: Material) -> Iterator[Command]:
    return (_over(tool, material) for tool in bench.peers)


def _over(tool: Tool, material: Material, *options: str) -> Command:
    """Return the command that checks the files of a tool's kind: by name if it is one, else by their folder."""
    folder = material.folder / tool.kind
    paths = [f"{tool.kind}/{path.name}" for path in folder.iterdir()] if material.files == 1 else [tool.kind]
    return Command(tool.name, (*tool.call, *options, *paths), material.folder, tool.statuses)


def _scene(title: str, measured: str, commands: Sequence[Command], missing: dict[str, str], rounds: int) -> Scene:
    _tell(title)
    runs, failed = in_turn(commands, rounds, _tell)
    return Scene(title, measured, runs, {**missing, **failed})


def _bars(scenes: Sequence[Scene], asked: argparse.Namespace) -> Iterator[Bar | MemoryBar]:
    one, quiet, many, cached, *growth = scenes
    number, meant = _size(asked.digests), _meant(asked.digests, 2000)
    yield Bar("One digest", one, OURS, MARKDOWNLINT, 3)
    yield Bar("One digest, no language work", quiet, OURS, MARKDOWNLINT, 0.5)
    yield Bar(f"{number}, one process", many, ONE, MARKDOWNLINT, 1, meant)
    yield Bar(f"{number}, one process", many, ONE, PROSELINT, 0.35, meant)
    yield Bar(f"{number}, two processes", many, TWO, ONE, 0.6, meant)
    yield Bar(f"{number}, unchanged", cached, OURS, RUFF, 0.5, meant)
    for scene in growth:
        few, large, meant = asked.large // 10, _size(asked.large), _meant(asked.large, 10_000)
        yield Bar("CPU time a digest", scene, large, _size(few), 1.1, meant, (asked.large, few))
        yield MemoryBar("Memory of all processes", scene, large, 300, meant)


def _meant(count: int, meant: int) -> str:
    """Return in words for how many digests a bar is meant, where another number was measured."""
    return "" if count == meant else f", for {meant:,}"


def _circumstances(bench: Bench, asked: argparse.Namespace, load: tuple[float, float]) -> str:
    """Return in words when, on what and how often was measured."""
    day = f"Measured on {asked.date}" if asked.date else "Measured"
    commit = tools.commit() if asked.digestlint is None else ""
    rounds = f"{asked.rounds} rounds" + (f" ({asked.large_rounds} for growth)" if asked.large else "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    machine = f"{cores} cores ({_processor()}), {platform.system()}, Python {platform.python_version()}"
    return (
        f"{day} with digestlint {bench.ours.version}{f' ({commit})' if commit else ''} on {machine}, "
        f"Node {tools.node_version()}; {rounds}; load average {load[0]:.1f} before and {load[1]:.1f} after."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
