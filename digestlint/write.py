"""Writing files whole: what is read is the old file or the new one, never a half of either."""

import os
import stat
import tempfile
from pathlib import Path

from digestlint.errors import DigestlintError


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into a file, new or in the place of the one that is there, whose permissions stay.

    A link stays a link: what it leads to is written. Raises DigestlintError where that cannot be done; the file is then
    as it was.
    """
    target = path.resolve()
    temporary: Path | None = None
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
