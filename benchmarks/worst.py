"""Inputs that are meant to be slow: for the parser, for the patterns of every rule, and for what looks back at text.

Each is a piece repeated in a place of a digest. In a piece, `§` is the number of the repetition and `¤` a word of its
own, so that nothing can be remembered from the last one.
"""

import reprlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.corpus import digests
from digestlint.catalog import built_in_rules

BASE = 1500
"""About how many characters a text has that is taken once."""

_BODY = """walking physiotherapy rct 2019-03 ClinicalTrials

# {title}

*A Randomized Trial of Brisk Walking for Stiffness of the Knee in Adults Over 60*

## Background

Stiff knees keep many older adults from moving.

## Study Design

### Population

Adults over 60 years with a stiff knee.

### Intervention

A walking plan, three times a week for 12 weeks, compared with usual care.

### Outcome

{outcome}

## Results

{results}

## Why It Matters

Many people ask what they can do at home.

---

Keywords: {keywords}
Flags: protocol relevant
Source: {source}
"""
_PARTS = {
    "title": "Brisk Walking Tried Against Stiff Knees in Older Adults",
    "outcome": "The change in knee bend at the last visit.",
    "results": "The study was terminated in March 2021. The knee bend was measured in all who came.",
    "keywords": "walking, knee",
    "source": "clinicaltrials:NCT03951116 · Ingested 2026-05-04 · Digest: gemini-2.5-flash",
}
_PAGE = _BODY.replace("### ", "").replace("## ", "").replace("# ", "").replace("---\n", "").replace("Keywords: ", "")


def _within(part: str, shape: str = _BODY, form: str = "{}") -> Callable[[str], str]:
    def put(words: str) -> str:
        text = shape
        for name, usual in _PARTS.items():
            text = text.replace(f"{{{name}}}", form.replace("{}", words) if name == part else usual)
        return text

    return put


PLACES: Mapping[str, Callable[[str], str]] = {
    "results": _within("results"),
    "page": _within("results", _PAGE),
    "field": _within("outcome"),
    "title": _within("title"),
    "keywords": _within("keywords"),
    "source": _within("source"),
    "front": lambda words: f"---\ntopic: {words}\n---\n\n{_within('')('')}",
    "unclosed": lambda words: f"---\n{words}\n{_within('')('')}",
    "comment": _within("results", form="The knee bend was measured. <!-- digestlint-ignore {} -->"),
    "above": lambda words: f"{words}\n\n{_within('')('')}",
    "wide table": lambda words: f"{_within('')('')}\n\n{words}|\n{'| --- ' * words.count('|')}|\n{words}|\n",
    "below": lambda words: f"{_within('')('')}\n\n{words}\n",
}

_FOR_MARKS = ("results", "page", "title", "front", "keywords")
_FOR_WORDS = ("results", "keywords")
_FOR_SENTENCES = ("results", "page", "unclosed")

_MARKS = (
    " ", "\t", "\n", " \n", "\u00a0", ".", ",", "-", "–", "7", "a", "A", "=", "[", "]", "(", ")", "*", "**a", "* ",
    "_", "_a", "`", "` ", "``a`", "~", "<", ">", "<a ", "<!--", "<!-- -->", "](", "[a](", "![", "[a][b", "[[a]", "&",
    "&amp;", "&#1", "\\", "\\*", "!", "?", '"', ' "a', "‘", "“a", "a”", "'", "|", "| a ", "#", "\n# a\n", "$", "%",
    "/", ":", ";", "{", "{{ a", "+", "x", "X", "?!", "…", "·", "...", "> ", "- ", "1. ", "a-", "a.", "a. ", "a/",
    "A.", "a,", "a, ", "1,", "1.", "1 ", "1-", "a'", "Ã©", "�", "e\u0301", "\U0001f600", "\u200b", "<b>", "</b>",
    '<a href="', "<?", "<![CDATA[", "<!A", "http://a.", "a@", "(a ", "a) ", "((a", "[1]", "—", " – ", "=a", "0.",
    "0", "a\n===\n", "\n---\n", "| a | b |\n", "[a¤]: b\n", "a: b\n", "\n```\n", "\n~~~\n", "\n- a", "> a\n",
    "\n  - a",
)  # fmt: skip
"""Marks that stand in runs."""

_FAR_APART = tuple(
    word + gap for word in ("the", "not", "12", "p", "study.", "Source:", "```") for gap in (" " * 700, "-" * 900)
)
_CHAINS = (
    "in the " + "x-" * 60 + "12 people ",
    "the study of " + "x-y " * 60 + "12 ",
    "this " + "a/b-" * 50 + "study of 12 ",
)
"""Words with long runs of blanks or hyphens between them, and rows of words that hyphens join."""

