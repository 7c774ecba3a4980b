"""What the program says of itself: a rule, the list of rules, the settings of a file."""

import dataclasses
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from digestlint.catalog import built_in_rules
from digestlint.config import Settings
from digestlint.options import as_toml, options_of
from digestlint.rule import Example, Rule
from digestlint.rule_page import is_reported, paragraph, precision, rule_page, says
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
    if output_format == "markdown":
        return "\n".join(rule_page(rule, rules) for rule in chosen)
    return "\n".join(_as_text(rule) for rule in chosen)


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
        "why": paragraph(rule.why),
        "help": rule.help,
        "fix": paragraph(rule.fix) if rule.fix else None,
        "options": [asdict(option) for option in options_of(rule)],
        "precision": asdict(rule.measured) if rule.measured else None,
        "see_also": list(rule.see_also),
    }


def _as_text(rule: Rule) -> str:
    message, advice = says(rule)
    lines = [
        f"{rule.code} {rule.name} ({_state(rule)})",
        "",
        rule.summary,
        "",
        paragraph(rule.why),
        "",
        f"says: {message}",
        f"help: {advice}",
        f"fix: {paragraph(rule.fix) if rule.fix else 'none'}",
        *(f"option {o.name} ({o.type}, {as_toml(o.default)}): {o.meaning}" for o in options_of(rule)),
        f"precision: {precision(rule)}",
        "",
    ]
    marked = [example for example in rule.examples if is_reported(example)]
    silent = [example for example in rule.examples if not is_reported(example)]
    for title, examples in (("Reported, [[at these words]]:", marked), ("Not reported:", silent)):
        lines += [title, *(f"  {line}" for example in examples for line in _one(example)), ""]
    return "\n".join(lines)


def _one(example: Example) -> list[str]:
    return [f"- {example.because}", *(f"    {line}" for line in example.text.strip().splitlines())]


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
