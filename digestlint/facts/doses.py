"""Doses: amounts of the intervention with a dose unit, told from laboratory values, weights and measured outcomes."""

import functools
import re
from collections.abc import Iterator
from typing import Literal

from digestlint.data import lexicon, lexicon_pattern
from digestlint.digest import Digest, Sentence
from digestlint.facts.evidence import Evidence, Role, is_about_this_study, is_of_others, names_intervention, role
from digestlint.facts.numerals import has_number
from digestlint.phrases import NUMBER
from digestlint.span import Span

Strength = Literal["strong", "weak"]

_LITRE = r"(?:d|m|µ|μ|u|c)?[lL](?:it(?:re|er)s?)?\b|(?:deci|milli|micro)lit(?:re|er)s?\b"
_LABORATORY = re.compile(
    rf"\s?(?:/|\bper\s|·)\s?(?:100\s?)?(?:{_LITRE}|g\b|grams?\b|mmol\b|mol\b|mm\^?[23³²]?\b|cm\^?3|24[\s-]?(?:h|hours?)\b)|"
    r"\s(?:in|over|every)\s24[\s-]?h",
    re.ASCII,
)
_PER_MILLILITRE = re.compile(r"\s?(?:/|\bper\s)\s?(?:mL|ml|millilit)")
_CHANGE = re.compile(
    r"\b(?:ros|rise|fell|fall|drop|decreas|increas|reduc|lower|gain|lost|loss|chang|cut|sav|improv|shr[aiu]nk|differ)"
    r"[a-z]{0,6}\b[^;.]{0,60}\b(?:by|of|from|was|were|than)\s+(?:[\w-]+\s+){0,4}[−–-]?$",
    re.IGNORECASE,
)
_DOSE_WORD = re.compile(r"\b(?:dos(?:e|es|ed|age|ages|ing)|titrat\w{1,6}|tablets?|capsules?)\b", re.IGNORECASE)
_BEFORE, _AFTER = 55, 30


def doses(digest: Digest) -> tuple[Evidence, ...]:
    """Return the amounts of the intervention that the prose states, and those that may be such."""
    return tuple(evidence for sentence in digest.sentences for evidence in doses_in(digest, sentence))


def doses_in(digest: Digest, sentence: Sentence) -> Iterator[Evidence]:
    """Yield the amounts of the intervention that a sentence states, and those that may be such."""
    place = role(sentence)
    if place is None or not has_number(digest, sentence.span):
        return
    for kind, pattern in _patterns().items():
        for match in pattern.finditer(digest.prose, *sentence.span):
            span = Span(*match.span())
            strength = _strength(digest, sentence, span, kind, place)
            if strength:
                yield Evidence(span, sentence, strength == "strong")


def _strength(digest: Digest, sentence: Sentence, span: Span, kind: str, place: Role) -> Strength | None:
    """Return how certainly the amount at `span` is one of the intervention; None for not at all."""
    if _is_laboratory(digest, span):
        per_volume = place == "intervention" and _PER_MILLILITRE.match(digest.prose, span.end)
        return "weak" if per_volume else None
    if _is_measured(digest, sentence, span, kind, place):
        return None
    if place == "intervention":
        return "weak" if kind.startswith("counted") else "strong"
    told = place in ("results", "other")
    if kind in ("gas", "volume") or kind.startswith("counted"):
        return "weak" if told else None
    return _when_told(digest, sentence, kind, place) if told else _when_introduced(digest, sentence, kind, place)


def _when_introduced(digest: Digest, sentence: Sentence, kind: str, place: Role) -> Strength | None:
    """Return the strength of an amount in Background, Population or Outcome, where other drugs are spoken of too."""
    if place == "background" and kind != "share" and is_about_this_study(digest, sentence):
        return "strong"
    return "weak" if names_intervention(digest, sentence) else None


