"""Printouts: what a run over unchanged digests leaves for the next one to print again (`digestlint.replay`)."""

import contextlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digestlint.config import Settings
from digestlint.errors import DigestlintError
from digestlint.replay import FOLDER, LARGEST, SEAL, Contents, Said, printout_path, seal
from digestlint.surroundings import outline, surroundings
from digestlint.write import write_whole

_MOST = 50


@dataclass(frozen=True, slots=True)
class Scene:
    """What a run found before it began: the words of its command, the paths and file that these name, an outline."""

    words: tuple[str, ...]
    tops: tuple[str, ...]
    more: tuple[str, ...]
    outline: str


def scene(words: Sequence[str], tops: Sequence[str], config: Path | None) -> Scene | None:
    """Return what there is before a run; None where it cannot be told from that what the run depends on."""
    more = (str(config),) if config else ()
    found = outline(tops, *more)
    return Scene(tuple(words), tuple(tops), more, found) if found else None


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
    if SEAL + len(value) > LARGEST or outline(before.tops, *before.more) != before.outline:
        return
    with contextlib.suppress(OSError, DigestlintError):
        name = surroundings(before.words)
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        write_whole(Path(printout_path(str(folder), name)), seal(name, value) + value)
        _prune(folder / FOLDER)


def _prune(folder: Path) -> None:
    """Leave the newest printouts only."""
    with os.scandir(folder) as entries:
        newest_first = sorted(entries, key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in newest_first[_MOST:]:
        Path(entry.path).unlink()


def printouts(folder: Path) -> list[Path]:
    """Return the printouts in the folder of a cache. Raises OSError."""
    return sorted((folder / FOLDER).iterdir()) if (folder / FOLDER).is_dir() else []


def remove_printouts(folder: Path) -> None:
    """Remove them all. Raises OSError."""
    for path in printouts(folder):
        path.unlink(missing_ok=True)
    with contextlib.suppress(FileNotFoundError):
        (folder / FOLDER).rmdir()
