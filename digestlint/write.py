"""Writing files whole: what is read is the old file or the new one, never a half of either."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from digestlint.errors import DigestlintError, unwritten
from digestlint.interrupts import uninterrupted


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into a file, new or in the place of the one that is there, whose permissions stay.

    A link stays a link: what it leads to is written. A device or a pipe, as /dev/null, stays one: it is written to.
    Raises DigestlintError where that cannot be done; the file is then as it was.
    """
    target = path.resolve()
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.write(content)
            return
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        with uninterrupted(), _written(target, content, mode) as temporary:
            temporary.replace(target)
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be written: {unwritten(error)}") from error


def write_new(path: Path, content: bytes) -> None:
    """Put `content` into a file that is not there yet. Raises DigestlintError where it is, or cannot be written."""
    try:
        with uninterrupted(), _written(path, content, 0o666 & ~_umask()) as temporary:
            _name(temporary, path)
    except FileExistsError:
        raise DigestlintError(f"{path}: it is there already, and is left as it is") from None
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be written: {unwritten(error)}") from error


@contextlib.contextmanager
def _written(target: Path, content: bytes, mode: int) -> Iterator[Path]:
    """Give a temporary file beside `target`, with its content on the disk; afterwards it is gone."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _name(temporary: Path, path: Path) -> None:
    """Give a file its name; a link does that without ever replacing another file."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError from None
        temporary.rename(path)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
