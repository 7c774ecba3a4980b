"""Dates as prose writes them: a year, a month of a year, or a day."""

import re

from digestlint.partial_date import PartialDate
from digestlint.span import Span

MONTHS = "January February March April May June July August September October November December".split()
_MONTHS = [month.casefold() for month in MONTHS]
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|{'|'.join(month[:3] for month in _MONTHS)}|sept)\.?"
_DATE = re.compile(
    rf"\b(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?,)?,?\s+(?:of\s+)?)?"
    r"(?P<year>(?:19|20)\d{2})\b(?!\s*(?:participants|patients|people|mg|ml))",
    re.IGNORECASE,
)


_OPENING = re.compile(
    r"\W*(?:(?:and|but|then|so)\s+)?(?:in|on|during)\s+(?:(?:early|late|mid|the\s(?:spring|summer|autumn|fall|winter)\sof)[\s-])?",
    re.IGNORECASE,
)
_UP_TO_SUBJECT = re.compile(
    r",?(?:\s+(?!(?:that|who|which|when|after|before|while|whose|where|because|as)\b)[^\s,;:]+){0,8}\s*", re.IGNORECASE
)


def opening_date(text: str, within: Span) -> tuple[Span, PartialDate] | None:
    """Return the date that opens a stretch of `text` up to the verb ("In March 2010, the trial …"), with its place.

    None where more than a subject stands between, for which the date might be told.
    """
    lead = _OPENING.match(text, *within)
    date = _DATE.match(text, lead.end(), within.end) if lead else None
    is_near = date and _UP_TO_SUBJECT.fullmatch(text, date.end(), within.end)
    return (Span(*date.span()), _date(date)) if date and is_near else None


def first_date(text: str, within: Span) -> PartialDate | None:
    """Return the first date in a stretch of `text`."""
    match = _DATE.search(text, *within)
    return _date(match) if match else None


def _date(match: re.Match[str]) -> PartialDate:
    month = match["month"]
    number = (
        next(i for i, name in enumerate(_MONTHS, start=1) if name.startswith(month[:3].casefold())) if month else None
    )
    day = match["day"] or match["day_after"]
    return PartialDate(int(match["year"]), number, int(day) if day else None)
