"""P-values and confidence intervals as people write them: where they begin and end, and what is none."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.statistics import intervals, p_values

from .linted import page, reported

Read = Callable[[str], Digest]

P_VALUES = [
    ("It fell (p-value of 0.03).", "p-value of 0.03", "=", "0.03"),
    ("It fell (P value: 0.03).", "P value: 0.03", "=", "0.03"),
    ("It fell (p .03).", "p .03", "=", "0.03"),
    ("It fell (p 0.03).", "p 0.03", "=", "0.03"),
    ("It fell (p &le; 0.05).", "p &le; 0.05", "≤", "0.05"),
    ("It fell (p &ge; 0.05).", "p &ge; 0.05", "≥", "0.05"),
    ("It fell (p &gt; 0.05).", "p &gt; 0.05", ">", "0.05"),
    ("It fell (p ~ 0.05).", "p ~ 0.05", "=", "0.05"),
    ("It fell (p ≈ 0.05).", "p ≈ 0.05", "=", "0.05"),
    ("It fell (p under 0.05).", "p under 0.05", "<", "0.05"),
    ("It fell (p smaller than 0.05).", "p smaller than 0.05", "<", "0.05"),
    ("It fell (p lower than 0.05).", "p lower than 0.05", "<", "0.05"),
    ("It fell (p over 0.05).", "p over 0.05", ">", "0.05"),
    ("It fell (p larger than 0.05).", "p larger than 0.05", ">", "0.05"),
    ("It fell (p higher than 0.05).", "p higher than 0.05", ">", "0.05"),
    ("It fell (p exceeded 0.05).", "p exceeded 0.05", ">", "0.05"),
    ("It fell (p smaller than or equal to 0.05).", "p smaller than or equal to 0.05", "≤", "0.05"),
    ("It fell (p larger than or equal to 0.05).", "p larger than or equal to 0.05", "≥", "0.05"),
    ("It fell (p = 2.1e-5).", "p = 2.1e-5", "=", "0.0001"),
    ("It fell (p = 0 x 10-5).", "p = 0 x 10-5", "=", "0"),
    ("It fell (p = 0,03).", "p = 0,03", "=", "0.03"),
    ("It fell (p for the trend = 0.2).", "p for the trend = 0.2", "=", "0.2"),
    ("It fell (p = 1).", "p = 1", "=", "1"),
    ("It fell (p = 2 points).", None, None, None),
    ("It fell (p = 1.5 years).", None, None, None),
    ("It fell (p = 0.5 years).", "p = 0.5", "=", "0.5"),
    ("It fell (p 1.5).", None, None, None),
    ("It fell (p 5).", None, None, None),
    ("It fell on p. 0.3 of it.", None, None, None),
]


@pytest.mark.parametrize(("text", "words", "relation", "value"), P_VALUES)
def test_a_p_value_has_its_words_relation_and_number(
    read: Read, text: str, words: str | None, relation: str | None, value: str | None
) -> None:
    digest = read(page(results=text))
    found = [(digest.text(each.span), each.relation, str(each.value)) for each in digest.fact(p_values)]
    assert found == ([(words, relation, value)] if words else [])


@pytest.mark.parametrize(
    ("words", "special"),
    [
        ("p for trend = 0.2", True),
        ("p-trend = 0.2", True),
        ("p (for interaction) = 0.2", True),
        ("p for the comparison = 0.2", False),
        ("p for difference = 0.2", False),
        ("p = 0.2", False),
    ],
)
def test_a_p_value_of_trend_or_interaction_tests_another_thing(read: Read, words: str, *, special: bool) -> None:
    (found,) = read(page(results=f"The groups differed ({words}).")).fact(p_values)
    assert found.special is special


@pytest.mark.parametrize(
    ("words", "impossible"),
    [
        ("p = 1", False),
        ("p = 1.0", False),
        ("p = 1.01", True),
        ("p = 0", True),
        ("p < 0", True),
        ("p > 0", False),
        ("p = -0.2", True),
        ("p < 0.001", False),
        ("p = 3%", False),
        ("p = 130%", True),
        ("p > 1", True),
        ("p < 1", False),
    ],
)
def test_a_p_value_that_cannot_be_is_reported(words: str, *, impossible: bool) -> None:
    found = [found for found, _ in reported(page(results=f"The groups differed ({words})."), "NUM003")]
    assert found == ([words] if impossible else [])


INTERVALS = [
    ("It was 2 (95% CI 1.5 to 4.9).", "95% CI 1.5 to 4.9", ("95", "1.5", "4.9", False)),
    (
        "It was 2 (95% confidence interval [CI] 1.5 to 4.9).",
        "95% confidence interval [CI] 1.5 to 4.9",
        ("95", "1.5", "4.9", False),
    ),
    ("It was 2 (CI 95%: 1.5 to 4.9).", "CI 95%: 1.5 to 4.9", ("95", "1.5", "4.9", False)),
    ("It was 2 (CI 1.5 to 4.9).", "CI 1.5 to 4.9", (None, "1.5", "4.9", False)),
    ("It was 2 (97.5% CI 1.5 to 4.9).", "97.5% CI 1.5 to 4.9", ("97.5", "1.5", "4.9", False)),
    ("It was 2 (97·5% CI 1·5 to 4·9).", "97·5% CI 1·5 to 4·9", ("97.5", "1.5", "4.9", False)),
    ("It was 2 (90 per cent CI 1.5 to 4.9).", "90 per cent CI 1.5 to 4.9", ("90", "1.5", "4.9", False)),
    ("It was 2 (95% credible interval 1.5 to 4.9).", "95% credible interval 1.5 to 4.9", ("95", "1.5", "4.9", False)),
    ("It was 20% (95% CI 15% to 49%).", "95% CI 15% to 49%", ("95", "15", "49", True)),
    ("It was 20% (95% CI 15 to 49%).", "95% CI 15 to 49%", ("95", "15", "49", True)),
    ("It was 2 (95% CI 1.5 through 4.9).", "95% CI 1.5 through 4.9", ("95", "1.5", "4.9", False)),
    ("It was 2 (95% CI 1.5 and 4.9).", "95% CI 1.5 and 4.9", ("95", "1.5", "4.9", False)),
    ("It was 2 (95% CI 1.5...4.9).", "95% CI 1.5...4.9", ("95", "1.5", "4.9", False)),
    ("It was 2 (95% CI 1.5 ~ 4.9).", "95% CI 1.5 ~ 4.9", ("95", "1.5", "4.9", False)),
    ("It was 2 (95% CI minus 1.5 to 4.9).", "95% CI minus 1.5 to 4.9", ("95", "-1.5", "4.9", False)),
    ("The 95% CI stretched from 1.5 to 4.9.", "95% CI stretched from 1.5 to 4.9", ("95", "1.5", "4.9", False)),
    ("It was 2 (95% CI up to 4.9).", None, None),
    ("It was 2 (CI).", None, None),
    ("It was 2 (range 1.5 to 4.9).", None, None),
]


@pytest.mark.parametrize(("text", "words", "ends"), INTERVALS)
def test_an_interval_has_its_words_level_and_ends(
    read: Read,
    text: str,
    words: str | None,
    ends: tuple[str | None, str, str, bool] | None,
) -> None:
    digest = read(page(results=text))
    found = [
        (
            digest.text(each.span),
            (str(each.level) if each.level else None, str(each.low.value), str(each.high.value), each.percent),
        )
        for each in digest.fact(intervals)
    ]
    assert found == ([(words, ends)] if words else [])


def test_an_estimate_may_stand_between_the_name_of_an_interval_and_its_ends(read: Read) -> None:
    (found,) = read(page(results="The hazard ratio (95% CI) was 0.78 (0.60 to 1.02).")).fact(intervals)
    assert found.estimate is not None
    assert (str(found.estimate.value), str(found.low.value), str(found.high.value)) == ("0.78", "0.60", "1.02")


def test_intervals_stand_in_the_order_of_the_prose(read: Read) -> None:
    text = "The hazard ratio (95% CI) was 0.78 (0.60 to 1.02) at first, then 0.9 (95% CI 0.5 to 1.5)."
    assert [str(found.low.value) for found in read(page(results=text)).fact(intervals)] == ["0.60", "0.5"]
