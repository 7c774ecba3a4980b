"""Suppression: which diagnostics a digest asks to ignore, and which of its wishes are granted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digestlint.diagnostic import Diagnostic
from digestlint.digest import Digest
from digestlint.facts.directives import Directive, directives
from digestlint.record import NO_RECORDS
from digestlint.rule import Judged, Rule
from digestlint.selectors import ALL, matches, nearest
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Policy:
    """What suppressions may do: whether they are heeded, must give a reason, and which rules they cannot touch.

    `known` are all rules that there are, on or off, for a selector that names none of them is a fault.
    """

    heeded: bool = True
    require_reason: bool = False
    unsuppressible: tuple[str, ...] = ()
    known: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The diagnostics that are kept, those that are not, what is to be said of the directives, and what they wish."""

    kept: tuple[Diagnostic, ...]
    hidden: tuple[Diagnostic, ...] = ()
    judged: tuple[Judged, ...] = ()
    wishes: tuple["Wish", ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A selector of a directive, and the rules that it names."""

    directive: Directive
    selector: Span
    rules: frozenset[str]


def suppress(digest: Digest, diagnostics: Sequence[Diagnostic], rules: Sequence[Rule], policy: Policy) -> Suppressed:
    """Return what is left of a digest's diagnostics; `rules` are those that ran on it."""
    if not policy.heeded or not (found := digest.fact(directives)):
        return Suppressed(tuple(diagnostics))
    faults: list[Judged] = []
    wishes: list[Wish] = []
    for directive in found:
        if directive.fault:
            faults.append(Judged(directive, None, directive.fault))
        for selector in directive.selectors:
            wish = _wish_of(digest, directive, selector, policy)
            if fault := _fault(digest, wish, policy):
                faults.append(Judged(directive, selector, fault))
            else:
                wishes.append(wish)
    granted = [[wish for wish in wishes if covers(wish, diagnostic, wishes)] for diagnostic in diagnostics]
    used = {wish.selector for some in granted for wish in some} | set(_ending(wishes))
    idle = [
        Judged(wish.directive, wish.selector, _IDLE[wish.directive.verb == "enable"], useless=True)
        for wish in wishes
        if wish.selector not in used and _is_judged(wish, digest, rules, policy)
    ]
    kept = tuple(diagnostic for diagnostic, some in zip(diagnostics, granted, strict=True) if not some)
    hidden = tuple(diagnostic for diagnostic, some in zip(diagnostics, granted, strict=True) if some)
    judged = sorted((*faults, *idle), key=lambda one: one.selector or one.directive.whole)
    return Suppressed(kept, hidden, tuple(judged), tuple(wishes))


_IDLE = {False: "ignores nothing", True: "ends no `disable`"}


def _wish_of(digest: Digest, directive: Directive, selector: Span, policy: Policy) -> Wish:
    words = digest.text(selector)
    return Wish(directive, selector, frozenset(rule.code for rule in policy.known if matches(words, rule)))


def _fault(digest: Digest, wish: Wish, policy: Policy) -> str:
    """Return what keeps a wish from being granted, or nothing."""
    words = digest.text(wish.selector)
    if words.upper() == ALL:
        return "names no rule; say which ones are to be ignored"
    if not wish.rules:
        return f"names no rule{nearest(words, policy.known)}"
    closed = [rule for rule in policy.known if rule.code in wish.rules and _is_closed(rule, policy)]
    if closed:
        return f"asks for {closed[0].code}, which cannot be ignored in a digest"
    if policy.require_reason and not wish.directive.reason and wish.directive.verb != "enable":
        return "gives no reason, and the configuration requires one"
    return ""


def _is_closed(rule: Rule, policy: Policy) -> bool:
    return rule.audits or any(matches(selector, rule) for selector in policy.unsuppressible)


def covers(wish: Wish, diagnostic: Diagnostic, wishes: Iterable[Wish]) -> bool:
    """Tell whether a wish is to ignore a diagnostic: it names the rule, and the diagnostic begins in its scope."""
    at, directive = diagnostic.span.start, wish.directive
    if directive.verb == "enable" or diagnostic.code not in wish.rules or not _holds(directive.scope, at):
        return False
    return directive.verb != "disable" or not any(
        other.directive.verb == "enable"
        and diagnostic.code in other.rules
        and directive.whole.end <= other.directive.whole.start
        and other.directive.whole.end <= at
        for other in wishes
    )


def _holds(scope: Span, at: int) -> bool:
    return scope.start <= at < scope.end or scope.start == at < scope.end + 1


def _ending(wishes: Sequence[Wish]) -> Iterator[Span]:
    """Yield each selector of an `enable` that ends what a `disable` before it began."""
    for wish in wishes:
        if wish.directive.verb == "enable" and any(
            other.directive.verb == "disable"
            and other.directive.whole.end <= wish.directive.whole.start
            and other.rules & wish.rules
            for other in wishes
        ):
            yield wish.selector


def _is_judged(wish: Wish, digest: Digest, rules: Sequence[Rule], policy: Policy) -> bool:
    """Tell whether all that a wish may be for was looked for: a run of some rules cannot call it useless."""
    ran = {
        rule.code for rule in rules if not rule.across and (rule.family != "REC" or digest.records is not NO_RECORDS)
    }
    named = [rule for rule in policy.known if rule.code in wish.rules]
    asked = [rule for rule in named if rule.default] or named
    return all(rule.code in ran for rule in asked)
