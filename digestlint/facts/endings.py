"""Endings: the sentences whose main clause says how the study came to its end, with what each tells of it."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digestlint.data import lexicon
from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import clauses
from digestlint.phrases import compile_phrases
from digestlint.span import Span

Kind = Literal["stopped", "withdrawn", "suspended", "completed"]
_KINDS: tuple[Kind, ...] = ("stopped", "withdrawn", "suspended", "completed")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MONTH = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december)\b(?=[\s,]+(?:\d|of\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ending:
    """A sentence that states the study's end: its kind, and the years, months and kinds of reason it gives."""

    sentence: Sentence
    span: Span
    kind: Kind
    years: frozenset[str]
    months: frozenset[str]
    reasons: frozenset[str]


def endings(digest: Digest) -> tuple[Ending, ...]:
    """Return the sentences of sections whose main clause states the study's end, in order."""
    return tuple(ending for sentence in digest.sentences if sentence.part != "title" for ending in _ending(digest, sentence))


def reasons(text: str) -> frozenset[str]:
    """Return the kinds of reason for stopping that a text names."""
    return frozenset(kind for kind, pattern in _reason_patterns().items() if pattern.search(text))


def _ending(digest: Digest, sentence: Sentence) -> Iterator[Ending]:
    parts = clauses(digest.prose, sentence.span)
    for i, clause in enumerate(parts):
        if clause.subordinate:
            continue
        starts = [match.end() for match in _SUBJECT.finditer(digest.prose, *clause.span) if _is_subject(match)]
        if i and _is_subject(_SUBJECT.fullmatch(digest.prose, *parts[0].span)):
            starts.append(clause.span.start)  # "The trial, which began in 2008, was terminated in 2010"
        for start in starts:
            for kind in _KINDS:
                if match := _verbs(kind).match(digest.prose, start, clause.span.end):
                    yield _told(digest, sentence, Span(clause.span.start, match.end()), kind)
                    return


def _is_subject(match: re.Match[str] | None) -> bool:
    """Tell whether the study is what the clause speaks of, not only where it happens ("the drug of this study")."""
    return match is not None and (match["before"] or "").casefold() not in _PREPOSITIONS


def _told(digest: Digest, sentence: Sentence, span: Span, kind: Kind) -> Ending:
    text = sentence.span.of(digest.prose)
    years = frozenset(_YEAR.findall(text))
    months = frozenset(month.casefold() for month in _MONTH.findall(text))
    causes = " ".join(_causes(digest.prose, sentence.span))
    return Ending(sentence, span, kind, years, months, reasons(causes))


def _causes(text: str, sentence: Span) -> Iterator[str]:
    """Yield what a sentence gives as reasons, each from the word that opens it to the end of its clause."""
    openers = _cause_openers()
    for clause in clauses(text, sentence):
        if opener := openers.search(text, *clause.span):
            yield text[opener.end() : clause.span.end]


_PREPOSITIONS = frozenset("of in during from for by with on within at to under before after throughout".split())
_ASIDE = r"(?:\s*[(\[][^()\[\]]{0,80}[)\]])?"
_SUBJECT = re.compile(
    r"(?:\b(?P<before>\w+)\s+)?(?:\b(?:the|this|that|our|a|an|its)\s+(?:[\w/'’®.+-]{1,30}\s+){0,8}?"
    + compile_phrases(lexicon("ending")["lists"]["study"]).pattern
    + rf"{_ASIDE}(?:\s+(?:of|in|at|from|by|on|for|with|NCT\d+)\b[^,;:.]{{0,80}}?)?|\b(?<![\w-])it)\s+",
    re.IGNORECASE,
)


@functools.cache
def _verbs(kind: Kind) -> re.Pattern[str]:
    entries = lexicon("ending")
    return compile_phrases(entries["phrases"][kind], entries["lists"])


@functools.cache
def _cause_openers() -> re.Pattern[str]:
    return compile_phrases(lexicon("ending")["causes"]["openers"])


@functools.cache
def _reason_patterns() -> dict[str, re.Pattern[str]]:
    return {kind: compile_phrases(phrases) for kind, phrases in lexicon("ending")["reasons"].items()}
