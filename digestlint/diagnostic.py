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


Applicability = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the words at `span` by `content`."""

    span: Span
    content: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that repair a finding; `safe` where they cannot change what the digest says."""

    message: str
    edits: tuple[Edit, ...]
    applicability: Applicability = "safe"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports: a place, the values that its rule's message names, and perhaps a fix.

    `trace` tells step by step how the check came to it, where that is more than the message says.
    """

    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    fix: Fix | None = None
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding, stamped with its rule, its words for people and its place in the file."""

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

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """Order by file, place, code and message."""
        return (self.path, self.span, self.code, self.message)
