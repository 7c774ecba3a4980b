"""Sentences: where one ends and the next begins, in prose that is full of numbers, units and abbreviations."""

import re
from collections.abc import Iterator

from digestlint.span import Span

_NEVER_LAST = frozenset(
    "vs v cf e.g i.e dr mr mrs ms prof fig figs approx ca viz vol ref refs resp incl excl dept univ spp sp".split()
)
"""Words before a point that never ends a sentence."""

_MAY_END = frozenset("al inc ltd corp etc jr sr st min max avg".split())
"""Abbreviations that do end a sentence where what follows looks like the beginning of one."""

_BEFORE_NUMBER = frozenset(("no", "nos", "p", "pp"))
"""Abbreviations only where a number follows: `No. 3`."""

_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_OF_MONTH = re.compile(r"(?:[0-2]?\d|3[01]|(?:19|20)\d\d)\b")
"""The day or the year behind the name of a month that is cut short: `Sept. 2019`."""

_LONGEST = 2000
"""The most characters of a sentence. What is longer is none, and is read in pieces: what is sought in a sentence may
take time that grows with the square of its length."""

_STOP = re.compile(r"""(?<![.!?…])[.!?…]++["'”’)\]]*+(?=\s|$)|\n[ \t]*\n""")
_DOTTED = re.compile(r"(?:[A-Za-z]\.){1,4}[A-Za-z]")
_BEFORE = re.compile(r"([^\s(\[“\"]+)$")
_OPENER = re.compile(r"""\s*["'“‘(\[]*(?P<word>[^\s,;:]+)""")
_STARTERS = frozenset(
    "the a an this that these those it he she they we in on at for of to as if when while although however but and "
    "there no not all both most many some one two after before during among patients participants results".split()
)


def split_sentences(text: str, within: Span) -> Iterator[Span]:
    """Yield the spans of the sentences of `text` inside `within`, without the white space around them.

    A sentence ends at a point, question or exclamation mark (and the quotes or brackets that close after it) that is
    followed by white space, or at an empty line; not after an abbreviation (`vs.`, `i.e.`, `Dr.`, `No. 3`), nor after
    an initial (`E. coli`), nor before a word that cannot begin a sentence. None is longer than 2,000 characters.
    """
    start = within.start
    for stop in _STOP.finditer(text, within.start, within.end):
        if stop.group().isspace() or _ends(text, start, stop, within.end):
            yield from _nonempty(text, Span(start, stop.start() if stop.group().isspace() else stop.end()))
            start = stop.end()
    yield from _nonempty(text, Span(start, within.end))


def _nonempty(text: str, span: Span) -> Iterator[Span]:
    for words in bounded(text, span):
        if any(char.isalnum() for char in words.of(text)):
            yield words


def bounded(text: str, span: Span) -> Iterator[Span]:
    """Yield a stretch, without the white space around it, in pieces of at most 2,000 characters, parted between words.

    A word that is longer is parted too.
    """
    rest = span.stripped(text)
    while rest.end - rest.start > _LONGEST:
        words = text[rest.start : rest.start + _LONGEST].rsplit(maxsplit=1)
        piece = Span(rest.start, rest.start + (len(words[0]) if len(words) > 1 else _LONGEST))
        yield piece.stripped(text)
        rest = Span(piece.end, rest.end).stripped(text)
    if rest.start < rest.end:
        yield rest


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    following = _OPENER.match(text, stop.end(), end)
    if not following:
        return True
    word = following["word"]
    if stop.group()[0] in "!?":
        return not word[0].islower()
    before = _BEFORE.search(text, max(start, stop.start() - 40), stop.start())
    last = before[1] if before else ""
    lower = last.casefold()
    if lower in _MAY_END or _DOTTED.fullmatch(last):
        return word[0].isupper() and word.casefold() in _STARTERS
    if (lower in _BEFORE_NUMBER and word[0].isdigit()) or (lower in _MONTHS and _OF_MONTH.match(word)):
        return False
    if lower in _NEVER_LAST or _is_initial(text, before, word):
        return False
    return not word[0].islower() or _is_cased_name(word)


def _is_initial(text: str, before: re.Match[str] | None, following: str) -> bool:
    """Tell whether the one capital before the point is an initial (`J. Smith`), not a letter (`vitamin K. Its …`)."""
    if not before or len(before[1]) != 1 or not before[1].isupper():
        return False
    preceding = text[max(0, before.start() - 80) : before.start()].rstrip()[-1:]
    return following.casefold() not in _STARTERS and (not preceding or not preceding.islower())


def _is_cased_name(word: str) -> bool:
    """Tell whether a word that begins in lower case may begin a sentence all the same: `rhIGF-1`, `mRNA`, `p53`."""
    return any(char.isupper() or char.isdigit() for char in word[1:])
