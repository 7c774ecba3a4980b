"""Registry records: read from study JSON, from AACT's flat files and from snapshots, all to the same value."""

import gzip
import json
import pickle
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestlint.errors import DigestlintError
from digestlint.partial_date import PartialDate
from digestlint.record import Arm, Intervention, Outcome, Record, RecordDate
from digestlint.records import RecordFiles, Snapshot, open_records
from digestlint.records.api import read_studies
from digestlint.records.build import Built, build, read_source
from digestlint.records.fields import certainty, partial_date, phases, plain, token
from digestlint.records.snapshot import is_snapshot
from digestlint.records_cli import study_id
from tests.conftest import ROOT, Command, shared
from tests.flatten import flatten

FIXTURES = ROOT / "fixtures" / "records"
TEAL, OIL, FORMER = "NCT09100000", "NCT09100013", "NCT09099987"
MONTHS = "January February March April May June July August September October November December".split()


def study(nct_id: str = TEAL, **identification: Any) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": {"nctId": nct_id, **identification}}}


def of(data: Any) -> Record:
    ((_, record),) = read_studies(json.dumps(data).encode(), "it.json")
    if isinstance(record, DigestlintError):
        raise record
    return record


def built(target: Path, *sources: Path, keep_going: bool = False) -> Built:
    return build(
        (read for each in sources for read in read_source(each, lambda _: None)), target, keep_going=keep_going
    )


def studies_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]


def lines(studies: Iterable[Any]) -> str:
    return "".join(json.dumps(each) + "\n" for each in studies)


def fails(*words: str) -> Any:
    return pytest.raises(DigestlintError, match="(?s)" + ".*".join(words))


# Study JSON


def test_a_record_holds_what_the_registry_says() -> None:
    record = RecordFiles(FIXTURES)[TEAL]
    assert record == Record(
        nct_id=TEAL,
        status="TERMINATED",
        has_results=True,
        has_outcome_measurements=True,
        has_analyses=True,
        has_adverse_events=True,
        has_result_publication=True,
        secondary_ids=("TEAL-3", "2024-511111-11-00", "U1111-0000-0001"),
        brief_title="Evening Light and Melatonin for Night-Shift Nurses",
        official_title=(
            "A Randomized, Double-Blind Trial of Dim Evening Light With Melatonin in Nurses on Rotating Night Shifts"
        ),
        acronym="TEAL",
        why_stopped="Two cases of severe dizziness at the higher dose",
        study_type="INTERVENTIONAL",
        phases=("PHASE1", "PHASE2"),
        allocation="RANDOMIZED",
        masking="QUADRUPLE",
        enrollment=61,
        enrollment_type="ACTUAL",
        start=RecordDate(PartialDate(2023, 2, 6), "ACTUAL"),
        primary_completion=RecordDate(PartialDate(2024, 9), "ACTUAL"),
        completion=RecordDate(PartialDate(2024, 10, 31), "ACTUAL"),
        first_posted=RecordDate(PartialDate(2023, 1, 11), "ACTUAL"),
        results_first_posted=RecordDate(PartialDate(2025, 8, 19), "ACTUAL"),
        last_update_posted=RecordDate(PartialDate(2025, 11, 4), "ACTUAL"),
        arms=(
            Arm("Light and melatonin", "EXPERIMENTAL", ("Melatonin", "Amber lamp")),
            Arm("Light and placebo", "PLACEBO_COMPARATOR", ("Amber lamp", "Placebo")),
        ),
        interventions=(
            Intervention("DRUG", "Melatonin", ("N-acetyl-5-methoxytryptamine", "MLT")),
            Intervention("DEVICE", "Amber lamp"),
            Intervention("OTHER", "Placebo"),
        ),
        conditions=("Shift-Work Sleep Disorder", "Insomnia"),
        keywords=("night work", "circadian rhythm"),
        condition_mesh=("Sleep Disorders, Circadian Rhythm",),
        intervention_mesh=("Melatonin",),
        outcomes=(
            Outcome("primary", "Hours of sleep after a night shift", "weeks 1 to 6"),
            Outcome("secondary", 'Sleepiness at work "right now" | Karolinska scale', "week 6"),
            Outcome("other", "Days of sick leave"),
        ),
        measured_outcomes=("Hours of sleep after a night shift",),
    )


