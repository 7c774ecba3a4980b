"""Clauses: the stretches of a sentence between its commas and dashes, and which of them are subordinate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.data import lexicon_pattern
from digestlint.span import Span

_MARK = re.compile(r",(?!\d)|[;:—()\[\]]|\s[–-]\s")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence; `subordinate` where a word opens it that makes it depend on another."""

    span: Span
    subordinate: bool


def clauses(text: str, sentence: Span) -> tuple[Clause, ...]:
    """Return the clauses of a sentence of `text` in order; together they leave out only the marks between them."""
    found: list[Clause] = []
    at = sentence.start
    for start, end in (*_breaks(text, sentence), (sentence.end, sentence.end)):
        span = Span(at, start).stripped(text)
        if span.start < span.end:
            found.append(Clause(span, _is_subordinate(text, span)))
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


def _is_subordinate(text: str, span: Span) -> bool:
    start = span.start
    opener = lexicon_pattern("clause", "openers")
    while match := opener.match(text, start, span.end):
        start = match.end() + len(text[match.end() : span.end]) - len(text[match.end() : span.end].lstrip())
    return lexicon_pattern("clause", "subordinators").match(text, start, span.end) is not None
