"""The public interface for programs: texts and paths in, reports out.

Everything here can be used from several threads and processes at once: what goes in and comes out are frozen values,
and what the program remembers between calls changes no result. Nothing is printed, written or fetched.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from digestlint.config import Overrides, Settings, load_settings
from digestlint.discover import discover
from digestlint.errors import DigestlintError
from digestlint.record import Record
from digestlint.report import FileReport, Report
from digestlint.run import Finder, Manner, Recipe, check_across, check_bytes, check_files, report_of, settings_finder


def read_settings(
    config: str | Path | None = None,
    *,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    values: Mapping[str, Any] | None = None,
) -> Settings:
    """Return the settings of a configuration file, or the default ones where `config` is None.

    `select`, `extend_select` and `ignore` are rules (codes, names, prefixes, `ALL`) as on the command line; `values`
    are keys of the configuration that are said over the file. Reading takes longer than checking a digest: read once.

    Raises DigestlintError for a file, a key, a value or a rule that is not as it should be.
    """
    path = Path(config) if config is not None else None
    return load_settings(path, _overrides(select, extend_select, ignore, values), Path.cwd())


def check_text(
    text: str,
    *,
    path: str = "<text>",
    settings: Settings | None = None,
    record: str | bytes | Record | None = None,
    today: date | None = None,
) -> FileReport:
    """Return the report of one digest's text.

    `path` is what it is called in the report; nothing is read from it. `settings` are those that `read_settings`
    returned (None: the default ones). `record` is the study's record: JSON of ClinicalTrials.gov's API v2, or a
    `Record`; without one, the settings' records are asked, if they name any. `today` is the day on which it is checked
    (None: the day at this place).

    Look at `checked` before `diagnostics`: a text that is no digest, or cannot be checked, has none either, and
    `skipped` or `error` says why. Offsets are code points of `report.source.text`, ends exclusive. Raises
    DigestlintError for a record that is none.
    """
    settings = settings or _default_settings()
    if record is not None:
        settings = replace(settings, records=_records(record))
    manner = Manner(today or date.today())  # noqa: DTZ011 - the day at the user's place is meant
    return check_bytes(text.encode("utf-8", "surrogatepass"), path, settings, manner, named=True)


def check_paths(
    paths: Iterable[str | Path],
    *,
    config: str | Path | None = None,
    isolated: bool = False,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    values: Mapping[str, Any] | None = None,
    jobs: int = 1,
    today: date | None = None,
) -> Report:
    """Return the report of files and of the digests in folders, in the order of their paths.

    Each file has the settings of `config`, or of the configuration that is nearest to it where that is None; with
    `isolated`, of none. The other options are those of `read_settings`. Rules across digests run where a folder is
    among the paths. `jobs` is the number of processes.

    Every file that was found is in the report: checked, skipped or failed, the last two with the reason. Raises
    DigestlintError for a path that is not there, or settings that are not as they should be.
    """
    named = [Path(path) for path in paths]
    recipe = Recipe(
        _overrides(select, extend_select, ignore, values), Path(config) if config is not None else None, isolated
    )
    finder = Finder(recipe, settings_finder(recipe))
    across = any(path.is_dir() for path in named)
    manner = Manner(today or date.today(), across)  # noqa: DTZ011 - likewise
    files = discover(named, finder.settings_of)
    if jobs == 1:
        reports = list(check_files(files, finder.settings_of, manner))
    else:
        from digestlint.parallel import check_all  # noqa: PLC0415 - only where there are more processes

        reports = list(check_all(files, finder, manner, jobs))
    return report_of(check_across(reports, finder.settings_of) if across else reports, finder.settings_of)


@functools.cache
def _default_settings() -> Settings:
    return read_settings()


def _overrides(
    select: Iterable[str], extend_select: Iterable[str], ignore: Iterable[str], values: Mapping[str, Any] | None
) -> Overrides:
    for given in (select, extend_select, ignore):
        if isinstance(given, str):
            raise DigestlintError(f"give the rules {given!r} as a list")
    return Overrides(tuple(select), tuple(extend_select), tuple(ignore), tuple((values or {}).items()))


def _records(record: str | bytes | Record) -> Mapping[str, Record]:
    if isinstance(record, Record):
        return dict.fromkeys((*record.aliases, record.nct_id), record)
    from digestlint.records.api import records_in  # noqa: PLC0415 - few texts come with a record

    return records_in(record.encode("utf-8", "surrogatepass") if isinstance(record, str) else record, "record")
