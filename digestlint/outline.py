"""The outline of what a run finds: the names of all that it may look at, and what says which of it is to be checked.

This is read before anything else is loaded, so it imports little.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence

CONFIGURATION = (".digestlint.toml", "digestlint.toml", "pyproject.toml")
"""The names of configuration files, the one that goes before others in a folder first."""
NEVER_SEARCHED = frozenset(
    (".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox", ".mypy_cache")
)
"""The names of folders in which no digests are sought."""

_SAYING = (*CONFIGURATION, ".gitignore")
_SIZE = 32
_MOST_ENTRIES = 50_000
_LARGEST = 10_000_000


class _UnclearError(Exception):
    """What is found does not tell what is checked."""


def outline(tops: Iterable[str], *more: str, dated: bool = False) -> str | None:
    """Return a hash of what is found below some paths, and of what is configured there, above them, and in `more`.

    These are the names of all that lies in the folders, and the content of files of configuration and of `.gitignore`;
    if `dated`, also when these folders and files were last changed, so that a change to and fro is seen. None where it
    cannot be told from this alone what is checked: a link or a pipe lies in a folder, or too many files.
    """
    hashed = hashlib.blake2b(digest_size=_SIZE)
    try:
        for part, path in _outlined(tuple(tops), more):
            hashed.update(repr((part, _changed(path) if dated and path else None)).encode("utf-8", "surrogatepass"))
    except (OSError, _UnclearError):
        return None
    return hashed.hexdigest()


def _changed(path: str) -> tuple[int, int]:
    state = os.stat(path)
    return state.st_mtime_ns, state.st_ctime_ns


def _outlined(tops: Sequence[str], more: Sequence[str]) -> Iterator[tuple[object, str | None]]:
    """Yield each thing that is to be known, and the path that it is of, if there is one."""
    yield from ((_content(path), path) for path in more)
    above = set(_folders_above(os.path.join(os.getcwd(), "x")))
    for parent in sorted({os.path.dirname(top.rstrip(os.sep)) for top in tops}):
        yield (parent, os.path.realpath(parent)), None  # places are told with the links on their way followed
    for top in tops:
        mode = os.lstat(top.rstrip(os.sep) or top).st_mode
        if stat.S_ISDIR(mode):
            yield from _below(top)
        elif not stat.S_ISREG(mode):
            raise _UnclearError
        above.update(_folders_above(os.path.join(os.getcwd(), top)))
    for folder in sorted(above):
        for name in (*_SAYING, ".git"):
            path = os.path.join(folder, name)
            kind = _kind_of(path)
            is_read = kind == stat.S_IFREG and name != ".git"
            yield (path, kind, _content(path) if is_read else b""), path if is_read else None


def _folders_above(path: str) -> Iterator[str]:
    """Yield the folders above a path as it is written, `..` and all: so are settings sought."""
    while path != (path := os.path.dirname(path)):
        yield path


def _kind_of(path: str) -> int | None:
    """Return what there is of a name, None where there is nothing. Raises OSError where that is not to be seen."""
    try:
        return stat.S_IFMT(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _below(top: str) -> Iterator[tuple[object, str]]:
    """Yield what is to be known of a folder and of those in it."""
    pending, seen = [top], 0
    while pending:
        folder = pending.pop()
        with os.scandir(folder) as entries:
            listed = sorted((entry.name, _kind(entry)) for entry in entries)
        seen += len(listed)
        if seen > _MOST_ENTRIES:
            raise _UnclearError
        yield (folder, listed), folder
        for name, kind in listed:
            path = f"{folder}{os.sep}{name}"
            if kind == "folder" and name not in NEVER_SEARCHED:
                pending.append(path)
            elif kind == "file" and name.casefold() in _SAYING:
                yield _content(path), path


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
    """Return the first `most` bytes of a file, and one more where it has more. Raises OSError, also for a pipe."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is no file", path)
        return os.read(handle, most + 1)
    finally:
        os.close(handle)
