"""Choosing files: those that changed since a commit, and those that a list names."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from digestlint.errors import DigestlintError

_SAFE = {"core.fsmonitor": "false", "core.hooksPath": os.devnull, "protocol.allow": "never"}
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
_ALONE = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all")


def changed_since(ref: str, folder: Path) -> frozenset[Path]:
    """Return the files that differ from the point where the work in `folder` parted from the commit `ref`.

    Changes that are not committed, and files that git does not know yet and does not ignore, count too. The work tree
    and git's index are only read. Raises DigestlintError.
    """
    top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    if ref.startswith("-"):
        raise DigestlintError(f"--since {ref}: this is no commit")
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", wrong=ref)
    base = _git(folder, "merge-base", os.fsdecode(commit.strip()), "HEAD", apart=ref).strip()
    compared = ("--name-only", "-z", "--no-renames", "--diff-filter=d", *_ALONE)
    changed = _git(top, "diff", *compared, os.fsdecode(base), "--", programs=_filters(top))
    unknown = _git(top, "ls-files", "-z", "--others", "--exclude-standard")
    return frozenset(top / os.fsdecode(name) for name in (changed + unknown).split(b"\0") if name)


def _filters(top: Path) -> dict[str, str]:
    """Return the keys of git's configuration that name programs through which it reads files, each with no program.

    A file is then taken for changed rather than read through a program that the repository's configuration names.
    """
    asked = ("config", "--null", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|required)$")
    names = _git(top, *asked, none=True).split(b"\0")
    return {os.fsdecode(name): "false" if name.endswith(b".required") else "" for name in names if name}


def _environment(keys: Mapping[str, str]) -> dict[str, str]:
    """Return the environment that gives git such settings, over those of any file."""
    env = {**os.environ, **_QUIET}
    first = int(count) if (count := env.get("GIT_CONFIG_COUNT", "")).isdecimal() else 0
    for i, (key, value) in enumerate(keys.items(), start=first):
        env |= {f"GIT_CONFIG_KEY_{i}": key, f"GIT_CONFIG_VALUE_{i}": value}
    return env | {"GIT_CONFIG_COUNT": str(first + len(keys))}


def _git(
    folder: Path,
    *words: str,
    wrong: str = "",
    apart: str = "",
    none: bool = False,
    programs: Mapping[str, str] | None = None,
) -> bytes:
    """Return what git prints; it runs no program, hook or transport that the repository's configuration names."""
    command = ["git", "--no-pager", "--no-optional-locks", *words]
    env = _environment({**_SAFE, **(programs or {})})
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=env)  # noqa: S603 - no shell
    except OSError as error:
        raise DigestlintError(f"--since: git cannot be run: {error.strerror}") from error
    if done.returncode == 0 or (none and done.returncode == 1):
        return done.stdout
    if wrong:
        raise DigestlintError(f"--since {wrong}: git knows no such commit here; fetch it first (in CI: fetch-depth: 0)")
    if apart:
        raise DigestlintError(
            f"--since {apart}: it shares no commit with HEAD here; fetch the whole history (in CI: fetch-depth: 0)"
        )
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    raise DigestlintError(f"--since: git {words[0]} failed: {said[0] if said else 'it says nothing'}")


def listed_files(raw: bytes, where: str) -> list[Path]:
    """Return the paths of a list, one a line, or parted by NUL as `git diff -z` writes them. Raises DigestlintError."""
    parts = raw.split(b"\0") if b"\0" in raw else raw.replace(b"\r\n", b"\n").split(b"\n")
    paths = [Path(os.fsdecode(part)) for part in parts if part.strip()]
    for path in paths:
        if not path.exists():
            raise DigestlintError(f"{where}: {path}: there is no such file or folder")
    return paths
