"""How many took part in the study as a whole: who told it, whether it is all, and two numbers that clash."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.enrollment import enrollments

from .linted import page, reported

Read = Callable[[str], Digest]

TOLD = [
    ("results", "The study enrolled 45 adults.", [("enrolled", "verb", False)]),
    ("results", "The study enrolled 45 adults in 2012.", [("enrolled", "verb", True)]),
    ("results", "In all, 45 adults with pain enrolled.", [("enrolled", "verb", True)]),
    ("results", "By 2012, 45 adults had enrolled.", [("enrolled", "verb", True)]),
    ("results", "By then, 1 patient had enrolled.", [("enrolled", "verb", True)]),
    ("results", "In all, only 1 patient had enrolled.", [("enrolled", "verb", False)]),
    ("results", "A total of 45 had enrolled.", [("enrolled", "verb", False)]),
    (
        "results",
        "Of 655 people who were screened, 402 took part.",
        [("screened", "verb", False), ("took-part", "verb", False)],
    ),
    ("results", "The 45 participants were older.", [("took-part", "name", False)]),
    ("results", "A study of 45 adults was done.", [("took-part", "name", False)]),
    ("results", "In all 45 trial participants it was seen.", [("took-part", "name", False)]),
    ("results", "It was seen in 45 participants.", []),
    ("results", "It was seen among 45 participants.", []),
    ("results", "Among 45 participants it was seen.", [("took-part", "name", False)]),
    ("results", "The 45 participants who fell were older.", []),
    ("results", "Half of the 45 participants fell.", []),
    ("results", "Twelve of the 45 participants fell.", []),
    # the study before, another, or nobody
    ("results", "An earlier trial was small. It enrolled 45 adults.", []),
    ("results", "An earlier trial was small. The study enrolled 45 adults.", [("enrolled", "verb", False)]),
    ("results", "The clinic was new. It enrolled 45 adults.", [("enrolled", "verb", False)]),
    ("results", "In an earlier trial, 45 adults were enrolled.", []),
    ("results", "It ended, as an earlier trial had, and 45 adults were enrolled.", [("enrolled", "verb", False)]),
    ("results", "Nobody was enrolled in 2012.", []),
    ("results", "Nobody was enrolled in the study.", [("enrolled", "verb", False)]),
    ("results", "Nobody enrolled after May.", []),
    ("results", "Anyone enrolled.", []),
    ("results", "It never had anyone enrolled.", [("enrolled", "verb", False)]),
    ("results", "31 of the 240 who were needed had joined.", [("enrolled", "verb", True), ("planned", "verb", False)]),
    ("results", "45 people entered remission.", []),
    ("results", "45 people entered.", [("enrolled", "verb", False)]),
    ("results", "45 people were randomized to walking.", []),
    ("results", "45 people were randomized to walking or rest.", [("randomized", "verb", False)]),
    ("results", "It ended with 45 people.", [("took-part", "verb", False)]),
    ("results", "With only 45 people, it ended.", [("took-part", "verb", False)]),
    ("background", "With only 45 people, it ended.", []),
    ("background", "A clinic enrolled 45 adults. The study was small.", []),
    ("background", "A trial of 45 adults led to the study.", []),
    ("background", "The study ended. It enrolled 45 adults.", [("enrolled", "verb", False)]),
    ("background", "The study enrolled 45 adults.", [("enrolled", "verb", False)]),
    ("background", "A clinic enrolled 45 adults.", []),
    ("background", "A study of 45 adults was done.", []),
    ("population", "45 adults.", [("took-part", "field", False)]),
    ("population", "Only the 45 adults.", [("took-part", "field", False)]),
    ("population", "Older people and 45 adults.", []),
    ("population", "45 families.", []),
    ("population", "Adults. 45 adults with pain.", []),
    ("why", "A study of 45 adults was done.", [("took-part", "name", False)]),
    ("why", "A study of 45 adults would help.", []),
    ("title", "Walking in 45 Adults", [("took-part", "name", False)]),
    ("title", "45 Adults Walk", []),
    ("title", "A Study of 45 Adults", [("took-part", "name", False)]),
]


@pytest.mark.parametrize(("part", "text", "found"), TOLD)
def test_a_number_of_all_is_told_by_a_verb_a_field_or_a_name(
    read: Read, part: str, text: str, found: list[tuple[str, str, bool]]
) -> None:
    digest = read(page(**{part: text}))
    assert [(each.kind, each.told, each.partial) for each in digest.fact(enrollments)] == found


def test_the_number_that_opens_population_is_a_plan_while_the_study_runs(read: Read) -> None:
    digest = read(page(population="45 adults.", results="The study is recruiting."))
    assert [(each.kind, each.told) for each in digest.fact(enrollments)] == [("planned", "field")]


@pytest.mark.parametrize(
    ("earlier", "later", "clash"),
    [
        ("The study enrolled 64 adults.", "In all, 64 adults took part.", False),
        ("The study enrolled 64 adults.", "In all, 46 adults took part.", True),
        ("The study enrolled 64 adults.", "In all, 46 people took part.", True),
        # about, over, under
        ("The study enrolled 64 adults.", "In all, about 65 adults took part.", False),
        ("The study enrolled 64 adults.", "In all, about 95 adults took part.", True),
        ("The study enrolled 64 adults.", "In all, over 40 adults took part.", False),
        ("The study enrolled 64 adults.", "In all, over 90 adults took part.", True),
        ("The study enrolled 64 adults.", "In all, fewer than 90 adults took part.", False),
        ("The study enrolled 64 adults.", "In all, fewer than 40 adults took part.", True),
        # the same people
        ("The study enrolled 64 families.", "In all, 46 adults took part.", False),
        ("The study enrolled 64 families.", "In all, 46 families took part.", True),
        ("The study enrolled 64 children.", "In all, 46 adults took part.", False),
        ("The study enrolled 64 children.", "In all, 46 children took part.", True),
        ("The study enrolled 64 women.", "In all, 46 women took part.", True),
        ("The study enrolled 64 women.", "In all, 46 men took part.", False),
        ("The study enrolled 64 adults.", "In all, 46 women took part.", False),
        ("The study enrolled 46 adults.", "In all, 64 women took part.", True),
        ("The study enrolled 46 adults, few of them men.", "In all, 64 women took part.", False),
        # plans, randomization, loss
        ("The study planned to enroll 64 adults.", "In all, 46 adults took part.", False),
        ("The study planned to enroll 64 adults.", "The plan was to enroll 46 adults.", True),
        ("The study planned to enroll about 64 adults.", "The plan was to enroll 46 adults.", False),
        ("The study enrolled 64 adults.", "In all, 46 adults were randomized.", False),
        ("The study enrolled 46 adults.", "In all, 64 adults were randomized.", True),
        ("In all, 64 adults were randomized.", "The study enrolled 46 adults.", True),
        ("In all, 46 adults were randomized.", "The study enrolled 64 adults.", False),
        ("The study enrolled 64 adults. Of these, 18 adults left.", "The 46 participants were older.", False),
        ("The study enrolled 64 adults.", "The 46 participants were older.", True),
        ("The study screened 64 adults.", "In all, 46 adults took part.", False),
    ],
)
def test_two_numbers_of_the_same_people_clash(earlier: str, later: str, *, clash: bool) -> None:
    assert bool(reported(page(results=earlier, why=later), "CON004")) is clash
