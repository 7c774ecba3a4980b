"""Registry IDs that are meant and not written: what is taken for one, and what it is mended to."""

import pytest

from .linted import diagnosed, page

Found = tuple[str, str, str | None, str | None]


def found_in(words: str) -> list[Found]:
    """Return the code of each broken ID, its words, and what its fix writes, with how safe that is."""
    text = page(results=f"It is known as {words} there.")
    return [
        (
            each.code,
            each.span.of(text),
            *((each.fix.edits[0].content, each.fix.applicability) if each.fix else (None, None)),
        )
        for each in diagnosed(text, "REG001", "REG005")
    ]


@pytest.mark.parametrize(
    ("words", "repair"),
    [
        ("NCT 03 95 11 16", "NCT03951116"),
        ("NCT0 3951116", "NCT03951116"),
        ("NCT03951-116", "NCT03951116"),
        ("NCT:03951116", "NCT03951116"),
        ("NCT_03951116", "NCT03951116"),
        ("NCT.03951116", "NCT03951116"),
        ("NCT/03951116", "NCT03951116"),
        ("NCT#03951116", "NCT03951116"),
        ("isrctn66279196", "ISRCTN66279196"),
        ("ISRCTN 6627 9196", "ISRCTN66279196"),
        ("ACTRN 12620000474954", "ACTRN12620000474954"),
        ("ACTRN12620 000 474 954", "ACTRN12620000474954"),
        ("DRKS 00012345", "DRKS00012345"),
        ("chictr2000012345", "ChiCTR2000012345"),
        ("ChiCTR 2000 012345", "ChiCTR2000012345"),
        ("ChiCTR-TRC10000123", "ChiCTR-TRC-10000123"),
        ("CTRI-2020-05-025123", "CTRI/2020/05/025123"),
        ("ctri/2020/05/025123", "CTRI/2020/05/025123"),
        ("JRCT2031200123", "jRCT2031200123"),
        ("jRCTS031200123", "jRCTs031200123"),
        ("IRCT 20080901001165 N12", "IRCT20080901001165N12"),
        ("RBR-8Y7H2K", "RBR-8y7h2k"),
        ("RBR 8y7h2k", "RBR-8y7h2k"),
        ("SLCTR 2019-012", "SLCTR/2019/012"),
        ("HKUCTR 1234", "HKUCTR-1234"),
        ("NL OMON 12345", "NL-OMON12345"),
        ("U1111–1234–5678", "U1111-1234-5678"),
        ("Japic CTI 123456", "JapicCTI-123456"),
        ("JMA IIA 00123", "JMA-IIA00123"),
    ],
)
def test_blanks_marks_and_case_have_a_safe_fix(words: str, repair: str) -> None:
    assert found_in(words) == [("REG001", words, repair, "safe")]


@pytest.mark.parametrize(
    ("words", "span", "repair"),
    [
        ("EudraCT 2011 001234 41", "2011 001234 41", "2011-001234-41"),
        ("EudraCT 2011–001234–41", "2011–001234–41", "2011-001234-41"),
        ("NCT 0395 1116 12", "NCT 0395 1116", "NCT03951116"),
    ],
)
def test_the_words_around_the_digits_of_an_id_are_left_as_they_are(words: str, span: str, repair: str) -> None:
    assert found_in(words) == [("REG001", span, repair, "safe")]


@pytest.mark.parametrize(
    ("words", "span", "repair"),
    [
        ("NCTQ3951116", None, "NCT03951116"),
        ("NCT03951i16", None, "NCT03951116"),
        ("NCT03951I16", None, "NCT03951116"),
        ("NCT0395l116", None, "NCT03951116"),
        ("NCT0395|116", None, "NCT03951116"),
        ("NCT039S1116", None, "NCT03951116"),
        ("NCT039s1116", None, "NCT03951116"),
        ("NCT0033066B", None, "NCT00330668"),
        ("NCT0Z200003", None, "NCT02200003"),
        ("NCT0z200003", None, "NCT02200003"),
        ("NСT03951116", None, "NCT03951116"),
        ("NCT０３９５１１１６", None, "NCT03951116"),
        ("CNT03951116", None, "NCT03951116"),
        ("NC03951116", None, "NCT03951116"),
        ("CT03951116", None, "NCT03951116"),
        ("ACTR12620000474954", None, "ACTRN12620000474954"),
        ("DKRS00012345", None, "DRKS00012345"),
        ("NCTnct03951116", None, "NCT03951116"),
        ("NCT No. 03951116", None, "NCT03951116"),
        ("NCTNo.03951116", None, "NCT03951116"),
        ("NCT-ID: 03951116", None, "NCT03951116"),
        ("NCT trial number 03951116", None, "NCT03951116"),
        ("ClinicalTrials.gov ID 03951116", "03951116", "NCT03951116"),
        ("Clinical Trials 03951116", "03951116", "NCT03951116"),
    ],
)
def test_letters_that_were_mistaken_have_an_unsafe_fix(words: str, span: str | None, repair: str) -> None:
    assert found_in(words) == [("REG001", span or words, repair, "unsafe")]


