"""The page of a rule in the docs, from its file alone."""

from collections.abc import Iterator, Sequence

from digestlint.diagnostic import Severity
from digestlint.examples import run_example
from digestlint.options import as_toml, options_of
from digestlint.rule import Example, Rule

FAMILIES = {
    "STR": "structure",
    "REG": "registry IDs",
    "SRC": "where it comes from",
    "DUP": "said twice",
    "CLM": "claims",
    "FLG": "keywords and flags",
    "CON": "at odds with itself",
    "NUM": "numbers",
    "REC": "against the registry record",
    "TXT": "text",
    "PLN": "plain language",
    "SUP": "suppressions",
}
_MOST = 10
_PARTS = {
    "title": "the title",
    "official-title": "the official title",
    "tag-line": "the tag line",
    "background": "Background",
    "population": "Population",
    "intervention": "Intervention",
    "outcome": "Outcome",
    "why": "Why It Matters",
    "keywords": "the keywords",
    "flags": "the flags",
    "source": "the source line",
}


def rule_page(rule: Rule, others: Sequence[Rule]) -> str:
    """Return the page of a rule in Markdown; `others` are those that it may refer to."""
    blocks = (_head(rule), *_examples(rule), _fix(rule), _configure(rule), _precision(rule), _see_also(rule, others))
    return "\n\n".join(block for block in blocks if block) + "\n"


def says(rule: Rule) -> tuple[str, str]:
    """Return what the rule says of the first of its examples that is reported: its message and its help."""
    first = next((example for example in rule.examples if is_reported(example)), None)
    found = run_example(rule, first) if first else ()
    return (found[0].message, found[0].help) if found else (rule.message, rule.help)


def is_reported(example: Example) -> bool:
    """Tell whether something in an example is to be reported."""
    return "[[" in example.text


def precision(rule: Rule) -> str:
    """Return in words how often the rule was right on the labelled digests."""
    if rule.measured is None:
        return "Nothing on the labelled digests was reported by this rule, so there is no figure."
    right, reported = rule.measured.right, rule.measured.reported
    return f"{right} of {reported} findings on labelled digests were right; these were read while the rules were made."


def paragraph(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())


def _head(rule: Rule) -> str:
    message, advice = says(rule)
    default = "on" if rule.default else "off"
    return f"""# {rule.name} ({rule.code})

{rule.severity.value.capitalize()}, {default} by default. {"It has a fix." if rule.fix else "It has no fix."}

## What it does

It reports where this does not hold:

> {rule.summary}

Of the first example below it says:

```text
{message}
help: {advice}
```

## Why is this bad?

{paragraph(rule.why)}"""


def _examples(rule: Rule) -> Iterator[str]:
    marked = [example for example in rule.examples if is_reported(example)]
    silent = [example for example in rule.examples if not is_reported(example)]
    yield "## Example\n\nReported are the words between `[[` and `]]` ([more on the examples](index.md#the-examples))."
    yield from _shown(marked)
    yield "## Not reported"
    yield from _shown(silent)


def _shown(examples: Sequence[Example]) -> Iterator[str]:
    """Yield the first examples, those first that tell something new."""
    fresh = {example.because: example for example in reversed(examples)}
    chosen = sorted(examples, key=lambda example: fresh[example.because] is not example)[:_MOST]
    for example in chosen:
        because = f"{example.because[0].upper()}{example.because[1:].rstrip('.')}."
        yield f"{because}{_setting(example)}\n\n{_quoted(example.text)}"
        if example.fixed is not None:
            yield f"Use instead:\n\n{_quoted(example.fixed)}"
    if len(examples) > len(chosen):
        yield f"{len(examples) - len(chosen)} more stand in the rule's file."


def _quoted(text: str) -> str:
    lines = text.strip("\n")
    return f"````text\n{lines}\n````"


def _setting(example: Example) -> str:
    """Return where an example stands and what it is read with, as far as that is not the usual."""
    told = [f"In {_PARTS[example.within]}."] if example.within in _PARTS else []
    told += ["As page text."] if example.spelling == "page" else []
    told += [f"Options: `{key} = {as_toml(value)}`." for key, value in example.options.items()]
    told += [f"Vocabulary: `{key}: {as_toml(value)}`." for key, value in example.vocabulary.items()]
    told += ["With the record."] if example.record == {} else []
    told += [f"Record: `{key} = {as_toml(value)}`." for key, value in (example.record or {}).items()]
    return f" *{' '.join(told)}*" if told else ""


def _fix(rule: Rule) -> str:
    how = "`digestlint check --fix` makes the safe ones, `--unsafe-fixes` the unsafe ones too."
    told = f"{paragraph(rule.fix)}\n\n{how}" if rule.fix else "No fix: a person has to mend it."
    return f"## Fix safety\n\n{told}"


def _configure(rule: Rule) -> str:
    switch = f'ignore = ["{rule.code}"]' if rule.default else f'extend-select = ["{rule.code}"]'
    other = Severity.ERROR if rule.severity is Severity.WARNING else Severity.WARNING
    options = options_of(rule)
    table = [f"{option.name} = {as_toml(option.default)}" for option in options if "…" not in as_toml(option.default)]
    lines = [
        f"{switch:27} # turns it {'off' if rule.default else 'on'}",
        "",
        "[severity]",
        f'{rule.code} = "{other}"'.ljust(28) + "# another severity",
        *(["", f"[options.{rule.code}]", *table] if table else []),
    ]
    text = "\n".join(
        ["## Configure", "", "```toml", *lines, "```", "", "All keys: [Configuration](../configuration.md)."]
    )
    if not options:
        return text
    rows = [f"| `{o.name}` | {o.type} | `{as_toml(o.default)}` | {o.meaning} |" for o in options]
    return "\n".join([text, "", "| option | type | default | meaning |", "| --- | --- | --- | --- |", *rows])


def _precision(rule: Rule) -> str:
    more = " Expect less of others: [accuracy](../accuracy.md#the-figure-of-each-rule)." if rule.measured else ""
    return f"## Precision\n\n{precision(rule)}{more}"


def _see_also(rule: Rule, others: Sequence[Rule]) -> str:
    named = {other.code: other for other in others}
    rows = [f"- [{code} {named[code].name}]({code}.md): {named[code].summary}" for code in rule.see_also]
    return "\n".join(["## See also", "", *rows]) if rows else ""
