"""Long forms: whether the words beside an abbreviation, or somewhere in a text, are what its letters stand for.

After the letter matching of Schwartz and Hearst (2003), with more weight on the beginnings of words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MOST_SKIPPED = 3
_MOST_TRAILING = 2
_LETTERS = 10
_SHORT = 2
_LONG_WORD = 7
_BY_CHANCE = 3

_SAID = (
    r"(?:or|also|known|as|called|abbreviated|to|in|short|for|hereafter|i\.e\.|that|is|termed|usually|commonly|often|"
    r"referred|simply|the|a|an)"
)
_BEFORE_MARK = re.compile(
    rf"(?:[(\[—:=]|\s[–-]\s|,\s{{0,3}}{_SAID}\s)[\s\"“‘'(\[,]{{0,4}}(?:{_SAID}[\s\"“‘'(\[,]{{1,4}}){{0,5}}$"
)
_SAID_BEFORE = re.compile(
    r"(?:\b(?:called|abbreviated|abbreviated (?:to|as)|known as|shortened to|or|short|referred to as)"
    r"(?:\s(?:the|simply|as))?)[\s\"“‘']{1,3}$"
)
_COMMA_BEFORE = re.compile(r"[,\s]{1,4}[\"“‘'*_]?$")
_AFTER = re.compile(
    r"s?[\"”’'*_]{0,3}\s{0,3}(?:"
    r"[(\[,:=—]\s{0,3}(?:(?:or|the|a|an|short|for|i\.e\.,?|that|is,?|which|stands|standing|stand|meaning|means|from)"
    r"\s{1,3}){0,4}"
    r"|\s[–-]\s"
    r"|(?:which\s|an?\s)?(?:stands|stand|standing|short|is short|is an abbreviation|is the abbreviation|abbreviation|"
    r"is an acronym|acronym|means|meaning|denotes|is)\s(?:for\s|of\s)?(?:the\s|a\s|an\s)?"
    r")[\"“‘'*_]{0,3}"
)
_SHORT_FOR = re.compile(
    r"s?[\"”’'*_]{0,3},?\s{1,3}(?:(?:is|are|was|which\sis)\s(?:short|an?\s(?:acronym|abbreviation))|(?:which\s)?stands?)\sfor\s"
)
_SMALL_WORDS = frozenset(
    "was were is are be been had has have did does it its they their this that these those who which not no than as if "
    "when but so because while all only also".split()
)
_STOP_WORDS = frozenset("of and the in for to a an on with by or at from".split())


def letters_of(key: str) -> str:
    """Return the letters of an abbreviation that its long form must show, in lower case: its digits need not show."""
    return "".join(char for char in unicodedata.normalize("NFKC", key) if char.isalpha()).casefold()[:_LETTERS]


def spelled_out_beside(letters: str, before: str, after: str) -> bool:
    """Tell whether a long form of `letters` stands right before or right after the abbreviation.

    `before` and `after` are the words of the sentence on its two sides.
    """
    return (
        _SHORT_FOR.match(after) is not None
        or any(_ends_with(letters, words, strict=strict) for words, strict in _long_forms_before(before))
        or _begins_with(letters, after)
    )


def initials_in(sentences: Iterable[str], lengths: Iterable[int]) -> frozenset[str]:
    """Return what words of a sentence, one after the other, begin with: all runs of so many letters (three at least).

    Small words may be left out.
    """
    long = [length for length in lengths if length > _SHORT]
    found: set[str] = set()
    for sentence in sentences if long else ():
        words = [word[0].casefold() for word in _WORD.finditer(sentence)]
        for run in ([word for word in words if word not in _STOP_WORDS], words):
            initials = "".join(word[0] for word in run)
            for length in long:
                found.update(
                    initials[i : i + length] for i in range(len(run) - length + 1) if _may_name(run, i, length)
                )
    return frozenset(found)


def _may_name(run: list[str], i: int, length: int) -> bool:
    """Tell whether words are no mere chance: three name a thing only if no small word begins or ends it."""
    return length > _BY_CHANCE or not {run[i], run[i + length - 1]} & (_STOP_WORDS | _SMALL_WORDS)


def _long_forms_before(before: str) -> Iterator[tuple[str, bool]]:
    """Yield the words that may be a long form before an abbreviation, and whether each letter must begin a word."""
    for connector, strict in ((_BEFORE_MARK, False), (_SAID_BEFORE, False), (_COMMA_BEFORE, True)):
        if match := connector.search(before):
            yield before[: match.start()], strict
    opening = max(before.rfind("("), before.rfind("["))
    if opening > before.rfind(")"):
        yield before[:opening], False


def _ends_with(letters: str, words: str, *, strict: bool) -> bool:
    if strict and len(letters) <= _SHORT:
        return False
    found = list(_WORD.finditer(words))[-min(len(letters) * 2 + 2, 14) :]
    pieces = [match[0].casefold() for match in found]
    if any(_fits(letters, pieces[i:], strict=strict) for i in range(len(pieces)) if pieces[i][0] == letters[0]):
        return True
    return not strict and _is_title(letters, [match[0] for match in found])


def _begins_with(letters: str, after: str) -> bool:
    mark = _AFTER.match(after)
    if not mark:
        return False
    end = re.search(r"[();:.]", after[mark.end() :])
    words = after[mark.end() : mark.end() + end.start()] if end else after[mark.end() :]
    pieces = [match[0].casefold() for match in _WORD.finditer(words)][: len(letters) * 2 + 1]
    return any(pieces[0][0] == letters[0] and _fits(letters, pieces[:k]) for k in range(1, len(pieces) + 1))


def _is_title(letters: str, words: list[str]) -> bool:
    """Tell whether the last words are a name in capitals that begins as the abbreviation does (`WOMAC`)."""
    name: list[str] = []
    for word in reversed(words):
        if not word[0].isupper() and word.casefold() not in _STOP_WORDS:
            break
        name.insert(0, word)
    capitals = [word for word in name if word[0].isupper()]
    return len(capitals) > _SHORT and any(word[0].casefold() == letters[0] for word in capitals[:-2])


def _fits(letters: str, words: list[str], *, strict: bool = False) -> bool:
    """Tell whether `words`, from the first, show `letters` in their order, most of them at the beginnings of words."""
    best = {(0, 0): 1}
    for letter in letters[1:]:
        following: dict[tuple[int, int], int] = {}
        for (word, at), begun in best.items():
            for place, more in _next_places(letter, words, word, at, strict=strict):
                following[place] = max(following.get(place, 0), begun + more)
        best = following
    return any(
        begun * 2 >= len(letters) or _uses_all(words[: word + 1], begun)
        for (word, _), begun in best.items()
        if len(words) - 1 - word <= _MOST_TRAILING
    )


def _uses_all(words: list[str], begun: int) -> bool:
    """Tell whether letters that began `begun` of `words` left out small words alone (`analysis of covariance`)."""
    content = [word for word in words if word not in _STOP_WORDS]
    return begun >= len(content) and sum(map(len, content)) >= _LONG_WORD


def _next_places(
    letter: str, words: list[str], word: int, at: int, *, strict: bool
) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield where the next letter may be: further on in the same word (0), or at the beginning of a later one (1)."""
    if not strict:
        inside = words[word].find(letter, at + 1)
        while inside >= 0:
            yield (word, inside), 0
            inside = words[word].find(letter, inside + 1)
    for later in range(word + 1, min(word + 2 + _MOST_SKIPPED, len(words))):
        if words[later][0] == letter:
            yield (later, 0), 1