_WORDS = (
    "not ", "95% CI ", "because ", "the ", "and ", "of ", "A ", "improved ", "safe ", "effective ", "may ", "if ",
    "no ", "p = ", "p = 0.04, ", "p < 0.05 ", "n = 12 ", "20 mg ", "12% ", "12 of 20 ", "12/20 (60%) ", "terminated ",
    "it was terminated ", "phase 2 ", "phase 2/", "March ", "March 2021 ", "2021-03-04 ", "NCT", "NCT03951116 ",
    "NCT0§ ", "ISRCTN ", "2004-00", "12 patients ", "enrolled 12 ", "one hundred ", "twenty-", "very ", "the study ",
    "than placebo ", "was ", "to ", "who ", "that ", "which, ", ", but ", "compared with ", "risk of ", "death ",
    "ABC ", "ABC (", "All Big Cats (ABC) ", "the ¤ thing (", "you should ", "ask your doctor ", "TBD ", "[date] ",
    "[insert ", "XX% ", "¤ ", "A¤B ", "vs. ", "e.g. ", "et al. in ", "J. ", "¤¤¤¤¤¤¤¤¤¤", "95% confidence interval ",
    "(95% CI 1.2 to 3.4) ", "HR 0.8 ", "HR 0.8 (", "odds ratio of ", "to be ", "never ", "without ", "any ",
    "side effects ", "the the the. ", "“the study” ", "the sponsor ", "funding ", "Ingested 2026-05-04 ", "Digest: ",
    "Keywords: a\n", "¤, ", "¤; ", "¤ and ", "Results\n\n", "aged 12 to 20 years ", "per ", "once a day ",
    "significantly ", "C-reactive protein (CRP) ",
)  # fmt: skip
"""Words that rules look for, in one sentence without an end."""

_SENTENCES = (
    "The knee bend was measured in all who came. ", "The knee bend was measured in all ¤ who came. ",
    "The knee bend was § degrees in all who came. ",
    "The study was terminated in March 2021 because few people joined. ",
    "The study was terminated in March 2021 because ¤ ran out. ", "Walking improved the knee bend in § people. ",
    "Walking significantly improved ¤ compared with placebo (p = 0.04). ", "The ¤ drug was safe and well tolerated. ",
    "The study enrolled § participants. ", "In all, § of 900 participants (12%) had ¤. ",
    "The hazard ratio was 0.8 (95% CI 0.6 to 1.§; p = 0.2). ",
    "The study was completed in March 2021 and ended on § April 2022. ", "This phase 2 study was a phase 3 trial. ",
    "They took § mg of ¤ twice daily. ", "See NCT0395§ and ISRCTN1234§. ", "The Big ¤ Cat (B¤C) was seen. B¤C grew. ",
    "A X¤Q was seen. ", "You should take ¤ every day. ", "A b. ", "Why ¤? ", "The ¤ was seen.\n\n",
    "- The ¤ was seen.\n", "\n## ¤ Heading\n\nThe ¤ was seen.\n", "\n### Outcome\n\nThe ¤ was seen.\n",
    "\n## Results\n\nThe ¤ was seen.\n", "\n## ¤ Heading\n", "\nOutcome: ¤ was seen.\n",
    "\n\n¤ Matters Here\n\nThe ¤ was seen by all of them who came there.\n",
    "\n<!-- digestlint-ignore TXT001: the ¤ -->\n\nThe ¤ was seen.\n", "<!-- digestlint-ignore ALL --> ", "TXT001, ",
    "\n<!-- digestlint-ignore-start CLM -->\n\nThe ¤.\n", "| The ¤ | § mg | p = 0.04 |\n| --- | --- | --- |\n",
    "[¤](https://a.org/¤) ", "*¤* **a** ", "<b>¤</b> <br> ", "&nbsp;&lt;¤ ", "cafÃ© donâ€™t ¤ ", "the the ¤ ¤. ",
    "\n- ¤\n  - ¤\n    - ¤", "“The ¤ was safe”, he said. ", "the ¤ of the ¤ and the ¤, ",
    "The trial was stopped early. The study was halted early. ", "It was stopped because of ¤ and low enrollment. ",
    "¤: ¤\n", "- ¤\n", "Source: clinicaltrials:NCT0§\n", "[¤] ", "\n[¤]: https://a.org\n",
)  # fmt: skip
"""Sentences and blocks, many of them."""


_SHORT = reprlib.Repr()
_SHORT.maxstring = 60


@dataclass(frozen=True, slots=True)
class Input:
    """A text that can be made as long as one likes: what is repeated, and where it stands."""

    name: str
    place: str
    piece: str

    def text(self, times: int) -> str:
        """Return the text of about `times` times BASE characters."""
        size = times * BASE
        return PLACES[self.place](repeated(self.piece, 1 + size // len(self.piece))[:size])


def repeated(piece: str, count: int) -> str:
    """Return a piece so many times, each with a number and a word of its own where it asks for them."""
    if "§" not in piece and "¤" not in piece:
        return piece * count
    return "".join(piece.replace("§", str(1000 + i)).replace("¤", _word(i)) for i in range(count))


def _word(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, rest = divmod(number * 7 + 3, 26)
        letters += chr(ord("a") + rest)
    return "w" + letters


def _plausible() -> Iterator[tuple[str, str]]:
    yield "digests of the corpus", "".join(f"{text}\n\n" for _, text in digests(12, 1))
    for rule in built_in_rules(examples=True):
        texts = [example.text for example in rule.examples if example.within != "folder"]
        plain = "\n\n".join(texts).replace("[[", "").replace("]]", "")
        yield f"examples of {rule.code}", plain + "\n\n"
        yield f"examples of {rule.code} in a line", " ".join(plain.split()) + " "


def inputs(*, everywhere: bool) -> Iterator[Input]:
    """Yield the inputs: each piece in the places where it may matter most, or in all places."""
    far = ((*_FAR_APART, *_CHAINS), _FOR_SENTENCES)
    for pieces, places in (far, (_MARKS, _FOR_MARKS), (_WORDS, _FOR_WORDS), (_SENTENCES, _FOR_SENTENCES)):
        for piece in pieces:
            for place in PLACES if everywhere else places:
                yield Input(f"{_SHORT.repr(piece)} in {place}", place, piece)
    yield Input("'| a ' in wide table", "wide table", "| a ")
    for name, piece in _plausible():
        for place in ("results", "page"):
            yield Input(f"{name} in {place}", place, piece)
