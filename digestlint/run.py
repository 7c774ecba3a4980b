"""A run: from paths to reports. Here files are read; nothing is printed."""

import functools
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from digestlint.config import Overrides, Settings, find_config, load_settings
from digestlint.discover import Found
from digestlint.lint import is_digest, lint_digest
from digestlint.parse import parse
from digestlint.report import FileReport
from digestlint.source import Source

SettingsOf = Callable[[Path], Settings]


def settings_finder(overrides: Overrides, config: Path | None, *, isolated: bool) -> SettingsOf:
    """Return a function from a folder to its settings: those of `config`, or of the nearest file, or none at all."""

    @functools.cache
    def loaded(path: Path | None, folder: Path) -> Settings:
        return load_settings(path, overrides, folder)

    @functools.cache
    def nearest(folder: Path) -> Path | None:
        return find_config(folder)

    def of(folder: Path) -> Settings:
        if isolated or config:
            return loaded(None if isolated else config, Path.cwd())
        path = nearest(folder.absolute())
        return loaded(path, path.parent if path else Path.cwd())

    return of


def check_files(files: Iterable[Found], settings_of: SettingsOf, today: date) -> Iterator[FileReport]:
    """Yield the report of each file, in their order."""
    for file in files:
        yield check_file(file, settings_of(file.path.parent), today)


def check_file(file: Found, settings: Settings, today: date) -> FileReport:
    """Return the report of one file."""
    shown = file.path.as_posix()
    if file.skipped:
        return FileReport(shown, skipped=file.skipped, loud=True)
    limit = settings.file.max_file_size
    try:
        if (size := file.path.stat().st_size) > limit:
            reason = f"it has {size:,} bytes, more than max-file-size allows ({limit:,}); raise it, or exclude the file"
            return FileReport(shown, error=reason) if file.named else FileReport(shown, skipped=reason, loud=True)
        raw = file.path.read_bytes()
    except OSError as error:
        return FileReport(shown, error=f"it cannot be read: {error.strerror}")
    return check_bytes(raw, shown, settings, today, named=file.named)


def check_bytes(raw: bytes, path: str, settings: Settings, today: date, *, named: bool) -> FileReport:
    """Return the report of a file's bytes."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return FileReport(
            path,
            error=f"it is not UTF-8 (row {row}, byte {error.start + 1} of the file: 0x{raw[error.start]:02x}); save it as UTF-8",
        )
    source = Source.of(text, path)
    if not source.text.strip():
        return FileReport(path, error="it is empty; write the digest, or remove the file")
    try:
        return _checked(source, settings, today, named=named)
    except RecursionError:
        return FileReport(path, error="its structure is nested too deeply to be read")


def _checked(source: Source, settings: Settings, today: date, *, named: bool) -> FileReport:
    digest = parse(source, profile=settings.profile, vocabulary=settings.vocabulary, today=today)
    if not is_digest(digest):
        reason = "it is no digest (no section of the profile, no tag line, no source line)"
        return FileReport(source.path, skipped=reason, loud=named)
    diagnostics = lint_digest(digest, settings.rules_for(Path(source.path)))
    return FileReport(source.path, source if diagnostics else None, diagnostics)
