"""What the linters are run over: generated digests, their front matter as YAML, and Python files of the same size."""

import ast
import builtins
import random
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.corpus import digests, write

HERE = Path(__file__).parent
REAL = HERE.parent / "fixtures/digests/flawed/seed-igf1.md"
QUIET = HERE / "quiet.md"
SEED = 1
LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Material:
    """A folder with one folder for each kind of file, and how many files stand in each."""

    folder: Path
    files: int
    size: int


def generated(folder: Path, count: int) -> Material:
    """Write so many digests below `folder`, and as many files of the other kinds."""
    texts = list(digests(count, SEED))
    return _written(folder, texts)


def given(folder: Path, path: Path) -> Material:
    """Write one digest below `folder`, and one file of each other kind."""
    return _written(folder, [(path.name, path.read_text(encoding="utf-8"))])


def _written(folder: Path, texts: list[tuple[str, str]]) -> Material:
    write(texts, folder / "digests")
    write(((f"{Path(name).stem}.yaml", _front_matter(text)) for name, text in texts), folder / "yaml")
    write(_python([len(text) for _, text in texts]), folder / "python")
    return Material(folder, len(texts), sum(len(text.encode()) for _, text in texts))


def _front_matter(text: str) -> str:
    return "---\n" + text.split("---\n")[1]


def _python(sizes: list[int]) -> Iterator[tuple[str, str]]:
    """Yield pieces of the standard library, put together to files of these sizes; a comment fills the rest."""
    pieces = cycle(_definitions())
    for number, size in enumerate(sizes):
        text, piece = "", next(pieces)
        while len(text) + len(piece) < size:
            text, piece = text + piece, next(pieces)
        yield f"module_{number:05}.py", text + "#" * (size - len(text) - 1) + "\n"


def _definitions() -> list[str]:
    """Return functions and classes of the standard library that are shorter than a digest and need no others."""
    library = Path(sysconfig.get_path("stdlib"))
    found = []
    for path in sorted(library.glob("[a-z]*.py")):
        pieces = path.read_text(encoding="utf-8", errors="replace").split("\n\n\n")
        found += [f"{piece.strip()}\n\n\n" for piece in pieces if piece.startswith(("def ", "class "))]
    found = [piece for piece in found if len(piece) < LONGEST and _stands_alone(piece)]
    random.Random(SEED).shuffle(found)
    return found


def _stands_alone(piece: str) -> bool:
    """Tell whether all names of some code are its own or Python's: each other one would be a finding of ruff's."""
    try:
        nodes = list(ast.walk(ast.parse(piece)))
    except SyntaxError:
        return False
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return all(node.id in own or hasattr(builtins, node.id) for node in names)
