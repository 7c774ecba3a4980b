"""The page of the checks: what each one reports, and the parameters that a rule file gives it."""

import dataclasses
import inspect
from typing import Any, get_type_hints

from digestlint.checks import AUDIT_CHECKS, CHECKS, CORPUS_CHECKS
from digestlint.options import as_toml, in_words
from digestlint.rule import AuditCheck, Check, CorpusCheck, NoParams

_HEAD = """# Checks

The checks that a rule file may name under `check`, with the parameters that it may give under `params` ([writing
rules](writing-rules.md)). Only `phrases` is made for rules of your own; the others serve one or two built-in rules each.
"""


def checks() -> str:
    """Return the page."""
    given = {**CHECKS, **CORPUS_CHECKS, **AUDIT_CHECKS}
    order = ["phrases", *sorted(given.keys() - {"phrases"})]
    return "\n".join([_HEAD, *(_section(name, given[name]) for name in order)])


def _section(name: str, check: Check[Any] | CorpusCheck[Any] | AuditCheck[Any]) -> str:
    told = [f"## {name}", "", *_lines(check.find).split("\n"), ""]
    if check.params is NoParams:
        return "\n".join(told)
    hints = get_type_hints(check.params)
    rows = [
        f"| `{field.name}` | {in_words(hints[field.name])} | {_default(field)} |"
        for field in dataclasses.fields(check.params)
    ]
    return "\n".join([*told, _lines(check.params), "", "| param | type | default |", "| --- | --- | --- |", *rows, ""])


def _lines(told: Any) -> str:
    """Return what a function or class says of itself."""
    return inspect.getdoc(told) or ""


def _default(field: Any) -> str:
    if field.default is not dataclasses.MISSING:
        return f"`{as_toml(field.default)}`"
    return (
        f"`{as_toml(field.default_factory())}`" if field.default_factory is not dataclasses.MISSING else "must be given"
    )
