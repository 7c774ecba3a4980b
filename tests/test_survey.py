"""What `digestlint init` sees in a folder, and what it does not take for a digest, records or a vocabulary."""

import os
from pathlib import Path

from digestlint.survey import gathered, look

from .conftest import TODAY
from .test_cli import GOOD, write
from .test_init import STUDY, WORDS


def test_what_lies_outside_is_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    write(
        tmp_path,
        {"outside/a.md": GOOD, "outside/words.yaml": WORDS, "outside/all.jsonl": STUDY, "inside/README.md": "# R\n"},
    )
    (inside / "linked").symlink_to(tmp_path / "outside")
    (inside / "a.md").symlink_to(tmp_path / "outside/a.md")
    (inside / "words.yaml").symlink_to(tmp_path / "outside/words.yaml")
    (inside / "all.jsonl").symlink_to(tmp_path / "outside/all.jsonl")
    (inside / "round").symlink_to(inside / "round")
    seen = look(inside, TODAY)
    assert (seen.digests, seen.records, seen.vocabulary) == ((), (), ())


def test_what_is_no_digest_record_or_vocabulary_is_not_taken_for_one(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "events.jsonl": '{"event": 1}\n',
            "cut.jsonl.gz": b"\x1f\x8b\x08\x00",
            "other.sqlite": b"SQLite format 3\x00",
            "NCT/NCT00000001.expected.json": "[]",
            "empty.yaml": "",
            "broken.yaml": "a: [",
            "latin.md": b"# Caf\xe9\n",
            "large.md": "x" * 200_000,
        },
    )
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / "pipe.jsonl")
    seen = look(tmp_path, TODAY)
    assert (seen.digests, seen.records, seen.vocabulary) == ((), (), ())


def test_many_folders_side_by_side_are_named_by_the_one_above() -> None:
    assert gathered(f"digests/{year}" for year in range(2020, 2023)) == ("digests/2020", "digests/2021", "digests/2022")
    assert gathered(["news", *(f"digests/{year}" for year in range(2020, 2024))]) == ("digests", "news")
    assert gathered(["a", "a/b", "a-b"]) == ("a", "a-b")
    assert gathered("abcd") == (".",)
    assert gathered([]) == ()
