"""Other studies: the sentences and places of the prose that speak of a study that is not the digest's own."""

from digestlint.data import lexicon_pattern
from digestlint.digest import Digest
from digestlint.facts.registry_ids import RegistryId, registry_ids
from digestlint.facts.source_record import source_record
from digestlint.places import Placed
from digestlint.span import Span


def foreign_ids(digest: Digest) -> tuple[Span, ...]:
    """Return the prose's registry IDs of other records; none where the prose never names the digest's own."""
    record = digest.fact(source_record)
    named = [each for each in digest.fact(registry_ids) if each.value and digest.prose[each.span.start].strip()]
    if not record or not record.value or all(each.value != record.value for each in named):
        return ()
    return tuple(each.span for each in named if each.value != record.value)


def placed_foreign_ids(digest: Digest) -> Placed[Span]:
    """Return the registry IDs of other records by their places."""
    return Placed(digest.fact(foreign_ids), lambda span: span)


def names_sister(digest: Digest, span: Span) -> bool:
    """Tell whether a stretch of the prose has an ID of the source's registry, and it is not the source's.

    A study has one ID in a registry, though it may have others in others.
    """
    record = digest.fact(source_record)
    named = {
        each.value for each in digest.fact(_placed_ids).inside(span) if record and each.registry == record.registry
    }
    return bool(named) and record is not None and record.value not in (None, *named)


def _placed_ids(digest: Digest) -> Placed[RegistryId]:
    return Placed(tuple(each for each in digest.fact(registry_ids) if each.value), lambda each: each.span)


def names_another(digest: Digest, span: Span) -> bool:
    """Tell whether a stretch of the prose has a word for another study, or another record's ID."""
    if digest.fact(placed_foreign_ids).inside(span):
        return True
    return lexicon_pattern("enrollment", "other-study").search(digest.prose, *span) is not None
