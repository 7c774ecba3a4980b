"""Dates as prose writes them: a year, a month of a year, or a day."""

import re

from digestlint.partial_date import PartialDate
from digestlint.span import Span

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|{'|'.join(month[:3] for month in _MONTHS)}|sept)\.?"
_DATE = re.compile(
    rf"\b(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?,)?,?\s+(?:of\s+)?)?"
    r"(?P<year>(?:19|20)\d{2})\b(?!\s*(?:participants|patients|people|mg|ml))",
    re.IGNORECASE,
)


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
