"""Watching: a check that runs again whenever a file below the given paths changes."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from digestlint.errors import DigestlintError
from digestlint.reporters.style import shown


def watch(paths: Sequence[Path], check: Callable[[], int]) -> int:
    """Run `check` now and after each change, until it is interrupted. Raises DigestlintError."""
    try:
        from watchfiles import watch as changes  # noqa: PLC0415 - an extra, and few runs watch
    except ImportError:
        raise DigestlintError("--watch needs watchfiles: pip install 'digestlint[watch]'") from None
    for path in paths:
        if not path.exists():
            raise DigestlintError(f"{path}: there is no such file or folder")
    status = _checked(check)
    click.echo("Watching for changes; Ctrl-C ends it.", err=True)
    for _ in changes(*paths, raise_interrupt=False):
        click.echo(err=True)
        status = _checked(check)
    return status


def _checked(check: Callable[[], int]) -> int:
    """Return the status of a check; what cannot be checked now may be mended by the next change."""
    try:
        return check()
    except DigestlintError as error:
        for line in str(error).splitlines():
            click.echo(f"error: {shown(line)}", err=True)
        return 2
