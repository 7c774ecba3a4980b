"""Replays: what is printed again is what a fresh run would print, and only where nothing at all has changed."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from digestlint.cache import Cache
from digestlint.cached import check_cached
from digestlint.discover import Found
from digestlint.outline import outline
from digestlint.replay import FOLDER, Contents, folder_of
from digestlint.report import FileReport
from digestlint.run import Manner, Recipe, check_files, settings_finder
from digestlint.start import main

from .conftest import TODAY, Command
from .test_cache import FLAWED, Site
from .test_cli import GOOD, write

CACHE = "reports-1.sqlite"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site of which a printout is kept, and no report: what is printed without a check is printed again."""
    made = Site(tmp_path)
    leave_printout(made)
    (made.cache / CACHE).unlink()
    return made


def leave_printout(site: Site, *words: str) -> None:
    """Run once with a cache, which leaves a printout."""
    site.check("--cache-dir", str(site.cache), *words)


def is_replayed(site: Site, *words: str, **env: str) -> bool:
    """Tell whether a run is a replay, which asks for no report, after a look whether it prints what a fresh one does."""
    fresh = site.check("--no-cache", *words, **env)
    done = site.check("--cache-dir", str(site.cache), *words, **env)
    assert (done.stdout, done.stderr, done.returncode) == (fresh.stdout, fresh.stderr, fresh.returncode)
    return not (site.cache / CACHE).exists()


def test_a_second_run_prints_the_same_without_a_look_at_the_reports(site: Site) -> None:
    assert is_replayed(site)


def touch(site: Site) -> None:
    for path in site.folder.iterdir():
        os.utime(path, (1, 1))


def rewrite(site: Site) -> None:
    write(site.folder, {"a.md": FLAWED})
    write(site.folder, {"a.md": GOOD})


@pytest.mark.parametrize("change", [touch, rewrite])
def test_what_is_the_same_to_the_last_byte_is_unchanged(site: Site, change: Callable[[Site], None]) -> None:
    change(site)
    assert is_replayed(site)


def add_a_digest(site: Site) -> None:
    write(site.folder, {"new/f.md": FLAWED})


def add_what_is_no_digest(site: Site) -> None:
    write(site.folder, {"table.csv": "a,b\n"})


def remove_a_digest(site: Site) -> None:
    (site.folder / "b.md").unlink()


def change_one_byte(site: Site) -> None:
    write(site.folder, {"a.md": GOOD.replace("Many", "Mary")})


def grow(site: Site) -> None:
    write(site.folder, {"d.md": GOOD + "\nX\n"})


def exchange(site: Site) -> None:
    write(site.folder, {"a.md": FLAWED, "b.md": GOOD})


def ignore_a_digest(site: Site) -> None:
    write(site.folder, {".gitignore": "b.md\n"})


def make_it_a_repository(site: Site) -> None:
    (site.folder.parent / ".git").mkdir()


def configure_above(site: Site) -> None:
    write(site.folder.parent, {"digestlint.toml": 'ignore = ["TXT005"]\n'})


def configure_by_the_project(site: Site) -> None:
    write(site.folder, {"pyproject.toml": '[tool.digestlint]\nignore = ["TXT005"]\n'})


def link_a_digest(site: Site) -> None:
    (site.folder / "z.md").symlink_to(site.folder.parent / "elsewhere.md")


def put_a_folder_in_its_place(site: Site) -> None:
    remove_a_digest(site)
    write(site.folder, {"b.md/b.md": GOOD})


@pytest.mark.parametrize(
    "change",
    [
        add_a_digest,
        add_what_is_no_digest,
        remove_a_digest,
        change_one_byte,
        grow,
        exchange,
        ignore_a_digest,
        make_it_a_repository,
        configure_above,
        configure_by_the_project,
        link_a_digest,
        put_a_folder_in_its_place,
    ],
)
def test_what_has_changed_is_checked(site: Site, change: Callable[[Site], None]) -> None:
    change(site)
    assert not is_replayed(site)


@pytest.mark.parametrize(
    "env", [{"FORCE_COLOR": "1"}, {"COLUMNS": "60"}, {"GITHUB_ACTIONS": "true"}, {"TZ": "Etc/GMT+12", "TERM": "dumb"}]
)
def test_another_terminal_is_told_anew(site: Site, env: dict[str, str]) -> None:
    assert not is_replayed(site, **env)


def test_other_words_are_another_run(site: Site) -> None:
    assert not is_replayed(site, "--strict")


def test_a_pipe_in_the_place_of_a_digest_is_not_waited_for(site: Site) -> None:
    (site.folder / "b.md").unlink()
    os.mkfifo(site.folder / "b.md")
    assert not is_replayed(site)


