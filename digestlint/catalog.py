"""The rules, the profile and the vocabulary: those that ship with the program, and those of a site.

A site's files are checked whole, and each error names its file, line and key (`models.py`). The files that ship are
checked by the tests, and read here as they are, for that checking takes longer than all that a run asks of them.
"""

import dataclasses
import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from digestlint.checks import AUDIT_CHECKS, CHECKS, CORPUS_CHECKS
from digestlint.data import rules_folder
from digestlint.diagnostic import Severity
from digestlint.errors import DigestlintError
from digestlint.example_record import example_record
from digestlint.files import place, read_text, suggest, toml_table
from digestlint.profile import Part, Profile
from digestlint.rule import AuditCheck, Check, CorpusCheck, Measured, Rule
from digestlint.vocabulary import Vocabulary

if TYPE_CHECKING:
    from digestlint.models import RuleFile

_CHECKS: Mapping[str, Check[Any] | CorpusCheck[Any] | AuditCheck[Any]]
_CHECKS = {**CHECKS, **CORPUS_CHECKS, **AUDIT_CHECKS}
_DEEPEST = 20
_NOT_RULES = ("profile.toml", "example.toml", "registries.toml", "measured.toml")


@functools.cache
def built_in_rules(*, examples: bool = True) -> tuple[Rule, ...]:
    """Return the rules that ship with the program, in the order of their codes, without their examples if so asked."""
    rules = load_rules(rules_folder()) if examples else tuple(map(_shipped_rule, _rule_files(rules_folder())))
    measured = _measured()
    known = (dataclasses.replace(rule, measured=measured.get(rule.code)) for rule in rules)
    return tuple(sorted(known, key=lambda rule: rule.code))


def _measured() -> Mapping[str, Measured]:
    path = rules_folder() / "measured.toml"
    table = toml_table(read_text(path), path)
    return {code: Measured(entry["reported"], entry["right"]) for code, entry in table.items()}


def _shipped_rule(path: Path) -> Rule:
    """Return a rule that ships with the program; its file is read up to its examples, which a run has no use for."""
    head = tomllib.loads(path.read_text(encoding="utf-8").partition("\n[[examples]]")[0])
    name, params = head.pop("check"), head.pop("params", {})
    check = _CHECKS[name]
    values = {key: _frozen(value) for key, value in head.items()} | {"severity": Severity(head["severity"])}
    return Rule(**values, **_kind(name), find=check.find, params=check.params(**_frozen(params)), examples=())


def _frozen(value: Any) -> Any:
    """Return a value of a TOML file with its lists as tuples."""
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _rule_files(folder: Path) -> Iterator[Path]:
    paths = sorted(folder.glob("**/*.toml"))
    return (path for path in paths if path.name not in _NOT_RULES and path.parent.name != "lexicon")


def load_rules(folder: Path) -> tuple[Rule, ...]:
    """Return the rules of all rule files below `folder`, in the order of their codes.

    Raises DigestlintError with a line for each thing that is wrong in any of the files.
    """
    if not folder.is_dir():
        raise DigestlintError(f"{folder}: there is no such folder of rules")
    rules: list[Rule] = []
    problems: list[str] = []
    for path in _rule_files(folder):
        try:
            rules.append(load_rule(path))
        except DigestlintError as error:
            problems.append(str(error))
    problems += _clashes(rules, folder)
    if problems:
        raise DigestlintError("\n".join(problems))
    return tuple(sorted(rules, key=lambda rule: rule.code))


def load_rule(path: Path) -> Rule:
    """Return the rule of one file. Raises DigestlintError."""
    from digestlint.models import RuleFile, validated  # noqa: PLC0415 - see above

    text = read_text(path)
    file = validated(RuleFile, toml_table(text, path), path, text)
    if file.name != path.stem:
        raise DigestlintError(f"{path}: the file of the rule {file.name!r} must be called {file.name}.toml")
    check = _CHECKS.get(file.check)
    if check is None:
        hint = suggest(file.check, _CHECKS)
        raise DigestlintError(f"{place(path, text, ('check',))}: there is no check {file.check!r}{hint}")
    params = validated(check.params, file.params, path, text, ("params",))
    _check_records(file, path, text)
    fields = file.model_dump(exclude={"check", "params", "examples"})
    return Rule(**fields, **_kind(file.check), find=check.find, params=params, examples=file.examples)


def _kind(check: str) -> dict[str, Any]:
    return {"across": check in CORPUS_CHECKS, "audits": check in AUDIT_CHECKS}


def _check_records(file: "RuleFile", path: Path, text: str) -> None:
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
    table = tomllib.loads((rules_folder() / "profile.toml").read_text(encoding="utf-8"))
    return Profile(tuple(map(_part, table["sections"])))


def _part(entry: Mapping[str, Any]) -> Part:
    fields = tuple(map(_part, entry.get("fields", ())))
    return Part(entry["name"], tuple(entry.get("aliases", ())), entry.get("required", True), fields)


@functools.cache
def built_in_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the program."""
    path = rules_folder() / "vocabulary.yaml"
    table = _yaml(read_text(path), path)
    return _vocabulary(table["keywords"], table["flags"])


def load_vocabulary(path: Path) -> Vocabulary:
    """Return the vocabulary of a YAML file. Raises DigestlintError."""
    from digestlint.models import VocabularyFile, validated  # noqa: PLC0415 - see above

    text = read_text(path)
    file = validated(VocabularyFile, _yaml(text, path) or {}, path, text)
    return _vocabulary(file.keywords, file.flags)


def _vocabulary(keywords: Mapping[str, Iterable[str] | None], flags: Iterable[str]) -> Vocabulary:
    return Vocabulary({term: tuple(synonyms or ()) for term, synonyms in keywords.items()}, tuple(flags))


def _yaml(text: str, path: Path) -> Any:
    """Return what a YAML text holds. Nothing in it may stand for more than is written, nor be nested without end."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            problem = "it is nested too deeply" if depth > _DEEPEST else None
            if isinstance(event, yaml.AliasEvent):
                problem = f"*{event.anchor} stands for other lines; write these out"
            if problem and event.start_mark:
                raise DigestlintError(f"{path}:{event.start_mark.line + 1}: {problem}")
        return yaml.load(text, Loader=loader)  # noqa: S506 - both are safe
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise DigestlintError(f"{where}: this is no YAML: {getattr(error, 'problem', None) or error}") from error
    except ValueError as error:  # a date that is none, digits without end
        raise DigestlintError(f"{path}: this is no YAML that can be read: {error}; put it in quotes") from error


def with_options(rule: Rule, options: Mapping[str, Any], where: str) -> Rule:
    """Return the rule with some of its parameters set to `options`. Raises DigestlintError, naming `where`."""
    from digestlint.models import with_values  # noqa: PLC0415 - see above

    known = {field.name.replace("_", "-"): field.name for field in dataclasses.fields(rule.params)}
    for key in options:
        if key.replace("_", "-") not in known:
            raise DigestlintError(f"{where}: the rule {rule.code} has no option {key!r}{suggest(key, known)}")
    values = {known[key.replace("_", "-")]: value for key, value in options.items()}
    return dataclasses.replace(rule, params=with_values(rule.params, values, where))
