"""Which words explain an abbreviation: beside it, elsewhere in the prose, and those that only look like its long form."""

import pytest

from .linted import diagnosed, page, said, words_reported


@pytest.mark.parametrize(
    "text",
    [
        "The timed up and go (TUG) fell.",
        "The timed up and go [TUG] fell.",
        "The timed up and go — TUG — fell.",
        "The timed up and go – TUG – fell.",
        "The timed up and go: TUG.",
        "The timed up and go, or TUG, fell.",
        "The timed up and go, also known as the TUG, fell.",
        "The timed up and go, TUG, fell.",
        "The timed up and go (“TUG”) fell.",
        "The timed up and go (or TUG) fell.",
        "The timed up and go (often called the TUG) fell.",
        "The timed up and go is abbreviated as TUG.",
        "The timed up and go is usually called TUG.",
        "The timed up and go test, version 2 (TUG), fell.",
        "The timed up and go (a test; TUG) fell.",
        "The TUG (timed up and go) fell.",
        "The TUG [timed up and go] fell.",
        "The TUG, timed up and go, fell.",
        "The TUG, or timed up and go, fell.",
        "The TUG – timed up and go – fell.",
        "The TUG: timed up and go.",
        "TUG stands for timed up and go.",
        "TUG, which stands for timed up and go, fell.",
        "TUG is short for timed up and go.",
        "TUG is an acronym of timed up and go.",
        "TUG means timed up and go.",
        "The TUG (short for the “timed up and go”) fell.",
        "The TUGs (timed up and goes) fell.",
        "They timed, up and go, each walk. The TUG fell.",
        "The TUG fell. The timed up and go took a minute.",
        "The TUG was kept. The timed up and go (TUG) fell.",
        "The electrocardiogram (ECGR) was read.",
        "The hepatocellular carcinoma (HCC) grew.",
        "An analysis of covariance (ANCOVA) was made.",
        "Low-density and high-density lipoprotein (LDL and HDL) fell.",
        "Low-density and high-density lipoprotein [LDL and HDL] fell.",
        "The electrocardiogram (in bed, by an ECGR) came.",
        "The Western Ontario and McMaster Universities Arthritis Index (WOMAC) fell.",
        "The Kansas City Cardiomyopathy Questionnaire (KCCQ-12) fell.",
        "Health-related quality of life (HRQoL) rose.",
        "Recombinant human growth hormone (rhGH) was given.",
        "Estimated glomerular filtration rate (eGFR) fell.",
        "Standardized uptake value (SUVmax) fell.",
        "Activities of daily living (ADLs) rose. An ADL is one of them.",
        "The peptide's own name (PON) was kept.",
    ],
)
def test_a_long_form_beside_an_abbreviation_or_elsewhere_explains_it(text: str) -> None:
    assert words_reported(text, "PLN001") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A walk of three meters (TUG) fell.", ["TUG"]),
        ("The timed walk (TUG) fell.", ["TUG"]),
        ("The TUG (a walk of three meters) fell.", ["TUG"]),
        ("The TUG (the time of a tug) fell.", ["TUG"]),
        ("They went up and down. The TUG fell.", ["TUG"]),
        ("They got up, then they went. The TUG fell.", ["TUG"]),
        ("Overall it was good for years. The OS fell.", ["OS"]),
        ("Timed up to the very last of all the many long days they go (TUG).", ["TUG"]),
        ("Only some came, by and by (OSX).", ["OSX"]),
        ("The electrocardiogram (in bed) was read beside the ECGR.", ["ECGR"]),
        ("The walk (one hour) and electrocardiogram (daily) beside the ECGR came.", ["ECGR"]),
        ("The TUG (timed; up it goes) fell.", ["TUG"]),
        ("A low count (LDL) was seen.", ["LDL"]),
        ("The Kansas City walk (KCCQ) fell.", ["KCCQ"]),
        ("The group of knees (GFR) fell.", ["GFR"]),
        ("Pain, then rest (PROM).", ["PROM"]),
        ("A sum, SM, was kept.", ["SM"]),
        ("The health assessment questionnaire (HAQ-DI) fell. The HAQ-DI was kept.", ["DI"]),
    ],
)
def test_words_that_do_not_show_its_letters_explain_nothing(text: str, expected: list[str]) -> None:
    assert words_reported(text, "PLN001") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blood pressure fell. The BP was kept.", []),
        ("The BP was kept.", ["BP"]),
        ("The glycated hemoglobin fell. The HbA1c was kept.", []),
        ("The average blood sugar fell. The HbA1c was kept.", []),
        ("The standard deviation was small. The SD was 2.", []),
        ("The odds ratio was small (OR 0.7).", []),
        ("The gastrointestinal tract. The GI tract.", []),
        ("The alanine transaminase rose. The ALT fell.", []),
        ("The hazard ratio (HR) fell.", []),
    ],
)
def test_some_long_forms_are_known_whose_letters_differ(text: str, expected: list[str]) -> None:
    assert words_reported(text, "PLN001") == expected


@pytest.mark.parametrize(
    ("keywords", "text", "expected"),
    [
        ({"XOLO": ()}, "Shoes by XOLO.", []),
        ({}, "Shoes by XOLO.", ["XOLO"]),
        ({"XOLO": ("XL2000",)}, "Shoes by XOLO.", []),
        ({"shoes": ("XOLO",)}, "Sandals by XOLO.", []),
        ({"range of motion": ("ROM",)}, "The ROM rose.", ["ROM"]),
        ({"ROM": ("range of motion",)}, "The ROM rose.", ["ROM"]),
        ({"range of motion": ("ROM",)}, "The range of motion was kept. The ROM rose.", []),
        ({"how far a knee bends": ("ROM",)}, "How far a knee bends was kept. The ROM rose.", []),
        ({"motility": ("ROM",)}, "Motility was kept. The ROM rose.", []),
        ({"WXYZ": ("walking growth factor",)}, "The WXYZ rose.", []),
        ({"wXYZ": ("walking growth factor",)}, "The wXYZ rose.", ["wXYZ"]),
        ({"PSMA": ("prostate-specific membrane antigen",)}, "The PSMA rose.", []),
    ],
)
def test_the_vocabulary_knows_products_and_molecules(
    keywords: dict[str, tuple[str, ...]], text: str, expected: list[str]
) -> None:
    whole = page(results=text)
    assert [each.span.of(whole) for each in diagnosed(whole, "PLN001", keywords=keywords)] == expected


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        (["TUG"], "The TUG fell.", []),
        (["TUG"], "The TUGs and the PROM fell.", ["PROM"]),
        (["HDL-TUG"], "The HDL-TUG sum.", []),
        (["HDL-TUG"], "The HDL‑TUG sum.", []),
        (["HDL-TUG"], "The HDL–TUG sum.", []),
        (["HDL", "TUG"], "The HDL-TUG sum.", []),
        (["HDL"], "The HDL-TUG sum.", ["HDL-TUG"]),
        (["tug"], "The TUG fell.", ["TUG"]),
    ],
)
def test_a_site_may_name_those_that_its_readers_know(known: list[str], text: str, expected: list[str]) -> None:
    told = [(words, f"`{words}` is nowhere spelled out") for words in expected]
    assert said(page(results=text), "PLN001", known=known) == told
