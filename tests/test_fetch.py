"""Fetching records, against a registry on loopback that answers well and badly."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from digestlint.records import RecordFiles, open_records
from digestlint.records.manners import retry_after
from digestlint.start import main
from tests.registry_server import CUT, DRIBBLE, STALL, Answer, Registry, given, serving, status, study

A, B, C, D = "NCT09100000", "NCT09100013", "NCT09100026", "NCT09100039"
NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
PACKED = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
STALLED = "the registry gave no answer within 0.3 s"

Fetch = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def registry() -> Iterator[Registry]:
    with serving() as found:
        yield found


class Here:
    """`digestlint` within this process, in a folder: much sooner done than as a process of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(words)
        done = self.capsys.readouterr()
        return subprocess.CompletedProcess(words, int(str(left.value.code)), done.out, done.err)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return Here(tmp_path, capsys)


@pytest.fixture
def fetch(run: Here, registry: Registry) -> Fetch:
    def fetched(*words: str, base: str = registry.base) -> subprocess.CompletedProcess[str]:
        quick = ["--pause", "0", "--timeout", "0.3", "--tries", "3"]
        return run("records", "fetch", "digests", "-o", "records.jsonl", "--base-url", base, *quick, *words)

    return fetched


def cite(folder: Path, *sources: str) -> None:
    (folder / "digests").mkdir(exist_ok=True)
    for source in sources:
        curie = source if ":" in source else f"clinicaltrials:{source}"
        text = f"# A title\n\n## Background\n\nWords.\n\nSource: {curie} · Ingested 2026-06-26 · Digest: some-model\n"
        (folder / "digests" / f"{curie.partition(':')[2]}.md").write_text(text)


def held(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()]


def ids(folder: Path) -> list[str]:
    return [each.get("nctId") or each["protocolSection"]["identificationModule"]["nctId"] for each in held(folder)]


def aged(folder: Path, nct_id: str, days: int) -> None:
    old = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    changed = [{**each, "retrieved": old} if nct_id in json.dumps(each) else each for each in held(folder)]
    (folder / "records.jsonl").write_text("".join(json.dumps(each) + "\n" for each in changed))


def test_the_cited_records_are_fetched_once_sorted_and_politely(run: Here, registry: Registry, fetch: Fetch) -> None:
    cite(run.folder, C, A, B, "isrctn:ISRCTN51232965")
    cite(run.folder, "isrctn:ISRCTN22211137")
    (run.folder / "digestlint.toml").write_text('records = "records.jsonl"\n')
    before = datetime.now(UTC).replace(microsecond=0)
    done = fetch("--pause", "0.2")
    assert done.stderr == "note: no record source for ISRCTN\n"
    assert (done.returncode, done.stdout) == (0, "records.jsonl: 3 records cited, 3 records fetched, 0 not\n")
    assert ids(run.folder) == registry.asked == [A, B, C]
    assert registry.most_at_once == 1
    assert registry.times[C][0] - registry.times[A][0] > 0.35
    assert {agent.partition("/")[0] for agent in registry.agents} == {"digestlint"}
    for each in held(run.folder):
        assert before <= datetime.fromisoformat(each.pop("retrieved")) <= datetime.now(UTC)
        assert each == study(each["protocolSection"]["identificationModule"]["nctId"])
        assert list(each) == sorted(each)
    assert open_records(run.folder / "records.jsonl")[B].acronym == "TEAL"
    assert run("check", "digests").returncode in (0, 1)
    assert sorted(path.name for path in run.folder.iterdir()) == ["digestlint.toml", "digests", "records.jsonl"]
    file = run.folder / "records.jsonl"
    first = (file.read_bytes(), file.stat().st_mtime_ns)
    again = fetch()
    assert (again.returncode, again.stdout) == (0, "records.jsonl: 3 records cited, 0 records fetched, 0 not\n")
    assert (len(registry.asked), (file.read_bytes(), file.stat().st_mtime_ns)) == (3, first)


