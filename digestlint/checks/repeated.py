"""Sentences said twice: the same words again, the study's end told again, the same main clause again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digestlint.diagnostic import Finding
from digestlint.digest import Digest, Sentence
from digestlint.facts.endings import Ending, endings
from digestlint.facts.stop_reasons import stop_reasons
from digestlint.facts.wording import Wording, numbers_of, plain, story_stems, wordings
from digestlint.partial_date import PartialDate
from digestlint.rule import option
from digestlint.span import Span

_COURSE = 2
"""The fewest words on the course of a study that make a sentence one on it."""

_PINNED = 2
"""How many numbers, all of them told before, make a sentence the same report in other words."""

_WITHIN = 2
"""How many words more than the fewest a main clause must have that was said as a part of a longer one."""

_REACH = 100
"""How many sentences back a main clause may have been said: more than a digest has."""


@dataclass(frozen=True, slots=True)
class Shortest:
    """The fewest words of a sentence that is looked at."""

    min_words: int = option(4, "Sentences of fewer words are passed over.")


@dataclass(frozen=True, slots=True)
class Restated:
    """When a main clause counts as said again: its fewest content words, and how many an addition may have."""

    min_words: int = option(
        4, "Main clauses of fewer content words are passed over; of one fewer where they are the same in both."
    )
    max_added: int = option(2, "How many content words one of the two clauses may have that the other lacks.")


def duplicate_sentence(digest: Digest, params: Shortest) -> Iterator[Finding]:
    """Report each sentence of the prose whose words stood before."""
    seen: dict[str, Sentence] = {}
    for sentence in digest.sentences:
        words = plain(sentence.span.of(digest.prose))
        if len(words.split()) < params.min_words:
            continue
        if first := seen.get(words):
            yield _finding(digest, sentence, first)
        seen.setdefault(words, sentence)


def near_duplicate_sentence(digest: Digest, params: Restated) -> Iterator[Finding]:
    """Report each sentence of the sections' paragraphs that states again what an earlier one stated."""
    told = {ending.sentence: ending for ending in digest.fact(endings) if not ending.sentence.field}
    seen: set[str] = set()
    history = _History()
    given = digest.fact(_reasons_given) if len(told) > 1 else {}  # an end that is told once is not told again
    known = digest.fact(wordings)
    for i, later in enumerate(known):
        words = plain(later.sentence.span.of(digest.prose))
        again = words in seen  # duplicate-sentence says so already
        seen.add(words)
        ending = told.get(later.sentence)
        reasons = given.get(later.sentence.span, frozenset())
        earlier = None
        if not again:
            earlier = history.told(digest, ending, reasons, later) if ending and ending.main else None
            before = known[max(0, i - _REACH) : i]
            earlier = earlier or _earlier_wording(before, later, params) or _retold(before, later)
        history.add(ending, reasons)
        if earlier:
            yield _finding(digest, later.sentence, earlier)


def _reasons_given(digest: Digest) -> Mapping[Span, frozenset[str]]:
    """Return the kinds of the reasons for the study's stop that the sentences give, by their spans."""
    given: dict[Span, frozenset[str]] = {}
    for reason in digest.fact(stop_reasons):
        given[reason.sentence.span] = given.get(reason.sentence.span, frozenset()) | reason.kinds
    return given


def _finding(digest: Digest, later: Sentence, earlier: Sentence) -> Finding:
    quote = digest.text(earlier.span)
    short = quote if len(quote) <= 80 else quote[:79].rstrip() + "…"  # noqa: PLR2004 - what fits into a message
    row = str(digest.lines.place(earlier.span.start).row)
    return Finding(later.span, {"row": row, "earlier": short}, earlier=earlier.span)


class _History:
    """What the sentences so far told of the study's end."""

    def __init__(self) -> None:
        self._first: dict[str, Sentence] = {}
        self._reasons: set[str] = set()
        self._dates: set[PartialDate] = set()

    def add(self, ending: Ending | None, reasons: frozenset[str]) -> None:
        """Take up what a sentence tells of the end: its date is told in all its coarser forms, too."""
        self._reasons |= reasons
        when = ending.when if ending else None
        if ending and (ending.main or when):
            self._first.setdefault(ending.kind, ending.sentence)
        if when:
            self._dates |= {
                PartialDate(when.year, month, day) for month in {when.month, None} for day in {when.day, None}
            }

    def told(self, digest: Digest, ending: Ending, reasons: frozenset[str], wording: Wording) -> Sentence | None:
        """Return the sentence that told the study's end before, where this one adds no date, reason or number to it."""
        if ending.kind not in self._first:
            return None
        first, start = digest.fact(_first_numbers), ending.sentence.span.start
        is_new = (
            (ending.when and ending.when not in self._dates)
            or reasons - self._reasons
            or any(first.get(number, start) >= start for number in wording.numbers)
        )
        return None if is_new else self._first[ending.kind]


def _first_numbers(digest: Digest) -> dict[str, int]:
    """Return where each number stands first in the prose."""
    first: dict[str, int] = {}
    for place, number in numbers_of(digest.prose):
        first.setdefault(number, place)
    return first


def _earlier_wording(known: tuple[Wording, ...], later: Wording, params: Restated) -> Sentence | None:
    """Return the first sentence that said the main clause of this one: nothing new in either, number or negation."""
    for earlier in known:
        if later.negations != earlier.negations or not later.numbers <= earlier.numbers:
            continue
        shared = len(earlier.main & later.main)
        if shared < params.min_words - (earlier.main == later.main):
            continue
        added, dropped = later.main - earlier.stems, earlier.main - later.stems
        if not (dropped and added) and len(dropped | added) <= params.max_added:
            return earlier.sentence
        if not added and shared >= params.min_words + _WITHIN:
            return earlier.sentence
        pinned = len(later.numbers) >= _PINNED and shared > params.min_words and later.hedged <= earlier.hedged
        if pinned and len(added) <= params.max_added:
            return earlier.sentence
    return None


def _retold(known: tuple[Wording, ...], later: Wording) -> Sentence | None:
    """Return the first of the sentences that together told all numbers and words of one on the course of the study.

    "The study began in May 2019. It covered 505 people." and then "The study, begun in May 2019, included 505 people".
    """
    course = story_stems("course")
    if not later.numbers or len(later.main & course) < _COURSE:
        return None
    told = [
        earlier
        for earlier in known
        if earlier.numbers & later.numbers and earlier.negations == later.negations and earlier.stems & course
    ]
    words = frozenset[str]().union(*(earlier.stems for earlier in told), story_stems("bare"))
    numbers = frozenset[str]().union(*(earlier.numbers for earlier in told))
    is_plan = story_stems("plans") & later.stems
    alike = all(bool(story_stems("plans") & earlier.stems) == bool(is_plan) for earlier in told)
    return told[0].sentence if alike and later.numbers <= numbers and later.main <= words else None
