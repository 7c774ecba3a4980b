"""The command: its groups, and what becomes of errors."""

import gc
import importlib
import os
import sys
from collections.abc import Sequence

import click

from digestlint import __version__
from digestlint.errors import DigestlintError
from digestlint.reporters.style import shown
from digestlint.usage import CLEAN, EPILOG, FAILED

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
