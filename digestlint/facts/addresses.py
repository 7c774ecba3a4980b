"""Addresses: where letters and digits name a page or a file and follow its rules of spelling, not a registry's."""

import re

from digestlint.span import Span

_REACH = 300
_LINE = 2000
_OPENED = re.compile(
    r"://|\bwww\.|\]\(|\b(?:src|href)=|\b10\.[0-9]{4,9}/|\b[A-Za-z][\w-]{0,40}\.[A-Za-z.]{0,40}[a-z]{2}/|@",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[)>\"'\]](?!\()")
_FILE = re.compile(r"[\w-]{0,80}\.(?:png|jpe?g|svg|gif|webp|pdf|md|html?|json|txt|csv|xml)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?:slug|permalink|url|path|file|filename|image|canonical|aliases|link)[ \t]*:", re.IGNORECASE)
_SLUG_BEFORE = re.compile(r"(?:[/#@=&]|[A-Za-z0-9][-_.])$")
_SLUG_AFTER = re.compile(r"[-_/][a-z0-9]|\.[a-z]")


def in_address(text: str, span: Span) -> bool:
    """Tell whether `span` is part of an address, a link's target, a DOI, a file's name, or a name in small letters."""
    start = max(0, span.start - _REACH)
    line = text.rfind("\n", max(0, span.start - _LINE), span.start) + 1
    before = text[max(start, line) : span.start]
    token = before[max(before.rfind(" "), before.rfind("\t")) + 1 :]
    closed = [mark.end() for mark in _CLOSED.finditer(token)]
    return bool(
        _OPENED.search(token[closed[-1] if closed else 0 :])
        or _FILE.match(text, span.end)
        or ((line or span.start <= _LINE) and _NAMED.match(text, line, span.start))
        or (span.of(text)[:1].islower() and _is_slug(text, span))
    )


def _is_slug(text: str, span: Span) -> bool:
    """Tell whether the words at `span` are joined to others as in `igf-1-nct00330668`."""
    return bool(_SLUG_BEFORE.search(text[max(0, span.start - 2) : span.start]) or _SLUG_AFTER.match(text, span.end))
