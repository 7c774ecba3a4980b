"""The command: its groups, and what becomes of errors."""

import contextlib
import gc
import importlib
import io
import os
import signal
import sys
from collections.abc import Sequence

import click

from digestlint import __version__
from digestlint.errors import DigestlintError, fault, unwritten
from digestlint.reporters.style import shown
from digestlint.usage import CLEAN, EPILOG, FAILED, INTERRUPTED

_ELSEWHERE = {
    "cache": "digestlint.cache_cli",
    "check": "digestlint.check_cli",
    "completion": "digestlint.init_cli",
    "config": "digestlint.rules_cli",
    "init": "digestlint.init_cli",
    "records": "digestlint.records_cli",
    "rule": "digestlint.rules_cli",
    "rules": "digestlint.rules_cli",
    "scan": "digestlint.scan_cli",
}
"""Where each command stands: loaded when it is asked for, since few runs need what the others import."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit."""
    gc.set_threshold(100_000)  # what a run makes lives to its end or falls at once; to look for cycles often is vain
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    os.environ["PYTHONSAFEPATH"] = "1"  # no process that is begun runs a module from the folder that one is in
    with contextlib.suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # it ends as Ctrl-C does: no process, no half a file
    try:
        status = cli.main(arguments, prog_name="digestlint", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        status = INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever it is, people get a line, and no status that says it was checked
        status = _failed(error)
    sys.exit(status if isinstance(status, int) else CLEAN)


def _failed(error: Exception) -> int:
    """Say what went wrong, and return the exit status."""
    if isinstance(error, click.ClickException):
        with io.StringIO() as said:
            error.show(said)
            lines = said.getvalue().splitlines()
    elif isinstance(error, DigestlintError):
        lines = [f"error: {line}" for line in str(error).splitlines()]
    elif isinstance(error, OSError):
        _drop_output()
        where = os.fspath(error.filename) if error.filename else "standard output"
        lines = [] if isinstance(error, BrokenPipeError) else [f"error: {where}: {unwritten(error)}"]
    else:
        lines = [f"error: internal-error: {fault(error)}"]
    with contextlib.suppress(OSError):  # there may be nobody to tell
        for line in lines:
            click.echo(shown(line), err=True)
    return FAILED


def _drop_output() -> None:
    """Lead what is still to be written to nowhere, for nobody can take it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Commands(click.Group):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature of click
        return sorted(_ELSEWHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        if cmd_name not in _ELSEWHERE:
            return None
        command: click.Command = getattr(importlib.import_module(_ELSEWHERE[cmd_name]), cmd_name)
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EPILOG
)
@click.version_option(__version__, prog_name="digestlint")
def cli() -> None:
    """Find what is wrong in plain-language digests of clinical studies."""
