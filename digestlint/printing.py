"""What a check prints, and where to."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from digestlint.check_options import Asked
from digestlint.outputs import Output, write_outputs, write_step_summary
from digestlint.replay import LARGEST, Said
from digestlint.report import FileReport, Report
from digestlint.reporters import TEXT_FORMATS, reporter_of
from digestlint.reporters.style import Style, shown_line
from digestlint.summary import statistics, summarize, summarize_diff
from digestlint.unchecked import unchecked

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""What the environment calls the file that a step at GitHub writes its summary to."""
_LOGGED = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
"""What the environment has where lines that are printed may be taken for commands."""


class Printed:
    """What was printed, in order, as far as it is short enough to be kept."""

    def __init__(self, style: Style) -> None:
        self.said: list[Said] = []
        self.length = 0
        self._colour = style.colour

    def say(self, text: str, *, is_error: bool) -> None:
        """Print a text."""
        click.echo(text, nl=False, color=self._colour, err=is_error)
        self.length += len(text)
        if self.length < LARGEST:
            self.said.append((text, is_error))
        else:
            self.said.clear()


def print_report(asked: Asked, outputs: Sequence[Output], report: Report) -> list[Said] | None:
    """Print a report as it is asked for, and write the outputs that go to files; return what was printed, if short."""
    style = Style(shutil.get_terminal_size((100, 24)).columns, _has_colour(), asked.explained)
    taken = bool(asked.piped and asked.fixes and not asked.diff)
    printed = Printed(style)
    for line in unchecked(report.files):
        printed.say(f"{line}\n", is_error=True)
    formats = [output.format for output in outputs if output.path is None]
    if asked.diff:
        _print_diff(report.files)
    elif asked.statistics:
        printed.say(statistics(report.files), is_error=taken)
    else:
        for name in formats:
            for text in reporter_of(name)(report, style):
                printed.say(text, is_error=taken)
    write_outputs(outputs, report, style)
    if any(output.format == "github" for output in outputs) and os.environ.get(STEP_SUMMARY):
        write_step_summary(Path(os.environ[STEP_SUMMARY]), report)
    if asked.diff:
        click.echo(summarize_diff(report.files), err=True)
    elif asked.statistics or all(name in TEXT_FORMATS for name in formats):
        printed.say(f"{summarize(report)}\n", is_error=taken)
    return printed.said if printed.length < LARGEST else None


def _print_diff(files: Sequence[FileReport]) -> None:
    from digestlint.fixing import diff_of  # noqa: PLC0415 - few runs show one

    logged = sys.stdout.isatty() or any(name in os.environ for name in _LOGGED)
    for line in (line for file in files for line in diff_of(file)):
        # Not even what steers a terminal is left out of a diff that goes elsewhere: it could not be applied.
        click.echo(shown_line(line[:-1]) if logged else line[:-1], color=True)


def _has_colour() -> bool:
    if "NO_COLOR" in os.environ:
        return False
    return "FORCE_COLOR" in os.environ or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
