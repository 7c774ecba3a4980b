"""What the study is called, what it tries and in whom, beside its record."""

from collections.abc import Iterator

from digestlint.checks.record_quotes import said
from digestlint.diagnostic import Finding
from digestlint.digest import Digest
from digestlint.facts.record_names import is_title_of, unnamed_conditions, unnamed_interventions
from digestlint.facts.registry_record import registry_record
from digestlint.rule import NoParams

_MOST = 5


def official_title_mismatch(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report an official title that is neither of the record's titles, case and punctuation aside."""
    record = digest.fact(registry_record)
    if not record or not digest.official_title:
        return
    if not is_title_of(record, digest.text(digest.official_title)):
        title = record.official_title or record.brief_title or ""
        yield Finding(
            digest.official_title, {"title": digest.text(digest.official_title), "recorded": said(record, title)}
        )


def unknown_intervention(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report an Intervention field that names none of the record's interventions, at its text."""
    record = digest.fact(registry_record)
    names = unnamed_interventions(digest)
    section = digest.section("Study Design")
    field = section.field("Intervention") if section else None
    if record and names and field and field.paragraphs:
        yield Finding(field.paragraphs[0].span, {"recorded": said(record, _listed(names))})


def unknown_condition(digest: Digest, _: NoParams) -> Iterator[Finding]:
    """Report a digest whose titles, Background and Population name none of the record's conditions, at its title."""
    record = digest.fact(registry_record)
    names = unnamed_conditions(digest)
    if record and names:
        yield Finding(digest.head, {"recorded": said(record, _listed(names))})


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
