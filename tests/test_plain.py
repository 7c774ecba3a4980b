"""Plain language: which abbreviations are spelled out, what counts as one, and how hard a text is to read."""

from datetime import date

import pytest

from digestlint.catalog import built_in_profile, built_in_vocabulary
from digestlint.checks.readability import count_syllables, flesch_kincaid_grade
from digestlint.facts.spelled_out import initials_in, spelled_out_beside
from digestlint.facts.unexplained import unexplained
from digestlint.parse import parse
from digestlint.source import Source
from digestlint.vocabulary import Vocabulary


def reported(text: str, **keywords: tuple[str, ...]) -> list[str]:
    page = f"# A Study\n\n## Results\n\n{text}\n"
    digest = parse(
        Source.of(page, "a.md"),
        profile=built_in_profile(),
        vocabulary=built_in_vocabulary().joined(Vocabulary(keywords)),
        today=date(2026, 1, 1),
    )
    return [digest.text(item.span) for item in unexplained(digest)]


@pytest.mark.parametrize(
    ("letters", "before"),
    [
        pytest.param("pet", "positron emission tomography (", id="initials"),
        pytest.param("nsclc", "with non-small cell lung cancer (", id="initials behind hyphens"),
        pytest.param("ecg", "by electrocardiogram (", id="letters inside one word"),
        pytest.param("hcc", "hepatocellular carcinoma (", id="letters inside the first word"),
        pytest.param("panss", "the Positive and Negative Syndrome Scale (", id="a small word counts"),
        pytest.param("tnss", "the Total Nasal Symptom Severity Score (", id="a word is skipped"),
        pytest.param(
            "womac", "the Western Ontario and McMaster Universities Arthritis Index (", id="a name in capitals"
        ),
        pytest.param("art", "antiretroviral therapy (often called ", id="words inside the brackets"),
        pytest.param("hdl", "low-density and high-density lipoprotein (LDL and ", id="two in one pair of brackets"),
        pytest.param("sppb", "the short physical performance battery, or ", id="or"),
        pytest.param("ctcae", "Common Terminology Criteria for Adverse Events, version 5 (", id="a version between"),
    ],
)
def test_a_long_form_stands_before(letters: str, before: str) -> None:
    assert spelled_out_beside(letters, before, ") was used.")


@pytest.mark.parametrize(
    ("letters", "before", "after"),
    [
        pytest.param("epds", "the mood of the parents on a depression scale (", ").", id="a description"),
        pytest.param("kps", "lung cancer, a ", " of 60 to 100", id="a list"),
        pytest.param("recist", "measurable disease according to ", " and no prior", id="plain words"),
        pytest.param("os", "They were followed for ", " (overall) at last", id="half of it"),
        pytest.param("panss", "The ", " (a scale of symptoms) fell", id="a gloss"),
    ],
)
def test_words_that_are_no_long_form(letters: str, before: str, after: str) -> None:
    assert not spelled_out_beside(letters, before, after)


@pytest.mark.parametrize(
    "after",
    [
        " (positron emission tomography)",
        " stands for positron emission tomography.",
        ", or positron emission tomography,",
    ],
)
def test_a_long_form_stands_behind(after: str) -> None:
    assert spelled_out_beside("pet", "The ", after)


def test_a_long_form_elsewhere_needs_three_letters() -> None:
    assert "pfs" in initials_in(["Progression-free survival was long."], {3})
    assert not initials_in(["Only some came."], {2})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QoL and HbA1c and VO2max and rhIGF-1.", ["QoL", "HbA1c", "VO2max", "rhIGF-1"]),
        ("A PET/CT scan, then PET alone.", ["PET"]),
        ("ALK-positive, HLA-matched, non-HDL.", ["HLA", "HDL"]),
        ("LapSim, McDonald, AstraZeneca, U.S., M.D. Anderson.", []),
        ("Stage IIIA-IVB, IB/C, T2N0M0, phase II.", []),
        ("ABT-335, AS2-1, INCB047986, RAD001, 99mTc.", []),
        ("The SCN5A gene, an XYZ mutation, the FLAURA trial.", []),
        ("It did NOT help. Children with ALL fell ill; ALL patients came.", ["ALL"]),
        ("Café ÀÉ and HÃ are damage, NCTXXXXXXXX a placeholder.", []),
    ],
)
def test_what_is_an_abbreviation(text: str, expected: list[str]) -> None:
    assert reported(text) == expected


def test_the_vocabulary_excuses_products_and_molecules_alone() -> None:
    assert reported("XOLO was worn.", XOLO=()) == []
    assert reported("PSMA was seen.", PSMA=("prostate-specific membrane antigen",)) == []
    assert reported("PFS was long.", **{"progression-free survival": ("PFS",)}) == ["PFS"]


def test_the_grade_of_a_text_is_the_published_formula() -> None:
    assert flesch_kincaid_grade(["a"] * 10, 1) == pytest.approx(0.39 * 10 + 11.8 - 15.59)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("trial", 2), ("patients", 2), ("placebo", 3), ("measured", 2), ("wanted", 2), ("diseases", 3), ("people", 2),
        ("radiation", 4), ("various", 3), ("area", 3), ("evaluate", 4), ("therapies", 3), ("follow-up", 3), ("x", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables
