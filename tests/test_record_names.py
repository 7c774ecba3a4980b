"""What a study is called, what it tries and in whom: what counts as the record's name, and what does not."""

import pytest

from .recorded import against, messages, record_of

UPDATED = "(updated 2021-06-30)"
OFFICIAL = "A Randomized Trial of Brisk Walking for Stiffness of the Knee in Adults Over 60"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Naproxen", "Naproxen tablets twice daily."),
        ("Naproxen sodium 220 mg tablet", "Naproxen twice daily."),
        ("Estrogens", "Oestrogen twice daily."),
        ("Beta-carotene", "β-carotene twice daily."),
        ("Interferon gamma", "γ-interferon once a week."),
        ("Ciprofloxacin", "CIPROFLOXACIN twice daily."),
        ("Crème brûlée", "Creme brulee after dinner."),
        ("Randomisation app", "Randomization app on a phone."),
        ("Sulphasalazine", "Sulfasalazine twice daily."),
        ("Allergen therapies", "An allergen in drops."),
        ("Cognitive behavioral therapy", "CBT in groups of six."),
        ("Transcranial magnetic stimulation", "TMS on five days a week."),
        ("Proton pump inhibitor", "A PPI once daily."),
        ("TENS", "Transcutaneous electrical nerve stimulation at home."),
        ("INCB47986", "INCB 47986 by mouth."),
        ("INCB 47986", "INCB-47986 by mouth."),
        ("Radiotherapy", "Irradiation of the whole breast."),
        ("Acetaminophen", "Paracetamol four times daily."),
        ("Walking", "A plan of walks, three a week."),
        ("Walk", "Walking in the evening."),
        ("Walking", "A walk in the evening."),
        ("Meditation", "Meditative breathing once a day."),
        ("Vaccination", "A vaccine in the upper arm."),
        ("Yoga (hatha)", "Hatha yoga twice a week."),
        ("Omega-3 capsules", "Omega-3 fatty acids."),
    ],
)
def test_an_intervention_is_named_in_its_own_words_or_others(name: str, text: str) -> None:
    assert messages("REC007", text, "intervention", interventions=[name], arms=[]) == []


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["Naproxen"], "Ibuprofen tablets twice daily."),
        (["Naproxen 220 mg"], "Ibuprofen 220 mg twice daily."),
        (["Naproxen sodium"], "Sodium chloride twice daily."),
        (["Esketamine"], "Ketamine once."),
        (["Estradiol"], "Estriol once daily."),
        (["INCB47986"], "INCB99123 by mouth."),
        (["Iron"], "Ironclad shoes."),
        (["TENS"], "A walk in the evening."),
        (["Proton pump inhibitor"], "PPV once daily."),
        (["Placebo", "Naproxen"], "A placebo twice daily."),
    ],
)
def test_another_intervention_is_told_with_those_of_the_record(names: list[str], text: str) -> None:
    recorded = f"`{', '.join(names)}` {UPDATED}"
    told = f"The field names none of the record's interventions; the record says {recorded}"
    assert messages("REC007", text, "intervention", interventions=names, arms=[]) == [told]


@pytest.mark.parametrize(
    ("count", "listed"),
    [
        (1, "Zinca"),
        (5, "Zinca, Zincb, Zincc, Zincd, Zince"),
        (6, "Zinca, Zincb, Zincc, Zincd, Zince, …"),
        (7, "Zinca, Zincb, Zincc, Zincd, Zince, …"),
    ],
)
def test_five_names_of_the_record_are_told_and_dots_for_the_rest(count: int, listed: str) -> None:
    names = [f"Zinc{letter}" for letter in "abcdefg"[:count]]
    (told,) = messages("REC007", "Ibuprofen tablets.", "intervention", interventions=names, arms=[])
    assert told.endswith(f"the record says `{listed}` {UPDATED}")
    (told,) = messages("REC008", "Brisk Walks", "title", conditions=names, keywords=[])
    assert told.endswith(f"the record says `{listed}` {UPDATED}")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"interventions": ["Naproxen"], "arms": ["Ibuprofen"]}, True),
        ({"interventions": ["Naproxen"], "arms": ["Aspirin"]}, False),
        ({"interventions": [{"type": "DRUG", "name": "Advil", "other_names": ["ibuprofen"]}], "arms": []}, True),
        ({"interventions": ["Advil"], "arms": [], "intervention_mesh": ["Ibuprofen"]}, True),
        ({"interventions": ["Advil"], "arms": []}, False),
        ({"interventions": ["Placebo", "Control group"], "arms": []}, True),
        ({"interventions": [], "arms": ["Aspirin"]}, True),
        ({"interventions": ["Advil"], "arms": [], "study_type": "OBSERVATIONAL"}, False),
    ],
)
def test_arms_other_names_and_mesh_terms_name_an_intervention(fields: dict[str, object], *, named: bool) -> None:
    found = against(record_of(**fields), "REC007", "Ibuprofen tablets.", "intervention")
    assert (not found) is named


@pytest.mark.parametrize(
    ("text", "study_type", "reported"),
    [
        ("No treatment was assigned.", "OBSERVATIONAL", False),
        ("People were observed for a year.", "OBSERVATIONAL", False),
        ("No treatment was assigned.", "INTERVENTIONAL", True),
        ("Blood was drawn once.", "OBSERVATIONAL", True),
    ],
)
def test_a_study_that_only_watches_may_name_no_intervention(text: str, study_type: str, *, reported: bool) -> None:
    found = messages("REC007", text, "intervention", interventions=["Advil"], arms=[], study_type=study_type)
    assert bool(found) is reported


TITLED = "# {}\n\nSource: clinicaltrials:NCT03951116\n"


