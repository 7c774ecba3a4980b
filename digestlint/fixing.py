"""Fixes on disk: what they would change as a diff, and the files that they changed."""

import difflib
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from digestlint.errors import DigestlintError, unwritten
from digestlint.report import FileReport
from digestlint.write import write_whole


def diff_of(file: FileReport) -> Iterator[str]:
    """Yield the lines of a unified diff of what the fixes of a file change, none where they change nothing."""
    if file.repaired and file.repaired.codes:
        before, after = (_lines(text) for text in (file.repaired.before, file.repaired.after))
        for line in difflib.unified_diff(before, after, f"a/{file.path}", f"b/{file.path}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    r"""Return the lines of a text, which end at `\n` alone: whoever applies a diff knows of no other line ends."""
    return io.StringIO(text, newline="\n").readlines()


def write_repaired(files: Iterable[FileReport]) -> list[FileReport]:
    """Write what fixes changed; return the reports, with an error for a file that could not be written."""
    return [_written(file) if file.repaired and file.repaired.codes else file for file in files]


def _written(file: FileReport) -> FileReport:
    path = Path(file.path)
    try:
        if file.repaired is None or path.read_bytes() != file.repaired.before.encode("utf-8"):
            return replace(file, repaired=None, error="it changed while it was checked; nothing was fixed, run again")
        write_whole(path, file.repaired.after.encode("utf-8"))
    except OSError as error:
        return replace(file, repaired=None, error=f"it cannot be fixed: {unwritten(error)}")
    except DigestlintError as error:
        return replace(file, repaired=None, error=f"it cannot be fixed: {str(error).removeprefix(f'{path}: ')}")
    return file
