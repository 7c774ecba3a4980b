"""The digest: a source's parts, each with its span, as the checks see them."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeVar

from digestlint.places import Placed
from digestlint.profile import Profile
from digestlint.record import Records
from digestlint.sentences import bounded, split_sentences
from digestlint.source import Source
from digestlint.span import Lines, Span
from digestlint.vocabulary import Vocabulary

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of prose that belongs together: a paragraph, or one item of a list."""

    span: Span
    item: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a section: its name in the profile (None: not in it), the label as written, its paragraphs."""

    name: str | None
    label: Span
    paragraphs: tuple[Paragraph, ...]
    level: int | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its name in the profile (None: not in it), the heading as written, its paragraphs and fields.

    `level` is the heading's level in Markdown (None in page text); `exact` tells whether the heading is the name itself
    or only resembles it or means it.
    """

    name: str | None
    heading: Span
    paragraphs: tuple[Paragraph, ...] = ()
    fields: tuple[Field, ...] = ()
    level: int | None = None
    exact: bool = True

    def field(self, name: str) -> Field | None:
        """Return the first field of that name."""
        return next((part for part in self.fields if part.name == name), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose and where it stands: `part` is the section's name, or `title`."""

    span: Span
    part: str | None
    field: str | None = None
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment of Markdown, and the block that it speaks of: the one around it, or else the next."""

    span: Span
    block: Span


@dataclass(frozen=True, slots=True)
class IgnoreEntry:
    """An entry of front matter's `digestlint: {ignore: …}`: the rule as written, and the reason, if there is one.

    `rule` is None where the entry is of another form; `span` covers the whole then.
    """

    span: Span
    rule: Span | None
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class TagLine:
    """The tag line, or the same from front matter: each part's span, where it is there."""

    span: Span
    topic: Span | None = None
    category: Span | None = None
    study_type: Span | None = None
    date: Span | None = None
    registry: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The source line, or the same from front matter. `curie` covers prefix and ID; `identifier` the ID alone."""

    span: Span
    curie: Span | None = None
    prefix: Span | None = None
    identifier: Span | None = None
    ingested: Span | None = None
    model: Span | None = None


@dataclass(frozen=True)
class Digest:
    """A parsed digest. `prose` has the source's length: all that is not prose is blank, so a span fits both.

    `today` is the day on which it is read, `records` are the registry's, where there are any. `flags_listed` tells that
    the flags stand in a list of their own, so that an unknown one is known for a flag.
    """

    source: Source
    spelling: Literal["markdown", "page"]
    prose: str
    profile: Profile
    vocabulary: Vocabulary
    today: date
    records: Records = field(default_factory=dict, compare=False, repr=False)
    nav: Span | None = None
    tag_line: TagLine | None = None
    title: Span | None = None
    title_level: int | None = None
    official_title: Span | None = None
    sections: tuple[Section, ...] = ()
    keywords: tuple[Span, ...] = ()
    flags: tuple[Span, ...] = ()
    flags_listed: bool = False
    source_line: SourceLine | None = None
    leftovers: tuple[Span, ...] = ()
    comments: tuple[Comment, ...] = ()
    ignore_entries: tuple[IgnoreEntry, ...] = ()
    _facts: dict[Callable[["Digest"], Any], Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def text(self, span: Span) -> str:
        """Return the words at `span` on one line."""
        return " ".join(span.of(self.source.text).split())

    def fact(self, find: Callable[["Digest"], T]) -> T:
        """Return what `find` finds in this digest; it is asked once, however many rules want to know."""
        if find not in self._facts:
            self._facts[find] = find(self)
        found: T = self._facts[find]
        return found

    def section(self, name: str) -> Section | None:
        """Return the first section of that name."""
        return next((section for section in self.sections if section.name == name), None)

    @property
    def head(self) -> Span:
        """Where a thing is reported that is absent and belongs to no section: the title, else the first line."""
        if self.title:
            return self.title
        lines = self.lines
        first = next((row for row in range(1, len(lines) + 1) if lines.span(row).of(self.source.text).strip()), 1)
        return lines.span(first).stripped(self.source.text)

    @functools.cached_property
    def lines(self) -> Lines:
        """The lines of the source."""
        return Lines(self.source.text)

    @functools.cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the prose (title, sections, fields) in the order of the file."""
        found = [Sentence(span, "title") for span in bounded(self.prose, self.title)] if self.title else []
        count = 0
        for section in self.sections:
            parts: list[tuple[str | None, tuple[Paragraph, ...]]] = [(None, section.paragraphs)]
            parts += [(field.name or self.text(field.label), field.paragraphs) for field in section.fields]
            for name, paragraphs in parts:
                for paragraph in paragraphs:
                    count += 1
                    part = section.name or self.text(section.heading)
                    spans = split_sentences(self.prose, paragraph.span)
                    found += [Sentence(span, part, name, count) for span in spans]
        return tuple(sorted(found, key=lambda sentence: sentence.span))

    @functools.cached_property
    def placed_sentences(self) -> Placed[Sentence]:
        """The sentences by their places."""
        return Placed(self.sentences, lambda sentence: sentence.span)
