"""Quantities: numbers with a unit or a percent sign, and whether a digest's other parts bear one out."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import clauses
from digestlint.facts.numbers import UNSIGNED, Number, counts, number_at, spaced, spelled_number
from digestlint.phrases import NUMBER, fold
from digestlint.places import Placed
from digestlint.span import Span

_UNITS = (
    r"percentage points|points?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|mg|mcg|µg|μg|ng|g"
    r"|kg|kilograms?|grams?|pounds?"
    r"|ml|milliliters?|liters?|litres?|mmHg|mmol|IU|units|cm|mm|centimeters?|millimeters?|meters?|metres?|km|Gy"
    r"|kcal|calories|steps|fold|times"
)
_QUANTITY = spaced(
    rf"(?<![\w.,/])(?<![A-Za-z][-‐‑–])(?P<number>{UNSIGNED})(?:(?P<percent>\s?%| ?per ?cent\b)|(?: "
    rf"|-)?(?P<unit>{_UNITS})(?!\w))"
)
_SPELLED = spaced(rf"(?<![\w-])(?:{NUMBER})(?![\w%])")
_LONG_AGO = spaced(r"\b(?:for|over|in|than|past|last|next|these|some|nearly|almost|every|each) $")
_AGO = spaced(r" (?:ago|later|old)\b")
_SURVIVAL = spaced(r"-? ?(?:survival|mark|rule)\b")
_TIMES = {
    "year": Decimal(365),
    "month": Decimal("30.4"),
    "week": Decimal(7),
    "day": Decimal(1),
    "hour": 1 / Decimal(24),
}
_ROUGHLY = Decimal("0.09")
"""How far two lengths of time may be apart that are called the same: 12 weeks and three months."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit (`%` for a percentage)."""

    span: Span
    number: Number
    unit: str


def quantities(prose: str, within: Span) -> Iterator[Quantity]:
    """Yield the numbers with a unit or percent sign of a stretch of prose."""
    for match in _QUANTITY.finditer(prose, *within):
        unit = "%" if match["percent"] else match["unit"].lower().rstrip("s")
        yield Quantity(Span(*match.span()), number_at(prose, Span(*match.span("number"))), unit)


def unsupported(digest: Digest) -> tuple[Quantity, ...]:
    """Return each quantity of title and Why It Matters whose number stands in no other part of the digest."""
    found: list[Quantity] = []
    for part in ("title", "Why It Matters"):
        sentences = [sentence for sentence in digest.sentences if sentence.part == part]
        spoken = [(each, item) for each in sentences for item in quantities(digest.prose, each.span)]
        if spoken:
            others = [sentence.span for sentence in digest.sentences if sentence.part != part]
            values = _Values(set(_values(digest, others)))
            times = sorted(_days(item) for span in others for item in quantities(digest.prose, span))
            found += [
                item
                for sentence, item in spoken
                if not _is_general(digest, sentence, item)
                and not values.round_to(item.number)
                and not _has_about(times, _days(item))
            ]
    return tuple(found)


def _values(digest: Digest, spans: list[Span]) -> Iterator[Decimal]:
    """Yield the numbers of the other parts, in digits and words, and the percentages of their counts."""
    text = digest.prose
    for span in spans:
        for match in re.finditer(rf"(?<![\d.,]){UNSIGNED}", span.of(text)):
            yield number_at(match[0], Span(0, len(match[0]))).value
        for match in _SPELLED.finditer(text, *span):
            spelled = 100 if "hundred" in fold(match[0]) else spelled_number(match[0])
            if spelled is not None:
                yield Decimal(spelled)
    places = Placed(spans, lambda span: span)
    for count in digest.fact(counts):
        if places.covers(count.span):
            yield 100 * Decimal(count.part) / count.total
    if digest.official_title:
        for match in re.finditer(rf"(?<![\d.,]){UNSIGNED}", digest.official_title.of(digest.source.text)):
            yield number_at(match[0], Span(0, len(match[0]))).value


class _Values:
    """Numbers, and what they round to."""

    def __init__(self, values: set[Decimal]) -> None:
        self._values = values
        self._rounded: dict[int, set[Decimal]] = {}

    def round_to(self, printed: Number) -> bool:
        """Tell whether one of the numbers is the printed one, or rounds to it."""
        if printed.decimals not in self._rounded:
            unit = Decimal(10) ** -printed.decimals
            self._rounded[printed.decimals] = {value.quantize(unit, ROUND_HALF_UP) for value in self._values}
        return printed.value in self._values or printed.value in self._rounded[printed.decimals]


def _has_about(times: list[Decimal], time: Decimal) -> bool:
    """Tell whether one of the times, in order, is about as long as `time`."""
    least, most = sorted((time * (1 - _ROUGHLY), time * (1 + _ROUGHLY)))
    at = bisect.bisect_right(times, least)
    return at < len(times) and times[at] < most


def _days(item: Quantity) -> Decimal:
    return item.number.value * _TIMES.get(item.unit, Decimal(0))


def _is_general(digest: Digest, sentence: Sentence, item: Quantity) -> bool:
    """Tell whether the quantity is of the disease or of the world at large, not of the study."""
    text = digest.prose
    before, after = text[max(0, item.span.start - 30) : item.span.start], text[item.span.end : item.span.end + 20]
    if item.unit in ("year", "decade") and (_LONG_AGO.search(before) or _AGO.match(after) or _SURVIVAL.match(after)):
        return True
    if item.unit in ("hour", "day") and re.match(r"\s(?:a|per)\s(?:day|week)", after):
        return True
    spans = (clause.span for clause in clauses(text, sentence.span) if clause.span.covers(item.span))
    clause = next(spans, sentence.span)
    study, frequency = lexicon_pattern("numbers", "study"), lexicon_pattern("numbers", "frequency")
    if study.search(text, *clause):
        return False
    return bool(
        frequency.search(text, *clause)
        or (frequency.search(text, *sentence.span) and not study.search(text, *sentence.span))
    )
