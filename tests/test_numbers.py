"""The numbers of the prose, as the facts give them."""

from datetime import date
from decimal import Decimal

import pytest

from digestlint.catalog import built_in_profile, built_in_vocabulary
from digestlint.digest import Digest
from digestlint.facts.estimates import estimates
from digestlint.facts.numbers import counts, percentages
from digestlint.facts.portions import portions
from digestlint.facts.shares import shares
from digestlint.facts.significance import significances
from digestlint.facts.statistics import intervals, p_values
from digestlint.parse import parse
from digestlint.source import Source


def digest_of(text: str) -> Digest:
    source = Source.of(f"# A Title\n\n## Results\n\n{text}\n", "digest.md")
    return parse(source, profile=built_in_profile(), vocabulary=built_in_vocabulary(), today=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("It rose by 30% and fell by 2.5 percent.", ["30", "2.5"], id="sign and word"),
        pytest.param("It changed by −1.5% and by -3%.", ["-1.5", "-3"], id="minus sign and hyphen"),
        pytest.param("Between 30-40% and 20–25% of women had it.", ["40", "25"], id="a range's dash is no minus"),
        pytest.param("It was 0·4% of 1,234.", ["0.4"], id="middle dot"),
    ],
)
def test_percentages(text: str, values: list[str]) -> None:
    assert [each.number.value for each in digest_of(text).fact(percentages)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Cured were 12 of 40, 3/8 and 7 out of the 9.", [(12, 40), (3, 8), (7, 9)], id="digits"),
        pytest.param("Three of the four children and twenty-one of 30.", [(3, 4), (21, 30)], id="words"),
        pytest.param("It was 1,234 of 2,345 people.", [(1234, 2345)], id="thousands"),
        pytest.param("A pressure of 120/80 in phase 1/2 on 3/4/2020.", [], id="pressure, phase and date are none"),
    ],
)
def test_counts(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(count.part, count.total) for count in digest_of(text).fact(counts)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Cured were 12 of 40 (30%).", [True], id="fits"),
        pytest.param("Cured were 12 of 40 (31%).", [False], id="does not fit"),
        pytest.param("Cured were 1 of 8 (12%), 1 of 8 (13%), 2 of 3 (66.6%).", [True, True, True], id="rounding"),
        pytest.param("Cured were about 67% (2 of 3) and 40% at 6 months (2 of 5).", [True, True], id="percent first"),
        pytest.param("Cured were 12 (30%) of 40. Of 40 adults, 12 (35%) had it.", [True, False], id="total apart"),
        pytest.param("The clinic saw 12 of 40 (35% women).", [], id="another share"),
    ],
)
def test_shares(text: str, expected: list[bool]) -> None:
    assert [share.agrees for share in digest_of(text).fact(shares)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Relief came to 108% of patients.", 1, id="of people"),
        pytest.param("Levels rose by 108% in patients.", 0, id="a change"),
        pytest.param("Levels were 108% of baseline in patients.", 0, id="a ratio"),
    ],
)
def test_portions(text: str, expected: int) -> None:
    assert len(digest_of(text).fact(portions)) == expected


@pytest.mark.parametrize(
    ("text", "relation", "value", "possible", "significant"),
    [
        pytest.param("It fell (p = 0.04).", "=", "0.04", True, True, id="equal"),
        pytest.param("It fell (P<.001).", "<", "0.001", True, True, id="naked decimal"),
        pytest.param("It fell (p\n= 0·07).", "=", "0.07", True, False, id="line end and middle dot"),
        pytest.param("It fell (p &lt; 0.05).", "<", "0.05", True, True, id="entity"),
        pytest.param("It fell (p > 0.05).", ">", "0.05", True, False, id="greater"),
        pytest.param("It fell (p < 0.1).", "<", "0.1", True, None, id="open"),
        pytest.param("It fell, with a p-value of less than 0.01.", "<", "0.01", True, True, id="words"),
        pytest.param("It fell (p = 0.000).", "=", "0", False, True, id="zero"),
        pytest.param("It fell (p = 1.43).", "=", "1.43", False, False, id="above one"),
        pytest.param("It fell (p = 2.1 × 10-5).", "=", "0.0001", True, True, id="a power of ten is small"),
    ],
)
def test_p_value(text: str, relation: str, value: str, *, possible: bool, significant: bool | None) -> None:
    [found] = digest_of(text).fact(p_values)
    assert (found.relation, found.value) == (relation, Decimal(value))
    assert (found.possible, found.significant) == (possible, significant)


