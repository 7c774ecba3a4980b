"""`digestlint cache`: where the reports of earlier runs are kept, and how they are thrown away."""

from pathlib import Path

import click

from digestlint.cache import clean
from digestlint.replay import cache_folder
from digestlint.reporters.style import shown

_FOLDER = click.option("--cache-dir", type=click.Path(path_type=Path), metavar="FOLDER", help="Another folder.")


@click.group()
def cache() -> None:
    """Show or empty the cache, which spares unchanged files from being checked again."""


@cache.command("dir")
@_FOLDER
def cache_dir(cache_dir: Path | None) -> None:
    """Print the folder of the cache."""
    click.echo(shown(str(cache_dir or cache_folder())))


@cache.command("clean")
@_FOLDER
def cache_clean(cache_dir: Path | None) -> None:
    """Remove the cache."""
    folder = cache_dir or Path(cache_folder())
    size = clean(folder)
    click.echo(f"Removed {size:,} bytes from {shown(str(folder))}.")
