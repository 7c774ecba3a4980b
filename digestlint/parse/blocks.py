"""Blocks: what both spellings of a digest are made of before anyone asks what each block means."""

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from digestlint.span import Span

CODE_FENCE = re.compile(r"^[ \t]{0,3}(?:```++|~~~++)[ \t]*+\w*+[ \t]*+$", re.MULTILINE)
"""A line that begins or ends a block of code."""

Kind = Literal["heading", "paragraph", "item", "rule"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, one item of a list, or a rule across the page; `level` is a Markdown heading's."""

    kind: Kind
    span: Span
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's blocks in order, and the text as a reader sees it: of the same length, markup and comments blank.

    `leftovers` are the HTML tags and character references that stand in Markdown as such, `comments` its HTML comments.
    """

    blocks: tuple[Block, ...]
    visible: str
    leftovers: tuple[Span, ...] = ()
    comments: tuple[Span, ...] = ()


def blank(text: str) -> str:
    """Return `text` with everything but its line ends turned into blanks."""
    return re.sub(r"[^\n]", " ", text)


def keep(text: str, spans: list[Span]) -> str:
    """Return `text` with everything outside `spans` (in order, not overlapping) turned into blanks."""
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += [blank(text[at : span.start]), text[span.start : span.end]]
        at = span.end
    return "".join([*pieces, blank(text[at:])])


def spoken_of(comments: Iterable[Span], blocks: tuple[Block, ...], text: str) -> Iterator[Span]:
    """Yield the block that each comment speaks of: the one around it, else the next, a list as a whole.

    Where there is none behind it, the span is empty.
    """
    lasts = list(range(len(blocks)))
    for i in range(len(blocks) - 2, -1, -1):
        if _goes_on(blocks[i], blocks[i + 1], text):
            lasts[i] = lasts[i + 1]
    for comment in comments:
        first = bisect.bisect_right(blocks, comment.start, key=lambda block: block.span.end)
        if first == len(blocks):
            yield Span(comment.end, comment.end)
            continue
        last = lasts[first] if blocks[first].span.start > comment.start else first
        yield Span(blocks[first].span.start, blocks[last].span.end)


def _goes_on(block: Block, following: Block, text: str) -> bool:
    """Tell whether an item belongs to the list that a block is of, or to the label that stands right above it."""
    if following.kind != "item" or block.kind not in ("item", "paragraph"):
        return False
    between = text[block.span.end : following.span.start]
    return (block.kind == "item" or between.count("\n") == 1) and "<!--" not in between
