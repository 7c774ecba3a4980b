"""Registries: the forms of their IDs, their check digits, and what one slip of the fingers makes of an ID."""

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.diagnostic import Diagnostic
from digestlint.lint import lint
from digestlint.registries import LAST_SERIAL_NCT, by_prefix, is_placeholder, one_edit_away, registries
from digestlint.source import Source

RECORDS = Path(__file__).parents[2] / "shared" / "bench" / "records"
TODAY = date(2026, 6, 30)
BY_NAME = {registry.name: registry for registry in registries()}
NCT, EUDRACT, CTIS, ANZCTR = (BY_NAME[name] for name in ("ClinicalTrials.gov", "EudraCT", "CTIS", "ANZCTR"))
RULES = tuple(rule for rule in built_in_rules() if rule.code.startswith(("REG", "SRC")))

nct_numbers = st.integers(7000 // 13 + 1, 7_600_000 // 13).map(lambda n: f"NCT{13 * n:08d}")

REAL = {
    "ClinicalTrials.gov": ("NCT00330668", "NCT00125164", "NCT04391738", "NCT00006519", "NCT00000102"),
    "ISRCTN": ("ISRCTN51232965",),
    "EudraCT": ("2019-000844-81", "EUCTR2020-001307-16-ES", "2009-017195-24", "2006-000757-21"),
    "CTIS": ("2022-501417-31-01", "2022-501417-31"),
    "ANZCTR": ("ACTRN12620000474954", "ACTRN12620000474954p"),
    "ChiCTR": ("ChiCTR2000029953", "ChiCTR-TRC-08000123"),
    "CTRI": ("CTRI/2020/10/028373", "CTRI/2008/091/000012"),
    "DRKS": ("DRKS00022294", "DRKS00000001"),
    "jRCT": ("jRCTs031200196", "jRCT1051200078", "JPRN-jRCTs031200196"),
    "UMIN-CTR": ("UMIN000042034",),
    "JapicCTI": ("JapicCTI-205238",),
    "CRIS": ("KCT0005003",),
    "IRCT": ("IRCT20180712040449N2", "IRCT201012245456N1"),
    "PACTR": ("PACTR202005622389003",),
    "ReBec": ("RBR-8v7rsdp",),
    "RPCEC": ("RPCEC00000342",),
    "SLCTR": ("SLCTR/2020/011",),
    "TCTR": ("TCTR20200822003",),
    "LBCTR": ("LBCTR2020043459",),
    "REPEC": ("PER-064-20",),
    "OMON": ("NL-OMON12345", "NTR1912"),
    "ITMCTR": ("ITMCTR2023000002",),
    "SNCTP": ("SNCTP000005580",),
    "WHO UTN": ("U1111-1189-6165",),
}


def found_in(text: str, source: str = "clinicaltrials:NCT03951116") -> tuple[Diagnostic, ...]:
    body = f"# A Title\n\n## Results\n\n{text}\n\n---\n\nSource: {source} · Ingested 2026-05-04 · Digest: a-model\n"
    return found_in_digest(body)


def found_in_digest(digest: str) -> tuple[Diagnostic, ...]:
    profile, vocabulary = built_in_profile(), built_in_vocabulary()
    return lint(Source.of(digest, "test"), RULES, profile=profile, vocabulary=vocabulary, today=TODAY)


def codes(text: str, source: str = "clinicaltrials:NCT03951116") -> list[str]:
    return [diagnostic.code for diagnostic in found_in(text, source)]


def slips(core: str) -> Iterator[str]:
    """Yield each ID with one digit changed, and each with two different neighbours swapped."""
    places = [i for i, char in enumerate(core) if char.isdigit()]
    for i, digit in itertools.product(places, "0123456789"):
        if core[i] != digit:
            yield core[:i] + digit + core[i + 1 :]
    for a, b in itertools.pairwise(places):
        if core[a] != core[b]:
            yield core[:a] + core[b] + core[a + 1 : b] + core[a] + core[b + 1 :]


def is_right(core: str) -> bool:
    return NCT.core(core) is not None and NCT.passes(core) and not is_placeholder(NCT, core)


@pytest.mark.parametrize(("name", "written"), [(name, each) for name, ids in REAL.items() for each in ids])
def test_a_real_id_is_well_formed_passes_and_is_left_alone(name: str, written: str) -> None:
    core = BY_NAME[name].core(written)
    assert core is not None
    assert BY_NAME[name].passes(core)
    assert not is_placeholder(BY_NAME[name], core)
    assert set(codes(f"Beside NCT03951116 it is listed as {written}.")) == set()


@pytest.mark.parametrize("written", [each for ids in REAL.values() for each in ids if not each.startswith("NTR")])
def test_the_other_case_of_a_real_id_is_mended_to_it(written: str) -> None:
    if written == written.swapcase():
        pytest.skip("the ID has no letters")
    found = found_in(f"Beside NCT03951116 it is listed as {written.swapcase()}.")
    assert [each.code for each in found] in (["REG001"], []), "a suffix such as a country's may keep its case"
    if found and found[0].fix:
        assert found[0].fix.applicability == "safe"
        assert found[0].fix.edits[0].content.casefold() in written.casefold()


@pytest.mark.parametrize(
    ("registry", "wrong"),
    [
        (NCT, "NCT00364963"),
        (NCT, "NCT00018255"),
        (NCT, "NCT01591891"),
        (NCT, "NCT00006520"),
        (EUDRACT, "2019-000844-18"),
        (EUDRACT, "2019-000845-81"),
        (CTIS, "2022-500000-00"),
        (ANZCTR, "ACTRN12620000474945"),
    ],
)
def test_a_wrong_id_fails(registry: object, wrong: str) -> None:
    assert registry in registries()
    assert codes(f"Beside NCT03951116 it is listed as {wrong}.") == ["REG006"]


@given(nct_numbers)
def test_one_slip_in_a_later_nct_number_is_seen_unless_it_makes_an_old_one(core: str) -> None:
    for slip in slips(core):
        assert not is_right(slip) or int(slip[3:]) <= LAST_SERIAL_NCT


@given(nct_numbers)
def test_the_right_number_is_among_the_candidates_of_each_slip(core: str) -> None:
    for slip in slips(core):
        if not is_right(slip) and not is_placeholder(NCT, core):
            assert core in set(one_edit_away(NCT, slip))


@given(st.integers(0, 99_999_999))
def test_candidates_pass_and_are_one_edit_away(number: int) -> None:
    core = f"NCT{number:08d}"
    near = list(one_edit_away(NCT, core))
    assert len(near) == len(set(near))
    assert all(is_right(other) and other in set(slips(core)) for other in near)


@given(st.integers(2004, 2023), st.integers(0, 99_999), st.integers(0, 99))
def test_one_pair_of_check_digits_fits_a_european_number(year: int, serial: int, check: int) -> None:
    cores = [f"{year}-{serial:06d}-{pair:02d}" for pair in range(100)]
    assert sum(EUDRACT.passes(core) for core in cores) == 1
    assert EUDRACT.core(cores[check]) == cores[check]


@given(st.integers(0, 99), st.integers(0, 999_999))
def test_one_digit_changed_in_an_actrn_is_seen(year: int, serial: int) -> None:
    stem = f"126{year:02d}{serial:06d}"
    sums = (sum(map(int, stem[:5])), sum(map(int, stem[5:])), sum(map(int, stem)))
    core = "ACTRN" + stem + "".join(str(-total % 10) for total in sums)
    assert ANZCTR.passes(core)
    changed = (core[:i] + d + core[i + 1 :] for i in range(8, 19) for d in "0123456789" if d != core[i])
    assert not any(ANZCTR.passes(other) for other in changed)


@given(st.text(alphabet="NCTIRUMDKSEAudract0123456789 -–/.:#X()\n", max_size=80))
def test_no_text_upsets_the_search(text: str) -> None:
    for diagnostic in found_in(text, text.replace("\n", " ")):
        assert diagnostic.span.start <= diagnostic.span.end


@given(nct_numbers, st.sampled_from([" ", "-", "–", " ", "\n", "#", ": ", "."]))
def test_a_separator_in_an_nct_number_has_a_safe_fix(core: str, separator: str) -> None:
    if is_placeholder(NCT, core):
        return
    (found,) = found_in(f"It is listed as NCT{separator}{core[3:]} now.")
    assert found.code == "REG001"
    assert found.fix
    assert (found.fix.applicability, found.fix.edits[0].content) == ("safe", core)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("clinicaltrials:NCT03951116", []),
        ("[clinicaltrials:NCT03951116](https://clinicaltrials.gov/study/NCT03951116)", []),
        ("<https://clinicaltrials.gov/study/NCT03951116>", []),
        ("https://pubmed.ncbi.nlm.nih.gov/16333295/", []),
        ("ClinicalTrials.gov identifier: NCT03951116", []),
        ("umin:C000000123", []),
        ("omon:NL-OMON12345", []),
        ("pmc:PMC3084216", []),
        ("clinicaltrials:NCTXXXXXXXX", ["REG005"]),
        ("clinicaltrials:12345", ["REG001"]),
        ("isrctn:35739639", ["REG001"]),
        ("eudract:2005-00123-12", ["REG001"]),
        ("clinicaltrials:TBD", ["REG002"]),
        ("nowhere:TBD", ["REG002"]),
        ("a journal of 2020", ["REG002"]),
        ("nowhere:123", ["REG003"]),
        ("clinicaltrials:PMC3084216", ["REG003"]),
        ("doi:NCT03951116", ["REG003"]),
    ],
)
def test_a_source_is_read_however_it_is_written(source: str, expected: list[str]) -> None:
    assert codes("The study was completed.", source) == expected