@pytest.mark.parametrize(
    ("title", "conditions", "named"),
    [
        ("Walking With COPD", ["Chronic Obstructive Pulmonary Disease"], True),
        ("Walking With Chronic Obstructive Pulmonary Disease", ["COPD"], True),
        ("Walking With Diabetes", ["Diabetic Foot"], True),
        ("Walking With High Blood Pressure", ["Hypertension"], True),
        ("Walking With Asthma", ["Asthmatic"], True),
        ("Walking With Painful Knees", ["Knee Pain"], True),
        ("Walking With Pain", ["Cold Sore"], True),
        ("Walking With Anaemia", ["Anemia"], True),
        ("Walking With Allergies", ["Allergy"], True),
        ("Walking With Tumours", ["Solid Tumor"], True),
        ("Walking After Cancer", ["Recurrent Cancer"], True),
        ("Walking With a Bad Back", ["Metastatic Cancer"], False),
        ("Walking With Eczema", ["Psoriasis"], False),
        ("Walking With HER2-Positive Stomach Cancer", ["HER2-positive Breast Cancer"], False),
        ("Walking With HER2-Positive Breast Cancer", ["HER2-positive Breast Cancer"], True),
        ("Walking With HER2-Positive Disease", ["HER2-positive Cancer"], True),
        ("Walking With Lupus", ["Healthy Volunteers"], True),
        ("Walking With Lupus", ["Acute Disease"], True),
    ],
)
def test_a_condition_is_named_in_its_own_words_or_others(title: str, conditions: list[str], *, named: bool) -> None:
    told = f"Titles, Background and Population name none of the record's conditions; the record says `{conditions[0]}`"
    found = messages("REC008", TITLED.format(title), "whole", conditions=conditions, keywords=[])
    assert found == ([] if named else [f"{told} {UPDATED}"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("# Walks\n\n*A Trial of Walks in Psoriasis*\n\n## Background\n\nSkin.\n\n", True),
        ("# Walks\n\n## Background\n\nPsoriasis is common.\n\n", True),
        ("# Walks\n\n## Study Design\n\n### Population\n\nAdults with psoriasis.\n\n", True),
        ("# Walks\n\n## Study Design\n\n### Outcome\n\nThe spread of psoriasis.\n\n", False),
        ("# Walks\n\n## Results\n\nPsoriasis was less.\n\n", False),
        ("# Walks\n\n## Why It Matters\n\nPsoriasis is common.\n\n", False),
    ],
)
def test_a_condition_is_named_in_titles_background_and_population(text: str, *, named: bool) -> None:
    whole = f"{text}Source: clinicaltrials:NCT03951116\n"
    found = against(record_of(conditions=["Psoriasis"], keywords=[]), "REC008", whole, "whole")
    assert [diagnostic.words for diagnostic in found] == ([] if named else ["walks"])


@pytest.mark.parametrize("field", ["keywords", "condition_mesh"])
def test_keywords_and_mesh_terms_of_the_record_name_a_condition(field: str) -> None:
    fields = {"conditions": ["Gait Disorders"], "keywords": []} | {field: ["Psoriasis"]}
    assert messages("REC008", TITLED.format("Walks With Psoriasis"), "whole", **fields) == []
    assert messages("REC008", TITLED.format("Walks With Eczema"), "whole", **fields) != []


@pytest.mark.parametrize(
    ("title", "fields", "right"),
    [
        (OFFICIAL, {}, True),
        (OFFICIAL.upper() + ".", {}, True),
        (OFFICIAL.replace("60", "70"), {}, False),
        (OFFICIAL.replace("Brisk ", ""), {}, False),
        ("Brisk Walking for Stiff Knees", {}, True),
        ("Brisk Walking for Stiff Knees (BRISK)", {"acronym": "BRISK"}, True),
        ("BRISK: Brisk Walking for Stiff Knees", {"acronym": "BRISK"}, True),
        (
            "Brisk Walking for Stiff Knees",
            {"brief_title": "Brisk Walking for Stiff Knees BRISK", "acronym": "BRISK"},
            True,
        ),
        ("Brisk Walking for Stiff Knees (BRISK)", {}, False),
        ("Brisk Walking for Stiff Knees (SLOW)", {"acronym": "BRISK"}, False),
        ("A Randomized Trial of Brisk Walking …", {}, True),
        ("A Randomized Trial of Brisk Walking...", {}, True),
        ("A Randomized Trial of Brisk Walking", {}, False),
        ("A Randomized Trial of Slow Walking…", {}, False),
        ("Walks & Rests", {"official_title": "Walks and Rests"}, True),
        ("Walks and Rests", {"official_title": "Walks &amp; Rests"}, True),
        ("Walks or Rests", {"official_title": "Walks & Rests"}, False),
        ("\x1e", {}, True),
    ],
)
def test_the_official_title_is_one_of_the_records(title: str, fields: dict[str, str], *, right: bool) -> None:
    official = fields.get("official_title", OFFICIAL)
    told = f"`{title}` is not the record's title; the record says `{official}` {UPDATED}"
    assert messages("REC006", title, "official-title", **fields) == ([] if right else [told])


@pytest.mark.parametrize(
    ("lacking", "recorded"),
    [
        (("official_title",), "Brisk Walking for Stiff Knees"),
        (("brief_title",), OFFICIAL),
        (("official_title", "brief_title"), None),
    ],
)
def test_a_title_that_the_record_lacks_is_not_told(lacking: tuple[str, ...], recorded: str | None) -> None:
    found = against(record_of(lacking), "REC006", "Slow Walking", "official-title")
    told = f"`Slow Walking` is not the record's title; the record says `{recorded}` {UPDATED}"
    assert [diagnostic.message for diagnostic in found] == ([told] if recorded else [])
