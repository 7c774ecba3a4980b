"""Denials: the sentences that say that the study has no results, or none on efficacy or safety."""

import functools
import re
from dataclasses import dataclass
from typing import Literal

from digestlint.data import lexicon, lexicon_lists
from digestlint.digest import Digest, Sentence
from digestlint.facts.other_studies import names_another
from digestlint.phrase_search import PhrasePattern, compile_phrases
from digestlint.span import Span

Kind = Literal["efficacy", "safety"]
_KINDS: tuple[Kind, ...] = ("efficacy", "safety")
_ASIDE = re.compile(
    r"[,(]?\s?\b(?:such as|including|like|for example|e\.g\.|for instance)\s[^.;:]{1,200}?[,)]?"
    r"(?=\s(?:are|is|were|was|have|has|remain|exist)\b)",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(r",?\s(?:such as|including|like|for example|e\.g\.|for instance)\b", re.IGNORECASE)
_REACH = 60
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Denial:
    """A sentence that says that results are missing, and of which kinds; without kinds it means all."""

    sentence: Sentence
    span: Span
    kinds: frozenset[Kind]


def denials(digest: Digest) -> tuple[Denial, ...]:
    """Return the sentences that say that the study has no results, in general or of a kind, in order."""
    return tuple(denial for sentence in digest.sentences if (denial := _denial(digest, sentence)))


def _denial(digest: Digest, sentence: Sentence) -> Denial | None:
    text = digest.fact(_without_asides)
    if sentence.part == "Background" and not _pattern("own").search(text, *sentence.span):
        return None
    if names_another(digest, sentence.span) or text[sentence.span.start : sentence.span.end].rstrip(" \"'”*_").endswith(
        "?"
    ):
        return None
    if _pattern("excuses").search(text, *sentence.span):
        return None
    if match := _pattern("side_effects").search(text, *sentence.span):
        return Denial(sentence, Span(*match.span()), frozenset({"safety"}))
    for match in _pattern("denials").finditer(text, *sentence.span):
        reach = _reach(text, Span(*match.span()), sentence.span)
        if not _is_detail(digest, text, reach):
            return Denial(sentence, Span(*match.span()), _kinds(text, reach))
    return None


def _without_asides(digest: Digest) -> str:
    """Return the prose with the examples before a verb blank: `data, such as knee bend or falls, are not available`."""
    return _ASIDE.sub(lambda aside: re.sub(r"\S", " ", aside[0]), digest.prose)


def _reach(text: str, words: Span, sentence: Span) -> Span:
    """Return a denial with what belongs to it: to the end of its clause, examples ("such as …") left out."""
    stop = re.compile(r"[;:—]|,\s(?:and|so|but|which|because|leaving|as)\b|\s(?:so that|because|but)\s").search(
        text, words.end, sentence.end
    )
    end = stop.start() if stop else sentence.end
    cut = _EXAMPLES.search(text, words.start, end)
    return Span(words.start, cut.start() if cut else end)


def _is_detail(digest: Digest, text: str, reach: Span) -> bool:
    """Tell whether what is missing is only a part: one outcome, one group, a paper."""
    if _pattern("parts").search(text, *reach) or _is_of_group(digest, text, reach):
        return True
    if _kinds(text, reach):
        return False
    comma = text.find(",", reach.start, reach.end)
    opened = _pattern("complements").search(text, reach.start, comma if comma > 0 else reach.end)
    return opened is not None and not _pattern("general").match(
        text, opened.end() + 1, min(reach.end, opened.end() + _REACH)
    )


def _is_of_group(digest: Digest, text: str, reach: Span) -> bool:
    """Tell whether results of a group are missing, right behind the words for them, that the titles do not speak of."""
    match = _pattern("groups").search(text, *reach)
    if not match or len(text[reach.start : match.start()].split()) > _NEAR:
        return False
    titles = " ".join(span.of(digest.source.text) for span in (digest.title, digest.official_title) if span)
    return match[0].split()[-1].casefold()[:4] not in titles.casefold()


def _kinds(text: str, reach: Span) -> frozenset[Kind]:
    return frozenset(kind for kind in _KINDS if _pattern(kind).search(text, *reach))


@functools.cache
def _pattern(key: str) -> PhrasePattern:
    entries = lexicon("denial")
    table = next(part for name in ("phrases", "kinds", "detail") if key in (part := entries[name]))
    return compile_phrases(table[key], lexicon_lists("denial"))
