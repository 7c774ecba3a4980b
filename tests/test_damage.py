"""What is left of other text: characters read by the wrong table, and marks of another language."""

import pytest

from .linted import page, reported

WORDS = ["café", "naïve", "patient’s", "5–10", "≥5", "µg", "Ménière’s", "°C"]


def damage_in(words: str) -> list[tuple[str, str | None]]:
    return reported(page(results=f"It was {words} there."), "TXT004")


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman", "cp850"])
@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_was_read_by_the_wrong_table_is_mended(word: str, codec: str) -> None:
    damaged = word.encode().decode(codec)
    assert damage_in(damaged) == [(damaged, word)]


@pytest.mark.parametrize("word", ["patient’s", "5–10", "≥5"])
def test_marks_that_were_read_as_cyrillic_are_mended(word: str) -> None:
    damaged = word.encode().decode("cp1251")
    assert damage_in(damaged) == [(damaged, word)]


@pytest.mark.parametrize("word", [*WORDS, "Âge", "ÄÖÜ", "Ãrea", "“café”", "Šárka", "Łódź", "β-blockers", "10–20 µg/mL"])
def test_a_word_that_is_as_it_should_be_is_left_alone(word: str) -> None:
    assert damage_in(word) == []


@pytest.mark.parametrize(
    ("words", "damage"),
    [
        ("It?s over", [("It?s", None)]),
        ("can?t stop", [("can?t", None)]),
        ("5Â mg", [("5Â", None)]),
        ("\\u2019s", [("\\u2019s", "’s")]),
        ("\\xe9t", [("\\xe9t", "ét")]),
        ("https://x.org/a?s=1", []),
        ("www.x.org?t here", []),
        ("asked? the team did", []),
    ],
)
def test_characters_that_were_lost(words: str, damage: list[tuple[str, str | None]]) -> None:
    assert damage_in(words) == damage


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("<b>bold</b>", ["<b>bold</b>"]),
        ("one<br>two<br/>three", ["<br>", "<br/>"]),
        ("<b>one and <i>two</i>", ["<b>", "<i>two</i>"]),
        ("x<sub>2</sub>", ["<sub>2</sub>"]),
        ("&nbsp;", ["&nbsp;"]),
        ("**open", ["**"]),
        ("***", ["***"]),
        ("a < b and c > d", []),
        ("<5 mg", []),
        ("**bold**", []),
        ("p = 0.03*", []),
        ("* p < 0.05; ** p < 0.01", []),
        ("5 * 3 * 2", []),
        ("a_b_c", []),
        ("AT&T; or R&D", []),
        ("\\*starred\\*", []),
        ("<!-- a note -->", []),
    ],
)
def test_markup_that_is_left_over(words: str, marks: list[str]) -> None:
    assert [found for found, _ in reported(page(results=f"It was {words} there."), "TXT007")] == marks