def test_old_spellings_nulls_and_broken_characters_are_taken() -> None:
    assert RecordFiles(FIXTURES)[OIL] == Record(
        nct_id=OIL,
        status="ACTIVE_NOT_RECRUITING",
        aliases=(FORMER,),
        secondary_ids=("99-H-0001",),
        brief_title="Fish Oil for Stiff Hands \ufffd",
        study_type="INTERVENTIONAL",
        phases=("PHASE2", "PHASE3"),
        allocation="NON_RANDOMIZED",
        masking="NONE",
        enrollment_type="ESTIMATED",
        start=RecordDate(PartialDate(2010, 3)),
        primary_completion=RecordDate(PartialDate(2011, 6, 30), "ESTIMATED"),
        first_posted=RecordDate(PartialDate(2010, 2, 17), "ESTIMATED"),
        arms=(Arm("Oil", "EXPERIMENTAL", ("Fish oil: capsules",)),),
        interventions=(Intervention("DIETARY_SUPPLEMENT", "Fish oil: capsules"),),
        conditions=("Osteoarthritis, Hand",),
    )


def test_an_id_is_enough() -> None:
    assert of(study()) == Record(TEAL, "UNKNOWN")


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        pytest.param([], False, id="no group"),
        pytest.param([{"seriousNumAtRisk": 0, "otherNumAtRisk": 0}], False, id="nobody was watched"),
        pytest.param([{"seriousNumAtRisk": 0}, {"otherNumAtRisk": 4}], True, id="somebody was watched for something"),
        pytest.param([{"title": "All"}], True, id="how many were watched is not said"),
    ],
)
def test_adverse_events_are_posted_where_somebody_was_watched(groups: list[Any], expected: bool) -> None:  # noqa: FBT001
    data = study() | {"resultsSection": {"adverseEventsModule": {"eventGroups": groups}}}
    assert of(data).has_adverse_events is expected
    assert of(data).has_results


def test_an_outcome_without_a_value_is_no_measurement() -> None:
    measure = {"title": "Pain", "reportingStatus": "POSTED", "denoms": [{"counts": [{"value": "0"}]}]}
    data = study() | {"hasResults": True, "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [measure]}}}
    assert of(data).has_results
    assert not of(data).has_outcome_measurements


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("Active, not recruiting", "ACTIVE_NOT_RECRUITING"),
        ("Unknown status", "UNKNOWN"),
        ("Enrolling by invitation", "ENROLLING_BY_INVITATION"),
        ("N/A", "NA"),
        ("Non-Randomized", "NON_RANDOMIZED"),
        ("Observational [Patient Registry]", "OBSERVATIONAL"),
        ("Double (Participant, Investigator)", "DOUBLE"),
        ("Open Label", "NONE"),
        ("QUADRUPLE", "QUADRUPLE"),
        ("", None),
        (None, None),
    ],
)
def test_terms_are_spelled_as_in_api_v2(words: str | None, term: str | None) -> None:
    assert token(words) == term


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["PHASE2", "PHASE3"], ("PHASE2", "PHASE3")),
        (["Phase 2/Phase 3"], ("PHASE2", "PHASE3")),
        (["Phase 1|Phase 2"], ("PHASE1", "PHASE2")),
        (["PHASE1/PHASE2"], ("PHASE1", "PHASE2")),
        (["Early Phase 1"], ("EARLY_PHASE1",)),
        (["EARLY_PHASE1"], ("EARLY_PHASE1",)),
        (["Phase 0"], ("EARLY_PHASE1",)),
        (["N/A"], ("NA",)),
        (["NA"], ("NA",)),
        (["Not Applicable"], ("NA",)),
        ([""], ()),
        ([None], ()),
    ],
)
def test_phases_are_read_however_they_are_listed(words: list[str | None], expected: tuple[str, ...]) -> None:
    assert phases(words) == expected


def test_anticipated_is_estimated() -> None:
    assert [certainty(words) for words in ("Anticipated", "Estimate", "Actual", None)] == [
        "ESTIMATED",
        "ESTIMATED",
        "ACTUAL",
        None,
    ]


