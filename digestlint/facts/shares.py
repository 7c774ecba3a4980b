"""Shares: which percentage is printed for which count, and which percentages count people or events at all."""

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest
from digestlint.facts.numbers import (
    DASHES,
    NOT_INSIDE,
    PERCENT,
    THE,
    UNSIGNED,
    WHOLE,
    Count,
    Number,
    number_at,
    placed_counts,
    placed_percentages,
    spaced,
    whole_number,
)
from digestlint.facts.numerals import has_number
from digestlint.phrase_search import PhrasePattern
from digestlint.span import Span

_ABOUT = (
    r"(?P<about>about|around|approximately|approx\.?|roughly|nearly|almost|close to|some|just (?:under|over)"
    r"|(?:more|less|fewer) than|over|under|at (?:least|most)|up to|ca\.?|[~≈<>≤≥])?\s?"
)
_SHARE = rf"{_ABOUT}(?P<percent>{UNSIGNED})(?P<sign>{PERCENT})"
_WORD = r"[^\W\d][\w-]{0,19}"
_PEOPLE = r"(?:patients|participants|people|children|the total|the group|them|all)"
_BRACKETED = spaced(
    rf"(?P<gap>(?:[^()\[\]%;.]|\.(?=\d)){{0,90}}?)[(\[]\s?(?:or |i\.e\.,? |= ?)?{_SHARE}"
    rf"(?=\s?[)\],;(\[]| of (?:the )?{_PEOPLE}\s?\))"
)
_APPENDED = spaced(
    rf"(?P<gap>(?: {_WORD}){{0,5}}?)(?:\s?, (?:or|i\.e\.,?|that is,?|which is) | ?[=—–] ?| - | (?:or|i\.e\.,?)"
    rf" ){_SHARE}"
    r"(?! (?:more|less|fewer|lower|higher|of (?!the group)))"
)
_INSIDE = spaced(rf"\s?[,;:=\[] ?(?:or )?{_SHARE}\s?(?=[)\],;])")
_AROUND = (
    spaced(
        rf"{NOT_INSIDE}(?P<part>{WHOLE})(?: {_WORD}){{0,3}} ?\(\s?{_SHARE}\s?\) (?:out )?of {THE}(?P<total>{WHOLE})"
    ),
    spaced(
        rf"\b(?:among|of) {THE}(?P<total>{WHOLE})"
        rf"[^()%;:.,\d]{{0,60}}, ?(?P<part>{WHOLE})(?: {_WORD}){{0,2}} ?\(\s?{_SHARE}\s?(?=[),;])"
    ),
)
_OPENED = spaced(r"[(\[]\s?(?:n ?= ?|that is,? |i\.e\.,? |or )?$")
_LINK = spaced(
    r"(?: (?:of|at|in|among|on|after|with|for|by|within|were|was|had|responded|survived|reported|received"
    r"|overall)\b|\s?$)"
)
_ANOTHER = re.compile(
    r"\b(?:but|while|whereas|whom|which|most|some|many|few|half|others?|rest|including|because|due|owing|mainly"
    r"|mostly"
    r"|rose|fell|fall|drop\w*|reduc\w*|increas\w*|decreas\w*|improv\w*|respectively|plus)\b",
    re.IGNORECASE,
)
_ABOUT_BEFORE = spaced(r"\b(?:about|around|approximately|roughly|nearly|almost|some) $")
_CLOSED = re.compile(r"[^()\[\]]{0,60}[)\]]")
_FAR = 2000
"""How far behind a percentage its bracket is sought."""

_INTERVAL = re.compile(r"\bCI|\bCrI|confidence|credible")


@dataclass(frozen=True, slots=True)
class Share:
    """A count of a total and the percentage that is printed for it; `approximate` where the text says so."""

    span: Span
    count: Count
    percent: Number
    approximate: bool = False

    @property
    def agrees(self) -> bool:
        """Tell whether the count rounds to the percentage at its precision, either way at a half, or is cut to it."""
        excess = 100 * self.count.part - self.percent.value * self.count.total
        unit = self.count.total * Decimal(10) ** -self.percent.decimals
        if self.approximate:
            return 2 * abs(excess) <= 5 * unit
        return -unit <= 2 * excess < 2 * unit


