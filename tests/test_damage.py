"""What is left of other text: characters read by the wrong table, and marks of another language."""

from datetime import date

import pytest

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.diagnostic import Diagnostic
from digestlint.lint import lint
from digestlint.source import Source

from .test_study_facts import page

WORDS = ["café", "naïve", "patient’s", "5–10", "≥5", "µg", "Ménière’s", "°C"]


def reported(words: str, code: str) -> list[tuple[str, str | None]]:
    """Return the words that a rule reports in the results, each with what its fix would write."""
    source = Source.of(page(results=f"It was {words} there."))
    rules = [rule for rule in built_in_rules(examples=False) if rule.code == code]
    vocabulary = built_in_vocabulary()
    found = lint(source, rules, profile=built_in_profile(), vocabulary=vocabulary, today=date(2026, 6, 30))
    return [(diagnostic.span.of(source.text), _written(diagnostic)) for diagnostic in found]


def _written(diagnostic: Diagnostic) -> str | None:
    return diagnostic.fix.edits[0].content if diagnostic.fix else None


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman", "cp850"])
@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_was_read_by_the_wrong_table_is_mended(word: str, codec: str) -> None:
    damaged = word.encode().decode(codec)
    assert reported(damaged, "TXT004") == [(damaged, word)]


@pytest.mark.parametrize("word", ["patient’s", "5–10", "≥5"])
def test_marks_that_were_read_as_cyrillic_are_mended(word: str) -> None:
    damaged = word.encode().decode("cp1251")
    assert reported(damaged, "TXT004") == [(damaged, word)]


@pytest.mark.parametrize("word", [*WORDS, "Âge", "ÄÖÜ", "Ãrea", "“café”", "Šárka", "Łódź", "β-blockers", "10–20 µg/mL"])
def test_a_word_that_is_as_it_should_be_is_left_alone(word: str) -> None:
    assert reported(word, "TXT004") == []


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
    assert reported(words, "TXT004") == damage


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
    assert [found for found, _ in reported(words, "TXT007")] == marks
