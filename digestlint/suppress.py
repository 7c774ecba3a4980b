"""Suppression: which diagnostics a digest asks to ignore, and which of its wishes are granted.

All of it takes time in proportion to the directives and diagnostics, however many a digest holds.
"""

import bisect
import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from digestlint.diagnostic import Diagnostic
from digestlint.digest import Digest
from digestlint.facts.directives import Directive, directives
from digestlint.record import NO_RECORDS
from digestlint.rule import Judged, Rule
from digestlint.selectors import ALL, matches, nearest
from digestlint.span import Span

_IDLE = {False: "ignores nothing", True: "ends no `disable`"}
_MOST_SUGGESTIONS = 20


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
class Ignored:
    """A stretch of a digest in which a rule's findings are ignored, and the selector that asks for it."""

    code: str
    span: Span
    selector: Span


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The diagnostics that are kept, those that are not, what is to be said of the directives, and what they ignore."""

    kept: tuple[Diagnostic, ...]
    hidden: tuple[Diagnostic, ...] = ()
    judged: tuple[Judged, ...] = ()
    ignored: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """What a selector names: the rules' codes, those that must have run before it can be called useless, its fault."""

    codes: frozenset[str]
    asked: frozenset[str] = field(default_factory=frozenset)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Wish:
    directive: Directive
    selector: Span
    named: _Named


def suppress(digest: Digest, diagnostics: Sequence[Diagnostic], rules: Sequence[Rule], policy: Policy) -> Suppressed:
    """Return what is left of a digest's diagnostics; `rules` are those that ran on it."""
    if not policy.heeded or not (found := digest.fact(directives)):
        return Suppressed(tuple(diagnostics))
    faults, wishes = _sorted_out(digest, found, policy)
    ignored = tuple(_ignored(wishes))
    hides = hider(ignored)
    hidden = tuple(diagnostic for diagnostic in diagnostics if hides(diagnostic))
    used = {*_used(ignored, hidden), *_ending(wishes)}
    ran = {
        rule.code for rule in rules if not rule.across and (rule.family != "REC" or digest.records is not NO_RECORDS)
    }
    idle = [
        Judged(wish.directive, wish.selector, _IDLE[wish.directive.verb == "enable"], useless=True)
        for wish in wishes
        if wish.selector not in used and wish.named.asked <= ran
    ]
    judged = sorted((*faults, *idle), key=lambda one: (one.directive.whole, one.selector or one.directive.whole))
    kept = tuple(diagnostic for diagnostic in diagnostics if not hides(diagnostic))
    return Suppressed(kept, hidden, tuple(judged), ignored)


def hider(ignored: Iterable[Ignored]) -> Callable[[Diagnostic], bool]:
    """Return a function that tells whether a diagnostic begins in a stretch in which its rule is ignored."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for one in ignored:
        spans[one.code].append(one.span)
    ordered = {code: sorted(some) for code, some in spans.items()}
    ends = {code: list(accumulate((span.end for span in some), max)) for code, some in ordered.items()}

    def hides(diagnostic: Diagnostic) -> bool:
        at = diagnostic.span.start
        before = bisect.bisect_right(ordered.get(diagnostic.code, []), at, key=lambda span: span.start)
        return bool(before) and at < ends[diagnostic.code][before - 1]

    return hides


def _sorted_out(digest: Digest, found: Iterable[Directive], policy: Policy) -> tuple[Sequence[Judged], Sequence[_Wish]]:
    """Return the directives and selectors that cannot be heeded, with their faults, and the wishes that can."""
    suggestions = iter(range(_MOST_SUGGESTIONS))

    @functools.cache
    def named(words: str) -> _Named:
        return _named(words, policy, suggest=lambda: next(suggestions, None) is not None)

    faults: list[Judged] = []
    wishes: list[_Wish] = []
    for directive in found:
        if directive.fault:
            faults.append(Judged(directive, None, directive.fault))
        unreasoned = policy.require_reason and not directive.reason and directive.verb != "enable"
        for selector in directive.selectors:
            rules = named(digest.text(selector))
            fault = rules.fault or ("gives no reason, and the configuration requires one" if unreasoned else "")
            if fault:
                faults.append(Judged(directive, selector, fault))
            else:
                wishes.append(_Wish(directive, selector, rules))
    return faults, wishes


def _named(words: str, policy: Policy, *, suggest: Callable[[], bool]) -> _Named:
    if words.upper() == ALL:
        return _Named(frozenset(), fault="names no rule; say which ones are to be ignored")
    rules = [rule for rule in policy.known if matches(words, rule)]
    if not rules:
        return _Named(frozenset(), fault=f"names no rule{nearest(words, policy.known) if suggest() else ''}")
    closed = [r for r in rules if r.audits or any(matches(selector, r) for selector in policy.unsuppressible)]
    if closed:
        return _Named(frozenset(), fault=f"asks for {closed[0].code}, which cannot be ignored in a digest")
    asked = [rule for rule in rules if rule.default] or rules
    return _Named(frozenset(rule.code for rule in rules), frozenset(rule.code for rule in asked))


def _ignored(wishes: Sequence[_Wish]) -> Iterator[Ignored]:
    """Yield the stretches that are asked for; a `disable` reaches to the next `enable` of a rule that it names."""
    enables = _starts(wishes, "enable")
    for wish in wishes:
        directive = wish.directive
        for code in sorted(wish.named.codes) if directive.verb != "enable" else ():
            end = directive.scope.end
            if directive.verb == "disable":
                stops = enables.get(code, [])
                following = bisect.bisect_left(stops, directive.whole.end)
                end = stops[following] if following < len(stops) else end
            yield Ignored(code, Span(directive.scope.start, end), wish.selector)


def _starts(wishes: Iterable[_Wish], verb: str) -> Mapping[str, list[int]]:
    """Return where the directives of a verb stand that name a rule, in order, by the rule's code."""
    starts: dict[str, list[int]] = defaultdict(list)
    for wish in wishes:
        for code in wish.named.codes if wish.directive.verb == verb else ():
            starts[code].append(wish.directive.whole.start)
    return {code: sorted(some) for code, some in starts.items()}


def _used(ignored: Iterable[Ignored], hidden: Iterable[Diagnostic]) -> Iterator[Span]:
    """Yield the selectors that ignore something."""
    starts: dict[str, list[int]] = defaultdict(list)
    for diagnostic in hidden:
        starts[diagnostic.code].append(diagnostic.span.start)
    for one in ignored:
        some = starts[one.code]
        i = bisect.bisect_left(some, one.span.start)
        if i < len(some) and some[i] < one.span.end:
            yield one.selector


def _ending(wishes: Sequence[_Wish]) -> Iterator[Span]:
    """Yield the selectors of `enable` that end what a `disable` before them began."""
    disables = _starts(wishes, "disable")
    for wish in wishes:
        at = wish.directive.whole.start
        if wish.directive.verb == "enable" and any(disables.get(code, [at])[0] < at for code in wish.named.codes):
            yield wish.selector
