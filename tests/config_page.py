"""The tables of the configuration page: the keys of a configuration file, and the options of the rules."""

from pydantic.fields import FieldInfo

from digestlint.catalog import built_in_rules
from digestlint.models import ConfigFile
from digestlint.options import as_toml, in_words, options_of

EXAMPLES = {
    "select": 'select = ["STR", "REG", "near-duplicate-sentence"]',
    "extend-select": 'extend-select = ["section-length", "PLN002"]',
    "ignore": 'ignore = ["TXT005"]',
    "severity": '[severity]\nTXT005 = "info"\nNUM = "warning"',
    "options": "[options.section-length]\nmin-words = 30",
    "per-file-ignores": '[per-file-ignores]\n"digests/2019/*" = ["STR004", "SRC"]',
    "rules": 'rules = ["our-rules"]',
    "vocabulary": 'vocabulary = ["vocabulary.yaml"]',
    "records": 'records = "records.jsonl"',
    "profile": '[[profile.sections]]\nname = "Summary"\n\n[[profile.sections]]\nname = "Results"\naliases = ["Findings"]',
    "include": 'include = ["*.md"]',
    "exclude": 'exclude = ["digests/old/", "README.md"]',
    "force-exclude": "force-exclude = true",
    "baseline": 'baseline = "known.json"',
    "require-reason": "require-reason = true",
    "unsuppressible": 'unsuppressible = ["REC", "CLM001"]',
    "respect-gitignore": "respect-gitignore = false",
    "max-file-size": 'max-file-size = "200kB"',
    "fail-on": 'fail-on = "warning"',
}
"""A piece of configuration for each key; a key that has none, and no `examples` in its model, is shown without."""


def keys() -> str:
    """Return a section for each key of a configuration file."""
    return "\n".join(_section(field.alias or name, field) for name, field in ConfigFile.model_fields.items())


def _section(key: str, field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True)
    shown = "none" if default is None else f"`{as_toml(default)}`"
    lines = [
        f"### {key}",
        "",
        field.description or "",
        "",
        f"- Type: {in_words(field.annotation)}",
        f"- Default: {shown}",
        "",
    ]
    example = f"{key} = {as_toml(field.examples[0])}" if field.examples else EXAMPLES.get(key)
    return "\n".join([*lines, *(["```toml", example, "```", ""] if example else [])])


def options() -> str:
    """Return the table of the options of all rules."""
    rows = [
        f"| [{rule.code}](rules/{rule.code}.md) {rule.name} | `{o.name}` | {o.type} | `{as_toml(o.default)}` | {o.meaning} |"
        for rule in built_in_rules(examples=False)
        for o in options_of(rule)
    ]
    head = ["| rule | option | type | default | meaning |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])
