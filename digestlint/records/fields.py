"""What registry data spell in several ways, read into the one spelling of ClinicalTrials.gov's API v2."""

import functools
import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from digestlint.partial_date import PartialDate

Certainty = Literal["ACTUAL", "ESTIMATED"]

INTERVENTION_TYPES = frozenset(
    "BEHAVIORAL BIOLOGICAL COMBINATION_PRODUCT DEVICE DIAGNOSTIC_TEST DIETARY_SUPPLEMENT DRUG GENETIC PROCEDURE "
    "RADIATION OTHER".split()
)

_OLD_SPELLINGS = {
    "ANTICIPATED": "ESTIMATED",
    "DOUBLE_BLIND": "DOUBLE",
    "ESTIMATE": "ESTIMATED",
    "NONRANDOMIZED": "NON_RANDOMIZED",
    "NOT_APPLICABLE": "NA",
    "NO_MASKING": "NONE",
    "N_A": "NA",
    "OPEN_LABEL": "NONE",
    "SINGLE_BLIND": "SINGLE",
    "UNKNOWN_STATUS": "UNKNOWN",
}
_NCT = re.compile(r"NCT[0-9]{8}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_IN_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_NOT_WORD = re.compile(r"[^A-Z0-9]+")
_PHASE = re.compile(r"(?P<early>EARLY[ _]?)?(?:PHASE[ _]?)?(?P<number>[0-4])", re.IGNORECASE)
_MONTHS = "january february march april may june july august september october november december".split()
_ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:[T ][0-9:.+Z-]{1,30})?")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (?:([0-9]{1,2}),? )?([0-9]{4})")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ([A-Za-z]{3,9})\.? ([0-9]{4})")


def plain(words: str) -> str:
    """Return a text on one line: blanks and line breaks as one space, a lone surrogate as U+FFFD."""
    return " ".join((words if words.isascii() else _SURROGATE.sub("\ufffd", words)).split())


def nct_id(words: str) -> str:
    """Return an NCT number in capitals. Raises ValueError for what is none."""
    number = words.strip().upper()
    if not _NCT.fullmatch(number):
        raise ValueError(f"{words[:40]!r} is no NCT number")
    return number


def texts(words: Iterable[str | None]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once, in their order."""
    return tuple(dict.fromkeys(text for each in words if each and (text := plain(each))))


@functools.lru_cache(maxsize=1024)
def token(words: str | None) -> str | None:
    """Return a term as API v2 spells it: `Active, not recruiting` is `ACTIVE_NOT_RECRUITING`, `N/A` is `NA`.

    Words in brackets say more than the term and are left out: `None (Open Label)`, `Observational [Patient Registry]`.
    """
    if not words:
        return None
    term = _NOT_WORD.sub("_", _IN_BRACKETS.sub(" ", words).upper()).strip("_")
    return _OLD_SPELLINGS.get(term, term) or None


def certainty(words: str | None) -> Certainty | None:
    """Return whether a date or a number is `ACTUAL` or `ESTIMATED` (of old: Anticipated), None where it is not said."""
    match token(words):
        case "ACTUAL":
            return "ACTUAL"
        case "ESTIMATED":
            return "ESTIMATED"
        case _:
            return None


def phases(words: Iterable[str | None]) -> tuple[str, ...]:
    """Return the phases of a study, in whatever way they are listed: `Phase 2/Phase 3`, `PHASE2`, `Early Phase 1`.

    Phase 0 is the former name of early phase 1.
    """
    return tuple(dict.fromkeys(phase for each in words if each for phase in _phases_in(each)))


def _phases_in(words: str) -> Iterable[str]:
    found = [
        "EARLY_PHASE1" if match["early"] or match["number"] == "0" else f"PHASE{match['number']}"
        for match in _PHASE.finditer(words)
    ]
    term = token(words)
    return found or ([term] if term else [])


def partial_date(words: str) -> PartialDate:
    """Return a date as far as it is given: `2010-03-09`, `2010-03`, `2010`, `March 2010` or `March 9, 2010`.

    Raises ValueError for what is no date.
    """
    text = plain(words)
    if match := _ISO_DATE.fullmatch(text):
        parts: tuple[str, str | None, str | None] = (match[1], match[2], match[3])
    elif match := _MONTH_FIRST.fullmatch(text):
        parts = (match[3], _month(match[1]), match[2])
    elif match := _DAY_FIRST.fullmatch(text):
        parts = (match[3], _month(match[2]), match[1])
    else:
        raise ValueError(f"{text[:40]!r} is no date")
    year, month, day = (None if part is None else int(part) for part in parts)
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is no date") from error
    return PartialDate(year or 0, month, day)


def _month(name: str) -> str:
    """Return the number of a month by its English name or the first letters of it, `0` for what is none."""
    folded = name.casefold()
    return str(next((number for number, month in enumerate(_MONTHS, start=1) if month.startswith(folded)), 0))


def bare_intervention(name: str) -> str:
    """Return the name of an intervention without its type: `Drug: aspirin` is `aspirin`."""
    kind, colon, rest = name.partition(":")
    return rest.strip() if colon and rest.strip() and token(kind) in INTERVENTION_TYPES else name
