"""The cache: never a finding that a fresh run would not show, and never one less."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from digestlint.replay import FOLDER

from .conftest import ROOT, Command
from .test_cli import GOOD, write

RECORD = ROOT / "fixtures/records"
FLAWED = GOOD.replace("Many people", "Sadly, many people")


class Site:
    """A folder with digests, checked with a cache and without."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "site"
        self.cache = folder / "cache"
        write(self.folder, {"a.md": GOOD, "b.md": FLAWED, "c.md": FLAWED.replace("March", "May"), "d.md": GOOD + "\nX"})
        write(self.folder, {"e.txt": "Just notes.\n"})

    def check(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return Command(self.folder)("check", ".", "--output-format", "jsonl", *words, **env)

    def same(self, *words: str) -> str:
        """Return what a run prints, from a warm cache as afresh, each time from the reports."""
        afresh = self.check("--no-cache", *words)
        for _ in range(2):
            shutil.rmtree(self.cache / FOLDER, ignore_errors=True)
            kept = self.check("--cache-dir", str(self.cache), *words)
            assert (kept.stdout, kept.stderr, kept.returncode) == (afresh.stdout, afresh.stderr, afresh.returncode)
        return afresh.stdout

    def entries(self) -> int:
        with sqlite3.connect(self.cache / "reports-1.sqlite") as connection:
            (count,) = connection.execute("SELECT count(*) FROM reports").fetchone()
        connection.close()
        return int(count)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_an_unchanged_folder_prints_the_same_and_keeps_nothing_new(site: Site) -> None:
    printed = site.same()
    assert '"TXT005"' in printed
    assert '"DUP003"' in printed
    before = site.entries()
    assert before == 5
    shutil.rmtree(site.cache / FOLDER)
    assert site.check("--cache-dir", str(site.cache), PYTHONHASHSEED="7").stdout == printed
    assert site.entries() == before


def change_a_file(site: Site) -> tuple[str, ...]:
    write(site.folder, {"a.md": FLAWED})
    return ()


def rename_a_file(site: Site) -> tuple[str, ...]:
    (site.folder / "b.md").rename(site.folder / "z.md")
    return ()


def remove_a_file(site: Site) -> tuple[str, ...]:
    (site.folder / "a.md").unlink()
    return ()


def choose_rules(site: Site) -> tuple[str, ...]:  # noqa: ARG001 - all changes are called alike
    return ("--select", "TXT")


def change_a_severity(site: Site) -> tuple[str, ...]:
    write(site.folder, {"digestlint.toml": '[severity]\nTXT005 = "info"\n'})
    return ()


def change_an_option(site: Site) -> tuple[str, ...]:
    write(site.folder, {"digestlint.toml": 'extend-select = ["STR009"]\n[options.STR009]\nmin-words = 9\n'})
    return ()


def change_the_vocabulary(site: Site) -> tuple[str, ...]:
    write(site.folder, {"digestlint.toml": 'vocabulary = ["v.yaml"]\n', "v.yaml": "flags: [imaging data present]\n"})
    return ()


def add_a_rule(site: Site) -> tuple[str, ...]:
    from .test_config import OWN_RULE  # noqa: PLC0415 - for this change alone

    write(site.folder, {"digestlint.toml": 'rules = ["own"]\n', "own/walking-cure.toml": OWN_RULE})
    return ()


def heed_no_suppression(site: Site) -> tuple[str, ...]:
    text = FLAWED.replace("## Why It Matters\n", "## Why It Matters\n\n<!-- digestlint: ignore[TXT005] quoted -->\n")
    write(site.folder, {"a.md": text})
    site.same()
    return ("--ignore-suppressions",)


@pytest.mark.parametrize(
    "change",
    [
        change_a_file,
        rename_a_file,
        remove_a_file,
        choose_rules,
        change_a_severity,
        change_an_option,
        change_the_vocabulary,
        add_a_rule,
        heed_no_suppression,
    ],
)
def test_what_changes_shows_at_once(site: Site, change: Callable[[Site], tuple[str, ...]]) -> None:
    before = site.same()
    after = site.same(*change(site))
    assert after != before or change in (change_the_vocabulary, change_an_option, add_a_rule)


def test_a_changed_rule_file_shows_at_once(site: Site) -> None:
    add_a_rule(site)
    site.same()
    own = site.folder / "own/walking-cure.toml"
    own.write_text(own.read_text().replace('"walking cure~"', '"stiff knees"'))
    assert '"OUR001"' in site.same()


def test_a_changed_record_shows_at_once(site: Site) -> None:
    study = json.loads(next(iter(sorted(RECORD.glob("**/*.json")))).read_text(encoding="utf-8"))
    module = study["protocolSection"]["identificationModule"]
    record_id, path = module["nctId"], site.folder / "records" / "one.json"
    write(site.folder, {"a.md": GOOD.replace("NCT03951116", record_id), "digestlint.toml": 'records = "records"\n'})
    write(site.folder, {"records/one.json": json.dumps(study)})
    before = site.same("--select", "REC", "--ignore", "REC001")
    study["protocolSection"]["statusModule"]["overallStatus"] = "WITHDRAWN"
    path.write_text(json.dumps(study))
    after = site.same("--select", "REC", "--ignore", "REC001")
    assert '"REC002"' in after
    assert after != before


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_cache_is_not_believed(site: Site, damage: bytes) -> None:
    printed = site.same()
    shutil.rmtree(site.cache)
    site.cache.mkdir()
    (site.cache / "reports-1.sqlite").write_bytes(damage)
    done = site.check("--cache-dir", str(site.cache))
    assert done.stdout == printed
    assert site.same() == printed


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TRIGGER t BEFORE INSERT ON reports BEGIN SELECT RAISE(IGNORE); END",),
        (
            "DROP TABLE reports",
            (
                "CREATE VIEW reports AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                "SELECT i AS key, 1 AS used, i AS value FROM n"  # it has no end
            ),
        ),
    ],
)
def test_a_cache_with_more_than_reports_in_it_is_not_asked(site: Site, statements: tuple[str, ...]) -> None:
    printed = site.same()
    with sqlite3.connect(site.cache / "reports-1.sqlite") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    shutil.rmtree(site.cache / FOLDER)
    done = site.check("--cache-dir", str(site.cache))
    assert done.stdout == printed
    assert done.stderr.endswith("the cache is damaged and was removed\n")
    assert site.same() == printed


