"""How often each rule is right: the program over labelled digests, into `rules/measured.toml`.

    python -m benchmarks.precision [FOLDER...]

takes the labelled sets of `fixtures/` and those below the folders given. A set is a folder of digests, each with a
`NAME.expected.json` beside it: what is wrong, as code and quoted words. The sets are run as users run them, with their
own configuration.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digestlint.rule import Measured
from digestlint.source import Source
from digestlint.span import Lines

ROOT = Path(__file__).parent.parent
MEASURED = ROOT / "rules/measured.toml"
SUFFIX = ".expected.json"
HEAD = """\
# How many findings of each rule were judged on labelled digests, and how many of them were right: written by
# `python -m benchmarks.precision`. The sets were read while the rules were made; see docs/accuracy.md.
"""


@dataclass(frozen=True, slots=True)
class Label:
    """What is wrong in a digest: the rule's code and the place, None for something that is absent."""

    code: str
    place: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding: the rule's code, and where it begins and ends in the text."""

    code: str
    start: int
    end: int


def judged(found: Sequence[Found], labels: Sequence[Label]) -> Iterator[tuple[str, bool]]:
    """Yield each finding's code and whether a label bears it out.

    A finding is right where a label has its code and the two overlap, or the label has no place. A second finding at a
    label that has one already is not judged, for nothing is wrong with it and it says nothing new.
    """
    taken: set[int] = set()
    for one in found:
        same = [i for i, label in enumerate(labels) if _meets(one, label)]
        fresh = [i for i in same if i not in taken]
        if fresh:
            taken.add(fresh[0])
            yield one.code, True
        elif not any(labels[i].place for i in same):
            yield one.code, False


def _meets(found: Found, label: Label) -> bool:
    if found.code != label.code:
        return False
    return label.place is None or (label.place[0] < max(found.end, found.start + 1) and found.start < label.place[1])


def place_of(text: str, quote: str, nth: int) -> tuple[int, int]:
    """Return where the `nth` place of the quoted words in a text begins and ends, white space aside."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    starts = [found.start() for found in re.finditer(f"(?={pattern})", text)]
    if len(starts) < nth:
        raise ValueError(f"the quoted words are not in the digest: {quote!r}")
    found = re.compile(pattern).match(text, starts[nth - 1])
    return found.span() if found else (0, 0)


def judge_set(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield each finding's code in the digests of a labelled set, and whether it is right."""
    findings = _run(folder)
    for sidecar in sorted(folder.glob(f"*{SUFFIX}")):
        stem = sidecar.name.removesuffix(SUFFIX)
        path = next(path for ending in (".md", ".txt") if (path := folder / (stem + ending)).exists())
        text = Source.of(path.read_bytes().decode(), path.name).text
        case = json.loads(sidecar.read_text(encoding="utf-8"))
        ignored = case.get("ignore", [])
        lines = Lines(text)
        found = [_found(each, lines) for each in findings if Path(each["filename"]).name == path.name]
        labels = [_label(each, text) for each in case["findings"]]
        yield from judged([one for one in found if one.code not in ignored], labels)


def _run(folder: Path) -> list[dict[str, Any]]:
    words = [sys.executable, "-m", "digestlint", "check", ".", "--output-format", "json"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - our own program
    if done.returncode not in (0, 1):
        raise SystemExit(f"{folder}: {done.stderr}")
    findings: list[dict[str, Any]] = json.loads(done.stdout)
    return findings


def _found(finding: Mapping[str, Any], lines: Lines) -> Found:
    places = (finding["location"], finding["end_location"])
    start, end = (lines.span(place["row"]).start + place["column"] - 1 for place in places)
    return Found(finding["code"], start, end)


def _label(finding: Mapping[str, Any], text: str) -> Label:
    quote = finding.get("quote")
    return Label(finding["code"], place_of(text, quote, finding.get("nth", 1)) if quote else None)


def measure(folders: Sequence[Path]) -> dict[str, Measured]:
    """Return for each rule that was reported how many of its findings were judged, and how many were right."""
    reported: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for folder in folders:
        for code, is_right in judge_set(folder):
            reported[code] += 1
            right[code] += is_right
    return {code: Measured(count, right[code]) for code, count in sorted(reported.items())}


def main(given: Sequence[str]) -> None:
    """Measure the sets of `fixtures/` and of the folders given, and write the figures."""
    roots = [ROOT / "fixtures", *(Path(each).resolve() for each in given)]
    folders = sorted({sidecar.parent for root in roots for sidecar in root.rglob(f"*{SUFFIX}")})
    measured = measure(folders)
    tables = [f"[{code}]\nreported = {each.reported}\nright = {each.right}\n" for code, each in measured.items()]
    MEASURED.write_text("\n".join([HEAD, *tables]), encoding="utf-8")
    total, good = (sum(getattr(each, name) for each in measured.values()) for name in ("reported", "right"))
    print(f"{good} of {total} findings of {len(measured)} rules in {len(folders)} sets were right")


if __name__ == "__main__":
    main(sys.argv[1:])
