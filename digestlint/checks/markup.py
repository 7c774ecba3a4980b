"""Leftover markup: marks of Markdown and HTML that would show on the page."""

import bisect
import functools
import html.entities
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.published import blanked, front_matter_end, published
from digestlint.parse.blocks import CODE_FENCE
from digestlint.rule import option
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Tags:
    """The names of the HTML tags that are known for tags; the `void` ones among them have no pair."""

    tags: tuple[str, ...] = option((), "The names of the HTML tags that are reported.")
    void: tuple[str, ...] = ("br", "hr", "img", "wbr")


_LINE = r"(?:[^*\n]|\n(?![ \t]*\n))"
_BOLD = rf"(?<![\w*\\])\*\*\*?(?=[^\s*]){_LINE}{{0,400}}(?<=[^\s*\\])\*\*\*?(?!\*)"
_PAIRED = "|".join(
    (
        rf"(?P<pair>{_BOLD}",
        rf"(?<![\w\\])__(?=[^\s_]){_LINE.replace('*', '_')}{{0,400}}(?<=[^\s_])__(?!\w)",
        r"(?<![\w*\\])\*(?=[^\W\d_])[^*\n]{0,200}(?<=[^\s*\\])\*(?![\w*])",
        r"(?<![\w\\])_(?=[^\W\d_])[^_\n]{0,200}(?<=[^\s_\\])_(?!\w)",
        r"(?<!\w)`{1,3}[^`\n]{1,200}`{1,3}|~~(?=\S)[^~\n]{1,200}~~)",
        r"(?P<link>!?\[[^\[\]\n]{0,300}\]\([^()\s]{1,300}(?:\s\"[^\"\n]{0,100}\")?\))",
        r"(?P<heading>^[ ]{0,3}(?:#(?=[ \t]+[^\W\d])|#{2,6}(?=[ \t]+\S)))",
        r"(?P<backslash>\\[*_#`](?=\S))",
    )
)
_LOOSE = "|".join(
    (
        rf"(?P<spaced>(?<![*\\])\*\*{_LINE}{{1,300}}\*\*(?!\*))",
        r"(?P<stray>(?<![*\\])\*{2,3}(?!\*)|(?<![_\w\\])__(?=[^\W_])|(?<=[^\W_])__(?![_\w]))",
        r"(?P<fence>```+|~~~+)",
        r"(?P<opener>(?<=[^\W_][ ])\*(?=[^\W\d_]{2})|(?<=[\s(])`(?=\w))",
        r"(?P<broken>!?\[[^\[\]\n]{0,300}\] ?\((?:https?://|www\.)[^()\s]{1,300}\)?",
        r"\[[^\[\]\n]{0,100}[^\W\d_][^\[\]\n]{0,100}\]\[[\w ]{0,40}\])",
        r"(?P<hash>(?<=[.!?]\s)#{2,6}(?=\s\S)|^#{1,6}(?=[A-Z][a-z]))",
        r"(?P<table>^\|?[ ]?:?-{3,200}:?[ ]?\|[-:| ]{3,200}$)",
    )
)
_COMMANDS = "mu|alpha|beta|gamma|delta|geq?|leq?|times|pm|text|mathrm|frac|cdot|sim|approx|textbf|textit"
_ESCAPE = "|".join(
    (
        r"(?<=[\s.,;:!?)\"”])(?:\\[nrt]){1,4}(?![a-z])",
        r"(?<=[a-z.])(?:\\n){1,4}(?=[A-Z\\#*-]|\s|$)",
        rf"\$?\\(?:{_COMMANDS})(?![a-z])(?:\{{[^{{}}\n]{{0,60}}\}})?\$?",
    )
)
_REFERENCE = (
    r"(?P<entity>&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};"
    r"|[A-Za-z][A-Za-z0-9]{1,30};|(?:nbsp|amp|lt|gt|quot|apos)(?![\w=])))"
)
_ANY_MARK = ("*", "_", "`", "~", "[", "#", "&", "\\", "---")
"""One of these stands in whatever is a mark of Markdown or a character reference."""