@given(st.dates(date(1000, 1, 1)), st.sampled_from([1, 2, 3]))
def test_a_date_is_read_as_far_as_it_is_given_however_it_is_written(day: date, precision: int) -> None:
    expected = PartialDate(*(day.year, day.month, day.day)[:precision])
    month = MONTHS[day.month - 1]
    spellings = [expected.iso]
    if precision == 2:
        spellings += [f"{month} {day.year}", f"{month[:3]} {day.year}", f" {month.upper()}\n{day.year} "]
    if precision == 3:
        spellings += [
            f"{month} {day.day}, {day.year}",
            f"{month[:3]}. {day.day} {day.year}",
            f"{day.day} {month} {day.year}",
        ]
        spellings += [f"{expected.iso}T00:00:00Z"]
    assert {partial_date(words) for words in spellings} == {expected}


@given(st.text(max_size=30))
def test_what_is_no_date_is_a_value_error_and_nothing_else(words: str) -> None:
    try:
        found = partial_date(words)
    except ValueError:
        return
    assert partial_date(found.iso) == found


@pytest.mark.parametrize("words", ["2010-13", "2011-02-29", "0000", "Mai 2010", "201", "2010-3-4-5", "soon", "Ma 2010"])
def test_what_is_no_date_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        partial_date(words)


@given(st.text())
def test_plain_text_has_one_line_and_can_be_written(words: str) -> None:
    assert plain(plain(words)) == plain(words)
    assert "\n" not in plain(words)
    plain(words + "\ud800").encode()


# Files


def test_only_the_files_that_are_asked_for_are_opened(tmp_path: Path) -> None:
    (tmp_path / f"{TEAL}.json").write_text(json.dumps(study()))
    (tmp_path / "broken.json").write_text("{")
    assert RecordFiles(tmp_path)[TEAL].nct_id == TEAL
    assert RecordFiles(tmp_path).get(OIL) is None
    with fails("broken.json: is no JSON, or cut short", "line 1, column 2"):
        list(RecordFiles(tmp_path))


def test_a_record_is_found_whatever_its_file_is_called_and_by_its_alias(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "first.json").write_text(json.dumps(study(OIL, nctIdAliases=[FORMER])))
    (tmp_path / "sub" / "other.json").write_text(json.dumps(study(TEAL, briefTitle=f"An extension of {FORMER}")))
    (tmp_path / "notes.txt").write_text(f"{OIL} is not a record")
    records = RecordFiles(tmp_path)
    assert records[OIL] == records[FORMER]
    assert set(records) == {OIL, TEAL}
    assert records.get("NCT09100026") is None
    assert records.get("../sub/first") is None


@pytest.mark.parametrize("name", ["all.json", "page.json", "all.jsonl", "all.jsonl.gz"])
def test_many_studies_may_stand_in_one_file(tmp_path: Path, name: str) -> None:
    studies = studies_of(FIXTURES)
    text = {"all.json": json.dumps(studies), "page.json": json.dumps({"studies": studies, "nextPageToken": "x"})}.get(
        name, "\ufeff" + lines(studies) + "\n"
    )
    raw = text.encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    expected = dict(RecordFiles(FIXTURES))
    assert dict(open_records(tmp_path / name)) == expected
    assert {key: RecordFiles(tmp_path)[key] for key in (TEAL, OIL, FORMER)} == expected | {FORMER: expected[OIL]}


def test_records_are_configured_even_where_there_are_none(tmp_path: Path) -> None:
    assert RecordFiles(tmp_path)
    assert len(RecordFiles(tmp_path)) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", ["is no JSON, or cut short"], id="an empty file"),
        pytest.param(json.dumps(study())[:-9], ["is no JSON, or cut short"], id="a file cut short"),
        pytest.param("[" * 100_000, ["is no JSON"], id="brackets without end"),
        pytest.param(
            '{"protocolSection": ' + "9" * 5000 + "}", ["is no JSON that can be read"], id="digits without end"
        ),
        pytest.param('{"a": 1}', ["is no study of", "protocolSection: Field required"], id="JSON that is no study"),
        pytest.param("7", ["is no study of", "it is no object"], id="a number"),
        pytest.param(
            json.dumps(study("ISRCTN51232965")), ["nctId: 'ISRCTN51232965' is no NCT number"], id="no NCT number"
        ),
        pytest.param(json.dumps([study(), {}]), ["study 2: is no study"], id="one of a list"),
    ],
)
def test_what_is_no_study_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    (tmp_path / "it.json").write_text(text)
    with fails(r"it\.json: ", *words):
        len(open_records(tmp_path / "it.json"))


