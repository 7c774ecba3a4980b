"""Counts of a total and the percentages that are printed for them."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.numbers import counts, percentages
from digestlint.facts.shares import shares

from .linted import page, reported

Read = Callable[[str], Digest]


@pytest.mark.parametrize(
    ("text", "words", "value", "decimals"),
    [
        ("It was 1,234% of it.", "1,234%", "1234", 0),
        ("It was 12,5% of it.", "12,5%", "12.5", 1),
        ("It was 0,125% of it.", "0,125%", "0.125", 3),
        ("It was 12.50 % of it.", "12.50 %", "12.50", 2),
        ("It was .5% of it.", ".5%", "0.5", 1),
        ("It was minus 3 per cent of it.", "minus 3 per cent", "-3", 0),
        ("It was 12,345.6 percent of it.", "12,345.6 percent", "12345.6", 1),
        ("It was ‑3% of it.", "‑3%", "-3", 0),
    ],
)
def test_a_percentage_has_its_value_and_its_decimals(
    read: Read, text: str, words: str, value: str, decimals: int
) -> None:
    digest = read(page(results=text))
    (found,) = digest.fact(percentages)
    assert (digest.text(found.span), str(found.number.value), found.number.decimals) == (words, value, decimals)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cured were 12 of 40.", [("12 of 40", 12, 40)]),
        ("Cured were 12 out of 40.", [("12 out of 40", 12, 40)]),
        ("Cured were 12 patients of the 40.", [("12 patients of the 40", 12, 40)]),
        ("Cured were 12 of the first 40.", [("12 of the first 40", 12, 40)]),
        ("Cured were twelve of the forty-one.", [("twelve of the forty-one", 12, 41)]),
        ("Cured were twenty one of all 90.", [("twenty one of all 90", 21, 90)]),
        ("Cured were 1,200 of 2,400.", [("1,200 of 2,400", 1200, 2400)]),
        ("Cured were 12/40.", [("12/40", 12, 40)]),
        ("Cured were 12 / 40.", [("12 / 40", 12, 40)]),
        ("Cured were 1 in every 4 (25%).", [("1 in every 4", 1, 4)]),
        ("Cured were 1 in 4 women (25%).", [("1 in 4", 1, 4)]),
        ("Cured were 1 in 4.", []),
        ("Cured were 12 of 0.", []),
        ("Cured were 50 of 40.", [("50 of 40", 50, 40)]),
        ("Cured were 50/40.", []),
        ("Cured were 40/40.", [("40/40", 40, 40)]),
        ("In stage 2/3 it was rare.", []),
        ("In weeks 2 of 12 it was rare.", []),
        ("In a ratio 1/2 it was mixed.", []),
        ("It was on 3/4/2020.", []),
        ("It was 12% of 40.", []),
        ("The 3 of 4/5 were cured.", [("4/5", 4, 5)]),
        ("Cured were 12 of 40 and 3/8, then 1 of 2.", [("12 of 40", 12, 40), ("3/8", 3, 8), ("1 of 2", 1, 2)]),
    ],
)
def test_a_count_of_a_total(read: Read, text: str, found: list[tuple[str, int, int]]) -> None:
    digest = read(page(results=text))
    assert [(digest.text(each.span), each.part, each.total) for each in digest.fact(counts)] == found


SHARES = [
    ("Cured were 12 of 40 (30%).", "12 of 40 (30%)", "30", False),
    ("Cured were 12 of 40 patients (30%).", "12 of 40 patients (30%)", "30", False),
    ("Cured were 12 of 40 [30%].", "12 of 40 [30%", "30", False),
    ("Cured were 12 of 40 (or 30%).", "12 of 40 (or 30%)", "30", False),
    ("Cured were 12 of 40 (30%; p = 0.2).", "12 of 40 (30%", "30", False),
    ("Cured were 12 of 40 (about 30%).", "12 of 40 (about 30%)", "30", True),
    ("Cured were 12 of 40 (~30%).", "12 of 40 (~30%)", "30", True),
    ("Cured were 12 of 40, or 30%.", "12 of 40, or 30%", "30", False),
    ("Cured were 12 of 40, that is, 30%.", "12 of 40, that is, 30%", "30", False),
    ("Cured were 12 of 40 = 30%.", "12 of 40 = 30%", "30", False),
    ("Cured were 12 of 40 people or 30%.", "12 of 40 people or 30%", "30", False),
    ("Some were cured (12 of 40, 30%).", "12 of 40, 30%", "30", False),
    ("Some were cured (12/40; 30%).", "12/40; 30%", "30", False),
    ("Cured were 30% (12 of 40).", "30% (12 of 40", "30", False),
    ("Cured were 30% of patients (n = 12 of 40).", "30% of patients (n = 12 of 40", "30", False),
    ("Cured were about 30% (12 of 40).", "30% (12 of 40", "30", True),
    ("Cured were 30% at 6 months (12 of 40).", "30% at 6 months (12 of 40", "30", False),
    ("Cured were 12 (30%) of 40.", "12 (30%) of 40", "30", False),
    ("Cured were 12 patients (30%) out of the 40.", "12 patients (30%) out of the 40", "30", False),
    ("Among the 40 people, 12 (30%) were cured.", "Among the 40 people, 12 (30%", "30", False),
    ("Cured were 12 of 40 (30%, 95% CI 18% to 45%).", "12 of 40 (30%", "30", False),
]


@pytest.mark.parametrize(("text", "words", "percent", "approximate"), SHARES)
def test_a_count_has_its_percentage_beside_it(
    read: Read, text: str, words: str, percent: str, *, approximate: bool
) -> None:
    digest = read(page(results=text))
    (found,) = digest.fact(shares)
    assert (found.count.part, found.count.total) == (12, 40)
    assert (digest.text(found.span), str(found.percent.value), found.approximate) == (words, percent, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "Cured were 12 of 40 (over 30%).",
        "Cured were 12 of 40 (less than 35%).",
        "Cured were 12 of 40 (<35%).",
        "Cured were 12 of 40 (at most 35%).",
        "Cured were 12 of 40 (up to 35%).",
        "Cured were 12 of 40 (just under 35%).",
        "Cured were 12 of 40, most of them women (60%).",
        "Cured were 12 of 40, half of whom were women (60%).",
        "Cured were 12 of 40 while pain fell (60%).",
        "Cured were 12 of 40 (30% women).",
        "Cured were 12 of 40 (30%, then 20%).",
        "Cured were 12 of 40, or 30% more.",
        "Cured were 12 of 40, or 30% fewer.",
        "Cured were 12 of 40. Then it was (30%).",
        "Cured were 30% and others (12 of 40).",
        "Cured were 30%, most of them women (12 of 40).",
        "Cured were over 30% (12 of 40).",
        "Cured were at least 30% (12 of 40).",
        "Pain fell by 30% (12 of 40).",
        "Cured were <30% (12 of 40).",
        "Cured were 20-30% (12 of 40).",
        "Cured were 30% (12 of 40 or so and 3 of 8 others",
        "Cured were 30% mostly women (12 of 40).",
        "Cured were 30% (as told) at last (12 of 40).",
        "Cured were 12 of 40.",
    ],
)
def test_a_percentage_that_is_a_bound_or_of_others_is_none_of_the_count(read: Read, text: str) -> None:
    assert read(page(results=text)).fact(shares) == ()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("1 of 8 (12%)", False),
        ("1 of 8 (13%)", False),
        ("1 of 8 (12.5%)", False),
        ("1 of 8 (12.4%)", True),
        ("1 of 8 (11%)", True),
        ("1 of 8 (14%)", True),
        ("2 of 3 (66%)", False),
        ("2 of 3 (67%)", False),
        ("2 of 3 (65%)", True),
        ("2 of 3 (68%)", True),
        ("2 of 3 (66.6%)", False),
        ("2 of 3 (66.7%)", False),
        ("2 of 3 (66.5%)", True),
        ("2 of 3 (66.8%)", True),
        ("1 of 3 (about 31%)", False),
        ("1 of 3 (about 30%)", True),
        ("1 of 3 (about 35%)", False),
        ("1 of 3 (about 36%)", True),
        ("3 of 200 (1%)", False),
        ("3 of 200 (2%)", False),
        ("1 of 200 (1%)", False),
        ("1 of 201 (1%)", True),
        ("1 of 200 (0%)", False),
    ],
)
def test_a_count_that_does_not_come_to_its_percentage_is_reported(words: str, *, wrong: bool) -> None:
    found = [found for found, _ in reported(page(results=f"Cured were {words}."), "NUM002")]
    assert found == ([words] if wrong else [])
