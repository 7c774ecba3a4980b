"""How a digest reads: its text parted into blocks, each with what it is, and what each stretch of a block is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from digestlint.catalog import built_in_profile, built_in_vocabulary
from digestlint.digest import Digest, Paragraph
from digestlint.facts.published import front_matter_end
from digestlint.parse import parse
from digestlint.source import Source
from digestlint.span import Lines, Span

Kind = Literal[
    "front", "title", "official", "heading", "field", "paragraph", "item", "terms", "small", "other", "blank"
]
Look = Literal["plain", "dim", "label", "keyword", "flag"]

_LOOKS: tuple[Look, ...] = ("dim", "plain", "label", "keyword", "flag")
_RUN = re.compile(rb"(.)\1*", re.DOTALL)
_EMPHASIS = re.compile(r"(?<!\w)[*_]+|[*_]+(?!\w)")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block that looks alike: words to read, dimmed markup, a label, a keyword or a flag."""

    span: Span
    look: Look


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a digest that are one thing to a reader; its runs cover it from beginning to end."""

    kind: Kind
    span: Span
    runs: tuple[Run, ...]


def read_blocks(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a digest, in order; together they cover its text, each character once.

    The digest is read with the built-in profile and vocabulary, for a report does not know the user's.
    """
    digest = parse(source, profile=built_in_profile(), vocabulary=built_in_vocabulary(), today=date.min)
    front = front_matter_end(digest)
    elements = sorted(_elements(digest, front))
    looks = _looks(digest, elements)
    return tuple(Block(kind, span, tuple(_runs(looks, span))) for kind, span in _parted(source.text, elements, front))


def _elements(digest: Digest, front: int) -> Iterator[tuple[Span, Kind]]:
    """Yield what the digest is made of, each with its place; of front matter only the titles."""
    small = (digest.nav, digest.tag_line.span if digest.tag_line else None, *_source_parts(digest))
    single: list[tuple[Span | None, Kind]] = [(digest.title, "title"), (digest.official_title, "official")]
    single += [(span, "small") for span in small]
    single += [(span, "terms") for span in (*digest.keywords, *digest.flags)]
    for section in digest.sections:
        single.append((section.heading, "heading"))
        single += _paragraphs(section.paragraphs)
        for field in section.fields:
            single.append((field.label, "field"))
            single += _paragraphs(field.paragraphs)
    for span, kind in single:
        if span and span.start < span.end and (span.start >= front or kind in ("title", "official")):
            yield span, kind


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> list[tuple[Span | None, Kind]]:
    return [(paragraph.span, "item" if paragraph.item else "paragraph") for paragraph in paragraphs]


def _source_parts(digest: Digest) -> tuple[Span | None, ...]:
    line = digest.source_line
    return (line.curie, line.ingested, line.model) if line else ()


def _looks(digest: Digest, elements: list[tuple[Span, Kind]]) -> bytearray:
    """Return the look of each character, as its place in the list of looks."""
    text, prose = digest.source.text, digest.prose
    looks = bytearray(len(text))

    def paint(span: Span, look: Look) -> None:
        looks[span.start : span.end] = bytes([_LOOKS.index(look)]) * (span.end - span.start)

    for span, kind in elements:
        paint(span, "label" if kind == "field" else "plain")
        if kind in ("paragraph", "item"):
            _dim_markup(looks, span, text, prose)
        elif kind != "terms" and digest.spelling == "markdown":
            for mark in _EMPHASIS.finditer(text, span.start, span.end):
                paint(Span(*mark.span()), "dim")
    for terms, look in ((digest.keywords, _LOOKS[3]), (digest.flags, _LOOKS[4])):
        for span in terms:
            paint(span, look)
    return looks


def _dim_markup(looks: bytearray, span: Span, text: str, prose: str) -> None:
    """Dim what is blank in the prose and not in the text."""
    if span.of(text) == span.of(prose):
        return
    for at in range(*span):
        if prose[at] == " " != text[at]:
            looks[at] = 0


def _runs(looks: bytearray, span: Span) -> Iterator[Run]:
    for run in _RUN.finditer(looks, *span):
        yield Run(Span(*run.span()), _LOOKS[run[1][0]])


def _parted(text: str, elements: list[tuple[Span, Kind]], front: int) -> Iterator[tuple[Kind, Span]]:
    """Yield the blocks: lines that share an element are one, and neighbours that nobody reads as prose are one."""
    lines = Lines(text)
    kinds: list[Kind | None] = [None] * (len(lines) + 1)
    starts = {1}
    for span, kind in elements:
        first, last = lines.place(span.start).row, lines.place(span.end).row
        if kinds[first] is None:
            starts.add(first)
            kinds[first] = kind
        elif kinds[first] == "field":
            kinds[first] = "paragraph"
        kinds[first + 1 : last + 1] = [kinds[first]] * (last - first)
    for row in range(1, len(lines) + 1):
        if kinds[row] is None:
            here = lines.span(row)
            kinds[row] = "front" if here.start < front else "other" if here.of(text).strip() else "blank"
            if kinds[row] != kinds[row - 1]:
                starts.add(row)
    rows = [*sorted(starts), len(lines) + 1]
    for row, following in pairwise(rows):
        end = lines.span(following).start if following <= len(lines) else len(text)
        if end > lines.span(row).start or row == 1:
            yield kinds[row] or "blank", Span(lines.span(row).start, end)
