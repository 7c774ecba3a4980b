"""The registries of clinical studies: how each writes its IDs, and the arithmetic of those that have check digits."""

import functools
import itertools
import re
import tomllib
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from digestlint.data import rules_folder
from digestlint.patterns import lazy

FIRST_NCT = 102
"""The lowest number that ClinicalTrials.gov has given."""

LAST_SERIAL_NCT = 6519
"""The last number that ClinicalTrials.gov gave in plain succession; the later ones are multiples of 13."""

_BEFORE = r"(?<![A-Za-z0-9])(?<![0-9][-/])"
_BEFORE_CAPITALS = r"(?<![A-Z0-9])"
_AFTER = r"(?![0-9]|[A-Za-z](?![A-Za-z]))"
_DASHES = r"\-‐‑‒–—―−"
_MACROS = {
    "{sep}": rf"(?:[^\S\n]?[{_DASHES}/._:][{_DASHES}]?[^\S\n]?|[\s\u200b\u00ad\u2060])",
    "{words}": (
        r"(?:[\s:#(.\-]{0,3}(?:no|nr|number|num|id|identifier|registration|registry|trial|study|code)\b){0,3}"
        r"[\s:#(.\-]{0,4}"
    ),
}


def nct_passes(core: str) -> bool:
    """Tell whether an NCT number can be one: given in succession up to NCT00006519, a multiple of 13 above it.

    Inferred from some 20,000 real numbers, without an exception among them; the registry publishes no such rule.
    """
    number = int(core[3:])
    return number <= LAST_SERIAL_NCT or number % 13 == 0


def crc_passes(core: str) -> bool:
    """Tell whether the check digits of a EudraCT or EU CT number (`YYYY-NNNNNN-CC`) are right.

    They are the first two decimal digits of the CRC-32 of the ten digits before them (inferred from some 45,000 real
    numbers, without an exception).
    """
    digits = core.replace("-", "")
    return str(zlib.crc32(digits[:10].encode()))[:2] == digits[10:12]


def actrn_passes(core: str) -> bool:
    """Tell whether the last three digits of an ACTRN are right.

    They are the tens' complements of the sums of the first 5 digits, of the next 6, and of all 11 (inferred from some
    100 real numbers, without an exception).
    """
    digits = [int(digit) for digit in core[5:]]
    sums = (sum(digits[:5]), sum(digits[5:11]), sum(digits[:11]))
    return digits[11:] == [-total % 10 for total in sums]


CHECKS: Mapping[str, Callable[[str], bool]] = {"nct": nct_passes, "crc": crc_passes, "actrn": actrn_passes}


@dataclass(frozen=True, slots=True)
class Meant:
    """A way in which an ID is meant and its form broken: `canonical` puts the pattern's groups together again."""

    pattern: re.Pattern[str]
    canonical: str
    lower: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """A registry, or another place that a source line may name; `rules/registries.toml` tells what each part means."""

    name: str
    prefixes: tuple[str, ...]
    form: re.Pattern[str]
    shape: str
    source_form: re.Pattern[str]
    letters: str = ""
    stem: str = ""
    label: str = ""
    cues: tuple[str, ...] = ()
    gate: re.Pattern[str] | None = None
    digits: int = 0
    misspelt: tuple[str, ...] = ()
    check: Callable[[str], bool] | None = None
    meant: tuple[Meant, ...] = ()
    in_text: bool = True
    register: bool = True

    def may_stand_in(self, lowered: str) -> bool:
        """Tell whether a text in small letters holds anything like an ID of this registry; cheap, and never too few."""
        return any(cue in lowered for cue in self.cues) or bool(self.gate and self.gate.search(lowered))

    def passes(self, core: str) -> bool:
        """Tell whether a well-formed ID passes its check digits, or has none."""
        return self.check is None or self.check(core)

    def core(self, words: str) -> str | None:
        """Return what all spellings of a well-formed ID have in common, None where `words` are no such ID."""
        match = self.form.fullmatch(words)
        return match["core"] if match else None


@functools.cache
def registries() -> tuple[Registry, ...]:
    """Return all registries."""
    return tuple(_registry(entry) for entry in _table()["registries"])


@functools.cache
def portals() -> frozenset[str]:
    """Return the prefixes, folded, of those who show the IDs of every registry."""
    return frozenset(map(fold_prefix, _table()["portals"]))


@functools.cache
def _table() -> Mapping[str, Any]:
    with (rules_folder() / "registries.toml").open("rb") as file:
        return tomllib.load(file)


