"""Blocks: what both spellings of a digest are made of before anyone asks what each block means."""

import re
from dataclasses import dataclass
from typing import Literal

from digestlint.span import Span

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

    `leftovers` are the HTML tags and character references that stand in Markdown as such.
    """

    blocks: tuple[Block, ...]
    visible: str
    leftovers: tuple[Span, ...] = ()


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
