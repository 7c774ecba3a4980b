"""Whether what a clause says is asserted: negations, conditions, hopes, other studies, and sentences of no difference."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.claims import claims_of

from .linted import page

Read = Callable[[str], Digest]
POPULATION = "Adults with stiff knees.\n\n### Intervention\n\nZolpane tablets or placebo."


def claims(read: Read, text: str) -> list[tuple[str, bool, bool]]:
    """Return the claims of a digest's Results: the words, whether with a number, whether of this study's findings."""
    digest = read(page(title="Zolpane for Stiff Knees", population=POPULATION, results=text))
    results = [sentence for sentence in digest.sentences if sentence.part == "Results"]
    found = [claim for sentence in results for claim in claims_of(digest, sentence)]
    return [(digest.text(claim.cue), claim.quantified, claim.own) for claim in found]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Zolpane did not ease pain, but it eased stiffness.", "eased"),
        ("Zolpane may ease pain but eased stiffness.", "eased"),
        ("In other trials, zolpane was tried, but here zolpane eased pain.", "eased"),
        ("For knees, zolpane eased pain.", "eased"),
        ("With zolpane, the drug eased pain.", "eased"),
        ("Knees, in other trials, zolpane eased pain.", "eased"),
        ("Zolpane not only eased pain but also stiffness.", "eased"),
        ("There is no doubt that zolpane eased pain.", "eased"),
        ("No wonder zolpane eased pain.", "eased"),
        ("Zolpane was not tried, and then it eased pain.", "eased"),
        ("Zolpane may work, however it eased pain.", "eased"),
        ("Zolpane was given, though it eased pain.", "eased"),
        ("Zolpane eased pain, which would be a surprise.", "eased"),
        ("Zolpane eased pain that would be a surprise.", "eased"),
        ("Zolpane brought relief that people needed.", "brought relief"),
        ("After this trial zolpane eased pain.", "eased"),
        ("From the data zolpane eased pain.", "eased"),
        # though its sentence says that groups did not differ
        ("Pain did not differ, but zolpane eased stiffness.", "eased"),
        ("Pain did not differ, although zolpane eased stiffness.", "eased"),
        ("Pain did not differ, and zolpane was safe.", "was safe"),
        ("Pain did not differ, and zolpane was effective.", "was effective"),
        ("Pain did not differ, and sleep was significantly longer.", "significantly longer"),
        ("Despite no difference, zolpane was effective.", "was effective"),
        ("No difference was seen, and zolpane fared better.", "fared better"),
        ("No difference was seen, and zolpane brought relief.", "brought relief"),
        # significance, by words or by the p-value
        ("Pain was significantly lower.", "significantly lower"),
        ("Time was significantly shorter.", "significantly shorter"),
        ("Pain was lower (p = 0.01).", "lower"),
        ("Pain was lower (p = 0.05).", "lower"),
        ("The lower group was placebo (p = 0.01).", "p = 0.01"),
        ("Pain was lower with zolpane than placebo (p = 0.06).", "Pain was lower with"),
        ("Pain differed between groups (p < 0.05).", "differed"),
    ],
)
def test_a_clause_asserts_what_nothing_takes_back(read: Read, text: str, cue: str) -> None:
    assert [words for words, _, _ in claims(read, text)] == [cue]


@pytest.mark.parametrize(
    "text",
    [
        "In other trials, zolpane eased pain.",
        "If taken daily, zolpane eased pain.",
        "Whether taken daily, zolpane eased pain.",
        "Should it work, zolpane eased pain.",
        "Were it given daily, zolpane eased pain.",
        "As hoped, zolpane eased pain.",
        "From the hope of the team, zolpane eased pain.",
        "Zolpane was not tried and eased pain.",
        "Zolpane was not tried, and eased pain.",
        "Zolpane was not tried, and thereby eased pain.",
        "Zolpane may work, and also eased pain.",
        "Zolpane may work, thereby easing pain.",
        "Zolpane eased pain would be a surprise.",
        "Relief was brought by zolpane in mice.",
        "Zolpane brought relief in an earlier trial.",
        "Zolpane brought few people relief.",
        "The relief brought by zolpane was not known.",
        "Zolpane brought relief and did not differ.",
        "Zolpane eased pain, did it?",
        "Did zolpane ease pain?",
        "Pain did not differ and zolpane eased stiffness.",
        "In spite of no difference, zolpane eased pain.",
        "Pain did not differ, and zolpane eased stiffness.",
        # research's own good
        "The trial eased pain.",
        "The findings eased doubt and pain.",
        "The findings from zolpane eased pain.",
        "Zolpane eased the need for research.",
        "Zolpane improved the evidence.",
        "Zolpane improved understanding.",
        # nobody was treated; data and decisions are no safety
        "Nobody took zolpane without side effects.",
        "No patient was treated without side effects.",
        "No side effects data were posted.",
        "It was stopped for no safety concerns.",
        # groups as they began, side effects, numbers of people
        "At baseline pain was significantly lower.",
        "Side effects were significantly lower.",
        "Fewer people than planned joined.",
    ],
)
def test_a_clause_that_asserts_nothing(read: Read, text: str) -> None:
    assert claims(read, text) == []


@pytest.mark.parametrize(
    ("text", "quantified"),
    [
        ("Zolpane eased pain in 12 people.", True),
        ("Zolpane eased pain in twelve people.", True),
        ("Zolpane eased pain in twelve older people.", True),
        ("Zolpane eased pain in twelve of them.", True),
        ("Zolpane eased pain (by 3 points).", True),
        ("Zolpane eased pain, by 3 points.", True),
        ("Zolpane eased pain in twelve ways.", False),
        ("Zolpane eased pain by week 12.", False),
        ("Zolpane eased pain in stage 2 knees.", False),
        ("Zolpane eased pain over 12 weeks.", False),
        ("Zolpane eased pain in a 12-week course.", False),
        ("Zolpane eased pain of IL-6.", False),
        ("Zolpane eased pain. It took 3 years.", False),
        ("In 3 of 4 knees, zolpane eased pain.", False),
    ],
)
def test_a_claim_with_a_figure_is_told_from_one_without(read: Read, text: str, *, quantified: bool) -> None:
    assert claims(read, text) == [("eased", quantified, False)]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("In this trial, zolpane eased pain.", True),
        ("The findings showed that zolpane eased pain.", True),
        ("This study, done in Leeds, showed zolpane eased pain.", True),
        ("Our trial, done in Leeds, found zolpane eased pain.", True),
        ("Our small trial, done in Leeds, confirmed zolpane eased pain.", True),
        ("Zolpane, done in Leeds, eased pain.", False),
    ],
)
def test_a_sentence_may_speak_of_this_studys_own_findings(read: Read, text: str, *, own: bool) -> None:
    assert claims(read, text) == [("eased", False, own)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zolpane eased pain and was safe, and zolpane caused falls.", ["was safe", "eased", "caused"]),
        ("Zolpane eased pain and eased stiffness.", ["eased"]),
        ("Zolpane eased pain, and it eased stiffness.", ["eased", "eased"]),
    ],
)
def test_a_clause_has_one_claim_of_each_kind(read: Read, text: str, found: list[str]) -> None:
    assert [words for words, _, _ in claims(read, text)] == found
