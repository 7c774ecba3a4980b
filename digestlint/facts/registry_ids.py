"""Registry IDs: every one that stands in the file, right or wrong."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digestlint.digest import Digest
from digestlint.facts.addresses import in_address
from digestlint.facts.broken_ids import Broken, broken_ids, placeholders
from digestlint.places import Taken
from digestlint.registries import Registry, by_prefix, is_placeholder, paper, registries
from digestlint.span import Span

_SOME_DIGITS = re.compile(r"[0-9]{3}")


@dataclass(frozen=True, slots=True)
class RegistryId:
    """An ID and its registry. `value` is what two spellings of one ID have in common (no country, no prefix).

    An ID that is not `well_formed` has no value; `repair` is what it is meant to be, where that can be told, and `sure`
    where its letters and digits stay as they are. `passes` tells whether its check digits are right, `placeholder` that
    no study has it.
    """

    span: Span
    registry: Registry
    value: str | None
    placeholder: bool = False
    passes: bool = True
    repair: str | None = None
    sure: bool = False

    @property
    def well_formed(self) -> bool:
        """Tell whether the ID has its registry's form."""
        return self.value is not None


def registry_ids(digest: Digest) -> tuple[RegistryId, ...]:
    """Return the registry IDs of the whole file in their order; one in an address only if it stands nowhere else."""
    text = digest.source.text
    line = digest.source_line
    found = list(_well_formed(text))
    unfilled = list(placeholders(text, _spans(found)))
    found += [RegistryId(each.span, each.registry, None, placeholder=True) for each in unfilled]
    prefix = [line.prefix] if line and line.prefix else []
    found += [_malformed(wrong) for wrong in broken_ids(text, [*_spans(found), *prefix])]
    found += _told_by_prefix(digest, _spans(found))
    plain = [each for each in found if not in_address(text, each.span)]
    stated = {each.value for each in plain}
    outside = {each.span for each in plain}
    linked = [_as_linked(each) for each in found if each.span not in outside]
    plain += [each for each in linked if each.well_formed and each.value not in stated]
    return tuple(sorted(plain, key=lambda each: each.span))


def _spans(found: Iterable[RegistryId]) -> list[Span]:
    return [each.span for each in found]


def _as_linked(found: RegistryId) -> RegistryId:
    """Return an ID of an address, which may spell it small and names the record all the same."""
    core = found.registry.core(found.repair) if found.repair and found.sure else None
    if core is None:
        return found
    registry = found.registry
    return RegistryId(found.span, registry, core, is_placeholder(registry, core), registry.passes(core))


def _well_formed(text: str) -> Iterator[RegistryId]:
    taken = Taken()
    lowered = text.lower()
    for registry in registries():
        if not registry.in_text or not registry.may_stand_in(lowered):
            continue
        for match in registry.form.finditer(text):
            span, core = Span(*match.span()), match["core"]
            if not taken.overlaps(span):
                taken.add(span)
                yield RegistryId(span, registry, core, is_placeholder(registry, core), registry.passes(core))


def _malformed(wrong: Broken) -> RegistryId:
    registry, repair = wrong.registry, wrong.repair
    filler = repair is not None and is_placeholder(registry, repair)
    repair = repair if repair and registry.core(repair) else None
    return RegistryId(wrong.span, registry, None, placeholder=filler, repair=repair, sure=bool(repair) and wrong.sure)


def _told_by_prefix(digest: Digest, taken: Iterable[Span]) -> Iterator[RegistryId]:
    """Yield the source line's ID where only its prefix tells whose it is meant to be: `clinicaltrials:00330668`."""
    line = digest.source_line
    if not line or not line.prefix or not line.identifier or any(line.identifier.overlaps(span) for span in taken):
        return
    words = digest.text(line.identifier)
    known = [registry for registry in by_prefix(digest.text(line.prefix)) if registry.register]
    for registry in known:
        if match := registry.source_form.fullmatch(words):
            yield RegistryId(line.identifier, registry, match["core"])
            return
    if known and _SOME_DIGITS.search(words) and not paper(words) and "//" not in words:
        repair = known[0].core(known[0].letters + words)
        yield RegistryId(line.identifier, known[0], None, repair=repair)