def test_a_date_that_is_none_is_named() -> None:
    data = study()
    data["protocolSection"]["statusModule"] = {"startDateStruct": {"date": "2010-14"}}
    with fails("protocolSection.statusModule.startDateStruct.date: '2010-14' is no date"):
        of(data)


def test_a_bad_line_is_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "it.jsonl"
    path.write_text(lines([study()]) + "\n{]\n")
    with fails(r"it\.jsonl:3: is no JSON"):
        open_records(path).get(TEAL)
    path.write_bytes(lines([study()]).encode() + b"\xff\n")
    with fails(r"it\.jsonl:2: is not UTF-8 \(byte 1\)"):
        open_records(path).get(TEAL)


@pytest.mark.parametrize("damage", [lambda raw: raw[:-20], lambda _: b"not gzip"])
def test_a_broken_gzip_file_is_named(tmp_path: Path, damage: Any) -> None:
    path = tmp_path / "it.jsonl.gz"
    path.write_bytes(damage(gzip.compress(lines([study(), study(OIL)]).encode())))
    with fails(r"it\.jsonl\.gz: is no gzip file, or cut short"):
        open_records(path).get(TEAL)


def test_no_such_file_and_a_file_of_another_kind_are_refused(tmp_path: Path) -> None:
    with fails("there are no records"):
        open_records(tmp_path / "no.json")
    (tmp_path / "it.csv").write_text("a,b")
    with fails(r"it\.csv: is no file of records"):
        open_records(tmp_path / "it.csv")


def test_two_different_records_of_one_id_are_refused_and_equal_ones_are_one(tmp_path: Path) -> None:
    path = tmp_path / "it.jsonl"
    path.write_text(lines([study(), study()]))
    assert len(open_records(path)) == 1
    path.write_text(lines([study(), study(OIL), study(acronym="TEAL")]))
    with fails(r"it\.jsonl:3: NCT09100000 has another record already, and it differs \(.*it\.jsonl:1\); remove"):
        open_records(path).get(OIL)


# Snapshots


def test_a_snapshot_holds_what_the_files_hold(tmp_path: Path) -> None:
    target = tmp_path / "records.sqlite"
    assert built(target, FIXTURES).records == 2
    files, snapshot = RecordFiles(FIXTURES), open_records(target)
    assert isinstance(snapshot, Snapshot)
    assert dict(snapshot) == dict(files)
    assert snapshot[FORMER] == files[FORMER]
    assert len(snapshot) == 2
    assert snapshot.get("NCT09100026") is None
    assert snapshot.get("\ud800") is None
    assert bool(snapshot)
    assert dict(pickle.loads(pickle.dumps(snapshot))) == dict(files)  # noqa: S301 - our own
    assert [path.name for path in tmp_path.iterdir()] == ["records.sqlite"]


def test_snapshots_are_sources_too_and_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("a.sqlite", "b.sqlite", "c.sqlite"))
    built(first, FIXTURES)
    built(second, FIXTURES, first)
    built(third, first)
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()
    built(first, first)
    assert first.read_bytes() == third.read_bytes()


def test_two_different_records_of_one_id_leave_the_snapshot_as_it_was(tmp_path: Path) -> None:
    target, other = tmp_path / "records.sqlite", tmp_path / "other.jsonl"
    built(target, FIXTURES)
    before = target.read_bytes()
    other.write_text(lines([study(acronym="NEW"), {}, study("NCT09100026")]))
    with fails(
        rf"other\.jsonl:1: {TEAL} has another record already, and it differs \(.*{TEAL}\.json\)",
        r"other\.jsonl:2: is no study",
        r"records\.sqlite: was not built; mend these, or use --keep-going",
    ):
        built(target, FIXTURES, other)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.jsonl", "records.sqlite"]
    result = built(target, FIXTURES, other, keep_going=True)
    assert (result.records, result.problem_count) == (3, 2)
    assert Snapshot(target)[TEAL].acronym == "TEAL"


