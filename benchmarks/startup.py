"""Take the cold start apart: interpreter, imports, settings, the digest.

    python -m benchmarks.startup [FILE]

FILE (default: the real digest of the fixtures) is checked by the digestlint of this environment. The parts are what
each of some processes that run in turn takes more than the one before, as CPU time, which a busy machine changes least.
What happens in the last one says `--timings`; where imports spend their time, `-X importtime`, which itself costs some.
"""

import re
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.material import REAL
from benchmarks.measuring import Command, in_turn

ROUNDS = 7
SHOWN = 12
_TIMING = re.compile(r"^ *([\d.]+) ms +[\d.]+ % +(\S.*)$", re.MULTILINE)
_IMPORT = re.compile(r"^import time: +(\d+) \| +(\d+) \| +(\S+)$", re.MULTILINE)
CHECK = ("-m", "digestlint", "check")


def main(path: Path) -> None:
    """Print the parts."""
    steps = {
        "interpreter": ("-c", "pass"),
        "import of digestlint.cli": ("-c", "import digestlint.cli"),
        "settings, rules, finding the file": (*CHECK, "--show-files", str(path)),
        "the digest and the report": (*CHECK, str(path)),
    }
    commands = [Command(name, (sys.executable, *words), Path.cwd()) for name, words in steps.items()]
    runs, failed = in_turn(commands, ROUNDS, lambda _: None)
    if failed:
        raise SystemExit("\n".join(f"{name}: {reason}" for name, reason in failed.items()))
    spent = [[run.cpu * 1000 for run in each] for each in runs.values()]
    pairs = [list(zip(before, after, strict=True)) for before, after in pairwise([[0.0] * ROUNDS, *spent])]
    parts = [statistics.median(after - before for before, after in each) for each in pairs]
    rows = [*zip(parts, steps, strict=True), (statistics.median(spent[-1]), "all")]
    _print("Whole processes, each without the one before", rows)
    _print("Rules and stages of the last, by --timings", _timings(path)[:SHOWN])
    modules = _imports(path)
    packages: dict[str, float] = defaultdict(float)
    for own, module in modules:
        packages[module.split(".")[0]] += own
    _print("Imports by package", _longest((own, package) for package, own in packages.items()))
    _print("Modules by their own time, without what they import", _longest(modules))


def _timings(path: Path) -> list[tuple[float, str]]:
    """Return the median milliseconds of each rule and stage, the longest first."""
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for spent, name in _TIMING.findall(_errors(*CHECK, "--timings", str(path))):
            times[name].append(float(spent))
    return sorted(((statistics.median(each), name) for name, each in times.items()), reverse=True)


def _imports(path: Path) -> list[tuple[float, str]]:
    """Return the median milliseconds of each module's own code in a run."""
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for own, _, module in _IMPORT.findall(_errors("-X", "importtime", *CHECK, str(path))):
            times[module].append(int(own) / 1000)
    return [(statistics.median(each), module) for module, each in times.items()]


def _errors(*words: str) -> str:
    """Return what Python writes to standard error when it runs with these words."""
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False).stderr  # noqa: S603 - ourselves


def _longest(rows: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    return sorted(rows, reverse=True)[:SHOWN]


def _print(title: str, rows: Sequence[tuple[float, str]]) -> None:
    print(f"{title}:\n" + "\n".join(f"{spent:9.1f} ms  {name}" for spent, name in rows) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else REAL)
