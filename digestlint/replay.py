"""Replays: a run that would print what an earlier one printed is told from the rest before the rest is loaded.

A run of which the cache keeps the report of each digest leaves a printout there: hashes of all that it depended on,
what it printed, and its exit status. Where nothing of it has changed since, to the digests' last byte, it is printed
again. Runs whose settings name more than this looks at (records, rules, vocabulary, a baseline) leave none.
"""

import hashlib
import json
import os
import sys
from collections.abc import Sequence

from digestlint.surroundings import content, outline, surroundings

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
    printout = _printout(words)
    if printout is None:
        return None
    said, status = printout
    for text, is_error in said:
        (sys.stderr if is_error else sys.stdout).write(text)
    sys.stdout.flush()
    return status


def _printout(words: Sequence[str]) -> tuple[list[Said], int] | None:
    try:
        name = surroundings(words)
        raw = content(printout_path(_folder_of(words), name), LARGEST)
        if raw[:SEAL] != seal(name, raw[SEAL:]):
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
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def printout_path(folder: str, name: bytes) -> str:
    """Return where in the folder of the cache a printout is."""
    return os.path.join(folder, FOLDER, name.hex())


def _folder_of(words: Sequence[str]) -> str:
    """Return the folder of the cache that the words of a command name, or the usual one."""
    for i, word in enumerate(words):
        if word == _OPTION:
            return words[i + 1] if i + 1 < len(words) else cache_folder()
        if word.startswith(f"{_OPTION}="):
            return word.removeprefix(f"{_OPTION}=")
    return cache_folder()


def seal(name: bytes, value: bytes) -> bytes:
    """Return a hash of what is in a printout, that goes before it: what is damaged is not believed."""
    return hashlib.blake2b(value, digest_size=SEAL, key=name).digest()
