"""Agents: whom or what a clause speaks of when it claims: the treatment, people, the disease, research, or another."""

import re
from typing import Literal

from digestlint.facts.cues import list_pattern, scope_pattern
from digestlint.facts.topics import DISEASE_WORD, Topics, stem, stems
from digestlint.span import Span

Agent = Literal["treatment", "people", "experts", "research", "disease", "foreign", "other", "none"]

_WORD = re.compile(r"[\w'’.+-]*\w")
_JOIN = re.compile(
    r"[?!:]|\b(?:that|which|who|because|since|but|yet|while|when|as|so|whether|if|where|although|though|until|after"
    r"|before|once)\b",
    re.IGNORECASE,
)
_OF_THIS_KIND = re.compile(r"\bof (?:this|these|its|the same) (?:class|kind|type|sort|family)\b", re.IGNORECASE)
_ADVERB = re.compile(
    r"(?:\w+ly|also|then|now|still|just|even|often|always|sometimes|can|does|do|did|has|have|had|to|helps?|helped|help"
    r"|in turn|thus|thereby|only|not|both|all|again|soon|never|together|alone|themselves|itself|and|or|at last"
    r"|well|really)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\b(?:of|in|for|with|by|from|to|at|on|than|per|given|taken|during|after|before|against|over|under|among"
    r"|between|without"
    r"|through|via|plus|followed|alone|is|are|was|were|be|been|remains?|remained|offers?|offered|gives?|gave|provides?"
    r"|provided?|do|offer|give|provide|bring|show|make|keep|represent|deliver|brings?|brought|represents?|makes?"
    r"|made|has"
    r"|have|had|shows?|showed|can|does|did|proved|proves|delivers?|treated|assigned|allocated"
    r"|receiving|received|taking|took|living|affected|suffering|aged|became|turned|works?|worked|keeps?|kept|puts?"
    r"|points?|pointed|means|meant"
    r"|who)\b",
    re.IGNORECASE,
)
_EVERY_GROUP = re.compile(r"(?:both|all|neither|either)\s+(?:\w+\s+)?(?:groups?|arms?)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|this|these|both|its|such an?|our|that|those|two|all|each|either)\b", re.IGNORECASE)
_GENERAL = re.compile(
    r"(?:drug|medicine|medication|vaccine|device|tool|intervention|procedure|technique|operation|test|option"
    r"|treatment)s"
    r"|therapies|strategies|approaches",
    re.IGNORECASE,
)
_OF_A_KIND = re.compile(
    r"(?!the|this|these|both|its|our|those|two|all)[\w-]+\s(?:cream|ointment|pill|tablet|injection|infusion|supplement)s",
    re.IGNORECASE,
)
"""A plural with what kind it is of ("Steroid creams"): the study's own only where the kind is."""

