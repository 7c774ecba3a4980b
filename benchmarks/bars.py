"""What was measured, held against the bars, and how both are written down."""

import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.measuring import Run, cpu, middle, ratio, seconds

MEGA = 1_000_000
_MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scene:
    """Commands that ran in turn: the runs of each by its name, the one the others are held against, and failures."""

    title: str
    measured: str
    runs: Mapping[str, Sequence[Run]]
    failed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: one command of a scene takes at most so many times as long as another.

    Where `digests` tells over how many each of the two goes, what counts is the CPU time a digest: that of two runs of
    unlike length a busy machine leaves comparable. `meant` tells for how many digests the bar is, where another number
    was measured.
    """

    what: str
    scene: Scene
    one: str
    other: str
    at_most: float
    meant: str = ""
    digests: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class MemoryBar:
    """A bar: all processes of a command together hold at most so many megabytes."""

    what: str
    scene: Scene
    one: str
    at_most: float
    meant: str = ""


def bar_table(bars: Iterable[Bar | MemoryBar]) -> str:
    """Return the bars as a Markdown table: what was measured, what may be, and whether it is met."""
    rows = [_time_row(bar) if isinstance(bar, Bar) else _memory_row(bar) for bar in bars]
    return _table(("", "measured", "of", "ratio, least and most", "bar", "verdict"), rows)


def _time_row(bar: Bar) -> tuple[str, ...]:
    bound = f"≤ {bar.at_most:g}{bar.meant}"
    missing = [name for name in (bar.one, bar.other) if name not in bar.scene.runs]
    if missing:
        return bar.what, bar.one, bar.other, "–", bound, f"not measured: {_reason(bar.scene, missing[0])}"
    one, other = bar.scene.runs[bar.one], bar.scene.runs[bar.other]
    figure, (many, few) = (cpu, bar.digests) if bar.digests else (seconds, (1, 1))
    found = ratio(one, other, figure)
    share = few / many
    return (
        bar.what,
        f"{bar.one}: {_time(middle(one, figure) / many)}",
        f"{bar.other}: {_time(middle(other, figure) / few)}",
        f"**{found.middle * share:.2f}**, {found.least * share:.2f}–{found.most * share:.2f}",
        bound,
        _verdict(bar, met=found.middle * share <= bar.at_most),
    )


def _memory_row(bar: MemoryBar) -> tuple[str, ...]:
    bound = f"≤ {bar.at_most:g} MB{bar.meant}"
    if bar.one not in bar.scene.runs:
        return bar.what, bar.one, "", "–", bound, f"not measured: {_reason(bar.scene, bar.one)}"
    peaks = [run.together / MEGA for run in bar.scene.runs[bar.one]]
    found = f"**{max(peaks):.0f} MB**, {min(peaks):.0f}–{max(peaks):.0f} MB"
    return bar.what, bar.one, "", found, bound, _verdict(bar, met=max(peaks) <= bar.at_most)


def _reason(scene: Scene, name: str) -> str:
    return scene.failed.get(name, f"{name} was left out")


def _verdict(bar: Bar | MemoryBar, *, met: bool) -> str:
    return ("met" if met else "**not met**") + (" at this number" if bar.meant else "")


def scene_table(scene: Scene, versions: Mapping[str, str]) -> str:
    """Return the times and peaks of a scene as a Markdown table, the fastest first."""
    against = scene.runs.get(scene.measured)
    if not scene.runs:
        return "\n".join([f"### {scene.title}", *_failures(scene)])
    rows = []
    for name, runs in sorted(scene.runs.items(), key=lambda row: middle(row[1], seconds)):
        each = [run.seconds for run in runs]
        times = ratio(against, runs, seconds).middle if against else None
        rows.append(
            (
                _labelled(name, versions),
                _time(statistics.median(each)),
                f"{_time(min(each))}–{_time(max(each))}",
                _time(middle(runs, cpu)),
                f"{max(run.largest for run in runs) / MEGA:.0f}",
                f"{max(run.together for run in runs) / MEGA:.0f}",
                f"{times:.2f}" if times is not None else "–",
            )
        )
    head = ("", "time", "least and most", "CPU", "MB, largest process", "MB, together", f"{scene.measured} ÷ this")
    return "\n".join([f"### {scene.title}", "", _table(head, rows), *_failures(scene)])


def _labelled(name: str, versions: Mapping[str, str]) -> str:
    tool, _, manner = name.partition(", ")
    version = f" {versions[tool]}" if tool in versions else ""
    return f"{tool}{version}{f', {manner}' if manner else ''}"


def _failures(scene: Scene) -> Iterator[str]:
    for name, reason in scene.failed.items():
        yield f"\nNot measured: {name} ({reason})."


def written_into(page: str, figures: str) -> str:
    """Return a page with the figures between its marks in place of what stood there; it must have the marks."""
    if not _MARKED.search(page):
        raise ValueError("the page has no marks between which figures belong")
    return _MARKED.sub(lambda match: f"{match[1]}\n{figures.strip()}\n\n{match[2]}", page)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _time(took: float) -> str:
    if took < 1:
        return f"{took * 1000:.{0 if took >= 0.01 else 1}f} ms"  # noqa: PLR2004 - two or three digits tell enough
    return f"{took:.{1 if took >= 10 else 2}f} s"  # noqa: PLR2004 - likewise
