"""Suppressions that do nothing: what is said of them, and what their fix leaves of the file."""

from collections.abc import Callable

import pytest

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.diagnostic import Diagnostic
from digestlint.digest import Digest
from digestlint.facts.directives import directives
from digestlint.fix import apply_edits
from digestlint.lint import lint
from digestlint.source import Source

from .conftest import TODAY
from .linted import page

RULES = [rule for rule in built_in_rules(examples=False) if rule.default]


def found_in(text: str) -> list[Diagnostic]:
    profile, vocabulary = built_in_profile(), built_in_vocabulary()
    found = lint(Source.of(text), RULES, profile=profile, vocabulary=vocabulary, today=TODAY)
    return [diagnostic for diagnostic in found if diagnostic.code == "SUP001"]


def fixed(text: str) -> str:
    return apply_edits(text, [edit for each in found_in(text) if each.fix for edit in each.fix.edits])


SAD = "Sadly, it ended."


@pytest.mark.parametrize(
    ("results", "left"),
    [
        ("<!-- digestlint: ignore[TXT005] wanted -->\n\nIt ended.", "It ended."),
        ("It ended.\n\n<!-- digestlint: ignore[TXT005] -->\n\nNow.", "It ended.\n\nNow."),
        ("It ended.\n  <!-- digestlint: ignore[TXT005] -->  \nNow.", "It ended.\nNow."),
        ("It ended. <!-- digestlint: ignore[TXT005] -->", "It ended."),
        ("It <!-- digestlint: ignore[TXT005] --> ended.", "It ended."),
        ("It <!-- digestlint: ignore[TXT005] -->ended.", "Itended."),
        (f"<!-- digestlint: ignore[TXT005, TXT006] -->\n\n{SAD}", f"<!-- digestlint: ignore[TXT005] -->\n\n{SAD}"),
        (f"<!-- digestlint: ignore[TXT006, TXT005] -->\n\n{SAD}", f"<!-- digestlint: ignore[TXT005] -->\n\n{SAD}"),
        (
            f"<!-- digestlint: ignore[ TXT006 , TXT005 ] so -->\n\n{SAD}",
            f"<!-- digestlint: ignore[ TXT005 ] so -->\n\n{SAD}",
        ),
        (
            f"<!-- digestlint: ignore[TXT005, TXT006, TXT003 ] -->\n\n{SAD}",
            f"<!-- digestlint: ignore[TXT005] -->\n\n{SAD}",
        ),
        (
            f"<!-- digestlint: ignore[TXT006, TXT005, TXT003] -->\n\n{SAD}",
            f"<!-- digestlint: ignore[TXT005] -->\n\n{SAD}",
        ),
        ("<!-- digestlint: ignore[TXT005, TXT006] -->\n\nIt ended.", "It ended."),
        (f"<!-- digestlint: ignore[TXT005] -->\n\n{SAD}", f"<!-- digestlint: ignore[TXT005] -->\n\n{SAD}"),
        ("<!-- digestlint: ignore -->\n\nIt ended.", "<!-- digestlint: ignore -->\n\nIt ended."),
        ("<!-- digestlint: ignore[TXT999] -->\n\nIt ended.", "<!-- digestlint: ignore[TXT999] -->\n\nIt ended."),
    ],
)
def test_a_comment_that_ignores_nothing_is_deleted_with_its_line(results: str, left: str) -> None:
    assert fixed(page(results=results)) == page(results=left)


TWO = "---\ntitle: A Study\ndigestlint:\n  ignore:\n    {}\n    {}\nother: 1\n---\n\n"


@pytest.mark.parametrize(
    ("front", "left"),
    [
        ("---\ndigestlint:\n  ignore:\n    TXT006: wanted\n---\n\n", "---\n---\n\n"),
        ("---\ndigestlint:\n  ignore:\n    'TXT006': \"wanted\"\n---\n\n", "---\n---\n\n"),
        (
            "---\ntitle: A Study\ndigestlint:\n  ignore:\n    TXT006: wanted\nother: 1\n---\n\n",
            "---\ntitle: A Study\nother: 1\n---\n\n",
        ),
        (
            TWO.format("TXT005: wanted", "TXT006: wanted"),
            "---\ntitle: A Study\ndigestlint:\n  ignore:\n    TXT005: wanted\nother: 1\n---\n\n",
        ),
        (
            TWO.format("TXT006: wanted", "TXT005: wanted"),
            "---\ntitle: A Study\ndigestlint:\n  ignore:\n    TXT005: wanted\nother: 1\n---\n\n",
        ),
        ("---\ndigestlint: {ignore: {TXT006: a letter}}\n---\n\n", None),
        ("---\ndigestlint:\n  ignore: TXT006\n---\n\n", None),
        ("---\ndigestlint:\n  ignore: [TXT006]\n---\n\n", None),
    ],
)
def test_a_line_of_front_matter_that_ignores_nothing_is_deleted_with_its_keys(front: str, left: str | None) -> None:
    text = page(results=SAD)
    assert fixed(front + text) == (front if left is None else left) + text
    (told,) = found_in(front + text)
    assert told.message == "The suppression `TXT006` ignores nothing"


