"""Abbreviations of the prose, and which of them it leaves unexplained."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.data import lexicon
from digestlint.digest import Digest
from digestlint.span import Span

_RUN = re.compile(r"(?<![\w@#])[^\W_]+(?:[-‐‑–./&+'’][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,5}[^\W\d_]?")
_ADDRESS = re.compile(r"[a-z]\.(?:com|org|net|gov|edu|eu|int|io|uk)\b", re.IGNORECASE)

_CAPITALS = re.compile(r"(?=.*A0?A)(?!.*a{3}A)0{0,2}a{0,2}A(?:[A0]|a{1,2}(?=A)){1,11}a{0,4}")
_MIXED = re.compile(r"(?:Aa?|A0a?){2,5}")
_PLURAL = re.compile(r"(?<=[A-Z\d])s$")

_CODES = re.compile(
    r"""[A-Z][A-Za-z]{0,7}[-‐‑–]?\d{2,}.{0,12}   # ABT335, INCB047986, RAD001
      | [A-Z][A-Za-z]{0,7}[-‐‑–]\d.{0,12}        # IL-6, AS2-1, PD-1
      | [A-Z]\d{1,2}                             # A10
      | [A-Z]{1,4}\d[-‐‑–]\d.{0,6}              # AS2-1
      | (?!HLA)[A-Z]{2,6}[-‐‑–][A-Z]\d{2,}.{0,6} # SHR-A2009
      | [A-Z]{2,5}\d[A-Z]\w{0,6}                 # SCN1A, CYP3A4
      | (?:CD|IL|CYP|TLR|CCR|CXCR)\d\w{0,4}
      | \d{2,3}m?[A-Z][a-z]?                     # 99mTc, 18F
      | p?T\d[a-d]?(?:N\d?[a-c]?)?(?:M\d)?[a-d]? # T2N0M0
      | N\dM\d
      | [XVI]{2,6}[A-D]?\d? | I[A-D][1-3]? | V[A-D]""",
    re.VERBOSE,
)
_CODE_STEM = re.compile(r"[A-Z]+")
_GENE_AFTER = re.compile(
    r"[-\s]{1,3}(?:gene|genes|mutation|mutations|mutated|mutant|fusion|fusions|allele|alleles|"
    r"oncogene|rearrangement|rearrangements|exon|variant|variants|amplification)\b"
)
_MUTATED = re.compile(r"[-‐‑](?:mutated|mutant|mutations?)\b")
_GENE_BEFORE = re.compile(r"\b(?:gene|genes|oncogene)\s(?:called\s|named\s)?[\"“']?$")
_TRADEMARK = re.compile(r"\s?[®™]")
_NUMBERED_PRODUCT = re.compile(r"[A-Z][a-z]{2,20}\s\|\s\d{2,4}\b(?![%.])")
_NAMED_STUDY = re.compile(
    r"\b(?:study|trial|project|program|programme|app|course|system|device|registry|intervention|software|game)\b"
    r".{0,40}\b(?:called|named|dubbed|nicknamed|titled|known as|acronym|under the name)\s[\"“‘']?(?:the\s)?$"
)
_STUDY_AFTER = re.compile(
    r"[\"”’']?\s(?:\d\s)?(?:trial|trials|study|studies|registry|programme|program|consortium|network|investigators|"
    r"collaboration|project|cohort)\b"
)
_ARTICLE = re.compile(r"\b(?:an?|each|any|no|every)\s$")
_ALL_THE_DISEASE = re.compile(
    r"\b(?:with|of|for|relapsed|refractory|childhood|pediatric|paediatric|adult|B|B-cell|T-cell|T|lineage|risk|"
    r"recurrent|diagnosed|precursor|have|had|has|and|or|in)[\s-]$"
)
_ALL_THE_WORD = re.compile(
    r"\s(?:the|of|these|those|participants|patients|groups|people|women|men|children|other|three|four|five|two|"
    r"\w+s)\b(?!\s(?:cells|blasts))|\s[A-Z]{2,}"
)
_OR_NUMBER = re.compile(r"s?\s{0,2}(?:[=:<>]|of\s)\s{0,2}\d|s?\s\d{1,3}[.,]\d|s?\s?\)")
_SHOUTED_RUN = 3
REACH = 160
"""How many letters on either side of an abbreviation are looked at."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation at a place: `keys` are what it is known by, with the whole of a compound first."""

    span: Span
    keys: tuple[str, ...]


def abbreviations(digest: Digest) -> tuple[Abbreviation, ...]:
    """Return every place of the prose at which an abbreviation stands that is neither a code nor a word in capitals."""
    found: list[Abbreviation] = []
    for sentence in digest.sentences:
        text = sentence.span.of(digest.prose)
        shouted = _shouted(text)
        for part in _parts(digest.prose, sentence.span):
            local = Span(part.start - sentence.span.start, part.end - sentence.span.start)
            if any(run.overlaps(local) for run in shouted):
                continue
            before = text[max(0, local.start - REACH) : local.start]
            found += _read(digest, part, before, text[local.end : local.end + REACH])
    return tuple(found)


