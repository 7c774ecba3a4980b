"""The command: its groups, each loaded when it is asked for."""

import importlib

import click

from digestlint import __version__
from digestlint.usage import EPILOG

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


class UnreadError(Exception):
    """Nobody takes what is printed. To click a broken pipe is a run that ends with 1, which here means findings."""


class _Commands(click.Group):
    """The commands, each loaded when it is asked for."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise UnreadError from error

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