_PRONOUN = re.compile(r"it|they|these", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_FAR = 300
_OURS = re.compile(r"\b(?:study|trial|it|they|this|participants)\b", re.IGNORECASE)
_USE_OF = re.compile(
    r"(?:\w+\s)?(?:use|addition|combination|blockade|inhibition|stimulation)\s(?:of|with)\s", re.IGNORECASE
)
_ANY_OF_ITS_KIND = re.compile(
    r"an?\b(?!\s(?:single|daily|weekly|monthly|short|brief|higher|lower|low|high)\b)", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"(?:(?:an?|the|some|two|three)\s)?(?:another|others?|similar|related|different|older|newer|existing|earlier|previous)\s",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:it|this|these)\b", re.IGNORECASE)
_FOR_WHOM = re.compile(
    r"^\s*for (?:people|patients|women|men|children|adults|those) (?:with|who have) (?:the|this|such an?) "
    r"(?:disease|condition|cancer|illness|disorder)\s+(?=\w)",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"(?:and |but |or )?(?:the|an?|its|such|this|these|their)(?: an?)?", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which|who)\s*$", re.IGNORECASE)
_WHICH = re.compile(r"\s*(?:and\s)?which\s*$", re.IGNORECASE)
_BEFORE_COMMA = re.compile(r"(?P<phrase>[^.,;:()?!]{3,80}),\s*$")
_INDEFINITE = re.compile(r"\b(?:an?|any|no|new|better|some|more|other)\s+(?:[\w-]+\s+){0,4}[\w-]+\s*$", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|as|gives?|gave|offers?|offered|provides?|provided|represents?|brings?|became|becomes"
    r"|remains|proved|them|patients|people|families|with)\s+"
    r"(?:an?|the|new)\s+(?:[\w-]+\s+){0,4}[\w-]+\s*$",
    re.IGNORECASE,
)


def agent(text: str, clause: Span, at: int, topics: Topics) -> Agent:
    """Return what stands as the subject of the words at `at` in a clause."""
    ahead = _without_adverbs(text[clause.start : at])
    before = Span(max(0, clause.start - _FAR), clause.start)
    if _PRONOUN.fullmatch(ahead.strip()) and _is_of_another(before.of(text), topics):
        return "foreign"
    if _WHICH.fullmatch(ahead) and (named := _treatment_ahead(before.of(text), topics)):
        return named
    if _RELATIVE.search(ahead):
        antecedent = _RELATIVE.sub("", ahead).rstrip()
        if ahead.rstrip().endswith("who"):
            return "foreign"
        if _INDEFINITE.search(antecedent) and not _PREDICATE.search(antecedent):
            return "foreign"
        joined = list(
            re.finditer(
                r"\b(?:is|are|was|were|offers?|gives?|gave|provides?|as|of|with|by|to|in|has|have)\b", antecedent
            )
        )
        subject = antecedent[joined[-1].end() :] if joined else antecedent
        found = phrase_agent(subject, topics)
        return "treatment" if found in ("other", "foreign") and _PREDICATE.search(antecedent) else found
    joins = [match for match in _JOIN.finditer(ahead) if ahead[match.end() :].strip()]
    return phrase_agent(ahead[joins[-1].end() :] if joins else ahead, topics)


def _is_of_another(ahead: str, topics: Topics) -> bool:
    """Tell whether the sentence that ends a text speaks of another treatment alone, for which `it` then stands.

    "Light therapy is an old remedy. It helps …", in a study of a cream.
    """
    paragraph = ahead.rsplit("\n\n", 1)[-1].rstrip()
    if not topics.interventions or not paragraph.endswith((".", "!", "?")):
        return False
    previous = _SENTENCE_END.split(paragraph)[-1]
    return not (topics.is_tried(stems(previous)) or _OURS.search(previous) or points_at_treatment(previous))


def points_at_treatment(text: str) -> bool:
    """Tell whether a text has words that point at the study's own treatment ("the new drug", "its sessions")."""
    return scope_pattern("subjects", "pointed").search(text) is not None


def _treatment_ahead(ahead: str, topics: Topics) -> Agent | None:
    """Return what the words name that stand last before ", which", if they are of a treatment, or of anything new."""
    before = _BEFORE_COMMA.search(ahead)
    if not before:
        return None
    joined = list(_STOP.finditer(before["phrase"]))
    phrase = before["phrase"][joined[-1].end() :] if joined else before["phrase"]
    words = _WORD.findall(phrase)
    if words and words[0].casefold() in ("a", "an") and not topics.is_tried(stems(phrase)):
        return "foreign"
    return phrase_agent(phrase, topics) if words and _is(words[-1], "treatment") else None


def _without_adverbs(ahead: str) -> str:
    words = list(_WORD.finditer(ahead))
    while words and _ADVERB.fullmatch(words[-1][0]):
        words.pop()
    return ahead[: words[-1].end()] if words else ""


def phrase_agent(phrase: str, topics: Topics) -> Agent:
    """Return what a noun phrase names."""
    phrase = _lead_cut(phrase)
    words = _WORD.findall(phrase)
    if not words or _ARTICLES.fullmatch(phrase.strip()):
        return "none"
    stop = _STOP.search(phrase, len(words[0]))
    core = phrase[: stop.start()] if stop else phrase
    head = (_WORD.findall(core) or words)[-1]
    if _EVERY_GROUP.match(core):
        return "foreign"
    if _is(head, "pronoun"):
        return "treatment"
    if words[0].casefold() == "there":
        return "foreign"
    return _named(phrase, core, head, topics)


def _lead_cut(phrase: str) -> str:
    """Return a phrase without the adverbs and conjunctions that open it, and without whom it is for."""
    phrase = _FOR_WHOM.sub("", phrase)
    words = list(_WORD.finditer(phrase))
    while len(words) > 1 and re.fullmatch(
        r"(?:however|and|or|so|thus|therefore|moreover|overall|in|fact|indeed|\w+ly|for|most|of|them|yet|also|by|with"
        r"|still|nevertheless|here)",
        words[0][0],
        re.IGNORECASE,
    ):
        if words[0][0].casefold() in ("for", "in", "by", "with", "most") and not re.match(
            r"(?:in fact|for (?:most|many|all|some) (?:of them|people|patients))\b",
            phrase[words[0].start() :],
            re.IGNORECASE,
        ):
            break
        words.pop(0)
    return phrase[words[0].start() :] if words else ""


def _named(phrase: str, core: str, head: str, topics: Topics) -> Agent:
    if list_pattern("side").search(core):
        return "disease"
    if _OF_THIS_KIND.search(phrase) and _is(head, "treatment"):
        return "treatment"
    general = _is(head, "treatment")
    if topics.is_tried(frozenset((stem(head),))) and not general:
        return "treatment"
    if found := _by_head(head, topics):
        return found
    return _by_all(phrase, core, head, topics, general=general)


def _by_head(head: str, topics: Topics) -> Agent | None:
    """Return what the head of a noun phrase alone tells of it."""
    kinds: tuple[Agent, ...] = ("people", "experts")
    for kind in kinds:
        if _is(head, kind):
            return kind
    if scope_pattern("research", "subjects").fullmatch(head):
        return "research"
    if _is(head, "disease") or DISEASE_WORD.fullmatch(head) or stem(head) in topics.conditions:
        return "disease"
    return None


def _by_all(phrase: str, core: str, head: str, topics: Topics, *, general: bool) -> Agent:
    """Return what the other words of a noun phrase tell of it; a plural in general ("Vaccines") names no treatment."""
    in_general = _GENERAL.fullmatch(head) or _OF_A_KIND.fullmatch(core.strip())
    named = stems(phrase) - (frozenset((stem(head),)) if in_general else frozenset())
    if topics.is_tried(named):
        return "foreign" if general and _ANOTHER.match(core) else "treatment"
    if scope_pattern("subjects", "foreign").search(core):
        return "foreign"
    if (general and _ARTICLE.match(core)) or _POINTING.search(core):
        return "treatment"
    use = _USE_OF.match(phrase) if general else None
    if use and scope_pattern("subjects", "pointed").match(phrase, use.end(), len(phrase)):
        return "treatment"
    return "foreign" if general and _ANY_OF_ITS_KIND.match(core) else "other"


def _is(word: str, key: str) -> bool:
    return scope_pattern("subjects", key).fullmatch(word) is not None
