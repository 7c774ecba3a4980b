"""Checks that leave out what has not changed since an earlier run: the same reports in the same order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from digestlint.cache import Cache
from digestlint.cache_keys import KeyOf, key_maker, record_stamp, with_bytes
from digestlint.config import Settings
from digestlint.discover import Found
from digestlint.errors import DigestlintError
from digestlint.files import read_bytes
from digestlint.replay import Contents
from digestlint.report import FileReport
from digestlint.run import Manner, SettingsOf

_BATCH = 200
Check = Callable[[Sequence[Found], Manner], Iterable[FileReport]]


def check_cached(
    files: Sequence[Found],
    settings_of: SettingsOf,
    manner: Manner,
    cache: Cache,
    check: Check,
    *,
    contents: Contents | None,
) -> Iterator[FileReport]:
    """Yield the report of each file, in their order: the cache's where it has one, else that of `check`, to be kept.

    The bytes of each file, as they were when it was checked, are taken up by `contents` where there is one.
    """
    key_of = key_maker()
    known = {
        i: report
        for i, file in enumerate(files)
        if (report := _remembered(file, settings_of(file.path.parent), key_of, manner, cache, contents=contents))
    }
    used = [report.mark.key for report in known.values() if report.mark]
    fresh = iter(check([file for i, file in enumerate(files) if i not in known], replace(manner, marked=True)))
    new: list[FileReport] = []
    for i in range(len(files)):
        if i in known:
            yield replace(known.pop(i), mark=None)
            continue
        report = next(fresh)
        yield replace(report, mark=None)
        if report.mark:
            new.append(report)
            settings = settings_of(files[i].path.parent)
            raw = _checked_bytes(files[i], settings, key_of, manner, report) if contents else None
            if contents and raw is not None:
                contents.take(report.path, raw)
        if len(new) == _BATCH:
            cache.keep(new)
            new.clear()
    cache.keep(new)
    cache.touch(used)
    cache.prune()
    cache.close()


def _remembered(
    file: Found, settings: Settings, key_of: KeyOf, manner: Manner, cache: Cache, *, contents: Contents | None
) -> FileReport | None:
    """Return what the cache has of a file as it is now, with the record that it cites as it is now."""
    if file.skipped or file.failed:
        return None
    try:
        limit = settings.file.max_file_size
        raw = read_bytes(file.path, limit)
        if len(raw) > limit:
            return None
        key = with_bytes(key_of(settings, file.path, manner.name(named=file.named)), raw)
        report = cache.find(key, file.path.as_posix(), raw)
        if report and report.mark and report.mark.stamp == record_stamp(settings, report.mark.cites):
            if contents:
                contents.take(file.path.as_posix(), raw)
            return report
    except (OSError, DigestlintError):
        return None  # whoever checks the file will say so
    return None


def _checked_bytes(file: Found, settings: Settings, key_of: KeyOf, manner: Manner, report: FileReport) -> bytes | None:
    """Return the bytes of a file if they still are those that its report is of."""
    try:
        raw = read_bytes(file.path, settings.file.max_file_size)
    except OSError:
        return None
    key = with_bytes(key_of(settings, file.path, manner.name(named=file.named)), raw)
    return raw if report.mark and key == report.mark.key else None
