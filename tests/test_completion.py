"""`digestlint completion`: the scripts are ones that their shells read, and bash completes with its own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import Command
from .test_cli import write


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_one_that_its_shell_reads(run: Command, tmp_path: Path, shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_DIGESTLINT_COMPLETE" in done.stdout
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    write(tmp_path, {"script": done.stdout})
    subprocess.run([shell, "-n", str(tmp_path / "script")], check=True)


def test_bash_completes_an_option(run: Command, tmp_path: Path) -> None:
    write(tmp_path, {"script": run("completion", "bash").stdout})
    asked = (
        "source ./script; COMP_WORDS=(digestlint check --fail); COMP_CWORD=2; _digestlint_completion digestlint; "
        'echo "${COMPREPLY[@]}"'
    )
    path = f"{Path(shutil.which('digestlint') or 'x').parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", asked],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "--fail-on\n"
