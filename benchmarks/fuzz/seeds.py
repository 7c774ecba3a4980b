"""What cases are grown from: the digests and records of `fixtures/`, and the examples of the rules."""

import functools
import json
import re
from pathlib import Path
from typing import Any

from digestlint.catalog import built_in_rules
from digestlint.examples import example_files

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
_MARKS = re.compile(r"\[\[(.*?)\]\](?!\])", re.DOTALL)


@functools.cache
def digests() -> tuple[str, ...]:
    """Return whole digests: all of the fixtures, and each example of a rule in the digest that it stands in."""
    paths = sorted(
        path for path in FIXTURES.glob("**/*") if path.suffix in (".md", ".txt") and path.name != "README.md"
    )
    fixtures = [path.read_text(encoding="utf-8") for path in paths]
    rules = built_in_rules()
    rendered = [file.source.text for rule in rules for example in rule.examples for file in example_files(example)]
    return tuple(dict.fromkeys((*fixtures, *rendered)))


@functools.cache
def snippets() -> tuple[str, ...]:
    """Return the examples' own words, of every rule alike, without the marks."""
    texts = (example.text for rule in built_in_rules() for example in rule.examples if example.within != "whole")
    return tuple(dict.fromkeys(_MARKS.sub(r"\1", text) for text in texts))


@functools.cache
def sentences() -> tuple[str, ...]:
    """Return the sentences of digests and examples, roughly parted."""
    texts = (line for text in (*digests(), *snippets()) for line in re.split(r"(?<=[.!?])\s+|\n", text))
    return tuple(dict.fromkeys(line.strip() for line in texts if line.strip()))


@functools.cache
def studies() -> tuple[dict[str, Any], ...]:
    """Return studies as the registry's API gives them."""
    return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(FIXTURES.glob("records/*.json")))