def test_an_alias_that_has_a_record_of_its_own_is_named(tmp_path: Path) -> None:
    target, source = tmp_path / "records.sqlite", tmp_path / "it.jsonl"
    source.write_text(lines([study(OIL, nctIdAliases=[FORMER, OIL]), study(FORMER)]))
    with fails(rf"it\.jsonl:1: {OIL} has the alias {FORMER}, which has a record of its own \(.*it\.jsonl:2\); remove"):
        built(target, source)
    assert built(target, source, keep_going=True).problem_count == 1
    assert Snapshot(target)[FORMER].nct_id == FORMER
    assert RecordFiles(source)[FORMER].nct_id == FORMER


def test_an_alias_of_two_records_is_named(tmp_path: Path) -> None:
    source = tmp_path / "it.jsonl"
    source.write_text(lines([study(OIL, nctIdAliases=[FORMER]), study(TEAL, nctIdAliases=[FORMER])]))
    words = rf"it\.jsonl:2: {FORMER} is an alias of {TEAL} and of {OIL} \(.*it\.jsonl:1\); remove one"
    with fails(words):
        built(tmp_path / "records.sqlite", source)
    with fails(words):
        open_records(source).get(TEAL)


def test_many_problems_are_counted(tmp_path: Path) -> None:
    source = tmp_path / "it.jsonl"
    source.write_text("{}\n" * 50)
    with fails("it.jsonl:20: is no study", "… and 30 more like these"):
        built(tmp_path / "records.sqlite", source)
    with fails("the sources hold no record"):
        built(tmp_path / "records.sqlite", source, keep_going=True)


def test_a_file_that_is_no_snapshot_is_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "digest.md"
    target.write_text("# A digest")
    with fails(r"digest\.md: is there already and is no snapshot"):
        built(target, FIXTURES)
    foreign = tmp_path / "foreign.sqlite"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    with fails(r"foreign\.sqlite: is there already and is no snapshot"):
        built(foreign, FIXTURES)
    with fails(r"foreign\.sqlite: is no snapshot of records; build it again"):
        open_records(foreign)
    with fails("there is no folder"):
        built(tmp_path / "no" / "records.sqlite", FIXTURES)
    with fails("is a folder; name a file"):
        built(tmp_path, FIXTURES)
    with fails("there is no such file or folder"):
        built(tmp_path / "records.sqlite", tmp_path / "no")
    with fails(r"digest\.md: is no source of records"):
        built(tmp_path / "records.sqlite", target)


def test_a_snapshot_that_is_old_or_broken_says_to_build_it_again(tmp_path: Path) -> None:
    target = tmp_path / "records.sqlite"
    built(target, FIXTURES)
    whole = target.read_bytes()
    for length in (0, 1, 15, 16, 60, 99, 100, 4096, len(whole) - 1):
        target.write_bytes(whole[:length])
        with fails(r"records\.sqlite: ", "build it again: digestlint records build"):
            open_records(target).get(TEAL)
    target.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with fails("the snapshot is damaged; build it again"):
        open_records(target).get(TEAL)
    target.write_bytes(whole.replace(b'"status":"TERMINATED"', b'"status":["ERMINATED"'))
    with fails("the snapshot is damaged; build it again"):
        open_records(target).get(TEAL)
    target.write_bytes(whole)
    with sqlite3.connect(target) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with fails("built by another version of digestlint; build it again"):
        open_records(target)
    assert is_snapshot(target)
    built(target, FIXTURES)
    assert len(open_records(target)) == 2


# AACT's flat files


def test_flat_files_give_the_records_that_the_json_gives(tmp_path: Path) -> None:
    data = studies_of(FIXTURES)[:1]
    folder = flatten(data, tmp_path)
    target = tmp_path / "records.sqlite"
    built(target, folder)
    assert dict(Snapshot(target)) == {TEAL: RecordFiles(FIXTURES)[TEAL]}
    with fails("holds AACT's flat files; build a snapshot of them first"):
        open_records(folder)


def test_the_real_records_load_from_every_source_alike(tmp_path: Path) -> None:
    folder = shared("bench", "records")
    files = dict(RecordFiles(folder))
    assert len(files) == 295
    built(tmp_path / "json.sqlite", folder)
    assert dict(Snapshot(tmp_path / "json.sqlite")) == files
    (tmp_path / "aact").mkdir()
    built(tmp_path / "aact.sqlite", flatten(studies_of(folder), tmp_path / "aact"))
    assert dict(Snapshot(tmp_path / "aact.sqlite")) == files
    former = [(alias, record) for record in files.values() for alias in record.aliases]
    assert len(former) == 3
    assert all(Snapshot(tmp_path / "json.sqlite")[alias] == record for alias, record in former)


