"""Sections and fields: present, in order, once, filled, and at one level."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digestlint.diagnostic import Edit, Finding, Fix
from digestlint.digest import Digest, Section
from digestlint.rule import NoParams, option
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Length:
    """The fewest and the most words of a section."""

    min_words: int = option(20, "The fewest words that a section may have.")
    max_words: int = option(250, "The most words that a section may have.")


def missing_section(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each required section that no heading stands for."""
    present = {section.name for section in digest.sections}
    for part in digest.profile.sections:
        if part.required and part.name not in present:
            yield Finding(digest.head, {"section": part.name}, about=part.name)


def missing_field(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each required field that a section which is there lacks."""
    for part in digest.profile.sections:
        sections = [section for section in digest.sections if section.name == part.name]
        present = {field.name for section in sections for field in section.fields}
        for field in part.fields if sections else ():
            if field.required and field.name not in present:
                yield Finding(sections[0].heading, {"section": part.name, "field": field.name}, about=field.name)


def missing_title(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report a digest that has no title, neither in its text nor in its front matter."""
    if digest.title is None:
        yield Finding(digest.head)


def empty_section(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each section and field without prose; a section with fields is not empty."""
    for section in digest.sections:
        if not section.paragraphs and not section.fields:
            yield Finding(section.heading, {"section": digest.text(section.heading)})
        for field in section.fields:
            if not field.paragraphs:
                yield Finding(field.label, {"section": digest.text(field.label)})


def section_order(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report as few sections as must move, those first that stand too early."""
    order = digest.profile.order
    # A field's heading that stands above all sections begins a section of its own, which has no place in the order.
    known = list({section.name: section for section in reversed(digest.sections) if section.name in order}.values())
    known.reverse()
    ranks = [order[section.name or ""] for section in known]
    overtaken = [sum(later < rank for later in ranks[i + 1 :]) for i, rank in enumerate(ranks)]
    moved = len(ranks) - _longest_rise(ranks)
    early = sorted(range(len(ranks)), key=lambda i: -overtaken[i])[:moved]
    for i in sorted(early):
        after = next(known[j] for j in range(i + 1, len(known)) if ranks[j] < ranks[i])
        yield Finding(known[i].heading, {"section": known[i].name or "", "after": after.name or ""})


def _longest_rise(ranks: list[int]) -> int:
    """Return the length of the longest subsequence of `ranks` that rises."""
    best: list[int] = []
    for i, rank in enumerate(ranks):
        best.append(1 + max((best[j] for j in range(i) if ranks[j] < rank), default=0))
    return max(best, default=0)


def duplicate_section(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report a section, and a field of one section, each time that it comes again."""
    seen: set[str] = set()
    for section in digest.sections:
        if section.name in seen:
            yield Finding(section.heading, {"section": section.name or ""})
        seen |= {section.name} if section.name else set()
        labels: set[str] = set()
        for field in section.fields:
            if field.name in labels:
                yield Finding(field.label, {"section": field.name or ""})
            labels |= {field.name} if field.name else set()


def unknown_section(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each heading and label that is not in the profile; the name it resembles or means is a safe fix."""
    for section in digest.sections:
        if not section.exact:
            yield _unknown(digest, section.heading, section.name)
        for field in section.fields:
            if not field.exact:
                yield _unknown(digest, field.label, field.name)


def _unknown(digest: Digest, span: Span, name: str | None) -> Finding:
    why = "only the heading's spelling changes, the text below it stays"
    fix = Fix(f"Rename the heading to `{name}`", (Edit(span, name),), why) if name else None
    instead = (
        f"call it `{name}`" if name else "move its text to one of the profile's sections, or add it to the profile"
    )
    return Finding(span, {"heading": digest.text(span), "instead": instead}, fix)


def heading_level(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report headings off the level of their siblings, and the first of a kind that skips a level."""
    sections = [section for section in digest.sections if section.name and section.level]
    fields = [field for section in digest.sections for field in section.fields if field.level]
    section_level = _usual_level(section.level or 0 for section in sections)
    field_level = _usual_level(field.level or 0 for field in fields)
    skipped = bool(section_level and field_level and field_level > section_level + 1)
    too_deep = bool(digest.title_level and section_level > digest.title_level + 1)
    for i, section in enumerate(sections):
        if section.level != section_level:
            yield _off_level(section.heading, digest, section.level or 0, section_level)
        elif too_deep and i == 0:
            yield _off_level(section.heading, digest, section_level, (digest.title_level or 0) + 1)
    for i, field in enumerate(fields):
        if field.level != field_level:
            yield _off_level(field.label, digest, field.level or 0, field_level)
        elif skipped and i == 0:
            yield _off_level(field.label, digest, field_level, section_level + 1)


def _usual_level(levels: Iterable[int]) -> int:
    """Return the commonest level, the higher in the page where two are as common, 0 where there is none."""
    counts = Counter(levels)
    return min(counts, key=lambda level: (-counts[level], level), default=0)


def _off_level(span: Span, digest: Digest, level: int, usual: int) -> Finding:
    return Finding(span, {"heading": digest.text(span), "level": str(level), "usual": str(usual)})


def section_length(digest: Digest, params: Length) -> Iterator[Finding]:
    """Report each section whose words are fewer or more than allowed."""
    for section in digest.sections:
        words = _words(digest, section)
        if section.name and words and not params.min_words <= words <= params.max_words:
            limits = {"words": str(words), "min": str(params.min_words), "max": str(params.max_words)}
            yield Finding(section.heading, {"section": section.name, **limits})


def _words(digest: Digest, section: Section) -> int:
    paragraphs = [*section.paragraphs, *(paragraph for field in section.fields for paragraph in field.paragraphs)]
    return sum(len(paragraph.span.of(digest.prose).split()) for paragraph in paragraphs)
