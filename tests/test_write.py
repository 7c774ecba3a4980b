"""Writing a new file: whole, or not at all, and never in the place of another."""

import errno
import os
from pathlib import Path

import pytest

from digestlint.errors import DigestlintError
from digestlint.write import write_new


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DigestlintError, match="cannot be written: No space left"):
        write_new(tmp_path / "digestlint.toml", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "none"])
def test_a_file_that_came_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refused)
    write_new(tmp_path / "a.toml", b"first")
    with pytest.raises(DigestlintError, match="it is there already"):
        write_new(tmp_path / "a.toml", b"second")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("a.toml", "first")]
