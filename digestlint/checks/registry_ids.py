"""Registry IDs: in their registry's form, no placeholders, with right check digits, and those of the source line."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from digestlint.diagnostic import Edit, Finding, Fix
from digestlint.digest import Digest
from digestlint.facts.registry_ids import RegistryId, registry_ids
from digestlint.facts.source_record import source_record
from digestlint.registries import one_edit_away
from digestlint.rule import NoParams, option


@dataclass(frozen=True, slots=True)
class Candidates:
    """How many IDs that pass are offered for one that fails."""

    most: int = option(7, "The most IDs that are offered in place of a failing one.")


def malformed_id(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report what is meant as an ID and breaks its registry's form; blanks, dashes and case have a safe fix."""
    for found in digest.fact(registry_ids):
        if found.well_formed or found.placeholder:
            continue
        repair = found.repair
        fix = _repair(found, repair) if repair else None
        advice = f"Write `{repair}`" if repair else "Copy the ID from the registry's record"
        values = {"id": digest.text(found.span), "registry": found.registry.name, "shape": found.registry.shape}
        yield Finding(found.span, {**values, "advice": advice}, fix)


def _repair(found: RegistryId, repair: str) -> Fix:
    edits = (Edit(found.span, repair),)
    if found.sure:
        return Fix(f"Write `{repair}`", edits, "only case, blanks or dashes change")
    return Fix(f"Write `{repair}`", edits, "another study may be meant; compare with the registry", "unsafe")


def placeholder_id(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report each ID that no study has."""
    for found in digest.fact(registry_ids):
        if found.placeholder:
            yield Finding(found.span, {"id": digest.text(found.span), "registry": found.registry.name})


def failed_check_digit(digest: Digest, params: Candidates) -> Iterator[Finding]:
    """Report each well-formed ID whose check digits are wrong, with the IDs next to it that pass."""
    found_ids = digest.fact(registry_ids)
    right = {found.value for found in found_ids if found.passes and not found.placeholder}
    for found in found_ids:
        if found.value is None or found.placeholder or found.passes:
            continue
        near = sorted(one_edit_away(found.registry, found.value), key=lambda other: other not in right)
        shown = ", ".join(f"`{other}`" for other in islice(near, params.most))
        values = {"id": digest.text(found.span), "registry": found.registry.name, "candidates": shown or "none"}
        yield Finding(found.span, values)


def missing_id(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report a source line that names no record; one that has an unknown prefix may name one."""
    record = digest.fact(source_record)
    if record and record.value is None and not record.broken and not record.foreign:
        yield Finding(record.span, {"source": digest.text(record.span) or "Source:"})


def prefix_mismatch(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report a source line whose prefix is another registry's than the ID's, or none that is known."""
    record = digest.fact(source_record)
    if not record or record.prefix is None:
        return
    values = {"source": digest.text(record.span), "prefix": record.prefix}
    right = (
        f"`{record.registry.prefixes[0]}:{record.value}`" if record.registry and record.value else "the registry's own"
    )
    if record.foreign:
        yield Finding(record.span, {**values, "fault": "a prefix that no registry has", "right": right})
    elif record.value and record.registry and record.known and record.registry not in record.known:
        fault = f"the prefix of {record.known[0].name} before an ID of {record.registry.name}"
        yield Finding(record.span, {**values, "fault": fault, "right": right})


def source_id_mismatch(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report prose that names registry IDs, none of them the source line's, at the first one."""
    record = digest.fact(source_record)
    if not record or not record.value or not record.registry or not record.registry.register:
        return
    named = [found for found in digest.fact(registry_ids) if _in_prose(digest, found)]
    if named and all(found.value != record.value for found in named):
        yield Finding(named[0].span, {"id": digest.text(named[0].span), "source": record.value})


def _in_prose(digest: Digest, found: RegistryId) -> bool:
    return found.well_formed and found.registry.register and bool(found.span.of(digest.prose).strip())
