"""How the text reads: paragraphs that break off, long sentences, hard words, damaged characters, phrases."""

import pytest

from .linted import page, reported, said


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("It was kept. The study ended early because", "The study ended early because"),
        ("It was kept. The study ended early and the", "The study ended early and the"),
        ("The study ended early and the.", "The study ended early and the."),
        ("The study ended early and the…", "The study ended early and the…"),
        ("The study ended early, it seems…", None),
        ("The level was p <.", "The level was p <."),
        ("The level was kept, e.g.", "The level was kept, e.g."),
        (
            "People with stiff knees who walked each day for weeks",
            "People with stiff knees who walked each day for weeks",
        ),
        ("Eight words of a phrase without a point", None),
        ("Nine words of a phrase here without a point", "Nine words of a phrase here without a point"),
        ("It was kept. Eight words", "Eight words"),
        ("Walks, rests,", "Walks, rests,"),
        ("Walks; rests;", "Walks; rests;"),
        ("Walks and rests –", "Walks and rests –"),
        ("Walks (and rests", "Walks (and rests"),
        ("Walks “and rests", "Walks “and rests"),
        ("They walked for many long weeks in the hills [1]", "They walked for many long weeks in the hills [1]"),
        ("They walked for many long weeks in the hills. [1]", None),
        ("They walked for many long weeks in the hills.12", None),
        ("They walked for many long weeks in the hills (and rested)", None),
        ("They walked for many long weeks, “and then they rested well”", None),
        ("They walked for many long weeks, as told at https://example.org/a", None),
        ("They walked for many long weeks, as told in doi:10.1000/xyz", None),
        ("They walked for weeks in the hills, as told to me@example.org", None),
        ("They walked for many long weeks in [the hills](https://example.org)", None),
        ("**They walked for many long weeks in the hills of the north**", None),
        ("*They walked for many long weeks in the hills of the north*", None),
        ("(They walked for many long weeks in the hills of the north)", None),
        ("People: adults over sixty from three towns with very stiff knees", None),
        (
            "People: adults over sixty were asked in three towns of the north",
            "People: adults over sixty were asked in three towns of the north",
        ),
        ("What the Walkers in the North of This Land Have Found", None),
        ("They got vitamin A", None),
        ("They met with a", "They met with a"),
        ("They were asked:", "They were asked:"),
        (
            "They were asked:\n\nWhere do you walk when the knee is not too stiff to",
            "Where do you walk when the knee is not too stiff to",
        ),
        ("They were asked:\n\nWhere older adults walk when a knee is stiff", None),
        ("- They walked for many long weeks in the hills because", None),
        ("They walked. 歩いた。", None),
        ("12,", None),
        ("They walked! Did they?", None),
    ],
)
def test_a_paragraph_that_breaks_off_is_reported_at_its_last_sentence(text: str, broken: str | None) -> None:
    found = said(page(results=text), "TXT003")
    assert found == ([(broken, "The paragraph ends in mid-sentence")] if broken else [])


def test_a_section_may_end_with_a_colon_above_a_heading_that_is_no_section() -> None:
    text = page(results="They were asked:\n\n## A Question\n\nWhere?")
    assert said(text, "TXT003") == []
    assert len(said(page(results="They were asked:"), "TXT003")) == 1
    assert len(said(page(why="They were asked:"), "TXT003")) == 1


def test_a_design_may_be_told_in_phrases() -> None:
    phrase = "A trial of two groups of older adults, each with a stiff knee"
    assert said(page(population=phrase), "TXT003") == []
    assert said(page().replace("### Population\n\nAdults.", phrase), "TXT003") == []
    assert len(said(page(results=phrase), "TXT003")) == 1


@pytest.mark.parametrize(("words", "reported_"), [(4, False), (5, False), (6, True)])
def test_a_sentence_has_no_more_words_than_allowed(words: int, *, reported_: bool) -> None:
    sentence = " ".join(["Walk", *["on"] * (words - 2), "now."])
    told = [(sentence, f"The sentence has {words} words; 5 are allowed")]
    assert said(page(results=sentence), "PLN002", max_words=5) == (told if reported_ else [])


