"""Growth: how the time of a check grows with the length of inputs that are meant to be slow.

    python -m benchmarks.exponents [--rule CODE] [--only WORDS] [--max 64] [--everywhere] [--quick]

First all inputs of `benchmarks/worst.py` (with `--everywhere` in all places of a digest) are checked at two lengths,
all rules on. Then the inputs that grew most, or took longest, for the parser, for each rule and for the whole check are
measured at four lengths, up to `--max` times 1,500 characters: a rule is then run alone, with the facts that it needs.
The exponent is the slope of the logarithm of CPU time over that of length. Exit status 1: an exponent is above 1.15.
"""

import argparse
import functools
import gc
import math
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.worst import Input, inputs
from digestlint.config import Overrides, Settings, load_settings
from digestlint.digest import Digest
from digestlint.examples import example_records
from digestlint.facts.signature import signature
from digestlint.lint import lint_digest
from digestlint.parse import parse
from digestlint.rule import Example, Rule
from digestlint.source import Source

MOST = 1.15
ROUNDS = 2
SEEN = 0.02
"""Seconds below which nothing is said of growth: what does not depend on the input weighs too much."""

LEAST = 0.002
"""Seconds that the clock tells apart from none."""

_TODAY = date(2026, 6, 30)
WHOLE = "whole check"
PARSER = "parser"
_REST = "rest"


@dataclass(frozen=True, slots=True)
class Grown:
    """What a part of the check took at some lengths of an input: characters and seconds."""

    part: str
    source: Input
    points: tuple[tuple[int, float], ...]

    @property
    def exponent(self) -> float:
        """The slope of log time over log length."""
        logs = [(math.log(size), math.log(max(seconds, LEAST))) for size, seconds in self.points]
        x, y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
        return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)

    @property
    def longest(self) -> float:
        """The seconds at the greatest length."""
        return self.points[-1][1]

    @property
    def rate(self) -> float:
        """The seconds that 100,000 characters take, by the greatest length."""
        return self.longest / self.points[-1][0] * 100_000


class Bench:
    """The rules, and the clock."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._records = example_records(Example("", "", record={}))
        self._caches: list[Any] = []

    def warm(self, text: str) -> None:
        """Compile what is compiled at first use, and note what remembers texts."""
        self.times(text)
        found = (each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper))  # noqa: SLF001
        self._caches = [each for each in found if each.cache_parameters()["maxsize"] is not None]

    def times(self, text: str, only: str | None = None) -> Mapping[str, float]:
        """Return the seconds of CPU of each part on a text: all, or the parser and one rule."""
        for cache in self._caches:
            cache.cache_clear()
        taken: dict[str, float] = defaultdict(float)
        gc.collect()
        begun = time.process_time()
        digest = self._parse(text)
        taken[PARSER] = time.process_time() - begun
        rules = [_noting(rule, taken) for rule in self.settings.rules if only in (None, rule.code)]
        lint_digest(digest, rules, self.settings.policy)
        digest.fact(signature)
        taken[WHOLE] = time.process_time() - begun
        taken[_REST] = 2 * taken[WHOLE] - sum(taken.values())
        return taken

    def _parse(self, text: str) -> Digest:
        settings = self.settings
        source = Source.of(text, "worst.md")
        return parse(
            source,
            profile=settings.profile,
            vocabulary=settings.vocabulary,
            today=_TODAY,
            records=self._records,
        )

    def grown(self, part: str, source: Input, sizes: Sequence[int], rounds: int) -> Grown:
        """Return what a part takes at some lengths of an input: the least of some rounds each."""
        only = part if part not in (WHOLE, PARSER, _REST) else None
        texts = [source.text(size) for size in sizes]
        least = [min(self.times(text, only)[part] for _ in range(rounds)) for text in texts]
        return Grown(part, source, tuple(zip(map(len, texts), least, strict=True)))


def _noting(rule: Rule, taken: dict[str, float]) -> Rule:
    if rule.across:
        return rule

    def find(*given: Any) -> list[Any]:
        begun = time.process_time()
        found = list(rule.find(*given))
        taken[rule.code] += time.process_time() - begun
        return found

    return replace(rule, find=find)


def screened(bench: Bench, chosen: Sequence[Input], most: int) -> Iterator[Grown]:
    """Yield what each part takes of each input at two lengths."""
    sizes = (most // 16, most // 4)
    for i, source in enumerate(chosen):
        texts = [source.text(size) for size in sizes]
        short, long = (bench.times(text) for text in texts)
        _tell(f"\r{i + 1} of {len(chosen)}: {long[WHOLE]:6.2f} s  {source.name:60.60}")
        for part in long:
            yield Grown(part, source, tuple((len(t), each[part]) for t, each in zip(texts, (short, long), strict=True)))
    _tell("\n")


def worst(found: Sequence[Grown], *, quick: bool) -> list[Grown]:
    """Return of what was found of a part the inputs that grew most, and the one that took longest; or that alone."""
    seen = sorted((each for each in found if each.longest >= SEEN), key=lambda each: -each.exponent)
    picked = [*seen[:2], max(seen, key=lambda each: each.rate)] if seen else []
    return list({each.source.name: each for each in (picked[-1:] if quick else picked)}.values())


def confirmed(bench: Bench, found: Grown, most: int) -> Grown:
    """Return what a part takes at four lengths; one that grows too fast is measured again, others use the machine."""
    sizes = [most // 8, most // 4, most // 2, most]
    grown = bench.grown(found.part, found.source, sizes, ROUNDS)
    return bench.grown(found.part, found.source, sizes, 2 * ROUNDS) if grown.exponent > MOST else grown


def table(rows: Sequence[Grown]) -> str:
    """Return the rows as a table of Markdown, those that grow most first."""
    lines = ["| part | exponent | 100,000 characters | worst input |", "| --- | --- | --- | --- |"]
    for row in sorted(rows, key=lambda each: -each.exponent):
        name = row.source.name.replace("|", "\\|")
        lines.append(f"| {row.part} | {row.exponent:.2f} | {row.rate:.2f} s | `{name}` |")
    return "\n".join(lines)


def main() -> int:
    """Measure, print the table, and tell whether all parts grow slowly enough."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exponents")
    parser.add_argument("--rule", help="measure one rule")
    parser.add_argument("--only", default="", help="use the inputs whose names have these words")
    parser.add_argument("--max", type=int, default=64, help="how many times as long as the shortest the longest is")
    parser.add_argument("--everywhere", action="store_true", help="put each piece in all places")
    parser.add_argument("--quick", action="store_true", help="confirm the longest input of each part alone")
    asked = parser.parse_args()
    settings = load_settings(None, Overrides((asked.rule,) if asked.rule else ("ALL",)), Path())
    bench = Bench(settings)
    chosen = [source for source in inputs(everywhere=asked.everywhere) if asked.only in source.name]
    gc.disable()
    bench.warm(chosen[0].text(1))
    parts: dict[str, list[Grown]] = defaultdict(list)
    for found in screened(bench, chosen, asked.max):
        parts[found.part].append(found)
    rows: list[Grown] = []
    for part, found_of_part in parts.items():
        measured = [confirmed(bench, found, asked.max) for found in worst(found_of_part, quick=asked.quick)]
        rows += [max(measured, key=lambda each: each.exponent)] if measured else []
        _tell(f"\r{part:60}")
    small = [part for part in parts if part not in {row.part for row in rows}]
    print(f"\n{table(rows)}\n\nLess than {SEEN} s at {asked.max // 4} times: {', '.join(sorted(small))}.")
    return int(any(row.exponent > MOST for row in rows))


def _tell(words: str) -> None:
    print(words, end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
