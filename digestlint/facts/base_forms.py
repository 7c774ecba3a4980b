"""Base forms: whether a word such as `help` is a finite verb where it stands, by the words before it."""

import re

from digestlint.span import Span

_WORDS_BEFORE = re.compile(r"[\w'’-]+")
NO_SUBJECT = frozenset(
    "to a an the of with for in by no more very their its his her any or less as than into from most such each "
    "without between this that's these those some our your on at per".split()
)
_NOT_BASE = NO_SUBJECT | frozenset(
    "may might could would will should must shall not cannot can't never also this that and is are was were".split()
)


def word_before(text: str, clause: Span, at: int) -> str:
    """Return the word before an offset, adverbs in -ly aside."""
    words = _WORDS_BEFORE.findall(text[max(clause.start, at - 60) : at])
    while words and (
        words[-1].endswith("ly") or words[-1].casefold() in ("also", "then", "even", "not", "already", "again")
    ):
        words.pop()
    return words[-1].casefold() if words else ""


def is_base(text: str, clause: Span, match: re.Match[str], *, in_title: bool) -> bool:
    """Tell whether a base form is a finite verb here: behind a plural, or behind `can` or `helps to`."""
    before = word_before(text, clause, match.start())
    if before in ("can", "do", "does", "did") or _is_behind_pair(text, clause, match):
        return True
    ahead = text[max(clause.start, match.start() - 60) : match.start()].casefold()
    if before == "to":
        return bool(
            re.search(
                r"\b(?:help(?:s|ed)?|managed|able|proved|shown|found|proves|continues?|continued|succeed(?:s|ed)?)\s+to"
                r"\s*$",
                ahead,
            )
        )
    if not before or before in _NOT_BASE:
        return bool(before == "and" and in_title) or bool(
            re.search(r"\bhelp(?:s|ed)\s+[\w'’ -]{2,40}$", ahead) and before not in _NOT_BASE
        )
    if re.search(r"\bhelp(?:s|ed)\s+(?:to\s+)?(?:[\w'’-]+\s+){1,4}$", ahead) and before not in ("and", "or"):
        return True
    return (
        (before.endswith("s") and not before.endswith(("ss", "'s", "us", "is")) and before not in _VERBS)
        or before in _PLURAL
        or (in_title and (match[0].casefold() not in _NOUNS or _PAIR.search(ahead) is not None))
    )


def _is_behind_pair(text: str, clause: Span, match: re.Match[str]) -> bool:
    """Tell whether two things stand before a verb, with where or when they are used ("X and Y before Z help")."""
    is_noun = match[0].casefold() in _NOUNS
    return not is_noun and _TWO_THINGS.fullmatch(text, clause.start, match.start()) is not None


_TWO_THINGS = re.compile(
    r"(?:the\s)?[\w-]+(?:\s[\w-]+){0,2}\sand\s[\w-]+(?:\s[\w-]+)?\s(?:before|after|during|with|for|in)\s(?:(?:the|an?)\s)?[\w-]+\s",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\band\s+[\w-]+\s+$")
_NOUNS = frozenset(
    "work help control cut gain block support delay stop limit fight treat aid cure match rest lift "
    "advance return drive lead cause result end "
    "break slow clear calm lower free ease open quiet shield repair comfort check rise benefit "
    "trigger double boost rescue shelter decrease increase "
    "decline drop fall heal numb dull blunt arrest ward guard recover push trim".split()
)
_VERBS = frozenset(
    "detects reveals identifies prevents causes predicts diagnoses reduces limits avoids repairs".split()
)
_PLURAL = frozenset("together who that which they people cells men women children".split())
