"""Small facts, each by what people write: relations of p-values, broken IDs, source lines, forms of claims."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.brackets import opening, outside_brackets
from digestlint.facts.claims import claims_of
from digestlint.facts.cues import verb
from digestlint.facts.registry_ids import registry_ids
from digestlint.facts.source_record import source_record
from digestlint.facts.statistics import p_values
from digestlint.patterns import lazy

from .linted import page, reported, words_reported

Read = Callable[[str], Digest]
SOURCE = "clinicaltrials:NCT03951116"


@pytest.mark.parametrize(
    ("words", "relation", "value", "significant"),
    [
        ("p = 0.03", "=", "0.03", True),
        ("p = 0.30", "=", "0.30", False),
        ("p<0.05", "<", "0.05", True),
        ("p < 0.1", "<", "0.1", None),
        ("p<=0.05", "≤", "0.05", True),
        ("p ≤ 0.05", "≤", "0.05", True),
        ("p ⩽ 0.05", "≤", "0.05", True),
        ("p ≦ 0.05", "≤", "0.05", True),
        ("p >= 0.2", "≥", "0.2", False),
        ("p ⩾ 0.2", "≥", "0.2", False),
        ("p ≧ 0.2", "≥", "0.2", False),
        ("p > 0.2", ">", "0.2", False),
        ("p > 0.01", ">", "0.01", None),
        ("p less than 0.05", "<", "0.05", True),
        ("p below 0.05", "<", "0.05", True),
        ("p at most 0.05", "≤", "0.05", True),
        ("p less than or equal to 0.05", "≤", "0.05", True),
        ("p more than 0.2", ">", "0.2", False),
        ("p was above 0.2", ">", "0.2", False),
        ("p at least 0.2", "≥", "0.2", False),
        ("p greater than or equal to 0.2", "≥", "0.2", False),
        ("p = 3%", "=", "0.03", True),
        ("p = zero", "=", "0", True),
    ],
)
def test_a_p_value_is_read_with_its_relation(
    read: Read, words: str, relation: str, value: str, *, significant: bool | None
) -> None:
    (found,) = read(page(results=f"The groups differed ({words}).")).fact(p_values)
    assert (found.relation, str(found.value), found.significant) == (relation, value, significant)
    assert not found.special


@pytest.mark.parametrize(
    ("words", "special"),
    [("p for interaction = 0.2", True), ("p for the difference = 0.2", False), ("p for the comparison = 0.2", False)],
)
def test_a_p_value_of_another_test_is_special(read: Read, words: str, *, special: bool) -> None:
    (found,) = read(page(results=f"The groups differed ({words}).")).fact(p_values)
    assert found.special is special


@pytest.mark.parametrize(
    ("words", "repair"),
    [
        ("NCTNCT03951116", "NCT03951116"),
        ("nct03951116", "NCT03951116"),
        ("NCT 0395 1116", "NCT03951116"),
        ("NCT: 03951116", "NCT03951116"),
        ("NCT-03951116", "NCT03951116"),
        ("NCT No. 03951116", "NCT03951116"),
        ("NCTO3951116", "NCT03951116"),
        ("NCTo03951116", "NCT03951116"),
        ("NCT03951l16", "NCT03951116"),
        ("NTC03951116", "NCT03951116"),
        ("NCT0395111", None),
        ("NCT039511167", None),
        ("NCT0395111A", None),
        ("NCT012", None),
        ("NCT 0003951116", None),
        ("ISRCTN6627919", None),
    ],
)
def test_a_broken_id_is_found_whole_and_mended_where_that_is_certain(
    read: Read, words: str, repair: str | None
) -> None:
    digest = read(page(results=f"It is known as {words} there."))
    (found,) = (each for each in digest.fact(registry_ids) if not each.well_formed)
    assert (digest.text(found.span), found.value) == (words, None)
    assert [fix for _, fix in reported(digest.source.text, "REG001")] == [repair]


@pytest.mark.parametrize("words", ["NCT395", "NCT 395111", "NCT: No", "the nct: 12345678", "NCTs", "NCT\n\n03951117"])
def test_what_is_no_id_is_not_taken_for_one(read: Read, words: str) -> None:
    digest = read(page(results=f"It is known as {words} there."))
    assert {digest.text(each.span) for each in digest.fact(registry_ids)} == {"NCT03951116"}


@pytest.mark.parametrize(
    ("words", "prefix", "registry", "value"),
    [
        (SOURCE, "clinicaltrials", "ClinicalTrials.gov", "NCT03951116"),
        ("ClinicalTrials.gov NCT03951116", "ClinicalTrials.gov", "ClinicalTrials.gov", "NCT03951116"),
        ("trial: NCT03951116", None, "ClinicalTrials.gov", "NCT03951116"),
        ("Study:NCT03951116", "Study", "ClinicalTrials.gov", "NCT03951116"),
        ("nowhere:NCT03951116", "nowhere", "ClinicalTrials.gov", "NCT03951116"),
        ("(ISRCTN ISRCTN66279196)", "ISRCTN", "ISRCTN", "ISRCTN66279196"),
        ("DRKS [DRKS00000001]", "DRKS", "DRKS", "DRKS00000001"),
        ("EudraCT 2011-001234-56", "EudraCT", "EudraCT", "2011-001234-56"),
        ("https://clinicaltrials.gov/study/NCT03951116", None, "ClinicalTrials.gov", "NCT03951116"),
        ("pubmed:12345678", "pubmed", "PubMed", "12345678"),
        ("doi:10.1000/xyz123", "doi", "DOI", "10.1000/xyz123"),
    ],
)
def test_a_source_line_tells_prefix_registry_and_id(
    read: Read, words: str, prefix: str | None, registry: str, value: str
) -> None:
    found = read(page().replace(SOURCE, words)).fact(source_record)
    assert found is not None
    assert found.registry is not None
    assert (found.prefix, found.registry.name, found.value, found.broken) == (prefix, registry, value, False)


def test_an_id_without_its_letters_is_broken_in_a_source_line(read: Read) -> None:
    found = read(page().replace(SOURCE, "ISRCTN: 66279196")).fact(source_record)
    assert found is not None
    assert (found.value, found.broken) == (None, True)


CLAIMS = [
    ("The drug eased the pain.", "eased"),
    ("The drug quickly eased the pain.", "eased"),
    ("The drug also eased the pain.", "eased"),
    ("The drug then eased the pain.", "eased"),
    ("The drug even eased the pain.", "eased"),
    ("The drug again eased the pain.", "eased"),
    ("The drug already eased the pain.", "eased"),
    ("The drug has eased the pain.", "eased"),
    ("The drug prevented deaths.", "prevented"),
    ("The drug caused falls.", "caused"),
    ("The drug led to weight loss.", "led"),
    ("Weight loss was caused by the drug.", "caused"),
    ("The pain eased.", "eased"),
    ("Their symptoms improved.", "improved"),
    ("Walking can ease the pain.", "ease"),
    ("Walking did ease the pain.", "ease"),
    ("Walking does ease the pain.", "ease"),
    ("Exercises do ease the pain.", "ease"),
    ("Exercises ease the pain.", "ease"),
    ("Walking helped to ease the pain.", "ease"),
    ("Walking managed to ease the pain.", "ease"),
    ("Walking was able to ease the pain.", "ease"),
    ("Walking was shown to ease the pain.", "ease"),
    ("Walking continued to ease the pain.", "ease"),
    ("Pain was reduced by walking.", "reduced"),
    ("The drug brought relief.", "brought relief"),
    ("The drugs are safe.", "are safe"),
    ("The drug was safe and well tolerated.", "was safe and well tolerated"),
]
NO_CLAIMS = [
    "The drug did not ease the pain.",
    "The drug never eased the pain.",
    "The drug may bring relief.",
    "The team hoped to ease the pain.",
    "Walking was meant to ease the pain.",
    "The aim was to ease the pain.",
    "Treating controlled disease takes time.",
    "The team reduced the dose.",
    "Doctors eased the rules.",
    "No one reached the goal.",
    "Nobody felt that walking eased the pain.",
]


def cues(digest: Digest) -> list[str]:
    return [digest.text(claim.cue) for sentence in digest.sentences for claim in claims_of(digest, sentence)]


@pytest.mark.parametrize(("text", "cue"), CLAIMS)
def test_a_claim_is_found_by_its_words(read: Read, text: str, cue: str) -> None:
    assert cues(read(page(results=text))) == [cue]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_claims_nothing_is_no_claim(read: Read, text: str) -> None:
    assert cues(read(page(results=text))) == []


@pytest.mark.parametrize(
    ("title", "cue"),
    [
        ("The Drug Eases Knee Pain", ["Eases"]),
        ("Exercises Ease Knee Pain", ["Ease"]),
        ("Walking and Exercise Ease Knee Pain", ["Ease"]),
        ("Walking to Ease Knee Pain", []),
        ("Can the Drug Ease Knee Pain?", []),
    ],
)
def test_a_claim_may_stand_in_a_title(read: Read, title: str, cue: list[str]) -> None:
    assert cues(read(page(title=title))) == cue


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("ease", ("eases", ("eased",), "easing")),
        ("free", ("frees", ("freed",), "freeing")),
        ("stop stopped", ("stops", ("stopped",), "stopping")),
        ("slow", ("slows", ("slowed",), "slowing")),
        ("remedy", ("remedies", ("remedied",), "remedying")),
        ("destroy", ("destroys", ("destroyed",), "destroying")),
        ("relax", ("relaxes", ("relaxed",), "relaxing")),
        ("pass", ("passes", ("passed",), "passing")),
        ("reach", ("reaches", ("reached",), "reaching")),
        ("vanish", ("vanishes", ("vanished",), "vanishing")),
        ("go went gone", ("goes", ("went", "gone"), "going")),
        ("have had", ("has", ("had",), "having")),
    ],
)
def test_a_verb_has_its_forms(entry: str, forms: tuple[str, tuple[str, ...], str]) -> None:
    found = verb(entry)
    assert found.base == entry.split(maxsplit=1)[0]
    assert (found.third, found.pasts, found.gerund) == forms


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a (b", 2),
        ("(b", 0),
        ("a (b) c", None),
        ("a (b [c", 5),
        ("a (b [c] d", 2),
        ("a ((b) c", 2),
        ("a) b", None),
        ("(a) (b", 4),
    ],
)
def test_the_bracket_that_is_open_at_the_end(text: str, place: int | None) -> None:
    assert opening(text, 0, len(text)) == place
    assert opening(text, 1, len(text)) == (None if place == 0 else place)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a, b, c", [1, 4]),
        ("a, (b, c), d", [1, 9]),
        ("a (b, (c, d), e), f", [16]),
        ("a), b", [2]),
        ("a)), (b, c", [3]),
        ("[a, b], c", [6]),
        ("(a), (b), c", [3, 8]),
    ],
)
def test_marks_outside_brackets(text: str, places: list[int]) -> None:
    assert [mark.start() for mark in outside_brackets(lazy(","), text, 0, len(text))] == places


@pytest.mark.parametrize(
    ("words", "doubled"),
    [
        ("The the end.", ["The the"]),
        ("It was the the plan.", ["the the"]),
        ("It was the\nthe plan.", ["the\nthe"]),
        ("It was the/the plan.", []),
        ("It was and/or or/and both.", []),
        ("It had had an end.", []),
        ("AA AA pairs grew.", []),
    ],
)
def test_a_word_said_twice(words: str, doubled: list[str]) -> None:
    assert words_reported(words, "TXT006") == doubled


@pytest.mark.parametrize(
    ("words", "breaks_off"),
    [
        ("The study ended early because", True),
        ("The study (ended early", True),
        ("The study ended, and it said “we will see", True),
        ("Ended early, no data were kept,", True),
        ("It compared walking with resting, and –", True),
        ("People with stiff knees who walked each day for many weeks", True),
        ("The Main Findings of This Large Trial", False),
        ("Who took part: adults with knees", False),
        ("It ended early.", False),
        ("It ended early (in May).", False),
    ],
)
def test_text_that_breaks_off(words: str, *, breaks_off: bool) -> None:
    assert bool(words_reported(words, "TXT003")) is breaks_off
