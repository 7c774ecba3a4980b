"""What a check finds, and what a reader is told of it."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from digestlint.span import Place, Span


class Severity(enum.StrEnum):
    """How bad a finding is; the order is from the worst to the mildest."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, threshold: "Severity") -> bool:
        """Tell whether this severity is as bad as `threshold`, or worse."""
        order = list(Severity)
        return order.index(self) <= order.index(threshold)


Applicability = Literal["safe", "unsafe", "display"]
"""Whether a fix may be made unasked, only when asked for, or by a person alone."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the words at `span` by `content`."""

    span: Span
    content: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that repair a finding: all of them, or none.

    It is `safe` where it cannot change what the digest says, `unsafe` where it may, and for `display` where a person
    must make it, for the sentence carries a claim. `why` says what makes it so.
    """

    message: str
    edits: tuple[Edit, ...]
    why: str
    applicability: Applicability = "safe"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports: a place, the values that its rule's message names, and perhaps a fix.

    `trace` tells step by step how the check came to it, where that is more than the message says. `about` names what is
    absent, where two findings at the same words would be hard to tell apart. `earlier` is the other place that the
    finding speaks of.
    """

    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    fix: Fix | None = None
    trace: tuple[str, ...] = ()
    about: str = ""
    earlier: Span | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file as people see it: its first place, and the place behind its last character."""

    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding, stamped with its rule, its words for people and its place in the file.

    `words` are the words reported, in one spelling, and what they are `about`; `nth` counts the diagnostics of the rule
    at such words in the file from 1. Both stay as they are when lines move, so that a finding can be known again.
    """

    path: str
    span: Span
    start: Place
    end: Place
    code: str
    name: str
    severity: Severity
    message: str
    help: str
    fix: Fix | None = None
    trace: tuple[str, ...] = ()
    earlier: Region | None = None
    words: str = ""
    nth: int = 1

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """Order by file, place, code and message."""
        return (self.path, self.span, self.code, self.message)
