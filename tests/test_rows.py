"""Rows in, rows out: the same findings as `check`, however the rows come, and nothing is lost."""

import json
import pickle
import random
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from digestlint.config import Overrides
from digestlint.errors import DigestlintError
from digestlint.facts.signature import Signature, Spot
from digestlint.report import FileReport
from digestlint.rows import check as rows_check
from digestlint.rows.across import answered, asked, judged, keyed, signed
from digestlint.rows.check import check_batch, check_batches, signature_row
from digestlint.rows.job import Columns, Job, across_rules, check_columns, settings_of
from digestlint.rows.tables import FINDINGS, KEYED, MESSAGES, RESULTS
from digestlint.rule import diagnose_across
from digestlint.span import Place, Span

from .conftest import ROOT, shared
from .row_tables import WITH_RECORD, batch_of, checked, found, job_for, rows_of, statuses, write_digests

GOOD = (ROOT / "fixtures/labelled/clean-asthma-inhaler.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digests")
    write_digests(folder)
    return folder


def parted(table: pa.Table, parts: int) -> list[pa.Table]:
    return [table.filter(pa.compute.equal(table["part"], part)) for part in range(parts)]


def all_of(results: pa.Table, job: Job) -> pa.Table:
    """Return the results with what is found across digests, the steps done in memory."""
    batches = results.to_batches()
    groups = pa.Table.from_batches([keyed(batch, job) for batch in batches], KEYED)
    own = pa.Table.from_batches([signed(batch, job) for batch in batches], MESSAGES)
    questions = pa.concat_tables([asked(part, job) for part in parted(groups, job.parts)])
    sent = pa.concat_tables([own, questions])
    answers = pa.concat_tables([answered(part, job) for part in parted(sent, job.parts)])
    sent = pa.concat_tables([own, answers])
    return pa.concat_tables([results, *(judged(part, job) for part in parted(sent, job.parts))])


def results_of(rows: pa.Table, job: Job, size: int = 1000) -> pa.Table:
    return pa.Table.from_batches(check_batches(rows.to_batches(max_chunksize=size), job), RESULTS)


def test_rows_give_the_findings_of_check(digests: Path) -> None:
    rows = rows_of(digests)
    everything = all_of(results_of(rows, job_for()), job_for())
    assert found(everything) == checked(digests)
    kinds = Counter(kind for _, kind in statuses(everything).elements())
    assert kinds == {"checked": rows.num_rows - 1, "skipped": 1}


@pytest.mark.parametrize(("size", "parts"), [(1, 1), (7, 5), (1000, 64)])
def test_no_order_of_rows_and_no_parting_changes_what_is_found(digests: Path, size: int, parts: int) -> None:
    rows = rows_of(digests)
    order = sorted(range(rows.num_rows), key=lambda place: place * 37 % 101)
    job = job_for(Overrides(select=("DUP", "STR")), parts=parts)
    assert found(all_of(results_of(rows.take(order), job, size), job)) == checked(
        digests, Overrides(select=("DUP", "STR"))
    )


def spot(start: int) -> Spot:
    return Spot(Span(start, start + 1), Place(1, start + 1), Place(1, start + 2), f"w{start}")


