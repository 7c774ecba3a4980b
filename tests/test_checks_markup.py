"""What would show on the page that was no word of the writer's: marks, tags, references, placeholders."""

import pytest

from .linted import page, reported, said

PAGE = page().replace("#", "").replace("\n ", "\n").strip() + "\n"


def marks(words: str) -> list[str]:
    return [found for found, _ in reported(page(results=f"It was {words} there."), "TXT007")]


def marks_of_page(words: str) -> list[str]:
    """Return the marks in the plain text of a rendered page."""
    return [found for found, _ in reported(PAGE.replace("It ended.", f"It was {words} there."), "TXT007")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<b>bold</b> and <i>italic</i>", ["<b>bold</b>", "<i>italic</i>"]),
        ("<b>bold</b><i>italic</i>", ["<b>bold</b><i>italic</i>"]),
        ("<b>bold</b> <i>italic</i>", ["<b>bold</b> <i>italic</i>"]),
        ("<B>bold</B>", ["<B>bold</B>"]),
        ("<b>bold", ["<b>"]),
        ("bold</b>", ["</b>"]),
        ("one</b> two</b>", ["</b>", "</b>"]),
        ("<b>bold</i>", ["<b>", "</i>"]),
        ("one<br>two", ["<br>"]),
        ("one<br/>two<hr>three", ["<br/>", "<hr>"]),
        ('<span class="a">one</span>', ['<span class="a">one</span>']),
        ("<madeup>one</madeup>", []),
        ("<5 and >3", []),
        ("&amp; and &nbsp;", ["&amp;", "&nbsp;"]),
        ("&lt;5", ["&lt;"]),
        ("&#8217;s", ["&#8217;"]),
        ("&#x2019;s", ["&#x2019;"]),
        ("&amp &nbsp", ["&amp &nbsp"]),
        ("&nosuchthing;", []),
        ("AT&T and R&D", []),
        ("one\\\\n two", []),
        ("10 \\mu g", ["\\mu"]),
        ("10 $\\mu$ g", ["$\\mu$"]),
        ("\\text{one}", ["\\text{one}"]),
        ("\\geq 5 and \\pm 3", ["\\geq", "\\pm"]),
        ("one.\\n\\nTwo", ["\\n\\n"]),
        ("\\newer", []),
        ("**open", ["**"]),
        ("open**", ["**"]),
        ("one ** two ** three", ["** two **"]),
        ("__open", ["__"]),
        ("3**2", []),
        ("*bold*", []),
        ("one ## two", []),
        ("one. ## Two", ["##"]),
        ("[one](www.example.org", ["[one](www.example.org"]),
        ("[one] (https://example.org)", ["[one] (https://example.org)"]),
        ("[one][two]", ["[one][two]"]),
        ("[1][2]", []),
        ("`open", ["`"]),
        ("one *two", ["*"]),
    ],
)
def test_marks_that_markdown_does_not_read_are_left_over(words: str, expected: list[str]) -> None:
    assert marks(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("**bold**", ["**bold**"]),
        ("***bold***", ["***bold***"]),
        ("**one** **two**", ["**one** **two**"]),
        ("__bold__", ["__bold__"]),
        ("*soft*", ["*soft*"]),
        ("_soft_", ["_soft_"]),
        ("`code`", ["`code`"]),
        ("~~gone~~", ["~~gone~~"]),
        ("[one](https://example.org)", ["[one](https://example.org)"]),
        ("![one](a.png)", ["![one](a.png)"]),
        ('[one](a.png "A title")', ['[one](a.png "A title")']),
        ("\\*starred", ["\\*"]),
        ("a_b_c and x*y*z", []),
        ("5 * 3 * 2", []),
        ("<b>bold</b>", ["<b>bold</b>"]),
        ("<b>one <i>two", ["<b>", "<i>"]),
        ("one<br>two</b>", ["<br>", "</b>"]),
        ("&nbsp;", ["&nbsp;"]),
    ],
)
def test_in_the_text_of_a_page_all_marks_are_left_over(words: str, expected: list[str]) -> None:
    assert marks_of_page(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "p = 0.03**",
        "p < .05 (**) and p<0.01**",
        "less (p = 0.001***)",
        "10**6",
        "one.\n\n** p < 0.05; *** p < 0.01\n\nIt was 5** and 6***",
    ],
)
def test_stars_of_significance_and_powers_are_no_marks(words: str) -> None:
    assert marks(words) == []


