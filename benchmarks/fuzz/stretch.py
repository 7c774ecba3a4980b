"""A stretch of digests of one seed: each is made and checked, what broke something is shrunk and saved."""

import faulthandler
import json
import random
import resource
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz import seeds
from benchmarks.fuzz.making import Case, case
from benchmarks.fuzz.oracle import LONGEST, Problem, problems
from benchmarks.fuzz.shrink import shrunk
from benchmarks.fuzz.whole_run import check_run, encoded
from digestlint.record import NO_RECORDS
from digestlint.run import Fixes
from digestlint.source import Source

_WHOLE_RUN = 200
"""One digest in so many is checked as a whole run."""
_TOLD_EACH = 5000
_GUARDED = 50
"""So many digests have one guard against a hang that no alarm ends: each starts a thread."""


@dataclass
class Tally:
    """What came of a stretch of digests."""

    digests: int = 0
    characters: int = 0
    with_record: int = 0
    whole_runs: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which digests of a seed one process checks, and where it saves what broke something."""

    seed: int
    numbers: range
    crashes: Path


def broken(one: Case, seed: int, number: int) -> list[Problem]:
    """Return what goes wrong with the digest of that seed and number."""
    if number % _WHOLE_RUN:
        return problems(one.text, one.record)
    rng = random.Random(f"{seed}:{number}:run")
    records = {one.record.nct_id: one.record} if one.record else NO_RECORDS
    choices: tuple[Fixes | None, ...] = (None, "safe", "unsafe")
    fixes = rng.choice(choices)

    def run(source: Source) -> None:
        check_run(encoded(rng, source.text), records, fixes)

    return problems(one.text, one.record, run)


def check(stretch: Stretch) -> Tally:
    """Check the digests of a stretch, tell of the progress, and save what broke something."""
    tally = Tally()
    for text in seeds.digests()[:200]:  # what is compiled when it is first asked for must not look slow
        problems(text)
    started = time.monotonic()
    for number in stretch.numbers:
        if tally.digests % _GUARDED == 0:
            faulthandler.dump_traceback_later(LONGEST * 10, exit=True)
        one = case(stretch.seed, number)
        _count(tally, one, number)
        for problem in broken(one, stretch.seed, number):
            tally.problems[problem.key] += 1
            if tally.problems[problem.key] <= 3:
                _save(stretch, number, one, problem)
        if tally.digests % _TOLD_EACH == 0:
            print(f"{summary(tally, time.monotonic() - started)} (at {number})", flush=True)
    faulthandler.cancel_dump_traceback_later()
    return tally


def _count(tally: Tally, one: Case, number: int) -> None:
    tally.digests += 1
    tally.characters += len(one.text)
    tally.with_record += one.record is not None
    tally.whole_runs += number % _WHOLE_RUN == 0
    tally.kinds[one.kind] += 1


def _save(stretch: Stretch, number: int, one: Case, problem: Problem) -> None:
    def breaks(text: str) -> bool:
        again = broken(Case(text, one.kind, one.record), stretch.seed, number)
        return any(each.key == problem.key for each in again)

    text = one.text if problem.key == "slow" else shrunk(one.text, breaks)
    stretch.crashes.mkdir(parents=True, exist_ok=True)
    name = "".join(char if char.isalnum() else "-" for char in problem.key)
    path = stretch.crashes / f"{name}-{stretch.seed}-{number}"
    path.with_suffix(".md").write_bytes(text.encode("utf-8", "surrogatepass"))
    about = {
        "seed": stretch.seed,
        "number": number,
        "key": problem.key,
        "told": problem.told,
        "record": repr(one.record),
    }
    path.with_suffix(".json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    print(f"{problem.key}: digest {number} of seed {stretch.seed}, {path}.md", flush=True)


def summary(tally: Tally, seconds: float) -> str:
    """Return a line that says how far the digests have come, and what broke."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    broke = ", ".join(f"{key} ({count})" for key, count in tally.problems.most_common()) or "nothing broke"
    return (
        f"{tally.digests:,} digests ({tally.characters / max(1, tally.digests):.0f} characters each, "
        f"{tally.with_record:,} with a record, {tally.whole_runs:,} whole runs) in {seconds:,.0f} s, "
        f"peak {peak} MB: {broke}"
    )
