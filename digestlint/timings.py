"""Timings: how long each rule and each stage of a run took."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from digestlint.rule import Rule

_LEAST = 0.000_05
"""The seconds that would be shown as none."""


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds that each rule (by its code) and each stage took, summed over all files.

    What several rules need to know of a digest is found once, and counts for the rule that asks first.
    """

    rules: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    stages: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


def timed(rules: Sequence[Rule], times: Times | None) -> Sequence[Rule]:
    """Return rules that note in `times` how long they take, or the rules as they are where there is none."""
    if times is None:
        return rules
    return tuple(rule if rule.across else replace(rule, find=_noting(rule, times)) for rule in rules)


def _noting(rule: Rule, times: Times) -> Callable[..., Iterable[Any]]:
    def find(*given: Any) -> list[Any]:
        begun = time.perf_counter()
        found = list(rule.find(*given))
        times.rules[rule.code] += time.perf_counter() - begun
        return found

    return find


def stage(times: Times | None, name: str) -> AbstractContextManager[None]:
    """Return a context whose length is noted in `times` as that of a stage."""
    return _stage(times, name) if times else nullcontext()


@contextmanager
def _stage(times: Times, name: str) -> Iterator[None]:
    begun = time.perf_counter()
    try:
        yield
    finally:
        times.stages[name] += time.perf_counter() - begun


def timing_table(times: Times) -> str:
    """Return the timings as lines of text, the longest first: milliseconds, share, and what took them."""
    rows = [
        *((seconds, name) for name, seconds in times.stages.items()),
        *((s, code) for code, s in times.rules.items()),
    ]
    total = sum(seconds for seconds, _ in rows) or 1.0
    lines = [
        f"{1000 * seconds:10.1f} ms {100 * seconds / total:5.1f} %  {name}"
        for seconds, name in sorted(rows)[::-1]
        if seconds >= _LEAST
    ]
    return "\n".join([*lines, f"{1000 * total:10.1f} ms 100.0 %  all rules and stages", ""])
