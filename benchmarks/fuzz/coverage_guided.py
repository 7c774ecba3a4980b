"""Let libFuzzer look for digests that break the program, led by which of its lines a digest reaches.

    pip install atheris
    python -m benchmarks.fuzz.coverage_guided corpus/ -max_total_time=600 [other options of libFuzzer]

What is new is kept in `corpus/`, which is filled with the rules' examples where it is empty; what breaks something is
written as `crash-…` into the folder that it is run in (`-artifact_prefix=` names another).
"""

import hashlib
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["digestlint"]):
    from benchmarks.fuzz import seeds
    from benchmarks.fuzz.oracle import problems
    from benchmarks.fuzz.studies import STUDIES
    from digestlint.source import Source

from benchmarks.fuzz.making import study_record

_MOST = 20
_WITH_RECORD = 4


class BrokenError(Exception):
    """A digest broke something."""


def check(raw: bytes) -> None:
    """Check bytes as a digest; one in four with a record, which its source line then cites."""
    text = raw.decode("utf-8", "replace")
    number = int.from_bytes(hashlib.sha256(raw).digest()[:4])
    record = study_record(1, number % min(STUDIES, 200)) if number % _WITH_RECORD == 0 else None
    if record:
        text += f"\n\nSource: clinicaltrials:{record.nct_id}\n"
    if found := [problem for problem in problems(text, record) if problem.key != "slow"]:
        raise BrokenError("\n".join(f"{problem.key}: {problem.told}" for problem in found[:_MOST]))


def _filled(folder: Path) -> None:
    """Write the examples into a folder that is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        return
    for number, text in enumerate((*seeds.snippets(), *seeds.digests()[:80])):
        (folder / f"seed-{number:04}").write_text(Source.of(f"## Results\n\n{text}").text, encoding="utf-8")


def main() -> None:
    """Run libFuzzer with the options of the command line."""
    folders = [word for word in sys.argv[1:] if not word.startswith("-")]
    if folders:
        _filled(Path(folders[0]))
    # Instrumented code is slower, so that what it takes says nothing; what really hangs is told by libFuzzer.
    atheris.Setup([sys.argv[0], "-max_len=4000", "-timeout=60", *sys.argv[1:]], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
