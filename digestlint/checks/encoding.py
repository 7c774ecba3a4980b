"""Encoding damage: characters that are what is left of others, and the text that they once were."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digestlint.diagnostic import Edit, Finding, Fix
from digestlint.digest import Digest
from digestlint.rule import NoParams
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class _Misreading:
    """A character set that UTF-8 is misread as, and the characters that the bytes 0x80 to 0xBF turn into by it."""

    codec: str
    tails: str
    leads: str

    def pattern(self) -> str:
        """Return the regex of what may be one character misread."""
        tail = f"[{re.escape(self.tails)}]"
        two, three, four = (
            "".join(self.char(byte) for byte in range(*limits) if self.char(byte) in self.leads)
            for limits in ((0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5))
        )
        parts = [f"[{re.escape(chars)}]{tail}{{{n}}}" for chars, n in ((two, 1), (three, 2), (four, 3)) if chars]
        return "|".join(parts)

    def char(self, byte: int) -> str:
        """Return what a byte turns into; one that the set leaves out stays the control character of its number."""
        return bytes([byte]).decode(self.codec, errors="ignore") or chr(byte)

    def undone(self, words: str) -> str | None:
        """Return the text that was misread as `words`, None where it was none."""
        back = _back(self)
        try:
            return bytes(back[char] for char in words).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return None


@functools.cache
def _back(misreading: _Misreading) -> Mapping[str, int]:
    """Return the byte that each character stands for."""
    back = {misreading.char(byte): byte for byte in range(0x80, 0x100)}
    return back | ({chr(byte): byte for byte in range(0x80, 0xA0)} if misreading.codec == "cp1252" else {})


def _misreading(codec: str, leads: str) -> _Misreading:
    bare = _Misreading(codec, "", leads)
    tails = "".join(bare.char(byte) for byte in range(0x80, 0xC0))
    controls = "".join(map(chr, range(0x80, 0xA0))) if codec == "cp1252" else ""
    return _Misreading(codec, tails + controls, leads)


_LATIN_LEADS = "ÂÃÄÅÊËÌÎÏÐÑáâïð"
_MISREADINGS = (
    _misreading("cp1252", _LATIN_LEADS),
    _misreading("mac_roman", "√¬Œ‚"),
    _misreading("cp850", "├┬ÔÄ"),
    _misreading("cp1251", "в"),
)
_PATTERNS = tuple((misreading, re.compile(misreading.pattern())) for misreading in _MISREADINGS)

_CLOSERS = "‘’“”–—…•»«\xa0›‹"
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_LOST = re.compile(
    rf"[\ufffd\ufffe\uffff\ue000-\uf8ff\ud800-\udfff{_CONTROL}]"
    r"|â€|ï»¿|вЂ"
    r"|(?<=[a-zß-öø-ÿ0-9µμ])[ÂÃ](?![\w’])|(?<=[.,;:)%])Â(?=\s)"
    r"|\\u[0-9a-fA-F]{4}|\\x[89a-fA-F][0-9a-fA-F]"
    r"|(?<=[a-z])\?(?=(?:s|t|ve|re|ll|d)(?:[ \n.,;]|$))"
)
_PLAUSIBLE = re.compile(
    "[\u00a0-\u024f\u02b0-\u03c9\u0400-\u045f\u1e00-\u1eff\u2000-\u2bff\ufb00-\ufb06\ufe0f\ufeff\ufffd\U0001f000-\U0001ffff]"
)
_C1 = re.compile(r"[\x80-\x9f]")
_WINDOWS = {chr(byte): bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WHY = "the damage can only have come from this text"
_WORD = re.compile(r"[^ \t\n]+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")


def encoding_damage(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each word that holds damage; where it can only have been one text, that text is a safe fix."""
    text = digest.source.text
    for word in _WORD.finditer(text):
        damage = _damage(word[0])
        if damage is None:
            continue
        span = _narrowed(word, damage)
        repaired = _repaired(span.of(text))
        if repaired and _STEERING.search(repaired) and not _STEERING.search(span.of(text)):
            repaired = None  # it would turn the text around it, and nobody could see why
        fix = Fix(f"Write `{repaired}`", (Edit(span, repaired),), _WHY) if repaired else None
        yield Finding(span, {"words": _shown(span.of(text)), "instead": repaired or "the text of the source"}, fix)


def _damage(word: str) -> Span | None:
    """Return the place of the damage in a word, from the first to the last of it."""
    if word.isascii() and word.isprintable() and "\\" not in word and "?" not in word:
        return None
    in_address = "?" in word and ("://" in word or "www." in word)
    places = [Span(*match.span()) for match in _LOST.finditer(word) if match[0] != "?" or not in_address]
    for misreading, pattern in _PATTERNS:
        places += [Span(*match.span()) for match in pattern.finditer(word) if _is_misread(word, match, misreading)]
    return Span(min(places).start, max(place.end for place in places)) if places else None


def _is_misread(word: str, match: re.Match[str], misreading: _Misreading) -> bool:
    """Tell whether characters stand for another one, and are not letters with a mark of punctuation behind them."""
    meant = misreading.undone(match[0])
    if meant is None or not _is_plausible(meant):
        return False
    if misreading.codec != "cp1252":
        return True
    closers = _CLOSERS + ("²³" if match[0][0] == "Å" else "")
    return not all(char in closers for char in match[0][1:]) or _is_inside_word(word, match, meant)


def _is_plausible(char: str) -> bool:
    """Tell whether a character may stand in a digest: a letter of Latin, Greek or Cyrillic, a sign, an emoji."""
    return _PLAUSIBLE.match(char) is not None


def _is_inside_word(word: str, match: re.Match[str], meant: str) -> bool:
    """Tell whether a letter and a quotation mark or dash behind it are one letter of a word."""
    before, after = word[max(0, match.start() - 1) : match.start()], word[match.end() : match.end() + 1]
    if match[0][0] in "ÂÃ":
        return before.islower() or after.isalpha() or (not before.isupper() and match[0][1] != "»")
    if not meant.isalpha():
        return before.islower() or before.isdigit()
    return before.islower() or (after.islower() and after.isalpha() and (not before or not before.isalpha()))


def _narrowed(word: re.Match[str], damage: Span) -> Span:
    """Return the place of a word without the marks before and after it, unless they are the damage."""
    start, end = 0, len(word[0])
    while start < damage.start and not word[0][start].isalnum():
        start += 1
    while end > damage.end and not word[0][end - 1].isalnum():
        end -= 1
    return Span(word.start() + start, word.start() + end)


def _repaired(words: str) -> str | None:
    """Return the text that `words` were, None where it cannot be told."""
    for _ in range(3):
        if (found := _damage(words)) is None:
            return words if words.strip() else None
        before = words
        for misreading, pattern in _PATTERNS:
            words = _undo(words, misreading, pattern)
        words = _ESCAPE.sub(lambda escape: chr(int(escape[1] or escape[2], 16)), words)
        words = _C1.sub(lambda control: _WINDOWS.get(control[0], control[0]), words)
        if words == before or not found:
            return None
    return words if _damage(words) is None and words.strip() else None


def _undo(words: str, misreading: _Misreading, pattern: re.Pattern[str]) -> str:
    def meant(match: re.Match[str]) -> str:
        if not _is_misread(match.string, match, misreading):
            return match[0]
        return misreading.undone(match[0]) or match[0]

    return pattern.sub(meant, words)


def _shown(words: str) -> str:
    """Return words with their control characters and lone surrogates as escapes, so that every terminal shows them."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in words)
