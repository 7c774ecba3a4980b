"""From rule files to rules: every file is checked whole, and each error names its file, line and key."""

import functools
import re
import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from digestlint.checks import AUDIT_CHECKS, CHECKS, CORPUS_CHECKS
from digestlint.data import rules_folder
from digestlint.diagnostic import Severity
from digestlint.errors import DigestlintError
from digestlint.example_record import example_record
from digestlint.profile import Part, Profile
from digestlint.rule import AuditCheck, Check, CorpusCheck, Example, Measured, Rule
from digestlint.vocabulary import Vocabulary

STRICT = ConfigDict(extra="forbid", frozen=True)
NOT_RULES = ("profile.toml", "example.toml", "registries.toml", "measured.toml")


def _template(text: str) -> str:
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is not None and (not name.isidentifier() or spec or conversion):
            raise ValueError(f"a template names plain values only, as {{words}}; {{{name}}} is none")
    return text


Template = Annotated[str, AfterValidator(_template)]


class RuleHead(BaseModel):
    """What a run needs of a rule's TOML file: all but its examples, which stand at its end."""

    model_config = STRICT

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}\d{3}$")]
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    severity: Severity
    default: bool = True
    summary: Annotated[str, Field(max_length=200)]
    why: str
    message: Template
    help: Template
    check: str
    params: dict[str, Any] = {}
    aliases: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    fix: str | None = None


class RuleFile(RuleHead):
    """A rule as its TOML file has it."""

    examples: Annotated[tuple[Example, ...], Field(min_length=2)]


class ProfileFile(BaseModel):
    """The profile of a digest as its TOML file, or the configuration, has it."""

    model_config = STRICT

    sections: Annotated[tuple[Part, ...], Field(min_length=1)]


class VocabularyFile(BaseModel):
    """A vocabulary as its YAML file has it."""

    model_config = STRICT

    keywords: dict[str, tuple[str, ...] | None] = {}
    flags: tuple[str, ...] = ()


@functools.cache
def built_in_rules(*, examples: bool = True) -> tuple[Rule, ...]:
    """Return the rules that ship with the program, in the order of their codes, without their examples if so asked."""
    measured = _measured()
    return tuple(replace(r, measured=measured.get(r.code)) for r in load_rules(rules_folder(), examples=examples))


def _measured() -> Mapping[str, Measured]:
    path = rules_folder() / "measured.toml"
    table = toml_table(read_text(path), path)
    return {code: Measured(entry["reported"], entry["right"]) for code, entry in table.items()}


def load_rules(folder: Path, *, examples: bool = True) -> tuple[Rule, ...]:
    """Return the rules of all rule files below `folder`, in the order of their codes.

    Without `examples` a file is read only as far as these; a run has no use for them. Raises DigestlintError with a
    line for each thing that is wrong in any of the files.
    """
    if not folder.is_dir():
        raise DigestlintError(f"{folder}: there is no such folder of rules")
    rules: list[Rule] = []
    problems: list[str] = []
    for path in sorted(folder.glob("**/*.toml")):
        if path.name in NOT_RULES or path.parent.name == "lexicon":
            continue
        try:
            rules.append(load_rule(path, examples=examples))
        except DigestlintError as error:
            problems.append(str(error))
    problems += _clashes(rules, folder)
    if problems:
        raise DigestlintError("\n".join(problems))
    return tuple(sorted(rules, key=lambda rule: rule.code))


def load_rule(path: Path, *, examples: bool = True) -> Rule:
    """Return the rule of one file. Raises DigestlintError."""
    text = read_text(path)
    if not examples:
        text = text.partition("\n[[examples]]")[0]
    file = validated(RuleFile if examples else RuleHead, toml_table(text, path), path, text)
    if file.name != path.stem:
        raise DigestlintError(f"{path}: the file of the rule {file.name!r} must be called {file.name}.toml")
    checks: Mapping[str, Check[Any] | CorpusCheck[Any] | AuditCheck[Any]]
    checks = {**CHECKS, **CORPUS_CHECKS, **AUDIT_CHECKS}
    check = checks.get(file.check)
    if check is None:
        hint = suggest(file.check, checks)
        raise DigestlintError(f"{place(path, text, ('check',))}: there is no check {file.check!r}{hint}")
    params = validated(check.params, file.params, path, text, ("params",))
    if isinstance(file, RuleFile):
        _check_records(file, path, text)
    fields = file.model_dump(exclude={"check", "params", "examples"})
    told = file.examples if isinstance(file, RuleFile) else ()
    across, audits = file.check in CORPUS_CHECKS, file.check in AUDIT_CHECKS
    return Rule(**fields, find=check.find, params=params, across=across, audits=audits, examples=told)


def _check_records(file: RuleFile, path: Path, text: str) -> None:
    """Raise DigestlintError where the record of an example is none."""
    for number, example in enumerate(file.examples):
        try:
            if example.record is not None:
                example_record({"nct_id": "NCT00000000", "status": "UNKNOWN"}, example.record)
        except ValueError as error:
            where = place(path, text, ("examples", number, "record"))
            raise DigestlintError(f"{where}: examples.{number}.record: {error}") from error


