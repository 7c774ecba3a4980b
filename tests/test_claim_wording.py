"""What holds one sentence against another, what of it is quoted, and which clauses it has."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.clauses import clauses
from digestlint.facts.published import blanked, published, quotations
from digestlint.facts.wording import numbers_of, plain, stem_of, wordings
from digestlint.span import Span

from .linted import page

Read = Callable[[str], Digest]


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("walked", "walk"),
        ("walking", "walk"),
        ("walks", "walk"),
        ("stopped", "stop"),
        ("stopping", "stop"),
        ("adding", "add"),
        ("randomizations", "randomiz"),
        ("randomization", "randomiz"),
        ("studies", "stud"),
        ("boxes", "box"),
        ("quickly", "quick"),
        ("patient's", "patient"),
        ("patient’s", "patient"),
        ("was", "was"),
        ("used", "used"),
        ("sing", "sing"),
        ("ease", "eas"),
        ("knee", "kne"),
    ],
)
def test_forms_of_a_word_have_one_stem(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def test_only_paragraphs_of_sections_have_a_wording(read: Read) -> None:
    digest = read(page(title="Knees Bend", results="Knees bend. They bend far."))
    texts = [digest.text(each.sentence.span) for each in digest.fact(wordings)]
    assert texts == ["Knees.", "Knees bend.", "They bend far.", "It adds."]


@pytest.mark.parametrize(
    ("text", "numbers", "negations"),
    [
        ("It fell by 1,200 to 3.5, not 4.", {"1,200", "3.5", "4"}, 1),
        ("It fell by 3 (from 7).", {"3"}, 0),
        ("It did not fall, because it never rose.", set(), 1),
        ("It fell.", set(), 0),
    ],
)
def test_a_wording_has_its_numbers_and_negations(read: Read, text: str, numbers: set[str], negations: int) -> None:
    (found,) = (each for each in read(page(results=text)).fact(wordings) if each.sentence.part == "Results")
    assert (set(found.numbers), found.negations) == (numbers, negations)


@pytest.mark.parametrize(
    "text",
    ["The walkers stopped early because rain fell.", "The walkers stopped early, because rain fell."],
)
def test_the_main_clause_is_told_from_what_hangs_on_it(read: Read, text: str) -> None:
    (found,) = (each for each in read(page(results=text)).fact(wordings) if each.sentence.part == "Results")
    assert ("rain" in found.main) is ("," not in text)
    assert "rain" in found.stems


def test_a_tail_in_ing_is_none_of_the_main_clause(read: Read) -> None:
    text = "All walkers stopped, leaving rain behind."
    (found,) = (each for each in read(page(results=text)).fact(wordings) if each.sentence.part == "Results")
    assert (any(stem.startswith("walk") for stem in found.main), "rain" in found.main) == (True, False)


def test_numbers_of_a_text_stand_with_their_places() -> None:
    assert list(numbers_of("At 3.5, then 1,200.")) == [(3, "3.5"), (13, "1,200")]


def test_a_plain_sentence_has_no_case_marks_or_spacing() -> None:
    assert plain("It’s **Over**,\n  now.") == "it s over now"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("They said “it works” there.", ["“it works”"]),
        ("They said «it works» there.", ["«it works»"]),
        ('They said "it works" there.', ['"it works"']),
        ("They said ‘it works’ there.", ["‘it works’"]),
        ("They said 'it works' there.", ["'it works'"]),
        ("They said ‘it doesn’t work’ there.", ["‘it doesn’t work’"]),
        ("The patients' knees and the doctors' hands.", []),
        ('A 5" and a 6" bar.', []),
        ("They said “it works there.", []),
        ("They said “one” and “two”.", ["“one”", "“two”"]),
    ],
)
def test_what_stands_between_quotation_marks(read: Read, text: str, quoted: list[str]) -> None:
    digest = read(page(results=text))
    assert [digest.text(span) for span in digest.fact(quotations)] == quoted


def test_a_title_and_a_field_may_quote(read: Read) -> None:
    digest = read(page(title="The “Walk” Trial", population="Adults who “walk”."))
    assert [digest.text(span) for span in digest.fact(quotations)] == ["“Walk”", "“walk”"]


@pytest.mark.parametrize(
    ("text", "spans", "left"),
    [
        ("abc def", [(0, 3)], "    def"),
        ("abc def", [(4, 7), (0, 1)], " bc    "),
        ("ab\ncd", [(0, 5)], "  \n  "),
        ("abcdef", [(0, 4), (2, 5)], "     f"),
        ("abcdef", [(0, 4), (1, 2)], "    ef"),
        ("abc", [], "abc"),
    ],
)
def test_what_is_blanked_keeps_its_length_and_lines(text: str, spans: list[tuple[int, int]], left: str) -> None:
    assert blanked(text, [Span(*span) for span in spans]) == left


def test_a_comment_is_not_published(read: Read) -> None:
    text = page(results="It ended.<!-- or\nnot --> Soon.")
    assert read(text).fact(published) == text.replace("<!-- or\nnot -->", "       \n       ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained, so we left.", [("It rained", False, "It rained"), ("so we left.", False, "we left.")]),
        (
            "However, although it rained, we left.",
            [("However", False, ""), ("although it rained", True, "it rained"), ("we left.", False, "we left.")],
        ),
        ("And so because it rained we left.", [("And so because it rained we left.", True, "it rained we left.")]),
        (
            "It rained (hard, and long); we left.",
            [("It rained (hard, and long)", False, "It rained (hard, and long)"), ("we left.", False, "we left.")],
        ),
        ("It rained) hard, we left.", [("It rained) hard", False, "It rained) hard"), ("we left.", False, "we left.")]),
        ("It rained – we left.", [("It rained", False, "It rained"), ("we left.", False, "we left.")]),
        (
            "It rained 1,200 mm in May, 2020 there.",
            [("It rained 1,200 mm in May, 2020 there.", False, "It rained 1,200 mm in May, 2020 there.")],
        ),
        (
            "The single-center, open-label study ended.",
            [("The single-center, open-label study ended.", False, "The single-center, open-label study ended.")],
        ),
        (
            "The rain, hard and long, fell.",
            [("The rain", False, "The rain"), ("hard and long", False, "hard and long"), ("fell.", False, "fell.")],
        ),
    ],
)
def test_a_sentence_has_its_clauses(text: str, found: list[tuple[str, bool, str]]) -> None:
    parts = clauses(text, Span(0, len(text)))
    assert [(part.span.of(text), part.subordinate, part.body.of(text)) for part in parts] == found
