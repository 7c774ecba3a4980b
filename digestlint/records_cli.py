"""The commands `digestlint records …`: building a snapshot of registry records, and showing a record."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from digestlint.config import Overrides, find_config, load_settings
from digestlint.errors import DigestlintError
from digestlint.record import NO_RECORDS, Records
from digestlint.records import open_records
from digestlint.records.build import build, read_source
from digestlint.records.files import Read
from digestlint.records.show import as_text
from digestlint.records.snapshot import as_json
from digestlint.registries import registries
from digestlint.reporters.style import shown

_SOURCE = "ClinicalTrials.gov"


@click.group()
def records() -> None:
    """Build a snapshot of registry records, or show a record."""


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
            if registry.name != _SOURCE:
                raise DigestlintError(f"{words}: no record source for {registry.name}, only for {_SOURCE}")
            return core
    raise DigestlintError(f"{words}: is no ID of a study; one is written as NCT00330668")
