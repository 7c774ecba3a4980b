"""Phrases as a regular expression, for the facts that build a larger one around them."""

import re

from digestlint.phrase_tree import Choice
from digestlint.phrases import NUMBER, Either, Gap, Mark, Part, Step, Steps, read_phrase

_BREAK = r"[\s‐‑–-]+"
_GAP_WORD = r"[^\s.;:]{1,40}"
_NO_WORD_BEFORE = "".join(rf"(?<![\w=]\s{' ' * count})" for count in range(5)) + "(?<!=)"
_MARKS = {
    Mark.BREAK: _BREAK,
    Mark.LETTERS: r"[^\W\d_]{0,20}",
    Mark.NUMBER: NUMBER,
    Mark.BEGINNING: _NO_WORD_BEFORE,
}


def regex(choice: Choice) -> str:
    """Return the regular expression of phrases, the longest first, as whole words."""
    return rf"(?<![\w‐‑-])(?:{'|'.join(_of_phrase(phrase, choice) for phrase in choice.phrases)})(?!\w)"


def _of_phrase(phrase: str | Steps, choice: Choice) -> str:
    return _of_steps(read_phrase(phrase, choice.lists) if isinstance(phrase, str) else phrase, choice)


def _of_steps(steps: Steps, choice: Choice) -> str:
    words = [_of_step(step, choice) for step in steps]
    first = next(i for i, step in enumerate(steps) if not step.optional)
    before = "".join(f"(?:{word}{_BREAK})?" for word in words[:first])
    behind = zip(words[first + 1 :], steps[first + 1 :], strict=True)
    return (
        before
        + words[first]
        + "".join(f"(?:{_BREAK}{word})?" if step.optional else _BREAK + word for word, step in behind)
    )


def _of_step(step: Step, choice: Choice) -> str:
    return "".join(_of_part(part, choice) for part in step.parts)


def _of_part(part: Part, choice: Choice) -> str:
    if isinstance(part, str):
        return re.sub("[µμ]", "[µμ]", re.escape(part).replace("'", "['’]"))
    if isinstance(part, Mark):
        return _MARKS[part]
    if isinstance(part, Gap):
        # A hyphen is of a word here, though it is a break elsewhere: were it both, the ways to part a row of hyphenated
        # words would be without number.
        return rf"{_GAP_WORD}(?:\s[\s‐‑–-]*+{_GAP_WORD}){{0,{part.most - 1}}}"
    if isinstance(part, Either):
        return _either([_of_steps(branch, choice) for branch in part.branches])
    listed = choice.lists[part.name]
    return _either([_of_phrase(phrase, listed) for phrase in listed.phrases])


def _either(branches: list[str]) -> str:
    return f"(?:{'|'.join(branches)})"
