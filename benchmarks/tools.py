"""The linters that digestlint is measured against, and digestlint itself: each put into a folder of its own."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parent.parent
PATIENCE = 600
Kind = Literal["digests", "yaml", "python"]


@dataclass(frozen=True, slots=True)
class Peer:
    """A linter: its package and version, how it is called (before the paths), and what kind of file it reads."""

    package: str
    version: str
    call: tuple[str, ...]
    source: Literal["PyPI", "npm"] = "PyPI"
    kind: Kind = "digests"
    statuses: frozenset[int] = frozenset((0, 1))

    @property
    def pinned(self) -> str:
        """The package and its version, as its installer reads them."""
        return f"{self.package}=={self.version}" if self.source == "PyPI" else f"{self.package}@{self.version}"


# The versions are fixed: a ratio tells of digestlint only while the other side stands still.
PEERS = (
    Peer("markdownlint-cli2", "0.22.1", ("markdownlint-cli2",), "npm"),
    Peer("proselint", "0.16.0", ("proselint", "check")),
    Peer("codespell", "2.4.3", ("codespell",), statuses=frozenset((0, 65))),
    Peer("pymarkdownlnt", "0.9.41", ("pymarkdown", "scan")),
    Peer("yamllint", "1.38.0", ("yamllint",), kind="yaml"),
    Peer("ruff", "0.17.6", ("ruff", "check", "--isolated", "--no-cache"), kind="python"),
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A linter that is there to be run: what it is called, its version, and its command before the paths."""

    name: str
    version: str
    call: tuple[str, ...]
    kind: Kind = "digests"
    statuses: frozenset[int] = frozenset((0, 1))


class NotInstallableError(Exception):
    """A linter cannot be had here; the text says why."""


def installed(peer: Peer, folder: Path) -> Tool:
    """Return a linter below `folder`, put there now unless it was before."""
    place = folder / f"{peer.package}-{peer.version}"
    done = place / "installed"
    if not done.exists():
        # What an installation that was broken off left behind would be taken for a whole one.
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        if peer.source == "npm":
            _npm(place, peer.pinned)
        else:
            _pip(place, peer.pinned)
        done.touch()
    programs = place / "node_modules/.bin" if peer.source == "npm" else place / "bin"
    return Tool(peer.package, peer.version, (str(programs / peer.call[0]), *peer.call[1:]), peer.kind, peer.statuses)


def digestlint(folder: Path, command: Path | None) -> Tool:
    """Return digestlint: that of `command`, or the one of this working tree, installed now as a user would do it."""
    if command is None:
        place = folder / "digestlint"
        shutil.rmtree(place, ignore_errors=True)
        _pip(place, str(ROOT))
        command = place / "bin/digestlint"
    version = _said([str(command), "--version"]).split()[-1]
    return Tool("digestlint", version, (str(command), "check"))


def options_of(tool: Tool) -> str:
    """Return what the command says of its options."""
    return _said([*tool.call, "--help"])


def commit() -> str:
    """Return the commit of the working tree, and that it was changed where it was; empty where git is not there."""
    try:
        changed = " with changes" if _said(["git", "-C", str(ROOT), "status", "--porcelain", "-uno"]) else ""
        return _said(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]) + changed
    except NotInstallableError:
        return ""


def node_version() -> str:
    """Return the version of Node, or that there is none."""
    try:
        return _said(["node", "--version"]).removeprefix("v")
    except NotInstallableError:
        return "not there"


def _pip(place: Path, what: str) -> None:
    _said([sys.executable, "-m", "venv", str(place)])
    _said([str(place / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", what])


def _npm(place: Path, what: str) -> None:
    _said(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(place), what])


def _said(words: list[str]) -> str:
    """Return what a command prints; where it cannot be run or fails, its last words are the reason."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 - fixed commands
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstallableError(str(error)) from error
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["it said nothing"]
        raise NotInstallableError(f"{Path(words[0]).name}: {lines[-1]}")
    return done.stdout.strip()
