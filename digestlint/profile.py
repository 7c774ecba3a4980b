"""The profile of a digest: which sections and fields it has, in which order, and what else they are called."""

import functools
import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

_NEAR = (
    84.0  # of 100: one or two letters wrong in a heading of ten; "Results" and "Result" 92, "Methods" and "Results" 57
)

Kind = Literal["section", "field"]


@dataclass(frozen=True, slots=True)
class Part:
    """A section or a field of the profile: its name, its other names, and whether a digest must have it."""

    name: str
    aliases: tuple[str, ...] = ()
    required: bool = True
    fields: tuple["Part", ...] = ()


class Match(NamedTuple):
    """What a heading stands for: the part's name, and whether it is written as the profile has it."""

    name: str
    kind: Kind
    exact: bool


def fold_heading(heading: str) -> str:
    """Return a heading as it is compared: case, white space, numbering and closing punctuation aside."""
    words = re.sub(r"^\s*\d{1,2}[.)]\s+", "", heading)
    return " ".join(words.split()).strip(" :.*_#–—-").casefold().replace("&", "and")


@dataclass(frozen=True)
class Profile:
    """The sections of a digest in their order."""

    sections: tuple[Part, ...]

    @functools.cached_property
    def order(self) -> dict[str, int]:
        """Each section's name with its rank, the first being 0."""
        return {section.name: rank for rank, section in enumerate(self.sections)}

    @functools.cached_property
    def fields(self) -> tuple[Part, ...]:
        """All fields of all sections."""
        return tuple(part for section in self.sections for part in section.fields)

    def section(self, name: str) -> Part | None:
        """Return the section of that name."""
        return next((section for section in self.sections if section.name == name), None)

    def named(self, heading: str) -> Match | None:
        """Return the part whose name, or other name, `heading` is."""
        return self._names.get(fold_heading(heading))

    def recognised(self, heading: str) -> Match | None:
        """Return the part that `heading` names or nearly names, or None where it is none of the profile's."""
        folded = fold_heading(heading)
        return self._names.get(folded) or self._nearest(folded)

    def _nearest(self, folded: str) -> Match | None:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a heading that is no known one asks for it

        if len(folded) < 4:  # noqa: PLR2004 - too short for a typing mistake to be told from another word
            return None
        near = process.extractOne(folded, self._names.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return self._names[near[0]]._replace(exact=False) if near else None

    @functools.cached_property
    def _names(self) -> dict[str, Match]:
        names: dict[str, Match] = {}
        for section in self.sections:
            _add_names(names, section, "section")
            for part in section.fields:
                _add_names(names, part, "field")
        return names


def _add_names(names: dict[str, Match], part: Part, kind: Kind) -> None:
    for alias in part.aliases:
        names.setdefault(fold_heading(alias), Match(part.name, kind, exact=False))
    names[fold_heading(part.name)] = Match(part.name, kind, exact=True)
