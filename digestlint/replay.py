"""Replays: a run that would print what an earlier one printed is told from the rest before the rest is loaded.

A run of which the cache keeps the report of each digest leaves a printout there: hashes of all that it depended on,
what it printed, and its exit status. Where nothing of it has changed since, to the digests' last byte, it is printed
again. Runs that depend on more than is looked at (records, rules, vocabulary, a baseline) leave none.
"""

import codecs
import hashlib
import json
import os
import sys
from collections.abc import Sequence

from digestlint.outline import content, outline
from digestlint.surroundings import program_at_start, surroundings

TYPE_CHECKING = False  # what `typing` has under this name takes longer to load than all else here
if TYPE_CHECKING:
    from typing import TextIO

FOLDER = "printouts-1"
"""The folder of printouts in that of the cache."""
SEAL = 16
LARGEST = 2_000_000
"""The most bytes of a printout."""
_OPTION = "--cache-dir"

Said = tuple[str, bool]
"""What is printed, and whether on standard error."""


class Contents:
    """A hash of the bytes of files, each taken up when it is read."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.longest = 0
        self._hashed = hashlib.blake2b(digest_size=32)

    def take(self, path: str, raw: bytes) -> None:
        """Take up the next file."""
        self.paths.append(path)
        self.longest = max(self.longest, len(raw))
        self._hashed.update(len(raw).to_bytes(8, "big") + raw)

    def hexdigest(self) -> str:
        """Return the hash of all so far."""
        return self._hashed.hexdigest()


def cache_folder() -> str:
    """Return the folder of the cache: the user's, unless the environment's DIGESTLINT_CACHE_DIR names another."""
    if named := os.environ.get("DIGESTLINT_CACHE_DIR"):
        return named
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or f"{home}/AppData/Local", "digestlint", "cache")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or f"{home}/.cache", "digestlint")


def replayed(words: Sequence[str]) -> int | None:
    """Print what an earlier `check` with these words printed, and return its status; None where it may not hold now.

    Raises OSError where what is printed cannot be taken.
    """
    if not (_takes_all(sys.stdout) and _takes_all(sys.stderr)):
        return None
    printout = _printout(words)
    if printout is None:
        return None
    said, status = printout
    for text, is_error in said:
        (sys.stderr if is_error else sys.stdout).write(text)
    sys.stdout.flush()
    return status


def _takes_all(stream: "TextIO | None") -> bool:
    """Tell whether a stream is there and prints each character; click prints more to one of ASCII than that takes."""
    return stream is not None and not (stream.encoding and codecs.lookup(stream.encoding).name == "ascii")


def _printout(words: Sequence[str]) -> tuple[list[Said], int] | None:
    try:
        raw = content(printout_path(folder_of(words), words), LARGEST)
        if raw[:SEAL] != seal(surroundings(words, program_at_start()), raw[SEAL:]):
            return None
        kept = json.loads(raw[SEAL:])
        found = Contents()
        if outline(kept["tops"], *kept["more"]) != kept["outline"]:
            return None
        for path in kept["paths"]:
            found.take(path, content(path, kept["longest"]))
        if found.hexdigest() != kept["contents"]:
            return None
        return [(text, bool(is_error)) for text, is_error in kept["said"]], int(kept["status"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def printout_path(folder: str, words: Sequence[str]) -> str:
    """Return where in the folder of the cache the printout of a command's words is. Raises OSError."""
    name = hashlib.blake2b(repr((os.getcwd(), tuple(words))).encode("utf-8", "surrogatepass"), digest_size=32)
    return os.path.join(folder, FOLDER, name.hexdigest())


def folder_of(words: Sequence[str]) -> str:
    """Return the folder of the cache that the words of a command name last, or the usual one."""
    found = ""
    for i, word in enumerate(words):
        if word == "--":
            break
        if word == _OPTION:
            found = words[i + 1] if i + 1 < len(words) else ""
        elif word.startswith(f"{_OPTION}="):
            found = word.removeprefix(f"{_OPTION}=")
    return found or cache_folder()


def seal(surroundings: bytes, value: bytes) -> bytes:
    """Return what goes before the content of a printout: that of other surroundings, or damaged, is not believed."""
    return hashlib.blake2b(value, digest_size=SEAL, key=surroundings).digest()
