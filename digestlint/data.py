"""The product's knowledge, as it ships: the folder `rules` with rules, profile, vocabulary and lexicons."""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digestlint.phrase_search import Lists, PhrasePattern, compile_lists, compile_phrases

_PACKAGE = Path(__file__).parent


def rules_folder() -> Path:
    """Return the folder of the built-in rules: inside an installed package, beside it in a checkout."""
    shipped = _PACKAGE / "rules"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "rules"


@functools.cache
def lexicon(name: str) -> Mapping[str, Any]:
    """Return the lexicon of that name (`rules/lexicon/NAME.toml`) as it stands in its file."""
    with (rules_folder() / "lexicon" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def lexicon_pattern(name: str, key: str) -> PhrasePattern:
    """Return the pattern of the phrases under `key` of a lexicon; its table `lists` holds what `<name>` stands for."""
    return compile_phrases(lexicon(name)[key], lexicon_lists(name))


@functools.cache
def lexicon_lists(name: str) -> Lists:
    """Return what `<name>` stands for in the phrases of a lexicon: its table `lists`."""
    return compile_lists(lexicon(name).get("lists", {}))
