"""Registry IDs that are meant and not written: a blank in them, a digit short, the wrong case, a letter for a digit."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from digestlint.places import Taken
from digestlint.registries import Meant, Registry, registries
from digestlint.span import Span


@dataclass(frozen=True, slots=True)
class Broken:
    """Where an ID is meant, and whose. `repair` is what it would be with the mistake mended, where that can be told.

    The repair need not be well-formed. It is `sure` where its letters and digits are those that stand there.
    """

    span: Span
    registry: Registry
    repair: str | None = None
    sure: bool = False


def _broken(match: re.Match[str], span: Span, registry: Registry, repair: str | None = None) -> Broken:
    """Return what is broken at `span`; sure where case, blanks, dashes and points alone are to be changed."""
    written = re.sub(r"[\W_]", "", span.of(match.string)).casefold()
    return Broken(span, registry, repair, repair is not None and re.sub(r"\W", "", repair).casefold() == written)


_JOINT = r"[\s\-‐‑‒–—―−_:#./\u200b\u00ad\u2060]"
_WORDS = r"(?:CTR|ID|no|nr|number|identifier|registration|registry|trial)\b\.?"
_GAP = r"(?:\s?[\-‐‑‒–—―−./]\s?|[\s,\u200b\u00ad\u2060])"
_FOREIGN = re.compile(r"[Ѐ-ӿ０-９]")
_HOMOGLYPHS = str.maketrans("АВСЕНІКМОРТХасеорх０１２３４５６７８９", "ABCEHIKMOPTXaceopx0123456789")
_LOOK_ALIKES = str.maketrans("OoQIil|SsBZz", "000111155822")
_LIKE_A_DATE = 8
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_FILLED = r"(?P<id>(?=[0-9/\-]{0,14}(?:[Xx]{3}|[#?]{4}))[0-9Xx#?/\-]{4,24}|N{6,11})(?![A-Za-z0-9])"


def placeholders(text: str, taken: Iterable[Span]) -> Iterator[Broken]:
    """Yield each ID whose digits are still to be filled in (`NCTXXXXXXXX`), outside the places `taken`."""
    if not re.search(r"[Xx]{3}|[#?]{4}|N{6}", text):
        return
    lowered, places = text.lower(), Taken(taken)
    for registry in registries():
        pattern = _placeholder_pattern(registry) if registry.may_stand_in(lowered) else None
        for match in pattern.finditer(text) if pattern else ():
            start = match.start() if registry.stem else match.start("id")
            span = Span(start, start + len(text[start : match.end()].rstrip("-/")))
            if not places.overlaps(span):
                yield Broken(span, registry)


def broken_ids(text: str, taken: Iterable[Span]) -> Iterator[Broken]:
    """Yield each ID of `text` that is meant and breaks its registry's form, outside the places `taken`."""
    places = Taken(taken)
    folded = text.translate(_HOMOGLYPHS) if _FOREIGN.search(text) else text
    lowered = folded.lower()
    for registry in registries():
        for wrong in _candidates(registry, folded) if registry.may_stand_in(lowered) else ():
            if not places.overlaps(wrong.span):
                places.add(wrong.span)
                same = wrong.span.of(folded) == wrong.span.of(text)
                yield wrong if same else Broken(wrong.span, registry, wrong.repair)


def _candidates(registry: Registry, text: str) -> Iterator[Broken]:
    if registry.letters:
        for match in _letters_pattern(registry).finditer(text):
            if wrong := _read(registry, match):
                yield wrong
        for match in _misspelt_pattern(registry).finditer(text) if registry.misspelt else ():
            repair = registry.letters + match["digits"]
            if registry.core(repair) and registry.passes(repair):
                yield _broken(match, Span(*match.span()), registry, repair)
    for meant in registry.meant:
        for match in meant.pattern.finditer(text):
            yield _rebuilt(registry, meant, match)


