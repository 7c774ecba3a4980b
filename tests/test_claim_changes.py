"""Verbs of change: which of their forms claim, with what object or subject, in prose and in titles."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.claims import claims_of
from digestlint.facts.cues import verb

from .linted import page

Read = Callable[[str], Digest]
POPULATION = "Adults with stiff knees.\n\n### Intervention\n\nZolpane tablets or placebo."


def claimed(read: Read, text: str) -> list[tuple[str, str, str, bool]]:
    """Return the claims of a digest's Results: the words, their kind, their class, and whether they tell of the past."""
    digest = read(page(title="Zolpane for Stiff Knees", population=POPULATION, results=text))
    results = [sentence for sentence in digest.sentences if sentence.part == "Results"]
    found = [claim for sentence in results for claim in claims_of(digest, sentence)]
    return [(digest.text(claim.cue), claim.kind, claim.reason, claim.past) for claim in found]


FINITE = [
    ("Zolpane eased the pain.", "eased", "efficacy", "benefit", True),
    ("Zolpane then eased the pain.", "eased", "efficacy", "benefit", True),
    ("Zolpane even clearly eased the pain.", "eased", "efficacy", "benefit", True),
    ("Zolpane has eased the pain.", "eased", "efficacy", "benefit", True),
    ("Zolpane eases pain.", "eases", "efficacy", "benefit", False),
    ("Zolpane reduced pain.", "reduced", "efficacy", "lessening", True),
    ("Zolpane reduced stiff knees.", "reduced", "efficacy", "lessening", True),
    ("Zolpane lifted mood.", "lifted", "efficacy", "raising", True),
    ("Zolpane added years.", "added", "efficacy", "raising", True),
    ("Zolpane added to life.", "added", "efficacy", "raising", True),
    ("Zolpane detected cancer.", "detected", "efficacy", "detecting", True),
    ("The scan picked up tumors.", "picked", "efficacy", "detecting", True),
    ("Zolpane led to falls.", "led", "causal", "cause", True),
    ("Zolpane resulted in falls.", "resulted", "causal", "cause", True),
    ("Zolpane made falls more common.", "made falls more common", "causal", "cause", False),
    ("Zolpane causes falls.", "causes", "causal", "cause", False),
    ("Zolpane pushed back pain.", "pushed back", "efficacy", "bringing", False),
    # by something, with something
    ("Pain was eased by zolpane.", "eased", "efficacy", "benefit", True),
    ("Pain was eased with zolpane.", "eased", "efficacy", "benefit", True),
    ("Pain was eased thanks to zolpane.", "eased", "efficacy", "benefit", True),
    ("Pain was eased through zolpane.", "eased", "efficacy", "benefit", True),
    ("Pain was eased quickly by it.", "eased", "efficacy", "benefit", True),
    ("Pain is eased by zolpane.", "eased", "efficacy", "benefit", True),
    ("Pain was eased.", "eased", "efficacy", "benefit", True),
    ("Pain was then eased.", "eased", "efficacy", "benefit", True),
    ("Pain was even eased.", "eased", "efficacy", "benefit", True),
    ("Pain was already eased.", "eased", "efficacy", "benefit", True),
    ("Pain was again eased.", "eased", "efficacy", "benefit", True),
    ("Pain was quickly eased.", "eased", "efficacy", "benefit", True),
    ("Survival was prolonged.", "prolonged", "efficacy", "raising", True),
    ("Pain was treated by zolpane.", "treated", "efficacy", "lessening", True),
    ("Stiff knees were prevented by zolpane.", "prevented", "efficacy", "lessening", True),
    ("Falls were caused by zolpane.", "caused", "causal", "cause", True),
    # alone
    ("Pain fell.", "fell", "efficacy", "change", True),
    ("Pain fell sharply.", "fell", "efficacy", "change", True),
    ("Pain fell to 3 points.", "fell", "efficacy", "change", True),
    ("Stiffness lessened.", "lessened", "efficacy", "change", True),
    ("Survival rose with zolpane.", "rose", "efficacy", "change", True),
    ("Strength grew.", "grew", "efficacy", "change", True),
    # base forms
    ("Zolpane can ease pain.", "ease", "efficacy", "benefit", False),
    ("The tablet did ease pain.", "ease", "efficacy", "benefit", False),
    ("Zolpane does ease pain.", "ease", "efficacy", "benefit", False),
    ("Zolpane proved to ease pain.", "ease", "efficacy", "benefit", False),
    ("Zolpane was found to ease pain.", "ease", "efficacy", "benefit", False),
    ("Zolpane continued to ease pain.", "ease", "efficacy", "benefit", False),
    ("Tablets ease pain.", "ease", "efficacy", "benefit", False),
    ("They ease pain.", "ease", "efficacy", "benefit", False),
    # -ing behind another clause
    ("Zolpane was given, easing pain.", "easing", "efficacy", "benefit", False),
    ("Zolpane was given, thereby easing pain.", "easing", "efficacy", "benefit", False),
    ("Zolpane was given, and quickly easing pain.", "easing", "efficacy", "benefit", False),
    ("Zolpane was given, while also easing pain.", "easing", "efficacy", "benefit", False),
    ("Zolpane was given, thus reducing pain.", "reducing", "efficacy", "lessening", False),
]


