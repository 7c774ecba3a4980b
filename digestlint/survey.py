"""What stands in a folder: where its digests are, its records and vocabulary, and what already runs checks there."""

import gzip
import itertools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digestlint.catalog import load_vocabulary
from digestlint.config import Settings, find_config
from digestlint.discover import discover
from digestlint.errors import DigestlintError
from digestlint.files import LARGEST, read_bytes
from digestlint.lint import is_digest
from digestlint.outline import CONFIGURATION
from digestlint.parse import parse
from digestlint.records import open_records
from digestlint.run import Recipe, settings_finder
from digestlint.source import Source

HOOKS = ".pre-commit-config.yaml"
_LARGEST = 100_000  # a digest, or a vocabulary, is a page or a few
_EACH, _ALL = 20, 2_000  # files looked at in one folder, and in all; the first digest of a folder ends its search
_SIBLINGS = 3  # more folders than these, side by side, are named by the folder that holds them
_STUDY = re.compile(r"NCT[0-9]{8}.*\.json")


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in a folder. Paths are relative to it, with `/`; `.` is the folder itself.

    `digests` are the folders that hold some, `config` is the configuration there is already, `above` one further up,
    `top` the repository's top, `hooks` the text of its hooks' file, `services` the CI services that are set up.
    """

    folder: Path
    digests: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    config: str | None = None
    above: Path | None = None
    top: Path | None = None
    hooks: str | None = None
    services: tuple[str, ...] = ()


def look(folder: Path, today: date) -> Seen:
    """Return what stands in a folder. Links out of it are not followed. Raises DigestlintError where it cannot look."""
    folder = folder.resolve()
    settings = settings_finder(Recipe(isolated=True))(folder)
    holding = [path.relative_to(folder).as_posix() for path in _digest_folders(folder, settings, today)]
    top = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
    at = top or folder
    services = {"GitHub Actions": at / ".github" / "workflows", "GitLab CI": at / ".gitlab-ci.yml"}
    entries = tuple(_entries(folder, holding))
    return Seen(
        folder,
        gathered(holding),
        records=tuple(name for name, path in entries if _is_records(path)),
        vocabulary=tuple(name for name, path in entries if _is_vocabulary(path)),
        config=_config(folder),
        above=find_config(folder.parent),
        top=top,
        hooks=_text(at / HOOKS),
        services=tuple(name for name, path in services.items() if path.exists()),
    )


def _config(folder: Path) -> str | None:
    """Return the name of the configuration that stands in a folder, be it a link to nowhere."""
    for name in CONFIGURATION[:2]:
        if os.path.lexists(folder / name):
            return name
    found = find_config(folder)
    return found.name if found and found.parent == folder else None


def _text(path: Path) -> str | None:
    try:
        return read_bytes(path, LARGEST).decode("utf-8", "replace")
    except OSError:
        return "" if os.path.lexists(path) else None


def _digest_folders(folder: Path, settings: Settings, today: date) -> Iterator[Path]:
    files = [found.path for found in discover([folder], lambda _: settings) if not found.skipped]
    left = _ALL
    for parent, group in itertools.groupby(sorted(files, key=lambda file: (file.parent, file)), key=lambda f: f.parent):
        for file in itertools.islice(group, min(_EACH, left)):
            left -= 1
            if _holds_digest(file, settings, today):
                yield parent
                break


def _holds_digest(file: Path, settings: Settings, today: date) -> bool:
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return False
        source = Source.of(file.read_bytes().decode("utf-8"), file.as_posix())
        return is_digest(parse(source, profile=settings.profile, vocabulary=settings.vocabulary, today=today))
    except (OSError, UnicodeDecodeError, DigestlintError, RecursionError):
        return False


def gathered(folders: Iterable[str]) -> tuple[str, ...]:
    """Return folders without those inside others; many side by side become the one folder that holds them."""
    kept = _outermost(folders)
    while crowded := [p for p in map(_parent, kept) if sum(_parent(name) == p for name in kept) > _SIBLINGS]:
        kept = _outermost((*kept, crowded[0]))
    return kept


def _parent(folder: str) -> str:
    return folder.rpartition("/")[0] or "."


def _outermost(folders: Iterable[str]) -> tuple[str, ...]:
    names = set(folders)
    if "." in names:
        return (".",)
    return tuple(sorted(name for name in names if not any(name.startswith(f"{other}/") for other in names)))


def _entries(folder: Path, holding: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Yield what stands in the folder, in the folders right below it, and beside digests; no links out of it."""
    below = [path for path in _listed(folder) if path.is_dir() and not path.name.startswith(".")]
    beside = [each for name in holding for each in (folder / name, (folder / name).parent)]
    places = dict.fromkeys(
        place for place in (folder, *below, *beside) if place.is_relative_to(folder) and _stays(place, folder)
    )
    for path in dict.fromkeys(path for place in places for path in _listed(place)):
        name = path.relative_to(folder).as_posix()
        if is_text(name) and _stays(path, folder):
            yield name, path


def _stays(path: Path, folder: Path) -> bool:
    """Tell whether a path leads to nothing outside the folder."""
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a link to itself
        return False


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def is_text(name: str) -> bool:
    """Tell whether a name can be written down: a file system may hold names that are no text."""
    return name == name.encode(errors="replace").decode()


def _is_records(path: Path) -> bool:
    """Tell whether a path holds registry records that a configuration can name, reading little of it."""
    try:
        if path.is_dir():
            first = next((each for each in _listed(path) if _STUDY.fullmatch(each.name)), None)
            return first is not None and _speaks_of_study(first)
        if path.name.endswith((".jsonl", ".jsonl.gz")):
            return _speaks_of_study(path)
        return path.suffix == ".sqlite" and path.is_file() and bool(open_records(path))
    except (OSError, EOFError, DigestlintError):
        return False


def _speaks_of_study(path: Path) -> bool:
    if not path.is_file():  # a pipe would keep us waiting
        return False
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return b'"protocolSection"' in file.read(_LARGEST)


def _is_vocabulary(path: Path) -> bool:
    try:
        if path.suffix not in (".yaml", ".yml") or not path.is_file() or path.stat().st_size > _LARGEST:
            return False
        found = load_vocabulary(path)
    except (OSError, DigestlintError, RecursionError, ValueError):
        return False
    return bool(found.keywords or found.flags)
