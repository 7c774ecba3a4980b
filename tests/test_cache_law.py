"""The law of the cache: whatever changes between two runs, a run from a warm cache prints what a fresh one does."""

import contextlib
import json
import tempfile
from pathlib import Path

from click.testing import CliRunner
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from digestlint.cli import cli

from .conftest import ROOT
from .test_cli import GOOD, write
from .test_config import OWN_RULE

STUDY = json.loads(next(iter(sorted((ROOT / "fixtures/records").glob("**/*.json")))).read_text(encoding="utf-8"))
RECORD_ID = STUDY["protocolSection"]["identificationModule"]["nctId"]
PLAIN = GOOD.replace("NCT03951116", RECORD_ID)
TEXTS = (
    GOOD,
    PLAIN,
    GOOD.replace("Many people", "Sadly, many people"),
    PLAIN.replace("Many people", "<!-- digestlint: ignore[TXT005] quoted -->\n\nSadly, many people"),
    GOOD.replace("March", "May").replace("NCT03951116", "NCT00000013"),
    "Just notes.\n",
    "",
)
WORDS = (
    ("--select", "TXT,STR"),
    ("--ignore", "TXT005"),
    ("--extend-select", "PLN"),
    ("--ignore-suppressions",),
    ("--config", "require-reason=true"),
)
TABLES = {
    "severity": ('[severity]\nTXT005 = "info"\n', '[severity]\nTXT = "warning"\n'),
    "options": ("[options.STR009]\nmin-words = 9\n", "[options.DUP004]\nat-least = 0.2\n"),
    "per-file": ('[per-file-ignores]\n"a.md" = ["TXT005"]\n', '[per-file-ignores]\n"*.md" = ["DUP"]\n'),
}
KEYS = {
    "extend-select": ('extend-select = ["STR009"]\n', 'extend-select = ["PLN002"]\n'),
    "vocabulary": ('vocabulary = ["v.yaml"]\n',),
    "records": ('records = "records"\n',),
    "rules": ('rules = ["own"]\n',),
}


class Runs(RuleBasedStateMachine):
    """A site whose files, settings, vocabulary, rules and records change between runs on one cache."""

    files = Bundle("files")

    def __init__(self) -> None:
        super().__init__()
        self._kept = contextlib.ExitStack()
        folder = Path(self._kept.enter_context(tempfile.TemporaryDirectory()))
        self.site, self.cache = folder / "site", folder / "cache"
        self.config = {kind: choices[0] for kind, choices in KEYS.items()}
        self.words: tuple[str, ...] = ()
        write(self.site, {"v.yaml": "flags: [imaging data present]\n", "own/walking-cure.toml": OWN_RULE})
        write(self.site, {"records/one.json": json.dumps(STUDY)})

    @initialize(target=files)
    def begin(self) -> str:
        write(self.site, {f"{name}.md": text for name, text in zip("abcde", TEXTS, strict=False)})
        self._configure()
        return "a.md"

    @rule(target=files, name=st.sampled_from("abcdef"), text=st.sampled_from(TEXTS))
    def write_a_file(self, name: str, text: str) -> str:
        write(self.site, {f"{name}.md": text})
        return f"{name}.md"

    @rule(name=files, to=st.sampled_from("abcxyz"))
    def rename_a_file(self, name: str, to: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            (self.site / name).rename(self.site / f"{to}.md")

    @rule(kind=st.sampled_from(sorted(KEYS | TABLES)), which=st.integers(-1, 1))
    def configure(self, kind: str, which: int) -> None:
        choices = (KEYS | TABLES)[kind]
        self.config[kind] = choices[which % len(choices)] if which >= 0 else ""
        self._configure()

    @rule(words=st.sampled_from([(), *WORDS]))
    def ask_otherwise(self, words: tuple[str, ...]) -> None:
        self.words = words

    @rule(phrase=st.sampled_from(["walking cure~", "stiff knees", "people"]))
    def change_a_rule(self, phrase: str) -> None:
        write(self.site, {"own/walking-cure.toml": OWN_RULE.replace('"walking cure~"', f'"{phrase}"')})

    @rule(flag=st.sampled_from(["imaging data present", "open label"]))
    def change_the_vocabulary(self, flag: str) -> None:
        write(self.site, {"v.yaml": f"flags: [{flag}]\n"})

    @rule(status=st.sampled_from(["COMPLETED", "WITHDRAWN", "RECRUITING"]))
    def change_a_record(self, status: str) -> None:
        study = json.loads(json.dumps(STUDY))
        study["protocolSection"]["statusModule"]["overallStatus"] = status
        write(self.site, {"records/one.json": json.dumps(study)})

    @invariant()
    def a_warm_cache_prints_what_a_fresh_run_prints(self) -> None:
        if any(self.site.glob("*.md")):
            fresh = self._run("--no-cache")
            assert self._run("--cache-dir", str(self.cache)) == fresh
            assert self._run("--cache-dir", str(self.cache)) == fresh

    def _configure(self) -> None:
        lines = [self.config.get(key, "") for key in (*KEYS, *TABLES)]
        write(self.site, {"digestlint.toml": "".join(lines)})

    def _run(self, *words: str) -> tuple[int, str, str]:
        with contextlib.chdir(self.site):
            done = CliRunner().invoke(
                cli, ["check", ".", "--output-format", "jsonl", *words, *self.words], standalone_mode=False
            )
        return done.return_value, done.stdout, repr(done.exception)

    def teardown(self) -> None:
        self._kept.close()


TestRuns = Runs.TestCase
TestRuns.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