@pytest.mark.parametrize(("text", "words", "kind", "reason", "past"), FINITE)
def test_a_verb_of_change_claims_of_a_harm_or_a_good(
    read: Read, text: str, words: str, kind: str, reason: str, *, past: bool
) -> None:
    assert claimed(read, text) == [(words, kind, reason, past)]


@pytest.mark.parametrize(
    "text",
    [
        # no subject, or none that can do so
        "The eases of pain.",
        "Zolpane eases in and of itself.",
        "More eased pain.",
        "Treating reduced disease takes time.",
        "Recruitment pain fell.",
        "The number of patients with pain fell.",
        # no harm and no good
        "Zolpane reduced the dose.",
        "Zolpane reduced the dose because of pain.",
        "Zolpane reduced the dose in people with pain.",
        "Zolpane reduced side effects.",
        "Zolpane improved side effects.",
        "Rules were eased by zolpane.",
        "Falls were caused.",
        "Doses were reduced by zolpane.",
        "Stiff knees were raised by zolpane.",
        "Pain was treated.",
        "Pain is eased.",
        # the words that a verb needs
        "Zolpane added the life.",
        "Zolpane led the field.",
        "Zolpane resulted from falls.",
        "Zolpane picked tumors.",
        "Zolpane kept pain.",
        # alone: with an object, of two groups, or of the harm itself
        "Pain fell from 7 to 3 points.",
        "Pain fell in both groups.",
        "Pain fell with placebo.",
        "Pain fell among controls.",
        "Pain falls.",
        "Survival rose the bar.",
        "Stiffness grew.",
        # base forms that are none of a verb
        "Zolpane and ease pain.",
        "Women ease pain.",
        "The focus ease pain.",
        "Zolpane has a use for stress control and pain relief.",
        "Zolpane has a place in arthritis control and pain care.",
        "Zolpane has a place in virus control and pain care.",
        "Zolpane has a place in the patient's control and pain care.",
        "The process ease pain.",
        "Its tablets may ease pain.",
        "The plan to ease pain.",
        # -ing in front, or with a subject of its own
        "Easing pain was hard.",
        "Zolpane was given, doctors easing pain.",
        "Zolpane was given, reducing the dose.",
        # only what is tried detects
        "Doctors detected cancer.",
        "Something detected cancer.",
        "Zolpane worked in mice.",
    ],
)
def test_a_verb_of_change_that_claims_nothing(read: Read, text: str) -> None:
    assert claimed(read, text) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Zolpane Eases Knee Pain", ["Eases"]),
        ("Tablets Ease Knee Pain", ["Ease"]),
        ("Zolpane and Rest Ease Knee Pain", ["Ease"]),
        ("Zolpane to Ease Knee Pain", []),
        ("Zolpane May Ease Knee Pain", []),
        ("Zolpane Work Pain", []),
        ("Less Pain With Zolpane", ["Less Pain"]),
        ("Pain Under Control With Zolpane", ["Pain Under Control"]),
        ("Safe Zolpane Treatment for Knees", ["Safe Zolpane Treatment"]),
        ("Zolpane Proves Safe for Knees", ["Proves Safe"]),
        ("Relief From Zolpane for Knees", ["Relief From Zolpane"]),
        ("Relief From Zolpane Tested", []),
        ("Zolpane Eases Pain, Trial Halted", []),
        ("Effective Zolpane Tablets Halted", ["Effective Zolpane Tablets"]),
        ("Does Zolpane Ease Knee Pain?", []),
        ("Patients Find Relief", ["Find Relief"]),
        ("Something Brings Relief", ["Brings Relief"]),
        ("Something Is Effective", ["Is Effective"]),
        ("Effective Training for Knees", ["Effective Training"]),
    ],
)
def test_a_title_claims_with_fewer_words(read: Read, title: str, words: list[str]) -> None:
    digest = read(page(title=title, population=POPULATION))
    sentences = [sentence for sentence in digest.sentences if sentence.part == "title"]
    assert [digest.text(claim.cue) for sentence in sentences for claim in claims_of(digest, sentence)] == words


@pytest.mark.parametrize(
    ("entry", "third", "past", "gerund"),
    [
        ("cut cut", "cuts", "cut", "cutting"),
        ("shed shed", "sheds", "shed", "shedding"),
        ("enjoy", "enjoys", "enjoyed", "enjoying"),
        ("worry", "worries", "worried", "worrying"),
        ("undo undid", "undoes", "undid", "undoing"),
        ("mix", "mixes", "mixed", "mixing"),
        ("buzz", "buzzes", "buzzed", "buzzing"),
        ("cross", "crosses", "crossed", "crossing"),
        ("push", "pushes", "pushed", "pushing"),
        ("catch caught", "catches", "caught", "catching"),
        ("see saw", "sees", "saw", "seeing"),
        ("foresee foresaw", "foresees", "foresaw", "foreseeing"),
        ("ease", "eases", "eased", "easing"),
    ],
)
def test_a_verb_is_bent_by_its_ending(entry: str, third: str, past: str, gerund: str) -> None:
    found = verb(entry)
    assert (found.third, found.pasts[0], found.gerund) == (third, past, gerund)
