"""Registry records: read from the registry's study JSON, from AACT's flat files or from a snapshot, looked up by ID."""

from pathlib import Path

from digestlint.errors import DigestlintError
from digestlint.record import Records
from digestlint.records.aact import is_aact
from digestlint.records.files import RecordFiles
from digestlint.records.snapshot import Snapshot, has_header

__all__ = ["RecordFiles", "Snapshot", "open_records"]


def open_records(path: Path) -> Records:
    """Return the records at a path: a snapshot, a folder of study JSON files, one of them, or a `.jsonl[.gz]`.

    Raises DigestlintError where there are none, or where a snapshot is to be built first.
    """
    if is_aact(path):
        hint = f"build a snapshot of them first: digestlint records build {path} -o records.sqlite"
        raise DigestlintError(f"{path}: holds AACT's flat files; {hint}")
    return Snapshot(path) if path.is_file() and (path.suffix == ".sqlite" or has_header(path)) else RecordFiles(path)
