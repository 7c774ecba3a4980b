"""The examples of the rules, run as tests: each marked span must be reported, and nothing else."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary, with_options
from digestlint.data import rules_folder
from digestlint.diagnostic import Diagnostic
from digestlint.example_record import example_record
from digestlint.facts.signature import signature
from digestlint.files import read_text, toml_table
from digestlint.fix import apply_edits
from digestlint.lint import lint_corpus, lint_digest
from digestlint.parse import parse
from digestlint.record import NO_RECORDS, Records
from digestlint.rule import Example, Rule
from digestlint.source import Source
from digestlint.span import Span
from digestlint.suppress import Policy
from digestlint.vocabulary import Vocabulary

TODAY = date(2026, 6, 30)
"""The day on which the examples are read."""

_MARK = re.compile(r"\[\[(.*?)\]\](?!\])", re.DOTALL)
_FILE = re.compile(r"^=== (\S+)\n", re.MULTILINE)
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


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """A file that an example makes, and the spans that it marks."""

    source: Source
    marked: tuple[Span, ...]


def example_files(example: Example) -> tuple[ExampleFile, ...]:
    """Return the files that an example makes: one, or each of those of a folder."""
    if example.within != "folder":
        return (_unmarked("example", _render(example, example.text)),)
    _, *parts = _FILE.split(example.text)
    return tuple(_unmarked(name, text) for name, text in zip(parts[::2], parts[1::2], strict=True))


def _unmarked(path: str, marked: str) -> ExampleFile:
    spans: list[Span] = []
    pieces: list[str] = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        pieces += [marked[at : mark.start()], mark[1]]
        length += mark.start() - at
        spans.append(Span(length, length + len(mark[1])))
        length += len(mark[1])
        at = mark.end()
    return ExampleFile(Source.of("".join([*pieces, marked[at:]]), path), tuple(spans))


def run_example(rule: Rule, example: Example) -> tuple[Diagnostic, ...]:
    """Return what `rule` reports in the files of an example."""
    if example.options:
        rule = with_options(rule, example.options, f"example of {rule.code}")
    vocabulary = built_in_vocabulary().joined(Vocabulary(example.vocabulary))
    records = example_records(example)
    digests = [
        parse(file.source, profile=built_in_profile(), vocabulary=vocabulary, today=TODAY, records=records)
        for file in example_files(example)
    ]
    if rule.across:
        return lint_corpus((digest.fact(signature) for digest in digests), (rule,))
    known = built_in_rules(examples=False)
    rules = (rule, *(other for other in known if other.default and not other.audits)) if rule.audits else (rule,)
    found = [d for digest in digests for d in lint_digest(digest, rules, Policy(known=known)).kept]
    return tuple(diagnostic for diagnostic in found if diagnostic.code == rule.code)


def example_records(example: Example) -> Records:
    """Return the records that an example is read with: the one that it describes, or none."""
    if example.record is None:
        return NO_RECORDS
    record = example_record(_base()["record"], example.record)
    return {record.nct_id: record}


def _failure(rule: Rule, example: Example) -> str | None:
    files = example_files(example)
    found = run_example(rule, example)
    for file in files:
        reported = tuple(diagnostic.span for diagnostic in found if diagnostic.path == file.source.path)
        if sorted(reported) != sorted(file.marked):
            return f"expected {_quoted(file, file.marked)}, reported {_quoted(file, reported)}"
    if example.fixed is None:
        return None
    edits = (edit for diagnostic in found if diagnostic.fix for edit in diagnostic.fix.edits)
    fixed = apply_edits(files[0].source.text, edits)
    return None if fixed == _render(example, example.fixed) else f"the fix gives {fixed!r}"


def _quoted(file: ExampleFile, spans: tuple[Span, ...]) -> str:
    return ", ".join(repr(span.of(file.source.text)) for span in spans) or "nothing"


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
def _base() -> Mapping[str, Any]:
    path = rules_folder() / "example.toml"
    return toml_table(read_text(path), path)
