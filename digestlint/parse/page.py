"""Page text to blocks: a rendered page has no markup, so a heading is known by its words and its place."""

import re
from collections.abc import Iterator

from digestlint.parse.blocks import Block, Layout, keep
from digestlint.profile import Profile
from digestlint.span import Lines, Span

_BULLET = re.compile(r"[ \t]*(?:[-*•‣◦]|\d{1,2}[.)])[ \t]+(?=\S)")
_SMALL_WORDS = frozenset("a an and as at by for from in of on or the to vs with it its this".split())
_HEADING_WORDS = 6


def read_page(text: str, start: int, profile: Profile) -> Layout:
    """Return the layout of the page text in `text` from the offset `start` on; all of it is visible as it stands."""
    lines = Lines(text)
    rows = [lines.span(row).stripped(text) for row in range(1, len(lines) + 1)]
    rows = [row if row.start >= start else Span(row.start, row.start) for row in rows]
    blocks = tuple(_blocks(text, rows, profile))
    return Layout(blocks, keep(text, [block.span for block in blocks]))


def _blocks(text: str, rows: list[Span], profile: Profile) -> Iterator[Block]:
    gathered: Span | None = None
    begun = False
    for i, row in enumerate(rows):
        words = row.of(text)
        heading = bool(words) and _is_heading(text, rows, i, profile, begun=begun)
        bullet = _BULLET.match(text, row.start, row.end)
        if gathered and (not words or heading or bullet):
            yield Block("paragraph", gathered)
            gathered = None
        if heading:
            begun = True
            yield Block("heading", row)
        elif bullet:
            yield Block("item", Span(bullet.end(), row.end))
        elif words:
            gathered = Span(gathered.start if gathered else row.start, row.end)
    if gathered:
        yield Block("paragraph", gathered)


def _is_heading(text: str, rows: list[Span], i: int, profile: Profile, *, begun: bool) -> bool:
    """Tell whether a line is a section's heading: its name; or, between blank lines, nearly its name or like one."""
    words = rows[i].of(text)
    if len(words.split()) > _HEADING_WORDS:
        return False
    if (match := profile.named(words)) and match.exact:
        return match.kind == "section"
    alone = (i == 0 or not rows[i - 1].of(text)) and words[-1] not in ".,;:!?…"
    if not alone:
        return False
    match = profile.recognised(words)
    if match:
        return match.kind == "section" and words[0].isupper() and (begun or _has_text_below(text, rows, i))
    return begun and _is_title_case(words) and _has_text_below(text, rows, i)


def _is_title_case(words: str) -> bool:
    return (
        all(word[0].isupper() for word in words.split() if word.casefold() not in _SMALL_WORDS) and words[0].isupper()
    )


def _has_text_below(text: str, rows: list[Span], i: int) -> bool:
    """Tell whether the next line that is not blank reads like a sentence."""
    below = next((row.of(text) for row in rows[i + 1 : i + 4] if row.of(text)), "")
    return len(below.split()) > _HEADING_WORDS and not below.startswith("Source:")
