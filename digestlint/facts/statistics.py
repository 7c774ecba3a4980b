"""Statistics of the prose: p-values and confidence intervals, as they are written."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from digestlint.digest import Digest
from digestlint.facts.numbers import DASHES, SIGN, UNSIGNED, Number, number_at, spaced
from digestlint.phrases import fold
from digestlint.places import Placed, Taken
from digestlint.span import Span

Relation = Literal["=", "<", ">", "≤", "≥"]

_P_VALUE = spaced(
    r"(?<![\w/.$-])(?P<head>p(?:[- ]?values?|[- ]?val\.?)?)(?P<of> ?\(? ?(?:for |-)(?:the )?[a-z][a-z\s-]{1,40}?\)?)?"
    r"(?P<link>(?:\s?,| (?:was|is|were|are|of|equals|equalled|equal to|at|being|reported as|came to|came out at"
    r"|stood at|only|just"
    r"|still|both|all|an?|value|values|exactly|about|around|approximately|remained|as|low|high|well|even))*)"
    r"(?P<relation> ?(?:&lt;=?|&gt;=?|[<>=≤≥⩽⩾≦≧~≈:]{1,2})"
    r"| (?:less than|below|under|smaller than|lower than|greater than|above|over|more than|larger than|higher"
    r" than|exceeding|exceeded|at most|at least)"
    r"| ?)"
    rf"(?P<or> or equal to)? ?\(?(?P<value>{SIGN}?{UNSIGNED}|zero\b)"
    r"(?P<power>\s?[x×·*]\s?10\s?\^?\s?[-−–⁻]?\s?[\d⁰¹²³⁴-⁹]{1,3}|e[-−]?\d{1,3})?(?P<percent>\s?%)?(?![\w]|[.,]\d)"
)
_BARE = re.compile(r"0?[.·,]\d+")
_SYMBOLS: dict[str, Relation] = {"<": "<", "&lt;": "<", ">": ">", "&gt;": ">", "≤": "≤", "≥": "≥"}
_LESS = re.compile(r"(?:less|below|under|smaller|lower|at most)", re.IGNORECASE)
_MORE = re.compile(r"(?:greater|above|over|more|larger|higher|exceed\w*|at least)", re.IGNORECASE)
_UNIT_AFTER = re.compile(r"\s?(?:mm|cm|m|kPa|mg|kg|ml|mL|Hz|patients|people|participants|points|years|weeks|days)\b")

_LEVEL = r"(?P<level>\d{2}(?:[.·]\d{1,2})?)\s?(?:%|per\s?cent)"
_NAME = (
    r"(?:CIs?|C\.I\.|CrIs?|(?:confidence|credible|credibility|compatibility|uncertainty) (?:intervals?|limits"
    r"|range|bounds)"
    r"(?: ?[(\[]\s?(?:CI|CrI)s?\s?[)\]])?)"
)
_LABEL = (
    rf"(?:{_LEVEL}[- ]{{0,2}}(?:(?!to\b)[a-z-]{{2,16}} ){{0,2}}{_NAME}"
    rf"|(?<!\w){_NAME}(?:\s?,? ?\(? ?(?P<after>\d{{2}}(?:\.\d)?)\s?%\)?)?)"
)
_GLUE = (
    r"(?:\s?[:,=]|\s?\b(?:was|were|is|are|of|from|between|ran|runs|running|ranged|ranges|ranging|went|goes"
    r"|reaching|reached|reaches|spanned"
    r"|spans|spanning|extended|extends|extending|stretched|stretches|stretching|lay|lies|for (?:the|this)"
    r" [a-z\s]{3,40}?|around it)(?![\w])){0,6}"
)
_ENDS_UNIT = r"(?:\s?%|(?: (?!to\b|and\b|or\b)[a-z][\w/%²^.-]{0,15}){1,2}?)?"
_SEPARATOR = rf"(?: to | up to |\s?[,;]\s?to\s| and | through |\s?[{DASHES}~]\s?|\s?[;,]\s?|\.\.\.?)"
_END = rf"(?:[-−–‑](?=[\d.·£$€])|−\s|minus |\+)?[£$€]?{UNSIGNED}"
_ENDS = rf"(?P<low>{_END}){_ENDS_UNIT}{_SEPARATOR}(?P<high>{_END})(?P<unit>\s?%)?(?![\d]|[.,·]\d)"
_INTERVALS = (
    spaced(rf"(?<![\w.]){_LABEL}{_GLUE}\s?[(\[{{]?\s?{_ENDS}"),
    spaced(
        rf"(?<![\w.]){_LABEL}\s?[)\]]\s?(?:[:,=]|was|of|were"
        rf"|is)?\s?(?P<estimate>{SIGN}?{UNSIGNED})(?:\s?%)?\s?[(\[]\s?{_ENDS}"
    ),
)


@dataclass(frozen=True, slots=True)
class PValue:
    """A p-value: what is said of it and its number. `special` where it tests another thing, as `p for interaction`."""

    span: Span
    relation: Relation
    value: Decimal
    special: bool = False

    @property
    def possible(self) -> bool:
        """Tell whether a probability can be so: above 0 and at most 1."""
        match self.relation:
            case "=":
                return 0 < self.value <= 1
            case "≥":
                return 0 <= self.value <= 1
            case ">":
                return 0 <= self.value < 1
            case _:
                return self.value > 0

    @property
    def significant(self) -> bool | None:
        """Tell whether the p-value is below 0.05; None where the text leaves it open (`p < 0.1`)."""
        level = Decimal("0.05")
        if self.relation == "=":
            return self.value < level
        if self.relation in ("<", "≤"):
            return True if self.value <= level else None
        return False if self.value >= level else None


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval: its level in percent (None: not said), its two ends and whether they are percentages.

    `estimate` is there where label and interval stand around it: `HR (95% CI) 0.78 (0.60 to 1.02)`.
    """

    span: Span
    level: Decimal | None
    low: Number
    high: Number
    percent: bool = False
    estimate: Number | None = None


