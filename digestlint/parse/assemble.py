"""From blocks to a digest: which block is title, section, field, keyword line or source line."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from digestlint.digest import Comment, Digest, Paragraph
from digestlint.parse.blocks import CODE_FENCE, Block, Layout, keep, spoken_of
from digestlint.parse.body import Body, read_body
from digestlint.parse.front_matter import FrontMatter, read_front_matter
from digestlint.parse.lines import front_matter_tag_line, read_nav, read_source_line, read_tag_line
from digestlint.parse.page import read_page
from digestlint.parse.terms import LONGEST_LINE, part_words, split_terms
from digestlint.profile import Profile
from digestlint.record import NO_RECORDS, Records
from digestlint.source import Source
from digestlint.span import Lines, Span
from digestlint.vocabulary import Mentions, Vocabulary

_MARKDOWN_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|^(?=[^\n]{0,300}\w)[^\n]*\n {0,3}(?:=+|-{3,})[ \t]*$", re.MULTILINE
)


def parse(
    source: Source, *, profile: Profile, vocabulary: Vocabulary, today: date, records: Records = NO_RECORDS
) -> Digest:
    """Return the digest that `source` holds. Every text gives a digest; none raises."""
    fences = [Span(*match.span()) for match in CODE_FENCE.finditer(source.text)]
    text = _without(source.text, fences)
    front = read_front_matter(text)
    spelling = _spelling(text, front, profile)
    layout = _markdown(text, front.end) if spelling == "markdown" else read_page(text, front.end, profile)
    layout = replace(layout, visible=text[: front.end] + layout.visible[front.end :])
    digest = Digest(
        source,
        spelling,
        "",
        profile,
        vocabulary,
        today,
        records,
        leftovers=(*fences[::2], *layout.leftovers),
        comments=_comments(layout, text),
        ignore_entries=front.ignored,
    )
    return _assemble(digest, layout, front)


def _comments(layout: Layout, text: str) -> tuple[Comment, ...]:
    blocks = spoken_of(layout.comments, layout.blocks, text) if layout.comments else ()
    return tuple(Comment(span, block) for span, block in zip(layout.comments, blocks, strict=True))


def _markdown(text: str, start: int) -> Layout:
    from digestlint.parse.markdown import read_markdown  # noqa: PLC0415 - page text has no need of a Markdown parser

    return read_markdown(text, start)


def _without(text: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += [text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _spelling(text: str, front: FrontMatter, profile: Profile) -> Literal["markdown", "page"]:
    """Tell the spelling by the headings: marked ones, or lines that are a section's name alone."""
    marked = sum(1 for _ in _MARKDOWN_HEADING.finditer(text, front.end))
    lines = Lines(text)
    names = {section.name.casefold() for section in profile.sections}
    plain = sum(lines.span(row).of(text).strip().casefold() in names for row in range(1, len(lines) + 1))
    if marked:
        return "markdown" if marked >= plain else "page"
    return "markdown" if front.end and not plain else "page"


def _assemble(digest: Digest, layout: Layout, front: FrontMatter) -> Digest:
    first = next(
        (i for i, block in enumerate(layout.blocks) if _begins_body(block, layout, digest)), len(layout.blocks)
    )
    digest = _read_preamble(digest, layout.blocks[:first], layout.visible, front)
    body = read_body(layout.blocks[first:], layout.visible, digest.profile, digest.vocabulary)
    digest = replace(
        digest,
        sections=body.sections,
        prose=_prose(digest, body, layout.visible),
        source_line=read_source_line(layout.visible, list(body.source_lines), front),
    )
    return _read_terms(digest, body, layout.visible, front)


def _begins_body(block: Block, layout: Layout, digest: Digest) -> bool:
    """Tell whether a block is the first that belongs to no title: a section's heading, or the lines of facts below."""
    words = block.span.of(layout.visible)
    if block.kind == "heading":
        match = digest.profile.recognised(words)
        return match is not None and (match.exact or (block.level or 0) != 1)
    return re.match(r"\s*(?:Keywords|Flags|Source)\s*:", words) is not None