def _clashes(rules: Iterable[Rule], folder: Path) -> list[str]:
    seen: dict[str, Rule] = {}
    problems: list[str] = []
    for rule in rules:
        keys = (rule.code, rule.name, *rule.aliases)
        problems += [
            f"{folder}: two rules are called {key!r}" for key in keys if seen.setdefault(key, rule) is not rule
        ]
    return problems


@functools.cache
def built_in_profile() -> Profile:
    """Return the profile that ships with the program."""
    path = rules_folder() / "profile.toml"
    text = read_text(path)
    return Profile(validated(ProfileFile, toml_table(text, path), path, text).sections)


@functools.cache
def built_in_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the program."""
    return load_vocabulary(rules_folder() / "vocabulary.yaml")


def load_vocabulary(path: Path) -> Vocabulary:
    """Return the vocabulary of a YAML file. Raises DigestlintError."""
    text = read_text(path)
    try:
        loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise DigestlintError(f"{where}: this is no YAML: {getattr(error, 'problem', None) or error}") from error
    file = validated(VocabularyFile, loaded or {}, path, text)
    return Vocabulary({term: synonyms or () for term, synonyms in file.keywords.items()}, file.flags)


def with_options(rule: Rule, options: Mapping[str, Any], where: str) -> Rule:
    """Return the rule with some of its parameters set to `options`. Raises DigestlintError, naming `where`."""
    import dataclasses  # noqa: PLC0415 - few runs set options

    known = {field.name.replace("_", "-"): field.name for field in dataclasses.fields(rule.params)}
    for key in options:
        if key.replace("_", "-") not in known:
            raise DigestlintError(f"{where}: the rule {rule.code} has no option {key!r}{suggest(key, known)}")
    values = {field.name: getattr(rule.params, field.name) for field in dataclasses.fields(rule.params)}
    values |= {known[key.replace("_", "-")]: value for key, value in options.items()}
    try:
        params = _adapter(rule.params.__class__).validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise DigestlintError(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return dataclasses.replace(rule, params=params)


def read_text(path: Path) -> str:
    """Return the text of a file that the program needs. Raises DigestlintError."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DigestlintError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def toml_table(text: str, path: Path) -> dict[str, Any]:
    """Return the table that a TOML text holds. Raises DigestlintError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"{path}:{line[1]}" if line else str(path)
        raise DigestlintError(f"{where}: this is no TOML: {error}") from error


def validated(model: Any, data: Any, path: Path, text: str, within: tuple[str, ...] = ()) -> Any:
    """Return `data` as `model`. Raises DigestlintError with a line for each thing that is wrong, its place first."""
    try:
        return _adapter(model).validate_python(data)
    except ValidationError as error:
        lines = []
        for problem in error.errors():
            loc = (*within, *(part for part in problem["loc"] if part != "function-after"))
            message = problem["msg"].removeprefix("Value error, ")
            if problem["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
                message = f"there is no such key{suggest(str(loc[-1]), _fields(model))}"
            lines.append(f"{place(path, text, loc)}: {'.'.join(map(str, loc))}: {message}")
        raise DigestlintError("\n".join(lines)) from error


@functools.cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    if not hasattr(model, "__pydantic_config__") and not issubclass(model, BaseModel):
        model.__pydantic_config__ = ConfigDict(extra="forbid")  # the checks' dataclasses know nothing of pydantic
    return TypeAdapter(model)


def _fields(model: type[Any]) -> list[str]:
    fields = getattr(model, "model_fields", None) or getattr(model, "__dataclass_fields__", {})
    return [name.replace("_", "-") for name in fields]


def place(path: Path, text: str, loc: tuple[str | int, ...]) -> str:
    """Return `path:line` of a key of a TOML or YAML text, as near as the text's own lines tell."""
    at = 0
    for i, part in enumerate(loc):
        if isinstance(part, int):
            headers = list(re.finditer(rf"^\[\[{re.escape(str(loc[i - 1]))}\]\]", text, re.MULTILINE))
            at = headers[part].end() if part < len(headers) else at
        else:
            key = re.escape(part).replace("_", "[-_]")
            found = re.compile(rf"^\s*[\[\"']*(?:[\w.-]*\.)?{key}[\]\"']*\s*[=:\]\n]", re.MULTILINE).search(text, at)
            at = found.start() + len(found[0]) - len(found[0].lstrip()) if found else at
    return f"{path}:{text.count(chr(10), 0, at) + 1}"


def suggest(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean …?)` for the nearest of `known`, or nothing."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only an error asks for it

    near = process.extractOne(word.casefold(), list(known), scorer=fuzz.WRatio, score_cutoff=70, processor=str.casefold)
    return f" (did you mean {near[0]!r}?)" if near else ""
