"""Sentences that say again, or otherwise, what an earlier one said, and digests that are alike."""

import pytest

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary, with_options
from digestlint.facts.signature import signature
from digestlint.lint import lint_corpus
from digestlint.parse import parse
from digestlint.source import Source

from .conftest import TODAY
from .linted import diagnosed, page, said

RULES = {rule.code: rule for rule in built_in_rules(examples=False)}
ROW = 15
"""The row in which the Results of a page begin."""
LONG = "The knee bend of all who came to the very last of the many visits was measured twice that day."


@pytest.mark.parametrize(
    ("results", "again", "first"),
    [
        (
            "Walking eased the pain. It ended. Walking eased the pain.",
            "Walking eased the pain.",
            "Walking eased the pain.",
        ),
        ("Walking eased the pain. Walking, eased THE pain!", "Walking, eased THE pain!", "Walking eased the pain."),
        ("Walking eased pain. Walking eased pain.", None, ""),
        ("Walking eased the pain. Walking eased all pain.", None, ""),
        ("So it was. So it was. So it was so. So it was so.", "So it was so.", "So it was so."),
    ],
)
def test_a_sentence_of_four_words_stands_once(results: str, again: str | None, first: str) -> None:
    told = f"The sentence stands already in row {ROW}: `{first}`"
    assert said(page(results=results), "DUP001") == ([(again, told)] if again else [])


def test_a_site_may_set_how_many_words_a_sentence_has_that_stands_once() -> None:
    text = page(results="Walking eased pain. Walking eased pain.")
    assert len(said(text, "DUP001", min_words=3)) == 1
    assert said(text, "DUP001", min_words=4) == []


def test_a_long_sentence_is_quoted_short() -> None:
    (found,) = said(page(results=f"{LONG} {LONG}"), "DUP001")
    quote = f"{LONG[:79].rstrip()}…"
    assert found == (LONG, f"The sentence stands already in row {ROW}: `{quote}`")
    fitting = LONG[:79] + "."
    (found,) = said(page(results=f"{fitting} {fitting}"), "DUP001")
    assert found == (fitting, f"The sentence stands already in row {ROW}: `{fitting}`")


@pytest.mark.parametrize(
    ("first", "second", "again"),
    [
        ("The study was stopped in May 2020.", "The trial was stopped.", True),
        ("The study was stopped in May 2020.", "The trial was stopped in 2020.", True),
        ("The study was stopped in 2020.", "The trial was stopped in May 2020.", False),
        ("The study was stopped on 5 May 2020.", "The trial was stopped on 5 May 2020.", True),
        ("The study was stopped on 5 May 2020.", "The trial was stopped on 6 May 2020.", False),
        ("The study was stopped in May 2020.", "The trial was stopped because of slow enrollment.", False),
        ("The study was stopped because of slow enrollment.", "The trial was stopped early for slow enrollment.", True),
        ("The study was stopped in May 2020.", "The trial was stopped with 17 people.", False),
        ("The study was stopped. It had 17 people.", "The trial was stopped with 17 people.", True),
        ("The study was stopped in May 2020.", "The study was completed.", False),
        ("Brisk walking eased knee pain.", "Brisk walking eased knee pain well.", True),
        ("Brisk walking eased knee pain.", "Slow swimming eased knee pain.", False),
        ("Brisk walking eased knee pain.", "Brisk walking never eased knee pain.", False),
        ("Brisk walking eased knee pain in 12 people.", "Brisk walking eased knee pain in 14 people.", False),
        ("Brisk walking eased knee pain in 12 people.", "Brisk walking eased knee pain in 12 people there.", True),
        ("Brisk walking eased pain.", "Brisk walking eased pain there.", True),
        ("Walking eased pain.", "Walking eased pain there.", True),
        ("Walking helped.", "Walking helped there.", False),
    ],
)
def test_a_sentence_that_adds_nothing_states_again(first: str, second: str, *, again: bool) -> None:
    text = page(results=first, why=second)
    quote = first.partition(". ")[0].rstrip(".") + "."
    told = [(second, f"The sentence states again what row {ROW} said: `{quote}`")]
    assert said(text, "DUP002") == (told if again else [])


@pytest.mark.parametrize(
    ("options", "again"),
    [
        ({"min_words": 5}, False),
        ({"min_words": 4, "max_added": 1}, True),
        ({"min_words": 4, "max_added": 0}, False),
    ],
)
def test_a_site_may_set_how_much_is_an_addition(options: dict[str, int], *, again: bool) -> None:
    text = page(results="Brisk walking eased pain.", why="Brisk walking eased pain greatly.")
    assert bool(said(text, "DUP002", **options)) is again