@pytest.mark.parametrize("damage", [b"", b"{}", bytes(16) + b'{"said": [["All checks passed", false]], "status": 0}'])
def test_a_damaged_printout_is_not_believed_and_made_anew(site: Site, damage: bytes) -> None:
    (path,) = (site.cache / FOLDER).iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage)
    assert not is_replayed(site)
    leave_printout(site)
    assert path.read_bytes() == whole


def test_a_printout_that_was_changed_is_not_believed(site: Site) -> None:
    (path,) = (site.cache / FOLDER).iterdir()
    path.write_bytes(path.read_bytes().replace(b"TXT005", b"TXT006"))
    assert not is_replayed(site)


def test_a_printout_of_another_run_is_not_believed(site: Site) -> None:
    (path,) = (site.cache / FOLDER).iterdir()
    leave_printout(site, "--strict")
    (other,) = set((site.cache / FOLDER).iterdir()) - {path}
    (site.cache / CACHE).unlink()
    path.write_bytes(other.read_bytes())
    assert not is_replayed(site)


@pytest.mark.parametrize(
    "table",
    ['records = "records"\n', 'vocabulary = ["v.yaml"]\n', 'rules = ["own"]\n', 'baseline = "known.json"\n'],
)
def test_settings_that_name_more_files_leave_no_printout(tmp_path: Path, table: str) -> None:
    made = Site(tmp_path)
    write(made.folder, {"digestlint.toml": table, "v.yaml": "flags: [imaging data present]\n"})
    write(made.folder, {"own/none.txt": "", "records/none.txt": "", "known.json": '{"version": 1, "findings": []}'})
    leave_printout(made)
    assert not (made.cache / FOLDER).exists()


@pytest.mark.parametrize("words", [("--fix",), ("--diff",), ("--timings",), ("--since", "HEAD"), ("--show-files",)])
def test_a_run_that_does_more_than_print_leaves_no_printout(tmp_path: Path, words: tuple[str, ...]) -> None:
    made = Site(tmp_path)
    for _ in range(3):
        made.check("--cache-dir", str(made.cache), *words)
    assert not (made.cache / FOLDER).exists()


def test_a_report_that_goes_to_a_file_is_written_each_time(tmp_path: Path) -> None:
    made = Site(tmp_path)
    for _ in range(3):
        made.check("--cache-dir", str(made.cache), "--output", "json=found.json")
        (made.folder / "found.json").unlink()


def test_old_printouts_go_where_there_are_too_many(tmp_path: Path) -> None:
    made = Site(tmp_path)
    leave_printout(made)
    (path,) = (made.cache / FOLDER).iterdir()
    for i in range(60):
        (made.cache / FOLDER / f"{i:064x}").write_bytes(b"old")
        os.utime(made.cache / FOLDER / f"{i:064x}", (i, i))
    path.unlink()
    leave_printout(made)
    left = sorted((made.cache / FOLDER).iterdir())
    assert len(left) == 50
    assert path in left


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("."), os.mkfifo])
def test_links_and_pipes_leave_it_open_what_is_checked(tmp_path: Path, make: Callable[[Path], None]) -> None:
    write(tmp_path, {"a.md": GOOD})
    assert outline([str(tmp_path)])
    make(tmp_path / "b.md")
    assert outline([str(tmp_path)]) is None
    assert outline([str(tmp_path / "b.md")]) is None


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ((), None),
        (("--cache-dir", ""), None),  # what an unset variable comes to: not the folder that is checked
        (("--cache-dir=",), None),
        (("--cache-dir",), None),
        (("--", "--cache-dir", "a"), None),
        (("--cache-dir", "a"), "a"),
        (("--cache-dir=a", ".", "--cache-dir", "b"), "b"),
    ],
)
def test_printouts_are_sought_where_they_are_left(words: tuple[str, ...], folder: str | None) -> None:
    assert folder_of(words) == (folder or os.environ["DIGESTLINT_CACHE_DIR"])


@pytest.mark.parametrize("table", ['vocabulary = ["v.yaml"]\n', 'rules = ["own"]\n'])
def test_the_settings_of_a_folder_without_digests_count(site: Site, table: str) -> None:
    write(site.folder, {"empty/digestlint.toml": table, "empty/v.yaml": "flags: [x]\n", "empty/own/none.txt": ""})
    leave_printout(site)
    (site.cache / CACHE).unlink()
    assert not is_replayed(site)


