"""Headcounts: the numbers of the prose that count people, in digits and words, and what each counts."""

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from digestlint.data import lexicon
from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import clauses
from digestlint.facts.numbers import DASHES, WHOLE, spaced, whole_number
from digestlint.facts.numerals import may_count
from digestlint.phrase_search import compile_phrases
from digestlint.phrases import fold
from digestlint.span import Span

_WINDOW = 150
_MOST = 60
"""How many numbers of a sentence are looked at; one of more is none, but a table."""

Bound = Literal["exact", "about", "over", "under"]

_ABOUT = (
    r"(?:(?P<about>about|around|approximately|roughly|nearly|almost|some|close to|just (?:under|over)"
    r"|an estimated|circa)"
    r"|(?P<over>more than|over|at least|upwards of)|(?P<under>fewer than|less than|under|at most|up to|no more than))"
)
_HUNDREDS = rf"(?:a|one|two|three|four|five|six|seven|eight|nine) hundred(?: (?:and )?{WHOLE})?"
NUMBER = rf"(?:{_HUNDREDS}|a single|a dozen|two dozen|zero|{WHOLE})"
"""A number as it counts people, in digits or words up to the hundreds."""

_ZERO = (
    r"(?P<zero>nobody|no one|no-one|none|(?:not|(?<=before\s)|(?<=without\s)) ?a single (?:\w{1,12})"
    r"|(?:no|any) (?:participants?|patients?"
    r"|people|subjects?|volunteers?|persons?|individuals?)|anyone|anybody)"
)
_MODIFIER = (
    r"(?!(?:of|in|on|at|for|with|to|by|from|and|or|than|the|an?|who|that|which|was|were|is|are|had|have|has|did"
    r"|died|per|as"
    r"|years?|weeks?|days?|months?|hours?|minutes?|points?|times|visits?|doses?|mg|ml|kg|cm|mm|percent|sites?"
    r"|centers?|centres?"
    r"|hospitals?|clinics?|groups?|arms?|cohorts?|countries|deaths?|events?|million|thousand|hundred|after"
    r"|before|during|until"
    r"|reported|responded|received|completed|among|between)\b)[^\W\d][\w'’/+-]{0,24}"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|from|between|during|of|by|and|to|before|after|early|late|mid|spring|summer"
    r"|autumn|winter|fall|\w+ber|\w+ary|march"
    r"|april|may|june|july|august)\s{1,4}$",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(r"\b(?:(?-i:March|May)|\w+uary|april|june|july|august|\w+ember|october)\s$", re.IGNORECASE)
_NO_COUNT_BEFORE = re.compile(
    rf"(?:\b(?:aged?|ages|phase|grade|stage|type|week|day|month|visit|score|least|level|cohort|part|group"
    rf"|arm)\s|[{DASHES}$£€(=<>]\s?)$",
    re.IGNORECASE,
)
_RANGE_BEHIND = re.compile(rf"\s?(?:[{DASHES}]|to|or)\s?\d|\s?[%/.]\d|\s?%|\s(?:to|or)\s{NUMBER}\b", re.IGNORECASE)
_RANGE_BEFORE = re.compile(rf"\d\s?(?:[{DASHES}]|to|or)\s?$|\bbetween\s[\w,]+\sand\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headcount:
    """A number that may count people: its span with the noun, its value, how exact it is, and the noun if there is one.

    `group` is the kind of noun (`generic`, `female`, `male`, `kind`, `unit`), `modifiers` what stands before it;
    `before` and `after` are what stands next to it in its sentence. `ranged`: it is an end of a range. `nobody`: the
    number is 0, said as `nobody`, `no participants` or `anyone`.
    """

    span: Span
    sentence: Sentence
    clause: Span
    number: int
    bound: Bound
    noun: str
    group: str
    modifiers: str
    before: str
    after: str
    ranged: bool = False
    nobody: bool = False
    words: str = ""


def headcounts(digest: Digest) -> tuple[Headcount, ...]:
    """Return each number of the prose that counts people, or may do so because no noun follows it."""
    sentences = (sentence for sentence in digest.sentences if may_count(digest, sentence.span))
    return tuple(count for sentence in sentences for count in _counts(digest, sentence))


def sentence_order(digest: Digest) -> Mapping[Span, int]:
    """Return the place of each sentence among all, by its span."""
    return {sentence.span: i for i, sentence in enumerate(digest.sentences)}


def _counts(digest: Digest, sentence: Sentence) -> Iterator[Headcount]:
    text = digest.prose
    parts = [clause.span for clause in clauses(text, sentence.span)]
    for match in itertools.islice(_pattern().finditer(text, *sentence.span), _MOST):
        clause = next((part for part in parts if part.start <= match.start() < part.end), sentence.span)
        start, end = sentence.span
        before = text[max(start, match.start() - _WINDOW) : match.start()]
        after = text[match.end() : min(end, match.end() + _WINDOW)]
        words = match["number"] or ""
        if words and not _is_count(words, before, text[match.end("number") : sentence.span.end]):
            continue
        noun, group = _noun(match)
        ranged = bool(words) and bool(
            _RANGE_BEHIND.match(text, match.end("number")) or _RANGE_BEFORE.search(before[-30:])
        )
        yield Headcount(
            Span(match.start(), match.end()),
            sentence,
            clause,
            _value(words) if words else 0,
            _bound(match),
            noun,
            group,
            (match["modifiers"] or "").strip(),
            before,
            after,
            ranged=ranged,
            nobody=not words,
            words=match[0],
        )


def _is_count(words: str, before: str, behind: str) -> bool:
    """Tell whether a number may count people: no year, age, phase, amount of money or part of a longer number."""
    if _NO_COUNT_BEFORE.search(before[-24:]) or re.match(r"(?:[.,]\d|\s?%|\s?/|\)|\s?[-‐‑]\w)", behind):
        return False
    if re.fullmatch(r"[1-3]?\d", words) and _MONTH_BEFORE.search(before[-12:]):
        return False
    return not (re.fullmatch(r"(?:19|20)\d\d", words) and _YEAR_BEFORE.search(before[-20:]))


def _value(words: str) -> int:
    """Return the number that digits or words up to the hundreds stand for."""
    plain = " ".join(fold(words).replace("-", " ").split())
    known = {"a single": 1, "a dozen": 12, "two dozen": 24, "zero": 0}
    if plain in known:
        return known[plain]
    head, hundred, rest = plain.partition(" hundred")
    if not hundred:
        return whole_number(words)
    tail = rest.removeprefix(" and").strip()
    return 100 * (1 if head == "a" else whole_number(head)) + (whole_number(tail) if tail else 0)


def _bound(match: re.Match[str]) -> Bound:
    bounds: tuple[Bound, ...] = ("about", "over", "under")
    return next((bound for bound in bounds if match[bound]), "exact")


def _noun(match: re.Match[str]) -> tuple[str, str]:
    groups = (*lexicon("enrollment")["people"],)
    group = next((group for group in groups if match[group]), "")
    return (match[group].lower(), group) if group else ("", "")


@functools.cache
def _pattern() -> re.Pattern[str]:
    entries = lexicon("enrollment")["people"]
    people = "|".join(f"(?P<{group}>{compile_phrases(phrases).pattern})" for group, phrases in entries.items())
    return spaced(
        rf"(?:\b{_ZERO}\b|(?:\b{_ABOUT} )?(?<![\w.,/·$£€+-])(?P<number>{NUMBER})(?![\w%])"
        rf"(?:(?P<modifiers>(?:,? {_MODIFIER}){{0,5}}?)[ ](?:{people})(?![\w'’]))?)"
    )