def _read_preamble(digest: Digest, blocks: tuple[Block, ...], visible: str, front: FrontMatter) -> Digest:
    """Read navigation, tag line, title and official title, in whatever of that order they stand."""
    nav: Span | None = None
    tag_line = front_matter_tag_line(front)
    title: Span | None = None
    level: int | None = None
    official: Span | None = None
    for block in blocks:
        if not block.span.of(visible).strip():
            continue
        if block.kind == "heading":
            level = level if title else block.level
            title = title or block.span.stripped(visible)
            continue
        for line in _lines(block, visible) if title is None else [block.span.stripped(visible)]:
            topic = read_nav(nav.of(visible)) if nav else None
            if nav is None and read_nav(line.of(visible)):
                nav = line
            elif (
                title is None and tag_line is None and (read := read_tag_line(visible, line, digest.vocabulary, topic))
            ):
                tag_line = read
            elif title is None and digest.spelling == "page":
                title = line
            elif official is None and block.kind == "paragraph":
                official = line
    return replace(
        digest,
        nav=nav,
        tag_line=tag_line,
        title=title or front.value("title"),
        title_level=level,
        official_title=official or front.value("official_title"),
    )


def _lines(block: Block, visible: str) -> list[Span]:
    found = [
        Span(block.span.start + m.start(), block.span.start + m.end())
        for m in re.finditer(r"[^\n]+", block.span.of(visible))
    ]
    return [line.stripped(visible) for line in found if line.of(visible).strip()]


def _prose(digest: Digest, body: Body, visible: str) -> str:
    """Return the source with all blank but title, sections and fields, markup blank in these too."""
    spans = [digest.title] if digest.title else []
    for section in body.sections:
        spans += [
            paragraph.span for paragraph in _paragraphs(section.paragraphs, *(f.paragraphs for f in section.fields))
        ]
    return keep(visible, sorted(spans))


def _paragraphs(*groups: tuple[Paragraph, ...]) -> list[Paragraph]:
    return [paragraph for group in groups for paragraph in group]


def _read_terms(digest: Digest, body: Body, visible: str, front: FrontMatter) -> Digest:
    """Read keywords and flags from their lists, and from the line that holds both."""
    official = digest.official_title.of(digest.source.text) if digest.official_title else ""
    mentioned = Mentions(digest.prose + "\n" + official)

    def terms(key: str, spans: Iterable[Span]) -> list[Span]:
        values = front.values.get(key, ())
        found = list(values) if key in front.lists else []
        listed = (*(() if key in front.lists else values), *spans)
        return found + [term for span in listed for term in _listed(digest, visible, span, mentioned)]

    keywords, flags = terms("keywords", body.keyword_lists), terms("flags", body.flag_lists)
    for span, is_flag in (
        part_words(visible, body.keyword_line, digest.vocabulary, mentioned) if body.keyword_line else ()
    ):
        (flags if is_flag else keywords).append(span)
    listed = bool(front.values.get("flags") or body.flag_lists)
    return replace(digest, keywords=tuple(keywords), flags=tuple(flags), flags_listed=listed)


def _listed(digest: Digest, visible: str, span: Span, mentioned: Mentions) -> list[Span]:
    """Return the terms of a list; one that has no separator at all is parted as on the page."""
    terms = split_terms(visible, span)
    if len(terms) != 1 or " " not in terms[0].of(visible) or len(terms[0].of(visible)) > LONGEST_LINE:
        return terms
    whole = terms[0].of(visible)
    if digest.vocabulary.longest_prefix(whole.split(), flags=False) == len(whole.split()) or mentioned(whole):
        return terms
    return [term for term, _ in part_words(visible, terms[0], digest.vocabulary, mentioned)]