def test_a_changed_entry_is_not_believed(site: Site) -> None:
    printed = site.same()
    with sqlite3.connect(site.cache / "reports-1.sqlite") as connection:
        for key, value in connection.execute("SELECT key, value FROM reports").fetchall():
            other = bytes(value).replace(b"TXT005", b"TXT006")
            connection.execute("UPDATE reports SET value = ? WHERE key = ?", (other, key))
    connection.close()
    assert site.same() == printed


def test_a_folder_that_cannot_be_made_is_said_and_nothing_else(site: Site) -> None:
    write(site.folder.parent, {"file": ""})
    done = site.check("--cache-dir", str(site.folder.parent / "file/cache"))
    assert done.stdout == site.check("--no-cache").stdout
    assert done.stderr.startswith("note: no cache: ")


def test_two_runs_at_once_do_each_other_no_harm(site: Site) -> None:
    for i in range(40):
        shutil.copy(site.folder / "b.md", site.folder / f"b{i}.md")
    afresh = site.check("--no-cache")
    command = [
        sys.executable,
        "-m",
        "digestlint",
        "check",
        ".",
        "--output-format",
        "jsonl",
        "--cache-dir",
        str(site.cache),
    ]
    runs = [subprocess.Popen(command, cwd=site.folder, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [run.communicate()[0] for run in runs] == [afresh.stdout] * 3
    assert site.same() == afresh.stdout


def test_old_entries_go_where_there_are_too_many(site: Site) -> None:
    from datetime import date  # noqa: PLC0415 - for this case alone

    from digestlint.cache import Cache  # noqa: PLC0415 - likewise

    site.same()
    cache = Cache(site.cache, date(2026, 6, 30))
    cache.prune(most=2000)
    cache.close()
    assert site.entries() < 5
    site.same()


def test_the_cache_can_be_found_and_emptied(site: Site) -> None:
    site.same()
    run = Command(site.folder)
    assert run("cache", "dir", DIGESTLINT_CACHE_DIR=str(site.cache)).stdout == f"{site.cache}\n"
    assert run("cache", "clean", "--cache-dir", str(site.cache)).stdout.startswith("Removed ")
    assert list(site.cache.iterdir()) == []
    assert run("cache", "clean", "--cache-dir", str(site.cache)).stdout.startswith("Removed 0 bytes")


def test_nothing_of_the_repository_is_read_or_written(site: Site) -> None:
    before = sorted(site.folder.iterdir())
    site.same()
    assert sorted(site.folder.iterdir()) == before
