"""Targets: the words of a clause that may claim a benefit, safety or cause, by what they say, of what, and of whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digestlint.facts.agents import Agent, agent
from digestlint.facts.change import changes
from digestlint.facts.course import alike_in_groups
from digestlint.facts.cues import pasts, scope_pattern, target_pattern
from digestlint.facts.other_diseases import is_of_others
from digestlint.facts.tested import is_tested, tested_differences
from digestlint.facts.topics import Topics, stems
from digestlint.span import Span

Kind = Literal["efficacy", "safety", "causal"]

_PHRASES = ("quality", "bringing", "comparison")
_PREDICATE = re.compile(
    r"(?:is|are|was|were|be|being|remain\w*|prove\w*|looks?|looked|turned|emerged|became|becomes|has|have|had"
    r"|caused?|causes"
    r"|brought|brings|spar\w+|show\w*|produced|adds?|added|pos\w+|carr\w+|does|did|do|never)\b",
    re.IGNORECASE,
)
_DONE_TO_PEOPLE = re.compile(r"(?:spar|caus|bring|brought|carr)", re.IGNORECASE)
_MISSING = re.compile(
    r"\bno (?:figures?|data|results?|information|details?|word|statistics) (?:on|of|about|for)\b", re.IGNORECASE
)
_HOPEFUL = re.compile(r"promising|encouraging", re.IGNORECASE)
_SHOWN = re.compile(
    r"(?:confirm|demonstrat|prov|show|establish|underlin|document|support|point|highlight|underscor|illustrat)",
    re.IGNORECASE,
)
_MET = re.compile(r"(?:met|meets|reached|hit|achieved)\b.*\b(?:end\s?points?|outcomes?)$", re.IGNORECASE | re.DOTALL)
_DEFINITE = re.compile(r"(?:the|this|these|such|both)\b", re.IGNORECASE)
_OTHER_PASTS = frozenset("was were had slept felt got became kept left made went came did put".split())
_ENTERPRISE = re.compile(
    r"\b(?:study|trial|project|program(?:me)?|team|company|sponsor|enrol\w*|recruit\w*)\b(?! (?:drug|treatment))",
    re.IGNORECASE,
)
"""What brings no benefit when it is brought down, back or to an end."""

_PERFECT = re.compile(
    r"\b(?:has|have)\s(?:\w+ly\s|also\s|long\s)?(?:$|(?:given|brought|offered|made)\b)", re.IGNORECASE
)
_TOLD = re.compile(r"\b(?:was|were|had|did|saw|felt|got|rose|fell|(?<!has )(?<!have )\w{3,}ed)\b", re.IGNORECASE)
_GENERALLY = re.compile(
    r"\b(?:is|are|has|have|do|does|reduces?|lowers?|raises?|increases?|improves?|heal|heals|sleeps?|lives?|recovers?|grows?"
    r"|often|usually|tends?)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(r"\b(?:study|trial)\s(?:show|found|demonstrated|revealed)", re.IGNORECASE)
_WITH = re.compile(r"(?:with|on|under|after|through|thanks to)\s[^.;:()]{3,60}", re.IGNORECASE)
_THERE = re.compile(
    r"\s*(?:but\s|and\s|also\s)?there\s(?:was|were|has\sbeen)\s(?:also\s)?(?:an?\s|some\s)?", re.IGNORECASE
)
_NOW = re.compile(r"\b(?:now|no longer|finally|at last|can|could)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of where a clause stands: the digest's topics, its part, whether it opens the sentence."""

    topics: Topics
    part: str | None
    own: bool = False
    first: bool = True
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Words that may claim: of what kind, of which class of wording, and whether with a test of significance."""

    span: Span
    kind: Kind
    reason: str
    past: bool = False
    tested: bool = False


def targets(text: str, clause: Span, setting: Setting) -> Iterator[Target]:
    """Yield what may claim in a clause: safety, benefit, cause, each in the order of their strength."""
    for match in target_pattern("safety").finditer(text, *clause):
        if _is_safety(text, clause, match, setting):
            yield Target(Span(*match.span()), "safety", "safety")
    if setting.part == "title":
        yield from _title_targets(text, clause)
    if not setting.own and is_of_others(text, clause, setting.topics):
        return
    tested = is_tested(text, clause)
    for span in tested_differences(text, clause, setting.sentence or clause):
        if tested or not _is_general(text, clause, span, setting):
            yield Target(span, "efficacy", "statistic", tested=tested)
    for name in _PHRASES:
        for match in target_pattern(name).finditer(text, *clause):
            if _is_phrase(text, clause, match, name, setting):
                yield Target(Span(*match.span()), "efficacy", name)
    yield from _changes(text, clause, setting)


def _title_targets(text: str, clause: Span) -> Iterator[Target]:
    """Yield what claims in a title though it stands there without a verb."""
    for match in target_pattern("safety_title").finditer(text, *clause):
        yield Target(Span(*match.span()), "safety", "safety")
    for match in target_pattern("title").finditer(text, *clause):
        yield Target(Span(*match.span()), "efficacy", "comparison")


def _changes(text: str, clause: Span, setting: Setting) -> Iterator[Target]:
    """Yield the words that say that something was changed for the better, or caused, by what may do so."""
    for match in target_pattern("causal").finditer(text, *clause):
        if _may_change(_agent(text, clause, match.start(), setting), "cause", setting, past=False, verb=""):
            yield Target(Span(*match.span()), "causal", "cause")
    for change in changes(text, clause, setting.topics, in_title=setting.part == "title", first=setting.first):
        about: Agent = "other" if setting.own and change.agent == "foreign" else change.agent
        if _may_change(about, change.reason, setting, past=change.past, verb=change.verb):
            kind: Kind = "causal" if change.reason == "cause" else "efficacy"
            yield Target(change.span, kind, change.reason, change.past)


def _agent(text: str, clause: Span, at: int, setting: Setting) -> Agent:
    """Return the subject of the words at `at`; what a study is said to have found is about no other treatment."""
    about = agent(text, clause, at, setting.topics)
    return "other" if setting.own and about == "foreign" else about


def _is_safety(text: str, clause: Span, match: re.Match[str], setting: Setting) -> bool:
    """Tell whether words of safety are about what was tried, and about what was seen."""
    after = text[match.end() : min(match.end() + 40, clause.end)]
    if scope_pattern("unseen", "data").match(after.lstrip()):
        return False
    if re.search(r"\bsafety\b", match[0], re.IGNORECASE) and scope_pattern("unseen", "decision").search(
        text, *(setting.sentence or clause)
    ):
        return False
    if _MISSING.search(match[0]) or not _PREDICATE.match(match[0]):
        return not _MISSING.search(match[0])
    about = _agent(text, clause, match.start(), setting)
    if about in ("foreign", "experts") or (about == "research" and not _SHOWN.match(match[0])):
        return False
    if about == "disease" and _DONE_TO_PEOPLE.match(match[0]):
        return False
    return about != "other" or _is_told(setting) or _is_past(match[0])


def _is_phrase(text: str, clause: Span, match: re.Match[str], name: str, setting: Setting) -> bool:
    about = _agent(text, clause, match.start(), setting)
    if name == "comparison":
        general = about in ("people", "other") and _is_general(text, clause, Span(*match.span()), setting)
        there = _THERE.fullmatch(text[clause.start : match.start()]) is not None
        return (
            (there or about not in ("foreign", "research")) and not general and _compares_effects(text, clause, match)
        )
    if about == "other" and not setting.own and _PERFECT.search(text[clause.start : match.end()]):
        return False
    if name == "quality":
        return _may_be_praised(match[0], about, setting, opens=not text[clause.start : match.start()].strip())
    if _ENTERPRISE.search(match[0]):
        return _FOUND.search(match[0]) is not None and setting.part in ("Results", "Why It Matters")
    if about == "people" and _is_with_tried(text, clause, setting):
        return True
    return _may_bring(text[clause.start : match.end()], match[0], about, setting)


def _is_general(text: str, clause: Span, words: Span, setting: Setting) -> bool:
    """Tell whether a clause says in the present what holds in general, and names nothing that was tried."""
    if setting.own or _agent(text, clause, words.start, setting) == "treatment" or _TOLD.search(text, *clause):
        return False
    return _GENERALLY.search(text, *clause) is not None and not setting.topics.is_tried(stems(clause.of(text)))


def _compares_effects(text: str, clause: Span, match: re.Match[str]) -> bool:
    """Tell whether a comparison is one of effects that differ, not of dropout, of counts, nor of like changes."""
    return not (
        scope_pattern("planned", "beside").search(text, clause.start, match.start())
        or alike_in_groups(text, match.end())
        or scope_pattern("counts", "numbers").search(text, match.start(), clause.end)
    )


def _is_with_tried(text: str, clause: Span, setting: Setting) -> bool:
    """Tell whether a sentence opens with what was tried ("With walking, …"), so that it is what people gain by."""
    opening = _WITH.match(text, (setting.sentence or clause).start, clause.start)
    return opening is not None and setting.topics.is_tried(stems(opening[0]))


def _may_be_praised(words: str, about: Agent, setting: Setting, *, opens: bool) -> bool:
    if about == "none" and opens and setting.part != "title" and setting.first:
        return bool(_DEFINITE.match(words) or setting.topics.is_tried(stems(words)))
    if about == "research":
        return any((_HOPEFUL.search(words), _SHOWN.match(words), _MET.match(words)))
    if about in ("people", "experts", "disease", "foreign"):
        return False
    return about != "other" or _is_told(setting) or _is_past(words)


def _may_bring(ahead: str, words: str, about: Agent, setting: Setting) -> bool:
    if _THERE.fullmatch(ahead.removesuffix(words)):
        return True
    if about in ("disease", "foreign", "research"):
        return False
    if about == "people":
        return _is_past(words) or _NOW.search(ahead) is not None or setting.part == "title"
    return about != "other" or _is_told(setting) or _is_past(words)


def _may_change(about: Agent, reason: str, setting: Setting, *, past: bool, verb: str) -> bool:
    """Tell whether a verb of change may claim of such a subject."""
    if about in ("research", "disease", "foreign", "experts"):
        return False
    if about == "people":
        return past and (reason == "raising" or verb in _BY_PEOPLE)
    if reason == "detecting":
        return about == "treatment"
    return about != "other" or past or _is_told(setting)


_BY_PEOPLE = frozenset(
    "improved benefited recovered reduced lowered cut halved overcame beat healed stabilized shed".split()
)


def _is_told(setting: Setting) -> bool:
    """Tell whether a subject that nothing is known of may be the treatment all the same."""
    return setting.own or setting.part == "title" or not setting.topics.interventions


def _is_past(words: str) -> bool:
    first = [word.casefold() for word in re.findall(r"\w+", words)[:2]]
    return any(word in pasts() or word in _OTHER_PASTS or word.endswith("ed") for word in first)
