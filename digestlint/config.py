"""Configuration: found upwards from each file, read whole, and resolved into settings."""

import dataclasses
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digestlint.catalog import (
    built_in_profile,
    built_in_rules,
    built_in_vocabulary,
    load_rules,
    load_vocabulary,
    with_options,
)
from digestlint.diagnostic import Severity
from digestlint.errors import DigestlintError
from digestlint.files import place, read_text, toml_table
from digestlint.outline import CONFIGURATION
from digestlint.path_patterns import check_pattern, paths_like
from digestlint.profile import Profile
from digestlint.record import NO_RECORDS, Records
from digestlint.rule import Rule
from digestlint.selectors import check_selectors, matches, select
from digestlint.suppress import Policy
from digestlint.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclasses.dataclass(frozen=True)
class Config:
    """What a configuration file says (`ConfigFile` tells what each means); by default what holds without one."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = dataclasses.field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    rules: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    records: str | None = None
    profile: Profile | None = None
    include: tuple[str, ...] = ("*.md", "*.markdown", "*.txt")
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    force_exclude: bool = False
    baseline: str | None = None
    max_file_size: int = 1_000_000
    require_reason: bool = False
    unsuppressible: tuple[str, ...] = ()
    fail_on: str = "error"


@dataclasses.dataclass(frozen=True)
class Overrides:
    """What the command line says over any file: `values` are keys of the configuration."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()
    ignore_suppressions: bool = False


@dataclasses.dataclass(frozen=True)
class Settings:
    """A configuration, resolved: what a run needs to know. `root` is the folder that its patterns are relative to."""

    path: Path | None
    root: Path
    rules: tuple[Rule, ...]
    profile: Profile
    vocabulary: Vocabulary
    records: Records
    policy: Policy
    file: Config

    def rules_for(self, path: Path) -> tuple[Rule, ...]:
        """Return the rules that are on for a file."""
        if not self._per_file:
            return self.rules
        ignored = [s for pattern, some in self._per_file if pattern.match_file(self.relative(path)) for s in some]
        return tuple(rule for rule in self.rules if not any(matches(selector, rule) for selector in ignored))

    def relative(self, path: Path) -> str:
        """Return a path as the patterns see it: from the root, a line end in a name as another character."""
        absolute = path.absolute()
        inside = absolute.relative_to(self.root).as_posix() if absolute.is_relative_to(self.root) else path.name
        return inside.replace("\n", "\ufffd")  # `**` of a pattern stops at a line end

    @functools.cached_property
    def included(self) -> "GitIgnoreSpec":
        """The pattern of the files that a folder is searched for."""
        return paths_like(self.file.include)

    @functools.cached_property
    def excluded(self) -> "GitIgnoreSpec":
        """The pattern of what a folder is not searched for."""
        return paths_like(self.file.exclude)

    @functools.cached_property
    def _per_file(self) -> tuple[tuple["GitIgnoreSpec", tuple[str, ...]], ...]:
        items = self.file.per_file_ignores.items()
        return tuple((paths_like([pattern]), some) for pattern, some in items)


def find_config(folder: Path) -> Path | None:
    """Return the configuration file that is nearest upwards from `folder`; a pyproject.toml only if it speaks of us."""
    for parent in (folder, *folder.parents):
        for name in CONFIGURATION:
            path = parent / name
            if path.is_file() and (name != "pyproject.toml" or _own_table(path) is not None):
                return path
    return None


def _own_table(path: Path) -> dict[str, Any] | None:
    try:
        table = toml_table(read_text(path), path).get("tool", {}).get("digestlint")
    except (DigestlintError, AttributeError):  # a pyproject.toml that is not ours to judge
        return None
    return table if isinstance(table, dict) else None


def load_settings(path: Path | None, overrides: Overrides, folder: Path) -> Settings:
    """Return the settings of a configuration file, or of none (`folder` is then the root of patterns).

    Raises DigestlintError for anything in it that is not as it should be.
    """
    table: dict[str, Any] = {}
    text = ""
    if path:
        text = read_text(path)
        table = (_own_table(path) or {}) if path.name == "pyproject.toml" else toml_table(text, path)
    where = path or Path("--config")
    given = {**table, **dict(overrides.values)}
    file = _read(given, where, text)
    for key in ("include", "exclude", "per-file-ignores"):
        for pattern in given.get(key, ()):
            entry = (key, pattern) if key == "per-file-ignores" else (key,)
            check_pattern(pattern, _Where(where, text)(*entry))
    root = path.parent.absolute() if path else folder.absolute()
    catalog = _catalog(file, root, _Where(where, text))
    heeded = not overrides.ignore_suppressions
    return Settings(
        path,
        root,
        _resolve_rules(catalog, file, overrides, _Where(where, text)),
        file.profile or built_in_profile(),
        _resolve_vocabulary(file, root, _Where(where, text)),
        _resolve_records(file, root, _Where(where, text)),
        Policy(heeded, file.require_reason, file.unsuppressible, tuple(catalog)),
        file,
    )


