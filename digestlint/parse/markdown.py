"""Markdown to blocks. Markup is blanked where it stands, so that no offset ever moves."""

import copy
import functools
import html
import re
from collections.abc import Iterator, MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from digestlint.parse.blocks import Block, Kind, Layout, blank
from digestlint.parse.content import Locator, parted
from digestlint.span import Lines, Span

_INLINE_MARKUP = re.compile(r"[*_`\[\]<>&\\!]")
_OPENED, _CLOSED = "<!--", "-->"
_STARTS = "digestlint_starts"
_CELLS = ("th_open", "td_open")


def read_markdown(text: str, start: int) -> Layout:
    """Return the layout of the Markdown in `text` from the offset `start` (the beginning of a line) on.

    Whatever `text` is, the visible text has its length and its line ends.
    """
    body = blank(text[:start]) + text[start:]
    reader = _Reader(text)
    env: MutableMapping[str, Any] = {}
    tokens = _parser().parse(body, env)
    for i, token in enumerate(tokens):
        if token.type == "inline":
            reader.read_inline(token, tokens[i - 1], env, in_list=_in_list(tokens, i))
        elif token.type == "hr" and token.map:
            reader.blocks.append(Block("rule", reader.lines.span(token.map[0] + 1)))
        elif token.type == "html_block" and token.map:
            reader.read_html_block(token)
    return Layout(
        tuple(reader.blocks), "".join(reader.pieces(len(text))), tuple(reader.leftovers), tuple(reader.comments)
    )


@functools.cache
def _parser() -> MarkdownIt:
    """Return a CommonMark parser for blocks alone; indented text is prose, for nobody writes code in a digest."""
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).disable("code").enable("table")
    parser.core.ruler.enableOnly(["block"])  # "normalize" would exchange each NUL, and no line could be found again
    parser.inline.ruler.before("text", "digestlint_starts", _note_start)
    parser.inline.ruler2.disable("fragments_join")
    return parser


@functools.cache
def _inline_parser() -> MarkdownIt:
    """Return the same parser for inline marks, of which fewer levels are read: each costs time in a run of brackets."""
    parser = copy.copy(_parser())
    options: Any = {**parser.options, "maxNesting": 10}
    parser.set(options)
    return parser


