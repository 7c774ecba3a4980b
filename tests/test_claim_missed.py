"""The main outcome that was missed: said outright, by groups that did not differ, or by nobody who got better."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.missed import main_outcome_missed

from .linted import page

Read = Callable[[str], Digest]


def missed(read: Read, results: str, outcome: str = "") -> list[str]:
    population = f"Adults.\n\n### Outcome\n\n{outcome}" if outcome else "Adults."
    digest = read(page(title="Zolpane for Knees", population=population, results=results))
    return [digest.text(sentence.span) for sentence in digest.fact(main_outcome_missed)]


@pytest.mark.parametrize(
    "text",
    [
        "The primary endpoint was not met.",
        "The main outcome was missed.",
        "The principal goal was thus not reached.",
        "The co-primary end points were never fully achieved.",
        "The study failed to meet its primary endpoint.",
        "The trial did not reach its primary objective.",
        "The drug fell short of its main aim.",
        "On what it set out to do, the trial failed.",
        "The primary outcome was similar in both groups.",
        "The primary outcome did not differ between groups.",
        # by groups that did not differ
        "Pain did not differ between groups.",
        "Pain was similar with zolpane and placebo.",
        "Differences were due to chance.",
        "Differences between the groups may be due to chance.",
        "The score was 3 with zolpane against 4 with placebo (p = 0.3).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.06).",
        "The score was 3 with zolpane against 4 with placebo (p > 0.1).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.3; 95% CI -1.2 to 3).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.3; 95% CI 0.2 to 3).",
        # by nobody who got better
        "Nobody responded.",
        "None of the patients had a response.",
        "Only one person recovered.",
        "Nobody of all those who came in responded.",
        "Just 2 of the 40 improved.",
        "0 of the participants improved.",
        "1 in 40 improved.",
        "No response was seen.",
        "No complete responses were observed.",
    ],
)
def test_a_main_outcome_is_missed(read: Read, text: str) -> None:
    assert missed(read, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The secondary endpoint was not met.",
        "The primary and secondary endpoints were not met.",
        "The primary outcome may be similar in both groups.",
        "The primary outcome was similar (p = 0.01).",
        "The primary outcome improved.",
        "Pain may not differ between groups.",
        "Pain did not differ between groups (p = 0.04).",
        "Subgroups did not differ in pain.",
        "The score was 3 with zolpane (p = 0.3).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.04).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.05).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.3; 95% CI 1.2 to 3).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.3; 95% CI 3 to 1.2).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.3; 95% CI 0.2 to 0.9).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.3; 95% CI 0·2 to 0·9).",
        "The score was 3 with zolpane against 4 with placebo (p = 0.3; 95% CI −3 to −1).",
        # beside the point
        "Pain did not differ between men and women.",
        "Dropouts did not differ between groups.",
        "Side effects did not differ between groups.",
        "At baseline pain did not differ between groups.",
        "Nobody came to the large and old clinic where all responded.",
        "Twelve improved and nobody left.",
    ],
)
def test_no_main_outcome_is_missed(read: Read, text: str) -> None:
    assert missed(read, text) == []


@pytest.mark.parametrize(
    ("outcome", "results", "found"),
    [
        # no outcome is named: what comes before any gain
        ("", "Pain fell with zolpane. Sleep did not differ between groups.", "Sleep did not differ between groups."),
        ("", "Pain was significantly lower with zolpane. Sleep did not differ between groups.", None),
        ("", "Sleep did not differ between groups. Pain was significantly lower with zolpane.", None),
        # the outcome is named
        ("Pain score.", "Pain was significantly lower with zolpane. Sleep did not differ between groups.", None),
        (
            "Pain score.",
            "Sleep was significantly longer with zolpane. Pain did not differ between groups.",
            "Pain did not differ between groups.",
        ),
        ("Pain score.", "Sleep did not differ between groups. Pain was lower.", None),
        ("Pain score.", "Sleep did not differ between groups. Mood was lower.", "Sleep did not differ between groups."),
        # only what stands first in the field, and not its bare words
        ("Pain score; sleep.", "Sleep did not differ between groups. Pain fell.", None),
        ("Pain score, followed by sleep.", "Sleep did not differ between groups. Pain fell.", None),
        ("Pain score and secondary sleep.", "Sleep did not differ between groups. Pain fell.", None),
        ("Pain score. Sleep as well.", "Sleep did not differ between groups. Pain fell.", None),
        ("Pain and sleep.", "Sleep did not differ between groups. Pain fell.", "Sleep did not differ between groups."),
        (
            "Change in treatment response.",
            "Sleep did not differ between groups. Response fell.",
            "Sleep did not differ between groups.",
        ),
        # a sentence that points back is of what the one before names
        (
            "Pain score.",
            "Pain was 3 against 4. The difference was not significant.",
            "The difference was not significant.",
        ),
        ("Pain score.", "Pain was 3 against 4. They did not differ.", "They did not differ."),
        ("Pain score.", "Pain was 3 against 4. Sleep did not differ.", None),
        ("Pain score.", "Sleep was 3 against 4. They did not differ. Pain was 2.", None),
        # said outright, it counts wherever it stands
        (
            "Pain score.",
            "Pain did not differ between groups. The primary endpoint was not met.",
            "The primary endpoint was not met.",
        ),
    ],
)
def test_a_sentence_of_no_difference_stands_for_the_main_outcome(
    read: Read, outcome: str, results: str, found: str | None
) -> None:
    assert missed(read, results, outcome) == ([found] if found else [])


def test_only_results_tell_that_the_main_outcome_was_missed(read: Read) -> None:
    assert read(page(why="The primary endpoint was not met.")).fact(main_outcome_missed) == ()
