"""Claims: the clauses that assert a benefit or safety as found or true, and what made each one a claim.

The engine follows ConText (Harkema et al. 2009, J Biomed Inform 42:839): target cues say what may be claimed; other cues
with a direction and a scope say why it is not asserted (negated, intended, hedged, future, of other studies). Scopes end
with the clause.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digestlint.digest import Digest, Sentence
from digestlint.facts.clauses import Clause, clauses
from digestlint.facts.cues import cue_pattern, excluder_pattern, target_pattern, verb_patterns
from digestlint.span import Span

Kind = Literal["efficacy", "safety"]
_FORWARD = ("negation", "intent", "hedge", "future", "attribution")
_SPREADING = ("intent", "hedge", "attribution")
_TARGETS = ("quality", "bringing", "comparison", "statistic")
_NO_SUBJECT = frozenset(
    "to a an the of with for in by no more very their its his her any and or less as than into from most such each "
    "without between this that these those both some all our your on at per".split()
)
_AUXILIARY = frozenset("is are was were been be being has have had get got".split())
_NOT_BASE = _NO_SUBJECT - {"and", "both", "or"} | frozenset(
    "may might could would will should must shall not cannot can't never also".split()
)
_WORD_BEFORE = re.compile(r"([\w'’-]+)[^\w]*$")
_FRONTED = re.compile(
    r"\s*(?:in|according|as|for|among|if|should|were|had|with|until|once|whether|like|under|by)\b", re.IGNORECASE
)
_SIGNIFICANT_P = re.compile(r"\bp(?:[- ]values?)?\s*(?:=|<|≤|:|of)\s*(?:0)?[.·]0(?:[0-4]\d*|5(?!\d))", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\b(?:higher|lower|greater|less(?:er)?|more|fewer|better|longer|shorter|larger|smaller|faster|earlier|increase[ds]?|decrease[ds]?"
    r"|reduc(?:ed|tions?)|improve[ds]?|improvements?|rose|fell|changed?|declined?|advantages?|in favou?r|different|differed)\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"\b(?:groups?|arms?|placebo|controls?|versus|vs|compared|respectively)\b", re.IGNORECASE)
_PSEUDO = re.compile(r"\b(?:not only|no doubt|not just|no longer|not without|no wonder|nothing but)\b", re.IGNORECASE)
_HAS_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause that claims: the sentence and clause it stands in, the words that claim, and of what kind they are."""

    sentence: Sentence
    span: Span
    cue: Span
    kind: Kind
    reason: str
    quantified: bool
    own: bool


def claims(digest: Digest) -> tuple[Claim, ...]:
    """Return the claims of the prose, at most one of each kind for a clause, in order."""
    found: list[Claim] = []
    for sentence in digest.sentences:
        if digest.source.text[sentence.span.start : sentence.span.end].rstrip("\"'”’)").endswith("?"):
            continue
        found += _claims(digest, sentence)
    return tuple(found)


def _claims(digest: Digest, sentence: Sentence) -> Iterator[Claim]:
    parts = clauses(digest.prose, sentence.span)
    own = cue_pattern("own", "findings").search(digest.prose, *sentence.span) is not None
    null = cue_pattern("null", "phrases").search(digest.prose, *sentence.span) is not None
    spread = _spreading(digest.prose, parts)
    for i, clause in enumerate(parts):
        for kind in ("efficacy", "safety"):
            for cue, reason in _targets(digest.prose, clause.span, kind, is_title=sentence.part == "title"):
                if null and not _stands_against_null(digest.prose, clause.span, reason):
                    continue
                if spread and i and not _ends_scope(digest.prose, parts[1 : i + 1]):
                    break
                if _is_asserted(digest.prose, parts, i, cue, reason):
                    whole = _with_brackets(digest.prose, clause.span, sentence.span)
                    yield Claim(sentence, clause.span, cue, kind, reason, bool(_HAS_NUMBER.search(whole)), own)
                    break


def _stands_against_null(text: str, clause: Span, reason: str) -> bool:
    """Tell whether a clause claims though its sentence says that groups did not differ: it differs itself, or is apart."""
    if cue_pattern("null", "phrases").search(text, *clause):
        return False
    return reason in ("statistic", "comparison", "safety", "quality") or _TERMINATOR.match(text, *clause) is not None


def _with_brackets(text: str, clause: Span, sentence: Span) -> str:
    return text[clause.start : min(clause.end + 80, sentence.end)]


def _spreading(text: str, parts: tuple[Clause, ...]) -> bool:
    """Tell whether the sentence opens with a phrase that keeps all of it from being asserted ("In earlier trials, …")."""
    if not parts or not _FRONTED.match(text, *parts[0].span) or len(parts) < 2:  # noqa: PLR2004 - nothing follows it
        return False
    first = parts[0].span
    if re.compile(r"\s*(?:if|should|whether|until|once|were)\b", re.IGNORECASE).match(text, *first):
        return True
    return any(excluder_pattern(kind).search(text, *first) for kind in _SPREADING)


_TERMINATOR = re.compile(
    r"\s*(?:but|however|yet|nevertheless|nonetheless|still|although|though|whereas)\b", re.IGNORECASE
)