def _parts(prose: str, within: Span) -> Iterator[Span]:
    """Yield the words with capitals, each side of a slash by itself; not initials, not addresses."""
    for run in _RUN.finditer(prose, within.start, within.end):
        if sum(map(str.isupper, run[0])) < 2 or _INITIALS.fullmatch(run[0]) or _ADDRESS.search(run[0]):  # noqa: PLR2004
            continue
        if _key(run[0]) in known_ones():
            continue
        for part in re.finditer(r"[^/.&+'’]+", run[0]):
            yield Span(run.start() + part.start(), run.start() + part.end())


def _read(digest: Digest, span: Span, before: str, after: str) -> Iterator[Abbreviation]:
    """Yield the abbreviation that a word with capitals is, or none."""
    text = span.of(digest.prose)
    pieces = [match for match in _PIECE.finditer(text) if _is_abbreviation(match[0])]
    if not pieces or _is_code(text) or _is_name(text, before, after) or _is_shouted(digest, text, before, after):
        return
    keys = [_key(match[0]) for match in pieces if not _is_code(match[0])]
    if not keys:
        return
    tail = re.compile(r"(?:[-‐‑–](?:[A-Z]\d{0,2}|[a-z]{0,2}\d+[A-Z]?|Cog|cog)(?!\w))*").match(text, pieces[-1].end())
    end = tail.end() if tail else pieces[-1].end()
    start = pieces[0].start()
    if _is_code(text[start:end]):
        return
    if start >= 2 and text[start - 1] in "-‐‑–" and (start == 2 or not text[start - 3].isalnum()):  # noqa: PLR2004
        start -= 2  # a letter of its own, as in `R-CHOP`
    compound = (_key(text[start:end]), *keys) if (start, end) != pieces[0].span() or len(keys) > 1 else tuple(keys)
    yield Abbreviation(Span(span.start + start, span.start + end), compound)


def _is_abbreviation(piece: str) -> bool:
    """Tell by its shape whether a word without hyphens may be an abbreviation: `PET`, `rhIGF`, `SUVmax`, `QoL`."""
    if not piece.isascii() or "XXX" in piece:
        return False
    shape = "".join("A" if char.isupper() else "0" if char.isdigit() else "a" for char in piece)
    return shape.count("A") > 1 and bool(_CAPITALS.fullmatch(shape) or _MIXED.fullmatch(shape))


def _is_code(text: str) -> bool:
    """Tell whether a word is a product's or gene's code, a numeral or a stage; names of scales are none."""
    stem = _CODE_STEM.match(text)
    return bool(_CODES.fullmatch(text)) and not (stem and stem[0] in listed_words("scales") and len(stem[0]) > 1)


def _is_name(text: str, before: str, after: str) -> bool:
    """Tell whether a word is the name of a gene, a brand, a study, or a state behind a town."""
    if _TRADEMARK.match(after) or _NAMED_STUDY.search(before) or _NUMBERED_PRODUCT.search(f"{before}|{after}"):
        return True
    gene = _MUTATED.search(text) or _GENE_AFTER.match(after) or _GENE_BEFORE.search(before)
    if gene and not text.startswith("HLA"):
        return True
    if text in listed_words("states") and re.search(r"[a-z],\s$", before):
        return True
    study = _STUDY_AFTER.match(after) or (before.casefold().endswith("the ") and _STUDY_AFTER.match(after.casefold()))
    return bool(study and len(text) > 3 and re.search("[AEIOUY]", text) and not _ARTICLE.search(before))  # noqa: PLR2004


def _is_shouted(digest: Digest, text: str, before: str, after: str) -> bool:
    """Tell whether a word is an ordinary one in capitals: a small word, or one that the digest also has in small."""
    if text == "ALL":
        return not (_ALL_THE_DISEASE.search(before) and not _ALL_THE_WORD.match(after))
    if text == "OR":
        return not _OR_NUMBER.match(after)
    if text in listed_words("shouted") or (after.startswith(":") and not any(map(str.isalnum, before))):
        return True
    return len(text) > 3 and text.isalpha() and text.lower() in digest.fact(_words_of_prose)  # noqa: PLR2004


def _words_of_prose(digest: Digest) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", digest.prose))


def _shouted(sentence: str) -> tuple[Span, ...]:
    """Return the stretches of three and more words in a row that are all in capitals."""
    runs = re.finditer(r"(?<![\w-])[A-Z]{2,}(?:\s{1,3}[A-Z]{1,}(?![\w-]))+", sentence)
    return tuple(Span(*run.span()) for run in runs if len(run[0].split()) >= _SHOUTED_RUN)


def _key(text: str) -> str:
    """Return what an abbreviation is known by: without plural, hyphens and digits in one shape."""
    return _PLURAL.sub("", folded_marks(unicodedata.normalize("NFKC", text)))


def folded_marks(text: str) -> str:
    """Return a text with its hyphens in one shape."""
    return re.sub("[‐‑–]", "-", text)


@functools.cache
def listed_words(kind: str) -> frozenset[str]:
    """Return a list of words of the lexicon."""
    return frozenset(lexicon("abbreviations")[kind].split())


@functools.cache
def known_ones() -> frozenset[str]:
    """Return the abbreviations that need no explanation."""
    return listed_words("common") | listed_words("names") | listed_words("units")
