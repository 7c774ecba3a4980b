"""A report: what came of one file."""

from dataclasses import dataclass

from digestlint.diagnostic import Diagnostic
from digestlint.facts.signature import Signature
from digestlint.source import Source


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file: its diagnostics, or why it was skipped, or what went wrong.

    `source` is there where there are diagnostics, `signature` where rules go across the digests of the run. `loud`
    tells that the user should hear of a skipped file.
    """

    path: str
    source: Source | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    skipped: str | None = None
    error: str | None = None
    loud: bool = False
    signature: Signature | None = None
