"""Plant one defect of each rule into each clean fixture, and count what is found and what else is said.

    python -m benchmarks.mutations [FOLDER]

FOLDER (default: the clean digests of `fixtures/labelled`) holds digests that the program is silent on. For each rule
and digest one defect is planted; it is found where the rule reports something that it did not report before. Any other
rule that speaks up is a side effect, listed so that one can judge whether it is right.
"""

import random
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from benchmarks.planters import (
    Planter,
    add_flag,
    add_keyword,
    after,
    both,
    cut_field,
    cut_section,
    cut_title,
    double_keyword,
    double_section,
    empty_results,
    foreign_id,
    misspell_heading,
    move_results_up,
    repeat_sentence,
    source_digit,
    swap,
    wrong_date,
    wrong_topic,
)
from digestlint.catalog import built_in_profile, built_in_rules, built_in_vocabulary, load_vocabulary
from digestlint.digest import Digest
from digestlint.lint import lint_digest
from digestlint.parse import parse
from digestlint.source import Source
from digestlint.suppress import Policy

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
STOPPED = "The study was terminated in May 2020 because few people joined."
RESTATED = "The trial was halted in May 2020 owing to low enrollment, which limits what can be learned."


PLANTERS: dict[str, Planter] = {
    "STR001": cut_section,
    "STR002": cut_field,
    "STR003": empty_results,
    "STR004": move_results_up,
    "STR005": double_section,
    "STR008": swap(r"^## Results", "### Results"),
    "REG002": swap(r"clinicaltrials:NCT\d{8}", "clinicaltrials"),
    "REG004": foreign_id,
    "SRC002": swap(r"[ ]*[·;|]?[ ]*Digest: \S+", ""),
    "FLG001": add_flag("dose mentioned"),
    "FLG002": both(
        swap(r"[,;·|]?[ ]*\bsafety data present\b", ""),
        after("Results", "No serious adverse events were reported in any participant."),
    ),
    "FLG004": add_flag("imaging data present"),
    "NUM006": after("Why It Matters", "Attention rose by 37.7% in one town."),
    "CLM003": both(
        after("Results", "No results have been posted for this study."),
        after("Why It Matters", "The treatment helps those who take it."),
    ),
    "CLM004": both(
        after("Results", "This was a retrospective cohort study."),
        after("Why It Matters", "The treatment reduces pain."),
    ),
    "CLM007": both(
        after("Results", "The main outcome was not met."),
        after("Why It Matters", "The treatment clearly eases pain."),
    ),
    "CON002": both(
        after("Results", "This Phase 2 trial was run in two towns."),
        after("Why It Matters", "This Phase 3 trial was run in two towns."),
    ),
    "CON004": both(
        after("Results", "A total of 1,234 participants were enrolled."),
        after("Why It Matters", "The trial enrolled 987 participants."),
    ),
    "STR006": misspell_heading,
    "STR007": cut_title,
    "REG001": swap(r"NCT0(\d{7})", r"NCT0\1\1"),
    "REG003": swap(r"clinicaltrials:NCT", "isrctn:NCT"),
    "REG005": swap(r"NCT0\d{7}", "NCT12345678"),
    "REG006": source_digit,
    "SRC001": swap(r"^.*\bSource:?\b.*\n?", ""),
    "SRC003": wrong_date,
    "DUP001": repeat_sentence,
    "DUP002": after("Results", STOPPED, RESTATED),
    "FLG003": add_keyword,
    "FLG005": double_keyword,
    "FLG006": wrong_topic,
    "NUM001": after("Results", "In the walking group, 112% of the participants came to the last visit."),
    "NUM002": after("Results", "At the last visit, 12 of 40 participants (35%) could climb stairs."),
    "NUM003": after("Results", "The groups differed in stair climbing (p = 1.4)."),
    "NUM004": after("Results", "The odds ratio for a fall was 1.9 (95% CI 0.4 to 1.2)."),
    "NUM005": after("Results", "The hazard ratio for a fall was 0.8 (95% CI 0.5 to 1.3; p = 0.01)."),
    "NUM007": after("Results", "There was no significant difference in falls (p = 0.01)."),
    "TXT001": after("Results", "The provided text does not mention how often people fell."),
    "TXT002": after("Results", "A total of XX% came to the last visit."),
    "TXT003": after("Results", "At the last visit, most of those who had been invited by their doctor and"),
    "TXT004": after("Results", "Each personâ€™s doctor was told."),
    "TXT005": after("Results", "Sadly, few people came to the last visit."),
    "TXT006": after("Results", "Few people came to the the last visit."),
    "TXT007": after("Results", "Few people came to the last visit.<br>"),
    "PLN001": after("Results", "Scores on the QZTK scale were written down."),
    "CLM001": after("Results", STOPPED, "The treatment clearly helped those who took it."),
    "CLM002": after("Results", STOPPED, "The treatment was safe and well tolerated."),
    "CLM005": after("Why It Matters", "The treatment is a real breakthrough."),
    "CLM006": after("Why It Matters", "You should ask your doctor for it."),
    "CON001": after("Why It Matters", "The study was completed in May 2020.", "The study is currently recruiting."),
    "CON003": after("Why It Matters", STOPPED, "The study was stopped in June 2019 for lack of money."),
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