def _when_told(digest: Digest, sentence: Sentence, kind: str, place: Role) -> Strength | None:
    """Return the strength of an amount in Results and what follows, where amounts are used up as well as given."""
    used_up = lexicon_pattern("dose", "used-up").search(digest.prose, *sentence.span) is not None
    if used_up and place == "other":
        return None
    return "weak" if used_up or kind == "share" or is_of_others(digest, sentence) else "strong"


def _is_laboratory(digest: Digest, span: Span) -> bool:
    return _LABORATORY.match(digest.prose, span.end) is not None


def _is_measured(digest: Digest, sentence: Sentence, span: Span, kind: str, place: Role) -> bool:
    """Tell whether the amount is a measured quantity: a weight, a body fluid, a laboratory value, a change in one."""
    start = max(sentence.span.start, span.start - _BEFORE)
    end = min(sentence.span.end, span.end + _AFTER)
    before = digest.prose[start : span.start]
    before = re.split(r";|,\s|\band\b(?=.*\band\b)", before)[-1] if place == "intervention" else before
    after = re.split(r"[;,.](?:\s|$)", digest.prose[span.end : end])[0]
    measured = lexicon_pattern("dose", "measured")
    if measured.search(before) or measured.search(after):
        return True
    if kind == "volume" and lexicon_pattern("dose", "fluids").search(before + " | " + after):
        return True
    changed = place not in ("intervention", "background") and _CHANGE.search(before)
    return bool(changed and not _DOSE_WORD.search(before))


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return for each kind of amount the pattern that finds it; symbols keep their case, words do not."""
    units = lexicon("dose")["units"]
    number = rf"(?<![\w.,])(?:(?i:{NUMBER}|half an?|an?(?= (?:milli|micro|mega|giga))))"
    found = {kind: re.compile(rf"{number}{_unit(kind)}") for kind in units}
    power = (
        r"\d{1,3}(?:\.\d{1,3})?\s?(?:[×x·*]\s?)?10\s?(?:\^|\()?\s?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}\)?|\d{1,2}(?:\.\d)?[eE]\d{1,2}"
    )
    large = rf"(?i:{NUMBER}[\s-](?:million|billion|trillion))|(?:{power})|10(?:\^\d{{1,2}}|[⁴⁵⁶⁷⁸⁹¹][⁰¹²³⁴]?)"
    things = "|".join(map(re.escape, lexicon("dose")["counted-large"]))
    found["cells"] = re.compile(rf"(?<![\w.])(?:{large})\s(?:[^\s.;:,]{{1,30}}\s){{0,4}}?(?i:{things})\b")
    found["counted-first"] = re.compile(r"\bAUC\s(?:of\s)?\d{1,2}\b")
    forms = "|".join(map(re.escape, lexicon("dose")["forms"]))
    stop = "|".join(lexicon("dose")["not-before-forms"])
    gap = rf"(?:(?!(?:{stop})\b)[\w/-]{{2,30}}\s){{0,2}}"
    percent = r"\d{1,3}(?:\.\d{1,3})?[\s-]?(?:%|percent\b|per cent\b)"
    found["share"] = re.compile(
        rf"(?i:(?<![\w.,]){percent}[\s-](?:w/w\s|w/v\s)?{gap}(?:{forms})\b|\b(?:{forms})\s\(?(?:of\s|at\s|with\s)?{percent})"
    )
    return found


def _unit(kind: str) -> str:
    entry = lexicon("dose")["units"][kind]
    symbols = "|".join(
        re.sub("[µμ]", "[µμ]", re.escape(symbol)) for symbol in sorted(entry["symbols"], key=len, reverse=True)
    )
    words = "|".join(re.escape(word) for word in sorted(entry["words"], key=len, reverse=True))
    either = [
        rf"[\s-]{{0,2}}(?:{symbols})(?![\w^])" if symbols else "",
        rf"[\s-]{{1,2}}(?i:{words})\b" if words else "",
    ]
    return f"(?:{'|'.join(filter(None, either))}){entry.get('then', '')}"
