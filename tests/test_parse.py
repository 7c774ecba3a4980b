"""Both spellings of a digest, in all their variants, and the laws of the parser."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.digest import Digest
from digestlint.lint import lint_digest
from digestlint.parse import parse
from digestlint.source import Source
from digestlint.suppress import Policy

from .conftest import ROOT, TODAY

Read = Callable[[str], Digest]

FRONT = """---
topic: walking
category: physiotherapy
study_type: rct
date: 2019-03
registry: ClinicalTrials
title: "Walking: a Trial"
official_title: A Randomized Trial of Walking
keywords: [walking, "knee pain"]
flags:
  - protocol relevant
source: clinicaltrials:NCT03951116
ingested: 2026-05-04
digest: gemini-2.5-flash
---

## Background

Knees hurt.
"""


def words(digest: Digest, *spans: object) -> list[str]:
    return [span.of(digest.source.text) for span in spans if span is not None]  # type: ignore[attr-defined]


def test_the_real_digest_is_read_whole(read: Read) -> None:
    digest = read((ROOT / "fixtures/digests/flawed/seed-igf1.txt").read_text(encoding="utf-8"))
    assert digest.spelling == "page"
    assert [section.name for section in digest.sections] == ["Background", "Study Design", "Results", "Why It Matters"]
    assert [field.name for field in digest.sections[1].fields] == ["Population", "Intervention", "Outcome"]
    assert words(digest, *digest.keywords) == ["igf-1", "insulin", "mgf", "growth factor"]
    assert words(digest, *digest.flags) == ["dose mentioned", "protocol relevant", "safety data present"]
    assert digest.source_line is not None
    line = digest.source_line
    assert words(digest, line.prefix, line.identifier, line.ingested, line.model) == [
        "clinicaltrials",
        "NCT00330668",
        "2026-05-04",
        "gemini-2.5-flash",
    ]
    assert digest.tag_line is not None
    tag = digest.tag_line
    assert words(digest, tag.topic, tag.category, tag.study_type, tag.date) == [
        "igf-1",
        "growth factor",
        "other",
        "2005-11",
    ]


def test_front_matter_carries_what_the_body_does_not(read: Read) -> None:
    digest = read(FRONT)
    assert words(digest, digest.title, digest.official_title) == ["Walking: a Trial", "A Randomized Trial of Walking"]
    assert words(digest, *digest.keywords) == ["walking", "knee pain"]
    assert words(digest, *digest.flags) == ["protocol relevant"]
    assert digest.flags_listed
    assert digest.source_line is not None
    assert words(digest, digest.source_line.identifier, digest.source_line.ingested) == ["NCT03951116", "2026-05-04"]


def test_front_matter_that_is_no_yaml_is_read_line_by_line(read: Read) -> None:
    digest = read("---\ntitle: Walking: a Trial: again\ningested: 2026-06-31\n---\n\n## Background\n\nKnees hurt.\n")
    assert words(digest, digest.title) == ["Walking: a Trial: again"]


FIELDS = {
    "headings": "### Population\n\nAdults.\n\n### Intervention\n\nWalking.\n\n### Outcome\n\nPain.",
    "bold lines": "**Population**\n\nAdults.\n\n**Intervention**\n\nWalking.\n\n**Outcome**\n\nPain.",
    "bold lines in the paragraph": "**Population**\nAdults.\n\n**Intervention**\nWalking.\n\n**Outcome**\nPain.",
    "bold labels": "**Population:** Adults.\n\n**Intervention:** Walking.\n\n**Outcome:** Pain.",
    "bold labels, colon outside": "**Population**: Adults.\n\n**Intervention**: Walking.\n\n**Outcome**: Pain.",
    "plain labels": "Population: Adults.\n\nIntervention: Walking.\n\nOutcome: Pain.",
    "plain labels without blank lines": "Population: Adults.\nIntervention: Walking.\nOutcome: Pain.",
    "a list": "- **Population:** Adults.\n- **Intervention:** Walking.\n- **Outcome:** Pain.",
    "a list of plain labels": "* Population: Adults.\n* Intervention: Walking.\n* Outcome: Pain.",
}


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS)
def test_fields_are_read_in_every_spelling(read: Read, fields: str) -> None:
    digest = read(f"# Title\n\n## Study Design\n\n{fields}\n\n## Results\n\nNone.\n")
    assert [field.name for field in digest.sections[0].fields] == ["Population", "Intervention", "Outcome"]
    texts = [words(digest, *(paragraph.span for paragraph in field.paragraphs)) for field in digest.sections[0].fields]
    assert texts == [["Adults."], ["Walking."], ["Pain."]]


FOOTERS = {
    "commas": "Keywords: walking, knee pain\nFlags: dose mentioned, protocol relevant\n{source}",
    "bold labels, points": "**Keywords:** walking · knee pain\n**Flags:** dose mentioned · protocol relevant\n**Source:** {curie}",
    "bars": "Keywords: walking | knee pain\nFlags: dose mentioned | protocol relevant\n\n{source}",
    "semicolons": "Keywords: walking; knee pain\nFlags: dose mentioned; protocol relevant\n{source}",
    "lists": "Keywords:\n- walking\n- knee pain\n\nFlags:\n- dose mentioned\n- protocol relevant\n\n{source}",
    "a list of labels": "- **Keywords:** walking, knee pain\n- **Flags:** dose mentioned, protocol relevant\n- {source}",
    "source in italics": "Keywords: walking, knee pain\nFlags: dose mentioned, protocol relevant\n*{source}*",
    "source item by item": (
        "Keywords: walking, knee pain\nFlags: dose mentioned, protocol relevant\n"
        "Source: clinicaltrials:NCT03951116\nIngested: 2026-05-04\nDigest: gemini-2.5-flash"
    ),
}
CURIE = "clinicaltrials:NCT03951116 · Ingested 2026-05-04 · Digest: gemini-2.5-flash"


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS)
def test_keywords_flags_and_source_are_read_in_every_spelling(read: Read, footer: str) -> None:
    footer = footer.format(source=f"Source: {CURIE}", curie=CURIE)
    digest = read(f"# Title\n\n## Why It Matters\n\nIt helps to know.\n\n---\n\n{footer}\n")
    assert words(digest, *digest.keywords) == ["walking", "knee pain"]
    assert words(digest, *digest.flags) == ["dose mentioned", "protocol relevant"]
    assert digest.source_line is not None
    line = digest.source_line
    assert words(digest, line.identifier, line.ingested, line.model) == [
        "NCT03951116",
        "2026-05-04",
        "gemini-2.5-flash",
    ]
    assert words(digest, *(p.span for s in digest.sections for p in s.paragraphs)) == ["It helps to know."]


def test_headings_of_any_kind_and_level_are_sections(read: Read) -> None:
    digest = read("Walking\n=======\n\nBackground\n----------\n\nA.\n\n#### Results ####\n\nB.\n")
    assert [(section.name, section.level) for section in digest.sections] == [("Background", 2), ("Results", 4)]


def test_markup_and_comments_are_no_prose_and_keep_their_place(read: Read) -> None:
    text = "# T\n\n## Results\n\nThe *second* [group](http://x.example) took `5 mg`. <!-- check -->\n"
    digest = read(text)
    assert len(digest.prose) == len(text)
    assert digest.prose.split() == ["T", "The", "second", "group", "took", "5", "mg", "."]
    at = digest.prose.index("group")
    assert text[at : at + 5] == "group"


def test_a_sentence_may_span_lines_and_quote_marks(read: Read) -> None:
    digest = read("# T\n\n## Results\n\n> Pain fell in the\n> first group. It rose later.\n")
    assert [digest.prose[slice(*s.span)].split() for s in digest.sentences if s.part == "Results"] == [
        ["Pain", "fell", "in", "the", "first", "group."],
        ["It", "rose", "later."],
    ]


def test_line_ends_and_a_byte_order_mark_change_nothing(read: Read) -> None:
    text = (ROOT / "fixtures/digests/flawed/seed-igf1.txt").read_text(encoding="utf-8")
    plain, windows = read(text), read("\ufeff" + text.replace("\n", "\r\n"))
    assert windows == plain


def test_a_code_fence_round_the_digest_is_looked_through(read: Read) -> None:
    digest = read("```markdown\n# T\n\n## Results\n\nNone yet.\n```\n")
    assert words(digest, digest.title) == ["T"]
    assert words(digest, *digest.leftovers) == ["```markdown"]


SHREDS = st.sampled_from(
    [
        *"*_`[]()<>#-=|&\\!>\n\t \r",
        "\r\n",
        "\n\n",
        "---\n",
        "```\n",
        "## Results\n\n",
        "Background\n",
        "Population: ",
        "Source: clinicaltrials:NCT00330668 ",
        "- ",
        "1. ",
        "> ",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "p < 0.05",
        "12 of 40 (35%)",
        "\u2028",
        "\x00",
        "\x0c",
        "é",
        "\U0001f600",
        "word ",
        "Flags: ",
        "keywords: [a, b]\n",
        "| a | b |\n|---|---|\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(SHREDS, max_size=60).map("".join))
RULES = built_in_rules()


@given(TEXTS)
def test_any_text_gives_a_digest_whose_prose_keeps_every_place(text: str) -> None:
    source = Source.of(text)
    digest = parse(source, profile=built_in_profile(), vocabulary=built_in_vocabulary(), today=TODAY)
    assert len(digest.prose) == len(source.text)
    assert all(
        kept in (char, " ") or char == "&" or kept.isprintable()
        for kept, char in zip(digest.prose, source.text, strict=True)
    )
    assert all((kept == "\n") == (char == "\n") for kept, char in zip(digest.prose, source.text, strict=True))


@given(TEXTS)
def test_whatever_is_reported_lies_inside_the_file(text: str) -> None:
    source = Source.of(text)
    digest = parse(source, profile=built_in_profile(), vocabulary=built_in_vocabulary(), today=TODAY)
    rows = source.text.split("\n")
    for diagnostic in lint_digest(digest, RULES, Policy()).kept:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.text)
        assert 1 <= diagnostic.start.row <= len(rows)
        assert 1 <= diagnostic.end.column <= len(rows[diagnostic.end.row - 1]) + 1


@pytest.mark.parametrize("cell", ["a \\| b", "\\|", "a\\|", "x \\| y \\| z", "**a** \\| b"])
def test_an_escaped_bar_in_a_table_moves_nothing(read: Callable[[str], Digest], cell: str) -> None:
    digest = read(f"# Knees\n\n## Results\n\n| {cell} sadly | c |\n| --- | --- |\n| x | {cell} it ended |\n")
    text = digest.source.text
    for word in ("sadly", "it ended"):
        at = text.index(word)
        assert digest.prose[at : at + len(word)] == word
    assert len(digest.prose) == len(text)


@pytest.mark.parametrize("address", ["https://example.org/a", "ts:::/", "https://xn--mnchen-3ya.example/%C3%BC"])
def test_an_address_in_angle_brackets_is_shown_as_it_is_written(read: Read, address: str) -> None:
    digest = read(f"# Walking\n\n## Results\n\nSee <{address}>, it ended.\n")
    assert digest.prose.splitlines()[4] == f"See  {address} , it ended."
