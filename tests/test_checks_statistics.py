"""P-values, intervals and words of significance that are at odds with one another."""

import pytest

from .linted import page, said


def told(results: str, code: str) -> list[str]:
    return [message for _, message in said(page(results=results), code)]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9; p = 0.2).", "lies on one side of 1"),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9; p = 0.02).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 1.2; p = 0.02).", "runs across 1"),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 1.2; p = 0.2).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 1.0; p = 0.02).", None),
        ("The hazard ratio was 1.2 (95% CI 1.0 to 1.5; p = 0.2).", None),
        ("The hazard ratio was 0.7 (95% CI 0.9 to 0.5; p = 0.2).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9; p = 0.05).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 1.2; p = 0.05).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 1.2; p < 0.05).", "runs across 1"),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 1.2; p ≤ 0.05).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9; p ≥ 0.05).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9; p > 0.05).", "lies on one side of 1"),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9; p > 0.01).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9; p = 1.2).", None),
        ("The hazard ratio was 0.7 (90% CI 0.5 to 0.9; p = 0.2).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9; p for interaction = 0.2).", None),
        ("The mean difference was 2 points (95% CI 1 to 3; p = 0.2).", "lies on one side of 0"),
        ("The mean difference was 2 points (95% CI -1 to 3; p = 0.02).", "runs across 0"),
        ("The mean difference was 2 points (95% CI -1 to 3; p = 0.2).", None),
        ("The mean difference was 2 points (95% CI 0 to 3; p = 0.2).", None),
        ("The mean difference was -2 points (95% CI -3 to -1; p = 0.2).", "lies on one side of 0"),
        ("The risk was 0.9 lower (95% CI 0.4 to 1.9; p = 0.3).", None),
        ("The risk was 0.9% lower (95% CI 0.4% to 1.9%; p = 0.3).", "lies on one side of 0"),
        ("Pain was 0.9 points lower (95% CI 0.4 to 1.9; p = 0.3).", "lies on one side of 0"),
        ("The mean difference was 2 (95% CI 1 to 3 points; p = 0.2).", "lies on one side of 0"),
        ("The mean difference was 2 (95% CI 1 to 3; p = 0.2 versus usual care).", "lies on one side of 0"),
        ("Pain was 2 points lower (95% CI 1 to 3; p = 0.2 versus usual care).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9), which was not significant (p = 0.2).", "lies on one side of 1"),
        ("The hazard ratio was 0.7 (p = 0.2; 95% CI 0.5 to 0.9).", "lies on one side of 1"),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9 by a test of trends, p = 0.2).", "lies on one side of 1"),
        ("The hazard ratio was 0.7, 95% CI 0.5 to 0.9, p = 0.2.", "lies on one side of 1"),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9). Pain was measured (p = 0.2).", None),
        ("The hazard ratio was 0.7 (95% CI 0.5 to 0.9) and the pain of 12 people fell (p = 0.2).", None),
        ("The pain (p = 0.2) was less; the hazard ratio was 0.7 (95% CI 0.5 to 0.9).", None),
    ],
)
def test_an_interval_and_its_p_value_say_the_same(text: str, side: str | None) -> None:
    found = told(text, "NUM005")
    assert [message.partition("` ")[2].partition(", and `")[0] for message in found] == ([side] if side else [])


def test_an_interval_is_told_with_its_p_value() -> None:
    text = page(results="The hazard ratio was 0.7 (95% CI 0.5 to 0.9; p = 0.2).")
    ((words, message),) = said(text, "NUM005")
    assert words == "95% CI 0.5 to 0.9; p = 0.2"
    assert message == "`95% CI 0.5 to 0.9` lies on one side of 1, and `p = 0.2` says otherwise"
    ((words, _),) = said(page(results="The hazard ratio was 0.7 (p = 0.2; 95% CI 0.5 to 0.9)."), "NUM005")
    assert words == "p = 0.2; 95% CI 0.5 to 0.9"