def shares(digest: Digest) -> tuple[Share, ...]:
    """Return every count of a total that has its percentage beside it, before it or after it."""
    found: list[Share] = []
    for sentence in digest.sentences:
        if not has_number(digest, sentence.span):
            continue
        inside = digest.fact(placed_counts).inside(sentence.span)
        here = len(found)
        for count in inside:
            later = (other.span.start for other in inside if other.span.start >= count.span.end)
            end = min(sentence.span.end, *later, len(digest.prose))
            share = _share_after(digest.prose, count, end) or _share_before(digest, count, sentence.span.start)
            found += [share] if share else []
        for pattern in _AROUND:
            for match in pattern.finditer(digest.prose, *sentence.span):
                count = Count(Span(*match.span()), whole_number(match["part"]), whole_number(match["total"]))
                if count.total and not any(share.span.overlaps(count.span) for share in found[here:]):
                    found += _share(digest.prose, count, match)
    return tuple(sorted(found, key=lambda share: share.span))


def _share(prose: str, count: Count, match: re.Match[str]) -> list[Share]:
    """Return the share of a match, or none where the percentage is only a bound (`over 30%`)."""
    about = " ".join((match["about"] or "").lower().split())
    if re.match(r"[<>≤≥]|more|less|fewer|over|under|at |up to|just", about):
        return []
    end = max(count.span.end, match.end("sign"))
    if prose[count.span.end : end].count("(") > prose[count.span.end : end].count(")") and prose[end : end + 1] == ")":
        end += 1
    return [Share(Span(count.span.start, end), count, number_at(prose, Span(*match.span("percent"))), bool(about))]


def _share_after(prose: str, count: Count, end: int) -> Share | None:
    """Return the percentage that follows the count before `end`: in a bracket, or after a comma or `or`."""
    for pattern in (_INSIDE, _BRACKETED, _APPENDED):
        match = pattern.match(prose, count.span.end, min(len(prose), end + 1))
        if not match or (pattern is not _INSIDE and _ANOTHER.search(match["gap"])):
            continue
        behind = match.end("sign")
        others = prose[behind : behind + _FAR].partition(")")[0] if pattern is _BRACKETED else ""
        if re.search(r"%|per\s?cent", others) and not _INTERVAL.search(others):
            continue
        return next(iter(_share(prose, count, match)), None)
    return None


def _share_before(digest: Digest, count: Count, start: int) -> Share | None:
    """Return the percentage before the bracket that the count opens: `66.7% at 6 months (2 of 3)`."""
    prose = digest.prose
    opened = _OPENED.search(prose, max(start, count.span.start - 12), count.span.start)
    if not opened or not _CLOSED.match(prose, count.span.end):
        return None
    near = Span(max(start, opened.start() - 90), opened.start())
    earlier = digest.fact(placed_percentages).inside(near)
    if not earlier:
        return None
    gap = prose[earlier[-1].span.end : opened.start()]
    if not _LINK.match(gap) or re.search(r"[()\[\];]|, ", gap) or _ANOTHER.search(gap):
        return None
    before = prose[max(start, earlier[-1].span.start - 40) : earlier[-1].span.start]
    if _bounded().search(before) or re.search(rf"[{DASHES}<>≤≥~≈]\s?$", before) or _change().search(before[-25:]):
        return None
    about = _ABOUT_BEFORE.search(before) is not None
    return Share(Span(earlier[-1].span.start, count.span.end), count, earlier[-1].number, about)


@functools.cache
def _bounded() -> re.Pattern[str]:
    return spaced(rf"{lexicon_pattern('numbers', 'bounds').pattern} (?:an? )?$")


def _change() -> PhrasePattern:
    return lexicon_pattern("numbers", "changes")
