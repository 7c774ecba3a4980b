"""Unexplained abbreviations: those that the prose nowhere spells out."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from digestlint.data import lexicon
from digestlint.digest import Digest
from digestlint.facts.abbreviations import REACH, Abbreviation, abbreviations, folded_marks, known_ones, listed_words
from digestlint.facts.spelled_out import initials_in, letters_of, spelled_out_beside
from digestlint.span import Span
from digestlint.vocabulary import fold, mention_pattern

_AFFIXES = re.compile(r"^[a-z]{1,2}(?=[A-Z])|(?<=[A-Z\d])[a-z]{1,4}$")
_RUN_OF_LETTERS = re.compile(r"\w+")
_SHORTEST_NAME = 4
_MOST_PIECES = 8
"""Of how many words, joined by hyphens, an abbreviation is made that the text may spell out beside it."""


def unexplained(digest: Digest) -> tuple[Abbreviation, ...]:
    """Return each abbreviation that the prose nowhere spells out and that is no common one, at its first place."""
    found: dict[str, Abbreviation] = {}
    explained = _explained_keys(digest)
    for item in digest.fact(abbreviations):
        whole, *pieces = item.keys
        if whole in explained:
            continue
        unknown = [key for key in pieces if key not in explained]
        if pieces and len(unknown) < len(pieces):
            for key in unknown:
                found.setdefault(key, Abbreviation(_span_of(digest, item.span, key), (key,)))
        elif not any(key in found for key in item.keys):
            found[whole] = item
            found.update(dict.fromkeys(pieces, item))
    return tuple(sorted(set(found.values()), key=lambda item: item.span))


def _explained_keys(digest: Digest) -> frozenset[str]:
    """Return the keys of the abbreviations that are common or that the prose spells out at one of their places."""
    keys = {key for item in digest.fact(abbreviations) for key in item.keys}
    known = (_in_vocabulary, _long_form, _names_study, _is_code)
    explained = {key for key in keys if key in known_ones() or any(is_known(digest, key) for is_known in known)}
    rest = keys - explained
    texts = [sentence.span.of(digest.prose) for sentence in digest.sentences] if rest else []
    return frozenset(explained.union(_spelled_out(rest, texts) if texts else ()))


def _spelled_out(keys: Iterable[str], sentences: Sequence[str]) -> frozenset[str]:
    """Return the keys that one of the sentences spells out: anywhere in it, or beside a place where the key stands."""
    readings = {key: _readings(key) for key in keys}
    initials = initials_in(sentences, {len(letters) for each in readings.values() for letters in each})
    explained = {key for key, each in readings.items() if not initials.isdisjoint(each)}
    forms: dict[str, list[str]] = defaultdict(list)
    for key in readings.keys() - explained:
        core = _AFFIXES.sub("", key)
        for form in {key, core} if key.startswith(core) and len(core) > 1 else {key}:
            forms[form].append(key)
    for sentence in sentences if forms else ():
        flat = folded_marks(sentence)
        for at, form in _forms_in(flat, forms):
            before, after = flat[max(0, at - REACH) : at], flat[at + len(form) : at + len(form) + REACH]
            for key in forms[form]:
                if key not in explained and any(spelled_out_beside(each, before, after) for each in readings[key]):
                    explained.add(key)
    return frozenset(explained)


def _readings(key: str) -> tuple[str, ...]:
    """Return the letters that a long form may show: those of the whole key, and of the key without its affixes."""
    pair = map(letters_of, (key, _AFFIXES.sub("", key)))
    return tuple(letters for letters in dict.fromkeys(pair) if len(letters) > 1)


def _forms_in(text: str, forms: Container[str]) -> Iterator[tuple[int, str]]:
    """Yield where one of the forms stands in a text as a whole word or with a plural's `s`, and which."""
    runs = [run.span() for run in _RUN_OF_LETTERS.finditer(text)]
    for i, (start, _) in enumerate(runs):
        for _, end in runs[i : i + _MOST_PIECES]:
            form = text[start:end]
            if form in forms:
                yield start, form
            if form.endswith("s") and form[:-1] in forms:
                yield start, form[:-1]


def _in_vocabulary(digest: Digest, key: str) -> bool:
    """Tell whether the vocabulary has `key` as the name of a product or a molecule, not as short for another thing."""
    names = (topic.split() for topic in digest.vocabulary.keywords if topic[:1].isupper() and " " in topic)
    if any(key in words and all(word[0].isupper() for word in words) for words in names):
        return True  # a product's name in several words, as `Walk Aid Pro`
    spellings = digest.vocabulary.spellings(key)
    if len(spellings) == 1:
        return fold(key) in map(fold, digest.vocabulary.keywords)
    others = [words for words in spellings if fold(words) != fold(key) and " " in words.strip()]
    if any(words.split()[-1].casefold() in listed_words("molecules") for words in others):
        return key[0].isupper()
    return not any(spelled_out_beside(letters_of(key), f"{words} (", "") for words in others)


def _names_study(digest: Digest, key: str) -> bool:
    """Tell whether `key` is the study's own name: the official title ends with it in brackets, unspelled."""
    title = digest.official_title.of(digest.source.text) if digest.official_title else ""
    ahead, bracket, _ = title.rstrip(' .*_"').rpartition(f"({key})")
    return bool(bracket) and len(key) >= _SHORTEST_NAME and not spelled_out_beside(letters_of(key), ahead[-REACH:], "")


def _is_code(digest: Digest, key: str) -> bool:
    """Tell whether `key` is the first half of a product's code, as in `AMG 706`."""
    return key.isalpha() and re.search(rf"\b{re.escape(key)} \d{{3,5}}\b", digest.prose) is not None


def _long_form(digest: Digest, key: str) -> bool:
    """Tell whether the prose has a long form of `key` that the vocabulary or the lexicon knows."""
    known = (*digest.vocabulary.spellings(key)[1:], *lexicon("abbreviations")["long"].get(key, ()))
    return any(mention_pattern(term).search(digest.prose) for term in known if " " in term or len(term) > 2 * len(key))


def _span_of(digest: Digest, span: Span, key: str) -> Span:
    at = folded_marks(span.of(digest.prose)).find(key)
    return Span(span.start + at, span.start + at + len(key)) if at >= 0 else span