_IN_FRONT = rf"(?P<pair>{_BOLD})|{_REFERENCE}"
_MARK = re.compile(r"\s*(?:&|```|~~~)")
_P_VALUE = re.compile(r"[<>=≤≥]\s?0?[.,]\d{1,5}$")
_LEGEND = re.compile(r"\*{1,3}[ \t]?[Pp][ \t]?[<=>]")
_LEGEND_LINE = re.compile(r"^[ \t]*\*{1,3}[ \t]?[Pp][ \t]?[<=>]", re.MULTILINE)


def leftover_markup(digest: Digest, params: Tags) -> Iterator[Finding]:
    """Report each mark, each pair of marks once, and marks that follow one another as one."""
    text = digest.fact(published)
    found = sorted({*_of_tags(digest, text, params), *_of_marks(digest, text)})
    for span in _merged(found, text):
        yield Finding(span, {"words": _shortened(digest.text(span))})


def _of_marks(digest: Digest, text: str) -> Iterator[Span]:
    """Yield the marks of Markdown, and the character references."""
    front = front_matter_end(digest)
    body = blanked(text, [Span(0, front), *(Span(*fence.span()) for fence in CODE_FENCE.finditer(text))])
    in_page = digest.spelling == "page"
    marks = f"{_PAIRED}|{_LOOSE}|{_REFERENCE}" if in_page else f"{_LOOSE}|{_REFERENCE}"
    searched = (
        (text[:front], _IN_FRONT, "*&"),
        (body, _ESCAPE, "\\"),
        (body if in_page else digest.prose, marks, _ANY_MARK),
    )
    for stretch, source, needed in searched:
        if not any(mark in stretch for mark in needed):
            continue  # as in most digests; to look for each mark at each place takes far longer
        legend = _LEGEND_LINE.search(stretch) is not None
        for match in _pattern(source).finditer(stretch):
            escaped = not in_page and text.endswith("\\", 0, match.start())
            if not escaped and not _excused(match, legend=legend):
                yield Span(*match.span())
    yield from (span.stripped(text) for span in digest.leftovers if _MARK.match(text, *span))


def _of_tags(digest: Digest, text: str, params: Tags) -> Iterator[Span]:
    """Yield the HTML tags; an opening one and its closing one are one span with all between them."""
    known = frozenset(params.tags)
    read = sorted(digest.leftovers)
    opened: tuple[str, Span] | None = None
    for match in _tag_pattern().finditer(text):
        name = match["name"].lower()
        if name not in known or not _is_markup(digest, match, read):
            continue
        span = Span(*match.span())
        if opened and match["closing"] and opened[0] == name and "\n\n" not in text[opened[1].end : span.start]:
            yield Span(opened[1].start, span.end)
            opened = None
            continue
        if opened:
            yield opened[1]
        opened = None if match["closing"] or name in params.void else (name, span)
        if opened is None:
            yield span
    if opened:
        yield opened[1]


def _is_markup(digest: Digest, match: re.Match[str], read: Sequence[Span]) -> bool:
    """Tell whether what looks like a tag is one: in Markdown where it is `read` as one, elsewhere always."""
    if digest.spelling == "page" or match.end() <= digest.fact(front_matter_end):
        return True
    at = bisect.bisect_right(read, Span(*match.span()))
    return any(other.overlaps(Span(*match.span())) for other in read[max(0, at - 1) : at + 1])


def _excused(match: re.Match[str], *, legend: bool) -> bool:
    """Tell whether a match is no markup: stars of significance (with a `legend`), a power, some other ampersand."""
    text, (start, end) = match.string, match.span()
    if match.lastgroup in ("stray", "spaced"):
        starred = _P_VALUE.search(text, max(0, start - 12), start) or _LEGEND.match(text, start)
        return legend or bool(starred) or (text[start - 1 : start].isalnum() and text[end : end + 1].isdigit())
    if match.lastgroup == "entity" and not match[0].startswith("&#"):
        return match[0][1:].rstrip(";") + ";" not in html.entities.html5
    return False


def _merged(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Yield the spans with those joined that overlap, or have only blanks between them."""
    last: Span | None = None
    for span in spans:
        if last and (span.start < last.end or (span.start == last.end) or not text[last.end : span.start].strip(" ")):
            last = Span(last.start, max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:40]} … {words[-12:]}"  # noqa: PLR2004 - a line of a terminal


@functools.cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.MULTILINE)


@functools.cache
def _tag_pattern() -> re.Pattern[str]:
    return re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,12})(?P<rest>(?:\s[^<>]{0,200})?/?)>")
