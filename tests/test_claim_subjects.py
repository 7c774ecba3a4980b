"""Of whom a clause may claim: what was tried, people who took part, doctors, the disease, research, another drug."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.claims import claims_of

from .linted import page

Read = Callable[[str], Digest]
POPULATION = "Adults with stiff knees.\n\n### Intervention\n\nZolpane tablets or placebo."

CLAIMS = [
    # what was tried, by its name or a word for it
    ("Zolpane tablets eased pain.", "eased"),
    ("Zolpane treatment eased the pain.", "eased"),
    ("Current zolpane tablets eased the pain.", "eased"),
    ("The treatment eased the pain.", "eased"),
    ("The new tablets eased pain.", "eased"),
    ("Drugs of this class eased pain.", "eased"),
    ("A method of this kind brings relief.", "brings relief"),
    ("Our new method brings relief.", "brings relief"),
    ("Zolpane therapies bring relief.", "bring relief"),
    ("It brought relief.", "brought relief"),
    ("This brings relief.", "brings relief"),
    # words that open the clause
    ("In fact zolpane brings relief.", "brings relief"),
    ("For most people zolpane brings relief.", "brings relief"),
    ("For some patients zolpane brings relief.", "brings relief"),
    ("And overall it brings relief.", "brings relief"),
    ("However, zolpane brings relief.", "brings relief"),
    ("In fact the drug brings relief.", "brings relief"),
    ("However the drug brings relief.", "brings relief"),
    ("And so the drug brings relief.", "brings relief"),
    ("Clearly the drug brings relief.", "brings relief"),
    # a relative clause speaks of what stands before it
    ("Zolpane is a drug that eases pain.", "eases"),
    ("The tablets that eased the pain were new.", "eased"),
    ("The drug that brings relief is new.", "brings relief"),
    ("It was the first report of the drug that eases pain.", "eases"),
    ("It is a new scan that detects cancer.", "detects"),
    ("Zolpane, which eased the pain, was given.", "eased"),
    ("Zolpane offers a treatment that eases pain.", "offers a treatment that"),
    # the last clause in words without a comma
    ("Although stiff, knees eased because zolpane eased pain.", "eased"),
    ("Doctors hold that zolpane eased pain.", "eased"),
    # people
    ("Patients reduced their pain.", "reduced"),
    ("Patients improved.", "improved"),
    ("Patients recovered their strength.", "recovered"),
    ("Patients gained strength.", "gained"),
    ("Patients found relief.", "found relief"),
    ("Patients can now find relief.", "find relief"),
    # a subject that nothing is known of, in the past
    ("Something brought relief.", "brought relief"),
    ("Something was effective.", "was effective"),
    ("Something was safe.", "was safe"),
    ("The idea eased the pain.", "eased"),
    ("Something fared better.", "fared better"),
    # research may confirm
    ("The study confirmed the benefit.", "confirmed the benefit"),
    ("The study confirmed its safety.", "confirmed its safety"),
    ("The study confirmed that zolpane eased pain.", "eased"),
    # praise at the head of a clause
    ("This effective treatment.", "This effective treatment"),
    ("The effective treatment of knees.", "The effective treatment"),
    ("Zolpane made falls more common.", "made falls more common"),
]


@pytest.mark.parametrize(("text", "cue"), CLAIMS)
def test_what_was_tried_and_who_took_part_may_be_claimed_of(read: Read, text: str, cue: str) -> None:
    assert cues(read, text) == [cue]


@pytest.mark.parametrize(
    "text",
    [
        "Patients eased the pain.",
        "Patients enjoy relief.",
        "Patients were effective.",
        "Doctors are safe.",
        "Doctors eased the pain.",
        "The team eased the pain.",
        "The study brought relief.",
        "The study had no side effects.",
        "The study eased the pain.",
        "The study did better than planned.",
        "The results were good.",
        "The disease brought relief.",
        "The disease made falls more common.",
        "Osteoarthritis eased the pain.",
        "Complications eased the pain.",
        "Stiff knees eased the pain.",
        "Other drugs brought relief.",
        "Other drugs fared better.",
        "Other drugs are safe.",
        "Standard drugs eased the pain.",
        "A new drug brought relief.",
        "A treatment eased the pain.",
        "Both groups had relief.",
        "All arms found relief.",
        "There was relief for patients.",
        "Something brings relief.",
        "Something is a cure.",
        "Something is effective.",
        "Something is safe.",
        "The ideas are safe.",
        "The idea detected cancer.",
        "Something eases pain.",
        "Something made falls more common.",
        "An effective treatment is needed.",
        "An effective treatment for knees.",
        "A method brings relief.",
        "Such an idea brings relief.",
        "Therapies bring relief.",
        "For knees the drug brings relief.",
        "Doctors prolonged life with zolpane.",
        "A drug that eases pain is needed.",
        "People got a new drug that eased pain.",
        "Zolpane, a drug that eased pain, was given.",
        "Those who eased the pain stayed.",
        "For pain zolpane is good.",
    ],
)
def test_of_others_nothing_is_claimed(read: Read, text: str) -> None:
    assert cues(read, text) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("In this trial, other drugs eased pain.", ["eased"]),
        ("In this trial, something brings relief.", ["brings relief"]),
        ("In this trial, something is effective.", ["is effective"]),
        ("In this trial, something is safe.", ["is safe"]),
        ("In this trial, doctors eased the pain.", []),
        ("In this trial, the disease eased the pain.", []),
    ],
)
def test_what_this_study_found_is_of_what_it_tried(read: Read, text: str, cue: list[str]) -> None:
    assert cues(read, text) == cue


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Something brings relief.", ["brings relief"]),
        ("Something is effective.", ["is effective"]),
        ("Something is safe.", ["is safe"]),
        ("Something eases pain.", ["eases"]),
    ],
)
def test_without_a_named_intervention_any_subject_may_be_it(read: Read, text: str, cue: list[str]) -> None:
    digest = read(page(title="A Study", results=text))
    found = [claim for sentence in digest.sentences for claim in claims_of(digest, sentence)]
    assert [digest.text(claim.cue) for claim in found] == cue


@pytest.mark.parametrize(
    ("parts", "text", "cue"),
    [
        # the disease by the field Population, by Background, by its ending
        ({"population": "Adults living with zappitude."}, "Zappitude faded quickly.", ["faded"]),
        ({"population": "Adults in town."}, "Zappitude faded quickly.", []),
        ({"population": "Adults with long zappitude who walk."}, "Zappitude faded quickly.", ["faded"]),
        ({"background": "Zappitude is a disease of the knees."}, "Zappitude faded quickly.", ["faded"]),
        ({"background": "The zappitude is one of the rare old disorders."}, "Zappitude faded quickly.", ["faded"]),
        ({"background": "Knees hurt. Zappitude is a disease of the knees."}, "Zappitude faded quickly.", ["faded"]),
        ({"background": "Zappitude often hurts."}, "Zappitude faded quickly.", ["faded"]),
        ({"background": "Knees hurt. Zappitude often hurts."}, "Zappitude faded quickly.", []),
        ({"results": "Zappitude is a disease of the knees."}, "Zappitude faded quickly.", []),
        ({"title": "A Study of Zappitis"}, "Zappitis faded quickly.", ["faded"]),
        ({"title": "A Study of Zappiton"}, "Zappiton faded quickly.", []),
    ],
)
def test_the_disease_is_known_from_population_background_and_title(
    read: Read, parts: dict[str, str], text: str, cue: list[str]
) -> None:
    given = {"why": text} | parts
    digest = read(page(**given))
    found = [claim for sentence in digest.sentences for claim in claims_of(digest, sentence)]
    assert [digest.text(claim.cue) for claim in found] == cue


def cues(read: Read, text: str) -> list[str]:
    digest = read(page(title="Zolpane for Stiff Knees", population=POPULATION, results=text))
    results = [sentence for sentence in digest.sentences if sentence.part == "Results"]
    return [digest.text(claim.cue) for sentence in results for claim in claims_of(digest, sentence)]
