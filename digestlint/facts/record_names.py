"""Names beside the record: whether a text names one of its interventions or conditions, in its words or others."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digestlint.data import lexicon
from digestlint.digest import Digest
from digestlint.facts.registry_record import registry_record
from digestlint.record import Record
from digestlint.vocabulary import mention_pattern

_GREEK = dict(zip("αβγδεκλμµω", "alpha beta gamma delta epsilon kappa lambda mu mu omega".split(), strict=True))
_SPELLINGS = (
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("ph", "f"),
    ("yse", "yze"),
    ("centre", "center"),
)
_WORD = re.compile(r"[a-z]+\d*[a-z]*|\d+[a-z]+\d*|\d+")
_CANCER = re.compile(r"cancer|tumou?r|neoplas|malignan|oncolog|leuk|metasta|oma(?:s|ta)?\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\[\]{}]")
_SMALL = frozenset(
    "a an the in on at to from with by is are was were be been it that this which who or for as but has have had"
    " not".split()
)
_STEM, _ENDING = 5, 4
_SHORT_STEM = 4
_SHORTEST = 3
_ACRONYM = re.compile(r"\b([a-z]{0,2}[A-Z][A-Za-z]?[A-Z]{1,6})s?\b")
_MARKED = frozenset(
    "positive negative mutated mutant mutation rearranged rearrangement amplified deficient driven related associated"
    " induced".split()
)
"""What follows a marker that divides a disease and is none: an ALK-positive lymphoma is no ALK-positive lung cancer."""
_CODE = re.compile(r"\b[A-Za-z]{1,8}[\s-]?\d{2,}[A-Za-z]?\b")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is compared: its folded words, in order, and their initials run together."""

    words: tuple[str, ...]

    @property
    def initials(self) -> str:
        """The first letters of the words; a small word or number has none, since no acronym runs across it."""
        return "".join(" " if word in _SMALL or word[0].isdigit() else word[0] for word in self.words)


def fold_words(text: str) -> Words:
    """Return the words of a text: lower case, Greek letters spelled out, in American spelling, singular."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    for letter, name in _GREEK.items():
        plain = plain.replace(letter, f" {name} ")
    plain = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    return Words(tuple(_fold_word(word) for word in _WORD.findall(plain)))


@functools.lru_cache(maxsize=4096)
def _fold_word(word: str) -> str:
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004 - shorter words are no plurals
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - as above
        return word[:-1]
    return word


def unnamed_interventions(digest: Digest) -> tuple[str, ...] | None:
    """Return the record's interventions where the field Intervention names none of them, else None."""
    record = digest.fact(registry_record)
    section = digest.section("Study Design")
    field = section.field("Intervention") if section else None
    if not record or not record.interventions or not field or not field.paragraphs:
        return None
    text = "\n".join(paragraph.span.of(digest.prose) for paragraph in field.paragraphs)
    names = tuple(_intervention_names(record))
    if record.study_type == "OBSERVATIONAL" and _assigns_nothing().search(text):
        return None
    own = (name for each in record.interventions for name in (each.name, *each.other_names))
    if not any(_telling(name, "intervention") for name in own) or _names_any(digest, text, names, "intervention"):
        return None
    return tuple(intervention.name for intervention in record.interventions)


def unnamed_conditions(digest: Digest) -> tuple[str, ...] | None:
    """Return the record's conditions where titles, Background and Population name none of them, else None."""
    record = digest.fact(registry_record)
    if not record or not record.conditions:
        return None
    spans = [
        sentence.span
        for sentence in digest.sentences
        if sentence.part in ("title", "Background") or sentence.field == "Population"
    ]
    text = "\n".join(span.of(digest.prose) for span in spans)
    if digest.official_title:
        text += "\n" + digest.official_title.of(digest.source.text)
    names = (*record.conditions, *record.keywords, *record.condition_mesh)
    if not any(_telling(name, "condition") for name in names):
        return record.conditions if _CANCER.search(" ".join(names)) and not _CANCER.search(text) else None
    if _names_any(digest, text, names, "condition"):
        return None
    return record.conditions


