"""Plant one defect of each rule into each clean fixture, and count what is found and what else is said.

    python -m benchmarks.mutations [FOLDER]

FOLDER (default: the clean digests of `fixtures/labelled`) holds digests that the program is silent on. For each rule
and digest one defect is planted; it is found where the rule reports something that it did not report before. Any other
rule that speaks up is a side effect, listed so that one can judge whether it is right.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary, load_vocabulary
from digestlint.digest import Digest
from digestlint.lint import lint_digest
from digestlint.parse import parse
from digestlint.source import Source
from digestlint.suppress import Policy

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
Planter = Callable[[Digest, random.Random], str | None]

STOPPED = "The study was terminated in May 2020 because few people joined."
RESTATED = "The trial was halted in May 2020 owing to low enrollment, which limits what can be learned."


def _replace(digest: Digest, start: int, end: int, words: str) -> str:
    text = digest.source.text
    return text[:start] + words + text[end:]


def _after(name: str, *sentences: str) -> Planter:
    """Add sentences behind the first paragraph of a section."""

    def plant(digest: Digest, _: random.Random) -> str | None:
        section = digest.section(name)
        paragraphs = [p for p in section.paragraphs if not p.item] if section else []
        if not paragraphs:
            return None
        end = paragraphs[0].span.end
        return _replace(digest, end, end, " " + " ".join(sentences))

    return plant


def _cut_section(digest: Digest, rng: random.Random) -> str | None:
    i = rng.randrange(len(digest.sections) - 1)
    start, end = digest.sections[i].heading.start, digest.sections[i + 1].heading.start
    line = digest.source.text.rfind("\n", 0, start) + 1
    return _replace(digest, line, digest.source.text.rfind("\n", 0, end) + 1, "")


def _misspell_heading(digest: Digest, _: random.Random) -> str | None:
    section = digest.section("Background")
    return _replace(digest, *section.heading, "Backgruond") if section else None


def _cut_title(digest: Digest, _: random.Random) -> str | None:
    if not digest.title or digest.spelling == "page":
        return None
    line = digest.source.text.rfind("\n", 0, digest.title.start) + 1
    following = digest.source.text.find("\n\n", digest.title.end)
    return _replace(digest, line, following, "")


def _swap(pattern: str, words: str) -> Planter:
    """Replace the first match of a pattern in the file."""

    def plant(digest: Digest, _: random.Random) -> str | None:
        changed, count = re.subn(pattern, words, digest.source.text, count=1, flags=re.MULTILINE)
        return changed if count else None

    return plant


def _source_digit(digest: Digest, rng: random.Random) -> str | None:
    if not digest.source_line or not digest.source_line.identifier:
        return None
    at = digest.source_line.identifier.end - 1 - rng.randrange(5)
    return _replace(digest, at, at + 1, str((int(digest.source.text[at]) + rng.randrange(1, 9)) % 10))


def _repeat_sentence(digest: Digest, rng: random.Random) -> str | None:
    section = digest.section("Background")
    sentences = [s for s in digest.sentences if s.part == "Background" and len(digest.text(s.span)) > 40]  # noqa: PLR2004 - words enough
    why = digest.section("Why It Matters")
    if not section or not sentences or not why or not why.paragraphs:
        return None
    end = why.paragraphs[-1].span.end
    return _replace(digest, end, end, " " + digest.text(rng.choice(sentences).span))


def _add_keyword(digest: Digest, _: random.Random) -> str | None:
    if not digest.keywords:
        return None
    end = digest.keywords[0].end
    between = digest.source.text[end : digest.keywords[1].start] if len(digest.keywords) > 1 else ", "
    return _replace(digest, end, end, f"{between}myostatin")


def _double_keyword(digest: Digest, _: random.Random) -> str | None:
    if len(digest.keywords) < 2:  # noqa: PLR2004 - the separator is read between two
        return None
    first, second = digest.keywords[:2]
    again = digest.source.text[first.end : second.start] + digest.text(first)
    return _replace(digest, first.end, first.end, again)


def _topic(digest: Digest, _: random.Random) -> str | None:
    if not digest.tag_line or not digest.tag_line.topic:
        return None
    return _replace(digest, *digest.tag_line.topic, "myostatin")


def _date(digest: Digest, _: random.Random) -> str | None:
    if not digest.source_line or not digest.source_line.ingested:
        return None
    return _replace(digest, *digest.source_line.ingested, "2026-02-31")


def _both(first: Planter, second: Planter) -> Planter:
    """Plant one thing and then, into what came of it, another."""

    def plant(digest: Digest, rng: random.Random) -> str | None:
        text = first(digest, rng)
        if text is None:
            return None
        given = {"profile": digest.profile, "vocabulary": digest.vocabulary, "today": digest.today}
        return second(parse(Source.of(text), **given), rng)

    return plant


def _block(digest: Digest, name: str) -> tuple[int, int] | None:
    """Return where a section's heading line begins and where the next section's does."""
    text = digest.source.text
    starts = [text.rfind("\n", 0, section.heading.start) + 1 for section in digest.sections]
    i = next((i for i, section in enumerate(digest.sections) if section.name == name), None)
    return (starts[i], starts[i + 1]) if i is not None and i + 1 < len(starts) else None


def _cut_field(digest: Digest, _: random.Random) -> str | None:
    design = digest.section("Study Design")
    field = design.fields[-1] if design and design.fields else None
    if not field or not field.paragraphs:
        return None
    line = digest.source.text.rfind("\n", 0, field.label.start) + 1
    return _replace(digest, line, field.paragraphs[-1].span.end, "")


def _empty(digest: Digest, _: random.Random) -> str | None:
    section = digest.section("Results")
    if not section or not section.paragraphs:
        return None
    return _replace(digest, section.paragraphs[0].span.start, section.paragraphs[-1].span.end, "")


def _move_results_up(digest: Digest, _: random.Random) -> str | None:
    block, first = _block(digest, "Results"), _block(digest, "Background")
    if not block or not first:
        return None
    text = digest.source.text
    return text[: first[0]] + text[slice(*block)] + text[first[0] : block[0]] + text[block[1] :]


def _double_section(digest: Digest, _: random.Random) -> str | None:
    block = _block(digest, "Background")
    return (
        _replace(digest, block[1], block[1], "Background\n\nIt is known.\n\n")
        if block and digest.spelling == "page"
        else None
    )


def _add_flag(name: str) -> Planter:
    def plant(digest: Digest, _: random.Random) -> str | None:
        if not digest.flags or any(digest.text(flag) == name for flag in digest.flags):
            return None
        first = digest.flags[0]
        rest = digest.source.text[first.end : digest.flags[1].start] if len(digest.flags) > 1 else ", "
        return _replace(digest, first.end, first.end, rest + name) if digest.flags_listed else None

    return plant


def _foreign_id(digest: Digest, rng: random.Random) -> str | None:
    if re.search(r"NCT\d", digest.prose):
        return None
    return _after("Results", "The trial is listed as NCT03951116.")(digest, rng)


PLANTERS: dict[str, Planter] = {
    "STR001": _cut_section,
    "STR002": _cut_field,
    "STR003": _empty,
    "STR004": _move_results_up,
    "STR005": _double_section,
    "STR008": _swap(r"^## Results", "### Results"),
    "REG002": _swap(r"clinicaltrials:NCT\d{8}", "clinicaltrials"),
    "REG004": _foreign_id,
    "SRC002": _swap(r"[ ]*[·;|]?[ ]*Digest: \S+", ""),
    "FLG001": _add_flag("dose mentioned"),
    "FLG002": _both(
        _swap(r"[,;·|]?[ ]*\bsafety data present\b", ""),
        _after("Results", "No serious adverse events were reported in any participant."),
    ),
    "FLG004": _add_flag("imaging data present"),
    "NUM006": _after("Why It Matters", "Attention rose by 37.7% in one town."),
    "CLM003": _both(
        _after("Results", "No results have been posted for this study."),
        _after("Why It Matters", "The treatment helps those who take it."),
    ),
    "CLM004": _both(
        _after("Results", "This was a retrospective cohort study."),
        _after("Why It Matters", "The treatment reduces pain."),
    ),
    "CLM007": _both(
        _after("Results", "The main outcome was not met."),
        _after("Why It Matters", "The treatment clearly eases pain."),
    ),
    "CON002": _both(
        _after("Results", "This Phase 2 trial was run in two towns."),
        _after("Why It Matters", "This Phase 3 trial was run in two towns."),
    ),
    "CON004": _both(
        _after("Results", "A total of 1,234 participants were enrolled."),
        _after("Why It Matters", "The trial enrolled 987 participants."),
    ),
    "STR006": _misspell_heading,
    "STR007": _cut_title,
    "REG001": _swap(r"NCT0(\d{7})", r"NCT0\1\1"),
    "REG003": _swap(r"clinicaltrials:NCT", "isrctn:NCT"),
    "REG005": _swap(r"NCT0\d{7}", "NCT12345678"),
    "REG006": _source_digit,
    "SRC001": _swap(r"^.*\bSource:?\b.*\n?", ""),
    "SRC003": _date,
    "DUP001": _repeat_sentence,
    "DUP002": _after("Results", STOPPED, RESTATED),
    "FLG003": _add_keyword,
    "FLG005": _double_keyword,
    "FLG006": _topic,
    "NUM001": _after("Results", "In the walking group, 112% of the participants came to the last visit."),
    "NUM002": _after("Results", "At the last visit, 12 of 40 participants (35%) could climb stairs."),
    "NUM003": _after("Results", "The groups differed in stair climbing (p = 1.4)."),
    "NUM004": _after("Results", "The odds ratio for a fall was 1.9 (95% CI 0.4 to 1.2)."),
    "NUM005": _after("Results", "The hazard ratio for a fall was 0.8 (95% CI 0.5 to 1.3; p = 0.01)."),
    "NUM007": _after("Results", "There was no significant difference in falls (p = 0.01)."),
    "TXT001": _after("Results", "The provided text does not mention how often people fell."),
    "TXT002": _after("Results", "A total of XX% came to the last visit."),
    "TXT003": _after("Results", "At the last visit, most of those who had been invited by their doctor and"),
    "TXT004": _after("Results", "Each personâ€™s doctor was told."),
    "TXT005": _after("Results", "Sadly, few people came to the last visit."),
    "TXT006": _after("Results", "Few people came to the the last visit."),
    "TXT007": _after("Results", "Few people came to the last visit.<br>"),
    "PLN001": _after("Results", "Scores on the QZTK scale were written down."),
    "CLM001": _after("Results", STOPPED, "The treatment clearly helped those who took it."),
    "CLM002": _after("Results", STOPPED, "The treatment was safe and well tolerated."),
    "CLM005": _after("Why It Matters", "The treatment is a real breakthrough."),
    "CLM006": _after("Why It Matters", "You should ask your doctor for it."),
    "CON001": _after("Why It Matters", "The study was completed in May 2020.", "The study is currently recruiting."),
    "CON003": _after("Why It Matters", STOPPED, "The study was stopped in June 2019 for lack of money."),
}


def main() -> None:
    """Print recall and side effects for each rule."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "fixtures/labelled"
    vocabulary = built_in_vocabulary().joined(load_vocabulary(folder / "vocabulary.yaml"))
    rules = [rule for rule in built_in_rules() if rule.default and not rule.across]

    def read(path: Path, text: str) -> Digest:
        return parse(Source.of(text, path.name), profile=built_in_profile(), vocabulary=vocabulary, today=TODAY)

    def codes(digest: Digest) -> Counter[str]:
        return Counter(diagnostic.code for diagnostic in lint_digest(digest, rules, Policy()).kept)

    planted, found, aside = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted([*folder.glob("clean*.md"), *folder.glob("clean*.txt")]):
        clean = read(path, path.read_bytes().decode())
        before = codes(clean)
        for code, plant in PLANTERS.items():
            text = plant(clean, random.Random(f"{path.name}{code}"))
            if text is None:
                continue
            new = codes(read(path, text)) - before
            planted[code] += 1
            found[code] += new[code] > 0
            aside.update(f"{code}: {other}" for other in new if other != code)
    for code in PLANTERS:
        print(f"{code}  planted {planted[code]:3}  found {found[code]:3}")
    print(f"recall {found.total() / planted.total():.3f} of {planted.total()}")
    print("side effects:", ", ".join(f"{pair} ({count})" for pair, count in sorted(aside.items())))


if __name__ == "__main__":
    main()