HARD = "Investigators administered individualized rehabilitation."
EASY = "We walk and we rest a lot."


@pytest.mark.parametrize(
    ("text", "options", "grade"),
    [
        (HARD, {"min_words": 4, "max_grade": 12}, "47.9"),
        (HARD, {"min_words": 5, "max_grade": 12}, None),
        (EASY, {"min_words": 4, "max_grade": 12}, None),
        (EASY, {"min_words": 4, "max_grade": -3}, "-1.1"),
    ],
)
def test_a_section_asks_for_no_higher_grade_than_allowed(
    text: str, options: dict[str, float], grade: str | None
) -> None:
    told = f"The section `Results` asks for a reading grade of {grade}; {options['max_grade']} is allowed"
    found = [each for each in said(page(results=text), "PLN003", **options) if each[0] == "Results"]
    assert found == ([("Results", told)] if grade else [])


def test_every_section_has_a_grade_and_fields_count_for_theirs() -> None:
    text = page(background="Knees.", population=HARD, results=HARD, why=HARD)
    found = said(text, "PLN003", min_words=4, max_grade=12)
    assert [words for words, _ in found] == ["Study Design", "Results", "Why It Matters"]


@pytest.mark.parametrize(
    ("words", "damage"),
    [
        ("cafÃ©", [("cafÃ©", "café")]),
        ("(cafÃ©),", [("cafÃ©", "café")]),
        ("â€œcafÃ©â€", [("â€œcafÃ©â€", None)]),
        ("patientâ€™s", [("patientâ€™s", "patient’s")]),
        ("cafÃƒÂ©", [("cafÃƒÂ©", "café")]),
        ("5Â°C", [("5Â°C", "5°C")]),
        ("knee\ufffd", [("knee\ufffd", None)]),
        ("kne\x07e", [("kne\x07e", None)]),
        ("knee\x92s", [("knee\x92s", "knee’s")]),
        ("\\u2265 5", [("\\u2265", "≥")]),
        ("\\u202ex", [("\\u202ex", None)]),
        ("patient?s", [("patient?s", None)]),
        ("https://example.org/it?s=1", []),
        ("https://example.org/it?s", []),
        ("www.example.org/it?s", []),
        ("he asked it?so", []),
        ("“Ãœ”", [("Ãœ", "Ü")]),
        ("LÂ»", []),
        ("xÂ»", [("xÂ»", "x»")]),
        ("ã", []),
        ("Å²", []),
        ("ÃÂ", []),
    ],
)
def test_what_is_left_of_other_characters(words: str, damage: list[tuple[str, str | None]]) -> None:
    assert reported(page(results=f"It was {words} there."), "TXT004") == damage


def test_damage_is_shown_so_that_it_can_be_seen() -> None:
    ((_, message),) = said(page(results="It was kne\x07e there."), "TXT004")
    assert message == "`kne\\u0007e` holds damaged characters"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sadly, it ended. Sadly, it did.", ["Sadly", "Sadly"]),
        ("Sadly and regrettably, it ended.", ["Sadly", "regrettably"]),
        ("It ended.", []),
        ("He said “sadly, it ended” then.", []),
        ("“One” and “two” and “three”, sadly, ended.", ["sadly"]),
        ("Sadly, “one” and “two, sadly” ended, sadly.", ["Sadly", "sadly"]),
    ],
)
def test_each_phrase_is_reported_at_its_words(text: str, found: list[str]) -> None:
    assert [words for words, _ in said(page(results=text), "TXT005")] == found


def test_the_model_is_heard_above_and_below_the_digest() -> None:
    greeting, parting = "Sure, here is the digest:", "I hope this helps!"
    found = said(f"{greeting}\n\n{page()}\n{parting}\n", "TXT001")
    assert [words for words, _ in found] == ["Sure, here is", "hope this helps"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("As an AI language model, I cannot tell, and I cannot say.", 1),
        ("As an AI language model, I try. I cannot say.", 2),
        ("He said “as an AI language model” then.", 0),
    ],
)
def test_a_sentence_in_which_the_model_speaks_is_reported_once(text: str, count: int) -> None:
    assert len(said(page(results=text), "TXT001")) == count
