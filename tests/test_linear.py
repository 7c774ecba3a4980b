"""Time is linear: what is slow for a backtracking search ends, and hides no finding that stands beside it."""

import sys
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.worst import PLACES, Input
from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.diagnostic import Diagnostic
from digestlint.digest import Digest
from digestlint.lint import lint
from digestlint.phrase_search import compile_checked
from digestlint.places import Placed, Taken
from digestlint.source import Source
from digestlint.span import Span
from digestlint.vocabulary import Mentions

RULES = built_in_rules(examples=False)
PLANTED = "[insert date]"
MEGABYTE = 1_000_000


def check(text: str) -> tuple[Diagnostic, ...]:
    profile, vocabulary = built_in_profile(), built_in_vocabulary()
    return lint(Source.of(text, "a.md"), RULES, profile=profile, vocabulary=vocabulary, today=date(2026, 6, 30))


def planted(text: str) -> str:
    """Return a text with something behind it that a rule reports."""
    return text.replace("\n---\n\nKeywords", f"\nThe dates are {PLANTED}.\n\n---\n\nKeywords")


RUNS = {
    "blanks": (" ", "results"),
    "hyphens": ("-", "results"),
    "digits in the title": ("7", "title"),
    "letters in the title": ("A", "title"),
    "quotation marks": ('"', "results"),
    "digits in front matter": ("7", "front"),
    "unclosed front matter": ("a" + " " * 99, "unclosed"),
    "comments": ("<!-- a -->", "above"),
    "rows of hyphens": ("no" + "-" * 900, "results"),
    "fences": ("\n```" + " " * 900 + "!", "results"),
}


@pytest.mark.parametrize(("piece", "place"), RUNS.values(), ids=RUNS.keys())
def test_a_megabyte_of_one_mark_hides_no_finding_behind_it(piece: str, place: str) -> None:
    text = planted(PLACES[place](piece * (MEGABYTE // len(piece))))
    found = [d for d in check(text) if d.span.of(text) == PLANTED]
    assert [d.code for d in found] == ["TXT002"]


GROWING = {
    "paragraphs": ("The ¤ was seen.\n\n", "results"),
    "near-equal sentences": ("The knee bend was § degrees in all who came. ", "results"),
    "told stops": ("The study was terminated in March 2021 because ¤ ran out. ", "results"),
    "enrollments": ("The study enrolled § participants. ", "results"),
    "shares": ("In all, § of 900 participants (12%) had ¤. ", "results"),
    "estimates": ("The hazard ratio was 0.8 (95% CI 0.6 to 1.§; p = 0.2). ", "results"),
    "registry IDs": ("See NCT0395§ and ISRCTN1234§. ", "results"),
    "abbreviations": ("A X¤Q was seen. ", "results"),
    "doses and claims": ("Walking § mg of ¤ improved the knee bend. ", "results"),
    "quotations": ("“The ¤ was a breakthrough”, he said. ", "results"),
    "damaged words": ("cafÃ©donâ€™t", "results"),
    "keywords": ("¤, ", "keywords"),
    "open bold": ("**a ", "results"),
    "open links": ("[a ", "results"),
    "open tags": ("<b>", "results"),
    "open quotations": ("“a", "results"),
    "placeholders": ("TBD (TBD) ", "results"),
    "halves of damaged characters": ("â€", "results"),
    "doubled words": ("the the ¤ ¤. ", "results"),
    "sections": ("\n## ¤ Heading\n\nThe ¤ was seen.\n", "below"),
    "fields": ("\n### Outcome\n\nThe ¤ was seen.\n", "below"),
    "comments": ("\n<!-- digestlint ignore[TXT001]: the ¤ -->\n\n- The ¤ was seen.\n", "below"),
    "nested YAML": ("[", "front"),
    "a wide table": ("| abcdefghijk ", "wide table"),
}


@pytest.mark.parametrize(("piece", "place"), GROWING.values(), ids=GROWING.keys())
def test_four_times_the_text_is_not_much_more_than_four_times_the_work(piece: str, place: str) -> None:
    source = Input(piece, place, piece)
    check(source.text(1))  # what is compiled at first use counts for none
    assert _work(source.text(16)) < 4.6 * _work(source.text(4))


def _work(text: str) -> int:
    """Return how many functions a check calls, those of C too: steps that no clock counts."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        check(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("text", ["a ", "a-", "a x-x-x-x-x-x-x-x-x-x-", "a - ", "a" + "-" * 900, "a\n\n", "-", "a~ "])
@pytest.mark.parametrize("phrase", ["a *9 b", "a *9 <letters> *9 b", "a? (a|a a)? *9 (a b|b a) *9 c b"])
def test_no_phrase_is_slow_on_a_row_of_its_words(phrase: str, text: str) -> None:
    pattern = compile_checked([phrase], {"letters": ["a", "a~", "x (y|z)? a"]})
    long = text * (100_000 // len(text))
    assert [found.start() for found in pattern.finditer(f"{long}. a a a b c b")][-1:] > [len(long)]


def test_a_sentence_without_an_end_is_read_in_pieces(read: Callable[[str], Digest]) -> None:
    text = Input("", "results", "the knee and the hip, ").text(8)
    pieces = [sentence.span for sentence in read(text).sentences if sentence.part == "Results"]
    assert max(span.end - span.start for span in pieces) <= 2000
    assert " ".join(span.of(text) for span in pieces) in " ".join(text.split())


def test_marks_pair_within_a_piece_of_a_long_paragraph(read: Callable[[str], Digest]) -> None:
    words = "plain words " * 700
    digest = read(PLACES["results"](f"{words}**bold** {words}"))
    assert "bold" in digest.prose
    assert "**" not in digest.prose


def test_keywords_past_the_two_hundredth_question_count_as_mentioned() -> None:
    mentions = Mentions("knee " + " ".join(f"knee{i}" for i in range(300)))
    assert not mentions("hip")
    asked = [mentions("knee joint") for _ in range(300)]
    assert (asked[0], asked[-1]) == (False, True)
    assert not mentions("hip")


_SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair))), max_size=9
)


@given(_SPANS, _SPANS)
def test_places_say_what_a_look_at_all_of_them_says(spans: list[Span], asked: list[Span]) -> None:
    placed, taken = Placed(spans, lambda span: span), Taken(spans)
    for span in asked:
        assert taken.overlaps(span) == any(other.overlaps(span) for other in spans)
        assert placed.covers(span) == any(other.covers(span) for other in spans)
        assert sorted(placed.inside(span)) == sorted(other for other in spans if span.covers(other))
        assert sorted(placed.meeting(span)) == sorted(other for other in spans if other.overlaps(span))


@given(_SPANS)
def test_what_is_taken_one_by_one_is_what_is_taken_at_once(spans: list[Span]) -> None:
    taken, kept = Taken(), list[Span]()
    for span in spans:
        assert taken.overlaps(span) == any(other.overlaps(span) for other in kept)
        if not taken.overlaps(span):
            taken.add(span)
            kept.append(span)
