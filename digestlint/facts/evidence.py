"""Evidence: words of the prose that state something about how the study's intervention was given or borne."""

import functools
import itertools
import re
from dataclasses import dataclass
from typing import Literal

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.span import Span

Role = Literal["background", "population", "intervention", "outcome", "results", "other"]

_FIELDS: dict[str, Role] = {"Population": "population", "Intervention": "intervention", "Outcome": "outcome"}
_SECTIONS: dict[str, Role] = {"Background": "background", "Study Design": "intervention", "Results": "results"}
_NAME = re.compile(r"[^\W\d_][\w-]{4,40}")
_BOUNDARY = re.compile(r";|—|,\s+(?:but|although|though|while|whereas|so|and|yet)\b|\b(?:but|whereas|although)\b")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words at `span` of a sentence; `strong` where they certainly state it of this study, else they may."""

    span: Span
    sentence: Sentence
    strong: bool


def role(sentence: Sentence) -> Role | None:
    """Return what a sentence is there to tell, by its place; None for the title, which no flag rests on."""
    if sentence.part == "title":
        return None
    if sentence.field:
        return _FIELDS.get(sentence.field, "other")
    return _SECTIONS.get(sentence.part or "", "other")


def is_about_this_study(digest: Digest, sentence: Sentence) -> bool:
    """Tell whether a sentence says that it speaks of this study and names no other."""
    if is_of_others(digest, sentence):
        return False
    return lexicon_pattern("evidence", "this-study").search(digest.prose, *sentence.span) is not None


def is_of_others(digest: Digest, sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of other studies or, outside Results, of what is usual."""
    keys = ("other-study",) if role(sentence) == "results" else ("other-study", "usual-practice")
    return any(lexicon_pattern("evidence", key).search(digest.prose, *sentence.span) for key in keys)


def names_intervention(digest: Digest, sentence: Sentence) -> bool:
    """Tell whether a sentence names what the Intervention field names; True where there is no such field."""
    names = digest.fact(_intervention_names)
    return not names or any(name in names for name in _names(digest, sentence.span))


def clauses(digest: Digest, sentence: Sentence) -> tuple[Span, ...]:
    """Return the clauses of a sentence, parted at semicolons and at conjunctions that begin a new statement."""
    cuts = [match.start() for match in _BOUNDARY.finditer(digest.prose, *sentence.span)]
    edges = [sentence.span.start, *cuts, sentence.span.end]
    return tuple(Span(start, end) for start, end in itertools.pairwise(edges) if end > start)


def _intervention_names(digest: Digest) -> frozenset[str]:
    fields = [sentence for sentence in digest.sentences if sentence.field == "Intervention"]
    return frozenset(name for sentence in fields for name in _names(digest, sentence.span))


def _names(digest: Digest, span: Span) -> set[str]:
    """Return the words at `span` that may name a treatment: five letters or more, and none of the common ones."""
    words = {match[0].casefold() for match in _NAME.finditer(digest.prose, *span)}
    return {word for word in words if not _is_common(word)}


@functools.lru_cache(maxsize=10_000)
def _is_common(word: str) -> bool:
    return lexicon_pattern("evidence", "common-words").fullmatch(word) is not None
