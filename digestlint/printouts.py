"""Printouts: what a run over unchanged digests leaves for the next one to print again (`digestlint.replay`)."""

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digestlint.config import Settings
from digestlint.outline import outline
from digestlint.replay import FOLDER, LARGEST, SEAL, Contents, Said, printout_path, seal
from digestlint.run import SettingsOf
from digestlint.surroundings import program, program_at_start, surroundings

_MOST = 50
_OWN = re.compile(r"[0-9a-f]{64}|tmp\w+\.tmp")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a run found before it began: the words of its command, the paths and file that these name, and hashes."""

    words: tuple[str, ...]
    surroundings: bytes
    tops: tuple[str, ...]
    more: tuple[str, ...]
    outline: str
    dated: str


def scene(words: Sequence[str], tops: Sequence[str], config: Path | None) -> Scene | None:
    """Return what there is before a run; None where it cannot be told from that what the run depends on."""
    more = (str(config),) if config else ()
    around = surroundings(words, program_at_start())
    dated = outline(tops, *more, dated=True)  # the first, so that what changes between the two shows in the end
    found = outline(tops, *more)
    return Scene(tuple(words), around, tuple(tops), more, found, dated) if found and dated else None


def noted(settings_of: SettingsOf, used: dict[int, Settings]) -> SettingsOf:
    """Return the same function, which notes in `used` all settings that it gives."""

    def of(folder: Path) -> Settings:
        settings = settings_of(folder)
        return used.setdefault(id(settings), settings)

    return of


def is_plain(settings: Settings) -> bool:
    """Tell whether settings are those of their file alone, which names no further ones."""
    file = settings.file
    return not (file.records or file.rules or file.vocabulary or file.baseline)


def keep(before: Scene, folder: Path, contents: Contents, said: Sequence[Said], status: int) -> None:
    """Keep what a run printed, and its status, in the folder of the cache.

    Nothing is kept where the scene has changed meanwhile, or the folder cannot be written: the next run is then like
    this one.
    """
    kept: dict[str, object] = {
        "tops": before.tops,
        "more": before.more,
        "outline": before.outline,
        "paths": contents.paths,
    }
    kept |= {"longest": contents.longest, "contents": contents.hexdigest(), "said": said, "status": status}
    value = json.dumps(kept).encode("ascii")
    if SEAL + len(value) > LARGEST or outline(before.tops, *before.more, dated=True) != before.dated:
        return
    with contextlib.suppress(OSError):
        if surroundings(before.words, program()) != before.surroundings:  # a new day, or another program
            return
        if (folder / FOLDER).is_symlink():
            return
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        path = Path(printout_path(str(folder), before.words))
        _put(path, seal(before.surroundings, value) + value)
        _prune(folder / FOLDER)


def _put(path: Path, content: bytes) -> None:
    """Put a file into its place, whatever lies there. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _prune(folder: Path) -> None:
    """Leave the newest printouts only."""
    with os.scandir(folder) as entries:
        own = [entry for entry in entries if _OWN.fullmatch(entry.name)]
    newest_first = sorted(own, key=lambda entry: entry.stat(follow_symlinks=False).st_mtime_ns, reverse=True)
    for entry in newest_first[_MOST:]:
        Path(entry.path).unlink()


def printouts(folder: Path) -> list[Path]:
    """Return the printouts in the folder of a cache."""
    return [path for path in (folder / FOLDER).glob("*") if path.is_file()]


def remove_printouts(folder: Path) -> None:
    """Remove them all. Raises OSError."""
    if (folder / FOLDER).is_dir() and not (folder / FOLDER).is_symlink():
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
    else:
        (folder / FOLDER).unlink(missing_ok=True)
