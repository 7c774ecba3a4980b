"""What comes from outside, as pydantic checks it: rule files, profile, vocabulary, configuration.

Loading pydantic and building its models takes longer than checking a digest, so only what reads such a file imports
this module; the files that ship with the program are checked by its tests.
"""

import dataclasses
import functools
import re
import string
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    alias_generators,
)

from digestlint.diagnostic import Severity
from digestlint.errors import DigestlintError
from digestlint.files import place, suggest
from digestlint.profile import Part
from digestlint.rule import Example

STRICT = ConfigDict(extra="forbid", frozen=True)
_UNITS = {"": 1, "b": 1, "kb": 1_000, "mb": 1_000_000, "kib": 1_024, "mib": 1_048_576}


def _template(text: str) -> str:
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is not None and (not name.isidentifier() or spec or conversion):
            raise ValueError(f"a template names plain values only, as {{words}}; {{{name}}} is none")
    return text


Template = Annotated[str, AfterValidator(_template)]


class RuleFile(BaseModel):
    """A rule as its TOML file has it."""

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


def _bytes(value: object) -> object:
    """Return a size such as `10MB` in bytes."""
    match = re.fullmatch(r"(\d{1,12})\s*([A-Za-z]*)", value.strip()) if isinstance(value, str) else None
    if match and match[2].casefold() in _UNITS:
        return int(match[1]) * _UNITS[match[2].casefold()]
    return value


class ConfigFile(BaseModel):
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


def with_values(params: Any, values: dict[str, Any], where: str) -> Any:
    """Return the parameters of a rule with some of their values set. Raises DigestlintError, naming `where`."""
    kept = {field.name: getattr(params, field.name) for field in dataclasses.fields(params)}
    try:
        return _adapter(params.__class__).validate_python(kept | values)
    except ValidationError as error:
        first = error.errors()[0]
        raise DigestlintError(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


@functools.cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    if not hasattr(model, "__pydantic_config__") and not issubclass(model, BaseModel):
        model.__pydantic_config__ = ConfigDict(extra="forbid")  # the checks' dataclasses know nothing of pydantic
    return TypeAdapter(model)


def _fields(model: type[Any]) -> list[str]:
    fields = getattr(model, "model_fields", None) or getattr(model, "__dataclass_fields__", {})
    return [name.replace("_", "-") for name in fields]
