"""Records of examples: the record that the base digest is true to, with the fields that an example changes."""

import re
from collections.abc import Mapping
from typing import Any

from digestlint.partial_date import PartialDate
from digestlint.record import Record, RecordDate

_DATES = ("start", "primary_completion", "completion", "first_posted", "results_first_posted", "last_update_posted")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?: (ACTUAL|ESTIMATED))?")
_NAMED = {"interventions": "name", "arms": "label"}


def record_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a record with its short forms written out.

    A date is `"2019-03"`, which is ACTUAL, or `"2019-03 ESTIMATED"`; an intervention or arm may be its name alone.
    Raises ValueError for what is no date.
    """
    full = dict(fields)
    for key in set(_DATES) & set(full):
        full[key] = _date(key, full[key])
    for key, name in _NAMED.items():
        if isinstance(full.get(key), list):
            full[key] = [{"type": None, name: each} if isinstance(each, str) else each for each in full[key]]
    return full


def _date(key: str, words: Any) -> RecordDate:
    match = _DATE.fullmatch(words) if isinstance(words, str) else None
    if not match:
        raise ValueError(f"{key}: {words!r} is no date; write it as 2019-03, 2019-03-15 or 2019-03 ESTIMATED")
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    return RecordDate(PartialDate(year or 0, month, day), "ESTIMATED" if match[4] == "ESTIMATED" else "ACTUAL")


def example_record(base: Mapping[str, Any], changed: Mapping[str, Any]) -> Record:
    """Return the record of `base` with the fields of `changed`. Raises ValueError, a line for each wrong field."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - only examples ask for it

    unknown = sorted(set(changed) - set(Record.__dataclass_fields__))
    if unknown:
        raise ValueError(f"a record has no field {', '.join(map(repr, unknown))}")
    try:
        return TypeAdapter(Record).validate_python(record_fields({**base, **changed}))
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()]
        raise ValueError("\n".join(lines)) from error
