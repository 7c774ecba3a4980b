"""What a reader is told of a digest by some of the rules."""

from collections.abc import Mapping
from typing import Any

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary, with_options
from digestlint.diagnostic import Diagnostic
from digestlint.lint import lint
from digestlint.source import Source
from digestlint.vocabulary import Vocabulary

from .conftest import TODAY


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


def said(text: str, code: str, **options: Any) -> list[tuple[str, str]]:
    """Return the words that a rule reports in a digest, each with its message."""
    found = diagnosed(text, code, options={key.replace("_", "-"): value for key, value in options.items()})
    return [(each.span.of(text), each.message) for each in found]
