"""What must hold of any digest: nothing is raised, every place is true, and time grows with the length alone."""

import bisect
import functools
import itertools
import re
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.diagnostic import Diagnostic, Finding
from digestlint.digest import Digest
from digestlint.facts.signature import signature
from digestlint.lint import lint_digest
from digestlint.parse import parse
from digestlint.record import NO_RECORDS, Record
from digestlint.rule import Rule
from digestlint.source import Source
from digestlint.span import Span
from digestlint.suppress import Policy

TODAY = date(2026, 11, 22)
LONGEST = 30.0
"""Seconds of CPU after which a digest counts as one that hangs."""
_AT_LEAST = 0.7
_SAID_OTHERWISE = ("PLN002", "STR009", "TXT004")
"""Rules of which `words` are a number, or written as escapes."""
_QUOTED = (
    "abbreviation", "earlier", "figure", "heading", "here", "id", "interval", "keyword", "number", "p", "percentage",
    "prefix", "source", "term", "there", "title", "topic", "word",
)  # fmt: skip
"""The values of messages that are words of the digest."""
_SEARCHED = 10_000
"""How long a digest may be in which quotes are sought: there may be a quote for every other word of it."""
_MAY_BE_BLANK = ("TXT004",)
_FOR_EACH = 2 / 100_000
_KNOWN = built_in_rules(examples=False)
_NOTED: list[tuple[Rule, Finding]] = []

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong: a key that is the same for the same fault, and what there is to be said of it."""

    key: str
    told: str


class HangError(Exception):
    """A digest took longer than any may."""


def problems(text: str, record: Record | None = None, check: Callable[[Source], object] | None = None) -> list[Problem]:
    """Return what goes wrong with a digest, read with its record where there is one; `check` is asked besides."""
    source = Source.of(text, "digest.md")
    found: list[Problem] = []
    try:
        checked, took = with_alarm(lambda: _checked(source, record))
        found.extend(_wrong(checked))
        if check:
            took += with_alarm(lambda: check(source))[1]
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return [*found, raised(error)]
    if took > allowed(len(text)) * (8 if check else 1):
        found.append(Problem("slow", f"{took:.2f} s for {len(text)} characters"))
    return found


def allowed(length: int) -> float:
    """Return how many seconds of CPU a digest of so many characters may take."""
    return _AT_LEAST + length * _FOR_EACH


def with_alarm(work: Callable[[], Made]) -> tuple[Made, float]:
    """Do some work; return what it makes and its seconds of CPU. Raises HangError where these pass `LONGEST`."""
    previous = signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    started = time.process_time()
    try:
        return work(), time.process_time() - started
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def _give_up(*_: object) -> None:
    raise HangError(f"it takes more than {LONGEST:.0f} seconds")


def raised(error: Exception) -> Problem:
    """Return the problem that an exception is, known by its type and by the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "digestlint" in frame.filename and "benchmarks" not in frame.filename] or list(
        frames
    )
    where = f"{ours[-1].filename.rpartition('digestlint/')[2]}:{ours[-1].lineno}" if ours else "?"
    return Problem(f"{type(error).__name__} at {where}", "".join(traceback.format_exception(error)[-12:]))


@dataclass(frozen=True, slots=True)
class _Checked:
    """A digest and what was found in it."""

    digest: Digest
    noted: Sequence[tuple[Rule, Finding]]
    diagnostics: Sequence[Diagnostic]


def _checked(source: Source, record: Record | None) -> _Checked:
    records = {record.nct_id: record} if record else NO_RECORDS
    digest = parse(source, profile=built_in_profile(), vocabulary=built_in_vocabulary(), today=TODAY, records=records)
    _NOTED.clear()
    outcome = lint_digest(digest, RULES, Policy(known=_KNOWN))
    digest.fact(signature)
    return _Checked(digest, tuple(_NOTED), (*outcome.kept, *outcome.hidden))


def _wrong(checked: _Checked) -> Iterator[Problem]:
    text = checked.digest.source.text
    yield from _parsed_wrong(checked.digest)
    written = bool(text.strip())
    for rule, finding in checked.noted:
        yield from _found_wrong(checked.digest, rule, finding, written=written)
    starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    for diagnostic in checked.diagnostics:
        yield from _placed_wrong(starts, diagnostic)


