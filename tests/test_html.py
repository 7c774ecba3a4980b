"""The HTML report: nothing lost, nothing believed, and every finding at its words."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestlint.diagnostic import Edit, Fix, Region, Severity
from digestlint.report import FileReport, Report
from digestlint.reporters.html.layout import read_blocks
from digestlint.source import Source
from digestlint.span import Lines, Span

from .conftest import ROOT, Command
from .html_page import HOSTILE, RULES, SEED, ReadPage, finding, linted, of_text, page_of, seen


def folder_report() -> Report:
    folder = ROOT / "fixtures"
    return linted(*sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt")))


def test_every_finding_stands_once_at_its_words() -> None:
    report = folder_report()
    page = ReadPage(page_of(report))
    assert page.stack == []
    found = [(file, diagnostic) for file in report.files for diagnostic in file.diagnostics]
    assert len(found) > 200
    cards = [int((attrs["id"] or "")[1:]) for tag, attrs in page.tags if tag == "li" and attrs.get("data-c")]
    assert cards == list(range(1, len(found) + 1))
    for number, (file, diagnostic) in enumerate(found, start=1):
        assert file.source
        assert page.marks[number] == seen(diagnostic.span.of(file.source.text))
    assert len(page.ids()) == len(set(page.ids()))
    targets = {(attrs["href"] or "")[1:] for tag, attrs in page.tags if tag == "a"}
    assert targets <= set(page.ids())


def test_each_digest_is_shown_whole() -> None:
    report = folder_report()
    texts = [file.source.text for file in report.files if file.source and file.diagnostics]
    squeezed = [re.sub(r"\s+", "", seen(text)) for text in texts]
    assert [re.sub(r"\s+", "", text) for text in ReadPage(page_of(report)).digests] == squeezed


def test_a_page_needs_nothing_else_and_says_so() -> None:
    page = page_of(linted(SEED))
    assert not re.search(r"https?:|url\(|@import|src=|style=|\bon\w+=", page)
    assert page.isascii()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    for element in ("style", "script"):
        [content] = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy[1]


def test_the_same_report_gives_the_same_page() -> None:
    assert page_of(linted(SEED)) == page_of(linted(SEED))


def test_hostile_text_stays_text() -> None:
    text = Source.of(HOSTILE).text
    hostile = "a<script>hacked=1</script>`\"'\u202e\n.md"
    evil = finding(
        text,
        text.index("Hidden"),
        text.index("The end"),
        path=hostile,
        message=f"`{hostile}` says `so`",
        help=hostile,
        trace=(hostile,),
        fix=Fix(hostile, (Edit(Span(0, 9), hostile),), hostile, "unsafe"),
    )
    files = (
        FileReport(hostile, Source(hostile, text), (evil,)),
        FileReport(hostile + "2", skipped=hostile),
        FileReport(hostile + "3", error=hostile),
        FileReport(hostile + "4"),
    )
    told = page_of(Report(files, RULES))
    page = ReadPage(told)
    assert page.stack == []
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not {"img", "iframe", "base", "object"} & {tag for tag, _ in page.tags}
    assert not [attrs for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert not re.search('[^\n -~]|"javascript:', told)
    assert page.marks[1] == seen(text[text.index("Hidden") : text.index("The end")])
    assert "\\u202eesrever\\u202c, \\x00 and \\x1b[31m" in page.marks[1]
    assert page.comments == []


def test_findings_may_overlap_nest_end_anywhere_and_have_no_words() -> None:
    text = "# Title here\n\n## Results\n\nOne two **three** four.\n\n- five six\n- seven\n"
    spans = [(2, 7), (4, 12), (26, 60), (30, 33), (30, 38), (30, 30), (0, len(text)), (13, 13), (len(text), len(text))]
    spans += [(len(text) + 5, len(text) + 9)]
    report = of_text(text, [replace(finding(text, 0, 0), span=Span(*span)) for span in spans])
    page = ReadPage(page_of(report))
    assert [page.marks[number] for number in range(1, len(spans) + 1)] == [text[slice(*span)] for span in spans]
    assert page.digests[0].split() == text.split()


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["---\n", "title: x\n", "# A\n", "Results\n", "\n", "**a** b ", "- c\n", "| d |", "\x00", "é"])
    ),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=6),
)
def test_any_text_is_shown_with_any_findings(pieces: list[str], places: list[tuple[int, int]]) -> None:
    text = "".join(pieces)
    blocks = read_blocks(Source("a.md", text))
    assert "".join(block.span.of(text) for block in blocks) == text
    assert all("".join(run.span.of(text) for run in block.runs) == block.span.of(text) for block in blocks)
    spans = sorted(Span(min(start, len(text)), min(start + length, len(text))) for start, length in places)
    page = ReadPage(page_of(of_text(text, [finding(text, *span) for span in spans])))
    assert page.marks == {number: seen(span.of(text)) for number, span in enumerate(spans, start=1)}
    assert len(page.ids()) == len(set(page.ids()))


def test_a_digest_reads_as_its_parts() -> None:
    kinds = [block.kind for block in read_blocks(Source.of(SEED.read_text(encoding="utf-8"))) if block.kind != "blank"]
    assert kinds == (
        ["small", "small", "title", "official", "heading", "paragraph", "heading"]
        + ["field", "paragraph"] * 3
        + ["heading", "paragraph", "heading", "paragraph", "terms", "small"]
    )


def test_front_matter_is_set_apart_from_its_title_even_in_a_fence() -> None:
    text = (
        '```markdown\n---\ntopic: x\ntitle: "A Title"\nkeywords: [a, b]\n---\n\n## Results\n\n**Ended** early.\n```\n'
    )
    blocks = [block for block in read_blocks(Source.of(text)) if block.kind != "blank"]
    assert [(block.kind, block.span.of(text)) for block in blocks] == [
        ("front", "```markdown\n---\ntopic: x\n"),
        ("title", 'title: "A Title"\n'),
        ("front", "keywords: [a, b]\n---\n"),
        ("heading", "## Results\n"),
        ("paragraph", "**Ended** early.\n"),
        ("other", "```\n"),
    ]
    assert [(run.span.of(text), run.look) for run in blocks[4].runs] == [
        ("**", "dim"),
        ("Ended", "plain"),
        ("**", "dim"),
        (" early.", "plain"),
        ("\n", "dim"),
    ]


def test_each_rule_says_why_once_and_nothing_is_lost() -> None:
    seed = linted(SEED).files[0]
    twice = FileReport("b.txt", Source("b.txt", seed.source.text if seed.source else ""), seed.diagnostics)
    files = (
        seed,
        twice,
        FileReport("README.md", skipped="it is no digest"),
        FileReport("c.md", error="it is empty"),
        FileReport("good.md"),
    )
    page = page_of(Report(files, RULES))
    for rule in RULES:
        used = rule.code in {diagnostic.code for diagnostic in seed.diagnostics}
        assert page.count(f'id="rule-{rule.code}"') == used
    assert page.count("tell readers how to feel about a fact") == 1
    for words in ("README.md</span>: it is no digest", "c.md</span>: it is empty", "good.md</span>"):
        assert page.count(words) == 1
    assert "<h1>10 errors to put right; 1 file could not be checked</h1>" in page


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ((), "No digest was checked"),
        ((FileReport("a.md"),), "Nothing found"),
        ((FileReport("a.md", skipped="it is no digest"),), "No digest was checked"),
        ((FileReport("a.md", error="it is empty"),), "1 file could not be checked"),
        ((FileReport("a.md", Source("a.md", "It"), (finding("It", 0, 2),)),), "No errors, 1 warning to look at"),
        (
            (FileReport("a.md", Source("a.md", "It"), (finding("It", 0, 2, severity=Severity.INFO),)),),
            "No errors, 1 for your information",
        ),
    ],
)
def test_the_verdict(files: tuple[FileReport, ...], says: str) -> None:
    page = page_of(Report(files))
    assert f"<h1>{says}</h1>" in page
    assert ReadPage(page).stack == []


@pytest.mark.parametrize(
    ("applicability", "says"),
    [("safe", "Safe fix"), ("unsafe", "Possible fix"), ("display", "For a person to make")],
)
def test_a_card_shows_the_fix_and_who_may_make_it(applicability: str, says: str) -> None:
    text = "It ended badly.\n"
    fix = Fix("Delete it", (Edit(Span(9, 14), "<b>"),), "nobody\nasked", applicability)  # type: ignore[arg-type]
    page = page_of(of_text(text, [finding(text, 9, 14, fix=fix, trace=("a step",))]), explained=True)
    assert f'<p class="offer">{says}' in page
    assert "<del>badly</del> <ins>&lt;b&gt;</ins>" in page
    assert '<details class="trace" open>' in page


def test_the_earlier_words_are_linked() -> None:
    text = "## Results\n\nIt ended early.\n\nIt ended early.\n"
    lines = Lines(text)
    earlier = Region(lines.place(12), lines.place(27))
    page = page_of(of_text(text, [finding(text, 29, 44, earlier=earlier)]))
    assert '<span id="e1"></span><span class="earlier" data-e="1">It ended early.</span>' in page
    assert 'href="#e1"' in page


def test_the_command_prints_it(run: Command, tmp_path: Path) -> None:
    (tmp_path / "seed.txt").write_bytes(SEED.read_bytes())
    done = run("check", "seed.txt", "--output-format", "html")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert done.stdout.endswith("</html>\n")
