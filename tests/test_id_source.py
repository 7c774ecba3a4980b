"""The source line's record, the IDs of the text beside it, and IDs in addresses."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.other_studies import foreign_ids
from digestlint.facts.registry_ids import registry_ids
from digestlint.facts.source_record import source_record

from .linted import diagnosed, page, reported

Read = Callable[[str], Digest]
SOURCE = "clinicaltrials:NCT03951116"
CTGOV = "ClinicalTrials.gov"


def messages(code: str, text: str) -> list[str]:
    return [found.message for found in diagnosed(text, code)]


@pytest.mark.parametrize(
    ("words", "prefix", "registry", "value", "broken"),
    [
        ("[NCT03951116](https://clinicaltrials.gov/study/NCT03951116)", None, CTGOV, "NCT03951116", False),
        ("trial : NCT03951116", None, CTGOV, "NCT03951116", False),
        ("registry: NCT03951116", None, CTGOV, "NCT03951116", False),
        ("study:NCT03951116", "study", CTGOV, "NCT03951116", False),
        ("ID NCT03951116", None, CTGOV, "NCT03951116", False),
        ("ct.gov (NCT03951116)", "ct.gov", CTGOV, "NCT03951116", False),
        ("clinicaltrials#NCT03951116", "clinicaltrials", CTGOV, "NCT03951116", False),
        ("Registered as NCT03951116", None, CTGOV, "NCT03951116", False),
        ("ictrp:NCT03951116", "ictrp", CTGOV, "NCT03951116", False),
        ("nlm:NCT0395111 NCT03951116", "nlm", CTGOV, "NCT03951116", False),
        ("NCT03951117 and NCT03951116", None, CTGOV, "NCT03951117", False),
        ("clinicaltrials:NCT0395111", "clinicaltrials", CTGOV, None, True),
        ("clinicaltrials:00330668", "clinicaltrials", CTGOV, None, True),
        ("clinicaltrials:12", "clinicaltrials", None, None, False),
        ("clinicaltrials:TBD", "clinicaltrials", None, None, False),
        ("https://pubmed.ncbi.nlm.nih.gov/16333295/", None, None, "16333295", False),
        ("www.ncbi.nlm.nih.gov/pubmed/16333295", None, None, "16333295", False),
        ("https://example.org/nothing/123", None, None, None, False),
        ("pmid:16333295", "pmid", "PubMed", "16333295", False),
        ("medline:0123", "medline", None, None, False),
        ("PMC3084216", None, "PubMed Central", "PMC3084216", False),
        ("clinicaltrials:PMC3084216", "clinicaltrials", "PubMed Central", "PMC3084216", False),
        ("https://doi.org/10.1000/xyz123", None, "DOI", "10.1000/xyz123", False),
        ("hc:123456", "hc", "Health Canada", "123456", False),
        ("umin:C000000123", "umin", "UMIN-CTR", "C000000123", False),
        ("nowhere:123", "nowhere", None, None, False),
        ("a journal", None, None, None, False),
    ],
)
def test_what_the_source_line_names(
    read: Read, words: str, prefix: str | None, registry: str | None, value: str | None, *, broken: bool
) -> None:
    found = read(page().replace(SOURCE, words)).fact(source_record)
    assert found
    told = (found.prefix, found.registry and found.registry.name, found.value, found.broken)
    assert told == (prefix, registry, value, broken)


def test_a_digest_without_a_source_line_names_no_record(read: Read) -> None:
    assert read("# A Study\n\n## Results\n\nIt ended with NCT03951116.\n").fact(source_record) is None


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("clinicaltrials:ISRCTN66279196", "the prefix of ClinicalTrials.gov before an ID of ISRCTN"),
        ("doi:NCT03951116", "the prefix of DOI before an ID of ClinicalTrials.gov"),
        ("study:NCT03951116", "a prefix that no registry has"),
        ("nowhere:123", "a prefix that no registry has"),
        ("nowhere:abc", None),
        ("ictrp:NCT03951116", None),
        ("clinicaltrials.gov:NCT03951116", None),
        ("study: NCT03951116", None),
        ("clinicaltrials:NCT0395111", None),
    ],
)
def test_a_prefix_stands_before_an_id_of_its_registry(words: str, fault: str | None) -> None:
    text = page().replace(SOURCE, words)
    assert messages("REG003", text) == ([f"`{words}` has {fault}"] if fault else [])


@pytest.mark.parametrize(
    ("words", "reported_words"),
    [
        ("a journal", ["a journal"]),
        ("nowhere:TBD", ["nowhere:TBD"]),
        ("clinicaltrials:TBD", ["clinicaltrials:TBD"]),
        ("https://example.org/nothing/123", ["https://example.org/nothing/123"]),
        ("nowhere:123", []),
        ("clinicaltrials:NCT0395111", []),
        (SOURCE, []),
    ],
)
def test_a_source_that_names_no_record_is_reported(words: str, reported_words: list[str]) -> None:
    text = page().replace(SOURCE, words)
    assert messages("REG002", text) == [f"The source `{each}` names no record" for each in reported_words]


@pytest.mark.parametrize(
    ("background", "named"),
    [
        ("It is listed as NCT00330668.", "NCT00330668"),
        ("It is listed as NCT00330668 and NCT00125164.", "NCT00330668"),
        ("It is listed as ISRCTN66279196.", "ISRCTN66279196"),
        ("It is listed as NCT00330668 and NCT03951116.", None),
        ("It is listed as NCT03951116.", None),
        ("It is listed as NCT 00330668.", None),
        ("It has the number U1111-1234-5678.", None),
        ("It is listed there.", None),
        ("<!-- NCT00330668 --> It is listed there.", None),
    ],
)
def test_the_text_names_the_id_of_the_source_if_it_names_any(background: str, named: str | None) -> None:
    told = f"The text names `{named}`, and nowhere the source's ID `NCT03951116`"
    assert messages("REG004", page(background=background)) == ([told] if named else [])


@pytest.mark.parametrize(
    "source", ["pubmed:12345678", "doi:10.1000/xyz123", "nowhere:123", "clinicaltrials:NCT0395111"]
)
def test_a_source_that_is_no_registration_is_held_against_no_id(source: str) -> None:
    text = page(background="It is listed as NCT00330668.").replace(SOURCE, source)
    assert messages("REG004", text) == []


@pytest.mark.parametrize(
    ("results", "foreign"),
    [
        ("This study (NCT03951116) followed NCT00330668 and ISRCTN66279196.", ["NCT00330668", "ISRCTN66279196"]),
        ("This study followed NCT00330668.", []),
        ("This study (NCT03951116) ended.", []),
        ("This study (NCT03951116) followed NCT 00330668.", []),
    ],
)
def test_other_ids_are_of_other_studies_where_the_studys_own_is_named(
    read: Read, results: str, foreign: list[str]
) -> None:
    digest = read(page(results=results))
    assert [digest.text(span) for span in digest.fact(foreign_ids)] == foreign


ADDRESSES = [
    "https://clinicaltrials.gov/study/nct00330668",
    "www.example.org/nct00330668",
    "[the study](x/nct00330668)",
    '<a href="x/nct00330668">it</a>',
    "src=x-nct00330668",
    "10.1000/nct00330668",
    "example.org/nct00330668",
    "me@nct00330668.org",
    "nct00330668.png",
    "nct00330668.pdf",
    "igf-1-nct00330668",
    "nct00330668-igf",
    "nct00330668_igf",
    "nct00330668.doc",
    "#nct00330668",
    "https://clinicaltrials.gov/study/NCT 00330668",
    "there.\nurl: nct00330668",
]
NO_ADDRESSES = [
    "nct00330668",
    "[nct00330668](x/y)",
    "(https://example.org) nct00330668",
    "https://example.org nct00330668",
    "https://example.org\tnct00330668",
    '"https://example.org"nct00330668',
    "a note on the url: nct00330668",
    "NCT 00330668-igf",
]


@pytest.mark.parametrize("words", ADDRESSES)
def test_an_id_of_an_address_may_be_spelled_small_and_names_its_record(read: Read, words: str) -> None:
    text = page(results=f"It is {words} there.")
    assert [found.value for found in read(text).fact(registry_ids)] == ["NCT00330668", "NCT03951116"]
    assert reported(text, "REG001") == []


@pytest.mark.parametrize("words", NO_ADDRESSES)
def test_an_id_of_the_prose_is_spelled_as_its_registry_has_it(words: str) -> None:
    assert [fix for _, fix in reported(page(results=f"It is {words} there."), "REG001")] == ["NCT00330668"]


@pytest.mark.parametrize(
    "key", ["slug", "permalink", "url", "path", "file", "filename", "image", "canonical", "link", "Slug"]
)
def test_a_key_of_front_matter_may_hold_an_id_in_small_letters(key: str) -> None:
    assert reported(f"---\n{key}: nct00330668\n---\n\n{page()}", "REG001") == []
    assert reported(f"---\n{key} : nct00330668\n---\n\n{page()}", "REG001") == []


def test_a_title_in_front_matter_spells_an_id_as_its_registry_has_it() -> None:
    assert reported(f"---\ntitle: nct00330668\n---\n\n{page()}", "REG001") == [("nct00330668", "NCT00330668")]


def test_an_id_of_an_address_is_not_told_again_where_it_stands_elsewhere(read: Read) -> None:
    text = page(results="NCT00330668 is at https://clinicaltrials.gov/study/NCT00330668 now.")
    assert [found.value for found in read(text).fact(registry_ids)] == ["NCT00330668", "NCT03951116"]


def test_an_id_that_fails_is_told_with_those_next_to_it() -> None:
    text = page(results="It is listed as NCT03951117.")
    (found,) = messages("REG006", text)
    assert found.startswith("`NCT03951117` fails the check digits of ClinicalTrials.gov")
    assert messages("REG006", page(results="It is listed as NCT03951116 or NCT12345678 or NCT0395111.")) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [("nct12345678", "REG005"), ("nct03951117", "REG006"), ("nct00330668", None)],
)
def test_an_id_of_an_address_may_be_a_filler_or_fail(words: str, code: str | None) -> None:
    text = page(results=f"It is at https://clinicaltrials.gov/study/{words} now.")
    found = diagnosed(text, "REG001", "REG005", "REG006")
    assert [each.code for each in found] == ([code] if code else [])
