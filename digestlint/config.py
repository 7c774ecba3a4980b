"""Configuration: found upwards from each file, read whole, and resolved into settings."""

import dataclasses
import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import pathspec
from pydantic import BaseModel as PydanticModel
from pydantic import BeforeValidator, ConfigDict, Field, alias_generators

from digestlint.catalog import (
    ProfileFile,
    built_in_profile,
    built_in_rules,
    built_in_vocabulary,
    load_rules,
    load_vocabulary,
    place,
    read_text,
    toml_table,
    validated,
    with_options,
)
from digestlint.diagnostic import Severity
from digestlint.errors import DigestlintError
from digestlint.profile import Profile
from digestlint.record import NO_RECORDS, Records
from digestlint.records import open_records
from digestlint.rule import Rule
from digestlint.selectors import check_selectors, matches, select
from digestlint.suppress import Policy
from digestlint.vocabulary import Vocabulary

NAMES = (".digestlint.toml", "digestlint.toml", "pyproject.toml")
_UNITS = {"": 1, "b": 1, "kb": 1_000, "mb": 1_000_000, "kib": 1_024, "mib": 1_048_576}


def _bytes(value: object) -> object:
    """Return a size such as `10MB` in bytes."""
    match = re.fullmatch(r"(\d{1,12})\s*([A-Za-z]*)", value.strip()) if isinstance(value, str) else None
    if match and match[2].casefold() in _UNITS:
        return int(match[1]) * _UNITS[match[2].casefold()]
    return value


