"""What the terminal is told of files that were not checked."""

from collections.abc import Iterable

import click

from digestlint.report import FileReport
from digestlint.reporters.style import shown


def tell_unchecked(reports: Iterable[FileReport]) -> None:
    """Print, on standard error, each file that could not be checked, and each that was skipped and was not to be."""
    for file in reports:
        if file.error:
            click.echo(f"error: {shown(file.path)}: {shown(file.error)}", err=True)
        elif file.skipped and file.loud:
            click.echo(f"skipped: {shown(file.path)}: {shown(file.skipped)}", err=True)
