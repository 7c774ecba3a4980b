"""What counts as an abbreviation that a reader must be told: by its form, and by the words around it."""

import pytest

from .linted import words_reported


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The WOMAC fell.", ["WOMAC"]),
        ("The PROMs fell.", ["PROMs"]),
        ("The QoL rose.", ["QoL"]),
        ("The rhGH was given.", ["rhGH"]),
        ("The eGFR fell.", ["eGFR"]),
        ("The SUVmax fell.", ["SUVmax"]),
        ("The PaCO2 fell.", ["PaCO2"]),
        ("The VO2max rose.", ["VO2max"]),
        ("The HbA1c fell.", ["HbA1c"]),
        ("The FEV1 rose.", ["FEV1"]),
        ("The PHQ-9 fell.", ["PHQ-9"]),
        ("The EQ-5D rose.", ["EQ-5D"]),
        ("The ADAS-Cog fell.", ["ADAS-Cog"]),
        ("The R-CHOP plan was kept.", ["R-CHOP"]),
        ("The PANSS-T fell.", ["PANSS-T"]),
        ("The TUG-based test.", ["TUG"]),
        ("The non-HDL part.", ["HDL"]),
        ("The LDL/HDL ratio.", ["LDL", "HDL"]),
        ("The LDL+HDL sum.", ["LDL", "HDL"]),
        ("The LDL.HDL sum.", ["LDL", "HDL"]),
        ("The WOMAC's fall.", ["WOMAC"]),
        ("The LTP‐ZMAX value, then LTP-ZMAX.", ["LTP‐ZMAX"]),
        ("The DNA, the U.S. and the TUG.", ["TUG"]),
        ("The TUGs and the TUG fell.", ["TUGs"]),
        ("The PROM rose and the TUG fell; PROM was kept.", ["PROM", "TUG"]),
    ],
)
def test_an_abbreviation_is_reported_at_its_first_place(text: str, expected: list[str]) -> None:
    assert words_reported(text, "PLN001") == expected


@pytest.mark.parametrize(
    "text",
    [
        "A McDonald plan by AstraZeneca.",
        "The U.S. plan of M.D. Anderson and J.R.R. Tolkien.",
        "It is at WOMAC.org and at www.TUG.com.",
        "A Knee, an Arm and a Leg.",
        "The plan of @WOMAC and #TUG and x_WOMAC.",
        "The café ÀÉÈ was closed.",
        "It is NCTXXXXXXXX.",
        "Stage IIIA, IB2, T2N0M0, pT1b, N1M0, XII and IVB.",
        "The IL6, CD20, CYP3A4, TLR3, CCR5 and CXCR3 values.",
        "ABT-335, RAD001, AS2-1, A10, AB1-2, SHR-A2009 and SCN1A.",
        "A 99mTc scan and 18F.",
        "It was 500 IU at 80 mmHg, 3 MBq and 4 mEq.",
        "The DNA, HIV, MRI and BMI.",
        "COVID-19, COVID‑19 and COVID–19.",
        "In the USA, the UK and the EU.",
        "KRAS and BRAF and TNF.",
    ],
)
def test_names_codes_units_and_what_everybody_knows_are_none(text: str) -> None:
    assert words_reported(text, "PLN001") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The XYZA gene was seen.", []),
        ("The XYZA mutated cells.", []),
        ("A XYZA fusion was seen.", []),
        ("XYZA variants were seen.", []),
        ("The gene XYZA was seen.", []),
        ("The gene called XYZA was seen.", []),
        ("A gene named “XYZA” was seen.", []),
        ("The XYZA value was seen.", ["XYZA"]),
        ("The HLA gene was seen.", ["HLA"]),
        ("The XYZA® plan.", []),
        ("The XYZA ™ plan.", []),
        ("They came from Houston, TX, by bus.", []),
        ("They came from Houston TX by bus.", ["TX"]),
        ("The FLAURA trial ended.", []),
        ("The “FLAURA” study ended.", []),
        ("The FLAURA 2 trial ended.", []),
        ("They joined a FLAURA study.", ["FLAURA"]),
        ("They joined each FLAURA study.", ["FLAURA"]),
        ("They joined the FLAURA study.", []),
        ("The TUG trial ended.", ["TUG"]),
        ("The WRST trial ended.", ["WRST"]),
        ("An app called WALKY was used.", []),
        ("A course of weeks, known as the WALKY, was used.", []),
        ("A trial named WALKY was held.", []),
        ("The WALKY app was used.", ["WALKY"]),
    ],
)
def test_genes_brands_studies_and_states_are_names(text: str, expected: list[str]) -> None:
    assert words_reported(text, "PLN001") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It did NOT help.", []),
        ("STOP HERE NOW was written on it.", []),
        ("The TUG and PROM fell.", ["TUG", "PROM"]),
        ("WALK MORE OFTEN was written on it.", []),
        ("WALK QUICK was written on it.", ["WALK", "QUICK"]),
        ("FINDINGS: the knee bent.", []),
        ("The walk was a WALK.", []),
        ("The walk was a WALKING.", ["WALKING"]),
        ("The tug was a TUG.", ["TUG"]),
        ("Children with ALL came.", ["ALL"]),
        ("Children with relapsed ALL came.", ["ALL"]),
        ("Children with ALL the patients came.", []),
        ("Children and ALL women came.", []),
        ("ALL came.", []),
        ("Nearly ALL came.", []),
        ("The risk fell (OR 0.7).", ["OR"]),
        ("The risk fell (OR = 2).", ["OR"]),
        ("The risk fell (OR: 2).", ["OR"]),
        ("The risk was given (OR).", ["OR"]),
        ("The ORs 2.1 and 2.2 were given.", ["ORs"]),
        ("Walk OR rest.", []),
        ("Walk OR 3 rests.", []),
    ],
)
def test_a_word_in_capitals_is_no_abbreviation(text: str, expected: list[str]) -> None:
    assert words_reported(text, "PLN001") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A PET/CT scan was taken.", ["PET"]),
        ("Donors were HLA-matched.", ["HLA"]),
        ("The HDL-TUG sum.", ["HDL-TUG"]),
        ("The HDL-TUG sum and the TUG.", ["HDL-TUG"]),
        ("High-density lipoprotein (HDL) was seen. The HDL-TUG sum.", ["TUG"]),
        ("The TUG fell. The HDL-TUG sum.", ["TUG"]),
        ("High-density lipoprotein (HDL) and timed up and go (TUG) came. The HDL-TUG sum.", []),
        ("The MRI-TUG sum.", ["TUG"]),
    ],
)
def test_of_a_compound_only_what_is_not_known_is_reported(text: str, expected: list[str]) -> None:
    assert words_reported(text, "PLN001") == expected
