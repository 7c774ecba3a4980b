"""Truncated text: paragraphs that end in mid-sentence."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from digestlint.diagnostic import Finding
from digestlint.digest import Digest, Section
from digestlint.rule import option
from digestlint.sentences import split_sentences
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Truncation:
    """What tells a paragraph that breaks off from one that only lacks its point.

    No phrase ends in one of the words `unfinished`, and no sentence in one of those `before_point`. A line of up to
    `phrase_words` words may be a phrase. In the sections `references`, lines are no sentences.
    """

    unfinished: tuple[str, ...]
    before_point: tuple[str, ...]
    references: tuple[str, ...] = option((), "The sections whose lines need not be sentences.")
    phrase_words: int = option(8, "A line of up to so many words may be a phrase, which needs no point.")


_MARKS = re.compile(r"(?:[\s*_~`]|<[^<>\n]{1,120}>|&nbsp;){1,200}\Z")
_STOP = re.compile(
    r"""(?:[.!?。！？؟।…]|(?<=[a-z]\.)\d{1,3}(?:[,–-]\d{1,3}){0,5})["'”’»)\]*_]{0,4}"""
    r"""(?:\s?(?:\[[^\[\]\n]{1,40}\]|[¹²³⁰-⁹†‡§*]{1,6}|\(\d{1,3}(?:[,–-]\s?\d{1,3}){0,5}\))){0,4}\Z"""
)
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)[\"'”’)\]]{0,3}\Z")
_HALF_SAID = re.compile(r"(?:[<>=≤≥]\s?0?|\b(?:e\.g|i\.e|cf|viz|vs|approx))\.\Z")
_ADDRESS = re.compile(
    r"(?:(?:https?://|www\.|doi:|10\.\d{4,9}/)\S{1,300}|\S{1,80}@\S{1,80}|\b(?:PMID|PMCID|DOI):?\s?\S{1,60})\Z",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:\]\([^()\n]{1,400}\)|\]\[[^\[\]\n]{0,60}\]|<https?://[^<>\s]{1,300}>)[\s*_]{0,6}\Z")
_CLOSED = re.compile(r"\([^()\n]{1,200}\)\Z|“[^“”]{1,300}”\Z|(?<!\w)\"[^\"\n]{1,300}\"\Z")
_LABEL = re.compile(r"[^\W\d_][\w '’/-]{0,40}:\s")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|can|could|may|might|will|would|should|must|cannot|showed|took|found)\b"
)
_LAST_WORD = re.compile(r"([^\W_][\w'’-]*)\W*\Z")
_LAST_WORDS = 80
_PAIRS = {"*": "*", "_": "_", "(": ")", "[": "]", "“": "”", '"': '"', "‘": "’"}


def truncated_text(digest: Digest, params: Truncation) -> Iterator[Finding]:
    """Report the last sentence of each paragraph of a section that ends in mid-sentence."""
    references = {name.casefold() for name in params.references}
    for section in digest.sections:
        if digest.text(section.heading).casefold() in references:
            continue
        for i, paragraph in enumerate(section.paragraphs):
            if not paragraph.item and _breaks_off(digest, section, i, params):
                spans = list(split_sentences(digest.prose, paragraph.span))
                yield Finding(spans[-1] if spans else paragraph.span)


def _breaks_off(digest: Digest, section: Section, i: int, params: Truncation) -> bool:
    """Tell whether the paragraph at `i` of a section ends in mid-sentence."""
    paragraph = section.paragraphs[i]
    words = _MARKS.sub("", paragraph.span.of(digest.prose))
    if not any(map(str.isalpha, words)) or "|" in words[-_LAST_WORDS:]:
        return False
    last = _LAST_WORD.search(words, max(0, len(words) - _LAST_WORDS))
    word = last[1].lower() if last and last[1] != "A" else ""
    if _ELLIPSIS.search(words):
        return word in params.unfinished
    if _STOP.search(words):
        return (word in params.before_point and words.endswith(".")) or _HALF_SAID.search(words) is not None
    if words.endswith(":"):
        return i + 1 == len(section.paragraphs) and not section.fields and not _has_part_below(digest, section)
    source = _lines_of(digest.source.text, paragraph.span)
    if _CLOSED.search(words) or _ADDRESS.search(words) or _LINK.search(source) or _PAIRS.get(source[0]) == source[-1]:
        return False
    return word in params.unfinished or not _is_phrase(digest, section, i, words, params)


def _has_part_below(digest: Digest, section: Section) -> bool:
    """Tell whether the next heading is none of the profile, so that what it heads may belong to the section."""
    at = bisect.bisect_right(digest.sections, section.heading.start, key=lambda other: other.heading.start)
    return at < len(digest.sections) and digest.sections[at].name is None


def _lines_of(text: str, span: Span) -> str:
    """Return the lines of a paragraph with the marks before and after its words."""
    end = text.find("\n", span.end)
    return text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)].strip()


def _is_phrase(digest: Digest, section: Section, i: int, words: str, params: Truncation) -> bool:
    """Tell whether a paragraph is no sentence: few words, a heading, a label with its value, a design."""
    sentences = list(split_sentences(digest.prose, section.paragraphs[i].span))
    unclosed = words.count("(") > words.count(")") or words.count("“") > words.count("”")
    if len(sentences) > 1 or unclosed or words[-1] in ",;–—-":
        return False
    before = section.paragraphs[i - 1].span.of(digest.prose).rstrip() if i else ""
    if len(words.split()) <= params.phrase_words or before.endswith(":"):
        return True
    if not _FINITE.search(words) and (_LABEL.match(words) or section.name == "Study Design"):
        return True
    return all(word[0].isupper() or len(word) < 5 for word in words.split() if word[0].isalpha())  # noqa: PLR2004 - small words
