"""Errors for people: what is wrong, where, and what to do about it."""

import errno
from pathlib import Path


class DigestlintError(Exception):
    """Something that the user can mend. Its text is one or more whole lines, each naming file and place."""


def fault(error: Exception) -> str:
    """Return what an unforeseen error is and where it came up, for people to report."""
    import traceback  # noqa: PLC0415 - few runs have any

    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{where}; this is a fault of digestlint, please report it"


_ADVICE = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "make room, or write to another place"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "get the right to write there, or name another place"),
}


def unwritten(error: OSError) -> str:
    """Return why something cannot be written, and what to do about it where that is known."""
    reason = error.strerror or str(error)
    return f"{reason}; {_ADVICE[error.errno]}" if error.errno in _ADVICE else reason
