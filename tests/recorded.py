"""What the rules report in a small digest that is held against its record from the registry."""

from dataclasses import replace

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.diagnostic import Diagnostic
from digestlint.examples import example_files, example_records
from digestlint.lint import lint
from digestlint.record import Record
from digestlint.rule import Example, Within

from .conftest import TODAY


def record_of(lacking: tuple[str, ...] = (), /, **fields: object) -> Record:
    """Return the record of the examples with some of its fields given otherwise, and without those it is `lacking`."""
    (record,) = example_records(Example(text="", because="", record=fields)).values()
    empty = {name: () if isinstance(getattr(record, name), tuple) else None for name in lacking}
    return replace(record, **empty)  # type: ignore[arg-type]


def against(record: Record, code: str, text: str, within: Within = "results") -> tuple[Diagnostic, ...]:
    """Return what a rule reports where `text` stands in one part of a digest that is true to its record otherwise."""
    (file,) = example_files(Example(text=text, because="", within=within))
    rules = [rule for rule in built_in_rules(examples=False) if rule.code == code]
    profile, vocabulary = built_in_profile(), built_in_vocabulary()
    records = {record.nct_id: record}
    return lint(file.source, rules, profile=profile, vocabulary=vocabulary, today=TODAY, records=records)


def messages(code: str, text: str, within: Within = "results", /, **fields: object) -> list[str]:
    """Return what a reader is told where `text` is held against the record with `fields`."""
    return [found.message for found in against(record_of(**fields), code, text, within)]
