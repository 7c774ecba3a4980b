"""The labelled digests: what is labelled is reported, nothing else is, and what is still missed is known."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary, load_vocabulary
from digestlint.lint import lint
from digestlint.source import Source

from .conftest import ROOT

KNOWN_MISSES = {
    "NCT07624708.expected.json": Counter({"CON004": 1}),
    "NCT07640100.expected.json": Counter({"CLM003": 1}),
    "NCT07816159.expected.json": Counter({"CLM001": 1}),
}
LABELS = sorted((ROOT / "fixtures").glob("labelled*/*.expected.json"))
RULES = tuple(rule for rule in built_in_rules(examples=False) if rule.default)


@pytest.mark.parametrize("label", LABELS, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_what_is_labelled_is_reported_and_nothing_else(label: Path) -> None:
    stem = label.name.removesuffix(".expected.json")
    path = next(label.with_name(stem + ending) for ending in (".md", ".txt") if label.with_name(stem + ending).exists())
    vocabulary = built_in_vocabulary().joined(load_vocabulary(label.parent / "vocabulary.yaml"))
    source = Source.of(path.read_bytes().decode(), path.name)
    found = lint(source, RULES, profile=built_in_profile(), vocabulary=vocabulary, today=date(2026, 11, 22))
    expected = Counter(finding["code"] for finding in json.loads(label.read_text(encoding="utf-8"))["findings"])
    assert set(expected - Counter(diagnostic.code for diagnostic in found)) == set(KNOWN_MISSES.get(label.name, ()))
    assert {diagnostic.code for diagnostic in found} <= set(expected)
