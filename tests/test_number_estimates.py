"""Which number of a sentence a confidence interval belongs to, and what kind of effect the two are of."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.brackets import opening
from digestlint.facts.estimates import estimates

from .linted import page, reported

Read = Callable[[str], Digest]

CANDIDATES = [
    ("The hazard ratio was 0.78 (95% CI 0.60 to 1.02).", ["0.78"], "ratio"),
    ("Death was rarer (HR 0.62; 95% CI 0.45-0.85).", ["0.62"], "ratio"),
    ("The risk ratio [0.7 (95% CI 0.5 to 0.9)] was low.", ["0.7"], "ratio"),
    ("The relative risk was 0.7 (p = 0.03; 95% CI 0.5 to 0.9).", ["0.7"], "ratio"),
    ("Risk was 30% lower (HR, 0.70; 95% CI, 0.5 to 0.9).", ["0.70"], "ratio"),
    ("Recovery was 2-fold higher (95% CI 1.2 to 3.3).", ["2"], "ratio"),
    ("The chance was 1.5 times higher (95% CI 1.2 to 3.3).", ["1.5"], "ratio"),
    ("The risk was cut by 30% (HR 95% CI 0.6 to 0.8).", ["30"], "ratio"),
    ("Pain was lower, with a mean difference of 1.9 points (95% CI 0.9 to 3.0).", ["1.9"], "difference"),
    (
        "Pain fell by 3.1 points with walking and by 1.2 points with rest (95% CI 0.9 to 3.0).",
        ["3.1", "1.2"],
        "difference",
    ),
    ("Survival was 4 weeks longer (95% CI 1 to 7).", ["4"], "difference"),
    ("MD 1.9 (95% CI 0.9 to 3.0).", ["1.9"], "difference"),
    ("The score changed (95% CI -0.4 to 0.9).", [], "difference"),
    ("Median survival was 12.1 months (95% CI 9.0 to 14.2).", ["12.1"], None),
    ("The log ratio was -0.2 (95% CI -0.4 to -0.1).", ["-0.2"], None),
    ("(95% CI 0.9 to 3.0).", [], None),
    ("12 (95% CI 9 to 14) was the mean.", ["12"], None),
    ("The mean was 9.5 (score 2.1 (95% CI 0.9 to 3.0)).", ["2.1"], None),
    # a time, a year, a dose, a grade, a range or a number of people is no estimate
    ("At 12 weeks, weight was 3.2 kg lower (95% CI 2.1 to 4.3).", ["3.2"], "difference"),
    ("Pain was 20 mm lower after 12 weeks (95% CI 10 to 30).", ["20"], "difference"),
    ("In the first 12 weeks the mean was 20 (95% CI 10 to 30).", ["20"], None),
    ("In 2019 the rate was 12% (95% CI 8 to 16).", ["12"], None),
    ("The rate was 12% in March 2019 (95% CI 8 to 16).", ["12"], None),
    ("Of 40 patients, 12 recovered, that is 30% (95% CI 18 to 45).", ["30"], None),
    ("Pain was rated from 2 to 5 (95% CI 0.9 to 3.0).", [], None),
    ("Pain was 2 to 5 (95% CI 0.9 to 3.0).", [], None),
    ("Grade 3 events occurred (95% CI 1 to 7).", [], None),
    ("The 20 mg dose helped (95% CI 1 to 7).", [], None),
    ("The effect was 5 ± 2 (95% CI 1 to 7).", ["5"], None),
    ("The two groups had 12 participants (95% CI 1 to 7).", [], None),
    ("The 12-point scale was used (95% CI 1 to 7).", [], None),
    ("Scores were lower in 7 others (95% CI 1 to 7).", [], None),
    ("Scores averaged 7 (95% CI 1 to 9).", ["7"], None),
    # back to the clause's beginning, links aside
    ("Pain was 3.1; sleep was better (95% CI 0.9 to 3.0).", [], None),
    ("The ratio was 0.9, with a 95% CI of 0.5 to 1.7.", ["0.9"], "ratio"),
    ("The ratio was 0.9, and the exact 95% CI 0.5 to 1.7.", ["0.9"], "ratio"),
    ("Pain (a score of 8, at most 10) was 2.1 lower (95% CI 0.9 to 3.0).", ["8", "2.1"], "difference"),
    ("People (mean age 60.5; most were women) lost 2.1 kg (95% CI 0.9 to 3.0).", ["2.1"], None),
]


@pytest.mark.parametrize(("text", "values", "kind"), CANDIDATES)
def test_an_interval_may_belong_to_the_numbers_of_its_clause(
    read: Read, text: str, values: list[str], kind: str | None
) -> None:
    (found,) = read(page(results=text)).fact(estimates)
    assert ([str(number.value) for number in found.candidates], found.kind) == (values, kind)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "The hazard ratio was 0.7 (95% CI 0.5 to 0.9) for death and 0.8 (95% CI 0.6 to 1.1) for stroke.",
            ["ratio", "ratio"],
        ),
        (
            "The mean difference was 4.1 (95% CI 2.2 to 6.0) for the high dose, and 3.3 (95% CI 1.5 to 5.0) for the low dose.",
            ["difference", "difference"],
        ),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9). The mean was 3.3 (95% CI 1.5 to 5.0).", ["ratio", None]),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9); survival was 33% (95% CI 15 to 50).", ["ratio", None]),
        ("The response was 40% (95% CI 30 to 50) versus 20% (95% CI 12 to 30).", [None, None]),
    ],
)
def test_a_later_interval_has_the_kind_of_the_one_that_it_is_listed_with(
    read: Read, text: str, kinds: list[str | None]
) -> None:
    assert [found.kind for found in read(page(results=text)).fact(estimates)] == kinds


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("The response was 40% (95% CI 30 to 50) versus 20% (95% CI 12 to 30).", [False, True]),
        ("The response was 40% (95% CI 30 to 50), compared with 20% (95% CI 12 to 30).", [False, True]),
        ("The response was 40% (95% CI 30 to 50) and 20% (95% CI 12 to 30).", [False, False]),
        ("Versus rest, the response was 40% (95% CI 30 to 50).", [False]),
    ],
)
def test_an_interval_that_is_compared_with_one_before_is_of_the_second_arm(
    read: Read, text: str, second: list[bool]
) -> None:
    assert [found.second_arm for found in read(page(results=text)).fact(estimates)] == second


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Pain was 3.1 with walking versus 1.2 with rest (95% CI 1.9 to 3.0).", True),
        ("Pain was 3.1 with walking vs 1.2 with rest (95% CI 1.9 to 3.0).", True),
        ("Pain was 3.1 with walking compared with 1.2 (95% CI 1.9 to 3.0).", True),
        ("Pain was 3.1 with walking and 1.2 with rest (95% CI 1.9 to 3.0).", False),
        ("Versus rest pain was 1.2 (95% CI 1.9 to 3.0).", False),
    ],
)
def test_two_numbers_may_be_set_against_each_other(read: Read, text: str, *, compared: bool) -> None:
    (found,) = read(page(results=text)).fact(estimates)
    assert found.compared is compared


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MD 3.1 (95% CI 0.9 to 3.0).", ["3.1 (95% CI 0.9 to 3.0"]),
        ("MD 3.04 (95% CI 0.9 to 3.0).", []),
        ("MD 3.05 (95% CI 0.9 to 3.0).", []),
        ("MD 3.06 (95% CI 0.9 to 3.0).", ["3.06 (95% CI 0.9 to 3.0"]),
        ("MD 0.8 (95% CI 0.9 to 3.0).", ["0.8 (95% CI 0.9 to 3.0"]),
        ("MD 0.84 (95% CI 0.9 to 3.0).", ["0.84 (95% CI 0.9 to 3.0"]),
        ("MD 0.85 (95% CI 0.9 to 3.0).", []),
        ("MD -1.9 (95% CI 0.9 to 3.0).", ["-1.9 (95% CI 0.9 to 3.0"]),
        ("Weight was 1.9 kg lower (95% CI -3.0 to -0.9).", []),
        ("Weight was 3.9 kg lower (95% CI -3.0 to -0.9).", ["3.9 kg lower (95% CI -3.0 to -0.9"]),
        ("The reduction was 0.3 (95% CI 20% to 40%).", []),
        ("The reduction was 0.5 (95% CI 20% to 40%).", ["0.5 (95% CI 20% to 40%"]),
        ("The reduction was 30% (95% CI 0.2 to 0.4).", []),
        ("The reduction was 50% (95% CI 0.2 to 0.4).", ["50% (95% CI 0.2 to 0.4"]),
        ("The risk was 30% lower (95% CI 0.6 to 0.8).", []),
        ("The risk was 30% higher (95% CI 1.2 to 1.4).", []),
        ("The risk was 30% lower (95% CI -0.4 to -0.2).", []),
        ("The risk was 30% lower (95% CI 0.8 to 0.9).", ["30% lower (95% CI 0.8 to 0.9"]),
        ("Pain fell by 3.1 with walking and by 1.2 with rest (95% CI 1.5 to 2.9).", []),
        ("Pain fell by 8.0 with walking and by 2.0 with rest (95% CI 3.5 to 4.5).", []),
        (
            "Pain fell by 8.0 with walking and by 2.0 with rest (95% CI 4.5 to 5.5).",
            ["2.0 with rest (95% CI 4.5 to 5.5"],
        ),
        ("Pain was 3.1 with walking versus 1.2 with rest (95% CI 4.5 to 5.5).", []),
        ("The hazard ratio was 1.2 (95% CI 0.9 to 0.3).", ["95% CI 0.9 to 0.3"]),
    ],
)
def test_an_estimate_outside_its_interval_is_reported_from_the_number_on(text: str, words: list[str]) -> None:
    assert [found for found, _ in reported(page(results=text), "NUM004")] == words


def test_a_bracket_that_opens_last_is_open() -> None:
    assert opening("a (", 0, 3) == 2
