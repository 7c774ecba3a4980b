"""What the examples of the rules of text cannot show: any text at all, long texts, and what a fix leaves behind."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary
from digestlint.diagnostic import Diagnostic
from digestlint.fix import apply_edits
from digestlint.lint import lint
from digestlint.phrase_search import compile_phrases
from digestlint.source import Source

RULES = tuple(rule for rule in built_in_rules() if rule.family == "TXT")
PIECES = (
    *(
        "**",
        "*",
        "__",
        "_",
        "`",
        "```",
        "<br>",
        "<b>",
        "</b>",
        "&nbsp;",
        "&",
        "[",
        "](",
        "](x)",
        ")",
        "{{",
        "}}",
        "\\",
        "\\n",
    ),
    *(
        "\n",
        "\n\n",
        "\t",
        "   ",
        "# ",
        "## Results\n\n",
        "Results\n\n",
        "---\n",
        "title: ",
        "Source: ",
        "<!--",
        "-->",
        "| a |",
    ),
    *(
        "Ã©",
        "â€™",
        "â€",
        "Â",
        "\ufffd",
        "\x00",
        "\x92",
        "\x85",
        "\ud800",
        "\u2028",
        "\U0001f600",
        "İ",
        "ß",
        "٣",
        "вЂ™",
        "√©",
    ),
    *(
        "the ",
        "the the ",
        "Unfortunately ",
        "I cannot ",
        "as an AI ",
        "provided ",
        "text ",
        "[insert x]",
        "TBD",
        "XX%",
        "“",
        "'",
    ),
)


def found(text: str) -> tuple[Diagnostic, ...]:
    return lint(
        Source.of(text),
        RULES,
        profile=built_in_profile(),
        vocabulary=built_in_vocabulary(),
        today=date(2026, 6, 30),
    )


def in_results(text: str) -> str:
    return (
        f"# Brisk Walking\n\n## Background\n\nStiff knees.\n\n## Results\n\n{text}\n\n## Why It Matters\n\nMany ask.\n"
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_text_raises_and_every_span_lies_in_it(pieces: Sequence[str]) -> None:
    text = Source.of("".join(pieces)).text
    for diagnostic in found(text):
        assert 0 <= diagnostic.span.start < diagnostic.span.end <= len(text)


@settings(max_examples=150, deadline=None)
@example("a aµ", "mac_roman")  # the second word is said twice, which is for another rule to mend
@given(st.text(alphabet="aé’–µ≥ß🙂 ", min_size=1), st.sampled_from(("cp1252", "mac_roman", "latin-1")))
def test_a_repair_leaves_no_damage_that_could_be_repaired(words: str, codec: str) -> None:
    text = in_results(words.encode("utf-8").decode(codec, errors="replace"))
    edits = [edit for d in found(text) if d.code == "TXT004" and d.fix for edit in d.fix.edits]
    repaired = apply_edits(Source.of(text).text, edits)
    assert not [d for d in found(repaired) if d.code == "TXT004" and d.fix]


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("I cannot say.", True),
        ("It ended. I cannot say.", True),
        ("However, I cannot say.", True),
        ("Phase I cannot say.", False),
        ("Phase\nI cannot say.", False),
        ("Phase   I cannot say.", False),
        ("(1 = I cannot say)", False),
    ],
)
def test_a_caret_asks_for_no_word_before(text: str, *, fires: bool) -> None:
    assert bool(compile_phrases(["^I cannot"]).search(text)) is fires


def test_one_finding_a_sentence_for_the_model_speaking() -> None:
    text = in_results("As an AI model, I cannot say what the provided text means. I cannot say more.")
    spans = [diagnostic.span.of(text) for diagnostic in found(text) if diagnostic.code == "TXT001"]
    assert spans == ["As an AI model", "I cannot"]


def test_a_fence_round_the_digest_is_one_finding() -> None:
    text = f"```markdown\n{in_results('It ended.')}```\n"
    assert [diagnostic.span.of(text) for diagnostic in found(text)] == ["```markdown"]


def test_the_same_findings_with_every_line_end() -> None:
    text = in_results("It was [insert date].\nThe the end, patientâ€™s **own")
    codes = [diagnostic.code for diagnostic in found(text)]
    assert codes == [diagnostic.code for diagnostic in found(text.replace("\n", "\r\n"))]
    assert re.findall("TXT00[23467]", " ".join(sorted(codes))) == ["TXT002", "TXT003", "TXT004", "TXT006", "TXT007"]
