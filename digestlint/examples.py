"""The examples of the rules, run as tests: each marked span must be reported, and nothing else."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from digestlint.catalog import built_in_profile, built_in_vocabulary, read_text, toml_table, with_options
from digestlint.data import rules_folder
from digestlint.diagnostic import Diagnostic
from digestlint.fix import apply_edits
from digestlint.lint import lint
from digestlint.rule import Example, Rule
from digestlint.source import Source
from digestlint.span import Span
from digestlint.vocabulary import Vocabulary

TODAY = date(2026, 6, 30)
"""The day on which the examples are read."""

_MARK = re.compile(r"\[\[(.*?)\]\](?!\])", re.DOTALL)
_MARKDOWN = """{tag-line}

# {title}

*{official-title}*

## Background

{background}

## Study Design

### Population

{population}

### Intervention

{intervention}

### Outcome

{outcome}

## Results

{results}

## Why It Matters

{why}

---

Keywords: {keywords}
Flags: {flags}
Source: {source}
"""
_PAGE = """{tag-line}

{title}

{official-title}

Background

{background}

Study Design

Population
{population}
Intervention
{intervention}
Outcome
{outcome}

Results

{results}

Why It Matters

{why}


{keywords} {flags}
Source: {source}
"""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not come out as it says."""

    rule: Rule
    example: Example
    reason: str


def failures(rule: Rule) -> Iterator[Failure]:
    """Yield a failure for each example of `rule` that does not come out, and one where a kind of example is missing."""
    for example in rule.examples:
        if reason := _failure(rule, example):
            yield Failure(rule, example, reason)
    if all(_MARK.search(example.text) for example in rule.examples):
        yield Failure(rule, rule.examples[0], "no example stays silent; give one without a [[mark]]")
    if not any(_MARK.search(example.text) for example in rule.examples):
        yield Failure(rule, rule.examples[0], "no example is reported; mark what must be reported [[so]]")


def example_source(example: Example) -> tuple[Source, tuple[Span, ...]]:
    """Return the digest that an example makes and the spans that it marks."""
    marked = _whole(example)
    spans: list[Span] = []
    pieces: list[str] = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        pieces += [marked[at : mark.start()], mark[1]]
        length += mark.start() - at
        spans.append(Span(length, length + len(mark[1])))
        length += len(mark[1])
        at = mark.end()
    return Source.of("".join([*pieces, marked[at:]]), "example"), tuple(spans)


def run_example(rule: Rule, example: Example) -> tuple[Diagnostic, ...]:
    """Return what `rule` reports in an example."""
    if example.options:
        rule = with_options(rule, example.options, f"example of {rule.code}")
    vocabulary = built_in_vocabulary().joined(Vocabulary(example.vocabulary))
    source, _ = example_source(example)
    return lint(source, (rule,), profile=built_in_profile(), vocabulary=vocabulary, today=TODAY)


def _failure(rule: Rule, example: Example) -> str | None:
    source, expected = example_source(example)
    found = run_example(rule, example)
    reported = tuple(diagnostic.span for diagnostic in found)
    if sorted(reported) != sorted(expected):
        return f"expected {_quoted(source, expected)}, reported {_quoted(source, reported)}"
    if example.fixed is None:
        return None
    fixed = apply_edits(source.text, (edit for diagnostic in found if diagnostic.fix for edit in diagnostic.fix.edits))
    wanted = _render(example, example.fixed)
    return None if fixed == wanted else f"the fix gives {fixed!r}"


def _quoted(source: Source, spans: tuple[Span, ...]) -> str:
    return ", ".join(repr(span.of(source.text)) for span in spans) or "nothing"


def _whole(example: Example) -> str:
    return _render(example, example.text)


def _render(example: Example, text: str) -> str:
    if example.within == "whole":
        return text
    parts = dict(_base())
    parts[example.within] = text
    if example.spelling == "page":
        parts |= {key: parts[key].replace(", ", " ") for key in ("keywords", "flags") if key != example.within}
    shape = _MARKDOWN if example.spelling == "markdown" else _PAGE
    return re.sub(r"\{([\w-]+)\}", lambda name: parts[name[1]], shape)


@functools.cache
def _base() -> Mapping[str, str]:
    path = rules_folder() / "example.toml"
    return toml_table(read_text(path), path)