def _intervention_names(record: Record) -> Iterator[str]:
    for intervention in record.interventions:
        yield intervention.name
        yield from intervention.other_names
    yield from (arm.label for arm in record.arms)
    yield from record.intervention_mesh


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that names are looked for in, and all that they are compared with."""

    text: str
    words: Words
    known: frozenset[str]
    acronyms: frozenset[str]
    codes: frozenset[str]


def _names_any(digest: Digest, text: str, names: Iterable[str], kind: str) -> bool:
    words = fold_words(text)
    whole = _Text(text, words, _with_same(words.words), _acronyms(text), _codes(text))
    return any(_names(digest, whole, name, kind) for name in names)


def _names(digest: Digest, text: _Text, name: str, kind: str) -> bool:
    """Tell whether a text has a name: a telling word, its acronym or long form, its code, a synonym of the site's."""
    telling = _telling(name, kind)
    if not telling:
        return False
    if telling & text.known or any(_same_stem(one, other) for one in telling for other in text.words.words):
        return True
    if _shares_acronym(text, name, telling) or text.codes & _codes(name):
        return True
    return any(mention_pattern(spelling).search(text.text) for spelling in digest.vocabulary.spellings(name))


def _shares_acronym(text: _Text, name: str, telling: frozenset[str]) -> bool:
    """Tell whether the text has an acronym of the name, or the long form of an acronym in the name."""
    initials = "".join(piece[0] for piece in fold_words(_BRACKETS.sub(" ", name)).words)
    if any(acronym in initials or acronym.rstrip("s") in initials for acronym in text.acronyms):
        return True
    return any(acronym in text.words.initials for acronym in _acronyms(name) if _fold_word(acronym) in telling)


def _acronyms(text: str) -> frozenset[str]:
    """Return the acronyms of three letters or more; shorter ones agree by chance."""
    return frozenset(match[1].casefold() for match in _ACRONYM.finditer(text) if len(match[1]) >= _SHORTEST)


def _codes(text: str) -> frozenset[str]:
    """Return the product codes of a text without blanks and hyphens (`INCB 47986` as `incb47986`)."""
    return frozenset(re.sub(r"[\s-]", "", match[0]).casefold() for match in _CODE.finditer(text))


@functools.lru_cache(maxsize=4096)
def _telling(name: str, kind: str) -> frozenset[str]:
    """Return the words of a name that tell it apart from others."""
    dull = _dull(kind)
    words = fold_words(name).words
    found = [i for i, word in enumerate(words) if word not in dull and len(word) > 1 and not word.isdigit()]
    heads = [i for i in found if words[i + 1 : i + 2] and words[i + 1] in _MARKED] if kind == "condition" else []
    return frozenset(words[i] for i in found if i not in heads or len(heads) == len(found))


def _same_stem(one: str, other: str) -> bool:
    """Tell whether two words share a stem (`diabetes` and `diabetic`, `pain` and `painful`)."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and len(short) >= _SHORT_STEM:
        stem = len(short) + (long[len(short) : len(short) + 1] == short[-1])  # with the doubled letter of `swimming`
        return len(long) - stem < _ENDING or len(short) > _SHORT_STEM
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(short))
    return common >= _STEM and max(len(one), len(other)) - common <= _ENDING and 2 * common > len(long)


def _with_same(words: Iterable[str]) -> frozenset[str]:
    """Return words together with those that the lexicon holds for the same."""
    groups = _groups()
    return frozenset(other for word in words for other in groups.get(word, (word,))) | frozenset(words)


@functools.cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for line in lexicon("record-names")["same"].strip().splitlines():
        members = frozenset(_fold_word(word) for word in line.split())
        for word in members:
            groups[word] = groups.get(word, frozenset()) | members
    return groups


@functools.cache
def _dull(kind: str) -> frozenset[str]:
    entries = lexicon("record-names")
    return frozenset(_fold_word(word) for key in (f"{kind}_words", "salts") for word in entries[key].split())


def _assigns_nothing() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:no|not|without)\b[^.;]{0,40}\b(?:treatment|intervention|assign\w*|drug|therapy)\b|\bobserv",
        re.IGNORECASE,
    )


def fold_title(title: str) -> str:
    """Return a title as it is compared: letters and digits alone, without case."""
    plain = unicodedata.normalize("NFKC", title).casefold().replace("&amp;", "&").replace("&", "and")
    return "".join(char for char in plain if char.isalnum())


def is_title_of(record: Record, title: str) -> bool:
    """Tell whether a title is the record's official or brief one, if cut short with dots or joined with the acronym."""
    told = fold_title(title)
    for known in (record.official_title, record.brief_title):
        whole = fold_title(known) if known else ""
        acronym = fold_title(record.acronym) if record.acronym else ""
        if told in {whole, whole + acronym, acronym + whole} or told == whole.removesuffix(acronym):
            return True
        if title.rstrip().endswith(("…", "...")) and whole.startswith(told) and told:
            return True
    return not (record.official_title or record.brief_title)
