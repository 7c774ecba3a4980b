"""Words of significance: which p-value they stand for, what they claim, and where they leave it open."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.significance import significances

from .linted import page, reported

Read = Callable[[str], Digest]

SAID = [
    ("Pain was significantly lower (p = 0.01).", "significantly", True, "significantly lower (p = 0.01"),
    (
        "Pain was statistically significantly lower (p = 0.01).",
        "statistically significantly",
        True,
        "statistically significantly lower (p = 0.01",
    ),
    ("Pain was not significantly lower (p = 0.4).", "not significantly", False, "not significantly lower (p = 0.4"),
    (
        "Pain was not statistically significantly lower (p = 0.4).",
        "not statistically significantly",
        False,
        "not statistically significantly lower (p = 0.4",
    ),
    ("There was no clear and significant gain (p = 0.4).", "no clear and significant", None, None),
    (
        "There was no statistically significant gain (p = 0.4).",
        "no statistically significant",
        False,
        "no statistically significant gain (p = 0.4",
    ),
    ("The gain wasn't significant (p = 0.4).", "wasn't significant", False, "wasn't significant (p = 0.4"),
    (
        "The gain failed to be significant (p = 0.4).",
        "failed to be significant",
        False,
        "failed to be significant (p = 0.4",
    ),
    ("The gain was nonsignificant (p = 0.4).", "nonsignificant", False, "nonsignificant (p = 0.4"),
    (
        "The gain did not reach statistical significance (p = 0.4).",
        "did not reach statistical significance",
        False,
        "did not reach statistical significance (p = 0.4",
    ),
    (
        "The gain reached statistical significance (p = 0.01).",
        "reached statistical significance",
        True,
        "reached statistical significance (p = 0.01",
    ),
    (
        "Not only pain but also sleep was significantly better (p = 0.01).",
        "significantly",
        True,
        "significantly better (p = 0.01",
    ),
    (
        "Neither group had a significant gain (p = 0.4).",
        "Neither group had a significant",
        False,
        "Neither group had a significant gain (p = 0.4",
    ),
    ("Pain was lower (p = 0.4, not significant).", "not significant", False, "p = 0.4, not significant"),
    (
        "Pain was lower (p = 0.4), which was not significant.",
        "not significant",
        False,
        "p = 0.4), which was not significant",
    ),
    ("Pain was lower (p = 0.4), and the difference was not significant.", "not significant", None, None),
    ("Pain was lower (p = 0.4), a difference that was not significant.", "not significant", None, None),
    (
        "With p = 0.4 the difference was not significant.",
        "not significant",
        False,
        "p = 0.4 the difference was not significant",
    ),
    ("A p-value of 0.01 indicated a significant gain.", "significant", True, "p-value of 0.01 indicated a significant"),
    ("Pain was lower; p = 0.4; not significant.", "not significant", False, "p = 0.4; not significant"),
]


@pytest.mark.parametrize(("text", "words", "claimed", "whole"), SAID)
def test_words_of_significance_stand_for_a_p_value(
    read: Read,
    text: str,
    words: str,
    whole: str | None,
    *,
    claimed: bool | None,
) -> None:
    digest = read(page(results=text))
    found = [(digest.text(said.words), said.claimed, digest.text(said.span)) for said in digest.fact(significances)]
    assert found == ([] if whole is None else [(words, claimed, whole)])


OPEN = [
    "The gain was clinically significant (p = 0.4).",
    "The gain approached significance and was nearly significant (p = 0.06).",
    "There was a trend toward a significant gain (p = 0.06).",
    "A p-value below 0.05 was considered significant.",
    "The gain may be significant (p = 0.01).",
    "The gain was borderline significant (p = 0.06).",
    "No one had significant bleeding (p = 0.4).",
    "Nobody who fell was significantly better (p = 0.4).",
    "People who did not walk were significantly worse (p = 0.01).",
    "There was a significant burden (p = 0.4).",
    "A significant level was set at p = 0.05.",
    "By the Bonferroni correction, the gain was not significant (p = 0.04).",
    "The gain was significant (p for interaction = 0.3).",
    "The gain was significant.",
    "Pain was lower (p = 0.4).",
]


@pytest.mark.parametrize("text", OPEN)
def test_words_that_leave_it_open_stand_for_none(read: Read, text: str) -> None:
    assert read(page(results=text)).fact(significances) == ()


JOINED = [
    # one clause and no other p-value between
    ("Pain was significantly lower with walking than with rest (p = 0.01).", [("significantly", "p = 0.01")]),
    ("Pain was significantly lower (2.1 points; p = 0.01).", [("significantly", "p = 0.01")]),
    ("Pain was significantly lower, by 2.1 points (p = 0.01).", [("significantly", "p = 0.01")]),
    ("Pain was significantly lower (p = 0.01) and sleep was longer (p = 0.4).", [("significantly", "p = 0.01")]),
    ("Pain was significantly lower (p = 0.01; p = 0.02).", [("significantly", "p = 0.01")]),
    (
        "Pain was not significantly lower (p = 0.4), but sleep was significantly longer (p = 0.01).",
        [("not significantly", "p = 0.4"), ("significantly", "p = 0.01")],
    ),
    (
        "Pain was significantly lower (p = 0.01), not significantly in men (p = 0.4).",
        [("significantly", "p = 0.01"), ("not significantly", "p = 0.4")],
    ),
    # another clause
    ("Pain was significantly lower, but sleep was the same (p = 0.4).", []),
    ("Pain was significantly lower; sleep was the same (p = 0.4).", []),
    ("Pain was significantly lower while sleep stayed (p = 0.4).", []),
    ("Pain was significantly lower, sleep improved too (p = 0.4).", []),
    ("Pain was significantly lower and sleep fell (p = 0.4).", []),
    ("Pain was significantly lower, with no gain in sleep (p = 0.4).", []),
    ("Pain was significantly lower with similar sleep (p = 0.4).", []),
    ("Pain was significantly lower except at night (p = 0.4).", []),
    ("Pain was not significantly lower, only at night (p = 0.01).", []),
    ("Pain was significantly lower, only at night (p = 0.01).", [("significantly", "p = 0.01")]),
    ("The significant gain of the first weeks (p = 0.2) did not last.", []),
    # a bracket that opens before the p-value is none of the clause
    ("Pain was significantly lower (sleep was the same, p = 0.01).", [("significantly", "p = 0.01")]),
    ("Pain was significantly lower (as sleep was) and the same (p = 0.01).", []),
]


@pytest.mark.parametrize(("text", "pairs"), JOINED)
def test_words_of_significance_reach_to_the_end_of_their_clause(
    read: Read, text: str, pairs: list[tuple[str, str]]
) -> None:
    digest = read(page(results=text))
    assert [(digest.text(said.words), digest.text(said.p_value.span)) for said in digest.fact(significances)] == pairs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pain was significantly lower (p = 0.05).", ["significantly lower (p = 0.05"]),
        ("Pain was significantly lower (p = 0.049).", []),
        ("Pain was significantly lower (p = 0.4).", ["significantly lower (p = 0.4"]),
        ("Pain was significantly lower (p < 0.1).", []),
        ("Pain was not significantly lower (p = 0.049).", ["not significantly lower (p = 0.049"]),
        ("Pain was not significantly lower (p < 0.01).", ["not significantly lower (p < 0.01"]),
        ("Pain was not significantly lower (p = 0.05).", []),
        ("Pain was lower (p = 0.03, not significant).", ["p = 0.03, not significant"]),
        ("Pain was not significantly lower (p = 1.4).", []),
    ],
)
def test_significance_at_odds_with_its_p_value_is_reported(text: str, words: list[str]) -> None:
    assert [found for found, _ in reported(page(results=text), "NUM007")] == words