def test_all_files_that_config_names_count(site: Site) -> None:
    write(site.folder.parent, {"one.toml": "", "two.toml": ""})
    words = ("--config", "../one.toml", "--config", "../two.toml")
    leave_printout(site, *words)
    (site.folder.parent / "one.toml").unlink()
    assert site.check("--cache-dir", str(site.cache), *words).returncode == 2


def test_one_file_that_config_names_is_looked_at(site: Site) -> None:
    write(site.folder.parent, {"one.toml": ""})
    words = ("--config", "../one.toml")
    leave_printout(site, *words)
    (site.cache / CACHE).unlink(missing_ok=True)
    assert is_replayed(site, *words)
    write(site.folder.parent, {"one.toml": 'ignore = ["TXT005"]\n'})
    assert not is_replayed(site, *words)


def test_a_stream_of_ascii_is_written_by_what_knows_it(site: Site) -> None:
    leave_printout(site)
    assert not is_replayed(site, PYTHONIOENCODING="ascii")


def test_a_repository_that_begins_where_one_is_changes_the_paths(site: Site) -> None:
    (site.folder / "tools").mkdir()
    words = ("check", str(site.folder), "--output-format", "gitlab", "--cache-dir", str(site.cache))
    run = Command(site.folder / "tools")
    before = run(*words)
    assert run(*words).stdout == before.stdout
    (site.folder / "tools/.git").mkdir()
    assert run(*words).stdout == run(*words, "--no-cache").stdout


def test_closed_streams_change_no_status(site: Site) -> None:
    leave_printout(site)
    shell = f'"$0" -m digestlint check . --output-format jsonl --cache-dir "{site.cache}" 2>&-'
    done = subprocess.run(["sh", "-c", shell, sys.executable], cwd=site.folder, capture_output=True, check=False)
    assert done.returncode == 1


@pytest.mark.parametrize("words", ["--no-cache", "--cache-dir ../cache"])
def test_what_nobody_reads_was_not_told(site: Site, words: str) -> None:
    shell = ["sh", "-c", f'"$0" -m digestlint check . {words}; echo $? >../status', sys.executable]
    subprocess.run(shell, cwd=site.folder, capture_output=True, check=False)
    assert (site.folder.parent / "status").read_text() == "1\n"
    with subprocess.Popen(shell, cwd=site.folder, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.close()
    assert (site.folder.parent / "status").read_text() == "2\n"


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to(path)])
def test_whatever_lies_in_a_printouts_place_harms_no_run(site: Site, make: Callable[[Path], None]) -> None:
    (path,) = (site.cache / FOLDER).iterdir()
    path.unlink()
    make(path)
    assert not is_replayed(site)


def test_a_printout_is_never_written_through_a_link(site: Site) -> None:
    (path,) = (site.cache / FOLDER).iterdir()
    victim = site.folder.parent / "victim"
    victim.write_text("mine")
    path.unlink()
    path.symlink_to(victim)
    leave_printout(site)
    assert victim.read_text() == "mine"
    assert not path.is_symlink()


def test_no_file_goes_where_the_folder_of_printouts_is_a_link(site: Site) -> None:
    other = site.folder.parent / "other"
    shutil.rmtree(site.cache / FOLDER)
    write(other, {f"{i:064x}": "mine" for i in range(60)})
    (site.cache / FOLDER).symlink_to(other)
    leave_printout(site)
    assert len(list(other.iterdir())) == 60


def test_no_file_of_another_name_goes_where_there_are_too_many(site: Site) -> None:
    write(site.cache / FOLDER, {f"{i}.txt": "mine" for i in range(60)})
    leave_printout(site, "--strict")
    assert len(list((site.cache / FOLDER).glob("*.txt"))) == 60


