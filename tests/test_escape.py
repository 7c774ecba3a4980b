"""Text from digests is shown as it is, and does nothing."""

import re
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from digestlint.reporters.escape import defused, markdown_code, markdown_message, markdown_text, sound, xml_text
from digestlint.reporters.style import shown
from digestlint.reporters.tables import Block, fitted, row
from digestlint.reporters.xml_files import written

from .reports import HOSTILE_PATHS, HOSTILE_WORDS

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
WORDS = st.text(
    st.one_of(st.sampled_from("`*_~[](){}<>|\\&#@!$%:;/.-+=\"' aw\n\r\t\x1b\x00\u202e\ufffe\ud800"), st.characters())
)


def visible(markdown: str) -> str:
    """Return what a reader sees of a cell, in which there may be no markup but that for code."""
    tokens = MARKDOWN.parse(f"| head |\n| --- |\n| x{markdown}x |\n")
    (cell,) = [token for token in tokens if token.type == "inline" and token.content != "head"]
    assert {child.type for child in cell.children} <= {"text", "text_special", "html_inline"}
    assert {child.content for child in cell.children if child.type == "html_inline"} <= {"<code>", "</code>"}
    text = "".join(child.content for child in cell.children if child.type != "html_inline")
    return text.replace("\u200b", "")[1:-1]


@given(WORDS)
@example("".join(HOSTILE_WORDS[:5]))
def test_markdown_shows_every_character_and_makes_nothing_of_it(words: str) -> None:
    for markdown in (markdown_text(words), markdown_code(words)):
        assert visible(markdown) == shown(words)


@given(WORDS)
def test_a_message_in_markdown_shows_all_but_the_backticks_of_its_quotes(words: str) -> None:
    message = f"The keyword `{words}` is not mentioned"
    assert visible(markdown_message(message)).replace("`", "") == shown(message).replace("`", "")


def test_quoted_words_are_code() -> None:
    assert markdown_message("`a|b` is no `c`") == "<code>a&#124;b</code> is no <code>c</code>"


def test_empty_quotes_are_not_lost() -> None:
    assert visible(markdown_message("`` is `a`")) == "`` is a"


def test_a_very_long_word_is_cut() -> None:
    assert len(visible(markdown_text("W" * 5_000))) == 400
    assert len(visible(markdown_message("`" + "W" * 5_000 + "` is no heading"))) <= 400


@given(WORDS)
@example("\x00\x0b\ud800\ufffe\uffff]]></a>")
def test_xml_can_be_read_and_says_the_same(words: str) -> None:
    read = etree.fromstring(written(Element("a", b=xml_text(words))))
    assert re.sub("[\ufffe\uffff]", lambda match: f"\\u{ord(match[0]):04x}", shown(words)) == read.get("b")


@given(WORDS)
def test_what_is_defused_reads_the_same_and_has_no_way_out(words: str) -> None:
    text = defused(words)
    assert text.replace("\u200b", "") == shown(words)
    assert not re.search(r"[@#]\w|<[a-z/!?]|\]\(|://|www\.|##\[|[\x00-\x1f\x7f-\x9f\u202a-\u202e]", text)


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_any_path_can_be_written_in_utf_8(path: str) -> None:
    assert sound(path).encode().decode() == path.replace("\udcff", "\\udcff")


def test_a_table_takes_what_fits_and_counts_the_rest() -> None:
    blocks = [Block("<", (row("a"), row("b")), ">"), Block("<", (row("c"),), ">"), Block("<", (), ">")]
    assert fitted(blocks, 100) == ("<| a |\n| b |\n><| c |\n>", 0)
    assert fitted(blocks, 14) == ("<| a |\n| b |\n>", 1)
    assert fitted(blocks, 13) == ("<| a |\n>", 2)
    assert fitted(blocks, 7) == ("", 3)
    assert fitted([Block("<", (row("é"),), ">")], 8) == ("", 1)
