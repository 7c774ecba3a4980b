"""The rules of a run as SARIF describes them: what they ask, why, what to do, how often they are right."""

import re
from typing import Any

from digestlint.diagnostic import Severity
from digestlint.report import Report
from digestlint.reporters.records import rule_url
from digestlint.rule import Example, Measured, Rule

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""The level of each severity, from the worst to the mildest."""
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_PRECISIONS = (("very-high", 0.95), ("high", 0.85), ("medium", 0.6))
_LONGEST = 1024


def described(rule: Rule, report: Report) -> dict[str, Any]:
    """Return a rule as a reporting descriptor."""
    url = rule_url(report, rule.code)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _cut(rule.summary)},
        "fullDescription": {"text": _cut(_paragraph(rule.why))},
        "help": {"text": _help(rule), "markdown": _help_markdown(rule)},
        **({"helpUri": url} if url else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": _properties(rule),
    }


def precision(measured: Measured | None) -> str | None:
    """Return how often a rule is right in GitHub's words, or None where nothing was judged.

    One right and one wrong finding are added to those that were judged, for a few findings tell little.
    """
    if measured is None or not measured.reported:
        return None
    share = (measured.right + 1) / (measured.reported + 2)
    return next((words for words, least in _PRECISIONS if share >= least), "low")


def _properties(rule: Rule) -> dict[str, Any]:
    exact = precision(rule.measured)
    return {
        "tags": [rule.family, *(["fixable"] if rule.fix else [])],
        "problem.severity": _PROBLEMS[rule.severity],
        **({"precision": exact} if exact else {}),
    }


def _help(rule: Rule) -> str:
    todo = [f"What to do: {advice}."] if (advice := _advice(rule)) else []
    fix = [f"Fix safety: {rule.fix}"] if rule.fix else []
    return "\n\n".join([rule.summary, f"Why: {_paragraph(rule.why)}", *todo, *fix])


def _help_markdown(rule: Rule) -> str:
    parts = [f"# {rule.name} ({rule.code})", rule.summary, "## Why is this bad?", _paragraph(rule.why)]
    parts += ["## What to do", f"{advice}."] if (advice := _advice(rule)) else []
    parts += ["## Fix safety", rule.fix] if rule.fix else []
    parts += ["## Examples", *map(_example, rule.examples)] if rule.examples else []
    return "\n\n".join(parts) + "\n"


def _example(example: Example) -> str:
    return f"{example.because}\n\n````text\n{example.text.strip()}\n````"


def _advice(rule: Rule) -> str:
    """Return a rule's help with `…` for what a finding puts in; nothing where that is all of it."""
    advice = re.sub(r"\{\w+\}", "…", rule.help)
    return "" if advice == "…" else advice


def _paragraph(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