@pytest.mark.parametrize(
    ("first", "second", "status", "earlier"),
    [
        ("The study was completed.", "The study was terminated.", "stopped", "completed"),
        ("The study was terminated.", "The study is ongoing.", "ongoing", "stopped"),
        ("The study is recruiting.", "The study was completed.", "completed", "ongoing"),
        ("The study is ongoing.", "The study has not yet started.", None, ""),
        ("The study was completed.", "The study was completed in 2021.", None, ""),
    ],
)
def test_a_status_that_an_earlier_one_excludes(first: str, second: str, status: str | None, earlier: str) -> None:
    found = said(page(results=first, why=second), "CON001")
    told = f"The study is said to be {status} here, and {earlier} in row {ROW}: `{first}`"
    assert found == ([(second, told)] if status else [])


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("The study was stopped in May 2020.", "The study was halted in June 2020.", True),
        ("The study was stopped in May 2020.", "The study was halted in 2020.", False),
        ("The study was stopped in 2020.", "The study was halted in 2021.", True),
        ("The study was stopped in May 2020.", "The study was halted in May 2020.", False),
        ("The study was stopped.", "The study was halted in May 2020.", False),
        ("The study was completed in May 2020.", "The study was halted in June 2020.", False),
    ],
)
def test_a_stop_has_one_date(first: str, second: str, *, clash: bool) -> None:
    told = [(second, f"The stop is dated otherwise than in row {ROW}: `{first}`")]
    text = page(results=first, why=second)
    assert said(text, "CON003") == (told if clash else [])
    if clash:
        (found,) = diagnosed(text, "CON003")
        assert found.earlier
        assert (found.earlier.start.row, found.earlier.start.column) == (ROW, 1)


def test_a_phase_is_held_against_all_before_it() -> None:
    text = page(
        background="This is a Phase 1/2 trial.", results="This Phase 2 trial ended.", why="This Phase 3 trial adds."
    )
    assert said(text, "CON002") == [
        ("This Phase 3 trial adds.", "The study is `Phase 3` here and `Phase 1/2` in row 5"),
    ]


def test_a_number_of_participants_is_held_against_those_before_it() -> None:
    text = page(results="The study enrolled 64 people.", why="The study enrolled 46 people.")
    ((words, message),) = said(text, "CON004")
    assert words == "The study enrolled 46 people."
    assert message.startswith("The study has `")
    assert message.endswith(f" in row {ROW}")
    assert (
        said(page(results="The study enrolled 64 people.", why="The study enrolled about 62 people."), "CON004") == []
    )
    assert (
        len(said(page(results="The study enrolled 64 people.", why="The study enrolled about 50 people."), "CON004"))
        == 1
    )


def test_a_number_that_was_given_twice_is_told_once() -> None:
    later = "The study enrolled 46 people."
    text = page(results="The study enrolled 64 people.", why=f"{later} A total of 46 people were enrolled.")
    assert [words for words, _ in said(text, "CON004")] == [later]


def alike(code: str, *texts: str, **options: float) -> list[tuple[str, str]]:
    """Return the path and the message of each digest that is reported beside others."""
    rule = RULES[code]
    if options:
        rule = with_options(rule, {key.replace("_", "-"): value for key, value in options.items()}, "a test")
    profile, vocabulary = built_in_profile(), built_in_vocabulary()
    digests = [
        parse(Source.of(text, f"{i}.md"), profile=profile, vocabulary=vocabulary, today=TODAY)
        for i, text in enumerate(texts)
    ]
    found = lint_corpus((digest.fact(signature) for digest in digests), (rule,))
    return [(diagnostic.path, diagnostic.message) for diagnostic in found]


STORY = " ".join(f"Part {i} tells how walker {i * i} bent a knee on day {i * 7} of spring." for i in range(40))
OTHER = " ".join(f"Page {i} says that swimmer {i * i} lost a shoe in pool {i * 5} of town." for i in range(40))
ELSEWHERE = "NCT00330668"


def test_a_source_has_one_digest() -> None:
    one, two = page(results=STORY), page(results=OTHER)
    told = "`NCT03951116` has a digest already: 0.md"
    assert alike("DUP003", one, two, two) == [("1.md", told), ("2.md", told)]
    assert alike("DUP003", one, two.replace("NCT03951116", ELSEWHERE)) == []
    assert alike("DUP003", "# A\n\n## Results\n\nIt is.\n", "# B\n\n## Results\n\nIt is.\n") == []


def test_the_same_text_about_two_studies_is_reported_at_the_later_one() -> None:
    one = page(results=STORY)
    two = one.replace("NCT03951116", ELSEWHERE)
    assert alike("DUP004", one, two) == [("1.md", "100% of the text stands in 0.md, which names another source")]
    assert alike("DUP004", one, one) == []
    assert alike("DUP004", one, page(results=OTHER).replace("NCT03951116", ELSEWHERE)) == []


def test_texts_that_are_partly_alike_are_reported_from_a_share_on() -> None:
    one = page(results=STORY)
    most = page(results=STORY[: len(STORY) * 4 // 5] + OTHER[: len(OTHER) // 5]).replace("NCT03951116", ELSEWHERE)
    assert alike("DUP004", one, most) == []
    assert [path for path, _ in alike("DUP004", one, most, at_least=0.5)] == ["1.md"]