@pytest.mark.parametrize(
    ("text", "interval", "problem"),
    [
        ("The hazard ratio was 0.4 (95% CI 0.5 to 0.9).", "95% CI 0.5 to 0.9", "leaves out the estimate `0.4`"),
        ("The hazard ratio was 0.98 (95% CI 0.5 to 0.9).", "95% CI 0.5 to 0.9", "leaves out the estimate `0.98`"),
        ("The hazard ratio was 0.7 (95% CI 0.9 to 0.5).", "95% CI 0.9 to 0.5", "has its higher end first"),
        ("The hazard ratio was 0.5 (95% CI 0.5 to 0.9).", None, ""),
        ("The hazard ratio was 0.9 (95% CI 0.5 to 0.9).", None, ""),
        ("The hazard ratio was 0.7 (95% CI 0.7 to 0.7).", None, ""),
    ],
)
def test_an_interval_holds_its_estimate_the_lower_end_first(text: str, interval: str | None, problem: str) -> None:
    assert told(text, "NUM004") == ([f"`{interval}` {problem}"] if interval else [])


@pytest.mark.parametrize(
    ("text", "words", "p", "limit"),
    [
        ("The groups differed significantly (p = 0.2).", "significantly", "p = 0.2", "at or above 0.05"),
        ("The groups differed significantly (p = 0.05).", "significantly", "p = 0.05", "at or above 0.05"),
        ("The groups differed significantly (p = 0.049).", None, "", ""),
        ("The groups did not differ significantly (p = 0.02).", "not differ significantly", "p = 0.02", "below 0.05"),
        ("The groups did not differ significantly (p = 0.2).", None, "", ""),
        ("The groups differed significantly (p = 1.2).", None, "", ""),
        ("The groups differed significantly (p < 0.1).", None, "", ""),
    ],
)
def test_words_of_significance_agree_with_their_p_value(text: str, words: str | None, p: str, limit: str) -> None:
    assert told(text, "NUM007") == ([f"`{words}` stands with `{p}`, which is {limit}"] if words else [])


@pytest.mark.parametrize(
    ("words", "impossible"),
    [("p = 1.2", True), ("p = 0", True), ("p = -0.1", True), ("p = 1", False), ("p = 0.0001", False), ("p < 1", False)],
)
def test_a_p_value_is_a_probability(words: str, *, impossible: bool) -> None:
    assert told(f"The groups differed ({words}).", "NUM003") == ([f"`{words}` is no probability"] * impossible)


@pytest.mark.parametrize(
    ("text", "words", "count", "right"),
    [
        ("Pain eased in 28 of 40 people (60%).", "28 of 40 people (60%)", "28 of 40", "70%"),
        ("Pain eased in 28 of 40 people (70%).", None, "", ""),
        ("Pain eased in 1 of 3 people (33.3%).", None, "", ""),
        ("Pain eased in 1 of 3 people (33.4%).", "1 of 3 people (33.4%)", "1 of 3", "33.3%"),
        ("Pain eased in 2 of 3 people (66%).", None, "", ""),
    ],
)
def test_a_count_and_its_percentage_fit(text: str, words: str | None, count: str, right: str) -> None:
    assert told(text, "NUM002") == ([f"`{words}` does not fit: {count} is {right}"] if words else [])


@pytest.mark.parametrize(
    ("text", "percentage", "limit"),
    [
        ("Pain eased in 120% of the participants.", "120%", "over 100%"),
        ("Pain eased in -20% of the participants.", "-20%", "below 0%"),
        ("Pain eased in 100% of the participants.", None, ""),
        ("Pain eased in 0% of the participants.", None, ""),
    ],
)
def test_a_share_lies_between_nothing_and_all(text: str, percentage: str | None, limit: str) -> None:
    assert told(text, "NUM001") == ([f"`{percentage}` of people or events is {limit}"] if percentage else [])


def test_a_number_of_the_conclusion_stands_elsewhere() -> None:
    text = page(results="Pain fell by 12 points.", why="A fall of 21 points matters. So do 12 points.")
    assert [message for _, message in said(text, "NUM006")] == ["`21 points` stands nowhere else in the digest"]
