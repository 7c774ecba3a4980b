"""Placeholders: what a template or a writer left to be filled in."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.published import front_matter_end, placed_quotations, published
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The words of placeholders.

    `marks` stand for themselves (`TODO`), in capitals. In brackets, `slots` are a placeholder alone (`[date]`), `named`
    behind other words too (`[start date]`), and `orders` before others (`[insert …]`). `units` stand behind `XX`.
    `phrases` are placeholders wherever they stand.
    """

    marks: tuple[str, ...] = field(metadata={"help": "The words in capitals that stand for something to come."})
    slots: tuple[str, ...]
    named: tuple[str, ...]
    orders: tuple[str, ...]
    units: tuple[str, ...]
    phrases: tuple[str, ...]


_TEMPLATE = (
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{1,80}%\}|\$\{[^{}\n]{1,80}\}|\{[a-z]{4,30}(?:[_ ][a-z0-9]{1,30}){0,4}\}"
    r"|<[A-Z]{2,30}(?:_[A-Z]{2,30}){1,4}>|\[[A-Z]{2,30}(?:_[A-Z]{2,30}){1,4}\]"
    r"|\[_{2,40}\]|\[[XN]\](?=\s(?!of\b)[a-z])|\[object Object\]|(?<!\w)NaN(?!\w)|(?<=[^\s_][ \t])_{3,}(?![\w*])"
)
_NUMERAL = (
    r"(?<![\w,.+-])(?:X{1,4}[.,·]X{1,3}|0[.·]\d{0,3}X{1,3}|X{2,4}(?=\s?%)|X(?=%)"
    r"|x{2,3}(?=%)|x{1,3}\.x{1,3}(?=\s?%)|(?:(?<=n = )|(?<=n=)|(?<=[$€£]))X{1,4}(?!\w)|(?:19|20)XX(?!\w))(?:\s?%)?"
    r"|(?<=\s)\?{2,}(?=%|\s+\w)|(?<=\S )#{2,}(?=%|\s+[a-z])"
)
_DATE = r"(?<![\w/-])(?:YYYY(?:-MM)?(?:-DD)?|DD/MM/YYYY|MM/DD/YYYY)(?!\w)"
_NAMED_X = re.compile(
    r"(?:factor|fragile|triple|chromosomes?|monosomy|trisomy|generation|brand|compound|protein|hepatitis|"
    r"group|arm|cohort|part|type|phase|collagen|version|congress|and|or)\s$",
    re.IGNORECASE,
)
_CHROMOSOMES = re.compile(r"\b4[5-9],\s?X|chromosom|karyotyp", re.IGNORECASE)
_LISTS = re.compile(r"(?:keywords|flags)[ \t]*:[ \t]*", re.IGNORECASE)
_HTML = r"title|link|text|details|figure"


def placeholder(digest: Digest, params: Placeholders) -> Iterator[Finding]:
    """Report each placeholder, wherever in the file it would be published."""
    text = digest.fact(published)
    for match in _compiled(params).finditer(text):
        if not _EXCUSES.get(match.lastgroup or "", _never)(digest, match):
            span = Span(*match.span()).stripped(text)
            yield Finding(span, {"words": digest.text(span)})


@functools.cache
def _compiled(params: Placeholders) -> re.Pattern[str]:
    slots, named, orders = (f"(?i:{_any(words)})" for words in (params.slots, params.named, params.orders))
    words = r"(?:[^\W\d_][\w'’/-]{0,30}\s){1,5}"
    inside = rf"(?:{slots}|{words}{named}|(?i:name|number|date|title)\sof\s[^\[\]<>\n]{{1,60}})"
    order = rf"{orders}(?![\w-])[^\[\]<>{{}}\n]{{0,160}}"
    return re.compile(
        rf"(?P<order>\[\s?{order}\]|<{order}>|\{{{order}\}})"
        rf"|(?P<slot>\[{inside}\](?!\w)|<(?!(?:{_HTML})>){inside}>)"
        rf"|(?P<mark>(?<![\w/-])(?:{_any(params.marks)})(?![\w/-]))"
        rf"|(?P<letters>(?<![\w,.+-])X{{1,4}}(?=[ -](?:{_any(params.units)})\b))"
        rf"|(?P<numeral>{_NUMERAL})|(?P<date>{_DATE})|(?P<template>{_TEMPLATE})"
        rf"|(?P<phrase>(?i:(?<!\w)(?:{_any(params.phrases)})(?!\w)))"
    )


def _is_link(digest: Digest, match: re.Match[str]) -> bool:  # noqa: ARG001 - one of the excuses
    return match[0].startswith("[") and match.string[match.end() : match.end() + 1] in ("(", "[", ":")


def _is_bracketed_otherwise(digest: Digest, match: re.Match[str]) -> bool:
    """Tell whether brackets hold no slot: a link, a list in front matter, a word put into a quotation."""
    if match.end() <= digest.fact(front_matter_end) and _LISTS.fullmatch(_before(match)):
        return True
    quoted = digest.fact(placed_quotations).covers(Span(*match.span()))
    return quoted or _is_link(digest, match)


def _is_word(digest: Digest, match: re.Match[str]) -> bool:
    """Tell whether a mark is a word of its own: a spelled-out abbreviation, or a word of a line in capitals."""
    around = _before(match) + match.string[match.end() : match.end() + 80].partition("\n")[0]
    letters = [char for char in around if char.isalpha()]
    capitals = len(letters) > 12 and sum(map(str.isupper, letters)) > 0.7 * len(letters)  # noqa: PLR2004 - most of it
    return capitals or match[0] in digest.fact(_spelled_out)


def _spelled_out(digest: Digest) -> frozenset[str]:
    """Return the abbreviations that the text introduces: `tick-borne disease (TBD)`, not `to be determined (TBD)`."""
    text = digest.fact(published)
    found: set[str] = set()
    for bracket in re.finditer(r"\(([A-Z]{3,5})s?\)", text):
        words = re.findall(r"[^\W_]+", text[max(0, bracket.start() - 100) : bracket.start()])[-len(bracket[1]) :]
        if "".join(word[0].upper() for word in words) == bracket[1] and words[0].casefold() != "to":
            found.add(bracket[1])
    return frozenset(found)


def _is_name(digest: Digest, match: re.Match[str]) -> bool:
    """Tell whether X stands for itself: a factor, a chromosome, a karyotype."""
    chromosomes = match[0].startswith("XX") and digest.fact(_names_chromosomes)
    return bool(chromosomes or _NAMED_X.search(_before(match)))


def _names_chromosomes(digest: Digest) -> bool:
    return _CHROMOSOMES.search(digest.fact(published)) is not None


def _is_no_prose(digest: Digest, match: re.Match[str]) -> bool:
    return not digest.placed_sentences.covers(Span(*match.span()))


def _never(digest: Digest, match: re.Match[str]) -> bool:  # noqa: ARG001 - one of the excuses
    return False


_EXCUSES: Mapping[str, Callable[[Digest, re.Match[str]], bool]] = {
    "order": _is_link,
    "slot": _is_bracketed_otherwise,
    "mark": _is_word,
    "letters": _is_name,
    "date": _is_no_prose,
}


def _before(match: re.Match[str]) -> str:
    """Return what stands before a match in its line, or the end of it."""
    return match.string[max(0, match.start() - 120) : match.start()].rpartition("\n")[2]


def _any(words: tuple[str, ...]) -> str:
    """Return a regex for any of `words`, the longest first; a blank stands for any white space."""
    return "|".join(r"\s".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))
