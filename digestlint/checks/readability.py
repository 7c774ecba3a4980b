"""How hard the prose is to read: long sentences, and the school grade that a section asks for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digestlint.diagnostic import Finding
from digestlint.digest import Digest, Section
from digestlint.rule import option

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouyl]es|[^aeiou]e|[^td]ed)$")
_SOUNDED = re.compile(r"(?:[^aeiouy]le|(?:[sxz]|ch|sh|c|g)es)$")
_HIATUS = re.compile(
    r"(?<![ctgs])ia|ia(?=te)|(?<![ctgs])io(?!ns?\b)|(?<![tc])ie(?=t|n[tc])|(?<!p)eo(?!us)|iu|ua(?=l|te|r[iy])|ea(?=\b|te|ti)|[aeo]ing\b"
)


@dataclass(frozen=True, slots=True)
class Longest:
    """The most words that a sentence may have."""

    max_words: int = option(45, "The most words that a sentence may have.")


@dataclass(frozen=True, slots=True)
class Grade:
    """The highest school grade that a section may ask for; sections of fewer words have no grade."""

    max_grade: float = option(12.0, "The highest school grade that a section may ask for.")
    min_words: int = option(30, "Sections of fewer words are passed over.")


def long_sentence(digest: Digest, params: Longest) -> Iterator[Finding]:
    """Report each sentence of more words than allowed."""
    for sentence in digest.sentences:
        words = len(sentence.span.of(digest.prose).split())
        if words > params.max_words:
            yield Finding(sentence.span, {"words": str(words), "max": str(params.max_words)})


def reading_grade(digest: Digest, params: Grade) -> Iterator[Finding]:
    """Report the heading of each section whose grade is higher than allowed."""
    for section in digest.sections:
        sentences = [text for text in _sentences(digest, section) if _WORD.search(text)]
        words = [word for text in sentences for word in _WORD.findall(text)]
        if len(words) < max(params.min_words, 1):
            continue
        grade = flesch_kincaid_grade(words, len(sentences))
        if grade > params.max_grade:
            values = {"section": digest.text(section.heading), "grade": f"{grade:.1f}", "max": f"{params.max_grade:g}"}
            yield Finding(section.heading, values)


def flesch_kincaid_grade(words: Sequence[str], sentences: int) -> float:
    """Return the school grade of a text by its words and the number of its sentences (Kincaid et al. 1975)."""
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def count_syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, but for the silent endings."""
    return sum(max(1, _syllables(piece)) for piece in re.findall(r"[^\W\d_]+", word.casefold()) if len(piece) > 1) or 1


def _syllables(piece: str) -> int:
    silent = bool(_SILENT.search(piece)) and not _SOUNDED.search(piece)
    return len(_VOWELS.findall(piece)) + len(_HIATUS.findall(piece)) - silent


def _sentences(digest: Digest, section: Section) -> Iterator[str]:
    paragraphs = (*section.paragraphs, *(paragraph for field in section.fields for paragraph in field.paragraphs))
    for paragraph in paragraphs:
        for sentence in digest.placed_sentences.inside(paragraph.span):
            yield sentence.span.of(digest.prose)