def test_stars_without_a_p_value_are_marks() -> None:
    assert marks("less (n = 12***)") == ["***"]
    assert marks("5** and 6***") == ["**", "***"]


@pytest.mark.parametrize(
    ("length", "shown"),
    [(58, "`{}`"), (60, "`{}`"), (61, "`{:.40} … {}`")],
)
def test_a_long_stretch_of_marks_is_shown_short(length: int, shown: str) -> None:
    stretch = f"<b>{'x' * (length - 7)}</b>"
    (found,) = said(page(results=f"It was {stretch} there."), "TXT007")
    assert found == (stretch, f"{shown.format(stretch, stretch[-12:])} would show on the page")


def test_tags_far_apart_are_two_marks() -> None:
    text = page(results="It was <b>one.\n\nTwo</b> there.")
    assert [found for found, _ in reported(text, "TXT007")] == ["<b>", "</b>"]


def test_front_matter_is_looked_through_for_bold_and_references() -> None:
    front = "---\ntitle: A **bold** study &amp; more\nnote: _soft_ # one\n---\n\n"
    assert [found for found, _ in reported(front + page(), "TXT007")] == ["**bold**", "&amp;"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("TODO", ["TODO"]),
        ("[TODO]", ["[TODO]"]),
        ("TODOs", []),
        ("todo", []),
        ("[insert number]", ["[insert number]"]),
        ("<insert number>", ["<insert number>"]),
        ("{insert number}", ["{insert number}"]),
        ("[insertion site]", []),
        ("[date]", ["[date]"]),
        ("[start date]", ["[start date]"]),
        ("[Date of birth]", ["[Date of birth]"]),
        ("[date](https://example.org)", []),
        ("[date][1]", []),
        ("[date]: so", []),
        ("[knee]", []),
        ("“the [drug] was good”", []),
        ("<title>", []),
        ("XX mg", ["XX"]),
        ("XX participants", ["XX"]),
        ("factor X days", []),
        ("arm X people", []),
        ("X people", ["X"]),
        ("XX%", ["XX%"]),
        ("X.X points", ["X.X"]),
        ("n = XX", ["XX"]),
        ("20XX", ["20XX"]),
        ("women with 46,XX adults", []),
        ("XX children with 45,X", []),
        ("?? people", ["??"]),
        ("{{name}}", ["{{name}}"]),
        ("${name}", ["${name}"]),
        ("{study_name}", ["{study_name}"]),
        ("[DRUG_NAME]", ["[DRUG_NAME]"]),
        ("<DRUG_NAME>", ["<DRUG_NAME>"]),
        ("[object Object]", ["[object Object]"]),
        ("NaN", ["NaN"]),
        ("by ____ then", ["____"]),
        ("YYYY-MM-DD", ["YYYY-MM-DD"]),
        ("Lorem ipsum", ["Lorem ipsum"]),
        ("insert\nnumber", ["insert\nnumber"]),
        ("the tick-borne disease (TBD) and TBD", []),
        ("what is to be determined (TBD)", ["TBD"]),
        ("the tick-borne diseases (TBDs) and TBD", []),
        ("the tick disease (TBD)", ["TBD"]),
        ("A TODO LIST OF MANY WORDS IN CAPITALS", []),
    ],
)
def test_what_is_left_to_be_filled_in(words: str, expected: list[str]) -> None:
    assert [found for found, _ in reported(page(results=f"It was {words} there."), "TXT002")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"---\nkeywords: [dose]\n---\n\n{page()}", []),
        (f"---\ntitle: [dose]\n---\n\n{page()}", ["[dose]"]),
        (page(results="Keywords: [dose]"), ["[dose]"]),
    ],
)
def test_a_list_in_front_matter_may_have_one_word_in_brackets(text: str, expected: list[str]) -> None:
    assert [found for found, _ in reported(text, "TXT002")] == expected
