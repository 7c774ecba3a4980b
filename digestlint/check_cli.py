"""`digestlint check`: options in, reports out. Only here are the terminal, the clock and the exit status known."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from digestlint.check_options import Asked, check_options
from digestlint.config import Settings
from digestlint.discover import Found, discover
from digestlint.errors import DigestlintError
from digestlint.options_cli import recipe_of
from digestlint.outputs import Output, read_outputs
from digestlint.printing import STEP_SUMMARY, print_report
from digestlint.printouts import Scene, is_plain, keep, noted, scene
from digestlint.replay import Contents, cache_folder
from digestlint.report import FileReport
from digestlint.reporters.style import shown, shown_line
from digestlint.run import (
    Finder,
    Manner,
    Recipe,
    SettingsOf,
    check_across,
    check_bytes,
    check_files,
    ran,
    report_of,
    settings_finder,
)
from digestlint.status import empty_status, status_of
from digestlint.timings import Times, timing_table
from digestlint.usage import CLEAN, EPILOG, FAILED

_WORDS = "digestlint.words"
_FEWEST_CACHED = 4
_FEW = 24
"""Fewer files are done before a process of its own has begun."""


class _Check(click.Command):
    """A command that notes the words it was given, by which an earlier run with the same words can be found."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[_WORDS] = tuple(args)
        return super().parse_args(ctx, args)


@click.command(cls=_Check, epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True), metavar="[PATH]...")
@check_options
def check(
    *,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: tuple[str, ...],
    isolated: bool,
    ignore_suppressions: bool,
    **given: Any,
) -> int:
    """Check digests: files, folders, or `-` for standard input (default: the folder you are in)."""
    asked = Asked(**given)
    _refuse_contradictions(asked)
    words = click.get_current_context().meta[_WORDS] if len(config) < 2 else None  # noqa: PLR2004 - one is looked at

    def once() -> int:
        recipe = recipe_of(
            select, extend_select, ignore, config, isolated=isolated, ignore_suppressions=ignore_suppressions
        )
        return _check(asked, recipe, words)

    if asked.watch:
        from digestlint.watch import watch  # noqa: PLC0415 - few runs watch

        return watch([Path(path) for path in asked.paths or (".",)], once)
    return once()


def _refuse_contradictions(asked: Asked) -> None:
    for wrong, reason in (
        (asked.piped and len(asked.paths) > 1, "`-` (standard input) cannot be checked together with files"),
        (asked.piped and (asked.since or asked.watch), "`-` (standard input) is no file of a repository or folder"),
        (asked.files_from and asked.paths, "--files-from names the files; leave out other paths"),
        (asked.strict and asked.fail_on, "--strict is --fail-on warning; give one of the two"),
        (asked.watch and (asked.fix or asked.unsafe_fixes), "--watch changes no files; leave out the fixes"),
        (
            asked.write_baseline and asked.prune_baseline,
            "--write-baseline leaves nothing to prune; give one of the two",
        ),
    ):
        if wrong:
            raise click.UsageError(reason)


@dataclass(frozen=True, slots=True)
class _Run:
    """The files of a run and what came of them. `here` are the settings of the run as a whole.

    `contents` is the hash of all its digests, where there is a report of each that may be kept.
    """

    reports: Sequence[FileReport]
    files: Sequence[Found]
    here: Settings
    across: bool = False
    contents: Contents | None = None


def _check(asked: Asked, recipe: Recipe, words: Sequence[str] | None) -> int:
    outputs = read_outputs(asked.output, asked.output_format)
    before = _before(asked, recipe, outputs, words)
    used: dict[int, Settings] = {}
    settings = noted(settings_finder(recipe), used)
    times = Times() if asked.timings else None
    manner = Manner(date.today(), fixes=asked.fixes, times=times)  # noqa: DTZ011 - the day at the user's place is meant
    if asked.piped:
        run = _check_input(asked, settings, manner)
    else:
        named = _named(asked)
        files = _files(asked, named, settings)
        if asked.show_files:
            return _show_files(files)
        run = _check_files(
            asked, named, files, Finder(recipe, settings), manner, contents=Contents() if before else None
        )
    report = report_of(run.reports, settings)
    if asked.baseline or run.here.file.baseline or asked.write_baseline or asked.prune_baseline:
        from digestlint.baseline_cli import baseline_path, without_known, write_known  # noqa: PLC0415 - few have one

        path = baseline_path(asked, run.here)
        if asked.write_baseline:
            return write_known(path, report) or empty_status(asked, report, run.files)
        report = without_known(path, report, ran(report.files, settings, across=run.across), prune=asked.prune_baseline)
    said = print_report(asked, outputs, report)
    if times:
        click.echo(timing_table(times), err=True, nl=False)
    status = status_of(asked, report, run.files, run.here.file.fail_on)
    if before and said and run.contents and status != FAILED and all(map(is_plain, used.values())):
        keep(before, _cache_folder(asked), run.contents, said, status)
    return status