def test_only_what_is_new_or_old_is_fetched_and_the_rest_stays(run: Here, registry: Registry, fetch: Fetch) -> None:
    cite(run.folder, A, B)
    fetch()
    aged(run.folder, B, days=30)
    (run.folder / "digests" / f"{A}.md").unlink()
    cite(run.folder, C)
    fetch()
    assert registry.asked[2:] == [C]
    fetch("--max-age", "31")
    assert registry.asked[3:] == []
    registry.answers[B] = [given(study(B, briefTitle="Another title"))]
    fetch("--max-age", "29")
    assert registry.asked[3:] == [B]
    assert open_records(run.folder / "records.jsonl")[B].brief_title == "Another title"
    fetch("--refresh")
    assert registry.asked[4:] == [B, C]
    assert ids(run.folder) == [A, B, C]


def test_what_the_registry_does_not_have_is_recorded_as_such(run: Here, registry: Registry, fetch: Fetch) -> None:
    cite(run.folder, A, B, C)
    registry.answers = {A: [status(404)], B: [status(410)]}
    done = fetch()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f"; the registry has no {A}, {B}\n")
    assert [(each.pop("retrieved")[-1], each) for each in held(run.folder)[:2]] == [
        ("Z", {"nctId": A, "status": 404}),
        ("Z", {"nctId": B, "status": 410}),
    ]
    records = open_records(run.folder / "records.jsonl")
    assert (A in records, B in records, list(records)) == (False, False, [C])
    assert run("records", "build", "records.jsonl", "-o", "x.sqlite").stdout == "x.sqlite: 1 record, 0 former IDs\n"
    assert fetch().returncode == 0
    assert registry.asked == [A, B, C]
    registry.answers = {C: [status(404)]}
    fetch("--refresh")
    assert list(RecordFiles(run.folder / "records.jsonl")) == [A, B]


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(status(429, Retry_After="1"), id="too many requests"),
        pytest.param(status(503, Retry_After="soon"), id="unavailable, with no time that can be read"),
        pytest.param(status(500), id="a server's fault"),
        pytest.param((STALL, {}, b""), id="a stall"),
        pytest.param((DRIBBLE, {}, b"{}"), id="an answer without end"),
        pytest.param((CUT, {}, given(study(A))[2]), id="a cut body"),
        pytest.param((200, {"Content-Encoding": "gzip"}, gzip.compress(b"{}" * 99)[:30]), id="a cut packed body"),
        pytest.param((200, {"Content-Encoding": "gzip"}, b"{}"), id="a body that is not packed"),
        pytest.param((200, {"Content-Type": "text/html"}, b"<html>Maintenance"), id="no JSON"),
        pytest.param((200, {}, b'{"protocolSection": NaN}'), id="no number of JSON"),
        pytest.param((200, {}, b"[" * 200_000), id="brackets without end"),
    ],
)
def test_what_may_pass_is_asked_again(run: Here, registry: Registry, fetch: Fetch, bad: Answer) -> None:
    cite(run.folder, A)
    registry.answers[A] = [bad, given(study(A))]
    done = fetch()
    assert (done.returncode, done.stderr) == (0, "")
    assert (registry.asked, ids(run.folder)) == ([A, A], [A])
    least = 1.0 if bad[0] == 429 else 0.2
    assert registry.times[A][1] - registry.times[A][0] >= least - 0.02


@pytest.mark.parametrize(
    ("bad", "asked", "words"),
    [
        pytest.param(status(500), 3, "the registry answers 500 Internal Server Error; asked 3 times", id="500"),
        pytest.param((STALL, {}, b""), 3, f"{STALLED}; asked 3 times", id="a stall"),
        pytest.param(status(403), 1, "the registry answers 403 Forbidden", id="403"),
        pytest.param(given(study(D)), 1, f"the answer is the record of {D}, which does not", id="another study"),
        pytest.param(given({"studies": [study(A)]}), 1, "the answer is no study of", id="a page"),
        pytest.param(given([]), 1, "the answer is no study of", id="a list"),
        pytest.param(given({"nctId": A, "status": 404}), 1, "the answer is no study of", id="an absence"),
        pytest.param(given({"protocolSection": {}}), 1, "protocolSection.identificationModule", id="no ID"),
        pytest.param(given(" " * 5_000_001), 1, "the answer has more than 5,000,000 bytes", id="too much"),
        pytest.param(
            (200, PACKED, gzip.compress(b" " * 90_000_000)), 1, "more than 5,000,000 bytes", id="too much, packed"
        ),
        pytest.param(status(302, Location="http://localhost/x"), 1, "redirects to another host, local", id="elsewhere"),
        pytest.param(status(301, Location=B), 4, "redirects more than 3 times", id="a loop"),
        pytest.param(status(429, Retry_After="3600"), 1, "asks to wait 3,600 s, longer than --max-wait", id="an hour"),
    ],
)
def test_what_cannot_be_fetched_is_named_and_the_rest_kept(
    registry: Registry, fetch: Fetch, bad: Answer, asked: int, words: str
) -> None:
    folder = Path.cwd()
    cite(folder, A, B)
    registry.answers[B] = [bad]
    done = fetch()
    assert done.returncode == 2
    assert f"not fetched: {B}: " in done.stderr
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert (ids(folder), registry.asked.count(B)) == ([A], asked)
    assert not (folder / ".records.jsonl.journal").exists()
    registry.answers.clear()
    assert (fetch().returncode, ids(folder), registry.asked.count(A)) == (0, [A, B], 1)


