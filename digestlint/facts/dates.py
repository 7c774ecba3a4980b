"""The dates of the tag line, the source line and the front matter, and what is wrong with them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from digestlint.digest import Digest
from digestlint.span import Span

FILLERS = frozenset("unknown none na n/a n.a. tbd tba null nil - – — ? ?? ... …".split())
"""What stands in the place of a thing that is missing."""

Fault = Literal["is no date", "is not in ISO form", "lies in the future", "lies before 2000"]

_EARLIEST_INGESTION = 2000
_YEARS_AHEAD = 5
_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"\s?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
)
_MARKS = " .,;·•|/)\t\n"
_LEAD = re.compile(r"[\s.,;·•|/(:]*(?:(?:on|at|from|in)\s+)?", re.IGNORECASE)
_MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter"
_LIKE_A_DATE = re.compile(rf"[0-9]{{4}}|[0-9]{{1,2}}\s?[-/.]\s?[0-9]{{1,2}}|\b(?:{_MONTHS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date where the digest gives one: the day on which its period begins, at its precision, or what is wrong.

    `first` is None where the words give no date of the calendar in ISO form.
    """

    span: Span
    kind: Literal["study", "ingested"]
    first: date | None = None
    precision: Literal["year", "month", "day"] = "day"
    fault: Fault | None = None


def stated_dates(digest: Digest) -> tuple[StatedDate, ...]:
    """Return the study's date and the day of ingestion, as far as they are there."""
    found: list[StatedDate] = []
    if digest.tag_line and digest.tag_line.date:
        found.append(_read(digest, digest.tag_line.date, "study"))
    if digest.source_line and digest.source_line.ingested and not is_filler(digest, digest.source_line.ingested):
        found.append(_read(digest, digest.source_line.ingested, "ingested"))
    return tuple(found)


def is_filler(digest: Digest, span: Span) -> bool:
    """Tell whether the words at `span` only say that something is missing."""
    return digest.text(span).casefold().strip("()[]") in FILLERS


def _read(digest: Digest, span: Span, kind: Literal["study", "ingested"]) -> StatedDate:
    text = digest.source.text
    span = _unmarked(text, span)
    match = _ISO.fullmatch(text, span.start, span.end)
    if not match:
        like = _LIKE_A_DATE.search(text, span.start, span.end)
        return StatedDate(span, kind, fault="is not in ISO form" if like else "is no date")
    year, month, day = (int(match[part] or 1) for part in ("year", "month", "day"))
    try:
        first = date(year, month, day)
    except ValueError:
        return StatedDate(span, kind, fault="is no date")
    precision: Literal["year", "month", "day"] = "day" if match["day"] else "month" if match["month"] else "year"
    return StatedDate(span, kind, first, precision, _fault(first, kind, digest.today))


def _unmarked(text: str, span: Span) -> Span:
    """Return the span without the marks and small words around a date; whole where there is nothing else."""
    lead = _LEAD.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    end = start + len(text[start : span.end].rstrip(_MARKS))
    return Span(start, end) if start < end else span


def _fault(first: date, kind: Literal["study", "ingested"], today: date) -> Fault | None:
    if first > (_ahead(today) if kind == "study" else today):
        return "lies in the future"
    return "lies before 2000" if kind == "ingested" and first.year < _EARLIEST_INGESTION else None


def _ahead(today: date) -> date:
    """Return the last day that a study's date may give: studies are planned years ahead."""
    year = today.year + _YEARS_AHEAD
    return today.replace(year=year, day=min(today.day, calendar.monthrange(year, today.month)[1]))