@pytest.mark.parametrize(
    "words",
    [
        "NCT 039511",
        "NCT 00039",
        "NCT 000039511167",
        "NCT 3951116",
        "NCT 395111678",
        "NCT 0395 1117",
        "NCT39511",
        "NCT012",
        "NCT03951AB6",
        "NCT0395l117",
        "NCTO3951117",
        "NCTo03951117",
        "NCT0395XX11",
        "ISRCTN6627919O",
        "CTRI/2020/5/025123",
        "CTRI/2020/025123",
        "jRCT 203120012",
        "IRCT20080901001165",
        "SLCTR/2019/12",
        "HKUCTR-12345",
        "NL-OMON123456",
        "U1111-123-5678",
        "JapicCTI-12345",
        "JMA-IIA0012",
        "ACTRN1262000047495",
        "DRKS00112345",
        "PACTR 20200123456789",
    ],
)
def test_an_id_that_cannot_be_told_is_reported_and_not_mended(words: str) -> None:
    assert found_in(words) == [("REG001", words, None, None)]


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("EudraCT number 2011-00123-15", "2011-00123-15"),
        ("EudraCT 2011-001234", "2011-001234"),
        ("NCT 0395111 6", "NCT 0395111"),
        ("NCT0395 111 6", "NCT0395"),
    ],
)
def test_what_cannot_be_told_is_reported_as_far_as_it_reaches(words: str, span: str) -> None:
    assert found_in(words) == [("REG001", span, None, None)]


@pytest.mark.parametrize(
    "words",
    [
        "NCT 0395",
        "NCT 0000395111678",
        "NCT 3951116789",
        "NCT3951",
        "NCT01",
        "NCT0395A1BC",
        "NCTOIlSBZZ0",
        "NCT 2021 0101",
        "NTC03951117",
        "nct: 03951116",
        "ClinicalTrials.gov number: 13951116",
    ],
)
def test_letters_and_digits_that_are_too_unlike_an_id_are_none(words: str) -> None:
    assert found_in(words) == []


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("NCTXXXXXXXX", "NCTXXXXXXXX"),
        ("NCTxxxxxxxx", "NCTxxxxxxxx"),
        ("NCT########", "NCT########"),
        ("NCTNNNNNNNN", "NCTNNNNNNNN"),
        ("NCT0395XXXX", "NCT0395XXXX"),
        ("NCT0395????", "NCT0395????"),
        ("NCT XXXXXXXX", "NCT XXXXXXXX"),
        ("NCT:XXXXXXXX-", "NCT:XXXXXXXX"),
        ("ISRCTNXXXXXXXX", "ISRCTNXXXXXXXX"),
        ("DRKS000XXXXX", "DRKS000XXXXX"),
        ("CTRI/XXXX/XX/XXXXXX", "CTRI/XXXX/XX/XXXXXX"),
        ("EudraCT XXXX-XXXXXX-XX", "XXXX-XXXXXX-XX"),
        ("NCT12345678", "NCT12345678"),
        ("NCT 12345678", "NCT 12345678"),
        ("NCT00000000", "NCT00000000"),
    ],
)
def test_digits_still_to_be_filled_in_are_a_filler(words: str, span: str) -> None:
    assert found_in(words) == [("REG005", span, None, None)]


def test_an_id_that_is_broken_twice_is_reported_twice() -> None:
    assert found_in("NCT 03951116 or NTC03951116 or NCT 0395 1116") == [
        ("REG001", "NCT 03951116", "NCT03951116", "safe"),
        ("REG001", "NTC03951116", "NCT03951116", "unsafe"),
        ("REG001", "NCT 0395 1116", "NCT03951116", "safe"),
    ]
