"""A report: what came of each file of a run, and what those who write it for others must know of the run."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digestlint.diagnostic import Diagnostic
from digestlint.facts.signature import Signature
from digestlint.fingerprint import fingerprint
from digestlint.rule import Rule
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

    @property
    def checked(self) -> bool:
        """Whether the file was checked: neither skipped nor failed."""
        return self.skipped is None and self.error is None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run: its files in the order of their paths, and the rules that were on for any of them.

    `root` is the folder that paths are relative to in reports for other programs: the repository's top. `home` is the
    address below which the project's pages stand on the web, with a `/` at its end; empty where there is none.
    """

    files: Sequence[FileReport]
    rules: tuple[Rule, ...] = ()
    root: Path = Path()
    home: str = ""

    def relative(self, path: str) -> str:
        """Return a file's path from the root, with `/` between its parts; one outside the root as it is."""
        inside = os.path.relpath(path, self.root)
        return path if path == "-" or inside.startswith("..") else Path(inside).as_posix()

    def fingerprint(self, diagnostic: Diagnostic) -> str:
        """Return what a diagnostic is known by in other programs, whatever lines move: 32 hexadecimal digits."""
        return fingerprint(self.relative(diagnostic.path), diagnostic.code, diagnostic.words, diagnostic.nth)
