"""Studies as the registry's API gives them, tampered with: wrong types, missing and huge parts, hostile text."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from benchmarks.fuzz import atoms, seeds
from digestlint.record import Record
from digestlint.records.api import read_studies

STUDIES = 4000
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 61, 10**9, 10**30, 1.5, float("nan"), float("inf"), "", " ", [], {}, [None], [[]],
    [{}], {"a": {}}, ["x"], "TERMINATED", "Terminated", "RECRUITING", "NOT_A_STATUS", "ESTIMATED", "2024-02-30",
    "2024", "0000", "9999-12-31", "March 2010", "x" * 3000, "PHASE0", "PHASE99", ["PHASE1", "PHASE1", None, 3],
    "NCT00000000", "nct09100013", "Drug: ", ": :", "0", "9" * 400,
)  # fmt: skip


def made_study(rng: random.Random) -> Record | None:
    """Return the record of a study that was tampered with, None where the program refuses all tries, as it may."""
    for times in (rng.randint(1, 8), 3, 1):
        for _, record in read_studies(study_json(rng, times), "study.json"):
            if isinstance(record, Record):
                return record
    return None


def study_json(rng: random.Random, times: int) -> bytes:
    """Return the JSON of a study that was tampered with so often; lone surrogates stand in it as escapes."""
    study = copy.deepcopy(rng.choice(seeds.studies()))
    for _ in range(times):
        tampered(rng, study)
    raw = json.dumps(study, ensure_ascii=rng.random() < 0.9).encode("utf-8", "surrogatepass")
    if rng.random() < 0.02:
        at = rng.randrange(len(raw))
        raw = (
            raw[:at]
            + rng.choice((b"", b"{", b"]", b"\xff", b'"', b"\\ud800", b"9" * 5000))
            + raw[at + rng.randint(0, 3) :]
        )
    return raw


def tampered(rng: random.Random, study: Any) -> None:
    """Change one part of a study in place."""
    places = list(_places(study))
    if not places:
        return
    holder, key = rng.choice(places)
    value = holder[key]
    chance = rng.random()
    if isinstance(value, str) and chance < 0.8:
        holder[key] = _worded(rng, value)
    elif isinstance(value, list) and chance < 0.7:
        holder[key] = value * rng.choice((0, 2, 30))
    elif isinstance(holder, dict) and chance < 0.9:
        del holder[key]
    else:
        holder[key] = copy.deepcopy(rng.choice(_VALUES))


def _worded(rng: random.Random, words: str) -> str:
    at = rng.randint(0, len(words))
    kinds: tuple[tuple[str, ...], ...] = (
        atoms.CHARACTERS,
        atoms.SURROGATES,
        atoms.NUMBERS,
        atoms.DATES,
        atoms.IDS,
        atoms.MARKS,
        atoms.WORDS,
        seeds.sentences(),
    )
    piece = rng.choice(rng.choice(kinds))
    return piece if rng.random() < 0.4 else words[:at] + piece + words[at:]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _places(value[key])
