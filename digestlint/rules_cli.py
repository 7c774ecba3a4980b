"""`digestlint rule`, `digestlint rules` and `digestlint config`: what the program says of its rules and settings."""

import json
from pathlib import Path
from typing import Any

import click

from digestlint.catalog import built_in_rules, load_rules
from digestlint.config import schema
from digestlint.errors import DigestlintError
from digestlint.examples import failures
from digestlint.explain import explain, list_rules, show_settings
from digestlint.options_cli import recipe_of, settings_options
from digestlint.reporters.style import shown
from digestlint.run import settings_finder
from digestlint.usage import CLEAN, FOUND


@click.command()
@click.argument("selector", metavar="CODE")
@click.option(
    "--output-format", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to print it."
)
def rule(selector: str, output_format: str) -> None:
    """Explain a rule, named by its code or its name."""
    click.echo(explain(selector, output_format), nl=False)


@click.group(invoke_without_command=True)
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


@click.group()
def config() -> None:
    """Show how a file is configured, or what a configuration may hold."""


@config.command("show")
@click.argument("file", type=click.Path(path_type=Path))
@settings_options
def config_show(file: Path, **options: Any) -> None:
    """Print the settings that FILE is checked with, and where they come from."""
    settings = settings_finder(recipe_of(**options))(file if file.is_dir() else file.parent)
    for line in show_settings(settings, file).splitlines():
        click.echo(shown(line))


@config.command("schema")
def config_schema() -> None:
    """Print the JSON Schema of a configuration file."""
    click.echo(json.dumps(schema(), indent=2))
