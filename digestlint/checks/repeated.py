"""Sentences said twice: the same words again, the study's end told again, the same main clause again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digestlint.diagnostic import Finding
from digestlint.digest import Digest, Sentence
from digestlint.facts.endings import Ending, endings
from digestlint.facts.wording import Wording, plain, wordings
from digestlint.partial_date import PartialDate
from digestlint.rule import option


@dataclass(frozen=True, slots=True)
class Shortest:
    """The fewest words of a sentence that is looked at."""

    min_words: int = option(4, "Sentences of fewer words are passed over.")


@dataclass(frozen=True, slots=True)
class Restated:
    """When a main clause counts as said again: its fewest content words, and how many an addition may have."""

    min_words: int = option(4, "Main clauses of fewer content words are passed over.")
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
    told = {ending.sentence: ending for ending in digest.fact(endings) if ending.main and not ending.sentence.field}
    seen: set[str] = set()
    told_before: list[Wording] = []
    for later in digest.fact(wordings):
        words = plain(later.sentence.span.of(digest.prose))
        again = words in seen  # duplicate-sentence says so already
        seen.add(words)
        earlier = (
            None
            if again
            else _earlier_ending(digest, told, later.sentence) or _earlier_wording(told_before, later, params)
        )
        if earlier:
            yield _finding(digest, later.sentence, earlier)
        if len(later.main) >= params.min_words:
            told_before.append(later)


def _finding(digest: Digest, later: Sentence, earlier: Sentence) -> Finding:
    quote = digest.text(earlier.span)
    short = quote if len(quote) <= 80 else quote[:79].rstrip() + "…"  # noqa: PLR2004 - what fits into a message
    row = str(digest.lines.place(earlier.span.start).row)
    return Finding(later.span, {"row": row, "earlier": short}, earlier=earlier.span)


def _earlier_ending(digest: Digest, told: dict[Sentence, Ending], sentence: Sentence) -> Sentence | None:
    """Return the sentence that told the study's end before, where this one adds no date, reason or number to it."""
    ending = told.get(sentence)
    if not ending:
        return None
    before = [other for other in told.values() if other.sentence.span < sentence.span]
    same = [other for other in before if other.kind == ending.kind]
    if not same:
        return None
    text = digest.prose[: sentence.span.start]
    known = {kind for other in before for kind in other.reasons}
    is_new = (
        (ending.when and not any(other.when and _covers(other.when, ending.when) for other in before))
        or ending.reasons - known
        or any(number not in text for number in _numbers(digest, sentence))
    )
    return None if is_new else same[0].sentence


def _covers(told: PartialDate, again: PartialDate) -> bool:
    """Tell whether a date told before leaves nothing new in the one told again."""
    return told.agrees(again) and not any(old is None and new is not None for old, new in zip(told, again, strict=True))


def _numbers(digest: Digest, sentence: Sentence) -> frozenset[str]:
    return next((wording.numbers for wording in digest.fact(wordings) if wording.sentence == sentence), frozenset())


def _earlier_wording(known: Sequence[Wording], later: Wording, params: Restated) -> Sentence | None:
    """Return the first sentence that said the main clause of this one: nothing new in either, number or negation."""
    if len(later.main) < params.min_words:
        return None
    for earlier in known:
        added, dropped = later.main - earlier.stems, earlier.main - later.stems
        shared = earlier.main & later.main
        if len(shared) < params.min_words or (dropped and added) or len(dropped | added) > params.max_added:
            continue
        if later.numbers <= earlier.numbers and later.negations == earlier.negations:
            return earlier.sentence
    return None
