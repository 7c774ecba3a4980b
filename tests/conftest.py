"""What several tests use: the shared labelled sets, where they are, and the command as a user runs it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from digestlint.catalog import built_in_profile, built_in_vocabulary
from digestlint.digest import Digest
from digestlint.parse import parse
from digestlint.source import Source

settings.register_profile("digestlint", deadline=None)  # the first example compiles what all rules look for
settings.load_profile("digestlint")

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 6, 30)


class Command:
    """`digestlint` as a process of its own, in a folder."""

    def __init__(self, folder: Path, *before: str) -> None:
        self.folder = folder
        self.before = before

    def __call__(self, *words: str, text: str | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.before, sys.executable, "-m", "digestlint", *words],
            cwd=self.folder,
            input=text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, **env},
        )


@pytest.fixture(autouse=True, scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let no test depend on whoever runs it: the cache, the terminal's size, a shell that keeps interrupts off."""
    os.environ["DIGESTLINT_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    os.environ.pop("COLUMNS", None)
    os.environ.pop("LINES", None)
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def run(tmp_path: Path) -> Command:
    return Command(tmp_path)


@pytest.fixture
def bound(tmp_path: Path) -> Command:
    """The command without root's right to read and write everything."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return Command(tmp_path)
    if not shutil.which("setpriv"):
        pytest.skip("nothing is unreadable for root, and there is no setpriv to run with less")
    rights = "-dac_override,-dac_read_search"
    return Command(tmp_path, "setpriv", "--bounding-set", rights, "--inh-caps", rights)


@pytest.fixture(scope="session")
def read() -> Callable[[str], Digest]:
    def digest(text: str) -> Digest:
        profile, vocabulary = built_in_profile(), built_in_vocabulary()
        return parse(Source.of(text), profile=profile, vocabulary=vocabulary, today=TODAY)

    return digest


def shared(*parts: Sequence[str] | str) -> Path:
    """Return a folder of the labelled sets; skip the test, saying so, where it is not there."""
    path = ROOT.parent.joinpath("shared", *map(str, parts))
    if not path.exists():
        pytest.skip(f"the labelled sets are not here ({'/'.join(map(str, parts))})")
    return path