def aact(folder: Path, **tables: str) -> Record:
    for name, text in tables.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    notes: list[str] = []
    ((_, record),) = read_source(folder, notes.append)
    assert all("the records lack what stands there" in note for note in notes)
    if isinstance(record, DigestlintError):
        raise record
    return record


def test_days_that_aact_has_filled_in_are_left_out(tmp_path: Path) -> None:
    columns = "nct_id|start_month_year|start_date|start_date_type|completion_date|last_update_posted_date"
    record = aact(tmp_path, studies=f"{columns}\n{TEAL}|March 2010|2010-03-31|Anticipated|2011-06-30|2012-01-09\n")
    assert record.start == RecordDate(PartialDate(2010, 3), "ESTIMATED")
    assert record.completion == RecordDate(PartialDate(2011, 6))
    assert record.last_update_posted == RecordDate(PartialDate(2012, 1, 9))


def test_older_tables_are_read(tmp_path: Path) -> None:
    record = aact(
        tmp_path,
        studies=f"nct_id|overall_status|phase|enrollment|enrollment_type\n{TEAL}|Unknown status|Phase 1/Phase 2|7|Actual\n",
        id_information=f"id|nct_id|id_type|id_value\n3|{TEAL}|nct_alias|{FORMER}\n2|{TEAL}|org_study_id|A\n",
        browse_conditions=f"id|nct_id|mesh_term\n1|{TEAL}|Asthma\n",
        study_references=f"id|nct_id|reference_type\n1|{TEAL}|results_reference\n",
        outcomes=f"id|nct_id|title\n1|{TEAL}|Pain\n",
        reported_events=f"id|nct_id|subjects_at_risk\n1|{TEAL}|0\n2|{TEAL}|00\n3|{TEAL}|12\n",
        conditions=f'id|nct_id|name\n10|{TEAL}|"Asthma | ""severe""\nor not"\n9|{TEAL}|Cough\n11|{OIL}|Other\n',
    )
    assert record == Record(
        TEAL,
        "UNKNOWN",
        has_results=True,
        has_outcome_measurements=True,
        has_adverse_events=True,
        has_result_publication=True,
        aliases=(FORMER,),
        secondary_ids=("A",),
        phases=("PHASE1", "PHASE2"),
        enrollment=7,
        enrollment_type="ACTUAL",
        conditions=("Cough", 'Asthma | "severe" or not'),
        condition_mesh=("Asthma",),
        measured_outcomes=("Pain",),
    )


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        pytest.param(
            {"studies": f"nct_id|phase\n{TEAL}|1|2\n"}, r"studies\.txt:2: has 3 fields where", id="a field too many"
        ),
        pytest.param(
            {"studies": "nct_id|phase\nNCT1|\n"}, r"studies\.txt:2: is no study: 'NCT1' is no NCT", id="no id"
        ),
        pytest.param(
            {"studies": f"nct_id|enrollment\n{TEAL}|many\n"},
            r"studies\.txt:2: .*enrollment: 'many' is no number",
            id="no number",
        ),
        pytest.param(
            {"studies": f"nct_id|start_month_year\n{TEAL}|soon\n"}, r"start_month_year: 'soon' is no date", id="no date"
        ),
        pytest.param(
            {"studies": f"nct_id|phase\n{TEAL}|\n", "keywords": "id|name\n1|x\n"},
            r"keywords\.txt:1: .*no column nct_id",
            id="no table",
        ),
        pytest.param(
            {"studies": f"nct_id|phase\n{TEAL}|\n", "keywords": f'id|nct_id|name\n1|{TEAL}|"cut' + "x" * 200_000},
            r"keywords\.txt:2: is no table: field larger",
            id="a quote without end",
        ),
        pytest.param(
            {"studies": f'nct_id|phase\n{TEAL}|"PHASE'},
            r"studies\.txt:2: is no table: unexpected end",
            id="a file cut short",
        ),
    ],
)
def test_what_is_no_flat_file_is_named(tmp_path: Path, tables: dict[str, str], words: str) -> None:
    with fails(words):
        aact(tmp_path, **tables)


