"""Assertion: whether what a clause says is asserted, or negated, intended, hedged, to come or said of others."""

import re

from digestlint.facts.clauses import Clause
from digestlint.facts.cues import scope_pattern
from digestlint.facts.targets import Target
from digestlint.span import Span

_FORWARD = ("negation", "intent", "hedge", "future", "attribution")
_SPREADING = ("intent", "hedge", "attribution")
_FRONTED = re.compile(
    r"\s*(?:in|according|as|for|among|if|should|were|had|with|until|once|whether|like|from)\b", re.IGNORECASE
)
_CONDITION = re.compile(r"\s*(?:if|should|whether|until|once|were|unless)\b", re.IGNORECASE)
_TERMINATOR = re.compile(
    r"\s*(?:but|however|yet|nevertheless|nonetheless|still|although|though|whereas)\b", re.IGNORECASE
)
_DESPITE = re.compile(r"\s*(?:despite|in spite of)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s*(?:and\s)?(?:there(?!\s(?:was|were|is|are|has|have|had|may|might|could|can)\b)|where"
    r"|(?:in|for|among) (?:whom|which))\b",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"\s*(?:did|does|has|have|had|was|were|is|are|found|finds|showed|shows|reported|concluded)\s", re.IGNORECASE
)
_INVERTED = re.compile(r"\s*(?:had|should|were)\b", re.IGNORECASE)
_TURN = re.compile(r"\bbut\s", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|when|where|than)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:of|in|during|from|by|under|with|to|for|after|on)\s+(?:(?:the|this|our|these|its)\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_TRIED = (
    r"(?:drug|treatment|therapy|medicine|device|vaccine|cream|combination|program|plan|regimen|intervention|dose)s?"
)
_STUDIED = r"(?:tested|studied|evaluated|investigated)"
_PSEUDO = re.compile(
    r"\b(?:not only|no doubt|not just|no longer(?! than)|not without|no wonder|nothing but|without (?:a )?doubt"
    rf"|investigational|^\W*testing (?:for|with|by)|aimed (?:straight|directly|precisely) at"
    rf"|(?:the|this|each|both|these) {_STUDIED} {_TRIED}|{_TRIED} {_STUDIED}(?! whether)"
    r"|(?:this|our|present|current) study(?= (?:the|its|their)\b)"
    r"|without question|no fewer than|not merely|nothing short of|without the need"
    r"|(?:compared|relative|in comparison) (?:to|with) (?:the )?other (?:groups?|arms?))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_ASIDE_IN_ASIDE = re.compile(r"\([^()]{0,100}\)(?=[^()]{0,200}\))")
_MEASURING = re.compile(
    r"(?<!\bunder )(?<!\bfor )\b(?:(?:assess|require)ments?|(?:examin|evalu)ations?|investigators?"
    r"|(?:assessed|evaluated|examined)(?= (?:by|with|using)\b))\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:(?:assess|require)ments?|required|needs?|needed|(?:examin|evalu)ations?|end\s?points?|searche?s?)\b",
    re.IGNORECASE,
)
"""What a test may have been made of, so that it tells of no intent."""

_VERB = re.compile(
    r"\b(?:was|were|is|are|has|had|have|found|show(?:s|ed)|indicate[sd]|reveal(?:s|ed))\s", re.IGNORECASE
)
_NO_LONGER = re.compile(r"\bno\s{1,4}longer\s{1,4}$", re.IGNORECASE)
_WORDS = re.compile(r"[\w'’-]+")
_THAT = re.compile(r"(?:or|and|nor)\s+(?:that|whether)\b", re.IGNORECASE)
_LINK = re.compile(r"and|or|then|also|thus|thereby|which|so|did|does|has|have|had|\w+ly", re.IGNORECASE)
_FINDING = re.compile(
    r"\b(?:that|show|demonstrat|prov|confirm|establish|found|reveal|conclud|mean|support|point)\w*", re.IGNORECASE
)
_MET = re.compile(r"(?:met|meets|reached|hit|achieved)\s", re.IGNORECASE)
_FOUND_THAT = re.compile(r"\b(?:found|reported|noted|said|showed|noticed|saw)\s{1,4}that\s", re.IGNORECASE)
_JOINING = re.compile(
    r"\b(?:of|on|in|with|by|for|at|to|from|and|or|that|which|who|was|were|is|are|had|has|the|an?|this|its?)\b",
    re.IGNORECASE,
)
_LONGEST_SUBJECT = 5
_WISHED = re.compile(r"an?\s[^.;:]{3,200}?\b(?:would|could|might)\b", re.IGNORECASE)
_WHENEVER = re.compile(r"\b(?:when|whenever|if)\s(?:\w+\s){1,4}$", re.IGNORECASE)
_NEAR = 3
_THAN = len(" than")


def is_asserted(text: str, parts: tuple[Clause, ...], i: int, target: Target, *, in_title: bool) -> bool:
    """Tell whether nothing keeps a target of clause `i` from being a claim, in its clause or the one it continues."""
    clause, cue = parts[i].span, target.span
    if (not i and len(parts) > 1 and _INVERTED.match(text, *clause)) or _is_spread(text, parts, i):
        return False
    rest = Span(cue.end, parts[-1].span.end)
    if "?" in rest.of(text) or (in_title and _is_asked(text, rest, target.reason)):
        return False
    if _is_excluded(text, Span(clause.start, cue.start), target) or _is_taken_back(text, parts[i:], target):
        return False
    if not target.tested and _is_research(text, clause, cue, target.reason):
        return False
    return not any(_is_excluded(text, part.span, target) for part in _continued(text, parts, i, cue))


def _is_taken_back(text: str, parts: tuple[Clause, ...], target: Target) -> bool:
    """Tell whether the words of a target in the first of the clauses, or those behind them, take back what it says."""
    clause = parts[0].span
    if any(scope_pattern("excluders", "back").search(text, *part.span) for part in parts[1:]):
        return True
    if not target.past and _WHENEVER.search(text[clause.start : target.span.start]):
        return True
    # The words of safety are often negative themselves ("no side effects"); those of a benefit never.
    if target.reason != "safety" and scope_pattern("excluders", "negation").search(
        _plain(text, target.span.start, min(target.span.end + _THAN, clause.end))
    ):
        return True
    if target.reason == "bringing" and scope_pattern("wanting", "phrases").search(text, *target.span):
        return True
    if target.span.start == clause.start and _WISHED.match(text, *clause):
        return True
    relative = _RELATIVE.search(text, target.span.end, clause.end)
    end = relative.start() if relative else clause.end
    start = target.span.end if target.reason == "safety" else target.span.start  # "side effects were few" is a claim
    return scope_pattern("excluders", "backward").search(text, start, end) is not None


def _is_asked(text: str, rest: Span, reason: str) -> bool:
    """Tell whether a title says behind its words that this was only tried; praise before a noun asserts anyway."""
    return reason not in ("quality", "safety") and scope_pattern("excluders", "asked").search(text, *rest) is not None


def stands_against_null(text: str, clause: Span, reason: str) -> bool:
    """Tell whether a clause claims though its sentence says that groups did not differ."""
    if scope_pattern("null", "phrases").search(text, *clause) or _DESPITE.match(text, *clause):
        return False
    return (
        reason in ("statistic", "comparison", "safety", "quality", "bringing")
        or _TERMINATOR.match(text, *clause) is not None
    )


def _plain(text: str, start: int, end: int) -> str:
    """Return a stretch with the words blanked that look like a negation and are none."""
    return _PSEUDO.sub(_blank, text[start:end])


def _is_excluded(text: str, span: Span, target: Target) -> bool:
    """Tell whether words at `span`, before a target or in the clause that it continues, keep it from being a claim."""
    if _NO_LONGER.search(text, *span):
        return True
    head = _plain(text, *span)
    turns = [turn.end() for turn in _TURN.finditer(head)]
    head = _told(head[turns[-1] :] if turns else head)
    if target.tested:
        head = _MEASURED.sub(_blank, head)
    return any(scope_pattern("excluders", kind).search(head) for kind in _FORWARD)


def _told(head: str) -> str:
    """Return what stands before a cue without asides, and without words of measuring that its verb says something of.

    `An assessment of pain` is what a study is for; `pain, as assessed by the nurses, was …` has been measured.
    """
    head = _ASIDE.sub(_blank, _ASIDE_IN_ASIDE.sub(_blank, head))
    verbs = [verb.start() for verb in _VERB.finditer(head)]
    return _MEASURING.sub(_blank, head[: verbs[-1]]) + head[verbs[-1] :] if verbs else head


def _blank(words: re.Match[str]) -> str:
    return " " * len(words[0])


def _is_spread(text: str, parts: tuple[Clause, ...], i: int) -> bool:
    """Tell whether the phrase that opens the sentence keeps this clause from being asserted ("In other trials, …")."""
    if not i or not _FRONTED.match(text, *parts[0].span):
        return False
    if any(_TERMINATOR.match(text, *clause.span) for clause in parts[1 : i + 1]):
        return False
    first = parts[0].span
    if _CONDITION.match(text, *first):
        return True
    return any(scope_pattern("excluders", kind).search(text, *first) for kind in _SPREADING)


def _continued(text: str, parts: tuple[Clause, ...], i: int, cue: Span) -> tuple[Clause, ...]:
    """Return the clauses whose words hold for a clause too, as it has no subject of its own or tells of their place.

    Before an aside of a few words ("A later trial, ATHENA, did find …") it is the clause ahead of that as well.
    """
    if not i or _TERMINATOR.match(text, *parts[i].span):
        return ()
    ahead = _WORDS.findall(text[parts[i].span.start : cue.start])
    if not (
        _THAT.match(text, *parts[i].span)
        or _ELSEWHERE.match(text, *parts[i].span)
        or _NO_SUBJECT.match(text, *parts[i].span)
        or all(_LINK.fullmatch(word) for word in ahead)
    ):
        return ()
    aside = len(_WORDS.findall(parts[i - 1].span.of(text))) <= _NEAR
    return parts[max(i - 2, 0) if aside else i - 1 : i]


def _is_treatments(text: str, start: int, end: int) -> bool:
    """Tell whether the word for research at `start` only says whose treatment or people are meant: `the study drug`."""
    named = scope_pattern("research", "tried").match(text, start, end)
    return named is not None and not _JOINING.search(named[0])


def _is_research(text: str, clause: Span, cue: Span, reason: str) -> bool:
    """Tell whether the clause speaks of what research gains: its subject is research and no finding follows."""
    if scope_pattern("research", "objects").search(
        _plain(text, cue.end if reason == "safety" else cue.start, clause.end)
    ):
        return True
    start = max((that.end() for that in _FOUND_THAT.finditer(text, clause.start, cue.start)), default=clause.start)
    subjects = scope_pattern("research", "subjects").finditer(text, start, cue.start)
    subject = next((each for each in subjects if not _is_treatments(text, each.start(), cue.start)), None)
    if not subject or len(_WORDS.findall(text[start : subject.start()])) > _LONGEST_SUBJECT:
        return False
    if _PREPOSITION.search(text[start : subject.start()]):
        return False
    if _FINDING.match(text, *cue) or _MET.match(text, *cue):
        return False
    between = text[subject.end() : cue.start]
    return len(_WORDS.findall(between)) <= _NEAR and not _FINDING.search(between)