@pytest.mark.parametrize(
    ("comment", "words", "fault"),
    [
        ("<!-- digestlint: ignore[TXT005] -->", "TXT005", "ignores nothing"),
        ("<!-- digestlint: ignore[TXT999] -->", "TXT999", "names no rule"),
        ("<!-- digestlint: ignore[] -->", None, "names no rule"),
        ("<!-- digestlint: ignore[ , ] -->", None, "names no rule"),
        ("<!-- digestlint: spare[TXT005] -->", None, "is none of"),
        ("<!-- digestlint: ignore -->", None, "is none of"),
        ("<!-- digestlint ignore TXT005 -->", None, "is none of"),
        ("<!-- digestlint: disable[TXT005] -->", "TXT005", "ignores nothing"),
        ("<!-- digestlint: enable[TXT005] -->", "TXT005", ""),
    ],
)
def test_what_is_wrong_with_a_comment_is_told_at_its_words(comment: str, words: str | None, fault: str) -> None:
    text = page(results=f"It ended.\n\n{comment}")
    (told,) = found_in(text)
    assert told.span.of(text) == (words or comment)
    assert told.message.startswith(f"The suppression `{words or comment}` {fault}")


@pytest.mark.parametrize(
    ("comment", "verb", "rules", "reason"),
    [
        ("<!-- digestlint: ignore[TXT005] the tone\n is  wanted -->", "ignore", ["TXT005"], "the tone is wanted"),
        ("<!-- digestlint: ignore[TXT005]: wanted -->", "ignore", ["TXT005"], "wanted"),
        ("<!-- digestlint: ignore[TXT005] – wanted -->", "ignore", ["TXT005"], "wanted"),
        ("<!--- DigestLint: Ignore[TXT005] - wanted -->", "ignore", ["TXT005"], "wanted"),
        ("<!-- digestlint ignore [TXT005] -->", "ignore", ["TXT005"], ""),
        ("<!-- digestlint: disable[TXT005, repeated-word] -->", "disable", ["TXT005", "repeated-word"], ""),
        ("<!-- digestlint: enable[ TXT ] -->", "enable", ["TXT"], ""),
        ("<!-- digestlint: ignore-file[TXT005,,DUP] so -->", "ignore-file", ["TXT005", "DUP"], "so"),
    ],
)
def test_a_comment_says_what_to_ignore_and_why(
    read: Callable[[str], Digest], comment: str, verb: str, rules: list[str], reason: str
) -> None:
    digest = read(page(results=f"It ended.\n\n{comment}\n\nNow."))
    (found,) = digest.fact(directives)
    assert (found.verb, found.reason, found.fault) == (verb, reason, "")
    assert [digest.text(rule) for rule in found.selectors] == rules
    assert digest.text(found.whole) == " ".join(comment.split())


@pytest.mark.parametrize(
    ("comment", "verb", "fault"),
    [
        ("<!-- digestlint: disable[] -->", "disable", "names no rule"),
        ("<!-- digestlint: spare[TXT005] -->", "ignore", "is none of `ignore[CODE] reason`"),
    ],
)
def test_a_comment_that_is_not_well_formed_has_a_fault(
    read: Callable[[str], Digest], comment: str, verb: str, fault: str
) -> None:
    digest = read(page(results=f"It ended.\n\n{comment}\n\nNow."))
    (found,) = digest.fact(directives)
    assert (found.verb, found.selectors, digest.text(found.whole)) == (verb, (), comment)
    assert found.fault.startswith(fault)


@pytest.mark.parametrize(
    "comment", ["<!-- a note -->", "<!-- digestlint is fine -->", "<!-- mydigestlint: ignore[A] -->"]
)
def test_a_comment_on_something_else_is_no_directive(read: Callable[[str], Digest], comment: str) -> None:
    assert read(page(results=f"It ended.\n\n{comment}")).fact(directives) == ()


@pytest.mark.parametrize(
    ("front", "rules", "reason", "fault"),
    [
        ("ignore:\n    TXT005: the tone", ["TXT005"], "the tone", ""),
        ("ignore: [TXT005]", ["TXT005"], "", ""),
        ("spare: TXT005", [], "", "has another form than `ignore: {CODE: reason}`"),
    ],
)
def test_front_matter_says_what_to_ignore_and_why(
    read: Callable[[str], Digest], front: str, rules: list[str], reason: str, fault: str
) -> None:
    digest = read(f"---\ndigestlint:\n  {front}\n---\n\n{page()}")
    (found,) = digest.fact(directives)
    assert (found.verb, found.reason, found.fault) == ("ignore-file", reason, fault)
    assert [digest.text(rule) for rule in found.selectors] == rules
