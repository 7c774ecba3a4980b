"""Significance: where the prose says that a result is statistically significant or is not, and by which p-value."""

import functools
import re
from dataclasses import dataclass

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.numbers import spaced
from digestlint.facts.statistics import PValue, placed_p_values
from digestlint.span import Span

_NEGATED = spaced(
    r"\b(?:no|not|\w{1,8}n['’]t|without|neither|nor|none|never|cannot|nothing|hardly|fail(?:ed|s|ing)? to"
    r"|lack(?:ed|s|ing)?)"
    r"(?P<between>(?: [^\s,;:.()]{1,25}){0,7}) $"
)
_NEITHER = re.compile(r"\b(?:neither|nor|none|nobody|no one)\b", re.IGNORECASE)
_NO_SUBJECT = spaced(
    r"(?:neither|none|no)(?: (?!who\b|that\b)[^\W\d][\w-]{0,20}){1,4}? (?:showed|had|saw|reached|found|gave|was"
    r"|were|brought|led to|made)"
    r"(?: (?:an?|any|statistically|clearly))* $"
)
_NOT_ONLY = spaced(r"\bnot (?:only|just|merely|simply) ")
_PREDICATE = re.compile(
    r"\b(?:had|was|were|is|are|showed|shows|saw|fell|rose|did|received|who|that|which|but|and|than|because|though)\b",
    re.IGNORECASE,
)
_RESULT_PREDICATE = re.compile(r"^\s*(?:was|were|is|are|a|an|any|statistically|yet)\b", re.IGNORECASE)
_BREAK = spaced(
    r";(?= ?\S)|\bhowever(?=[,;]? \w)|\b(?:but|whereas|while|although|though|except|apart from|other than|yet"
    r"|aside from|save for)\b"
    r"|(?:[,:]|\band\b|,? as) (?:[^\s,;()]{1,25} ){0,6}?(?:was|were|is|are|did|does|had|has|have|showed|fell"
    r"|rose|improved|declined|dropped|increased"
    r"|decreased|differed|remained|stayed|reported|occurred|favored|favoured|worsened|changed|reached|went|came)\b"
)
_OPPOSED = re.compile(
    r"\b(?:not|no|\w{1,8}n['’]t|similar|unchanged|comparable|alike"
    r"|same(?! (?:group|arm|people|patients|direction|way|time|participants)\b)|neither|nor)\b",
    re.IGNORECASE,
)
_FOLLOWED = spaced(
    r" ?(?:"
    r"[)\]],? (?:(?:and|which|that|this|so|it) )?(?:was|were|is|are)(?: (?:still|also|thus|therefore))?"
    r"|,? ?(?:which|so|thus|hence|therefore|i\.e\.,?|that is,?)?(?: ?(?:the|this|that|these|a|an))?(?:"
    r" (?:difference|result|effect|finding|gain|reduction|improvement|change|value)s?)?"
    r"(?: (?:between|among|in) (?:the )?(?:groups|arms|means|[a-z]{3,15}))?(?: ?(?:was|were|is|are|did|had))?"
    r"|,? ?(?:which )?(?:showed|shows|indicated|indicates|indicating|showing|meant|means|meaning|pointed to"
    r"|points to|made|makes)(?: (?:that )?(?:a|an|the)(?: (?:difference|result|effect)(?: was| is)?)?)?(?:"
    r" (?:highly|very|clearly|strongly))?"
    r"|[;–—] ?)"
    r" ?"
)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_UNDONE = spaced(r"[^()]{0,40}[)\]]? (?:did|was|were|does|is|are) not\b")
_FAR = 300


@dataclass(frozen=True, slots=True)
class Significance:
    """Words that say whether a result was significant, with the p-value that stands for it."""

    span: Span
    words: Span
    claimed: bool
    p_value: PValue


@dataclass(frozen=True, slots=True)
class _Mention:
    """Words of significance: `claimed` is None where the text leaves it open."""

    span: Span
    claimed: bool | None


def significances(digest: Digest) -> tuple[Significance, ...]:
    """Return each p-value that stands beside words of significance in its clause, with those words."""
    found: list[Significance] = []
    for sentence in digest.sentences:
        values = digest.fact(placed_p_values).inside(sentence.span)
        if not values or lexicon_pattern("numbers", "other-limits").search(digest.prose, *sentence.span):
            continue
        mentions = _mentions(digest.prose, sentence)
        for value in values:
            mention = _nearest(digest.prose, mentions, values, value)
            if mention and mention.claimed is not None and not value.special:
                span = Span(min(mention.span.start, value.span.start), max(mention.span.end, value.span.end))
                found.append(Significance(span, mention.span, mention.claimed, value))
    return tuple(found)


