"""Outputs: which reports a run writes, and where each goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digestlint.errors import DigestlintError, unwritten
from digestlint.report import Report
from digestlint.reporters import FORMATS, reporter_of
from digestlint.reporters.style import Style
from digestlint.write import write_whole


@dataclass(frozen=True, slots=True)
class Output:
    """A report to write: its format, and the file it goes to (None: standard output)."""

    format: str
    path: Path | None = None


def read_outputs(given: Sequence[str], fallback: str | None) -> tuple[Output, ...]:
    """Return the outputs that `FORMAT` or `FORMAT=PATH` ask for, or that of `fallback` where none is given.

    Raises DigestlintError for an unknown format, a folder that is not there, and two reports for one place.
    """
    outputs = [_output(words) for words in given]
    if fallback:
        outputs.append(Output(fallback))
    elif not outputs:
        outputs.append(Output("full"))
    places = [output.path for output in outputs]
    for place in places:
        if places.count(place) > 1:
            where = f"the file {place}" if place else "standard output"
            raise DigestlintError(f"--output: two reports cannot both go to {where}; name a file: FORMAT=PATH")
    return tuple(outputs)


def _output(words: str) -> Output:
    name, _, path = words.partition("=")
    if name not in FORMATS:
        raise DigestlintError(f"--output {words}: there is no format {name!r}; choose from {', '.join(FORMATS)}")
    if path in ("", "-"):
        return Output(name)
    if not Path(path).absolute().parent.is_dir():
        raise DigestlintError(f"--output {words}: there is no folder {Path(path).parent}")
    if Path(path).is_dir():
        raise DigestlintError(f"--output {words}: {path} is a folder; name a file")
    return Output(name, Path(path))


def write_outputs(outputs: Sequence[Output], report: Report, style: Style) -> None:
    """Write the reports that go to files, each whole. Raises DigestlintError."""
    plain = Style(explained=style.explained)
    for output in outputs:
        if output.path:
            text = "".join(reporter_of(output.format)(report, plain))
            write_whole(output.path, text.encode("utf-8", "backslashreplace"))


def write_step_summary(path: Path, report: Report) -> None:
    """Add a table of all findings to the summary of a step at GitHub. Raises DigestlintError."""
    from digestlint.reporters.github import github_summary  # noqa: PLC0415 - for one of the formats

    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(github_summary(report))
    except OSError as error:
        raise DigestlintError(f"{path}: the summary of the step cannot be written: {unwritten(error)}") from error
