"""The cues of the claim engine, compiled from their lexicons: verbs in all their forms, targets, excluders."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from digestlint.data import lexicon
from digestlint.phrase_search import Lists, PhrasePattern, compile_lists, compile_phrases

_DOUBLED = frozenset("stop control cut trim deter drop get let run shed".split())


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb."""

    base: str
    third: str
    pasts: tuple[str, ...]
    gerund: str


def verb(entry: str) -> Verb:
    """Return the forms of a lexicon's verb (`base`, or `base past participle`)."""
    base, *irregular = entry.split()
    return Verb(base, _third_person(base), tuple(irregular) or (_past(base),), _gerund(base))


def _third_person(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _past(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else "ed")


def _gerund(base: str) -> str:
    if base in _DOUBLED:
        return base + base[-1] + "ing"
    return (base[:-1] if base.endswith("e") and not base.endswith("ee") else base) + "ing"


@functools.cache
def verb_forms(kind: str, form: str) -> frozenset[str]:
    """Return the `base`, `finite` (third person and past) or `gerund` forms of a list of verbs."""
    verbs = [verb(entry) for entry in lexicon("claim")["verbs"][kind]]
    words: Mapping[str, list[str]] = {
        "base": [each.base for each in verbs],
        "finite": [form for each in verbs for form in (each.third, *each.pasts)],
        "gerund": [each.gerund for each in verbs],
    }
    return frozenset(words[form])


@functools.cache
def pasts() -> frozenset[str]:
    """Return all past forms of the verbs of the lexicon."""
    tables = lexicon("claim")["verbs"].values()
    return frozenset(past for entries in tables for entry in entries for past in verb(entry).pasts)


@functools.cache
def followers() -> Mapping[str, PhrasePattern]:
    """Return, for each form of a verb that needs certain words behind it, the pattern of these words."""
    needed = lexicon("claim")["follow"]
    found: dict[str, PhrasePattern] = {}
    for entries in lexicon("claim")["verbs"].values():
        for each in map(verb, entries):
            if each.base in needed:
                pattern = compile_phrases([needed[each.base]])
                found |= dict.fromkeys((each.base, each.third, *each.pasts, each.gerund), pattern)
    return found


@functools.cache
def target_pattern(kind: str) -> PhrasePattern:
    """Return the pattern of a kind of target (`quality`, `bringing`, `comparison`, `statistic`, `safety`, `causal`)."""
    return compile_phrases(lexicon("claim")["targets"][kind], _lists())


@functools.cache
def list_pattern(name: str) -> PhrasePattern:
    """Return the pattern of a list of words (`harm`, `goods`, `side`)."""
    return PhrasePattern(_lists()[name])


@functools.cache
def scope_pattern(table: str, key: str) -> PhrasePattern:
    """Return the pattern of a list of what keeps a cue from being asserted, or of subjects."""
    return compile_phrases(lexicon("assertion")[table][key], _lists())


@functools.cache
def _lists() -> Lists:
    entries = lexicon("claim")
    bring = [form for entry in entries["verbs"]["bring"] for form in _all_forms(entry)]
    return compile_lists({"bring": bring, **entries["lists"]})


def _all_forms(entry: str) -> tuple[str, ...]:
    each = verb(entry)
    return (each.base, each.third, *each.pasts, each.gerund)
