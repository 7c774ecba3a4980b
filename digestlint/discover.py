"""Discovery: from the paths that a user names to the files that are checked, in the order of their paths."""

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digestlint.config import Settings
from digestlint.errors import DigestlintError
from digestlint.files import LARGEST, read_bytes
from digestlint.outline import NEVER_SEARCHED
from digestlint.path_patterns import paths_like

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

EXCLUDED = "the configuration excludes it"
_LINK = "it is a link to a folder outside the folder"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to check: whether the user named it, and why it is skipped, or cannot be looked at, where that is so.

    It is `excluded` where the user named it and the configuration does not want it, which nobody needs to hear of.
    """

    path: Path
    named: bool
    skipped: str | None = None
    excluded: bool = False
    failed: str | None = None


def discover(
    paths: Iterable[Path], settings_of: Callable[[Path], Settings], *, force_exclude: bool = False
) -> list[Found]:
    """Return the files that `paths` name and hold, each once, sorted by path.

    `settings_of` gives the settings of a folder; with `force_exclude`, or where they say so, what they exclude is
    skipped though it was named. A link that is named is followed; one that is met in a folder leads to nothing outside
    `paths`, nor a second time to a file inside. Raises DigestlintError for a path that is not there.
    """
    _ignore_file.cache_clear()  # a process that watches, or serves, looks more than once
    paths = tuple(paths)
    found: dict[Path, Found] = {}
    for path in paths:
        if path.is_dir():
            for file in _walk(path, settings_of):
                found.setdefault(file.path, file)
        elif path.exists():
            found[path] = _named(path, settings_of(path.parent), force=force_exclude)
        else:
            raise DigestlintError(f"{path}: there is no such file or folder")
    return sorted(_judged_links(found.values(), paths), key=lambda file: file.path.as_posix())


def _judged_links(found: Iterable[Found], paths: Iterable[Path]) -> Iterator[Found]:
    """Yield what was found, with the reason for each link that is not to be followed."""
    files = tuple(found)
    linked = {file.path for file in files if not file.named and not file.failed and file.path.is_symlink()}
    if not linked:
        yield from files
        return
    roots = {_real(path) for path in paths}
    own = {_real(file.path): file.path for file in files if file.path not in linked}
    for file in files:
        if file.path not in linked:
            yield file
        elif not roots & {target := _real(file.path), *target.parents}:
            yield replace(file, skipped=file.skipped or "it is a link to a file outside the folder")
        elif target in own:
            yield replace(file, skipped=f"it is a link to {own[target].as_posix()}, which is checked by its own name")
        elif not file.skipped:  # a folder that is linked inside the folder is searched by its own name
            yield file


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link to itself
        return path.absolute()


def _named(path: Path, settings: Settings, *, force: bool) -> Found:
    if force or settings.file.force_exclude:
        respected = _GitIgnore(path.parent) if settings.file.respect_gitignore else None
        if _is_out(path, settings, respected) or any(
            _is_out(folder, settings, respected, folder=True) for folder in path.parents
        ):
            return Found(path, named=True, skipped=EXCLUDED, excluded=True)
    return Found(path, named=True)


def _walk(top: Path, settings_of: Callable[[Path], Settings]) -> Iterator[Found]:
    failed: list[Found] = []

    def fail(error: OSError) -> None:
        failed.append(Found(Path(error.filename), named=False, failed=f"it cannot be searched: {error.strerror}"))

    ignored = _GitIgnore(top)
    for folder, names, files in os.walk(top, onerror=fail):
        here = Path(folder)
        settings = settings_of(here)
        respected = ignored if settings.file.respect_gitignore else None
        names[:] = sorted(
            n for n in names if n not in NEVER_SEARCHED and not _is_out(here / n, settings, respected, folder=True)
        )
        yield from (Found(here / n, named=False, skipped=_LINK) for n in names if (here / n).is_symlink())
        for name in sorted(files):
            path = here / name
            if settings.included.match_file(settings.relative(path)) and not _is_out(path, settings, respected):
                yield Found(path, named=False)
    yield from failed


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
        raw = read_bytes(folder / ".gitignore", LARGEST)
    except OSError:
        return None
    return paths_like(raw.decode("utf-8", "replace").splitlines())
