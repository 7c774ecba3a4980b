"""Selectors: how people name rules, by code, by name, or by the beginning of a code."""

import re
from collections.abc import Iterable, Sequence

from digestlint.errors import DigestlintError
from digestlint.files import suggest
from digestlint.rule import Rule

ALL = "ALL"
_PREFIX = re.compile(r"[A-Za-z]{1,3}|[A-Za-z]{3}\d{1,3}")


def matches(selector: str, rule: Rule) -> int:
    """Return how closely a selector names a rule: 0 not at all, more the closer; a whole code or name closest."""
    if selector.casefold() in {rule.name, *rule.aliases} or selector.upper() == rule.code:
        return 9
    if selector.upper() == ALL:
        return 1
    return 1 + len(selector) if _PREFIX.fullmatch(selector) and rule.code.startswith(selector.upper()) else 0


def nearest(selector: str, rules: Sequence[Rule]) -> str:
    """Return ` (did you mean …?)` for the rule whose code or name is nearest to a selector, or nothing."""
    return suggest(selector, [*(rule.code for rule in rules), *(rule.name for rule in rules)])


def select(
    rules: Sequence[Rule], *, chosen: Iterable[str], also: Iterable[str], ignored: Iterable[str]
) -> tuple[Rule, ...]:
    """Return the rules that are on.

    `chosen` names them (empty: those on by default), `also` adds to them, `ignored` takes away; where a rule is both
    named and ignored, the closer selector wins, and `ignored` where they are as close.
    """
    chosen, also, ignored = tuple(chosen), tuple(also), tuple(ignored)

    def is_on(rule: Rule) -> bool:
        named = max((matches(selector, rule) for selector in (*chosen, *also)), default=0)
        if not chosen and rule.default:
            named = max(named, 1)
        return named > max((matches(selector, rule) for selector in ignored), default=0)

    return tuple(rule for rule in rules if is_on(rule))


def check_selectors(selectors: Iterable[str], rules: Sequence[Rule], where: str) -> None:
    """Raise DigestlintError, naming `where`, for a selector that names no rule."""
    for selector in selectors:
        if selector.upper() != ALL and not any(matches(selector, rule) for rule in rules):
            raise DigestlintError(f"{where}: no rule is called {selector!r}{nearest(selector, rules)}")
