"""Files that people write for the program: read as text and as tables; each error names its file and line."""

import errno
import os
import re
import stat
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from digestlint.errors import DigestlintError

LARGEST = 10_000_000
"""More bytes than any file has that people write for the program."""


class NoFileError(OSError):
    """What is to be read is there, and is neither a file nor a folder."""


def read_bytes(path: Path, most: int) -> bytes:
    """Return the first `most` bytes of a file, and one more where it has more.

    Raises OSError; of these NoFileError for a pipe, a socket or a device, which might never answer, or never end.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise NoFileError(errno.EINVAL, "it is a pipe, a socket or a device, and no file")
    with open(path, "rb", opener=_opened_at_once) as file:
        return file.read(most + 1)


def _opened_at_once(path: str, flags: int) -> int:
    """Open a file; should a pipe have come in its place meanwhile, nobody waits for who writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_text(path: Path, most: int = LARGEST) -> str:
    """Return the text of a file that the program needs, of at most so many bytes. Raises DigestlintError."""
    try:
        raw = read_bytes(path, most)
        if len(raw) > most:
            raise DigestlintError(f"{path}: has more than {most:,} bytes, which no such file needs; make it smaller")
        return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DigestlintError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def toml_table(text: str, path: Path) -> dict[str, Any]:
    """Return the table that a TOML text holds. Raises DigestlintError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"{path}:{line[1]}" if line else str(path)
        raise DigestlintError(f"{where}: this is no TOML: {error}") from error
    except (ValueError, RecursionError) as error:  # digits without end, brackets without end
        raise DigestlintError(f"{path}: this is no TOML that can be read: {error}") from error


def place(path: Path, text: str, loc: tuple[str | int, ...]) -> str:
    """Return `path:line` of a key of a TOML or YAML text, as near as the text's own lines tell."""
    at = 0
    for i, part in enumerate(loc):
        if isinstance(part, int):
            headers = list(re.finditer(rf"^\[\[{re.escape(str(loc[i - 1]))}\]\]", text, re.MULTILINE))
            at = headers[part].end() if part < len(headers) else at
        else:
            key = re.escape(part).replace("_", "[-_]")
            found = re.compile(rf"^\s*[\[\"']*(?:[\w.-]*\.)?{key}[\]\"']*\s*[=:\]\n]", re.MULTILINE).search(text, at)
            at = found.start() + len(found[0]) - len(found[0].lstrip()) if found else at
    return f"{path}:{text.count(chr(10), 0, at) + 1}"


def suggest(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean …?)` for the nearest of `known`, or nothing."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only an error asks for it

    near = process.extractOne(word.casefold(), list(known), scorer=fuzz.WRatio, score_cutoff=70, processor=str.casefold)
    return f" (did you mean {near[0]!r}?)" if near else ""
