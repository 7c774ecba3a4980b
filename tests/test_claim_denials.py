"""The sentences that say that results are missing: in general, of a kind, or only of a part."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.denials import denials

from .linted import page

Read = Callable[[str], Digest]


@pytest.mark.parametrize(
    ("text", "words", "kinds"),
    [
        ("No results are available.", "No results are", set()),
        (
            "No results, such as knee bend or falls, are available.",
            "No results, such as knee bend or falls, are",
            set(),
        ),
        ("Results, including knee bend, are not available.", "Results, including knee bend, are not available", set()),
        ("No data on safety are available.", "No data on safety are available", {"safety"}),
        ("The record says nothing about side effects.", "record says nothing about side effects", {"safety"}),
        ("No results have been posted; safety is unknown.", "No results have", set()),
        ("No results were posted, such as those on safety.", "No results were", set()),
        ("No results are available on how well it works.", "No results are", {"efficacy"}),
        ("No results are available on efficacy or safety.", "No results are", {"efficacy", "safety"}),
        ("No results are available on ClinicalTrials.gov.", "No results are", set()),
        ("Data on the study were not posted.", "Data on the study were not posted", set()),
        ("The registry lists no results about the benefit.", "registry lists no results", {"efficacy"}),
        ("No results are posted, because knees were not seen.", "No results are", set()),
        ("No results are posted, so nobody can tell on sleep.", "No results are", set()),
    ],
)
def test_a_sentence_says_which_results_are_missing(read: Read, text: str, words: str, kinds: set[str]) -> None:
    digest = read(page(results=text))
    assert [(digest.text(each.span), set(each.kinds)) for each in digest.fact(denials)] == [(words, kinds)]


@pytest.mark.parametrize(
    "text",
    [
        # only a part is missing
        "No results for women are available.",
        "No results from children are available.",
        "Data on sleep were not posted.",
        "Data on quality of life were not posted.",
        "No results are available on knees.",
        "No results for the placebo group were posted.",
        "No results are available in a journal.",
        # another study, a condition, a question
        "Results of a previous study were not posted.",
        "If no results are posted, ask.",
        "Are no results available?",
        "“Are no results available?”",
        # zero is a result
        "No side effects were reported.",
    ],
)
def test_a_sentence_that_says_of_no_results_that_they_are_missing(read: Read, text: str) -> None:
    assert read(page(results=text)).fact(denials) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("No results are available.", 0),
        ("No results have been posted for this trial.", 1),
        ("The record says nothing about side effects.", 1),
        ("No data on safety are available. It was said of this trial.", 0),
        ("No results of this trial are known. If no results are posted, ask.", 1),
    ],
)
def test_background_speaks_of_this_study_only_in_so_many_words(read: Read, text: str, count: int) -> None:
    assert len(read(page(background=text)).fact(denials)) == count


@pytest.mark.parametrize(
    ("title", "count"), [("Zolpane in Women", 1), ("Zolpane in Older Women", 1), ("Zolpane in Men", 0), ("Zolpane", 0)]
)
def test_results_of_a_group_are_all_there_are_where_the_title_names_it(read: Read, title: str, count: int) -> None:
    assert len(read(page(title=title, results="No results for women are available.")).fact(denials)) == count
