"""Wording: what a sentence's main clause says, as stems, numbers and negation, to hold one sentence against another."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digestlint.data import lexicon, lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import Clause, clauses
from digestlint.facts.prose_dates import MONTHS
from digestlint.phrases import NUMBER_WORDS, TENS

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NUMBER = re.compile(r"\d[\d,.]*")
_VALUES = {word: str(i) for i, word in enumerate(NUMBER_WORDS[:19], start=1) if i > 1} | {
    word: str(value)
    for i, tens in enumerate(TENS, start=2)
    for value, word in [(10 * i, tens), *((10 * i + n, f"{tens}-{NUMBER_WORDS[n - 1]}") for n in range(1, 10))]
}
"""The numbers in words, but for `one`, which is a pronoun as often."""

_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b(?=,?\s+(?:of\s+)?\d)|(?<=\d\s)(?:{'|'.join(MONTHS)})\b")
_IN_ALL = re.compile(r"\bin all\b", re.IGNORECASE)
_TOOK_PART = re.compile(r"\b(?:(?:take|takes|took|taken|taking) part|participat(?:e|es|ed|ing))\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\s(?:before|after|when|until|because|since|while|although|as)\s(?:it|they|the (?:study|trial))\s"
    r"(?:was|were|is|are|had|has)\b.*\Z",
    re.IGNORECASE | re.DOTALL,
)
"""A subordinate clause on the course of the study that no comma parts from its main clause."""

_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "ly", "s", "e")
_SHORTEST_STEM = 3
_TAIL = re.compile(r"[^\W\d_]{2,}ing\b", re.IGNORECASE)
_TAILS = {"tails": ("negations", "figures"), "consequences": ("comparisons", "figures")}
"""What opens a tail, and what must not stand in it: there it tells a thing of its own."""

_LETTER = re.compile(r"(?<=[a-z] )A\b")
"""`A` as a name ("group A"), which the article would hide."""
_LETTER_STEM = "letter-a"


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence's content words as stems, those of its main clause apart; its numbers, and how often it negates.

    `numbers` are numbers in digits, as they are printed, those in words as digits, and the months of dates. `hedged`
    are the words by which it leaves open what it says.
    """

    sentence: Sentence
    main: frozenset[str]
    stems: frozenset[str]
    numbers: frozenset[str]
    negations: int
    hedged: frozenset[str]


def wordings(digest: Digest) -> tuple[Wording, ...]:
    """Return the wording of each sentence of the sections' own paragraphs, in order."""
    found = (
        _wording(digest, sentence) for sentence in digest.sentences if sentence.part != "title" and not sentence.field
    )
    return tuple(found)


def numbers_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the digits of each number of a text, and the name of each month of a date."""
    for number in _NUMBER.finditer(text):
        yield number.start(), number[0].rstrip(".,")
    for word in _WORD.finditer(text):
        if value := _VALUES.get(word[0].casefold()):
            yield word.start(), value
    for month in _MONTH.finditer(text):
        yield month.start(), month[0]


def plain(text: str) -> str:
    """Return a sentence as it is compared word by word: without case, punctuation, markup and spacing."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _wording(digest: Digest, sentence: Sentence) -> Wording:
    whole = _TOOK_PART.sub("enrolled", sentence.span.of(digest.prose))
    found = clauses(digest.prose, sentence.span)
    kept = [c for i, c in enumerate(found) if not (_is_aside(digest, c) if i else c.subordinate)]
    parts = [clause.span.of(digest.prose) for clause in kept or found]  # "With walking, pain fell" has its verb in it
    main = _TOOK_PART.sub("enrolled", " ".join(_SUBORDINATE.sub("", part) for part in parts))
    numbers = frozenset(number for _, number in numbers_of(_BRACKETS.sub(" ", whole)))
    denied = lexicon_pattern("repetition", "negations")
    # To look through a further text takes long, and most sentences deny nothing.
    negations = len(denied.findall(main)) if denied.may_begin(digest.prose, *sentence.span) else 0
    hedged = _hedges() & set(_WORD.findall(main.casefold()))
    return Wording(sentence, _stems(main), _stems(whole), numbers, negations, hedged)


def _stems(text: str) -> frozenset[str]:
    named = _IN_ALL.sub(" ", _LETTER.sub(_LETTER_STEM, text))
    found = _WORD.findall(_BRACKETS.sub(" ", named.casefold()))
    words = [word for word in found if word not in _empty() and word not in _VALUES]
    return frozenset(_synonyms().get(stem, stem) for stem in map(stem_of, words))


def _is_aside(digest: Digest, clause: Clause) -> bool:
    """Tell whether a clause only hangs on the main one: subordinate, or a tail (`, leaving much open`)."""
    if clause.subordinate or _TAIL.match(digest.prose, *clause.span):
        return True
    return any(
        lexicon_pattern("repetition", opening).match(digest.prose, *clause.span)
        and not any(lexicon_pattern("repetition", key).search(digest.prose, *clause.span) for key in adding)
        for opening, adding in _TAILS.items()
    )


@functools.lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """Return a word of lower case without its ending, roughly: enough to hold forms of one word together."""
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stem = word.removesuffix(ending)
            return (
                stem[:-1] if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and ending in ("ing", "ed") else stem
            )
    return word


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(lexicon("repetition")["empty"])


@functools.cache
def _hedges() -> frozenset[str]:
    return frozenset(lexicon("repetition")["hedges"])


@functools.cache
def story_stems(key: str) -> frozenset[str]:
    """Return the stems of the words in which the course of a study is told, by the key of their list."""
    return _stems(" ".join(lexicon("repetition")[key]))


@functools.cache
def _synonyms() -> Mapping[str, str]:
    return {stem_of(word): stem_of(group[0]) for group in lexicon("repetition")["synonyms"] for word in group}