def _read(registry: Registry, match: re.Match[str]) -> Broken | None:
    """Return what letters and what follows them are meant for, None where they are words of their own."""
    joint, body = match["joint"], match["body"]
    span = Span(match.start(), match.end("body"))
    if joint.count("\n") > 1 or (":" in joint and match[0][0].islower()):  # another paragraph; a key and its value
        return None
    if not joint and body.upper().startswith(registry.letters.upper()):
        repair = registry.letters + body[len(registry.letters) :]
        return _broken(match, span, registry, repair) if registry.core(repair) else None
    digits = body.translate(_LOOK_ALIKES)
    repair = registry.letters + digits
    if registry.core(repair) or (digits.isdigit() and len(digits) == registry.digits):
        if sum(char.isdigit() for char in body) < registry.digits // 2:
            return None
        return _broken(match, span, registry, repair if digits == body or _proven(registry, repair) else None)
    if body.isdigit() and (reach := _regrouped(registry, match)):
        repair = registry.letters + body + re.sub(r"[^0-9]", "", match["more"][:reach])
        proven = registry.core(repair) is not None and registry.passes(repair)
        return _broken(match, Span(span.start, span.end + reach), registry, repair if proven else None)
    return _miscounted(registry, match, digits)


def _proven(registry: Registry, repair: str) -> bool:
    """Tell whether check digits say that an ID is right."""
    return registry.check is not None and registry.core(repair) is not None and registry.check(repair)


def _regrouped(registry: Registry, match: re.Match[str]) -> int:
    """Return how far the groups of digits behind the first reach that together make up an ID; 0 for none."""
    if registry.digits == _LIKE_A_DATE and _YEAR.fullmatch(match["body"]):
        return 0
    groups = list(re.finditer(r"[0-9]+", match["more"]))
    counts = accumulate((len(group[0]) for group in groups), initial=len(match["body"]))
    for group, count in zip(groups, list(counts)[1:], strict=True):
        if len(group[0]) > 1 and count == registry.digits:
            return group.end()
    return 0


def _miscounted(registry: Registry, match: re.Match[str], digits: str) -> Broken | None:
    """Return the broken ID whose digits are too few, too many, or mixed with letters, where they are enough to tell."""
    body, wanted = match["body"], registry.digits
    span = Span(match.start(), match.end("body"))
    count = sum(char.isdigit() for char in body)
    if match["joint"]:
        near = abs(len(body) - wanted) <= max(1, wanted // 5)
        padded = body[0] == "0" and wanted // 2 < len(body) <= wanted + 4
        return _broken(match, span, registry) if body.isdigit() and (near or padded) else None
    if body[0] in "Oo" and registry.core(registry.letters + digits[1:]):
        repair = registry.letters + digits[1:]  # "No." glued on, or a letter struck beside the zero
        return _broken(match, span, registry, repair if _proven(registry, repair) else None)
    enough = count > wanted // 2 or (digits[0] == "0" and count > len("00"))
    mixed = count >= wanted - 2 and len(body) <= wanted + 2
    return _broken(match, span, registry) if (enough if digits.isdigit() else mixed) else None


def _rebuilt(registry: Registry, meant: Meant, match: re.Match[str]) -> Broken:
    """Return the ID that the groups of a pattern make up."""
    whole = match.re.groupindex.get("id")
    groups = [match[i] or "" for i in range(1, match.re.groups + 1) if i != whole]
    digits = [group.lower() if meant.lower else _as_digits(group) for group in groups]
    repair = re.sub(r"\{(\d)\}", lambda slot: digits[int(slot[1])], meant.canonical).rstrip("-/")
    mended = not meant.lower and digits != groups
    span = Span(*match.span("id" if whole else 0))
    return _broken(match, span, registry, None if mended and not _proven(registry, repair) else repair)


def _as_digits(group: str) -> str:
    """Return a group with its look-alikes as digits, if there are digits in it."""
    return group.translate(_LOOK_ALIKES) if re.search(r"[0-9]", group) else group


@functools.cache
def _letters_pattern(registry: Registry) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:{registry.letters})"
        rf"(?P<joint>{_JOINT}{{0,3}}(?:{_WORDS}{_JOINT}{{0,3}}){{0,2}})"
        rf"(?P<body>[0-9A-Za-z|]{{1,24}})(?P<more>(?:{_GAP}[0-9]{{1,10}}(?![0-9A-Za-z])){{0,5}})",
        re.IGNORECASE,
    )


@functools.cache
def _misspelt_pattern(registry: Registry) -> re.Pattern[str]:
    wrong = "|".join(registry.misspelt)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{wrong})(?P<digits>[0-9]{{{registry.digits}}})(?![0-9A-Za-z])")


@functools.cache
def _placeholder_pattern(registry: Registry) -> re.Pattern[str] | None:
    stem = registry.stem or registry.label
    return re.compile(rf"(?<![A-Za-z0-9])(?:{stem})[\s:/\-]?{_FILLED}") if stem else None