def _read(table: Mapping[str, Any], path: Path, text: str) -> Config:
    if not table:
        return Config()
    from digestlint.models import ConfigFile, validated  # noqa: PLC0415 - most runs have no configuration

    values = dict(validated(ConfigFile, table, path, text))
    return Config(**values | {"profile": Profile(values["profile"].sections) if values["profile"] else None})


@dataclasses.dataclass(frozen=True)
class _Where:
    path: Path
    text: str

    def __call__(self, *loc: str) -> str:
        return place(self.path, self.text, loc) if self.text else str(self.path)


def _catalog(file: Config, root: Path, where: _Where) -> list[Rule]:
    """Return all rules that there are: the built-in ones, and those of the configuration's folders."""
    catalog = list(built_in_rules(examples=False))
    for folder in file.rules:
        if not (root / folder).is_dir():
            raise DigestlintError(f"{where('rules')}: there is no folder of rules {folder!r}")
        catalog += load_rules(root / folder)
    _check_names(catalog, where)
    return catalog


def _resolve_rules(catalog: list[Rule], file: Config, overrides: Overrides, where: _Where) -> tuple[Rule, ...]:
    """Return the rules that are on, as the configuration and the command line want them."""
    for key in ("select", "extend-select", "ignore"):
        check_selectors(getattr(file, key.replace("-", "_")), catalog, where(key))
        check_selectors(getattr(overrides, key.replace("-", "_")), catalog, f"--{key}")
    for pattern, selectors in file.per_file_ignores.items():
        check_selectors(selectors, catalog, where("per-file-ignores", pattern))
    check_selectors(file.unsuppressible, catalog, where("unsuppressible"))
    check_selectors(file.severity, catalog, where("severity"))
    check_selectors(file.options, catalog, where("options"))
    rules = select(
        [_adjusted(rule, file, where) for rule in catalog],
        chosen=overrides.select or file.select,
        also=(*file.extend_select, *overrides.extend_select),
        ignored=(*(() if overrides.select else file.ignore), *overrides.ignore),
    )
    return tuple(sorted(rules, key=lambda rule: rule.code))


def _check_names(catalog: list[Rule], where: _Where) -> None:
    seen: set[str] = set()
    for rule in catalog:
        for key in (rule.code, rule.name):
            if key in seen:
                raise DigestlintError(f"{where('rules')}: two rules are called {key!r}; rename yours")
            seen.add(key)


def _adjusted(rule: Rule, file: Config, where: _Where) -> Rule:
    """Return a rule with the severity and the options that the configuration gives it, the closest selector last."""
    for selector, severity in sorted(file.severity.items(), key=lambda item: matches(item[0], rule)):
        if matches(selector, rule):
            rule = dataclasses.replace(rule, severity=severity)
    for selector, options in file.options.items():
        if matches(selector, rule):
            rule = with_options(rule, options, where("options", selector))
    return rule


def _resolve_vocabulary(file: Config, root: Path, where: _Where) -> Vocabulary:
    vocabulary = built_in_vocabulary()
    for name in file.vocabulary:
        if not (root / name).is_file():
            raise DigestlintError(f"{where('vocabulary')}: there is no vocabulary file {name!r}")
        vocabulary = vocabulary.joined(load_vocabulary(root / name))
    return vocabulary


def _resolve_records(file: Config, root: Path, where: _Where) -> Records:
    if file.records is None:
        return NO_RECORDS
    from digestlint.records import open_records  # noqa: PLC0415 - most runs have no records

    if not (root / file.records).exists():
        raise DigestlintError(f"{where('records')}: there are no records at {file.records!r}")
    return open_records(root / file.records)


def schema() -> Mapping[str, Any]:
    """Return the JSON Schema of a configuration file."""
    from digestlint.models import ConfigFile  # noqa: PLC0415 - only one command shows it

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **ConfigFile.model_json_schema(by_alias=True)}