def test_candidates_that_the_digest_names_come_first() -> None:
    (found,) = found_in("Its parts, NCT03951116 and NCT03951117, are one study.")
    assert found.help.split("passing: ")[1].startswith("`NCT03951116`")
    assert found.help.count("`NCT") <= 7


def test_day_and_model_that_are_missing_are_one_finding_each() -> None:
    digest = "# A Title\n\n## Results\n\nNone.\n\n---\n\nSource: clinicaltrials:NCT03951116\n"
    assert [found.code for found in found_in_digest(digest)] == ["SRC002", "SRC002"]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-05-04", []),
        ("2026-05", []),
        ("2000-01-01", []),
        ("2026-05-04 09:30 UTC", []),
        ("1999-12-31", ["SRC003"]),
        ("2026-07-01", ["SRC003"]),
        ("2026-02-29", ["SRC003"]),
        ("2026/05/04", ["SRC003"]),
        ("4 May 2026", ["SRC003"]),
        ("20260504", ["SRC003"]),
        ("on 2026-05-04.", []),
        ("0000-00-00", ["SRC003"]),
        ("unknown", ["SRC002"]),
    ],
)
def test_the_day_of_ingestion_is_a_day_that_has_come(stated: str, expected: list[str]) -> None:
    digest = f"# A\n\n## Results\n\nNone.\n\nSource: clinicaltrials:NCT03951116 · Ingested {stated} · Digest: a-model\n"
    assert [found.code for found in found_in_digest(digest)] == expected