class ConfigFile(PydanticModel):
    """What a configuration file may hold."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: alias_generators.to_snake(name).replace("_", "-"),
        title="digestlint configuration",
    )

    select: tuple[str, ...] = Field(
        (), description="The rules that are on: codes, names, prefixes or ALL. Empty: those on by default."
    )
    extend_select: tuple[str, ...] = Field((), description="Rules that are on besides.")
    ignore: tuple[str, ...] = Field((), description="Rules that are off.")
    severity: dict[str, Severity] = Field({}, description="The severity of a rule, where it is not to be its own.")
    options: dict[str, dict[str, Any]] = Field({}, description="The options of a rule, by its code or name.")
    per_file_ignores: dict[str, tuple[str, ...]] = Field(
        {}, description="Rules that are off for the files of a pattern."
    )
    rules: tuple[str, ...] = Field((), description="Folders with rule files of your own, from this file's folder.")
    vocabulary: tuple[str, ...] = Field((), description="Vocabulary files of the site, from this file's folder.")
    records: str | None = Field(
        None, description="The registry records: a folder, a file or a snapshot, from this file's folder."
    )
    profile: ProfileFile | None = Field(
        None, description="The sections of a digest, where they are not the built-in ones."
    )
    include: tuple[str, ...] = Field(
        ("*.md", "*.markdown", "*.txt"), description="Patterns of the files that a folder is searched for."
    )
    exclude: tuple[str, ...] = Field((), description="Patterns of files and folders that a folder is not searched for.")
    respect_gitignore: bool = Field(default=True, description="Whether files that git ignores are left out.")
    force_exclude: bool = Field(default=False, description="Whether `exclude` holds for files that are named, too.")
    baseline: str | None = Field(None, description="The file of the known findings, from this file's folder.")
    max_file_size: Annotated[int, BeforeValidator(_bytes), Field(gt=0)] = Field(
        1_000_000, description="The size above which a file is not checked: bytes, or a number with kB, MB, KiB or MiB."
    )
    require_reason: bool = Field(default=False, description="Whether a suppression without a reason is not heeded.")
    unsuppressible: tuple[str, ...] = Field((), description="Rules that no suppression in a digest can ignore.")
    fail_on: str = Field("error", pattern="^(error|warning|info|never)$", description="The severity that fails a run.")


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
    file: ConfigFile

    def rules_for(self, path: Path) -> tuple[Rule, ...]:
        """Return the rules that are on for a file."""
        ignored = [s for pattern, some in self._per_file if pattern.match_file(self.relative(path)) for s in some]
        return tuple(rule for rule in self.rules if not any(matches(selector, rule) for selector in ignored))

    def relative(self, path: Path) -> str:
        """Return a path as the patterns see it: from the root, a line end in a name as another character."""
        absolute = path.absolute()
        inside = absolute.relative_to(self.root).as_posix() if absolute.is_relative_to(self.root) else path.name
        return inside.replace("\n", "\ufffd")  # `**` of a pattern stops at a line end

    @functools.cached_property
    def included(self) -> pathspec.GitIgnoreSpec:
        """The pattern of the files that a folder is searched for."""
        return pathspec.GitIgnoreSpec.from_lines(self.file.include)

    @functools.cached_property
    def excluded(self) -> pathspec.GitIgnoreSpec:
        """The pattern of what a folder is not searched for."""
        return pathspec.GitIgnoreSpec.from_lines(self.file.exclude)

    @functools.cached_property
    def _per_file(self) -> tuple[tuple[pathspec.GitIgnoreSpec, tuple[str, ...]], ...]:
        items = self.file.per_file_ignores.items()
        return tuple((pathspec.GitIgnoreSpec.from_lines([pattern]), some) for pattern, some in items)


def find_config(folder: Path) -> Path | None:
    """Return the configuration file that is nearest upwards from `folder`; a pyproject.toml only if it speaks of us."""
    for parent in (folder, *folder.parents):
        for name in NAMES:
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
    file = validated(ConfigFile, {**table, **dict(overrides.values)}, where, text)
    root = path.parent.absolute() if path else folder.absolute()
    catalog = _catalog(file, root, _Where(where, text))
    heeded = not overrides.ignore_suppressions
    return Settings(
        path,
        root,
        _resolve_rules(catalog, file, overrides, _Where(where, text)),
        Profile(file.profile.sections) if file.profile else built_in_profile(),
        _resolve_vocabulary(file, root, _Where(where, text)),
        _resolve_records(file, root, _Where(where, text)),
        Policy(heeded, file.require_reason, file.unsuppressible, tuple(catalog)),
        file,
    )


@dataclasses.dataclass(frozen=True)
class _Where:
    path: Path
    text: str

    def __call__(self, *loc: str) -> str:
        return place(self.path, self.text, loc) if self.text else str(self.path)


def _catalog(file: ConfigFile, root: Path, where: _Where) -> list[Rule]:
    """Return all rules that there are: the built-in ones, and those of the configuration's folders."""
    catalog = list(built_in_rules(examples=False))
    for folder in file.rules:
        if not (root / folder).is_dir():
            raise DigestlintError(f"{where('rules')}: there is no folder of rules {folder!r}")
        catalog += load_rules(root / folder)
    _check_names(catalog, where)
    return catalog


def _resolve_rules(catalog: list[Rule], file: ConfigFile, overrides: Overrides, where: _Where) -> tuple[Rule, ...]:
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


def _adjusted(rule: Rule, file: ConfigFile, where: _Where) -> Rule:
    """Return a rule with the severity and the options that the configuration gives it, the closest selector last."""
    for selector, severity in sorted(file.severity.items(), key=lambda item: matches(item[0], rule)):
        if matches(selector, rule):
            rule = dataclasses.replace(rule, severity=severity)
    for selector, options in file.options.items():
        if matches(selector, rule):
            rule = with_options(rule, options, where("options", selector))
    return rule


def _resolve_vocabulary(file: ConfigFile, root: Path, where: _Where) -> Vocabulary:
    vocabulary = built_in_vocabulary()
    for name in file.vocabulary:
        if not (root / name).is_file():
            raise DigestlintError(f"{where('vocabulary')}: there is no vocabulary file {name!r}")
        vocabulary = vocabulary.joined(load_vocabulary(root / name))
    return vocabulary


def _resolve_records(file: ConfigFile, root: Path, where: _Where) -> Records:
    if file.records is None:
        return NO_RECORDS
    if not (root / file.records).exists():
        raise DigestlintError(f"{where('records')}: there are no records at {file.records!r}")
    return open_records(root / file.records)


def schema() -> Mapping[str, Any]:
    """Return the JSON Schema of a configuration file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **ConfigFile.model_json_schema(by_alias=True)}
