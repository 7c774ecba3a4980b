"""What the terminal is told of files that were not checked."""

from collections.abc import Iterable, Iterator

import click

from digestlint.report import FileReport
from digestlint.reporters.style import shown


def tell_unchecked(reports: Iterable[FileReport]) -> None:
    """Print, on standard error, each file that could not be checked, and each that was skipped and was not to be."""
    for line in unchecked(reports):
        click.echo(line, err=True)


def unchecked(reports: Iterable[FileReport]) -> Iterator[str]:
    """Yield a line for each file that could not be checked, and for each that was skipped and was not to be."""
    for file in reports:
        if file.error:
            yield f"error: {shown(file.path)}: {shown(file.error)}"
        elif file.skipped and file.loud:
            yield f"skipped: {shown(file.path)}: {shown(file.skipped)}"
