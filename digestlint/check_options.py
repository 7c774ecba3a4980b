"""The options of `digestlint check`, and what they say as one value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from digestlint.diagnostic import Severity
from digestlint.options_cli import settings_options
from digestlint.reporters import FORMATS
from digestlint.run import Fixes

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of a check say; see their help."""

    paths: tuple[str, ...]
    output: tuple[str, ...]
    output_format: str | None
    fail_on: str | None
    strict: bool
    max_warnings: int | None
    stdin_filename: str | None
    explained: bool
    allow_empty: bool
    statistics: bool
    show_files: bool
    timings: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    baseline: str | None
    write_baseline: bool
    prune_baseline: bool
    since: str | None
    files_from: str | None
    force_exclude: bool
    watch: bool
    jobs: int | None
    no_cache: bool
    cache_dir: str | None

    @property
    def piped(self) -> bool:
        """Whether standard input is what is checked."""
        return "-" in self.paths

    @property
    def fixes(self) -> Fixes | None:
        """Which fixes are made, or shown as a diff."""
        return "unsafe" if self.unsafe_fixes else "safe" if self.fix or self.diff else None

    @property
    def only_prints(self) -> bool:
        """Whether no more is asked for than to read the files that are named, and to print what is found in them."""
        more = self.fixes or self.timings or self.watch or self.show_files or self.no_cache
        known = self.baseline or self.write_baseline or self.prune_baseline
        return not (more or known or self.piped or self.since or self.files_from)


_SEVERITIES = [*(severity.value for severity in Severity), "never"]
_OUTPUT = "A report: FORMAT, or FORMAT=PATH for a file (may be repeated). FORMAT is one of " + ", ".join(FORMATS) + "."
_OPTIONS = (
    click.option("--output", metavar="FORMAT[=PATH]", multiple=True, help=_OUTPUT),
    click.option("--output-format", type=click.Choice(list(FORMATS)), metavar="FORMAT", help="One report."),
    click.option("--explain", "explained", is_flag=True, help="Say how each finding came about."),
    click.option("--statistics", is_flag=True, help="Print how often each rule reports, not the findings."),
    click.option("--timings", is_flag=True, help="Say how long each rule and stage took."),
    click.option("--fail-on", type=click.Choice(_SEVERITIES), help="The severity that fails a run [default: error]."),
    click.option("--strict", is_flag=True, help="Fail on warnings too."),
    click.option("--max-warnings", type=click.IntRange(0), metavar="N", help="Fail on more warnings than N."),
    click.option("--allow-empty", is_flag=True, help="Succeed where there is no digest to check."),
    click.option("--fix", is_flag=True, help="Make the fixes that are safe."),
    click.option("--unsafe-fixes", is_flag=True, help="Make the fixes that may change what is said, too."),
    click.option("--diff", is_flag=True, help="Show what the fixes would change, and change nothing."),
    click.option("--baseline", type=click.Path(), metavar="FILE", help="Report only what is not in this file."),
    click.option("--write-baseline", is_flag=True, help="Write what is found into the baseline, and succeed."),
    click.option("--prune-baseline", is_flag=True, help="Take out of the baseline what is repaired."),
    click.option("--ignore-suppressions", is_flag=True, help="Heed no suppression that stands in a digest."),
    click.option("--since", metavar="REF", help="Check what changed since the work parted from REF (git)."),
    click.option("--files-from", type=click.Path(allow_dash=True), metavar="FILE", help="Check the files of a list."),
    click.option("--force-exclude", is_flag=True, help="Leave out excluded files though they are named."),
    click.option("--stdin-filename", type=click.Path(), help="The name that the text of standard input goes by."),
    click.option("--show-files", is_flag=True, help="Print the files that would be checked, and check none."),
    click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many processes check [default: the cores]."),
    click.option("--no-cache", is_flag=True, help="Check all files anew, and keep nothing of it."),
    click.option("--cache-dir", type=click.Path(), metavar="FOLDER", help="Where the cache is [default: the user's]."),
    click.option("--watch", is_flag=True, help="Check again whenever a file changes."),
)  # fmt: skip


def check_options(command: F) -> F:
    """Return a command with all options of a check."""
    for option in reversed(_OPTIONS):
        command = option(command)
    decorated: F = settings_options(command)
    return decorated
