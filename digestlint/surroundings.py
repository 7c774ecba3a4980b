"""What a run depends on besides its digests, as hashes: the program, the command, the terminal, the folders searched.

This is read before anything else is loaded, so it imports little.
"""

import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Sequence

from digestlint import __version__

CONFIGURATION = (".digestlint.toml", "digestlint.toml", "pyproject.toml")
"""The names of configuration files, the one that goes before others in a folder first."""
NEVER_SEARCHED = frozenset(
    (".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox", ".mypy_cache")
)
"""The names of folders in which no digests are sought."""

_SIZE = 32
_ENVIRONMENT = (
    "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "LINES", "NO_COLOR", "TEAMCITY_VERSION",
    "TERM", "TF_BUILD",
)  # fmt: skip
"""What of the environment a run looks at."""
_SAYING = (*CONFIGURATION, ".gitignore")
_MOST_ENTRIES = 50_000
_LARGEST = 10_000_000
_OWN = (".py", ".toml", ".yaml")


def program() -> bytes:
    """Return what tells one state of the program from another: versions, and its files as they lie on the disk.

    Of the packages that it uses, the folder that they are installed in changes whenever one of them does.
    """
    hashed = hashlib.blake2b(f"{__version__}\0{sys.version}".encode(), digest_size=_SIZE)
    here = os.path.dirname(os.path.abspath(__file__))
    beside = os.path.join(os.path.dirname(here), "rules")
    for top in (here,) if os.path.isdir(os.path.join(here, "rules")) else (here, beside):
        for name, state in _states(top):
            hashed.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode("utf-8", "surrogatepass"))
    for folder in sys.path:
        if folder.endswith("-packages"):
            try:
                hashed.update(f"{folder}\0{os.stat(folder).st_mtime_ns}\0".encode("utf-8", "surrogatepass"))
            except OSError:
                continue
    return hashed.digest()


def _states(top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the program's files below a folder, and how they lie on the disk; none where the folder is not there."""
    try:
        with os.scandir(top) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listed:
        if entry.name.endswith(_OWN):
            yield entry.path, entry.stat()
        elif entry.is_dir() and entry.name not in NEVER_SEARCHED:
            yield from _states(entry.path)


def surroundings(words: Sequence[str]) -> bytes:
    """Return a hash of the program, of the words of its command, and of where, when and for which terminal it runs.

    Raises OSError where the folder that one is in is gone.
    """
    streams = [(stream.isatty(), stream.encoding, getattr(stream, "errors", "")) for stream in (sys.stdout, sys.stderr)]
    environment = [(name, os.environ.get(name)) for name in _ENVIRONMENT]
    there = (os.getcwd(), time.strftime("%Y-%m-%d"), _columns(), streams, environment)
    hashed = hashlib.blake2b(program(), digest_size=_SIZE)
    hashed.update(repr((tuple(words), there)).encode("utf-8", "surrogatepass"))
    return hashed.digest()


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
    except (OSError, ValueError):
        return 0


def outline(tops: Iterable[str], *more: str) -> str | None:
    """Return a hash of what is found below some paths, and of what is configured there, above them, and in `more`.

    These are the names of all that lies in the folders, and the content of files of configuration and of `.gitignore`.
    None where it cannot be told from this alone what is checked: there are links, pipes or too many files.
    """
    hashed = hashlib.blake2b(digest_size=_SIZE)
    try:
        for part in _outlined(tuple(tops), more):
            hashed.update(repr(part).encode("utf-8", "surrogatepass"))
    except (OSError, _UnclearError):
        return None
    return hashed.hexdigest()


class _UnclearError(Exception):
    """What is found does not tell what is checked."""


def _outlined(tops: Sequence[str], more: Sequence[str]) -> Iterator[object]:
    yield from (_content(path) for path in more)
    above: set[str] = set()
    for top in tops:
        mode = os.lstat(top).st_mode
        if stat.S_ISDIR(mode):
            yield from _below(top)
        elif not stat.S_ISREG(mode):
            raise _UnclearError
        folder = os.path.join(os.getcwd(), top)
        while folder != (folder := os.path.dirname(folder)):
            above.add(folder)
    for folder in sorted(above):
        for name in (*_SAYING, ".git"):
            path = os.path.join(folder, name)
            yield path, os.path.isfile(path) and _content(path), os.path.lexists(path)


def _below(top: str) -> Iterator[object]:
    """Yield what is to be known of a folder and of those in it."""
    pending, seen = [top], 0
    while pending:
        folder = pending.pop()
        with os.scandir(folder) as entries:
            listed = sorted((entry.name, _kind(entry)) for entry in entries)
        seen += len(listed)
        if seen > _MOST_ENTRIES:
            raise _UnclearError
        yield folder, listed
        for name, kind in listed:
            path = f"{folder}{os.sep}{name}"
            if kind == "folder" and name not in NEVER_SEARCHED:
                pending.append(path)
            elif name in _SAYING:
                yield _content(path)


def _kind(entry: "os.DirEntry[str]") -> str:
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    if not entry.is_file(follow_symlinks=False):
        raise _UnclearError
    return "file"


def _content(path: str) -> bytes:
    raw = content(path, _LARGEST)
    if len(raw) > _LARGEST:
        raise _UnclearError
    return raw


def content(path: str, most: int) -> bytes:
    """Return the first `most` bytes of a file, and one more where it has more. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        return os.read(handle, most + 1)
    finally:
        os.close(handle)
