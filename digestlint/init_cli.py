"""The commands `digestlint init` and `digestlint completion`: setting a folder, and a shell, up."""

import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from digestlint.errors import DigestlintError
from digestlint.init import config_text, folder_names, hook_text
from digestlint.reporters.style import shown
from digestlint.survey import HOOKS, Seen, look
from digestlint.write import write_new

CONFIG = "digestlint.toml"


@click.command(short_help="Write a configuration and a pre-commit hook for a folder.")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print what would be written.")
def init(folder: Path, *, dry_run: bool) -> None:
    """Write a digestlint.toml for FOLDER (default: the folder you are in), and the hook where there is none.

    What it finds is filled in: records, a vocabulary, where the digests are. No file is ever overwritten: where
    there is a .pre-commit-config.yaml already, it prints what to add to it.
    """
    if not folder.is_dir():
        raise DigestlintError(f"{folder}: there is no such folder")
    seen = look(folder, date.today())  # noqa: DTZ011 - the day at the user's place is meant
    if seen.config:
        raise DigestlintError(
            f"{folder / seen.config}: there is a configuration already, and it is left as it is; "
            f"`digestlint config show {folder}` prints it"
        )
    texts = dict(_files(seen))
    if dry_run:
        for path, text in texts.items():
            click.echo(f"# ---- {shown(str(path))}\n{text}")
    else:
        for path, text in texts.items():
            write_new(path, text.encode())
    for line in _report(seen, [] if dry_run else list(texts)):
        click.echo(line, err=dry_run)


def _files(seen: Seen) -> Iterator[tuple[Path, str]]:
    yield seen.folder / CONFIG, config_text(seen)
    if _has_place_for_hooks(seen) and seen.hooks is None:
        yield seen.folder / HOOKS, f"repos:\n{hook_text(seen)}"


def _has_place_for_hooks(seen: Seen) -> bool:
    return seen.top == seen.folder


def _report(seen: Seen, written: list[Path]) -> Iterator[str]:
    """Yield what was found and written, and what to do next, in lines that are safe to print."""
    yield f"digests: {folder_names(seen.digests) or 'none found'}"
    yield f"records: {_first(seen.records) or 'none found; `digestlint records fetch` gets those that digests cite'}"
    yield f"vocabulary: {', '.join(map(shown, seen.vocabulary)) or 'none found'}"
    if seen.above:
        yield f"note: {shown(str(seen.above))} counted for this folder until now; files are not merged"
    for path in written:
        yield f"wrote {shown(str(path))}"
    yield from _about_hooks(seen)
    for service in seen.services:
        yield f"{service} is set up here: the project's docs/integrations.md has what to add to it"
    check = "digestlint check" + (f" {shown(shlex.quote(str(seen.folder)))}" if seen.folder != Path.cwd() else "")
    yield f"next: {check}" if seen.digests else f"next: put digests here, then {check}"


def _first(names: tuple[str, ...]) -> str:
    more = f" (and {len(names) - 1} more, see {CONFIG})" if names[1:] else ""
    return shown(names[0]) + more if names else ""


def _about_hooks(seen: Seen) -> Iterator[str]:
    if seen.top is None:
        yield "no git repository is here, so no hook was set up"
    elif seen.hooks is None and _has_place_for_hooks(seen):
        yield "then: pip install pre-commit && pre-commit install"
    elif seen.hooks is not None and "digestlint" in seen.hooks:
        yield f"{HOOKS} names digestlint already"
    else:
        yield f"add this to `repos:` in {shown(str(seen.top / HOOKS))}:"
        yield hook_text(seen).rstrip()


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands and options in a shell, as: eval "$(digestlint completion bash)"."""
    made = get_completion_class(shell)
    if made is None:
        raise DigestlintError(f"there is no completion for {shell}")
    root = context.find_root()
    click.echo(made(root.command, {}, "digestlint", "_DIGESTLINT_COMPLETE").source())