def p_values(digest: Digest) -> tuple[PValue, ...]:
    """Return every p-value of the prose that has a number."""
    found: list[PValue] = []
    for sentence in digest.sentences:
        for match in _P_VALUE.finditer(digest.prose, *sentence.span):
            found += _p_value(digest.prose, match)
    return tuple(found)


def _p_value(prose: str, match: re.Match[str]) -> list[PValue]:
    bare = not match["relation"].strip() and not match["link"].strip() and len(match["head"]) == 1
    if bare and not _BARE.fullmatch(match["value"]):
        return []
    spelled = fold(match["value"]) == "zero"
    value = Decimal(0) if spelled else number_at(prose, Span(*match.span("value"))).value
    if value > 1 and (_UNIT_AFTER.match(prose, match.end()) or (bare and not match["power"])):
        return []
    if match["percent"]:
        value /= 100
    if match["power"]:
        value = Decimal("0.0001") if value else value
    special = bool(match["of"] and not re.search(r"\b(?:difference|comparison)", match["of"]))
    return [PValue(Span(*match.span()), _relation(match), value, special)]


def _relation(match: re.Match[str]) -> Relation:
    words = match["relation"].strip()
    relation: Relation = "="
    if (mark := words.rstrip("=")) in _SYMBOLS:
        relation = _SYMBOLS[mark]
        if words.endswith("="):
            relation = "≤" if relation == "<" else "≥"
    elif words and words[0] in "⩽≦":
        relation = "≤"
    elif words and words[0] in "⩾≧":
        relation = "≥"
    elif _LESS.match(words):
        relation = "≤" if match["or"] or words.startswith("at") else "<"
    elif _MORE.match(words):
        relation = "≥" if match["or"] or words.startswith("at") else ">"
    return relation


def placed_p_values(digest: Digest) -> Placed[PValue]:
    """Return every p-value of the prose by its place."""
    return Placed(digest.fact(p_values), lambda value: value.span)


def placed_intervals(digest: Digest) -> Placed[Interval]:
    """Return every confidence interval of the prose by its place."""
    return Placed(digest.fact(intervals), lambda interval: interval.span)


def intervals(digest: Digest) -> tuple[Interval, ...]:
    """Return every confidence interval of the prose that has two ends."""
    found: list[Interval] = []
    for sentence in digest.sentences:
        taken = Taken()
        for pattern in _INTERVALS:
            for match in pattern.finditer(digest.prose, *sentence.span):
                span = Span(*match.span())
                if not taken.overlaps(span):
                    taken.add(span)
                    found.append(_interval(digest.prose, match))
    return tuple(sorted(found, key=lambda interval: interval.span))


def _interval(prose: str, match: re.Match[str]) -> Interval:
    groups = match.groupdict()
    level = groups["level"] or groups["after"]
    estimate = number_at(prose, Span(*match.span("estimate"))) if groups.get("estimate") else None
    low, high = (number_at(prose, Span(*match.span(name))) for name in ("low", "high"))
    stated = Decimal(level.replace("·", ".")) if level else None
    return Interval(Span(*match.span()), stated, low, high, bool(match["unit"]), estimate)