@pytest.mark.parametrize("seed", range(20))
def test_groups_find_what_one_machine_finds(seed: int) -> None:
    """Crowds of texts with a little or a lot in common, so that groups overflow and likest ones must be chosen."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice
    kinds = [[chance.randrange(2**32) for _ in range(128)] for _ in range(3)]
    signatures = []
    for number in range(80):
        sketch = list(chance.choice(kinds))
        for _ in range(chance.choice([0, 5, 15, 25, 40, 128])):
            sketch[chance.randrange(128)] = chance.randrange(2**32)
        source = chance.choice([None, "NCT00000013", "NCT00000026", f"NCT{number:08d}"])
        signatures.append(Signature(f"{chance.random()}.md", source, spot(9), spot(2), struct.pack("<128I", *sketch)))
    job = job_for(parts=5)
    expected = [d for rule in across_rules(job) for d in diagnose_across(rule, signatures)]
    rows = [{"path": s.path, **signature_row(FileReport(s.path, signature=s), job)} for s in signatures]
    everything = all_of(pa.Table.from_pylist(rows, RESULTS), job)
    told = [(row["path"], row["code"], row["message"]) for row in everything.to_pylist() if row["kind"] == "finding"]
    assert sorted(told) == sorted((d.path, d.code, d.message) for d in expected)
    assert {code for _, code, _ in told} == {"DUP003", "DUP004"}


def test_rules_across_digests_are_ignored_where_a_digest_or_the_configuration_says_so(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    hidden = GOOD + "\n<!-- digestlint: ignore-file[DUP003] told in two parts -->\n"
    for name, text in (("a.md", GOOD), ("b.md", hidden), ("c.md", GOOD), ("drafts/d.md", GOOD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    overrides = Overrides(select=("DUP",), values=(("per-file-ignores", {"drafts/*": ("DUP",)}),), ignore=("STR",))
    job = job_for(overrides)
    everything = found(all_of(results_of(rows_of(tmp_path), job), job))
    assert [(row[0], row[1]) for row in everything] == [("c.md", "DUP003")]
    assert everything == checked(tmp_path, overrides)


def test_a_record_beside_the_text_is_its_record() -> None:
    folder = shared("bench", "digests-a")
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in (".md", ".txt")]
    rows = [
        {
            "path": path.name,
            "text": path.read_bytes().decode(),
            "record": (folder / "records" / f"{path.stem}.json").read_text(encoding="utf-8"),
        }
        for path in paths
    ]
    beside = check_batch(batch_of(rows), job_for(Overrides(select=("REC",)), columns=WITH_RECORD, across=False))
    values = (("records", str(folder / "records")),)
    configured = check_batch(batch_of(rows), job_for(Overrides(select=("REC",), values=values), across=False))
    assert found(pa.table(beside)) == found(pa.table(configured))
    assert len(found(pa.table(beside))) > 10


def malformed() -> dict[str, tuple[dict[str, object], str, str]]:
    """Rows that are no digests as they should be: what they hold, what becomes of them, and what is said."""
    return {
        "no text": ({"text": None}, "error", "the row has no text"),
        "blank": ({"text": b"  \n"}, "error", "it is empty"),
        "half a surrogate pair": ({"text": b"# A\n\n\xed\xa0\x80 b"}, "error", "it is not UTF-8 (row 3, byte 6"),
        "huge": ({"text": GOOD.encode() * 1000}, "error", "more than max-file-size allows"),
        "no digest": ({"text": b"# About\n\nNothing."}, "skipped", "it is no digest"),
        "record that is no JSON": ({"record": b"{"}, "error", "its record: is no JSON"),
        "record that is no study": ({"record": b"[1]"}, "error", "is no study of ClinicalTrials.gov's API v2"),
        "record that is not UTF-8": ({"record": b"\xff"}, "error", "its record: is not UTF-8"),
        "record of no study": ({"record": b'{"nctId": "NCT00000013", "status": 404}'}, "checked", ""),
        "no record": ({"record": None}, "checked", ""),
        "nested": ({"text": GOOD.encode() + b"\n" + b"> " * 5000 + b"x"}, "checked", ""),
    }


def test_whatever_a_row_holds_it_is_told_what_became_of_it() -> None:
    record = {"protocolSection": {"identificationModule": {"nctId": "NCT00000013", "briefTitle": "\ud800"}}}
    usual = {"text": GOOD.encode(), "record": json.dumps(record).encode()}
    cases = malformed()
    rows = [{"path": name.encode()} | usual | given for name, (given, _, _) in cases.items()]
    rows += [{"path": None} | usual, {"path": b"caf\xe9.md"} | usual]
    binary = pa.binary()
    batch = batch_of(rows, path=binary, text=binary, record=binary)
    table = pa.table(check_batch(batch, job_for(columns=WITH_RECORD)))
    told = {row["path"]: (row["kind"], row["message"] or "") for row in table.to_pylist() if row["kind"] != "finding"}
    for name, (_, kind, message) in cases.items():
        assert told[name][0] == kind, name
        assert message in told[name][1]
    assert told[None] == ("error", "the row has no path")
    assert told["caf\\xe9.md"][0] == "checked"
    assert sum(statuses(table).values()) == len(rows)


def test_rows_of_one_path_are_each_checked() -> None:
    job = job_for()
    rows = batch_of([{"path": "a.md", "text": GOOD}, {"path": "a.md", "text": GOOD.replace("asthma", "hay fever")}] * 2)
    everything = all_of(pa.table(check_batch(rows, job)), job)
    assert statuses(everything) == {("a.md", "checked"): 4}
    # Equal rows are one digest; the other text of the same study is another.
    assert [row[1] for row in found(everything) if row[1].startswith("DUP00")] == ["DUP003"]


def test_a_fault_of_ours_in_one_row_does_not_lose_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    real = rows_check.check_bytes

    def faulty(raw: bytes, path: str, *rest: object, **named: object) -> FileReport:
        if path == "b.md":
            raise KeyError("lost")
        return real(raw, path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(rows_check, "check_bytes", faulty)
    table = pa.table(
        check_batch(batch_of([{"path": name, "text": GOOD} for name in ("a.md", "b.md", "c.md")]), job_for())
    )
    assert statuses(table) == {("a.md", "checked"): 1, ("b.md", "error"): 1, ("c.md", "checked"): 1}
    (message,) = (row["message"] for row in table.to_pylist() if row["kind"] == "error")
    assert message.startswith("internal-error: KeyError: 'lost' (test_rows.py:")


@pytest.mark.parametrize(
    "kind",
    [pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int32(), pa.string())],
    ids=str,
)
def test_text_may_be_of_any_type_that_holds_text(kind: pa.DataType) -> None:
    rows = pa.table({"path": [1, 2], "text": pa.array([GOOD, None]).cast(kind)})
    check_columns(rows.schema, Columns(), "rows")
    assert statuses(pa.table(check_batch(rows.to_batches()[0], job_for()))) == {("1", "checked"): 1, ("2", "error"): 1}


def test_rows_without_the_columns_are_refused() -> None:
    schema = pa.schema([("id", pa.string()), ("text", pa.float64())])
    with pytest.raises(DigestlintError, match=r"^rows: there is no column 'path'; there are 'id', 'text'$"):
        check_columns(schema, Columns(), "rows")
    with pytest.raises(DigestlintError, match="the column 'text' holds double; it must hold text"):
        check_columns(schema, Columns("id"), "rows")


def test_a_job_carries_own_rules_and_vocabulary_to_where_their_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    example = '[[examples]]\nbecause = "b"\ntext = "A [[sure cure]]."\n[[examples]]\nbecause = "b"\ntext = "None."\n'
    head = (
        'code = "XXX001"\nname = "sure-cure"\nseverity = "error"\nsummary = "s"\nwhy = "w"\nmessage = "m"\nhelp = "h"\n'
    )
    rule = tmp_path / "rules/sure-cure.toml"
    rule.write_text(head + 'check = "phrases"\nparams = { phrases = ["sure cure"] }\n' + example, encoding="utf-8")
    job = job_for(Overrides(select=("XXX",), values=(("rules", (str(tmp_path / "rules"),)),)))
    rule.unlink()
    told = """
