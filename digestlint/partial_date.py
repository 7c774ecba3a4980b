"""Dates as far as they are told: a year, a month of a year, or a day."""

from typing import NamedTuple


class PartialDate(NamedTuple):
    """A date of which the month and the day may be missing."""

    year: int
    month: int | None = None
    day: int | None = None

    def agrees(self, other: "PartialDate") -> bool:
        """Tell whether one may be a coarser form of the other, or the same."""
        return all(a == b for a, b in zip(self, other, strict=True) if a is not None and b is not None)

    @property
    def iso(self) -> str:
        """The date in ISO form, as far as it is told: `2010`, `2010-03` or `2010-03-09`."""
        return "-".join(f"{part:02d}" for part in self if part is not None)
