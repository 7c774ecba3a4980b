"""Baselines: the findings that a site knows of, so that only new ones are reported. Known by words, not by lines."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from digestlint.diagnostic import Diagnostic
from digestlint.errors import DigestlintError
from digestlint.files import read_bytes
from digestlint.fingerprint import fingerprint
from digestlint.report import FileReport, relative_path
from digestlint.write import write_whole

DEFAULT_NAME = "digestlint-baseline.json"
_VERSION = 1
_LONGEST_WORDS = 120
_LARGEST = 200_000_000
_REBUILD = "write it anew with --write-baseline, or mend it"


class Entry(BaseModel):
    """A finding that is known: the file from the baseline's folder, the rule, and its fingerprint.

    `words` are the beginning of what was reported, for people.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    rule: Annotated[str, Field(pattern=r"^[A-Z]{3}\d{3}$")]
    words: str
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1]
    findings: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings of a file, which names its digests from its own folder."""

    path: Path
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What a baseline leaves of a run: the files' reports, how many findings are known, which entries are stale."""

    files: tuple[FileReport, ...]
    known: int
    stale: tuple[Entry, ...]


def read_baseline(path: Path) -> Baseline:
    """Return the baseline of a file. Raises DigestlintError for one that is not there or is none."""
    try:
        raw = read_bytes(path, _LARGEST)
    except OSError as error:
        hint = "; write one with --write-baseline" if isinstance(error, FileNotFoundError) else ""
        raise DigestlintError(f"{path}: the baseline cannot be read: {error.strerror}{hint}") from error
    if len(raw) > _LARGEST:
        raise DigestlintError(f"{path}: the baseline has more than {_LARGEST:,} bytes; {_REBUILD}")
    try:
        file = _File.model_validate_json(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DigestlintError(f"{path}: the baseline is not UTF-8; {_REBUILD}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise DigestlintError(
            f"{path}: this is no baseline of this version: {where}: {first['msg']}; {_REBUILD}"
        ) from error
    return Baseline(path, file.findings)


def compare(baseline: Baseline, files: Iterable[FileReport], ran: Mapping[str, frozenset[str]]) -> Compared:
    """Return what is new, and what is stale: known once and found no more, though its file and rule were checked.

    `ran` names the codes of the rules that ran on each file.
    """
    known = {entry.fingerprint for entry in baseline.entries}
    met: set[str] = set()
    checked: dict[str, frozenset[str]] = {}
    left: list[FileReport] = []
    count = 0
    for file in files:
        path = relative_path(file.path, baseline.path.parent)
        prints = [_fingerprint(path, diagnostic) for diagnostic in file.diagnostics]
        new = tuple(d for d, print_ in zip(file.diagnostics, prints, strict=True) if print_ not in known)
        met.update(prints)
        count += len(prints) - len(new)
        if file.checked:
            checked[path] = ran.get(file.path, frozenset())
        left.append(file if len(new) == len(prints) else replace(file, diagnostics=new))
    stale = tuple(
        entry for entry in baseline.entries if entry.fingerprint not in met and _is_over(entry, checked, baseline)
    )
    return Compared(tuple(left), count, stale)


def _is_over(entry: Entry, checked: Mapping[str, frozenset[str]], baseline: Baseline) -> bool:
    """Tell whether an entry that was not met can be met no more: its rule ran on its file, or the file is gone."""
    if entry.path in checked:
        return entry.rule in checked[entry.path]
    return not (baseline.path.parent / entry.path).exists()


def entries_of(path: Path, files: Iterable[FileReport]) -> tuple[Entry, ...]:
    """Return the findings of a run as entries of the baseline `path`."""
    return tuple(
        Entry(path=name, rule=d.code, words=d.words[:_LONGEST_WORDS], fingerprint=_fingerprint(name, d))
        for file in files
        for name in [relative_path(file.path, path.parent)]
        for d in file.diagnostics
    )


def kept_entries(baseline: Baseline, files: Sequence[FileReport]) -> tuple[Entry, ...]:
    """Return the entries of a baseline whose files are still there and were not checked in this run."""
    checked = {relative_path(file.path, baseline.path.parent) for file in files if file.checked}
    return tuple(
        entry
        for entry in baseline.entries
        if entry.path not in checked and (baseline.path.parent / entry.path).exists()
    )


def write_baseline(baseline: Baseline) -> None:
    """Write a baseline, sorted, so that its changes read well. Raises DigestlintError."""
    if baseline.path.is_dir():
        raise DigestlintError(f"{baseline.path}: is a folder; name a file for the baseline")
    entries = sorted(baseline.entries, key=lambda entry: (entry.path, entry.rule, entry.words, entry.fingerprint))
    table = {"version": _VERSION, "findings": [entry.model_dump() for entry in entries]}
    write_whole(baseline.path, (json.dumps(table, indent=1) + "\n").encode("ascii"))


def _fingerprint(path: str, diagnostic: Diagnostic) -> str:
    return fingerprint(path, diagnostic.code, diagnostic.words, diagnostic.nth)
