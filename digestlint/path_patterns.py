"""Patterns of paths in the manner of a `.gitignore`: pathspec reads them; here none is made to take long."""

import functools
import re
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

from digestlint.errors import DigestlintError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

_STAR, _FOLDERS = "[^/]*", "(?:/.+)?"
"""What `*` and a `**` between two slashes are in the regular expressions of pathspec."""

_BRACKET = r"\[(?!\^/\])\^?\]?(?:\\.|[^\]\\])*\]"
_ONE = rf"(?:\\.|\[\^/\](?!\*)|\(\?!/\){_BRACKET}|[^\\/()\[\]*|])"
"""What matches one character of a name, in a regular expression of pathspec whose brackets match no slash."""

_BRACKETS = re.compile(rf"\\.|{_BRACKET}", re.DOTALL)
_STARS = re.compile(rf"(?:{re.escape(_STAR)}){{2,}}")
_BETWEEN_STARS = re.compile(rf"{re.escape(_STAR)}({_ONE}+)(?={re.escape(_STAR)})", re.DOTALL)


def paths_like(lines: Iterable[str]) -> "GitIgnoreSpec":
    """Return the pattern of paths that `lines` make up. A line that is none matches nothing, as it does for git."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - a file that is named is checked against no pattern

    return GitIgnoreSpec([pattern for line in lines if line and (pattern := _read(line))], backend="simple")


def check_pattern(line: str, where: str) -> None:
    """Raise DigestlintError, naming `where`, for a line that is no pattern of paths."""
    if not _read(line):
        raise DigestlintError(f"{where}: {line!r} is no pattern of paths; write it as in a .gitignore")


@functools.lru_cache(maxsize=1024)  # those of a configuration are asked for when it is read, and when it is used
def _read(line: str) -> "GitIgnoreSpecPattern | None":
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # noqa: PLC0415 - see `paths_like`

    try:
        with warnings.catch_warnings(action="ignore"):  # of brackets that Python will read otherwise one day
            pattern = GitIgnoreSpecPattern(line)
            if pattern.regex is not None:
                pattern.regex = re.compile(_bounded(pattern.regex.pattern))
    except (ValueError, re.error):  # the latter for `[z-a]`
        return None
    return pattern


def _bounded(regex: str) -> str:
    """Return a regular expression of pathspec that matches the same, but tries no place for a `*` twice.

    What stands between two `*` may as well match where it first can, for the second matches whatever is left to it; so
    may what stands between two `**`. A bracket matches no slash, which pathspec would let it, and git does not.
    """
    regex = _STARS.sub(lambda _: _STAR, _BRACKETS.sub(_without_slash, regex))
    regex = _BETWEEN_STARS.sub(r"(?>[^/]*?\1)", regex)
    if _FOLDERS not in regex:
        return regex
    head, *between, last = regex.split(_FOLDERS)
    return f"{head}{''.join(f'(?>(?:/.+?)??{piece}(?=/))' for piece in between)}{_FOLDERS}{last}"


def _without_slash(found: re.Match[str]) -> str:
    """Return an escaped character as it is, and a bracket so that it matches no slash."""
    return found[0] if found[0].startswith("\\") else f"(?!/){found[0]}"