def _noting(rule: Rule) -> Rule:
    def find(*given: Any) -> Iterable[Finding]:
        for finding in rule.find(*given):
            _NOTED.append((rule, finding))
            yield finding

    return replace(rule, find=find)


RULES = tuple(_noting(rule) for rule in _KNOWN if not rule.across)
"""All rules of a digest, those too that are off by default; what they find is noted."""


def _parsed_wrong(digest: Digest) -> Iterator[Problem]:
    text = digest.source.text
    if len(digest.prose) != len(text):
        yield Problem("prose", f"the prose has {len(digest.prose)} characters of {len(text)}")
    moved = [i for i, (shown, char) in enumerate(zip(digest.prose, text, strict=False)) if not _may_show(shown, char)]
    if moved:
        i = moved[0]
        yield Problem("prose", f"offset {i} shows {digest.prose[i : i + 20]!r}, the file has {text[i : i + 20]!r}")
    spans = [sentence.span for sentence in digest.sentences]
    spans += [*digest.keywords, *digest.flags, *digest.leftovers, *(section.heading for section in digest.sections)]
    spans += [comment.span for comment in digest.comments]
    if wrong := [span for span in spans if not _lies_in(span, text)]:
        yield Problem("parsed place", f"{wrong[0]} of a text of {len(text)} characters")


def _may_show(shown: str, char: str) -> bool:
    """Tell whether the prose may have one character where the file has another: a blank, or what a reference shows."""
    return shown == char or (shown == " " and char != "\n") or char == "&"


def _lies_in(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def _found_wrong(digest: Digest, rule: Rule, finding: Finding, *, written: bool) -> Iterator[Problem]:
    text = digest.source.text
    if not _lies_in(finding.span, text) or (finding.earlier and not _lies_in(finding.earlier, text)):
        yield Problem(f"{rule.code} place", f"{finding.span}, {finding.earlier} of {len(text)} characters")
    elif written and not finding.span.of(text).strip() and rule.code not in _MAY_BE_BLANK:
        yield Problem(f"{rule.code} blank", f"{finding.span} holds {finding.span.of(text)!r}")
    if any(not isinstance(value, str) for value in finding.values.values()):
        yield Problem(f"{rule.code} value", f"{finding.values} are no texts")
    words = finding.values.get("words", "")
    if rule.code not in _SAID_OTHERWISE and not _stands_in(words, finding.span.of(text)):
        yield Problem(f"{rule.code} words", f"{words!r} are not those at the place: {finding.span.of(text)!r}")
    for key in _QUOTED if len(text) <= _SEARCHED else ():
        if not _stands_in(finding.values.get(key, "").casefold(), text.casefold()):
            yield Problem(f"{rule.code} quote", f"{key} {finding.values[key]!r} is nowhere in the digest")
    edits: Sequence[Span] = sorted(edit.span for edit in finding.fix.edits) if finding.fix else ()
    if any(not _lies_in(span, text) for span in edits) or any(a.overlaps(b) for a, b in itertools.pairwise(edits)):
        yield Problem(f"{rule.code} edits", f"{edits} of {len(text)} characters")


@functools.lru_cache(maxsize=1024)
def _stands_in(words: str, text: str) -> bool:
    """Tell whether some words stand in a text, blanks and what `…` leaves out aside."""
    kept = [re.escape("".join(part.split())) for part in words.split("…")]
    return re.search(".*?".join(kept), "".join(text.split()), re.DOTALL) is not None


def _placed_wrong(starts: Sequence[int], diagnostic: Diagnostic) -> Iterator[Problem]:
    """Yield the places of a diagnostic that are not those of its offsets, given where each line starts."""
    for offset, place in ((diagnostic.span.start, diagnostic.start), (diagnostic.span.end, diagnostic.end)):
        row = bisect.bisect_right(starts, offset)
        column = offset - starts[row - 1] + 1
        if place != (row, column):
            yield Problem(f"{diagnostic.code} row", f"offset {offset} is at {row}:{column}, said to be at {place}")
