"""What of a file is published, and what of it is quoted: the stretches that checks of wording leave out or look at."""

import re
from collections.abc import Iterable

from digestlint.digest import Digest
from digestlint.parse.front_matter import read_front_matter
from digestlint.places import Placed, Taken
from digestlint.span import Span

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTATION = re.compile(
    r"""“[^“”]{1,600}”|«[^«»]{1,600}»|(?<!\w)"[^"]{1,600}"(?!\w)|(?<!\w)[‘'](?:[^‘’']|[’'](?=\w)){1,300}[’'](?!\w)"""
)
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")


def published(digest: Digest) -> str:
    """Return the source's text with its HTML comments blank."""
    text = digest.source.text
    return blanked(text, [Span(*match.span()) for match in _COMMENT.finditer(text)])


def unread(digest: Digest) -> str:
    """Return what is published and is no prose, as the lines above the title and below the last section."""
    return blanked(digest.fact(published), [sentence.span for sentence in digest.sentences])


def quotations(digest: Digest) -> tuple[Span, ...]:
    """Return the places in the prose that stand between quotation marks."""
    paragraphs = sorted(set(_paragraphs(digest)))
    return tuple(
        Span(*match.span())
        for paragraph in paragraphs
        for match in _QUOTATION.finditer(digest.prose, paragraph.start, paragraph.end)
    )


def quoted(digest: Digest) -> Taken:
    """Return what of the prose stands between quotation marks."""
    return Taken(digest.fact(quotations))


def placed_quotations(digest: Digest) -> Placed[Span]:
    """Return the quotations by their places."""
    return Placed(digest.fact(quotations), lambda span: span)


def front_matter_end(digest: Digest) -> int:
    """Return the offset at which the front matter ends, 0 where there is none."""
    text = digest.source.text
    fences = [span for span in digest.leftovers if _FENCE.match(span.of(text))]
    return read_front_matter(blanked(text, fences)).end


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return `text` with the words at `spans` turned into blanks; line ends stay."""
    pieces: list[str] = []
    at = 0
    for span in sorted(spans):
        start, end = max(at, span.start), max(at, span.end)
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _paragraphs(digest: Digest) -> Iterable[Span]:
    if digest.title:
        yield digest.title
    for section in digest.sections:
        yield from (paragraph.span for paragraph in section.paragraphs)
        yield from (paragraph.span for field in section.fields for paragraph in field.paragraphs)
