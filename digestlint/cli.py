"""The command: options in, reports out. Only here are the terminal, the clock and the exit status known."""

import gc
import json
import os
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from digestlint import __version__
from digestlint.catalog import built_in_rules, load_rules
from digestlint.config import Overrides, schema
from digestlint.diagnostic import Severity
from digestlint.discover import discover
from digestlint.errors import DigestlintError
from digestlint.explain import explain, list_rules, show_settings
from digestlint.report import FileReport
from digestlint.reporters import REPORTERS, TEXT_FORMATS
from digestlint.reporters.style import Style, shown
from digestlint.run import SettingsOf, check_across, check_bytes, check_files, settings_finder
from digestlint.summary import summarize

F = TypeVar("F", bound=Callable[..., Any])
CLEAN, FOUND, FAILED = 0, 1, 2

_EPILOG = """\b
Exit status: 0 nothing at or above the failing severity, 1 findings, 2 something could not be checked.

\b
Examples:
  digestlint check digests/                     check a folder
  digestlint check new.md --select CLM,REG      some rules only
  digestlint check - --stdin-filename new.md    check standard input
  digestlint rule TXT005                        explain a rule
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit."""
    gc.set_threshold(100_000)  # what a run makes lives to its end or falls at once; to look for cycles often is vain
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(arguments, prog_name="digestlint", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = FAILED
    except DigestlintError as error:
        for line in str(error).splitlines():
            click.echo(f"error: {shown(line)}", err=True)
        status = FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        status = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = FAILED
    sys.exit(status if isinstance(status, int) else CLEAN)


class _Commands(click.Group):
    """The commands; those about records are loaded when they are asked for, since few runs need what they import."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), "records"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "records":
            return super().get_command(ctx, cmd_name)
        from digestlint.records_cli import records  # noqa: PLC0415 - see above

        return records


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=_EPILOG
)
@click.version_option(__version__, prog_name="digestlint")
def cli() -> None:
    """Find what is wrong in plain-language digests of clinical studies."""


def _settings_options(command: F) -> F:
    for option in (
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option(
            "--config",
            "config",
            multiple=True,
            metavar="FILE|KEY=VALUE",
            help="A configuration file, or one key of it as TOML (may be repeated).",
        ),
        click.option("--ignore", metavar="RULES", multiple=True, help="Rules that are off."),
        click.option("--extend-select", metavar="RULES", multiple=True, help="Rules that are on besides."),
        click.option(
            "--select", metavar="RULES", multiple=True, help="The rules that are on: codes, names, prefixes, ALL."
        ),
    ):
        command = option(command)
    return command


def _settings_of(
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: tuple[str, ...],
    *,
    isolated: bool,
) -> SettingsOf:
    path: Path | None = None
    values: list[tuple[str, Any]] = []
    for given in config:
        key, equals, value = given.partition("=")
        if equals and not Path(given).is_file():
            values.append((key.strip(), _toml_value(given, value)))
        elif not Path(given).is_file():
            raise DigestlintError(f"--config {given}: there is no such file, and it is no KEY=VALUE")
        else:
            path = Path(given)
    overrides = Overrides(_words(select), _words(extend_select), _words(ignore), tuple(values))
    return settings_finder(overrides, path, isolated=isolated)


def _toml_value(given: str, value: str) -> Any:
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        if value.strip() and not set(value) & set("[]{}\"'\n"):
            return value.strip()
        raise DigestlintError(f"--config {given}: the value is no TOML; write strings in quotes") from None


def _words(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


@cli.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True), metavar="[PATH]...")
@_settings_options
@click.option(
    "--output-format", type=click.Choice(list(REPORTERS)), default="full", show_default=True, help="How to report."
)
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    help="The severity that fails a run [default: error].",
)
@click.option("--stdin-filename", type=click.Path(), help="The name that the text of standard input goes by.")
@click.option(
    "--explain", "explained", is_flag=True, help="Say how each finding came about, where there is more to say."
)
@click.option("--allow-empty", is_flag=True, help="Succeed where there is no digest to check.")
def check(
    paths: tuple[str, ...],
    *,
    output_format: str,
    fail_on: str | None,
    stdin_filename: str | None,
    explained: bool,
    allow_empty: bool,
    **options: Any,
) -> int:
    """Check digests: files, folders, or `-` for standard input (default: the folder you are in)."""
    settings_of = _settings_of(**options)
    today = date.today()  # noqa: DTZ011 - the day at the user's place is meant
    if "-" in paths:
        if len(paths) > 1:
            raise click.UsageError("`-` (standard input) cannot be checked together with files")
        name = Path(stdin_filename or "stdin.md")
        raw = sys.stdin.buffer.read()
        reports = [
            check_bytes(raw, name.as_posix() if stdin_filename else "-", settings_of(name.parent), today, named=True)
        ]
    else:
        named = [Path(path) for path in paths or (".",)]
        files = discover(named, settings_of)
        across = any(path.is_dir() for path in named)
        reports = list(_with_progress(check_files(files, settings_of, today, across=across), len(files)))
        reports = check_across(reports, settings_of) if across else reports
    first = Path(paths[0] if paths else ".")
    threshold = fail_on or settings_of(first if first.is_dir() else first.parent).file.fail_on
    style = Style(shutil.get_terminal_size((100, 24)).columns, _has_colour(), explained)
    return _report(reports, output_format, threshold, style, allow_empty=allow_empty)


def _with_progress(reports: Iterable[FileReport], length: int) -> Iterable[FileReport]:
    hidden = length < 200 or not sys.stderr.isatty()  # noqa: PLR2004 - fewer are done before one looks
    with click.progressbar(reports, length=length, label="Checking", file=sys.stderr, hidden=hidden) as bar:
        yield from bar


def _report(reports: list[FileReport], output_format: str, fail_on: str, style: Style, *, allow_empty: bool) -> int:
    for report in reports:
        if report.error:
            click.echo(f"error: {shown(report.path)}: {shown(report.error)}", err=True)
        elif report.skipped and report.loud:
            click.echo(f"skipped: {shown(report.path)}: {shown(report.skipped)}", err=True)
    for text in REPORTERS[output_format](reports, style):
        click.echo(text, nl=False, color=style.colour)
    checked = [report for report in reports if not report.skipped and not report.error]
    if output_format in TEXT_FORMATS:
        click.echo(summarize(reports), color=style.colour)
    if any(report.error for report in reports):
        return FAILED
    if not checked and not allow_empty and not any(report.skipped and report.loud for report in reports):
        click.echo(
            "error: no digest was found; name a file or a folder that holds some, or use --allow-empty", err=True
        )
        return FAILED
    failing = [
        d
        for report in checked
        for d in report.diagnostics
        if fail_on != "never" and d.severity.reaches(Severity(fail_on))
    ]
    return FOUND if failing else CLEAN


def _has_colour() -> bool:
    if "NO_COLOR" in os.environ:
        return False
    return "FORCE_COLOR" in os.environ or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


@cli.command()
@click.argument("selector", metavar="CODE")
@click.option(
    "--output-format", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to print it."
)
def rule(selector: str, output_format: str) -> None:
    """Explain a rule, named by its code or its name."""
    click.echo(explain(selector, output_format), nl=False)


@cli.group(invoke_without_command=True)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How to print them.")
@click.pass_context
def rules(context: click.Context, output_format: str) -> None:
    """List all rules; `digestlint rules test` runs their examples."""
    if context.invoked_subcommand is None:
        click.echo(list_rules(output_format), nl=False)


@rules.command("test")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def rules_test(folder: Path | None) -> int:
    """Run the examples of the built-in rules, or of the rules in FOLDER."""
    from digestlint.examples import failures  # noqa: PLC0415 - only this command runs examples

    tested = load_rules(folder) if folder else built_in_rules()
    if not tested:
        raise DigestlintError(f"{folder}: there is no rule file in this folder")
    failed = [failure for one in tested for failure in failures(one)]
    for failure in failed:
        where = f"{failure.rule.code} {failure.rule.name}"
        click.echo(f"{where}: {shown(failure.example.because)}\n  {shown(failure.reason)}")
    count = sum(len(one.examples) for one in tested)
    click.echo(f"{count} examples of {len(tested)} rules: {count - len(failed)} passed, {len(failed)} failed")
    return FOUND if failed else CLEAN


@cli.group()
def config() -> None:
    """Show how a file is configured, or what a configuration may hold."""


@config.command("show")
@click.argument("file", type=click.Path(path_type=Path))
@_settings_options
def config_show(file: Path, **options: Any) -> None:
    """Print the settings that FILE is checked with, and where they come from."""
    settings = _settings_of(**options)(file if file.is_dir() else file.parent)
    click.echo(show_settings(settings, file), nl=False)


@config.command("schema")
def config_schema() -> None:
    """Print the JSON Schema of a configuration file."""
    click.echo(json.dumps(schema(), indent=2))
