"""Evidence for the flags: what states a dose, a protocol or a safety result, for certain or perhaps."""

from datetime import date
from pathlib import Path

import pytest

from digestlint.catalog import built_in_profile, built_in_vocabulary
from digestlint.digest import Digest
from digestlint.facts.doses import doses
from digestlint.facts.mentions import mentions
from digestlint.facts.protocol import protocol_elements
from digestlint.facts.safety import safety_results
from digestlint.parse import parse
from digestlint.source import Source

PARTS = {
    "background": "Nobody knew.",
    "population": "Adults.",
    "intervention": "Zolpane or placebo.",
    "outcome": "The score.",
    "results": "It ended.",
    "why": "It adds one answer.",
}
FACTS = {"dose": doses, "protocol": protocol_elements, "safety": safety_results}


def digest_with(part: str, text: str) -> Digest:
    parts = PARTS | {part: text}
    page = (
        "# A Study\n\n## Background\n\n{background}\n\n## Study Design\n\n**Population:** {population}\n\n"
        "**Intervention:** {intervention}\n\n**Outcome:** {outcome}\n\n## Results\n\n{results}\n\n"
        "## Why It Matters\n\n{why}\n\nKeywords: a\nFlags: b\n"
    ).format(**parts)
    return parse(
        Source.of(page, "a.md"), profile=built_in_profile(), vocabulary=built_in_vocabulary(), today=date(2026, 1, 1)
    )


def strength(kind: str, part: str, text: str) -> str:
    evidence = FACTS[kind](digest_with(part, text))
    return "strong" if any(item.strong for item in evidence) else "weak" if evidence else "none"


CASES = [
    tuple(field.strip() for field in line.split("|", 3))
    for line in Path(__file__).with_name("evidence.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "part", "expected", "text"), CASES, ids=[case[3][:60] for case in CASES])
def test_strength_of_evidence(kind: str, part: str, expected: str, text: str) -> None:
    assert strength(kind, part, text) == expected


def test_the_title_is_no_evidence() -> None:
    page = "# Zolpane 50 mg Once Daily Was Well Tolerated\n\n## Results\n\nIt ended.\n"
    digest = parse(
        Source.of(page, "a.md"), profile=built_in_profile(), vocabulary=built_in_vocabulary(), today=date(2026, 1, 1)
    )
    assert [FACTS[kind](digest) for kind in FACTS] == [(), (), ()]


def test_a_harm_that_the_study_is_about_is_doubtful() -> None:
    digest = digest_with("population", "Adults with nausea.")
    assert not safety_results(digest)
    about = parse(
        Source.of(digest.source.text.replace("It ended.", "Nausea occurred in 12 of 40."), "a.md"),
        profile=built_in_profile(),
        vocabulary=built_in_vocabulary(),
        today=date(2026, 1, 1),
    )
    assert [item.strong for item in safety_results(about)] == [False]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("igf-1", "Recombinant IGF 1 was given.", True),
        ("igf-1", "Insulin-like growth factor-1 was given.", True),
        ("growth factor", "Insulin-like growth factor-1 was given.", True),
        ("insulin", "Insulin-like growth factor-1 was given.", False),
        ("opioids", "An opioid was given.", True),
        ("biopsy", "Two biopsies were taken.", True),
        ("metastasis", "Metastases were seen.", True),
        ("virus", "The viruses were gone.", True),
        ("viruses", "The virus was gone.", True),
        ("diseases", "A disease of the eye.", True),
        ("Crohn's disease", "Adults with Crohn’s disease.", True),
        ("verapamil", "R-verapamil was given.", False),
        ("lead", "It was misleading.", False),
    ],
)
def test_mentions(term: str, text: str, expected: bool) -> None:  # noqa: FBT001
    assert mentions(digest_with("results", text))(term) is expected
