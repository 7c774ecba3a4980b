"""The options that say how files are configured, for every command that has them."""

import os
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from digestlint.config import Overrides
from digestlint.errors import DigestlintError
from digestlint.run import Recipe

F = TypeVar("F", bound=Callable[..., Any])


def settings_options(command: F) -> F:
    """Return a command with the options `--select`, `--extend-select`, `--ignore`, `--config` and `--isolated`."""
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


def recipe_of(
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: tuple[str, ...],
    *,
    isolated: bool,
    ignore_suppressions: bool = False,
) -> Recipe:
    """Return how settings are found, as the options ask. Raises DigestlintError."""
    path: Path | None = None
    values: list[tuple[str, Any]] = []
    for given in config:
        key, equals, value = given.partition("=")
        is_file = os.path.isfile(given)  # noqa: PTH113 - a value may be longer than any name, which Path does not take
        if equals and not is_file:
            values.append((key.strip(), _toml_value(given, key, value)))
        elif not is_file:
            raise DigestlintError(f"--config {given}: there is no such file, and it is no KEY=VALUE")
        else:
            path = Path(given)
    overrides = Overrides(_words(select), _words(extend_select), _words(ignore), tuple(values), ignore_suppressions)
    return Recipe(overrides, path, isolated)


def _toml_value(given: str, key: str, value: str) -> Any:
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        if value.strip() and not set(value) & set("[]{}\"'\n"):
            return value.strip()
        raise DigestlintError(f"--config {given}: the value is no TOML; write strings in quotes") from None
    except (ValueError, RecursionError) as error:  # digits without end, brackets without end
        raise DigestlintError(f"--config {key}: this is no TOML that can be read: {error}") from error


def _words(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())