def _mentions(prose: str, sentence: Sentence) -> tuple[_Mention, ...]:
    """Return the words of significance of a sentence in order."""
    found = [
        _Mention(Span(*match.span()), _judged(prose, sentence, match, claimed=False))
        for match in lexicon_pattern("numbers", "insignificance").finditer(prose, *sentence.span)
    ]
    for match in lexicon_pattern("numbers", "significance").finditer(prose, *sentence.span):
        span = Span(*match.span())
        if not any(mention.span.overlaps(span) for mention in found):
            found.append(_mention(prose, sentence, match))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _mention(prose: str, sentence: Sentence, match: re.Match[str]) -> _Mention:
    before = prose[max(sentence.span.start, match.start() - 120) : match.start()]
    span = Span(*match.span())
    if statistically := re.search(r"\bstatistically\s{1,4}$", before, re.IGNORECASE):
        span = Span(span.start - len(before) + statistically.start(), span.end)
        before = before[: statistically.start()]
    claimed: bool | None = True
    if (negated := _NEGATED.search(before)) and not _NOT_ONLY.search(before):
        rest = "" if _NO_SUBJECT.match(negated[0]) else _RESULT_PREDICATE.sub("", negated["between"])
        claimed = None if _PREDICATE.search(rest) else False
        span = Span(span.start - len(before) + negated.start(), span.end)
    elif claimed and _NEITHER.search(before):
        claimed = None
    return _Mention(span, claimed if _judged(prose, sentence, match, claimed=True) else None)


def _judged(prose: str, sentence: Sentence, match: re.Match[str], *, claimed: bool) -> bool | None:
    """Return `claimed`, or None where the words before or after leave the finding open."""
    before = prose[max(sentence.span.start, match.start() - 40) : match.start()]
    after = prose[match.end() : min(sentence.span.end, match.end() + 40)]
    if _open_before().search(before) or _open_after().match(after):
        return None
    return claimed


@functools.cache
def _open_before() -> re.Pattern[str]:
    pattern = lexicon_pattern("numbers", "open-before").pattern
    return spaced(
        rf"{pattern}(?: (?:be|been|is|was|were|as|an?|the|statistical|statistically|significant|on|of|to|reach"
        rf"|reached|result|difference)){{0,3}} $"
    )


@functools.cache
def _open_after() -> re.Pattern[str]:
    return spaced(rf" (?:[a-z-]{{2,15}} )?{lexicon_pattern('numbers', 'open-after').pattern}")


def _nearest(prose: str, mentions: tuple[_Mention, ...], values: list[PValue], value: PValue) -> _Mention | None:
    """Return the words that a p-value belongs to: the nearest before it, else right after it, in the same clause."""
    before = [mention for mention in mentions if mention.span.end <= value.span.start]
    after = [mention for mention in mentions if mention.span.start >= value.span.end]
    previous = [other for other in values if other.span.end <= value.span.start]
    if before and _joined(prose, before[-1], value, previous):
        near = before[-1]
        if not after or after[0].span.start - value.span.end > value.span.start - near.span.end:
            return near
        return near if not _follows(prose, Span(value.span.end, after[0].span.start)) else after[0]
    if after and after[0].claimed is not None and _follows(prose, Span(value.span.end, after[0].span.start)):
        return after[0]
    return None


def _joined(prose: str, mention: _Mention, value: PValue, previous: list[PValue]) -> bool:
    """Tell whether a p-value is of the words before it: one clause, no other p-value between."""
    words = prose[mention.span.end : value.span.start]
    bracket = words.rfind("(")
    if bracket >= 0 and ")" not in words[bracket:]:
        words = words[:bracket]
    if len(words) > _FAR or any(other.span.start >= mention.span.end for other in previous):
        return False
    if _BREAK.search(words) or (not mention.claimed and _ONLY.search(words)):
        return False
    return not (mention.claimed and (_OPPOSED.search(words) or _UNDONE.match(prose, value.span.end)))


def _follows(prose: str, gap: Span) -> bool:
    """Tell whether words of significance after `gap` are of the p-value before it: `p = 0.21, not significant`."""
    return _FOLLOWED.fullmatch(prose, *gap) is not None
