"""Discovery: from the paths that a user names to the files that are checked, in the order of their paths."""

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digestlint.config import Settings, paths_like
from digestlint.errors import DigestlintError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NEVER = frozenset(
    (".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox", ".mypy_cache")
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to check: whether the user named it, and why it is skipped, where it is.

    It is `excluded` where the user named it and the configuration does not want it, which nobody needs to hear of.
    """

    path: Path
    named: bool
    skipped: str | None = None
    excluded: bool = False


def discover(
    paths: Iterable[Path], settings_of: Callable[[Path], Settings], *, force_exclude: bool = False
) -> list[Found]:
    """Return the files that `paths` name and hold, each once, sorted by path.

    `settings_of` gives the settings of a folder; with `force_exclude`, or where they say so, what they exclude is
    skipped though it was named. Raises DigestlintError for a path that is not there.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        if path.is_dir():
            for file in _walk(path, settings_of):
                found.setdefault(file.path, file)
        elif path.exists():
            found[path] = _named(path, settings_of(path.parent), force=force_exclude)
        else:
            raise DigestlintError(f"{path}: there is no such file or folder")
    return sorted(found.values(), key=lambda file: file.path.as_posix())


def _named(path: Path, settings: Settings, *, force: bool) -> Found:
    if force or settings.file.force_exclude:
        respected = _GitIgnore(path.parent) if settings.file.respect_gitignore else None
        if _is_out(path, settings, respected) or any(
            _is_out(folder, settings, respected, folder=True) for folder in path.parents
        ):
            return Found(path, named=True, skipped="the configuration excludes it", excluded=True)
    return Found(path, named=True)


def _walk(top: Path, settings_of: Callable[[Path], Settings]) -> Iterator[Found]:
    def fail(error: OSError) -> None:
        raise DigestlintError(f"{error.filename}: cannot be searched: {error.strerror}") from error

    ignored = _GitIgnore(top)
    for folder, names, files in os.walk(top, onerror=fail):
        here = Path(folder)
        settings = settings_of(here)
        respected = ignored if settings.file.respect_gitignore else None
        names[:] = sorted(
            n for n in names if n not in _NEVER and not _is_out(here / n, settings, respected, folder=True)
        )
        for name in sorted(files):
            path = here / name
            if settings.included.match_file(settings.relative(path)) and not _is_out(path, settings, respected):
                outside = path.is_symlink() and not path.resolve().is_relative_to(top.resolve())
                yield Found(path, named=False, skipped="it is a link to a file outside the folder" if outside else None)


def _is_out(path: Path, settings: Settings, ignored: "_GitIgnore | None", *, folder: bool = False) -> bool:
    end = "/" if folder else ""
    return settings.excluded.match_file(settings.relative(path) + end) or bool(ignored and ignored.covers(path, end))


class _GitIgnore:
    """What git ignores below a folder, by the `.gitignore` files in it and above it up to the repository's top."""

    def __init__(self, top: Path) -> None:
        absolute = top.absolute()
        parents = [absolute, *absolute.parents]
        self._root = next((folder for folder in parents if (folder / ".git").exists()), None)

    def covers(self, path: Path, end: str) -> bool:
        absolute = path.absolute()
        if self._root is None:
            return False
        verdict = False
        for folder in reversed(absolute.parents):
            if folder.is_relative_to(self._root) and (spec := _ignore_file(folder)):
                result = spec.check_file(absolute.relative_to(folder).as_posix().replace("\n", "\ufffd") + end)
                verdict = verdict if result.include is None else result.include
        return verdict


@functools.lru_cache(maxsize=4096)
def _ignore_file(folder: Path) -> "GitIgnoreSpec | None":
    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return paths_like(lines)
