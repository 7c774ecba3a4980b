"""Guarding a run against faults of the program: one in a rule takes away neither other rules nor other files."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from digestlint.errors import DigestlintError, fault
from digestlint.rule import Rule


def guarded(rules: Sequence[Rule], faults: list[str]) -> Sequence[Rule]:
    """Return rules that, where they fail, say so in `faults` and find nothing."""
    return tuple(rule if rule.across else replace(rule, find=_noting(rule, faults)) for rule in rules)


def _noting(rule: Rule, faults: list[str]) -> Callable[..., Iterable[Any]]:
    def find(*given: Any) -> list[Any]:
        try:
            return list(rule.find(*given))
        except (DigestlintError, RecursionError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the other rules go on
            faults.append(f"internal-error in {rule.code}: {fault(error)}")
            return []

    return find
