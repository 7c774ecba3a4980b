"""The commands `digestlint records …`: fetching and building registry records, and showing one."""

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digestlint import __version__
from digestlint.cited import SOURCE, Cited, cited
from digestlint.config import Overrides, find_config, load_settings
from digestlint.discover import discover
from digestlint.errors import DigestlintError
from digestlint.record import NO_RECORDS, Records
from digestlint.records import open_records
from digestlint.records.build import build, read_source
from digestlint.records.files import Read
from digestlint.records.lock import Entry, Lock, due
from digestlint.records.manners import Manners
from digestlint.records.show import as_text
from digestlint.records.snapshot import as_json
from digestlint.registries import registries
from digestlint.reporters.style import shown
from digestlint.run import Recipe, settings_finder

if TYPE_CHECKING:
    from digestlint.records.fetch import Failure

_API = "https://clinicaltrials.gov"
_NO_HTTPX = "fetching records needs httpx, which is not installed; install it: pip install 'digestlint[fetch]'"
_FAILED = 2
_RESUMED = timedelta(days=1)
_AT_LEAST_0 = click.FloatRange(min=0, max=36_500)


@click.group()
def records() -> None:
    """Fetch registry records, build a snapshot of them, or show one."""


@records.command("build", short_help="Build a snapshot from study JSON, AACT's flat files or snapshots.")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The snapshot to write.")
@click.option("--keep-going", is_flag=True, help="Leave out what is wrong, instead of building nothing.")
def records_build(sources: tuple[Path, ...], output: Path, keep_going: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Build a snapshot from study JSON (.json, .jsonl, .jsonl.gz, folders of such), AACT's flat files, or snapshots.

    The snapshot is one SQLite file, for `records = "records.sqlite"` in the configuration.
    """

    def note(words: str) -> None:
        click.echo(f"note: {shown(words)}", err=True)

    reads = (read for source in sources for read in read_source(source, note))
    built = build(_with_progress(reads), output, keep_going=keep_going)
    for line in built.words.splitlines():
        click.echo(f"left out: {shown(line)}", err=True)
    click.echo(f"{output}: {_counted(built.records, 'record')}, {_counted(built.aliases, 'former ID')}")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _with_progress(reads: Iterable[Read]) -> Iterator[Read]:
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        reads, label="Reading records", file=sys.stderr, hidden=hidden, show_pos=True, update_min_steps=100
    ) as bar:
        yield from bar


@records.command("fetch", short_help="Fetch the records that digests cite from ClinicalTrials.gov.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The .jsonl file to write.")
@click.option("--max-age", type=_AT_LEAST_0, metavar="DAYS", help="Fetch again what is older [default: never].")
@click.option("--refresh", is_flag=True, help="Fetch all again that the digests cite.")
@click.option("--base-url", default=_API, show_default=True, metavar="URL", help="Where the API is.")
@click.option("--pause", type=_AT_LEAST_0, default=1.0, show_default=True, help="Seconds between two requests.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3600),
    default=30.0,
    show_default=True,
    help="Seconds to wait for a connection, and for an answer.",
)
@click.option(
    "--tries", type=click.IntRange(1, 20), default=5, show_default=True, help="How often to ask for one record."
)
@click.option(
    "--max-wait", type=_AT_LEAST_0, default=120.0, show_default=True, help="The longest wait asked for that is obeyed."
)
def records_fetch(
    paths: tuple[Path, ...],
    output: Path,
    max_age: float | None,
    refresh: bool,  # noqa: FBT001 - click passes it by name
    **asking: Any,
) -> int:
    """Fetch the records that digests cite, a study a line, sorted by ID: to be committed beside the digests.

    What the file holds already is not fetched again, unless it is older than --max-age. The registry is asked for one
    record at a time. A run that was broken off is taken up where it ended. Exit status: 0 all is there, 2 not all.
    """
    now = datetime.now(UTC)
    found = _cited(paths)
    for name in sorted(found.others):
        click.echo(f"note: no record source for {shown(name)}", err=True)
    lock = Lock(output)
    older_than = now - timedelta(days=max_age) if max_age is not None else None
    done = [entry for entry in lock.resumed if entry.retrieved and entry.retrieved > now - _RESUMED]
    ids = due(found.ids, lock, datetime.max.replace(tzinfo=UTC) if refresh else older_than, done)
    try:
        failures = _fetched(ids, lock, **asking) if ids else []
    except BaseException:  # be it an interrupt: what was fetched until then is kept
        if lock.entries:
            lock.write()
        raise
    lock.write()
    lock.close()
    for failure in failures:
        click.echo(f"not fetched: {failure.nct_id}: {shown(failure.reason)}", err=True)
    for problem in found.problems:
        click.echo(f"error: {shown(problem)}", err=True)
    counted = f"{_counted(len(ids) - len(failures), 'record')} fetched, {len(failures)} not"
    click.echo(f"{output}: {_counted(len(found.ids), 'record')} cited, {counted}{_absent(found, lock)}")
    return _FAILED if failures or found.problems else 0


def _cited(paths: Sequence[Path]) -> Cited:
    settings_of = settings_finder(Recipe(Overrides(values=(("records", None),))))
    found = cited(discover(paths, settings_of), settings_of, date.today())  # noqa: DTZ011 - the user's day
    if not found.digests and not found.problems:
        raise DigestlintError("no digest was found; name a file or a folder that holds some")
    return found


def _absent(found: Cited, lock: Lock) -> str:
    held = (lock.find(each) for each in sorted(found.ids))
    absent = [entry.nct_id for entry in held if entry and entry.absent]
    return f"; the registry has no {', '.join(absent)}" if absent else ""


def _fetched(
    ids: Sequence[str], lock: Lock, *, base_url: str, pause: float, timeout: float, tries: int, max_wait: float
) -> "list[Failure]":
    """Fetch records into a file, and return what could not be fetched."""
    try:
        from digestlint.records import fetch  # noqa: PLC0415 - httpx is an extra, and only needed here
    except ModuleNotFoundError as error:
        raise DigestlintError(_NO_HTTPX) from error
    manners = Manners(f"digestlint/{__version__}", pause, timeout, tries, max_wait)

    def label(result: "Entry | Failure | None") -> str:
        return result.nct_id if result else ""

    with (
        fetch.Client(base_url, manners) as client,
        click.progressbar(
            fetch.fetch(ids, lock, client),
            length=len(ids),
            label="Fetching records",
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
            item_show_func=label,
            show_pos=True,
        ) as results,
    ):
        return [result for result in results if isinstance(result, fetch.Failure)]


@records.command("show")
@click.argument("study", metavar="ID")
@click.option(
    "--records",
    "path",
    type=click.Path(path_type=Path),
    help="A snapshot, file or folder of records [default: the configured one].",
)
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)
def records_show(study: str, path: Path | None, output_format: str) -> None:
    """Print the record of a study, as NCT00330668."""
    record_id = study_id(study)
    given = open_records(path) if path else _configured()
    record = given.get(record_id)
    if record is None:
        raise DigestlintError(f"{record_id}: there is no such record in {path or 'the configured records'}")
    if record.nct_id != record_id:
        click.echo(f"note: {record_id} is a former ID of {record.nct_id}", err=True)
    if output_format == "json":
        click.echo(as_json(record))
    else:
        for line in as_text(record, shutil.get_terminal_size((100, 24)).columns).splitlines():
            click.echo(shown(line))


def _configured() -> Records:
    folder = Path.cwd()
    config = find_config(folder)
    given = load_settings(config, Overrides(), folder).records
    if given is NO_RECORDS:
        raise DigestlintError("no records are configured here; name a snapshot, file or folder with --records")
    return given


def study_id(words: str) -> str:
    """Return an ID of ClinicalTrials.gov as its records are named. Raises DigestlintError for what is none."""
    bare = words.strip().rpartition(":")[2].strip()
    for registry in registries():
        core = registry.core(bare) or registry.core(bare.upper())
        if core and registry.register and registry.in_text:
            if registry.name != SOURCE:
                raise DigestlintError(f"{words}: no record source for {registry.name}, only for {SOURCE}")
            return core
    raise DigestlintError(f"{words}: is no ID of a study; one is written as NCT00330668")