@pytest.mark.parametrize(
    "text", ["Protein p38 = 4.", "See p. 12 for it.", "Vitamin P 12 was given.", "A P-wave of 3 mm."]
)
def test_another_p_is_no_p_value(text: str) -> None:
    assert digest_of(text).fact(p_values) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("(95% CI 3.7 to 4.9)", "3.7", "4.9", id="to"),
        pytest.param("(95% CI: 3.7–4.9)", "3.7", "4.9", id="dash"),
        pytest.param("[95% CI, 3.7, 4.9]", "3.7", "4.9", id="commas"),
        pytest.param("(95% CI −0.31-0.80)", "-0.31", "0.80", id="minus and hyphen"),
        pytest.param("(95% CI −0.31 – −0.10)", "-0.31", "-0.10", id="three dashes"),
        pytest.param("(95% CI 64% to 89%)", "64", "89", id="percent"),
        pytest.param("with a 95% confidence interval from 0.9 to 3.0", "0.9", "3.0", id="in words"),
        pytest.param("(95% CI 5.3 months to 6.4 months)", "5.3", "6.4", id="units"),
        pytest.param("(95% CI 1,200 to 1,500)", "1200", "1500", id="thousands"),
        pytest.param("(95% CI -£1410 to £1599)", "-1410", "1599", id="money"),
        pytest.param("(95% CI) 0.78 (0.60 to 1.02)", "0.60", "1.02", id="estimate between"),
    ],
)
def test_interval(text: str, low: str, high: str) -> None:
    [found] = digest_of(f"The score was lower {text}.").fact(intervals)
    assert (found.low.value, found.high.value, found.level) == (Decimal(low), Decimal(high), Decimal(95))


@pytest.mark.parametrize(
    ("text", "kind", "outside"),
    [
        pytest.param("The hazard ratio was 0.78 (95% CI 0.60 to 1.02).", "ratio", False, id="ratio"),
        pytest.param("The difference was 3.8 (95% CI 0.9 to 3.0).", "difference", True, id="difference"),
        pytest.param("Pain was 1.9 points lower (95% CI -3.0 to -0.9).", "difference", False, id="sign in words"),
        pytest.param("Sensitivity was 94% (95% CI 64% to 89%).", None, True, id="share of one arm"),
        pytest.param("After 24 weeks it was better (95% CI 0.9 to 3.0).", None, False, id="a time is no estimate"),
    ],
)
def test_estimate(text: str, kind: str | None, *, outside: bool) -> None:
    [found] = digest_of(text).fact(estimates)
    assert (found.kind, found.outside) == (kind, outside)


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        pytest.param("Pain was significantly lower (p = 0.01).", [True], id="adverb"),
        pytest.param("Pain was not significantly lower (p = 0.4).", [False], id="negated"),
        pytest.param("Neither group had a significant gain (p = 0.4).", [False], id="negated subject"),
        pytest.param("Pain was lower (p = 0.4, not significant).", [False], id="behind the p-value"),
        pytest.param("Pain was significantly lower, and sleep was alike (p = 0.4).", [], id="another clause"),
        pytest.param("A p-value below 0.05 was considered significant.", [], id="a limit"),
    ],
)
def test_significance(text: str, claimed: list[bool]) -> None:
    assert [said.claimed for said in digest_of(text).fact(significances)] == claimed
