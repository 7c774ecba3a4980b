"""Estimates: the number that a confidence interval belongs to, and what kind of effect the two are of."""

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from typing import Literal

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.brackets import opening, outside_brackets
from digestlint.facts.numbers import DASHES, PERCENT, SIGN, UNSIGNED, Number, counts, number_at, spaced
from digestlint.facts.statistics import Interval, intervals, p_values, placed_intervals
from digestlint.places import Taken
from digestlint.span import Span

Kind = Literal["ratio", "difference"]

_TIME = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|visits?|sessions?|doses?|cycles?)"
_NUMBER = re.compile(
    rf"(?<![\w.,·])(?<![A-Za-z][{DASHES}])(?P<number>{SIGN}?\+?{UNSIGNED})(?P<percent>{PERCENT})?", re.IGNORECASE
)
_RANGE_AFTER = re.compile(rf"\s?(?:to|[-–—−‐‑])\s?{SIGN}?\d", re.IGNORECASE)
_RANGE_BEFORE = spaced(r"(?:\bfrom [^;()]{1,30} to|\d%?\s?[-–—−‐‑]|\d to|\bbetween [^;()]{1,20} and) ?$")
_POINT_BEFORE = spaced(
    r"\b(?:at|after|by|within|over|for|until|through|during|every|first|last|from|in|of|to|than|about) (?:about "
    r"|the )?(?:first |last )?$"
)
_TIME_AFTER = spaced(rf" {_TIME}\b(?! (?:longer|shorter|earlier|later|more|less|fewer))")
_TIMED_BY = spaced(
    r"\b(?:median|mean|average|averag\w*|lasted|survival|stay|differ\w*|prolong\w*|shorten\w*|length\w*|reduc\w*"
    r"|increas\w*|gain\w*|delay\w*|time|was|were)\b[^;,]{0,60}$"
)
_LABEL_BEFORE = spaced(
    r"(?:\b(?:n|N|SD|SE|IQR|phase|grades?|stage|type|week|day|month|year|visit|cycle|part|age|aged|per|level"
    r"|class|version|figure|table|step|wave|group|arm|cohort|stratum)"
    r"(?: ?[=:] ?| )|[±#]\s?)$"
)
_AFTER = spaced(
    r"(?:-(?!fold\b|point difference)[^\W\d]| ?(?:mg|mcg|µg|μg|IU|Gy|cGy|ml|mL|ppm)\b(?!/)| (?:of|in|out of) \d"
    r"| (?:[a-z]{3,14} )?(?:patients|participants|people|men|women|children|adults|subjects|volunteers|infants"
    r"|boys|girls|trials|studies|centers|centres|sites|hospitals|groups|arms|person|injections|infusions|tablets"
    r"|capsules)\b)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = spaced(
    r"\b(?:in|since|by|of|until|during|after|before|from|to|and|[a-z]{3,9}(?:ary|ch|il|ay|ne|ly|st|er)|may|june"
    r"|july) $"
)
_VALUE_BEFORE = spaced(
    r"(?:\b(?:was|were|is|are|be|of|by|to|reached|averaged|at|about|approximately|estimated|ratio|difference"
    r"|reduction|increase|HR|OR|RR|MD|SMD|[ah]HR|aOR|aRR|IRR|risk|only|a|an)|[=:,(\[]|\)) ?$"
)
_FILLER = spaced(
    r"[\s,]*(?:(?:and|with|the|its|a|an|this|that|had|has|having|corresponding|associated|two-sided|exact|for"
    r"|which|given|estimated|where|whose|came|is|was) ?){0,8}[\s,]*"
)
_MARKS = re.compile(r"[;:]\s|,\s|\s[–—-]\s")
_SAME_BEFORE = re.compile(r"^[^()\d]{0,60}$")
_RATIO_NAMES = re.compile(
    r"\b(?:[asc]?HRs?|[acm]?ORs?(?=\s?[=,:(\d]|\s(?:was|of|for|\d))|[ac]?RRs?|IRRs?|GMRs?|PRs?(?=\s?[=,:\d])"
    r"|HR[a-z]{2,4})\b|\d[-\s]?fold\b"
)
_DIFFERENCE_NAMES = re.compile(r"\b(?:MDs?|SMDs?|WMDs?|LSMDs?|ARR|RD)\b|Δ")
_SUMMARY = re.compile(
    r"\b(?:survival|median|rates?|proportion|sensitivity|specificity|prevalence|incidence)\b", re.IGNORECASE
)
_COMPARED = spaced(
    rf"{UNSIGNED}(?:{PERCENT})?(?: (?!(?:on|in|for|with|at|the|to|of|an?|and|had|were"
    rf"|was)\b)[^\W\d][\w/]{{0,15}}){{0,2}}"
    r" (?:lower|higher|longer|shorter|fewer|more|less|greater|better|worse|larger|smaller|faster|slower|earlier"
    r"|later|reductions?|increases?|decreases?"
    r"|improvements?|gains?|drops?|rises?|falls?|declines?|advantages?|benefits?)\b"
)
_VERSUS = re.compile(r"\b(?:vs|versus|compared|against|than)\b", re.IGNORECASE)
_NAMED = spaced(
    r"(?:\b(?:ratio|difference|reduction|risk|odds|sensitivity|specificity|\w?HR|\w?OR|\w?RR|SMD|MD|IRR)(?:"
    r" ?[)\]])?(?: (?:was|of|is|for|between|at|estimated)"
    r"|[^\W\d]{0,12}){0,3} ?[,:=]? ?)$"
)
_FAR = 300
_LOG = re.compile(r"\blog", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An interval with the numbers that it may belong to, the likeliest last, and with the kind of its effect.

    `text` is where these stand; `compared` tells that the text sets the last two against each other;
    `second_arm` that an interval before it is compared with this one.
    """

    interval: Interval
    candidates: tuple[Number, ...]
    percents: tuple[bool, ...]
    compared: bool
    either_sign: bool
    kind: Kind | None
    text: Span
    second_arm: bool = False

    @property
    def span(self) -> Span:
        """The likeliest number through the interval."""
        start = self.candidates[-1].span.start if self.candidates else self.interval.span.start
        return Span(min(start, self.interval.span.start), self.interval.span.end)

    @property
    def outside(self) -> bool:
        """Tell whether the estimate lies outside the interval, whichever number and sign it may be."""
        if not self.candidates or self.compared or any(map(self._fits, self.candidates, self.percents)):
            return False
        values = [number.value for number in self.candidates]
        pairs = permutations(values[-4:], 2)
        related = [value for a, b in pairs for value in (a - b, a / b if b else a)]
        return not any(self.interval.low.value <= value <= self.interval.high.value for value in related)

    def _fits(self, number: Number, percent: bool) -> bool:  # noqa: FBT001
        values = [number.value, -number.value] if self.either_sign else [number.value]
        step = _half_unit(number)
        if percent and not self.interval.percent and abs(self.interval.high.value) < 10 < number.value:  # noqa: PLR2004
            part, step = number.value / 100, step / 100
            values += [part, 1 - part, 1 + part, -part]
        if self.interval.percent and not percent and abs(number.value) <= 1:
            values, step = [*values, 100 * number.value], step * 100
        low = self.interval.low.value - _half_unit(self.interval.low)
        high = self.interval.high.value + _half_unit(self.interval.high)
        return any(low < value + step and value - step < high for value in values)


def _half_unit(number: Number) -> Decimal:
    return Decimal(10) ** -number.decimals / 2


def estimates(digest: Digest) -> tuple[Estimate, ...]:
    """Return every confidence interval with the numbers that it may belong to."""
    found: list[Estimate] = []
    for sentence in digest.sentences:
        start, kind = sentence.span.start, None
        for interval in digest.fact(placed_intervals).inside(sentence.span):
            estimate = _estimate(digest, sentence, interval, start, kind)
            found.append(estimate)
            start, kind = interval.span.end, estimate.kind
    return tuple(found)


def _estimate(digest: Digest, sentence: Sentence, interval: Interval, start: int, earlier: Kind | None) -> Estimate:
    opened = opening(digest.prose, start, interval.span.start)
    zones = [Span(opened + 1, interval.span.start)] if opened is not None else []
    zones.append(_clause(digest.prose, start, interval.span.start if opened is None else opened))
    numbers: list[tuple[Number, bool]] = []
    zone = zones[-1]
    for part in zones:
        if numbers := [(interval.estimate, False)] if interval.estimate else _candidates(digest, sentence, part):
            zone = part
            break
    text = Span(min(part.start for part in zones), interval.span.start)
    kind = next((found for part in zones if (found := _kind(digest.prose, part, interval))), None)
    if kind is None and start > sentence.span.start and _is_listed(digest.prose, Span(start, zone.end)):
        kind = earlier
    whole = Span(start, interval.span.start)
    if kind is None and _SUMMARY.search(whole.of(digest.prose)) is None:
        kind = _kind(digest.prose, whole, interval)
    if kind is None and interval.low.value < 0 and not _LOG.search(text.of(digest.prose)):
        kind = "difference"
    if numbers and _NAMED.search(digest.prose, zone.start, numbers[-1][0].span.start):
        numbers = numbers[-1:]
    return Estimate(
        interval,
        tuple(number for number, _ in numbers),
        tuple(percent for _, percent in numbers),
        len(numbers) > 1
        and _VERSUS.search(digest.prose, numbers[-2][0].span.end, numbers[-1][0].span.start) is not None,
        lexicon_pattern("numbers", "directions").search(
            digest.prose, max(sentence.span.start, start - _FAR), min(sentence.span.end, interval.span.end + _FAR)
        )
        is not None,
        kind,
        text,
        start > sentence.span.start and _VERSUS.search(digest.prose, start, interval.span.start) is not None,
    )


def _clause(prose: str, start: int, end: int) -> Span:
    """Return the clause before `end`, back to a mark outside brackets; mere links (`, with a`) join the one before."""
    outer = opening(prose, start, end)
    start = start if outer is None else outer + 1
    marks = list(outside_brackets(_MARKS, prose, start, end))
    while marks and _FILLER.fullmatch(prose, marks[-1].end(), end):
        marks.pop()
    return Span(marks[-1].end() if marks else start, end)


def _candidates(digest: Digest, sentence: Sentence, zone: Span) -> list[tuple[Number, bool]]:
    """Return the numbers of a zone that an interval may belong to, each with whether it is a percentage."""
    taken = digest.fact(_no_estimates)
    found: list[tuple[Number, bool]] = []
    for match in _NUMBER.finditer(digest.prose, zone.start, zone.end):
        span = Span(*match.span("number"))
        before = digest.prose[max(sentence.span.start, span.start - 70) : span.start]
        after = digest.prose[match.end() : match.end() + 40]
        if not taken.overlaps(span) and _may_be_estimate(match, before, after):
            found.append((number_at(digest.prose, span), match["percent"] is not None))
    return found


def _no_estimates(digest: Digest) -> Taken:
    """Return where counts, p-values and intervals stand."""
    tests = [*(each.span for each in digest.fact(p_values)), *(each.span for each in digest.fact(intervals))]
    return Taken([*tests, *(count.span for count in digest.fact(counts))])


def _may_be_estimate(match: re.Match[str], before: str, after: str) -> bool:
    if _LABEL_BEFORE.search(before) or _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after) or _AFTER.match(after):
        return False
    if _YEAR.fullmatch(match["number"]) and _YEAR_BEFORE.search(before):
        return False
    if _TIME_AFTER.match(after) and _POINT_BEFORE.search(before) and not _TIMED_BY.search(before):
        return False
    whole = match["number"].isdigit() and not match["percent"]
    return not whole or _VALUE_BEFORE.search(before) is not None or before == "" or before[-1] in "(["


def _kind(prose: str, zone: Span, interval: Interval) -> Kind | None:
    """Return the kind of effect that the words of a zone name: the nearest ratio or difference, None for neither."""
    words = zone.of(prose)
    if _LOG.search(words):
        return None
    ratios = [*_RATIO_NAMES.finditer(words), *lexicon_pattern("numbers", "ratios").finditer(words)]
    if ratios and interval.low.value >= 0:
        return "ratio"
    if (
        _DIFFERENCE_NAMES.search(words)
        or _COMPARED.search(words)
        or lexicon_pattern("numbers", "differences").search(words)
    ):
        return "difference"
    return None


def _is_listed(prose: str, span: Span) -> bool:
    """Tell whether what stands between two intervals lists one more of the same (`and -3.3 for the higher dose`)."""
    return _listed().match(prose, *span) is not None


@functools.cache
def _listed() -> re.Pattern[str]:
    return spaced(
        rf"[^()]{{0,60}}[)\]]?[^()\d;.]{{0,60}}(?:,|and|versus|vs\.?|but)(?: and)? (?:for"
        rf" )?[^()\d;.]{{0,40}}{SIGN}?{UNSIGNED}"
    )
