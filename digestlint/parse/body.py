"""The body of a digest: its sections with their fields, and what stands below them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from digestlint.digest import Field, Paragraph, Section
from digestlint.parse.blocks import Block
from digestlint.parse.terms import reads_like_terms
from digestlint.profile import Match, Profile
from digestlint.span import Span
from digestlint.vocabulary import Vocabulary

_FOOTER = re.compile(r"\s*(?P<label>Keywords?|Flags?|Source|Ingested|Digest)\s*(?P<colon>:)?\s*(?P<value>(?:.*\S)?)")
_LABEL = re.compile(r"\s*(?P<label>[A-Za-z][A-Za-z /&-]{2,40}?)\s*(?::\s*(?P<value>.*)|$)")
_Sink = Literal["text", "keywords", "flags", "source"]


@dataclass(frozen=True, slots=True)
class Body:
    """The sections, and the places of what stands below them: lists, the keyword line, the source's lines."""

    sections: tuple[Section, ...]
    keyword_lists: tuple[Span, ...] = ()
    flag_lists: tuple[Span, ...] = ()
    keyword_line: Span | None = None
    source_lines: tuple[Span, ...] = ()


@dataclass
class _OpenField:
    match: Match | None
    label: Span
    level: int | None
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass
class _OpenSection:
    match: Match | None
    heading: Span
    level: int | None
    paragraphs: list[Paragraph] = field(default_factory=list)
    fields: list[_OpenField] = field(default_factory=list)

    def closed(self) -> Section:
        """Return the section as read."""
        fields = tuple(
            Field(
                part.match.name if part.match else None,
                part.label,
                tuple(part.paragraphs),
                part.level,
                part.match.exact if part.match else False,
            )
            for part in self.fields
        )
        name = self.match.name if self.match else None
        exact = self.match.exact if self.match else False
        return Section(name, self.heading, tuple(self.paragraphs), fields, self.level, exact)


def read_body(blocks: tuple[Block, ...], visible: str, profile: Profile, vocabulary: Vocabulary) -> Body:
    """Return the body that `blocks` hold; `visible` is the text without its markup."""
    reader = _Reader(visible, profile)
    for block in blocks:
        reader.read(block)
    keyword_line = reader.take_keyword_line(vocabulary)
    return Body(
        tuple(section.closed() for section in reader.sections),
        tuple(reader.lists["keywords"]),
        tuple(reader.lists["flags"]),
        keyword_line,
        tuple(reader.lists["source"]),
    )


class _Reader:
    """What is gathered while the blocks are read in order."""

    def __init__(self, visible: str, profile: Profile) -> None:
        self.visible = visible
        self.profile = profile
        self.sections: list[_OpenSection] = []
        self.lists: dict[str, list[Span]] = {"keywords": [], "flags": [], "source": []}
        self._sink: _Sink = "text"
        self._loose: list[Paragraph] = []

    def read(self, block: Block) -> None:
        """Take up the next block."""
        if block.kind == "heading":
            self._read_heading(block)
        elif block.kind in ("paragraph", "item"):
            self._read_text(block)

    def _read_heading(self, block: Block) -> None:
        words = block.span.of(self.visible)
        match = self.profile.recognised(words)
        self._sink = "text"
        deeper = self.sections and (block.level or 0) > (self.sections[-1].level or 9)
        has_fields = bool(self.sections and self._fields_of(self.sections[-1]))
        if match and match.kind == "field" and self.sections:
            self.sections[-1].fields.append(_OpenField(match, block.span, block.level))
        elif match is None and deeper and has_fields:
            self.sections[-1].fields.append(_OpenField(None, block.span, block.level))
        else:
            self.sections.append(_OpenSection(match, block.span, block.level))

    def _fields_of(self, section: _OpenSection) -> bool:
        part = self.profile.section(section.match.name) if section.match else None
        return bool(part and part.fields)

    def _read_text(self, block: Block) -> None:
        """Take up the lines of a block: labels begin fields or lists, other lines go where the last label sent them."""
        start: int | None = None
        end = block.span.start
        for line in re.finditer(r"[^\n]+", block.span.of(self.visible)):
            span = Span(block.span.start + line.start(), block.span.start + line.end())
            if not span.of(self.visible).strip():
                continue
            opened = self._opened_by(span)
            if opened:
                self._add(start, end, block)
                span = opened()
                start = None
            if span.start < span.end:
                start = span.start if start is None else start
                end = span.end
        self._add(start, end, block)

    def _add(self, start: int | None, end: int, block: Block) -> None:
        if start is None:
            return
        span = Span(start, end).stripped(self.visible)
        if self._sink != "text":
            self.lists[self._sink].append(span)
            if block.kind != "item":
                self._sink = "text"
        elif self.sections:
            section = self.sections[-1]
            target = section.fields[-1].paragraphs if section.fields else section.paragraphs
            target.append(Paragraph(span, item=block.kind == "item"))
        else:
            self._loose.append(Paragraph(span))

    def _opened_by(self, line: Span) -> Callable[[], Span] | None:
        """Return what a line's label does, None where it has none: it returns the place of what follows the label."""
        words = line.of(self.visible)
        footer = _FOOTER.match(words)
        if footer and (footer["colon"] or re.search(r"Ingested|Digest", footer["value"])):
            return lambda: self._open_list(footer, line)
        label = _LABEL.match(words)
        match = self._field(label) if label and self.sections and self._fields_of(self.sections[-1]) else None
        if not label or match is None:
            return None
        return lambda: self._open_field(match, label, line)

    def _open_list(self, footer: re.Match[str], line: Span) -> Span:
        label = footer["label"].casefold()
        if label in ("source", "ingested", "digest"):
            self._sink = "source"
            return line
        self._sink = "flags" if label.startswith("flag") else "keywords"
        return Span(line.start + footer.start("value"), line.start + footer.end("value"))

    def _open_field(self, match: Match, label: re.Match[str], line: Span) -> Span:
        self._sink = "text"
        place = Span(line.start + label.start("label"), line.start + label.end("label")).stripped(self.visible)
        self.sections[-1].fields.append(_OpenField(match, place, None))
        return Span(line.start + label.start("value"), line.end) if label["value"] else Span(line.end, line.end)

    def _field(self, label: re.Match[str]) -> Match | None:
        """Return the field that a label names: exactly or by another name, or nearly where it stands alone."""
        match = self.profile.named(label["label"])
        if match is None and label["value"] is None and len(label["label"].split()) <= 3:  # noqa: PLR2004 - a label is short
            match = self.profile.recognised(label["label"])
        return match if match and match.kind == "field" else None

    def take_keyword_line(self, vocabulary: Vocabulary) -> Span | None:
        """Return the place of the unlabelled line of keywords and flags, and take it out of the last section."""
        if not self.sections:
            return None
        section = self.sections[-1]
        paragraphs = section.fields[-1].paragraphs if section.fields else section.paragraphs
        if not paragraphs:
            return None
        last = paragraphs[-1]
        words = last.span.of(self.visible)
        cut = words.rfind("\n") + 1
        line = Span(last.span.start + cut, last.span.end).stripped(self.visible)
        if not reads_like_terms(line.of(self.visible), vocabulary, before_source=bool(self.lists["source"])):
            return None
        del paragraphs[-1]
        if words[:cut].strip():
            paragraphs.append(Paragraph(Span(last.span.start, last.span.start + cut).stripped(self.visible), last.item))
        return line
