"""Ways to plant a defect in a digest: each takes the digest and a source of chance, and returns the changed text.

A planter returns None for a digest that has no place for its defect.
"""

import random
import re
from collections.abc import Callable

from digestlint.digest import Digest
from digestlint.parse import parse
from digestlint.source import Source

Planter = Callable[[Digest, random.Random], str | None]


def _replace(digest: Digest, start: int, end: int, words: str) -> str:
    text = digest.source.text
    return text[:start] + words + text[end:]


def after(name: str, *sentences: str) -> Planter:
    """Add sentences behind the first paragraph of a section."""

    def plant(digest: Digest, _: random.Random) -> str | None:
        section = digest.section(name)
        paragraphs = [p for p in section.paragraphs if not p.item] if section else []
        if not paragraphs:
            return None
        end = paragraphs[0].span.end
        return _replace(digest, end, end, " " + " ".join(sentences))

    return plant


def cut_section(digest: Digest, rng: random.Random) -> str | None:
    """Take out a section."""
    i = rng.randrange(len(digest.sections) - 1)
    start, end = digest.sections[i].heading.start, digest.sections[i + 1].heading.start
    line = digest.source.text.rfind("\n", 0, start) + 1
    return _replace(digest, line, digest.source.text.rfind("\n", 0, end) + 1, "")


def misspell_heading(digest: Digest, _: random.Random) -> str | None:
    """Write the heading of the background wrong."""
    section = digest.section("Background")
    return _replace(digest, *section.heading, "Backgruond") if section else None


def cut_title(digest: Digest, _: random.Random) -> str | None:
    """Take out the title of a Markdown digest."""
    if not digest.title or digest.spelling == "page":
        return None
    line = digest.source.text.rfind("\n", 0, digest.title.start) + 1
    following = digest.source.text.find("\n\n", digest.title.end)
    return _replace(digest, line, following, "")


def swap(pattern: str, words: str) -> Planter:
    """Replace the first match of a pattern in the file."""

    def plant(digest: Digest, _: random.Random) -> str | None:
        changed, count = re.subn(pattern, words, digest.source.text, count=1, flags=re.MULTILINE)
        return changed if count else None

    return plant


def source_digit(digest: Digest, rng: random.Random) -> str | None:
    """Change a digit of the ID in the source line."""
    if not digest.source_line or not digest.source_line.identifier:
        return None
    at = digest.source_line.identifier.end - 1 - rng.randrange(5)
    return _replace(digest, at, at + 1, str((int(digest.source.text[at]) + rng.randrange(1, 9)) % 10))


def repeat_sentence(digest: Digest, rng: random.Random) -> str | None:
    """Say a sentence of the background again at the end."""
    section = digest.section("Background")
    sentences = [s for s in digest.sentences if s.part == "Background" and len(digest.text(s.span)) > 40]  # noqa: PLR2004 - words enough
    why = digest.section("Why It Matters")
    if not section or not sentences or not why or not why.paragraphs:
        return None
    end = why.paragraphs[-1].span.end
    return _replace(digest, end, end, " " + digest.text(rng.choice(sentences).span))


def add_keyword(digest: Digest, _: random.Random) -> str | None:
    """Add a keyword of which the text says nothing."""
    if not digest.keywords:
        return None
    end = digest.keywords[0].end
    between = digest.source.text[end : digest.keywords[1].start] if len(digest.keywords) > 1 else ", "
    return _replace(digest, end, end, f"{between}myostatin")


def double_keyword(digest: Digest, _: random.Random) -> str | None:
    """Write the first keyword twice."""
    if len(digest.keywords) < 2:  # noqa: PLR2004 - the separator is read between two
        return None
    first, second = digest.keywords[:2]
    again = digest.source.text[first.end : second.start] + digest.text(first)
    return _replace(digest, first.end, first.end, again)


def wrong_topic(digest: Digest, _: random.Random) -> str | None:
    """Put a topic in the tag line of which the text says nothing."""
    if not digest.tag_line or not digest.tag_line.topic:
        return None
    return _replace(digest, *digest.tag_line.topic, "myostatin")


def wrong_date(digest: Digest, _: random.Random) -> str | None:
    """Put a day that does not exist into the source line."""
    if not digest.source_line or not digest.source_line.ingested:
        return None
    return _replace(digest, *digest.source_line.ingested, "2026-02-31")


def both(first: Planter, second: Planter) -> Planter:
    """Plant one thing and then, into what came of it, another."""

    def plant(digest: Digest, rng: random.Random) -> str | None:
        text = first(digest, rng)
        if text is None:
            return None
        given = {"profile": digest.profile, "vocabulary": digest.vocabulary, "today": digest.today}
        return second(parse(Source.of(text), **given), rng)

    return plant


def _block(digest: Digest, name: str) -> tuple[int, int] | None:
    """Return where a section's heading line begins and where the next section's does."""
    text = digest.source.text
    starts = [text.rfind("\n", 0, section.heading.start) + 1 for section in digest.sections]
    i = next((i for i, section in enumerate(digest.sections) if section.name == name), None)
    return (starts[i], starts[i + 1]) if i is not None and i + 1 < len(starts) else None


def cut_field(digest: Digest, _: random.Random) -> str | None:
    """Take out the last field of the study design."""
    design = digest.section("Study Design")
    field = design.fields[-1] if design and design.fields else None
    if not field or not field.paragraphs:
        return None
    line = digest.source.text.rfind("\n", 0, field.label.start) + 1
    return _replace(digest, line, field.paragraphs[-1].span.end, "")


def empty_results(digest: Digest, _: random.Random) -> str | None:
    """Leave nothing but the heading of the results."""
    section = digest.section("Results")
    if not section or not section.paragraphs:
        return None
    return _replace(digest, section.paragraphs[0].span.start, section.paragraphs[-1].span.end, "")


def move_results_up(digest: Digest, _: random.Random) -> str | None:
    """Put the results before the background."""
    block, first = _block(digest, "Results"), _block(digest, "Background")
    if not block or not first:
        return None
    text = digest.source.text
    return text[: first[0]] + text[slice(*block)] + text[first[0] : block[0]] + text[block[1] :]


def double_section(digest: Digest, _: random.Random) -> str | None:
    """Give a page a second background."""
    block = _block(digest, "Background")
    return (
        _replace(digest, block[1], block[1], "Background\n\nIt is known.\n\n")
        if block and digest.spelling == "page"
        else None
    )


def add_flag(name: str) -> Planter:
    """Add a flag to those that are listed."""

    def plant(digest: Digest, _: random.Random) -> str | None:
        if not digest.flags or any(digest.text(flag) == name for flag in digest.flags):
            return None
        first = digest.flags[0]
        rest = digest.source.text[first.end : digest.flags[1].start] if len(digest.flags) > 1 else ", "
        return _replace(digest, first.end, first.end, rest + name) if digest.flags_listed else None

    return plant


def foreign_id(digest: Digest, rng: random.Random) -> str | None:
    """Name another study in the results of a digest that names none."""
    if re.search(r"NCT\d", digest.prose):
        return None
    return after("Results", "The trial is listed as NCT03951116.")(digest, rng)