import pickle, sys
from digestlint.rows.check import check_batch
print(check_batch(*pickle.load(sys.stdin.buffer))["code"])
"""
    batch = batch_of([{"path": "a.md", "text": GOOD.replace("## Results", "A sure cure.\n\n## Results")}])
    done = subprocess.run(
        [sys.executable, "-c", told], input=pickle.dumps((batch, job)), capture_output=True, check=True
    )
    assert b'"XXX001"' in done.stdout


def test_workers_see_that_there_are_no_records() -> None:
    """A suppression of a rule that needs records is only idle where there are some."""
    text = GOOD + "\n<!-- digestlint: ignore-file[REC] no record yet -->\n"
    table = pa.table(check_batch(batch_of([{"path": "a.md", "text": text}]), job_for(Overrides(select=("SUP", "REC")))))
    assert found(table) == []
    assert settings_of(job_for().settings) is settings_of(job_for().settings)


def test_the_schema_tells_its_version() -> None:
    assert FINDINGS.metadata[b"digestlint.schema_version"] == b"1"
    assert RESULTS.names[: len(FINDINGS.names)] == FINDINGS.names
    documented = (ROOT / "docs/clusters.md").read_text(encoding="utf-8")
    assert [name for name in RESULTS.names if f"| `{name}` |" not in documented] == []


def test_the_command_does_without_pyarrow() -> None:
    told = "import sys, digestlint.cli; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
