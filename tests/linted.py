"""A small digest that is blameless, and what rules report in one."""

from collections.abc import Mapping
from typing import Any

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary, with_options
from digestlint.diagnostic import Diagnostic
from digestlint.lint import lint
from digestlint.source import Source
from digestlint.vocabulary import Vocabulary

from .conftest import TODAY

PAGE = """# {title}

## Background

{background}

## Study Design

### Population

{population}

## Results

{results}

## Why It Matters

{why}

Source: clinicaltrials:NCT03951116 · Ingested 2026-05-04 · Digest: gemini-2.5-flash
"""


def page(**parts: str) -> str:
    """Return a digest with a blameless title, background, population, results and why, but for those that are given."""
    usual = {
        "title": "A Study",
        "background": "Knees.",
        "population": "Adults.",
        "results": "It ended.",
        "why": "It adds.",
    }
    return PAGE.format(**usual | parts)


def diagnosed(
    text: str,
    *codes: str,
    options: Mapping[str, Any] | None = None,
    keywords: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Diagnostic, ...]:
    """Return what some rules report in a digest, with options of a site's and keywords in its vocabulary."""
    rules = [rule for rule in built_in_rules(examples=False) if rule.code in codes]
    chosen = [with_options(rule, options, "the options of a site") if options else rule for rule in rules]
    vocabulary = built_in_vocabulary().joined(Vocabulary(keywords or {}))
    return lint(Source.of(text), chosen, profile=built_in_profile(), vocabulary=vocabulary, today=TODAY)


def reported(text: str, code: str) -> list[tuple[str, str | None]]:
    """Return the words that a rule reports in a digest, each with what its fix would write: None where it has none."""
    return [(each.span.of(text), each.fix.edits[0].content if each.fix else None) for each in diagnosed(text, code)]


def words_reported(results: str, code: str) -> list[str]:
    """Return the words that a rule reports in the results of a digest that is blameless otherwise."""
    return [words for words, _ in reported(page(results=results), code)]


def said(text: str, code: str, **options: Any) -> list[tuple[str, str]]:
    """Return the words that a rule reports in a digest, each with its message."""
    found = diagnosed(text, code, options={key.replace("_", "-"): value for key, value in options.items()})
    return [(each.span.of(text), each.message) for each in found]
