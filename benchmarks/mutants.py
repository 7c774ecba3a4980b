"""Break the checks and facts in small ways, and see whether a test notices.

    pip install mutmut
    python -m benchmarks.mutants [--sample 600] [--seed 1] [--results mutants.jsonl]

mutmut makes the mutants, in a folder `mutants/` beside this one, and finds out which tests come by which function; both
take some minutes and are done once (delete the folder to have them done again). Of all mutants a sample is tried: each
in a process of its own, forked when all tests are collected, with the tests that come by its function, until one fails.
One that ends no test in the time allowed counts as noticed, one whose function no test comes by as unnoticed.
The score is the share of those noticed, with the interval in which that of all mutants lies (Wilson 1927, 95%).
"""

import argparse
import json
import math
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

FOLDER = Path("mutants")
_STATS = FOLDER / "mutmut-stats.json"
_ONE = "digestlint.checks.doubled.x__is_again__mutmut_1"
_Z = 1.96
_LEAST_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Reach:
    """Which tests come by which function, and how many seconds each takes."""

    tests: Mapping[str, Sequence[str]]
    seconds: Mapping[str, float]

    def of(self, mutant: str) -> list[str]:
        """Return the tests that come by a mutant's function, the quickest first."""
        function = re.sub(r"__mutmut_\d+$", "", mutant)
        return sorted(self.tests.get(function, ()), key=lambda test: self.seconds.get(test, 0))


class Trial:
    """A pytest plugin that tries mutants with the tests that were collected, in place of running these."""

    def __init__(self, mutants: Sequence[str], reach: Reach, results: Path) -> None:
        self._mutants = mutants
        self._reach = reach
        self._results = results

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Write a line of JSON for each mutant: its name, and what became of it."""
        items = {item.nodeid: item for item in session.items}
        with self._results.open("w", encoding="utf-8") as file:
            for mutant in self._mutants:
                tests = [test for test in self._reach.of(mutant) if test in items]
                limit = _LEAST_SECONDS + 6 * sum(self._reach.seconds.get(test, 1) for test in tests)
                verdict = _tried(mutant, [items[test] for test in tests], limit) if tests else "untested"
                file.write(json.dumps([mutant, verdict]) + "\n")
                file.flush()
        return True


def _tried(mutant: str, items: Sequence[pytest.Item], limit: float) -> str:
    child = os.fork()
    if not child:
        _try(mutant, items)
    until = time.monotonic() + limit
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return "survived" if status == 0 else "noticed"
        time.sleep(0.02)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return "noticed in time"


def _try(mutant: str, items: Sequence[pytest.Item]) -> None:
    """Run tests on a mutant, and end the process with what they say."""
    os.environ["MUTANT_UNDER_TEST"] = mutant
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    status = 1
    try:
        failed = False
        for i, item in enumerate(items):
            following = items[i + 1] if i + 1 < len(items) else None
            failed = failed or any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))
            if failed:
                break
        status = int(failed)
    finally:
        os._exit(status)


def _interval(noticed: int, all_: int) -> tuple[float, float]:
    share, z2 = noticed / all_, _Z**2
    centre, half = share + z2 / (2 * all_), _Z * math.sqrt(share * (1 - share) / all_ + z2 / (4 * all_**2))
    return (centre - half) / (1 + z2 / all_), (centre + half) / (1 + z2 / all_)


def _made() -> list[str]:
    """Return the names of all mutants; have them made where they are not."""
    if not _STATS.exists():
        subprocess.run([sys.executable, "-m", "mutmut", "run", "--max-children", "1", _ONE], check=False)  # noqa: S603
    metas = sorted(FOLDER.glob("digestlint/**/*.meta"))
    return [name for meta in metas for name in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]]


def main() -> None:
    """Try a sample, and print the score."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=Path, default=Path("mutants.jsonl"))
    asked = parser.parse_args()
    mutants = _made()
    sample = random.Random(asked.seed).sample(mutants, min(asked.sample, len(mutants)))
    stats = json.loads(_STATS.read_text(encoding="utf-8"))
    reach = Reach(stats["tests_by_mangled_function_name"], stats["duration_by_test"])
    results = asked.results.absolute()
    os.chdir(FOLDER)
    sys.path.insert(0, str(Path.cwd()))
    files = sorted({test.partition("::")[0] for test in reach.seconds})
    pytest.main(["-q", "-p", "no:randomly", *files], plugins=[Trial(sample, reach, results)])
    verdicts = Counter(json.loads(line)[1] for line in results.read_text(encoding="utf-8").splitlines())
    noticed = verdicts["noticed"] + verdicts["noticed in time"]
    least, most = _interval(noticed, len(sample))
    print(dict(verdicts), f"of {len(sample)} of {len(mutants):,}: {noticed / len(sample):.1%} ({least:.1%}-{most:.1%})")


if __name__ == "__main__":
    main()
