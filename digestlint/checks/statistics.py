"""Statistics at odds with themselves: p-values, confidence intervals, and what the text makes of them."""

import bisect
import re
from collections.abc import Iterator
from decimal import Decimal

from digestlint.data import lexicon_pattern
from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.estimates import Estimate, estimates
from digestlint.facts.significance import significances
from digestlint.facts.statistics import PValue, p_values, placed_intervals
from digestlint.rule import NoParams
from digestlint.span import Span

_LEVEL = 95
_FAR = 300
_LINK = re.compile(
    r"(?:[\s,;)\]([]|\b(?:which|with|was|were|and|an?|the|this|that|is|not|statistically|statistical|significant|significance|"
    r"difference|result|it|but|did|reach|two-sided|adjusted|nominal|log-rank|giving|corresponding|to|no)\b)*"
)
_OTHER_TEST = re.compile(r"[^()\];,.]{0,15}\b(?:vs|versus|compared|against|than|between|for)\b", re.IGNORECASE)
_RISK = re.compile(r"\b(?:risk|odds|hazard|likel\w+|chance|rates?|times)\b", re.IGNORECASE)


def impossible_p_value(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each p-value over 1, below 0 or exactly 0."""
    for value in digest.fact(p_values):
        if not value.possible:
            yield Finding(value.span, {"p": digest.text(value.span)})


def interval_excludes_estimate(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each confidence interval whose ends are swapped, or that leaves out its own estimate."""
    for estimate in digest.fact(estimates):
        interval = estimate.interval
        span = estimate.span
        if interval.low.value > interval.high.value:
            problem, span = "has its higher end first", interval.span
        elif estimate.outside:
            problem = f"leaves out the estimate `{digest.text(estimate.candidates[-1].span)}`"
        else:
            continue
        yield Finding(span, {"interval": digest.text(interval.span), "problem": problem})


def interval_contradicts_p(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each 95% interval of a ratio or difference that says another thing of its effect than its p-value."""
    for estimate in digest.fact(estimates):
        value = _p_value_of(digest, estimate)
        if not value or estimate.interval.level != _LEVEL or _has_no_verdict(digest, estimate, value):
            continue
        null = 1 if estimate.kind == "ratio" else 0
        excluded = _excludes(estimate, null)
        if excluded is not None and value.significant is not None and excluded != _verdict(value):
            side = f"lies on one side of {null}" if excluded else f"runs across {null}"
            span = Span(
                min(estimate.interval.span.start, value.span.start), max(estimate.interval.span.end, value.span.end)
            )
            yield Finding(
                span, {"interval": digest.text(estimate.interval.span), "side": side, "p": digest.text(value.span)}
            )


def _verdict(value: PValue) -> bool | None:
    """Tell what the p-value says; at 0.05 itself it says nothing against an interval."""
    at_limit = value.value == Decimal("0.05") and value.relation in ("=", "≤", "≥")
    return None if at_limit else value.significant


def _excludes(estimate: Estimate, null: int) -> bool | None:
    """Tell whether the interval excludes `null`; None where an end is equal to it, or the ends are swapped."""
    low, high = estimate.interval.low.value, estimate.interval.high.value
    if null in (low, high) or low > high:
        return None
    return not low < null < high


def _has_no_verdict(digest: Digest, estimate: Estimate, value: PValue) -> bool:
    """Tell whether interval and p-value need not agree, or it is open what the interval is of."""
    sentence = digest.placed_sentences.meeting(estimate.interval.span)[0].span
    if estimate.kind is None or not value.possible or value.special or _verdict(value) is None:
        return True
    near = Span(max(sentence.start, estimate.text.start - _FAR), min(sentence.end, value.span.end + _FAR))
    if lexicon_pattern("numbers", "other-tests").search(digest.prose, *near):
        return True
    text = estimate.text.of(digest.prose)
    named = re.search(r"\b(?:difference|ratio)", text, re.IGNORECASE) or estimate.kind == "ratio"
    if not named and (_OTHER_TEST.match(digest.prose, value.span.end) or estimate.second_arm):
        return True
    positive = estimate.kind == "difference" and estimate.interval.low.value > 0 and not estimate.interval.percent
    return bool(positive and _RISK.search(text) and _excludes(estimate, 1) != _excludes(estimate, 0))


def _p_value_of(digest: Digest, estimate: Estimate) -> PValue | None:
    """Return the p-value of the interval's bracket or clause: the first after it, else the last right before it."""
    interval, prose = estimate.interval.span, digest.prose
    values = digest.fact(p_values)
    limit = digest.fact(placed_intervals).next_start(interval.start, len(prose))
    behind = bisect.bisect_left(values, interval.end, key=lambda value: value.span.start)
    after = values[behind] if behind < len(values) and values[behind].span.start < limit else None
    if after and _is_joined(prose[interval.end : after.span.start]):
        return after
    ahead = bisect.bisect_right(values, interval.start, key=lambda value: value.span.end)
    before = values[ahead - 1] if ahead else None
    if before and estimate.text.start <= before.span.start and _is_joined(prose[before.span.end : interval.start]):
        return before
    return None


def _is_joined(gap: str) -> bool:
    """Tell whether nothing but links and marks stands between interval and p-value, or they share a bracket."""
    same_bracket = len(gap) <= 60 and not re.search(r"[()\[\]\n]|\.\s", gap)  # noqa: PLR2004 - a short clause's length
    unit = re.match(r"\s?(?:[a-z][\w/%-]{1,15}\s){0,2}?[)\],;]", gap)
    rest = gap[unit.end() :] if unit else gap
    return _LINK.fullmatch(rest) is not None or (same_bracket and not re.search(r"\d", gap))


def significance_contradicts_p(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report words of significance whose p-value says the opposite."""
    for said in digest.fact(significances):
        if said.p_value.possible and said.p_value.significant not in (None, said.claimed):
            limit = "at or above 0.05" if said.claimed else "below 0.05"
            values = {"words": digest.text(said.words), "p": digest.text(said.p_value.span), "limit": limit}
            yield Finding(said.span, values)