@pytest.mark.parametrize("name", ["link/site", "link/site/", "link/site/."])
def test_a_link_on_the_way_that_leads_elsewhere_is_seen(tmp_path: Path, name: str) -> None:
    made = Site(tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    (tmp_path / "link").symlink_to("one")
    run = Command(tmp_path)
    words = ("check", name, "--output-format", "sarif")
    told = [run(*words, "--cache-dir", str(made.cache)).stdout for _ in range(2)]
    (tmp_path / "link").unlink()
    (tmp_path / "link").symlink_to("two")
    assert run(*words, "--cache-dir", str(made.cache)).stdout == run(*words, "--no-cache").stdout != told[1]


@pytest.mark.parametrize(
    "make", [lambda path: path.write_text("x"), lambda path: (path / "folder").mkdir(parents=True)]
)
def test_the_cache_can_be_emptied_whatever_lies_in_it(site: Site, make: Callable[[Path], None]) -> None:
    shutil.rmtree(site.cache / FOLDER)
    make(site.cache / FOLDER)
    assert Command(site.folder)("cache", "clean", "--cache-dir", str(site.cache)).returncode == 0
    assert list(site.cache.iterdir()) == []


@pytest.mark.parametrize("above", ["digestlint.toml", ".git"])
def test_what_changes_to_and_fro_while_a_run_looks_is_seen(tmp_path: Path, above: str) -> None:
    write(tmp_path, {"site/a.md": GOOD, "site/digestlint.toml": ""})
    top = str(tmp_path / "site")
    before, dated = outline([top]), outline([top], dated=True)
    (tmp_path / f"site/{above}x").mkdir()
    (tmp_path / f"site/{above}x").rmdir()
    assert outline([top]) == before
    assert outline([top], dated=True) != dated


def test_a_path_that_is_not_there_has_no_outline(tmp_path: Path) -> None:
    assert outline([str(tmp_path / "none")]) is None


def test_a_digest_that_changes_while_it_is_checked_is_not_taken_up(tmp_path: Path) -> None:
    paths = [tmp_path / "b.md", tmp_path / "c.md"]
    write(tmp_path, {"b.md": FLAWED, "c.md": FLAWED})
    settings_of = settings_finder(Recipe(isolated=True))

    def check(files: Sequence[Found], manner: Manner) -> Iterator[FileReport]:
        for report in check_files(files, settings_of, manner):
            write(tmp_path, {"b.md": GOOD})
            yield report

    contents = Contents()
    found = [Found(path, named=True) for path in paths]
    cache = Cache(tmp_path / "cache", TODAY)
    list(check_cached(found, settings_of, Manner(TODAY), cache, check, contents=contents))
    assert contents.paths == [str(paths[1])]


FOLDERS = ("", "x/", "x/y/", ".venv/")
TEXTS = (GOOD, FLAWED, GOOD.replace("March", "May").replace("NCT03951116", "NCT00000013"), "Just notes.\n")
CONFIGURED = ('ignore = ["TXT005"]\n', 'exclude = ["x/"]\n', '[severity]\nTXT005 = "info"\n', "fail-on = 'never'\n")


class Runs(RuleBasedStateMachine):
    """A site in which anything may change between runs that leave printouts."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = contextlib.ExitStack()
        self.folder = Path(self._kept.enter_context(tempfile.TemporaryDirectory()))
        self.words: tuple[str, ...] = (".",)

    @initialize()
    def begin(self) -> None:
        write(self.folder / "site", {f"{name}.md": text for name, text in zip("abcd", TEXTS, strict=True)})
        write(self.folder / "site", {"x/y/e.md": FLAWED, "x/f.md": GOOD})

    @rule(folder=st.sampled_from(FOLDERS), name=st.sampled_from("abz"), text=st.sampled_from(TEXTS))
    def write_a_file(self, folder: str, name: str, text: str) -> None:
        write(self.folder / "site", {f"{folder}{name}.md": text})

    @rule(name=st.sampled_from("abz"))
    def remove_a_file(self, name: str) -> None:
        (self.folder / f"site/{name}.md").unlink(missing_ok=True)

    @rule(folder=st.sampled_from(["", "site/", "site/x/"]), table=st.sampled_from([*CONFIGURED, ""]))
    def configure(self, folder: str, table: str) -> None:
        write(self.folder, {f"{folder}digestlint.toml": table})

    @rule(folder=st.sampled_from(["", "site/", "site/x/"]), pattern=st.sampled_from(["a.md\n", "y/\n", "!a.md\n", ""]))
    def ignore(self, folder: str, pattern: str) -> None:
        write(self.folder, {f"{folder}.gitignore": pattern})
        (self.folder / ".git").mkdir(exist_ok=True)

    @rule(words=st.sampled_from([(".",), (".", "--strict"), ("x", "a.md", "b.md", "c.md"), ("../site/x", "d.md", ".")]))
    def ask_otherwise(self, words: tuple[str, ...]) -> None:
        self.words = words

    @invariant()
    def what_is_kept_prints_what_a_fresh_run_prints(self) -> None:
        fresh = self._run("--no-cache")
        for _ in range(3):
            assert self._run("--cache-dir", "../cache") == fresh

    def _run(self, *words: str) -> tuple[object, str, str]:
        with (
            contextlib.chdir(self.folder / "site"),
            contextlib.redirect_stdout(io.StringIO()) as out,
            contextlib.redirect_stderr(io.StringIO()) as err,
            pytest.raises(SystemExit) as end,
        ):
            main(["check", *words, *self.words])
        return end.value.code, out.getvalue(), err.getvalue()

    def teardown(self) -> None:
        self._kept.close()


TestRuns = Runs.TestCase
TestRuns.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
