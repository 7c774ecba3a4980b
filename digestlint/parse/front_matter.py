"""Front matter: the values between the `---` lines, as text with places. It is never trusted to be well formed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from digestlint.span import Span

_FENCE = re.compile(r"\s*^---[ \t]*\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^(?P<key>[\w][\w -]{0,40}?)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of each key as spans, quotes aside; `lists` names the keys whose value is a list."""

    end: int = 0
    values: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()

    def value(self, key: str) -> Span | None:
        """Return the only, or the first, value of a key that is not blank."""
        return next(iter(self.values.get(key, ())), None)


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter at the beginning of `text`, empty where there is none.

    What is no YAML is read line by line as `key: value`.
    """
    fence = _FENCE.match(text)
    if not fence or text[: fence.start("body")].strip() != "---":
        return FrontMatter()
    start = fence.start("body")
    values: dict[str, list[Span]] = {}
    lists: set[str] = set()
    try:
        for key, span, in_list in _entries(fence["body"]):
            values.setdefault(key, []).append(Span(span.start + start, span.end + start))
            lists |= {key} if in_list else set()
    except (yaml.YAMLError, UnicodeEncodeError):  # the latter for half of a surrogate pair
        values = {
            _key(line["key"]): [Span(*line.span("value"))]
            for line in _LINE.finditer(text, start, fence.end("body"))
            if line["value"]
        }
    return FrontMatter(fence.end(), {key: tuple(spans) for key, spans in values.items()}, frozenset(lists))


def _key(words: str) -> str:
    return re.sub(r"[ -]+", "_", words.strip().casefold())


def _entries(body: str) -> Iterator[tuple[str, Span, bool]]:
    """Yield key, place and whether it is one of a list, for each scalar at the first or second level."""
    depth = 0
    key: str | None = None
    in_list = False
    for event in yaml.parse(body, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            in_list = depth == 2 and isinstance(event, yaml.SequenceStartEvent)  # noqa: PLR2004 - below a key
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            key = None if depth == 1 else key
        elif isinstance(event, yaml.ScalarEvent):
            if depth == 1 and key is None:
                key = _key(event.value)
                continue
            is_value = depth == 1 or (in_list and depth == 2)  # noqa: PLR2004 - likewise
            if key and is_value and (span := _scalar_span(body, event)):
                yield key, span, depth > 1
            key = None if depth == 1 else key
        elif isinstance(event, yaml.AliasEvent) and depth == 1:
            key = None


def _scalar_span(body: str, event: yaml.ScalarEvent) -> Span | None:
    """Return the place of a scalar's words, without its quotes or block mark; None where there are none."""
    if event.start_mark is None or event.end_mark is None:
        return None
    span = Span(event.start_mark.index, event.end_mark.index)
    if event.style in ("'", '"'):
        span = Span(span.start + 1, span.end - 1)
    elif event.style in ("|", ">"):
        span = Span(min(body.find("\n", span.start) % (len(body) + 1), span.end), span.end)
    span = span.stripped(body)
    return span if span.start < span.end else None