def _ends_scope(text: str, parts: tuple[Clause, ...]) -> bool:
    return any(_TERMINATOR.match(text, *clause.span) for clause in parts)


def _targets(text: str, clause: Span, kind: Kind, *, is_title: bool) -> Iterator[tuple[Span, str]]:
    """Yield the cues of a clause that may claim, with what each is."""
    if kind == "safety":
        for match in target_pattern("safety").finditer(text, *clause):
            yield Span(*match.span()), "safety"
        return
    if significant := _SIGNIFICANT_P.search(text, *clause):
        yield from ((Span(*match.span()), "statistic") for match in _CONTRAST.finditer(text, *clause))
        if _GROUPS.search(text, *clause) and not target_pattern("safety").search(text, *clause):
            yield Span(*significant.span()), "statistic"
    for name in _TARGETS:
        for match in target_pattern(name).finditer(text, *clause):
            yield Span(*match.span()), name
    yield from _verbs(text, clause, is_title=is_title)


def _verbs(text: str, clause: Span, *, is_title: bool) -> Iterator[tuple[Span, str]]:
    for kind, objects in (("benefit", None), ("lessening", "harm"), ("raising", "goods")):
        patterns = verb_patterns(kind)
        for match in patterns["finite"].finditer(text, *clause):
            if _is_finite(text, clause, match) and _has_object(text, clause, match, objects):
                yield Span(*match.span()), kind
        for match in patterns["base"].finditer(text, *clause):
            if _is_base_claim(text, clause, match, is_title=is_title) and _has_object(text, clause, match, objects):
                yield Span(*match.span()), kind


def _before(text: str, clause: Span, at: int) -> str:
    match = _WORD_BEFORE.search(text, max(clause.start, at - 40), at)
    return match[1].casefold() if match else ""


def _is_finite(text: str, clause: Span, match: re.Match[str]) -> bool:
    """Tell whether a form is a verb here, not a participle before a noun ("reduced doses") nor a noun ("increases in")."""
    before = _before(text, clause, match.start())
    if before in _NO_SUBJECT or (not before and match.start() > clause.start):
        return False
    following = text[match.end() : match.end() + 4].casefold()
    return not (match[0].endswith("s") and following.startswith((" in ", " of ")))


def _is_base_claim(text: str, clause: Span, match: re.Match[str], *, is_title: bool) -> bool:
    """Tell whether a base form is a finite verb here: behind a plural, or behind `can` or `helps to`."""
    before = _before(text, clause, match.start())
    if before in ("can", "do", "does", "did"):
        return True
    if before == "to":
        ahead = text[max(clause.start, match.start() - 30) : match.start()].casefold()
        return bool(re.search(r"\b(?:help(?:s|ed)?|managed|able|proved|shown|found|known)\s+to\s*$", ahead))
    if not before or before in _NOT_BASE:
        return False
    return (
        before.endswith("s")
        or before in ("together", "who", "that", "which", "they", "both", "and", "people")
        or is_title
    )


def _has_object(text: str, clause: Span, match: re.Match[str], objects: str | None) -> bool:
    return objects is None or cue_pattern("lists", objects).search(text, *clause) is not None


def _is_asserted(text: str, parts: tuple[Clause, ...], i: int, cue: Span, reason: str) -> bool:
    """Tell whether nothing in its clause, or in the one it continues, keeps a cue from being asserted."""
    clause = parts[i].span
    # The words of a safety claim are often negative themselves ("no side effects"); those of a benefit never.
    reach = cue.start if reason == "safety" else cue.end
    head = _PSEUDO.sub(lambda words: " " * len(words[0]), text[clause.start : reach])
    if any(excluder_pattern(kind).search(head) for kind in _FORWARD):
        return False
    if excluder_pattern("backward").search(text, cue.start, clause.end):
        return False
    if _is_research(text, clause, cue):
        return False
    return not (i and _continues(text, parts, i, cue)) or _is_open(text, parts[i - 1].span)


def _continues(text: str, parts: tuple[Clause, ...], i: int, cue: Span) -> bool:
    """Tell whether a clause has no subject of its own, so that what held for the one before holds for it too."""
    ahead = text[parts[i].span.start : cue.start]
    return len(re.findall(r"[\w'’-]+", ahead)) <= 1 and not _TERMINATOR.match(text, *parts[i].span)


def _is_open(text: str, clause: Span) -> bool:
    head = text[clause.start : clause.end]
    return not any(excluder_pattern(kind).search(head) for kind in _FORWARD)


def _is_research(text: str, clause: Span, cue: Span) -> bool:
    """Tell whether the clause speaks of what research gains: its subject is research and no finding follows."""
    head = text[clause.start : cue.start]
    if cue_pattern("research", "objects").search(text, cue.start, clause.end):
        return True
    subject = cue_pattern("research", "subjects").search(head)
    return bool(subject) and not re.search(
        r"\b(?:that|show|demonstrat|prov|confirm|establish|found|reveal|conclud|in|of|this)\w*",
        head[subject.end() :] if subject else "",
    )