def _note_start(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of markdown-it-py's rules
    """Match nothing; note at which offset the next token begins."""
    if not silent:
        state.env[_STARTS][len(state.tokens) + bool(state.pending)] = state.pos
    return False


def _in_list(tokens: list[Token], i: int) -> bool:
    """Tell whether the inline token at `i` is the first paragraph, or the cell, of a list item or of a table."""
    return tokens[i - 1].type in _CELLS or (i > 1 and tokens[i - 2].type == "list_item_open")


def _comments(text: str, within: Span) -> Iterator[Span]:
    """Yield the comments of a stretch that end in it."""
    start = text.find(_OPENED, *within)
    while start >= 0:
        end = text.find(_CLOSED, start + len(_OPENED), within.end)
        if end < 0:
            return
        yield Span(start, end + len(_CLOSED))
        start = text.find(_OPENED, end + len(_CLOSED), within.end)


class _Reader:
    """What is gathered while the tokens of one text are read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.blocks: list[Block] = []
        self.leftovers: list[Span] = []
        self.comments: list[Span] = []
        self._seen: list[tuple[int, str]] = []
        self._cell_from: dict[int, int] = {}
        self._row = 0
        self._line = ""
        self._line_start = 0

    def read_inline(self, token: Token, opener: Token, env: MutableMapping[str, Any], *, in_list: bool) -> None:
        """Take up the block of text that `token` holds."""
        if opener.type in _CELLS:  # of an escaped bar the table has taken the backslash, and has split at all others
            token.content = token.content.replace("|", r"\|")
        offsets = list(self._content_lines(token, opener))
        if not offsets:
            return
        at = Locator(Lines(token.content), offsets)
        for span, words in self._inline(token.content, env, at):
            self._seen.append((span.start, words))
        kind: Kind = "heading" if opener.type == "heading_open" else "item" if in_list else "paragraph"
        level = int(opener.tag[1]) if kind == "heading" else None
        self.blocks.append(Block(kind, self._place(token, opener, at, offsets[0], kind), level))

    def _place(self, token: Token, opener: Token, at: "Locator", first: int, kind: Kind) -> Span:
        """Return the place of a block's words; of a heading that has none, the place of its marks."""
        if token.content.strip() or (token.content and kind != "heading"):
            return Span(at.source(0), at.source(len(token.content) - 1) + 1)
        if kind == "heading" and opener.map:
            first_row, last_row = opener.map[0] + 1, opener.map[1]
            return Span(self.lines.span(first_row).start, self.lines.span(last_row).end).stripped(self.text)
        return Span(first, first)

    def read_html_block(self, token: Token) -> None:
        """Take up a block of HTML: all of it is blank but text behind a comment; tags would show as leftover markup."""
        first, last = token.map or (0, 0)
        span = Span(self.lines.span(first + 1).start, self.lines.span(last).end).stripped(self.text)
        if not self.text.startswith(_OPENED, span.start):
            self.leftovers.append(span)
            return
        at = span.start
        for comment in _comments(self.text, span):
            self._read_text_between(Span(at, comment.start).stripped(self.text))
            self.comments.append(comment)
            at = comment.end
        self._read_text_between(Span(at, span.end).stripped(self.text))

    def _read_text_between(self, span: Span) -> None:
        """Take up text that stands behind a comment, in the block of HTML that the comment began."""
        words = span.of(self.text)
        if words and not words.startswith(_OPENED):
            self._seen += [(span.start + line.start(), line[0]) for line in re.finditer(r"[^\n]+", words)]
            self.blocks.append(Block("paragraph", span))

    def _content_lines(self, token: Token, opener: Token) -> Iterator[int]:
        """Yield the offset in the source at which each line of the token's content begins.

        A line of content is the rest of its source's line, behind quote marks, bullets and indentation; a heading or a
        table's cell stands somewhere in its line.
        """
        first, last = token.map or (0, 0)
        first += self._blank_rows(token, first, last)
        for row, content in zip(range(first + 1, max(last, first + 1) + 1), token.content.split("\n"), strict=False):
            if row != self._row:
                self._row, line = row, self.lines.span(row)
                self._line_start, self._line = line.start, line.of(self.text)
            words = self._line
            core = content.strip()
            indent = len(content) - len(content.lstrip())
            if opener.markup[:1] == "#":
                found = words.find(core, len(words) - len(words.lstrip(" #>")))
            elif opener.type in _CELLS:
                found = words.find(core, self._cell_from.get(row, 0))
                self._cell_from[row] = max(found, 0) + len(core)
            elif core:
                found = len(words.rstrip()) - len(core)
            else:  # a line of blanks that Markdown takes for words, such as U+001F
                found = len(words)
            if found < 0 or not words.startswith(core, found):
                found = max(0, words.find(core))
            yield self._line_start + found - indent

    def _blank_rows(self, token: Token, first: int, last: int) -> int:
        """Return how many rows at its beginning the token's content lacks: blanks that are none in Markdown."""
        line = token.content.partition("\n")[0]
        core = line.strip() or line
        rows = range(first + 1, last + 1)
        held = (i for i, row in enumerate(rows) if core in self.lines.span(row).of(self.text))
        return next(held, 0)

    def _inline(self, content: str, env: MutableMapping[str, Any], at: "Locator") -> Iterator[tuple[Span, str]]:
        """Yield the visible words of a block's content with their places in the source."""
        if not _INLINE_MARKUP.search(content):
            for start, line in at.lines():
                yield Span(start, start + len(line)), line
            return
        for begin, piece in parted(content):
            yield from self._marked_up(piece, env, at.behind(begin))

    def _marked_up(self, content: str, env: MutableMapping[str, Any], at: "Locator") -> Iterator[tuple[Span, str]]:
        """Yield the visible words of some content that has marks."""
        starts: dict[int, int] = {}
        children: list[Token] = []
        _inline_parser().inline.parse(content, _inline_parser(), {**env, _STARTS: starts}, children)
        for i, child in enumerate(children):
            # A run of emphasis marks gives one token a mark, of which only the first is noted.
            start = starts.setdefault(i, starts.get(i - 1, 0) + 1)
            if not (words := child.content):
                continue
            if child.type == "html_inline":
                place = Span(at.source(start), at.source(start + len(words) - 1) + 1)
                (self.comments if words.startswith(_OPENED) else self.leftovers).append(place)
            elif child.type == "text_special":
                yield from self._special(child, start, at)
            elif child.type == "code_inline":
                end = starts.get(i + 1, len(content)) - len(child.markup)
                code = Span(at.source(start + len(child.markup)), at.source(end - 1) + 1)
                yield code, code.of(self.text)
            elif child.type == "text":
                if i and (children[i - 1].type, children[i - 1].markup) == ("link_open", "autolink"):
                    # What the parser gives is the address made fit to be read.
                    words = content[start : content.find(">", start)]
                source = at.source(start)
                yield Span(source, source + len(words)), words

    def _special(self, child: Token, start: int, at: "Locator") -> Iterator[tuple[Span, str]]:
        """Yield the one character that an escape or a character reference stands for."""
        if child.info == "entity":
            span = Span(at.source(start), at.source(start + len(child.markup) - 1) + 1)
            self.leftovers.append(span)
            shown = html.unescape(child.markup)[:1]
        else:
            span = Span(at.source(start) + 1, at.source(start) + 2)
            shown = span.of(self.text)
        if shown.isprintable():
            yield span, shown

    def pieces(self, length: int) -> Iterator[str]:
        """Yield the visible text from beginning to end."""
        at = 0
        for start, words in sorted(self._seen):
            if start < at:
                continue
            yield blank(self.text[at:start])
            yield words
            at = start + len(words)
        yield blank(self.text[at:length])
