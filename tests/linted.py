"""A small digest that is blameless, and what a rule reports in one."""

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.lint import lint
from digestlint.source import Source

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


def reported(text: str, code: str) -> list[tuple[str, str | None]]:
    """Return the words that a rule reports in a digest, each with what its fix would write: None where it has none."""
    source = Source.of(text)
    rules = [rule for rule in built_in_rules(examples=False) if rule.code == code]
    vocabulary = built_in_vocabulary()
    found = lint(source, rules, profile=built_in_profile(), vocabulary=vocabulary, today=TODAY)
    return [(each.span.of(text), each.fix.edits[0].content if each.fix else None) for each in found]
