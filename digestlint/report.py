"""A report: what came of each file of a run, and what those who write it for others must know of the run."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digestlint.diagnostic import Diagnostic
from digestlint.facts.signature import Signature
from digestlint.fingerprint import fingerprint
from digestlint.fix import Repaired
from digestlint.rule import Rule
from digestlint.source import Source
from digestlint.suppress import Ignored


@dataclass(frozen=True, slots=True)
class CacheMark:
    """What a report is kept by: its key, the ID of the record that the digest cites, and a hash of that record."""

    key: bytes
    cites: str | None
    stamp: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file: its diagnostics, or why it was skipped, or what went wrong.

    `source` is there where there are diagnostics. Where rules go across the digests of the run, there is a `signature`,
    `ignored` has what the digest asks to ignore of what they find, and `packed` the source of one without diagnostics:
    few will have any, and there may be very many. `suppressed` counts what it asked to ignore. `repaired` is there
    where fixes were asked for. `loud` tells that the user should hear of a skipped file. `mark` is there where the
    report may be kept.
    """

    path: str
    source: Source | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    skipped: str | None = None
    error: str | None = None
    loud: bool = False
    signature: Signature | None = None
    packed: bytes | None = None
    suppressed: int = 0
    repaired: Repaired | None = None
    ignored: tuple[Ignored, ...] = ()
    mark: CacheMark | None = None

    @property
    def checked(self) -> bool:
        """Whether the file was checked: neither skipped nor failed."""
        return self.skipped is None and self.error is None


def relative_path(path: str, root: Path) -> str:
    """Return a path from a folder, with `/` between its parts; one that is not inside the folder as it is."""
    if path == "-":
        return path
    inside = os.path.relpath(Path(path).parent.resolve() / Path(path).name, root.resolve())
    return path if Path(inside).parts[:1] == (os.pardir,) else Path(inside).as_posix()


@dataclass(frozen=True, slots=True)
class Known:
    """What a baseline took out of a run: how many findings, and how many of its entries are stale."""

    findings: int = 0
    stale: int = 0
    pruned: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run: its files in the order of their paths, and the rules that were on for any of them.

    `root` is the folder that paths are relative to in reports for other programs: the repository's top. `home` is the
    address below which the project's pages stand on the web, with a `/` at its end; empty where there is none.
    `known` is what a baseline took out.
    """

    files: Sequence[FileReport]
    rules: tuple[Rule, ...] = ()
    root: Path = Path()
    home: str = ""
    known: Known = Known()

    def relative(self, path: str) -> str:
        """Return a file's path from the root, with `/` between its parts; one outside the root as it is."""
        return relative_path(path, self.root)

    def fingerprint(self, diagnostic: Diagnostic) -> str:
        """Return what a diagnostic is known by in other programs, whatever lines move: 32 hexadecimal digits."""
        return fingerprint(self.relative(diagnostic.path), diagnostic.code, diagnostic.words, diagnostic.nth)
