"""The cues of the claim engine, compiled from their lexicon: verbs in all their forms, targets, excluders."""

import functools
import re
from collections.abc import Iterable, Mapping

from digestlint.data import lexicon
from digestlint.phrases import compile_phrases


def third_person(base: str) -> str:
    """Return a verb's form for the third person singular."""
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def past(base: str) -> str:
    """Return a regular verb's past form."""
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else "ed")


def forms(entry: str) -> tuple[str, str, tuple[str, ...]]:
    """Return base, third person and past forms of a lexicon's verb (`base`, or `base past participle`)."""
    base, *irregular = entry.split()
    return base, third_person(base), tuple(irregular) or (past(base),)


@functools.cache
def verb_patterns(kind: str) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of a list of verbs: their `base` forms, their `finite` ones, and `past` among these."""
    entries = [forms(entry) for entry in lexicon("claim")["verbs"][kind]]
    pasts = [form for _, _, past_forms in entries for form in past_forms]
    return {
        "base": _words(base for base, _, _ in entries),
        "finite": _words([third for _, third, _ in entries] + pasts),
        "past": _words(pasts),
    }


def _words(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(sorted({re.escape(word) for word in words}, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


@functools.cache
def target_pattern(kind: str) -> re.Pattern[str]:
    """Return the pattern of a kind of target (`quality`, `bringing`, `comparison`, `statistic`, `safety`)."""
    return compile_phrases(lexicon("claim")["targets"][kind], _lists())


@functools.cache
def excluder_pattern(kind: str) -> re.Pattern[str]:
    """Return the pattern of a kind of excluder (`negation`, `intent`, `hedge`, `future`, `attribution`, `backward`)."""
    return compile_phrases(lexicon("claim")["excluders"][kind], _lists())


@functools.cache
def cue_pattern(table: str, key: str) -> re.Pattern[str]:
    """Return the pattern of any other list of the claim lexicon."""
    return compile_phrases(lexicon("claim")[table][key], _lists())


@functools.cache
def _lists() -> Mapping[str, Iterable[str]]:
    entries = lexicon("claim")
    verbs = {
        kind: [form for entry in entries["verbs"][kind] for form in _all_forms(entry)] for kind in ("bring", "evidence")
    }
    return {**verbs, **entries["lists"]}


def _all_forms(entry: str) -> tuple[str, ...]:
    base, third, pasts = forms(entry)
    return (base, third, *pasts)
