"""What a run depends on besides files, as a hash: the program, the words of its command, the day, the terminal.

This is read before anything else is loaded, so it imports little.
"""

import contextlib
import functools
import hashlib
import os
import sys
import time
from collections.abc import Iterator, Sequence

from digestlint import __version__

_SIZE = 32
_ENVIRONMENT = (
    "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "LINES", "NO_COLOR", "TEAMCITY_VERSION",
    "TERM", "TF_BUILD", "_DIGESTLINT_COMPLETE",
)  # fmt: skip
"""What of the environment a run looks at."""
_OWN = (".css", ".js", ".py", ".toml", ".yaml")


def program() -> bytes:
    """Return what tells one state of the program from another: versions, and its files as they lie on the disk.

    Of the packages that it uses, the folders that they are installed in tell when one came or went.
    """
    hashed = hashlib.blake2b(f"{__version__}\0{sys.version}".encode(), digest_size=_SIZE)
    here = os.path.dirname(os.path.abspath(__file__))
    beside = os.path.join(os.path.dirname(here), "rules")
    for top in (here,) if os.path.isdir(os.path.join(here, "rules")) else (here, beside):
        for name, state in _states(top):
            hashed.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode("utf-8", "surrogatepass"))
    for folder in sys.path:
        with contextlib.suppress(OSError):
            hashed.update(f"{folder}\0{os.stat(folder).st_mtime_ns}\0".encode("utf-8", "surrogatepass"))
    return hashed.digest()


program_at_start = functools.cache(program)
"""The same as it was when first asked for, before the modules of a run are loaded: these are what is then run."""


def _states(top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the program's files below a folder, and how they lie on the disk; none where the folder is not there."""
    try:
        with os.scandir(top) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listed:
        if entry.name.endswith(_OWN):
            with contextlib.suppress(OSError):
                yield entry.path, entry.stat(follow_symlinks=False)
        elif entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
            yield from _states(entry.path)


def surroundings(words: Sequence[str], program: bytes) -> bytes:
    """Return a hash of the program, of the words of its command, and of where, when and for which terminal it runs.

    Raises OSError where the folder that one is in is gone.
    """
    both = (sys.stdout, sys.stderr)
    streams = [stream and (stream.isatty(), stream.encoding, getattr(stream, "errors", "")) for stream in both]
    environment = [(name, os.environ.get(name)) for name in _ENVIRONMENT]
    there = (os.getcwd(), time.strftime("%Y-%m-%d"), _columns(), streams, environment)
    hashed = hashlib.blake2b(program, digest_size=_SIZE)
    hashed.update(repr((tuple(words), there)).encode("utf-8", "surrogatepass"))
    return hashed.digest()


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
    except (OSError, ValueError):
        return 0
