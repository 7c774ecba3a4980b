"""The phrase language: what a phrase finds, that its regular expression finds the same, and that it stays quick."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestlint.data import rules_folder
from digestlint.phrase_search import compile_checked, compile_lists, compile_phrases
from digestlint.phrases import PhraseError, check_phrases

LISTS = {"drug": ["aspirin", "fish oil"], "harm": ["rash~", "<drug> rash"]}
CASES = [
    ("safe and well", "It is safe\nand Well.", ["safe\nand Well"]),
    ("long term", "a long-term plan, long – term", ["long-term", "long – term"]),
    ("don't", "They don’t, they DON'T.", ["don’t", "DON'T"]),
    ("safe", "unsafe, safely, safe-ish, fail-safe, safe", ["safe", "safe"]),
    ("(a|the long) trial", "The long trial, a trial, the trial", ["The long trial", "a trial"]),
    ("very? safe", "very safe, safe", ["very safe", "safe"]),
    ("safe (very)? (much)?", "safe very much; safe much; safe", ["safe very much", "safe much", "safe"]),
    ("no * harm", "no real harm, no harm, no very real harm", ["no real harm"]),
    ("no *2 harm", "no real harm, no harm, no very real harm", ["no real harm", "no harm", "no very real harm"]),
    ("no *2", "no harm, at all. no. more", ["no harm, at", "no"]),
    ("no * harm", "no - harm", ["no - harm"]),
    ("improv~", "improve, improvements, improv, improv3", ["improve", "improvements", "improv"]),
    ("^few died", "Few died, so few died. But: few died", ["Few died", "few died"]),
    ("gr(ew|owth)", "grew, growth, growths", ["grew", "growth"]),
    ("(un|not)known", "unknown, notknown, known", ["unknown", "notknown"]),
    ("<drug> helps", "Fish-oil helps, aspirin helps", ["Fish-oil helps", "aspirin helps"]),
    ("a <harm>", "a rashness, a fish oil rash", ["a rashness", "a fish oil rash"]),
    ("<number> died", "1,234 died, twenty-one died, 3.5 died, no one died", ["1,234", "twenty-one", "3.5", "one"]),
    ("<number>%", "5% and 5.5%", ["5%", "5.5%"]),
    ("*1 died", "all died", ["all died"]),
    ("[note *", "see [note that", ["[note that"]),
    ("naïve", "Naïve", ["Naïve"]),
]


@pytest.mark.parametrize(("phrase", "text", "expected"), CASES)
def test_what_a_phrase_finds(phrase: str, text: str, expected: list[str]) -> None:
    pattern = compile_checked([phrase], LISTS)
    found = pattern.findall(text)
    assert [words.removesuffix(" died") if phrase == "<number> died" else words for words in found] == expected
    assert [match[0] for match in re.finditer(pattern.pattern, text, re.IGNORECASE)] == found


def test_the_first_place_then_the_longest_phrase() -> None:
    pattern = compile_phrases(["side", "side effects", "(a|one) side effect~ more"])
    assert pattern.findall("side effects, a side effect more") == ["side effects", "a side effect more"]


def test_a_stretch_of_a_text() -> None:
    pattern = compile_phrases(["well *2 tolerated"])
    text = "well and truly tolerated"
    assert pattern.search(text, 1) is None
    assert pattern.search(text, 0, len(text) - 1) is None
    assert pattern.fullmatch(text, 0, len(text)) is not None
    assert pattern.match(text) is not None
    assert pattern.match("so " + text) is None
    assert pattern.sub("*", f"It was {text}.") == "It was *."


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "could match nothing"),
        ("a? *2", "could match nothing"),
        ("(a", "not closed"),
        ("a)", "do not match"),
        ("*10", "too long"),
        ("^a?", "may be missing"),
        ("<nothing>", "not defined"),
    ],
)
def test_what_is_no_phrase(phrase: str, reason: str) -> None:
    with pytest.raises(PhraseError, match=reason):
        compile_checked([phrase], {})


def test_a_list_uses_those_before_it() -> None:
    check_phrases(["a"], LISTS)
    with pytest.raises(PhraseError, match="<drug>"):
        check_phrases(["a"], dict(reversed(LISTS.items())))


PIECES = ["a", "b", "ab", "one", "2", "1,000", " ", "  ", "-", " - ", "–", ",", ".", ": ", "'", "’", "_", "="]
WORDS = [
    "a",
    "b?",
    "ab",
    "a~",
    "*",
    "*2",
    "(a|b a)?",
    "(b|a b|ab)",
    "^a",
    "<number>",
    "<number>%",
    "<drug>",
    "a-b",
    "b(a|b)",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=400, deadline=None)
def test_a_phrase_finds_what_its_regular_expression_does(words: list[str], pieces: list[str]) -> None:
    lists = {"drug": ["a b", "b", "ab *1"]}
    try:
        pattern = compile_checked([" ".join(words)], lists)
    except PhraseError:
        return
    text = "".join(pieces)
    expected = [match.span() for match in re.finditer(pattern.pattern, text, re.IGNORECASE)]
    assert [match.span() for match in pattern.finditer(text)] == expected


@pytest.mark.parametrize(
    "phrase", ["a? " * 30 + "b", "*9 " * 9 + "b", "(a|a a|a a a) " * 12 + "b", "(a (a (a *9)? *9)? *9)? b"]
)
def test_no_phrase_is_slow(phrase: str) -> None:
    assert compile_checked([phrase], {}).search("a " * 3000) is None


@pytest.mark.parametrize("path", sorted((rules_folder() / "lexicon").glob("*.toml")), ids=lambda path: path.stem)
def test_the_lexicons_are_well_formed(path: Any) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    claims = tomllib.loads((path.parent / "claim.toml").read_text(encoding="utf-8"))
    lists = table.get("lists", {})
    if path.stem in ("assertion", "claim"):
        lists = {"bring": ["bring"], **claims["lists"]}
    if all(isinstance(members, list) for members in lists.values()):
        for phrases in _phrases({key: value for key, value in table.items() if key != "verbs"}):
            check_phrases(phrases, lists)
            assert compile_phrases(phrases, compile_lists(lists)).search("Zzz.") is None


def _phrases(table: Mapping[str, Any]) -> list[list[str]]:
    found: list[list[str]] = []
    for value in table.values():
        if isinstance(value, dict):
            found += _phrases(value)
        elif isinstance(value, list) and value and isinstance(value[0], str):
            found.append(value)
    return found
