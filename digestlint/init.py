"""The texts that `digestlint init` writes: a configuration and a hook for what was seen in a folder."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from digestlint.baseline import DEFAULT_NAME
from digestlint.models import ConfigFile
from digestlint.reporters.style import shown
from digestlint.survey import Seen, is_text

_EXAMPLES: Mapping[str, Any] = MappingProxyType(
    {
        "severity": {"TXT005": "info"},
        "options": {"section-length": {"min-words": 30}},
        "per-file-ignores": {"digests/2019/*": ["STR004"]},
        "rules": ["our-rules"],
        "vocabulary": ["vocabulary.yaml"],
        "records": "records.jsonl",
        "exclude": ["digests/old/"],
        "ignore": ["TXT005"],
        "baseline": DEFAULT_NAME,
    }
)
_HEAD = """\
# How digestlint checks the digests below this folder. Every key is optional. What stands behind a `#` is the default
# or, where there is none, an example. `digestlint config show FILE` prints what a file is checked with.
"""
_HOOK = """\
  - repo: local # the digestlint that is on your PATH
    hooks:
      - id: digestlint
        name: digestlint
        entry: digestlint check --force-exclude
        language: system
        types_or: [markdown, plain-text]
        require_serial: true
"""


def config_text(seen: Seen) -> str:
    """Return the text of a digestlint.toml: what was found is filled in, all else stands there as a comment."""
    filled = {"records": seen.records[0] if seen.records else None, "vocabulary": seen.vocabulary}
    keys = [f"{_HEAD}# Digests were found in: {folder_names(seen.digests) or 'no folder yet'}\n"]
    tables = []
    for name, field in ConfigFile.model_fields.items():
        key = field.alias or name
        value = _EXAMPLES.get(key, field.default)
        head = f"\n# {field.description}\n"
        if isinstance(value, dict):
            tables.append(head + _table(key, value))
        elif filled.get(key):
            keys.append(f"{head}{key} = {_toml(filled[key])}\n{_others(key, seen)}")
        elif value is not None:  # the profile has neither default nor a short example
            keys.append(f"{head}# {key} = {_toml(value)}\n")
    return "".join((*keys, *tables))


def _others(key: str, seen: Seen) -> str:
    return "".join(f"# {key} = {_toml(other)}\n" for other in seen.records[1:]) if key == "records" else ""


def _table(key: str, value: Mapping[str, Any]) -> str:
    named = {f"{key}.{name}": each for name, each in value.items() if isinstance(each, dict)}
    inner: Mapping[str, Mapping[str, Any]] = named or {key: value}
    return "".join(
        f"# [{head}]\n" + "".join(f"# {_key(name)} = {_toml(each)}\n" for name, each in rows.items())
        for head, rows in inner.items()
    )


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else quoted(name)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_toml, value))}]"
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    """Return a text as a string that TOML and YAML read alike, what is invisible in it as its escape."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if shown(char) == char:
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"  # noqa: PLR2004 - four digits


def hook_text(seen: Seen) -> str:
    """Return the hook as an item of `repos:` in `.pre-commit-config.yaml`, bound to the folders that hold digests."""
    pattern = _pattern(seen)
    return _HOOK + (f"        files: {quoted(pattern)}\n" if pattern else "")


def _pattern(seen: Seen) -> str | None:
    """Return the pattern of the digests' paths as git has them; none where they stand everywhere, or nowhere yet."""
    above = seen.folder.relative_to(seen.top).as_posix() if seen.top else "."
    names = [posixpath.normpath(f"{above}/{name}") for name in seen.digests]
    if not names or names == ["."] or not all(map(is_text, names)):
        return None
    words = [re.escape(name).replace(r"\-", "-").replace(r"\ ", " ") for name in names]
    return f"^({'|'.join(words)})/" if len(words) > 1 else f"^{words[0]}/"


def folder_names(names: Iterable[str]) -> str:
    """Return folders in words that are safe to print."""
    return ", ".join("this folder" if name == "." else shown(f"{name}/") for name in names)
