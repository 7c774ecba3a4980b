"""Digests that are large or deep in one way each, to see whether time and stack grow with the length alone.

    python -m benchmarks.fuzz.giants [LENGTH]

makes each so many characters long (default: 100,000), also one of each hostile piece and example over and over, and
prints those that take longer than a digest of their length may.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping

from benchmarks.fuzz import atoms, seeds
from benchmarks.fuzz.oracle import allowed, problems

_RESULTS = "# Walking\n\n## Results\n\n"


def _repeated(piece: str, before: str = _RESULTS, after: str = "\n") -> Callable[[int], str]:
    """Return a function from a length to a digest that has a piece over and over."""
    return lambda length: before + piece * (max(0, length - len(before)) // len(piece)) + after


def _nested(opening: str, closing: str, before: str = _RESULTS) -> Callable[[int], str]:
    """Return a function from a length to a digest that opens something so often and closes it again."""

    def make(length: int) -> str:
        times = length // (len(opening) + len(closing))
        return before + opening * times + "a" + closing * times + "\n"

    return make


def _indented(mark: str) -> Callable[[int], str]:
    """Return a function from a length to a digest with a list that goes a level deeper in each line."""

    def make(length: int) -> str:
        depth = int((2 * length / len(mark)) ** 0.5)
        return _RESULTS + "".join(" " * (len(mark) * level) + mark + "a\n" for level in range(depth))

    return make


def _numbered(piece: str, before: str = _RESULTS, after: str = "\n") -> Callable[[int], str]:
    """Return a function from a length to a digest that has a piece over and over, with numbers or names of its own."""

    def make(length: int) -> str:
        numbers = range(length // (len(piece) + 2))
        return before + "".join(piece.replace("#", str(i)).replace("@", _name(i)) for i in numbers) + after

    return make


def _name(number: int) -> str:
    """Return a word of its own for a number."""
    return "".join("bdfgklmnrs"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(number))


def _aliases(length: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, max(2, length // 60))]
    return "---\n" + "\n".join(lines) + "\n---\n" + _RESULTS + "It ended.\n"


def _keys(length: int) -> str:
    return "---\n" + "".join(f"k{i}: v\n" for i in range(length // 9)) + "---\n" + _RESULTS


def _headings(length: int) -> str:
    return "# Walking\n\n" + "".join(f"## Heading {i}\n\n" for i in range(length // 16))


def _alternating(length: int) -> str:
    return "# Walking\n\n" + "## Results\n\n## Background\n\n" * (length // 27)


def _directives(length: int) -> str:
    return _RESULTS + "".join(
        f"<!-- digestlint: disable TXT00{i % 9} -->\n\nSadly so.\n\n" for i in range(length // 50)
    )


def _page_headings(length: int) -> str:
    return "Walking\n\n" + "Results\n\nIt ended early.\n\n" * (length // 27)


GIANTS: Mapping[str, Callable[[int], str]] = {
    "other enrollments": _numbered("A total of # people were enrolled. "),
    "other counts": _numbered("In all, # of 99999 people walked. "),
    "other percentages": _numbered("Walking helped #.5% of them. ", "# Walking Helps 12.7%\n\n## Results\n\n"),
    "other claims": _numbered("The treatment clearly reduced @ pain. "),
    "other endings": _numbered("The study was terminated in May 2020 because of @. "),
    "other endings by date": _numbered("The study was stopped on 3 May #. "),
    "other statuses": _numbered("The study is recruiting @. The study was completed in @. "),
    "other phases": _numbered("The Phase 2 @ study and the Phase 3 @ trial ended. "),
    "other sentences": _numbered("The @ of @ walked with @ nurses. "),
    "other words": _numbered("@ "),
    "other capitals": _numbered("The Q@X and the (ZK@) grew. "),
    "other abbreviations": _numbered("The ABC# score rose. "),
    "other explanations": _numbered("The fast walking plan (FWP#) helped. "),
    "other IDs": _numbered("NCT0#951116 "),
    "other broken IDs": _numbered("NCT 03#-95 "),
    "other dates": _numbered("It began in March # and ended in May #. "),
    "other intervals": _numbered("The odds ratio was 1.# (95% CI 0.# to 2.#; p = 0.0#). "),
    "other p-values": _numbered("It was significant (p = 0.#). "),
    "other doses": _numbered("They took # mg of @ daily. "),
    "other keywords": _numbered("@, ", _RESULTS + "It ended.\n\nKeywords: "),
    "other keywords of a page": _numbered("@ ", "Walking\n\nResults\n\nIt ended early.\n\nKeywords: "),
    "other headings": _numbered("## @\n\nIt ended.\n\n", "# Walking\n\n"),
    "other fields": _numbered("### @\n\nIt ended.\n\n", "# Walking\n\n## Study Design\n\n"),
    "other labels": _numbered("**@:** It ended.\n\n", "# Walking\n\n## Study Design\n\n"),
    "other directives": _numbered("<!-- digestlint: ignore[TXT00#] @ -->\n\nSadly so.\n\n"),
    "other quotations": _numbered("“You should take @,” they said. "),
    "one line of words": _repeated("word "),
    "one word": _repeated("w"),
    "one number": _repeated("9"),
    "one line of numbers": _repeated("1,234.5 "),
    "one decimal": _repeated("0", _RESULTS + "0."),
    "one line of percentages": _repeated("12% "),
    "one line of counts": _repeated("12 of 40 (35%) "),
    "one line of estimates": _repeated("HR 0.8 (95% CI 0.5 to 1.3; p = 0.01) "),
    "one line of doses": _repeated("10 mg/kg twice daily "),
    "one line of dates": _repeated("31 February 2026 "),
    "one line of IDs": _repeated("NCT03951116 "),
    "one ID": _repeated("0", _RESULTS + "NCT"),
    "abbreviations": _repeated("Dr. vs. e.g. i.e. No. 3 "),
    "sentences": _repeated("The study was terminated early. "),
    "sentences of claims": _repeated("The treatment clearly reduced pain, and was safe. "),
    "points": _repeated("."),
    "commas": _repeated(", "),
    "empty lines": _repeated("\n"),
    "carriage returns": _repeated("\r"),
    "blanks": _repeated(" "),
    "no-break spaces": _repeated("\u00a0"),
    "line separators": _repeated("a\u2028"),
    "NULs": _repeated("\x00"),
    "combining marks": _repeated("\u0301", _RESULTS + "a"),
    "directions": _repeated("\u202ea\u202c "),
    "wrong decoding": _repeated("Ã©â€™"),
    "headings": _headings,
    "sections out of order": _alternating,
    "headings of a page": _page_headings,
    "empty headings": _repeated("#\n", ""),
    "hashes": _repeated("#", ""),
    "underlined": _repeated("a\n=\n", ""),
    "rules": _repeated("---\n", ""),
    "fences": _repeated("```\n", ""),
    "quotes": _nested("> ", ""),
    "bullets": _nested("- ", ""),
    "numbers of lists": _nested("1. ", ""),
    "list in list": _indented("- "),
    "numbered list in list": _indented("1. "),
    "quote in list": _nested("> - ", ""),
    "short items": _repeated("- a\n"),
    "emphasis": _nested("*a ", " b*"),
    "strong": _nested("**a ", " b**"),
    "open strong": _repeated("**a "),
    "mixed marks": _repeated("*_**__`"),
    "brackets": _nested("[", "]"),
    "open brackets": _repeated("["),
    "links": _nested("[a](", ")"),
    "images": _repeated("![a]("),
    "definitions": _repeated("[a]: b\n"),
    "parentheses": _nested("(", ")"),
    "backticks": _repeated("`a``b```c "),
    "backslashes": _repeated("\\"),
    "ampersands": _repeated("&amp;"),
    "open references": _repeated("&a"),
    "tags": _nested("<b>", "</b>"),
    "open tags": _repeated("<a "),
    "less-than signs": _repeated("<"),
    "comments": _repeated("<!-- a -->"),
    "open comments": _repeated("<!--"),
    "directives": _directives,
    "processing instructions": _repeated("<?"),
    "CDATA": _repeated("<![CDATA["),
    "table of rows": _repeated("| a | b |\n", _RESULTS + "| a | b |\n|---|---|\n"),
    "table of columns": _repeated("| a ", _RESULTS),
    "bars": _repeated("|"),
    "double quotes": _repeated("“a "),
    "placeholders": _repeated("[insert x] TBD XX% "),
    "keywords": _repeated("igf-1, ", _RESULTS + "It ended.\n\nKeywords: "),
    "keywords of a page": _repeated("igf-1 word ", "Walking\n\nResults\n\nIt ended early and nobody knows why.\n\n"),
    "flags": _repeated("dose mentioned, ", _RESULTS + "It ended.\n\nFlags: "),
    "sources": _repeated("Source: clinicaltrials:NCT03951116\n"),
    "tag lines": _repeated("igf-1 a other 2010-03-09 ClinicalTrials\n", ""),
    "navigation": _repeated("Back to igf-1 research\n", ""),
    "aliases of YAML": _aliases,
    "keys of YAML": _keys,
    "brackets of YAML": _nested("[", "]", "---\na: "),
    "braces of YAML": _nested("{a: ", "}", "---\na: "),
    "dashes of YAML": _nested("- ", "", "---\n"),
    "front matter without an end": _repeated("a: b\n", "---\n"),
}


def repeated_pieces() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield a giant of each hostile piece and of each example."""
    pieces = (*atoms.CHARACTERS, *atoms.NUMBERS, *atoms.DATES, *atoms.IDS, *atoms.MARKS, *atoms.LABELS, *atoms.WORDS)
    for piece in (*pieces, *seeds.snippets()):
        yield repr(piece), _repeated(piece)
        yield f"{piece!r} and a blank", _repeated(piece + " ")


def main() -> None:
    """Print the giants that break something, or take too long."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for text in seeds.digests()[:200]:
        problems(text)
    for name, make in (*GIANTS.items(), *repeated_pieces()):
        text = make(length)
        started = time.process_time()
        found = problems(text)
        took = time.process_time() - started
        if found or took > allowed(length) / 2:
            print(
                f"{took:6.2f} s  {name}: {', '.join(problem.key for problem in found) or 'near the limit'}", flush=True
            )


if __name__ == "__main__":
    main()