# The commands


def test_a_snapshot_is_built_and_shown(run: Command) -> None:
    (run.folder / "notes.txt").write_text("hello")
    (run.folder / "it.jsonl").write_text(lines(studies_of(FIXTURES)))
    done = run("records", "build", ".", "-o", "records.sqlite")
    assert (done.returncode, done.stdout) == (0, "records.sqlite: 2 records, 1 former ID\n")
    assert done.stderr == "note: .: left out, as no study JSON: notes.txt\n"
    shown = run("records", "show", f"clinicaltrials:{TEAL.lower()}", "--records", "records.sqlite")
    assert shown.returncode == 0
    for line in (
        TEAL,
        "status              terminated",
        "why stopped         Two cases of severe dizziness at the higher dose",
        "design              interventional, phase 1, phase 2, randomized, masking: quadruple",
        "enrollment          61 (actual)",
        "primary completion  2024-09 (actual)",
    ):
        assert line in shown.stdout.splitlines()
    assert "posted 2025-08-19: outcome measurements, statistical analyses, adverse events; a" in shown.stdout
    (run.folder / "digestlint.toml").write_text('records = "records.sqlite"\n')
    former = run("records", "show", FORMER, "--output-format", "json")
    assert former.stderr == f"note: {FORMER} is a former ID of {OIL}\n"
    assert json.loads(former.stdout)["nct_id"] == OIL


@pytest.mark.parametrize(
    ("words", "error"),
    [
        pytest.param(
            ["show", "ISRCTN51232965"],
            "no record source for ISRCTN, only for ClinicalTrials.gov",
            id="another registry",
        ),
        pytest.param(["show", "teal"], "is no ID of a study; one is written as NCT00330668", id="no id"),
        pytest.param(["show", TEAL], "no records are configured here; name a snapshot", id="no records"),
        pytest.param(["show", TEAL, "--records", "no.sqlite"], "no.sqlite: there are no records", id="no file"),
        pytest.param(
            ["show", TEAL, "--records", "it.jsonl"], f"{TEAL}: there is no such record in it.jsonl", id="no record"
        ),
        pytest.param(["build", "it.jsonl", "bad.json", "-o", "x.sqlite"], "bad.json: is no study of", id="no study"),
        pytest.param(
            ["build", "empty", "-o", "x.sqlite"], "x.sqlite: was not built; the sources hold no record", id="nothing"
        ),
    ],
)
def test_a_command_that_fails_says_why(run: Command, words: list[str], error: str) -> None:
    (run.folder / "it.jsonl").write_text(lines([study(OIL)]))
    (run.folder / "bad.json").write_text("{}")
    (run.folder / "empty").mkdir()
    done = run("records", *words)
    assert done.returncode == 2
    assert error in done.stderr
    assert "Traceback" not in done.stderr
    assert not (run.folder / "x.sqlite").exists()


def test_a_check_says_that_its_snapshot_is_cut_short(run: Command) -> None:
    (run.folder / "it.json").write_text(json.dumps(study()))
    run("records", "build", "it.json", "-o", "records.sqlite")
    path = run.folder / "records.sqlite"
    path.write_bytes(path.read_bytes()[:5000])
    (run.folder / "digestlint.toml").write_text('records = "records.sqlite"\n')
    done = run("check", "-", text="# A digest")
    assert done.returncode == 2
    assert "records.sqlite: the snapshot is cut short (5,000 of" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_wrong_may_be_left_out(run: Command) -> None:
    (run.folder / "it.jsonl").write_text(lines([study(OIL), {}]))
    done = run("records", "build", "it.jsonl", "-o", "x.sqlite", "--keep-going")
    assert done.returncode == 0
    assert "left out: it.jsonl:2: is no study" in done.stderr


def test_an_id_may_be_written_in_small_letters_and_with_its_prefix() -> None:
    assert study_id(" clinicaltrials:nct09100000 ") == TEAL


def test_a_record_cannot_steer_the_terminal(run: Command) -> None:
    (run.folder / "it.json").write_text(json.dumps(study(briefTitle="a \u001b[31m title")))
    assert "\u001b" not in run("records", "show", TEAL, "--records", "it.json").stdout
