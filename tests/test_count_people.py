"""Numbers that count people: their value, how exact they are, of whom, and what is no such number."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.headcounts import headcounts

from .linted import page

Read = Callable[[str], Digest]


@pytest.mark.parametrize(
    ("words", "number", "bound"),
    [
        ("About 120 adults", 120, "about"),
        ("Just under 120 adults", 120, "about"),
        ("An estimated 120 adults", 120, "about"),
        ("Over 120 adults", 120, "over"),
        ("At least 120 adults", 120, "over"),
        ("At most 120 adults", 120, "under"),
        ("Up to 120 adults", 120, "under"),
        ("No more than 120 adults", 120, "under"),
        ("120 adults", 120, "exact"),
        ("1,204 adults", 1204, "exact"),
        ("A single patient", 1, "exact"),
        ("A dozen adults", 12, "exact"),
        ("Two dozen adults", 24, "exact"),
        ("A hundred adults", 100, "exact"),
        ("Two hundred adults", 200, "exact"),
        ("Two hundred and four adults", 204, "exact"),
        ("Two hundred four adults", 204, "exact"),
        ("Nine hundred ninety-nine adults", 999, "exact"),
        ("Two hundred twenty one adults", 221, "exact"),
        ("Twenty-one adults", 21, "exact"),
        ("Twenty one adults", 21, "exact"),
        ("Zero adults", 0, "exact"),
    ],
)
def test_a_number_of_people_has_its_value_and_bound(read: Read, words: str, number: int, bound: str) -> None:
    digest = read(page(results=f"{words} took part."))
    found = [(digest.text(each.span), each.number, each.bound) for each in digest.fact(headcounts)]
    assert found == [(words, number, bound)]


@pytest.mark.parametrize(
    ("text", "noun", "group", "modifiers"),
    [
        ("Twelve older women with pain took part.", "women", "female", "older"),
        ("Twelve men took part.", "men", "male", ""),
        ("Twelve healthy, older men took part.", "men", "male", "healthy, older"),
        ("Twelve families took part.", "families", "unit", ""),
        ("Twelve children took part.", "children", "kind", ""),
        ("Twelve Patients took part.", "patients", "generic", ""),
        ("Twelve took part.", "", "", ""),
        ("Twelve weeks went by.", "", "", ""),
    ],
)
def test_a_number_of_people_has_its_noun(read: Read, text: str, noun: str, group: str, modifiers: str) -> None:
    (found,) = read(page(results=text)).fact(headcounts)
    assert (found.noun, found.group, found.modifiers, found.number) == (noun, group, modifiers, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Aged 65 patients took part.",
        "In Phase 3 patients took part.",
        "In grade 2 patients took part.",
        "In week 3 patients came.",
        "It cost $40 patients agreed.",
        "In 2010 patients came.",
        "Since 1999 patients came.",
        "In spring 2010 patients came.",
        "May 12 patients came in.",
        "On March 3 patients came.",
        "On September 30 patients came.",
        "In 12.5 patients it came.",
        "In 12% patients it came.",
        "In 12/40 patients it came.",
        "In 10-12 patients it came.",
        "In 12-week patients it came.",
        "In (a) 12) patients it came.",
    ],
)
def test_a_year_an_age_a_phase_or_an_amount_counts_no_people(read: Read, text: str) -> None:
    assert read(page(results=text)).fact(headcounts) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("On March 45 patients came.", [45]),
        ("The clinic saw 2010 patients.", [2010]),
        ("In 1800 patients it came.", [1800]),
        ("In 2100 patients it came.", [2100]),
    ],
)
def test_what_looks_like_a_date_may_count_people(read: Read, text: str, numbers: list[int]) -> None:
    assert [each.number for each in read(page(results=text)).fact(headcounts)] == numbers


@pytest.mark.parametrize(
    ("text", "ranged"),
    [
        ("In 10 to 12 patients it came.", [True, True]),
        ("In 10 or 12 patients it came.", [True, True]),
        ("Between 10 and 12 patients came.", [False, True]),
        ("In ten to twelve patients it came.", [True, False]),
        ("In 10 and 12 patients it came.", [False, False]),
    ],
)
def test_a_number_may_be_an_end_of_a_range(read: Read, text: str, ranged: list[bool]) -> None:
    assert [each.ranged for each in read(page(results=text)).fact(headcounts)] == ranged


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nobody took part, and 3 left.", [("Nobody", True, "Nobody took part"), ("3", False, "and 3 left.")]),
        ("Not a single woman took part.", [("Not a single woman", True, "Not a single woman took part.")]),
        ("None took part.", [("None", True, "None took part.")]),
        ("No participants took part.", [("No participants", True, "No participants took part.")]),
        ("It ended before anyone came.", [("anyone", True, "It ended before anyone came.")]),
        ("Zero patients took part.", [("Zero patients", False, "Zero patients took part.")]),
        ("Of 12 adults, 3 left.", [("12 adults", False, "Of 12 adults"), ("3", False, "3 left.")]),
    ],
)
def test_nobody_is_a_number_of_people_and_each_has_its_clause(
    read: Read, text: str, found: list[tuple[str, bool, str]]
) -> None:
    digest = read(page(results=text))
    counts = digest.fact(headcounts)
    assert [(digest.text(each.span), each.nobody, digest.text(each.clause)) for each in counts] == found
    assert [each.number for each in counts if each.nobody] == [0] * sum(nobody for _, nobody, _ in found)