def test_pauses_grow_with_each_try(run: Here, registry: Registry, fetch: Fetch) -> None:
    cite(run.folder, A)
    registry.answers[A] = [status(500)]
    fetch("--tries", "4")
    first, second, third, fourth = registry.times[A]
    assert fourth - third > 1.5 * (third - second) > 2 * (second - first) * 0.9


def test_a_former_id_is_followed_to_its_record(run: Here, registry: Registry, fetch: Fetch) -> None:
    cite(run.folder, A, D)
    registry.answers[A] = [status(404)]
    fetch()
    registry.answers[A] = [status(301, Location=f"/api/v2/studies/{D}")]
    registry.answers[D] = [given(study(D, nctIdAliases=[A]))]
    del registry.asked[:]
    assert fetch("--refresh").returncode == 0
    assert (registry.asked, ids(run.folder)) == ([A, D], [D])
    assert open_records(run.folder / "records.jsonl")[A].nct_id == D
    fetch()
    assert registry.asked == [A, D]


def test_a_registry_that_is_down_is_not_asked_for_all(run: Here, registry: Registry, fetch: Fetch) -> None:
    cite(run.folder, *(f"NCT091{number:05}" for number in range(0, 13 * 8, 13)))
    done = fetch("--tries", "1", base="http://127.0.0.1:1")
    assert done.returncode == 2
    assert done.stderr.count("the registry cannot be reached") == 5
    assert done.stderr.count("not asked for, as 5 in succession got no answer") == 3
    assert registry.asked == []


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
@pytest.mark.parametrize("option", ["--pause=0", "--refresh"], ids=["new", "refreshed"])
def test_a_run_that_is_broken_off_is_taken_up(
    run: Here, registry: Registry, fetch: Fetch, sent: signal.Signals, option: str
) -> None:
    cite(run.folder, A, B, C)
    registry.answers[C] = [(DRIBBLE, {}, b""), given(study(C))]
    words = ["records", "fetch", "digests", "-o", "records.jsonl", "--base-url", registry.base, "--pause", "0", option]
    with subprocess.Popen(
        [sys.executable, "-m", "digestlint", *words],
        cwd=run.folder,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until = time.monotonic() + 10
        while C not in registry.asked and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(sent)
        _, error = process.communicate()
    assert error.strip() == ("interrupted" if sent == signal.SIGINT else "")
    assert (run.folder / "records.jsonl").exists() == (sent == signal.SIGINT)
    with (run.folder / ".records.jsonl.journal").open("a") as file:
        file.write('{"nctId": "NCT091')  # a line that the break cut short
    assert fetch(option).returncode == 0
    assert registry.asked == [A, B, C, C]
    assert ids(run.folder) == [A, B, C]
    assert not (run.folder / ".records.jsonl.journal").exists()


def test_without_httpx_it_says_what_to_install(run: Here) -> None:
    cite(run.folder, A)
    code = "import sys; sys.modules['httpx'] = None; from digestlint.start import main; main(sys.argv[1:])"
    words = [sys.executable, "-c", code, "records", "fetch", "digests", "-o", "records.jsonl"]
    done = subprocess.run(words, cwd=run.folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: fetching records needs httpx")
    assert "pip install 'digestlint[fetch]'" in done.stderr
    assert not (run.folder / "records.jsonl").exists()


def test_httpx_is_not_loaded_by_other_commands() -> None:
    code = "import sys, digestlint.cli; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("<<<<<<< ours", "records.jsonl:2: is no JSON, or cut short", id="a conflict"),
        pytest.param("{}", "records.jsonl:2: is no study of ClinicalTrials.gov's API v2", id="no study"),
        pytest.param("3", "records.jsonl:2: is no study of", id="a number"),
        pytest.param('"\udcff"', "records.jsonl:2: is not UTF-8", id="no UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_alone(
    run: Here, registry: Registry, fetch: Fetch, line: str, words: str
) -> None:
    cite(run.folder, B)
    text = f"{json.dumps(study(A))}\n{line}\n".encode(errors="surrogateescape")
    (run.folder / "records.jsonl").write_bytes(text)
    done = fetch()
    assert (done.returncode, registry.asked) == (2, [])
    assert words in done.stderr
    assert (run.folder / "records.jsonl").read_bytes() == text


@pytest.mark.parametrize(
    ("words", "error"),
    [
        pytest.param(["-o", "no/records.jsonl"], "no/records.jsonl: there is no folder no", id="no folder"),
        pytest.param(["-o", "records.sqlite"], "whose name ends in .jsonl", id="another ending"),
        pytest.param(["--base-url", "ftp://x"], "is no address such as", id="another protocol"),
        pytest.param(["--base-url", "http://x:port"], "is no address", id="a broken address"),
        pytest.param(["--max-age", "-1"], "--max-age", id="an age below 0"),
        pytest.param(["--timeout", "0"], "--timeout", id="no time"),
        pytest.param(["missing"], "missing: there is no such file or folder", id="no digests"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(run: Here, fetch: Fetch, words: list[str], error: str) -> None:
    cite(run.folder, A)
    done = fetch(*words)
    assert done.returncode == 2
    assert error in done.stderr
    assert "Traceback" not in done.stderr


def test_a_proxy_that_is_none_is_named(run: Here, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    cite(run.folder, A)
    monkeypatch.setenv("ALL_PROXY", "nothing://x")
    done = fetch()
    assert (done.returncode, done.stdout) == (2, "")
    assert "no connection can be made with the proxy" in done.stderr


def test_a_folder_without_digests_and_a_file_that_cannot_be_read_fail(run: Here, fetch: Fetch) -> None:
    (run.folder / "digests").mkdir()
    assert "no digest was found" in fetch().stderr
    cite(run.folder, A)
    (run.folder / "digests" / "latin.md").write_bytes(b"caf\xe9")
    (run.folder / "digests" / "long.md").write_text("x" * 1_000_001)
    (run.folder / "digests" / "notes.md").write_text("Nothing that a digest has.")
    (run.folder / "digests" / "gone.md").symlink_to(run.folder / "gone.md")
    done = fetch(str(run.folder / "digests" / "long.md"))
    assert (done.returncode, ids(run.folder)) == (2, [A])
    assert "latin.md: it is not UTF-8" in done.stderr
    assert "long.md: it has 1,000,001 bytes, more than max-file-size allows (1,000,000)" in done.stderr


def test_a_record_with_broken_characters_is_written(run: Here, registry: Registry, fetch: Fetch) -> None:
    cite(run.folder, A, B)
    registry.answers[A] = [given(study(A, briefTitle="IGF-1 \ud800 β\u2028"))]
    registry.answers[B] = [given(study(B, briefTitle="β\u2028\x85"))]
    assert fetch().returncode == 0
    assert "β" in (run.folder / "records.jsonl").read_text(encoding="utf-8")
    assert len(open_records(run.folder / "records.jsonl")) == 2
    assert fetch().returncode == 0
    assert registry.asked == [A, B]


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        pytest.param("7", 7, id="seconds"),
        pytest.param(format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90, id="a date"),
        pytest.param(format_datetime(NOW - timedelta(days=1), usegmt=True), 0, id="a date that is past"),
        pytest.param("Tue, 30 Jun 2026 12:00:05 -0000", 5, id="a date without a zone"),
        pytest.param("9" * 5000, 999_999_999_999, id="digits without end"),
        pytest.param("", None, id="nothing"),
        pytest.param("-1", None, id="less than nothing"),
        pytest.param("a while", None, id="words"),
    ],
)
def test_how_long_to_wait_is_read_from_the_answer(words: str, seconds: float | None) -> None:
    assert retry_after(words, NOW) == seconds
