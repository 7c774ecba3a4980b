"""Reading a digest's file: its bytes, or what to say of one that is skipped or cannot be read."""

from digestlint.discover import Found
from digestlint.files import NoFileError, read_bytes
from digestlint.report import FileReport


def digest_bytes(file: Found, limit: int) -> bytes | FileReport:
    """Return the bytes of a file that is to be checked, or the report of one of which there are none, or too many."""
    path = file.path.as_posix()
    if file.skipped or file.failed:
        return FileReport(path, skipped=file.skipped, error=file.failed, loud=not file.excluded)
    try:
        raw = read_bytes(file.path, limit)
        if len(raw) <= limit:
            return raw
        size = max(file.path.stat().st_size, len(raw))
        reason = too_large(size, limit)
        return FileReport(path, error=reason) if file.named else FileReport(path, skipped=reason, loud=True)
    except NoFileError as error:
        reason = f"{error.strerror}; give its text to standard input: digestlint check -"
        return FileReport(path, error=reason) if file.named else FileReport(path, skipped=error.strerror, loud=True)
    except OSError as error:
        return FileReport(path, error=f"it cannot be read: {error.strerror}")


def too_large(size: int, limit: int) -> str:
    """Return why a text of so many bytes is not checked."""
    return f"it has {size:,} bytes, more than max-file-size allows ({limit:,}); raise it, or exclude the file"
