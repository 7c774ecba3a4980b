"""The options of a rule, as users set them: name, type, default and meaning."""

import dataclasses
import json
import types
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin, get_type_hints

from digestlint.rule import Rule

_TYPES = {str: "string", int: "whole number", float: "number", bool: "true or false"}
_WIDTH = 60


@dataclasses.dataclass(frozen=True, slots=True)
class Option:
    """A parameter of a rule's check that users may set under `[options.CODE]`."""

    name: str
    type: str
    default: Any
    meaning: str


def options_of(rule: Rule) -> tuple[Option, ...]:
    """Return the options of a rule: those parameters of its check that say what they mean to a user."""
    hints = get_type_hints(rule.params.__class__)
    return tuple(
        Option(
            field.name.replace("_", "-"),
            in_words(hints[field.name]),
            getattr(rule.params, field.name),
            field.metadata["help"],
        )
        for field in dataclasses.fields(rule.params)
        if "help" in field.metadata
    )


def in_words(annotation: Any) -> str:
    """Return the type of a setting in words: `whole number`, `list of strings`, `table of lists of strings`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (tuple, list, Sequence):
        return f"list of {_plural(in_words(arguments[0]))}"
    if origin in (dict, Mapping):
        return "table" if arguments[1] is Any else f"table of {_plural(in_words(arguments[1]))}"
    if isinstance(annotation, types.UnionType):
        return " or ".join(in_words(argument) for argument in arguments if argument is not types.NoneType)
    choices = arguments if origin is Literal else getattr(annotation, "__members__", {}).values()
    return _TYPES.get(annotation) or " or ".join(f"`{choice}`" for choice in choices) or "table"


def _plural(words: str) -> str:
    head, of, rest = words.partition(" of ")
    return words if " or " in head else f"{head}s{of}{rest}"


def as_toml(value: Any) -> str:
    """Return a value as TOML writes it; a long list is cut short."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        entries = [as_toml(entry) for entry in value]
        whole = f"[{', '.join(entries)}]"
        return whole if len(whole) <= _WIDTH else f"[{', '.join(entries[:4])}, …]"
    return json.dumps(value, ensure_ascii=False)
