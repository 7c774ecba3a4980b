"""Clauses: the stretches of a sentence between its commas and dashes, and which of them are subordinate."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.data import lexicon_pattern
from digestlint.span import Span

_MARK = re.compile(
    r",(?!\d|\s(?:19|20)\d\d\b|(?<=\d,)\s\d{1,3}(?:,\s\d|\s(?:and|or)\s\d))|:(?!(?<=\d:)\d)|[;—()\[\]]|\s[–-]\s"
)

_ADJECTIVES = re.compile(r"(?:the|this|a|an|our)\s+(?:[\w-]+\s+){0,3}[\w-]+(?:-\w+|ed|ized|ised|blind)", re.IGNORECASE)
"""What stands before the comma of "The single-center, open-label study": no clause of its own."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence; `subordinate` where a word opens it that makes it depend on another.

    `body` is the stretch without the words that open it ("However, although").
    """

    span: Span
    subordinate: bool
    body: Span


@functools.lru_cache(maxsize=512)
def clauses(text: str, sentence: Span) -> tuple[Clause, ...]:
    """Return the clauses of a sentence of `text` in order; together they leave out only the marks between them."""
    found: list[Clause] = []
    at = sentence.start
    for start, end in (*_breaks(text, sentence), (sentence.end, sentence.end)):
        span = Span(at, start).stripped(text)
        if span.start < span.end and not (start < sentence.end and _ADJECTIVES.fullmatch(text, *span)):
            found.append(_clause(text, span))
            at = end
    return tuple(found)


def _breaks(text: str, sentence: Span) -> Iterator[tuple[int, int]]:
    """Yield the places of the marks between clauses; those inside brackets part none."""
    depth = 0
    for mark in _MARK.finditer(text, sentence.start, sentence.end):
        if mark[0] in "([":
            depth += 1
        elif mark[0] in ")]":
            depth = max(0, depth - 1)
        elif not depth:
            yield mark.span()


def _clause(text: str, span: Span) -> Clause:
    start = span.start
    opener = lexicon_pattern("clause", "openers")
    while match := opener.match(text, start, span.end):
        start = _next_word(text, match.end(), span.end)
    subordinator = lexicon_pattern("clause", "subordinators").match(text, start, span.end)
    if subordinator:
        start = _next_word(text, subordinator.end(), span.end)
    return Clause(span, subordinator is not None, Span(start, span.end))


def _next_word(text: str, start: int, end: int) -> int:
    return start + len(text[start:end]) - len(text[start:end].lstrip())