def test_every_prefix_stands_for_a_registry_and_portals_for_all_of_them() -> None:
    assert by_prefix("ClinicalTrials.gov") == (NCT,)
    assert by_prefix("nowhere") == ()
    assert {NCT, EUDRACT, ANZCTR} <= set(by_prefix("ICTRP"))


@pytest.mark.skipif(not RECORDS.is_dir(), reason=f"there are no real records at {RECORDS.name}/ beside the checkout")
def test_every_real_record_passes_and_every_slip_in_it_that_can_be_seen_is() -> None:
    cores = [path.stem for path in sorted(RECORDS.glob("NCT*.json"))]
    assert cores
    assert all(map(is_right, cores))
    for core in cores:
        unseen = [slip for slip in slips(core) if is_right(slip)]
        assert all(int(slip[3:]) <= LAST_SERIAL_NCT for slip in unseen) or int(core[3:]) <= LAST_SERIAL_NCT


def test_of_the_slips_in_the_old_nct_numbers_half_go_unseen() -> None:
    seen = [not is_right(slip) for number in range(102, LAST_SERIAL_NCT + 1, 7) for slip in slips(f"NCT{number:08d}")]
    assert 0.48 < sum(seen) / len(seen) < 0.53  # old numbers have no check: a slip that makes another cannot be told
