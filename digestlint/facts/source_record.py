"""The record that the source line names."""

import re
from dataclasses import dataclass, replace

from digestlint.digest import Digest, SourceLine
from digestlint.facts.registry_ids import RegistryId, registry_ids
from digestlint.registries import Registry, by_prefix, paper
from digestlint.span import Span

_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
_PUBMED = re.compile(r"pubmed[^0-9]{1,25}(?P<id>[0-9]{1,8})", re.IGNORECASE)
_WORD_FOR_ID = re.compile(r"\s(?:ID|number|No\.?)$", re.IGNORECASE)
_LABELS = frozenset("trial study record registration registry id identifier number registered".split())


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What the source line names: the prefix as written, the registry of the ID, and the ID as it is compared.

    `words` are what stands behind the prefix. `value` is None where no ID stands there, or one that is malformed (then
    `broken`). `known` are the registries that the prefix may stand for.
    """

    span: Span
    words: str = ""
    prefix: str | None = None
    known: tuple[Registry, ...] = ()
    registry: Registry | None = None
    value: str | None = None
    broken: bool = False

    @property
    def foreign(self) -> bool:
        """Tell whether something like an ID stands behind a prefix that is not known."""
        return self.prefix is not None and not self.known and any(char.isdigit() for char in self.words)


def source_record(digest: Digest) -> SourceRecord | None:
    """Return what the source line names, None where there is no source line."""
    line = digest.source_line
    if not line:
        return None
    if not line.curie:
        return SourceRecord(line.span)
    words = digest.text(line.curie)
    rest = digest.text(line.identifier) if line.identifier else ""
    ids = [found for found in digest.fact(registry_ids) if found.span.overlaps(line.curie)]
    prefix = _prefix(digest, line, ids)
    record = SourceRecord(line.curie, rest, prefix, by_prefix(prefix) if prefix is not None else ())
    if ids:
        first = next((found for found in ids if found.well_formed), ids[0])
        return replace(record, registry=first.registry, value=first.value, broken=not first.well_formed)
    if found := paper(words):
        return replace(record, registry=found[0], value=found[1])
    if _ADDRESS.search(words):
        number = _PUBMED.search(words)
        return replace(record, value=number["id"] if number else None)
    return _read_id(record, words, rest)


def _read_id(record: SourceRecord, words: str, rest: str) -> SourceRecord:
    """Return the record with its ID: behind a registry's name and a blank (not a year), or behind its prefix."""
    name, _, number = words.rpartition(" ")
    name = _WORD_FOR_ID.sub("", name)
    for named in by_prefix(name) if name else ():
        if named.source_form.fullmatch(number) and len(number) > len("2019"):
            return replace(record, prefix=name, known=(named,), registry=named, value=number)
    registry = next((registry for registry in record.known if registry.source_form.fullmatch(rest)), None)
    return replace(record, registry=registry, value=rest if registry else None)


def _prefix(digest: Digest, line: SourceLine, ids: list[RegistryId]) -> str | None:
    """Return the prefix of the source line: before the colon, or the name of a registry in front of the ID."""
    text = digest.source.text
    if not line.curie or _ADDRESS.search(line.curie.of(text)):
        return None
    if line.prefix and line.identifier and not any(found.span.overlaps(line.prefix) for found in ids):
        prefix = digest.text(line.prefix)
        return None if prefix.casefold() in _LABELS and text[line.identifier.start - 1].isspace() else prefix
    before = text[line.curie.start : max(line.curie.start, ids[0].span.start)].strip(" [(<#:\n") if ids else ""
    return before if before and by_prefix(before) else None
