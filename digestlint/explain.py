"""What the program says of itself: a rule, the list of rules, the settings of a file."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from digestlint.catalog import built_in_rules
from digestlint.config import Settings
from digestlint.rule import Example, Rule
from digestlint.selectors import check_selectors, matches

_CLOSEST = 9


def explain(selector: str, output_format: str) -> str:
    """Return all about a rule as `text`, `markdown` or `json`. Raises DigestlintError where there is no such rule."""
    rules = built_in_rules()
    check_selectors((selector,), rules, "digestlint rule")
    chosen = [rule for rule in rules if matches(selector, rule) == _CLOSEST] or [
        rule for rule in rules if matches(selector, rule)
    ]
    if output_format == "json":
        return json.dumps([_as_record(rule) for rule in chosen], indent=2) + "\n"
    write = _as_markdown if output_format == "markdown" else _as_text
    return "\n".join(write(rule) for rule in chosen)


def list_rules(output_format: str) -> str:
    """Return the list of the built-in rules as `text` or `json`."""
    rules = built_in_rules()
    if output_format == "json":
        return json.dumps([_as_record(rule) for rule in rules], indent=2) + "\n"
    width = max(len(rule.name) for rule in rules)
    lines = [f"{rule.code}  {rule.name:{width}}  {_state(rule):12}  {rule.summary}" for rule in rules]
    return "\n".join(lines) + "\n"


def _state(rule: Rule) -> str:
    return rule.severity.value + ("" if rule.default else ", off")


def _as_record(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "default": rule.default,
        "summary": rule.summary,
        "why": _paragraph(rule.why),
        "help": rule.help,
    }


def _paragraph(text: str) -> str:
    return " ".join(text.split())


def _as_text(rule: Rule) -> str:
    lines = [
        f"{rule.code} {rule.name} ({_state(rule)})",
        "",
        rule.summary,
        "",
        _paragraph(rule.why),
        "",
        f"help: {rule.help}",
        "",
    ]
    for title, examples in _examples(rule):
        lines += [title, *(f"  {line}" for example in examples for line in _one(example)), ""]
    return "\n".join(lines)


def _one(example: Example) -> list[str]:
    return [f"- {example.because}", *(f"    {line}" for line in example.text.strip().splitlines())]


def _examples(rule: Rule) -> list[tuple[str, list[Example]]]:
    marked = [example for example in rule.examples if "[[" in example.text]
    silent = [example for example in rule.examples if "[[" not in example.text]
    return [("Reported, [[at these words]]:", marked), ("Not reported:", silent)]


def _as_markdown(rule: Rule) -> str:
    lines = [
        f"# {rule.name} ({rule.code})",
        "",
        f"**Severity:** {_state(rule)}",
        "",
        "## What it does",
        "",
        rule.summary,
    ]
    lines += ["", "## Why is this bad?", "", _paragraph(rule.why), "", "## What to do", "", f"{rule.help}.", ""]
    lines += _options(rule)
    for title, examples in _examples(rule):
        lines += [f"## {title.rstrip(':')}", ""]
        for example in examples:
            lines += [f"{example.because}", "", "````text", example.text.strip("\n"), "````", ""]
    return "\n".join(lines)


def _options(rule: Rule) -> list[str]:
    names = [
        name for name in getattr(rule.params, "__dataclass_fields__", {}) if name not in ("phrases", "except_", "lists")
    ]
    if not names:
        return []
    rows = [f"- `{name.replace('_', '-')}` (default: `{getattr(rule.params, name)!r}`)" for name in names]
    return ["## Options", "", f"Under `[options.{rule.code}]`:", "", *rows, ""]


def show_settings(settings: Settings, file: Path) -> str:
    """Return the settings that `file` is checked with, as lines of TOML."""
    hidden = ("profile", "options", "severity", "select", "ignore")
    values = {
        field.name.replace("_", "-"): getattr(settings.file, field.name)
        for field in dataclasses.fields(settings.file)
        if field.name not in hidden
    }
    lines = [f"# {file}", f"# configuration: {settings.path or 'none found: the defaults'}"]
    lines += [
        f"{key} = {json.dumps(value)}"
        for key, value in values.items()
        if value is not None and not isinstance(value, dict)
    ]
    lines += ["", "# the rules that are on", "[severity]"]
    lines += [f"{rule.code} = {json.dumps(rule.severity.value)}  # {rule.name}" for rule in settings.rules_for(file)]
    lines += ["", "# the sections of a digest"]
    for section in settings.profile.sections:
        fields = f" ({', '.join(field.name for field in section.fields)})" if section.fields else ""
        lines.append(f"# {section.name}{fields}" + ("" if section.required else ", not required"))
    return "\n".join(lines) + "\n"