def _before(asked: Asked, recipe: Recipe, outputs: Sequence[Output], words: Sequence[str] | None) -> Scene | None:
    """Return what there is before a run that only prints what it finds in files, as many as are sought in the cache."""
    plain = asked.only_prints and not recipe.overrides.values and not any(output.path for output in outputs)
    many = len(asked.paths) not in range(1, _FEWEST_CACHED) or any(map(os.path.isdir, asked.paths))
    if words is None or not (plain and many) or STEP_SUMMARY in os.environ:
        return None
    return scene(words, asked.paths or (".",), recipe.config)


def _named(asked: Asked) -> list[Path]:
    if asked.files_from is None:
        return [Path(path) for path in asked.paths or (".",)]
    from digestlint.choose import listed_files  # noqa: PLC0415 - few runs read a list

    try:
        raw = sys.stdin.buffer.read() if asked.files_from == "-" else Path(asked.files_from).read_bytes()
    except OSError as error:
        raise DigestlintError(f"--files-from {asked.files_from}: cannot be read: {error.strerror}") from error
    return listed_files(raw, f"--files-from {asked.files_from}")


def _files(asked: Asked, named: Sequence[Path], settings: SettingsOf) -> list[Found]:
    files = discover(named, settings, force_exclude=asked.force_exclude)
    if asked.since is None:
        return files
    from digestlint.choose import changed_since  # noqa: PLC0415 - few runs ask git

    changed = changed_since(asked.since, Path.cwd())
    return [file for file in files if file.path.parent.resolve() / file.path.name in changed]


def _show_files(files: Iterable[Found]) -> int:
    for file in files:
        if not (file.skipped or file.failed):
            click.echo(shown_line(file.path.as_posix()))
    return CLEAN


def _check_input(asked: Asked, settings: SettingsOf, manner: Manner) -> _Run:
    name = Path(asked.stdin_filename or "stdin.md")
    path = name.as_posix() if asked.stdin_filename else "-"
    here = settings(name.parent)
    report = check_bytes(sys.stdin.buffer.read(), path, here, manner, named=True)
    if manner.fixes and not asked.diff and report.repaired:
        sys.stdout.buffer.write(report.repaired.after.encode("utf-8"))
    return _Run([report], (), here)


def _check_files(
    asked: Asked,
    named: Sequence[Path],
    files: Sequence[Found],
    finder: Finder,
    manner: Manner,
    *,
    contents: Contents | None,
) -> _Run:
    settings = finder.settings_of
    across = any(path.is_dir() for path in named) and asked.since is None
    manner = Manner(manner.today, across, manner.fixes, manner.times)
    reports = list(_with_progress(_reports(asked, files, finder, manner, contents), len(files)))
    reports = check_across(reports, settings) if across else reports
    if manner.fixes and not asked.diff:
        from digestlint.fixing import write_repaired  # noqa: PLC0415 - few runs make fixes

        reports = write_repaired(reports)
    first = named[0] if named else Path()
    return _Run(
        reports,
        files,
        settings(first if first.is_dir() else first.parent),
        across,
        contents if contents and len(contents.paths) == len(files) else None,
    )


def _reports(
    asked: Asked, files: Sequence[Found], finder: Finder, manner: Manner, contents: Contents | None
) -> Iterable[FileReport]:
    """Yield the report of each file; the bytes of those that may be kept are taken up by `contents`."""

    def check(some: Sequence[Found], manner: Manner) -> Iterable[FileReport]:
        if asked.jobs == 1 or len(some) < _FEW:
            return check_files(some, finder.settings_of, manner)
        from digestlint.parallel import check_all  # noqa: PLC0415 - what it needs takes longer than a few files

        return check_all(some, finder, manner, asked.jobs)

    if asked.no_cache or asked.fixes or asked.timings or len(files) < _FEWEST_CACHED:
        yield from check(files, manner)
        return
    from digestlint.cache import Cache  # noqa: PLC0415 - likewise
    from digestlint.cached import check_cached  # noqa: PLC0415 - likewise

    cache = Cache(_cache_folder(asked), manner.today)
    yield from check_cached(files, finder.settings_of, manner, cache, check, contents=contents)
    if cache.trouble:
        click.echo(f"note: no cache: {shown(cache.trouble)}", err=True)


def _cache_folder(asked: Asked) -> Path:
    return Path(asked.cache_dir or cache_folder())


def _with_progress(reports: Iterable[FileReport], length: int) -> Iterable[FileReport]:
    hidden = length < 200 or not sys.stderr.isatty()  # noqa: PLR2004 - fewer are done before one looks
    with click.progressbar(reports, length=length, label="Checking", file=sys.stderr, hidden=hidden) as bar:
        yield from bar