def _registry(entry: Mapping[str, Any]) -> Registry:
    letters, misspelt = entry.get("letters", ""), tuple(entry.get("misspelt", ()))
    cues = [word.lower() for word in (letters, *misspelt) if word]
    form = lazy((_BEFORE_CAPITALS if letters else _BEFORE) + entry["form"] + _AFTER)
    source_form = lazy(entry["source-form"], re.IGNORECASE) if "source-form" in entry else form
    return Registry(
        name=entry["name"],
        prefixes=tuple(map(fold_prefix, entry["prefixes"])),
        form=form,
        shape=entry["shape"],
        source_form=source_form,
        letters=letters,
        stem=entry.get("stem", letters),
        label=_expanded(entry.get("label", "")),
        cues=tuple(entry.get("cues", cues)),
        gate=lazy(entry["gate"]) if "gate" in entry else None,
        digits=entry.get("digits", 0),
        misspelt=misspelt,
        check=CHECKS[entry["check"]] if "check" in entry else None,
        meant=tuple(_meant(each, entry.get("label", "")) for each in entry.get("meant", ())),
        in_text=entry.get("in-text", True),
        register=entry.get("register", True),
    )


def _meant(entry: Mapping[str, Any], label: str) -> Meant:
    pattern = _expanded(entry["pattern"].replace("{label}", label))
    return Meant(
        lazy(_BEFORE + pattern + r"(?![0-9A-Za-z])", re.IGNORECASE),
        entry["canonical"],
        lower=entry.get("lower", False),
    )


def _expanded(pattern: str) -> str:
    for macro, regex in _MACROS.items():
        pattern = pattern.replace(macro, regex)
    return pattern


def fold_prefix(prefix: str) -> str:
    """Return a CURIE's prefix, or a registry's name, as it is compared."""
    return re.sub(r"[\s._-]+", "", prefix).casefold()


def by_prefix(prefix: str) -> tuple[Registry, ...]:
    """Return the registries that a CURIE's prefix may stand for."""
    folded = fold_prefix(prefix)
    if folded in portals():
        return tuple(registry for registry in registries() if registry.register)
    return tuple(registry for registry in registries() if folded in registry.prefixes)


def paper(words: str) -> tuple[Registry, str] | None:
    """Return the DOI or the archive's number that stands in `words`, whatever the prefix; None where there is none."""
    for registry in registries():
        if registry.name in ("DOI", "PubMed Central") and (match := registry.form.search(words)):
            return registry, match["core"]
    return None


def one_edit_away(registry: Registry, core: str) -> Iterator[str]:
    """Yield the well-formed IDs that pass and differ from `core` by a swap of two neighbours or by one digit."""
    places = [i for i, char in enumerate(core) if char.isdigit()]
    swaps = ((a, b) for a, b in itertools.pairwise(places) if core[a] != core[b])
    swapped = [core[:a] + core[b] + core[a + 1 : b] + core[a] + core[b + 1 :] for a, b in swaps]
    changed = [core[:i] + digit + core[i + 1 :] for i in reversed(places) for digit in "0123456789" if digit != core[i]]
    changed.sort(key=lambda other: _step(core, other))
    for other in dict.fromkeys([*swapped, *changed]):
        if registry.core(other) == other and registry.passes(other) and not is_placeholder(registry, other):
            yield other


def _step(core: str, other: str) -> int:
    """Return by how much the one digit that differs does."""
    return next((abs(int(a) - int(b)) for a, b in zip(core, other, strict=True) if a != b), 0)


def is_placeholder(registry: Registry, core: str) -> bool:
    """Tell whether no study has the ID: its digits are all alike or a plain run, or lie below the registry's first."""
    match = registry.form.fullmatch(core)
    digits = re.sub(r"[^0-9]", "", core)
    runs = [digits, digits[4:]] if registry.check is crc_passes else [digits]
    if match and (serial := match.groupdict().get("serial")):
        runs.append(re.sub(r"[^0-9]", "", serial))
    if registry.letters == "NCT" and match and int(core[3:]) < FIRST_NCT:
        return True
    return any(_is_filler(run) for run in runs)


_LONG_RUN = 7


def _is_filler(digits: str) -> bool:
    """Tell whether digits are all alike, or rise or fall by one throughout (0 follows 9).

    Six digits that rise may be a registry's running number; six that are alike are none.
    """
    if len(digits) < _LONG_RUN - 1:
        return False
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(digits)}
    return steps == {0} or (len(digits) >= _LONG_RUN and (steps in ({1}, {9})))
