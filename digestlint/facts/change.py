"""Changes: the verbs that say that something lessened a harm, raised a good, did good or caused something."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.facts.agents import Agent, agent
from digestlint.facts.base_forms import NO_SUBJECT, is_base, word_before
from digestlint.facts.course import alike_in_groups, is_lone, is_of_another_cause
from digestlint.facts.cues import followers, list_pattern, pasts, scope_pattern, verb_forms
from digestlint.facts.topics import Topics, stems
from digestlint.span import Span

_OBJECTS = {"benefit": None, "detecting": "harm", "lessening": "harm", "raising": "goods", "cause": None}
_INTRANSITIVE = {"vanishing": "harm", "growing": "goods"}
_BE = frozenset("is are was were been be being gets got get".split())
_PAST_BE = frozenset("was were been got".split())
_NOT_A_THING = frozenset("has have that which they we she he".split())
_NOT_ALONE = frozenset(
    "treat stop manage control block limit contain keep hold cut fight push treated stopped managed controlled "
    "blocked limited contained kept held cut fought pushed supported support helped lifted removed "
    "ended added saved opened brought returned encouraged maintained advanced raised".split()
)
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_CUT = re.compile(
    r"\b(?:because|due to|owing to|after|before|when|while|since|if|unless|than|by|until|but|although|in|with|for"
    r"|among|during)\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\b(?:women|men|people|patients|children|adults|those|participants|babies|infants|child|person|patient|need|share|proportion|number|percentage)\s+$",
    re.IGNORECASE,
)
_OBJECTLESS = re.compile(
    r"\s*(?:$|[.,;:]|(?:and|for|against|better|best|well|even|too|fast|quickly|reliably|long|when|where|once"
    r"|safely)\b)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(?:enrol\w*|recruit\w*|(?:participants|patients|volunteers)(?!['’])|sites|centers|centres|interest|funding|people)\b",
    re.IGNORECASE,
)
_THEREBY = re.compile(r"\s*(?:(?:thereby|thus|while|and|\w+ly|also|in turn)\s+){0,2}$", re.IGNORECASE)
_DETERMINER = re.compile(r"\s+(?:the|an?|their|his|her|its|this|these)\b", re.IGNORECASE)
_SPOILED = re.compile(
    r"\s+(?:the\s+|their\s+)?(?:\w+\s+)?(?:healing|recovery|survival|remission|improvement)\b", re.IGNORECASE
)
"""A good right behind a verb that lessens ("delay healing") makes the change a bad one."""

_TO_TAKE_PART = re.compile(
    r"\s(?:the |their )?(?:participants|people|patients|families|children|women|men|parents|them|volunteers)\s(?:to )?"
    r"(?:find|set|choose|plan|fill|complete|understand|answer|use|record|write|identify|join|take part|come|travel"
    r"|attend|get to|keep (?:an? )?(?:diary|log|record)|prepare|sign)\b",
    re.IGNORECASE,
)
"""What staff help people with so that a study can go on ("helped participants set goals") is no benefit."""

_EXERCISES = re.compile(
    r"\w+ing,?\s(?:(?:and|or)\s)?(?:\w+\s){0,2}?(?:exercises?|training|class(?:es)?|drills?|program)\b", re.IGNORECASE
)
_REACH = 90


@dataclass(frozen=True, slots=True)
class Change:
    """A verb of change: where, of which class (`benefit`, `lessening`, `raising`, `cause`), who does it, and when."""

    span: Span
    reason: str
    agent: Agent
    past: bool
    verb: str


def changes(text: str, clause: Span, topics: Topics, *, in_title: bool, first: bool) -> Iterator[Change]:
    """Yield the verbs of change of a clause whose object makes the change a good one (or, for a cause, any)."""
    if _all_forms().isdisjoint(_folded(text, clause)[0]):
        return
    for reason in _OBJECTS:
        for match in _words(text, clause, reason, "finite"):
            if change := _finite(text, clause, match, reason, topics):
                yield change
        for match in _words(text, clause, reason, "base"):
            if is_base(text, clause, match, in_title=in_title) and _has_object(text, clause, match, reason, topics):
                about = agent(text, clause, match.start(), topics)
                yield Change(Span(*match.span()), reason, about, past=False, verb=match[0].casefold())
        if not first:
            for match in _words(text, clause, reason, "gerund"):
                if (
                    _THEREBY.fullmatch(text[clause.start : match.start()])
                    and not _EXERCISES.match(text, match.start(), clause.end)
                    and _has_object(text, clause, match, reason, topics)
                ):
                    yield Change(Span(*match.span()), reason, "none", past=False, verb=match[0].casefold())
    yield from _alone(text, clause, topics)


@functools.cache
def _all_forms() -> frozenset[str]:
    """Return the words of which one stands in every clause that tells a change."""
    kinds = (*_OBJECTS, *_INTRANSITIVE)
    return frozenset().union(*(verb_forms(kind, form) for kind in kinds for form in ("finite", "base", "gerund")))


def _words(text: str, clause: Span, kind: str, form: str) -> Iterator[re.Match[str]]:
    """Yield the words of a clause that are a form of the verbs of a list."""
    wanted = verb_forms(kind, form)
    folded, matches = _folded(text, clause)
    if wanted.isdisjoint(folded):
        return iter(())
    return (match for match, word in zip(matches, folded, strict=True) if word in wanted)


@functools.lru_cache(maxsize=16)
def _folded(text: str, clause: Span) -> tuple[tuple[str, ...], tuple[re.Match[str], ...]]:
    """Return the words of a clause, for they are looked through for every list of verbs."""
    matches = tuple(_WORD.finditer(text, *clause))
    return tuple(match[0].casefold() for match in matches), matches


def _finite(text: str, clause: Span, match: re.Match[str], reason: str, topics: Topics) -> Change | None:
    before = word_before(text, clause, match.start())
    word = match[0].casefold()
    if before in NO_SUBJECT | {"contrast", "best"} or (
        match[0].endswith("s") and re.match(r" (?:in|of)\b", text[match.end() : match.end() + 4])
    ):
        return None
    past = word in pasts()
    attributive = past and before.endswith("ing") and not _DETERMINER.match(text, match.end())
    if attributive and not topics.is_tried(stems(before)):
        return None  # "treating controlled disease"
    if past and before in _BE:
        return _passive(text, clause, match, reason, topics)
    if not _has_object(text, clause, match, reason, topics):
        return None
    if past and before in ("has", "have") and not _mentions(text, clause, topics):
        past = False
    about = agent(text, clause, match.start(), topics)
    return Change(Span(*match.span()), reason, about, past, word)


def _passive(text: str, clause: Span, match: re.Match[str], reason: str, topics: Topics) -> Change | None:
    """Return the change of a passive ("pain was eased by the drug") where what it changed stands before it."""
    before = word_before(text, clause, match.start())
    ahead, behind = text[clause.start : match.start()], text[match.end() : clause.end]
    if reason == "detecting" and agent(text, clause, match.start(), topics) in ("people", "foreign"):
        return None  # "Adults were diagnosed with …"
    by_topic = bool(re.match(r"\s+(?:[\w-]+\s+){0,2}(?:by|with|through|thanks to)\b", behind)) and bool(
        topics.is_tried(stems(behind))
        or re.search(r"\b(?:it|this|the (?:drug|treatment|device|combination|therapy))\b", behind)
    )
    kind = _OBJECTS[reason]
    if kind and not (list_pattern(kind).search(ahead) or (kind == "harm" and stems(ahead) & topics.conditions)):
        return None
    if not by_topic and (before not in _PAST_BE or match[0].casefold() in _NOT_ALONE or reason == "cause"):
        return None
    return Change(Span(*match.span()), reason, "treatment", past=True, verb=match[0].casefold())


def _alone(text: str, clause: Span, topics: Topics) -> Iterator[Change]:
    """Yield the verbs without an object that say in the simple past that a harm went or a good grew."""
    for kind, objects in _INTRANSITIVE.items():
        for match in _words(text, clause, kind, "finite"):
            ahead = text[max(clause.start, match.start() - _REACH) : match.start()]
            before = word_before(text, clause, match.start())
            if match[0].casefold() not in pasts() or before in _BE | NO_SUBJECT | _NOT_A_THING:
                continue
            behind = text[match.end() : clause.end]
            if (
                _HEADS.search(ahead)
                or is_of_another_cause(behind, topics)
                or not is_lone(behind, topics)
                or alike_in_groups(text, match.end())
            ):
                continue
            subject = list_pattern(objects).search(ahead) or (objects == "harm" and stems(ahead) & topics.conditions)
            if subject and agent(text, clause, match.start(), topics) != "research":
                yield Change(Span(*match.span()), "change", "treatment", past=True, verb=match[0].casefold())


def _has_object(text: str, clause: Span, match: re.Match[str], reason: str, topics: Topics) -> bool:
    """Tell whether what follows a verb makes it a claim: the words it needs, then a harm or a good near it."""
    behind = text[match.end() : min(match.end() + _REACH, clause.end)]
    needed = followers().get(match[0].casefold())
    is_needed = reason != "raising" or match[0].casefold() in ("add", "adds", "added")
    if needed and is_needed and not needed.match(behind.lstrip()):
        return False
    kind = _OBJECTS[reason]
    if kind is None and match[0].casefold().startswith("work"):
        return _OBJECTLESS.match(behind) is not None
    if kind is None:
        return reason == "cause" or not (_TO_TAKE_PART.match(behind) or list_pattern("side").search(behind))
    cut = next((each for each in _CUT.finditer(behind) if not _WHOSE.search(behind[: each.start()])), None)
    near = behind[: cut.start()] if cut else behind
    if list_pattern("side").search(near):
        return False
    found = list_pattern(kind).search(near)
    if found and kind == "harm" and (good := _SPOILED.match(near)) and good.end() <= found.start():
        return False
    return bool(found or (kind == "harm" and stems(near) & topics.conditions))


def _mentions(text: str, clause: Span, topics: Topics) -> bool:
    return topics.is_tried(stems(text[clause.start : clause.end]))


def is_nobody(text: str, span: Span) -> bool:
    """Tell whether a stretch says that nobody was treated, so that nothing could be seen."""
    return scope_pattern("unseen", "nobody").search(text, *span) is not None
