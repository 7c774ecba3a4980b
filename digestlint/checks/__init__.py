"""The checks: the verbs that rules use, each by the name that a rule file gives it."""

from collections.abc import Mapping
from typing import Any

from digestlint.checks import phrases, repeated, sections
from digestlint.rule import Check, NoParams

CHECKS: Mapping[str, Check[Any]] = {
    "duplicate-section": Check(NoParams, sections.duplicate_section),
    "duplicate-sentence": Check(repeated.Shortest, repeated.duplicate_sentence),
    "empty-section": Check(NoParams, sections.empty_section),
    "heading-level": Check(NoParams, sections.heading_level),
    "missing-field": Check(NoParams, sections.missing_field),
    "missing-section": Check(NoParams, sections.missing_section),
    "missing-title": Check(NoParams, sections.missing_title),
    "near-duplicate-sentence": Check(repeated.Restated, repeated.near_duplicate_sentence),
    "phrases": Check(phrases.Phrases, phrases.find_phrases),
    "section-length": Check(sections.Length, sections.section_length),
    "section-order": Check(NoParams, sections.section_order),
    "unknown-section": Check(NoParams, sections.unknown_section),
}
