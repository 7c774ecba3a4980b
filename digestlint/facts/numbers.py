"""Numbers of the prose: how they are written, the percentages, and the counts of a total."""

import re
from dataclasses import dataclass
from decimal import Decimal

from digestlint.digest import Digest
from digestlint.facts.numerals import has_number
from digestlint.patterns import lazy
from digestlint.phrases import NUMBER_WORDS, fold
from digestlint.places import Placed
from digestlint.span import Span

UNSIGNED = (
    r"(?:0,\d{1,6}|\d{1,3}(?:,\d{3}){1,3}(?:[.·]\d{1,8})?|\d{1,3},\d{1,2}(?![\d,])|\d{1,9}(?:[.·]\d{1,8})?|[.·]\d{1,8})"
)
DASHES = "-−–—‐‑"
SIGN = r"(?:(?<![\w%)\]])[-−–‑](?=[\d.·])|\bminus\s)"
PERCENT = r"\s?(?:%|per\s?cent\b)"

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = (
    {word: number for number, word in enumerate(NUMBER_WORDS[:19], 1)}
    | {tens: 10 * number for number, tens in enumerate(_TENS, 2)}
    | {f"{tens}-{unit}": 10 * t + u for t, tens in enumerate(_TENS, 2) for u, unit in enumerate(NUMBER_WORDS[:9], 1)}
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,7})(?![\d%]|[.,·]\d|\s?%)"
_SPELLED = "|".join(word.replace("-", "[- ]") for word in sorted(_WORDS, key=len, reverse=True))
_HALF = re.compile(r"0,\d+|\d{1,3},\d{1,2}")

WHOLE = rf"(?:{_DIGITS}|{_SPELLED})\b"
"""A whole number in digits or words."""

THE = (
    r"(?:the |all |these |those |its |our |their )?"
    r"(?:(?:first|last|other|remaining|planned|treated|enrolled|evaluable|initial|original) )?"
)
NOT_INSIDE = rf"(?<![\w.,/·{DASHES}])"


def spaced(pattern: str) -> re.Pattern[str]:
    """Return `pattern`, case ignored; each blank of it stands for one to four characters of white space."""
    return lazy(pattern.replace("[- ]", r"[-\s]").replace(" ?", r"\s{0,4}").replace(" ", r"\s{1,4}"), re.IGNORECASE)


_PERCENTAGE = re.compile(rf"(?<![\d.,·])(?P<number>{SIGN}?{UNSIGNED}){PERCENT}", re.IGNORECASE)
_COUNTS = (
    spaced(rf"{NOT_INSIDE}(?P<part>{WHOLE}) (?:[^\W\d]{{1,20}} )?(?:out )?of {THE}(?P<total>{WHOLE})(?!\s?/)"),
    spaced(rf"{NOT_INSIDE}(?P<part>{WHOLE}) in (?:every )?(?P<total>{WHOLE})(?=(?: [^\W\d]{{1,20}}){{0,2}} ?\()"),
    re.compile(rf"(?<![\w.,/·])(?P<part>{_DIGITS})\s?/\s?(?P<total>{_DIGITS})(?!\s?/)"),
)
_RATIO = _COUNTS[2]
_NO_COUNT = re.compile(
    r"\b(?:not?|phase|grades?|stage|type|ratio|pressure|weeks?|days?|months?|cycles?|dated?|vision)\s$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its value and how many decimals are printed."""

    span: Span
    value: Decimal
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number with a percent sign or the word; the span holds both."""

    span: Span
    number: Number


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a total: `12 of 40`, `12/40`, `three of the four`."""

    span: Span
    part: int
    total: int


def number_at(text: str, span: Span) -> Number:
    """Return the number at `span` of `text`, which may have a sign, thousands commas, and any kind of decimal mark."""
    words = fold(span.of(text).strip()).replace("·", ".")
    digits = words.removeprefix("minus").strip(f"{DASHES}+£$€ \n\t")
    if _HALF.fullmatch(digits):
        digits = digits.replace(",", ".")
    value = Decimal(digits.replace(",", ""))
    negative = words[0] in DASHES or words.startswith("minus")
    return Number(span, -value if negative else value, len(digits.partition(".")[2]))


def whole_number(words: str) -> int:
    """Return the whole number that digits or words stand for."""
    spelled = spelled_number(words)
    return int(words.replace(",", "")) if spelled is None else spelled


def spelled_number(words: str) -> int | None:
    """Return the whole number below a hundred that words stand for, None where they are none: `twenty-twenty`."""
    return _WORDS.get("-".join(re.split(r"[\s-]+", fold(words))))


def percentages(digest: Digest) -> tuple[Percentage, ...]:
    """Return every percentage of the prose."""
    return tuple(
        Percentage(Span(*match.span()), number_at(digest.prose, Span(*match.span("number"))))
        for sentence in digest.sentences
        for match in _PERCENTAGE.finditer(digest.prose, *sentence.span)
    )


def placed_percentages(digest: Digest) -> Placed[Percentage]:
    """Return every percentage of the prose by its place."""
    return Placed(digest.fact(percentages), lambda percentage: percentage.span)


def placed_counts(digest: Digest) -> Placed[Count]:
    """Return every count of a total by its place."""
    return Placed(digest.fact(counts), lambda count: count.span)


def counts(digest: Digest) -> tuple[Count, ...]:
    """Return every count of a total."""
    found: list[Count] = []
    for sentence in digest.sentences:
        if not has_number(digest, sentence.span):
            continue
        for pattern in _COUNTS:
            for match in pattern.finditer(digest.prose, *sentence.span):
                count = Count(Span(*match.span()), whole_number(match["part"]), whole_number(match["total"]))
                before = digest.prose[max(sentence.span.start, match.start() - 20) : match.start()]
                inverted = pattern is _RATIO and count.part > count.total
                if count.total and not inverted and not _NO_COUNT.search(before):
                    found.append(count)
    return tuple(sorted(found, key=lambda count: count.span))
