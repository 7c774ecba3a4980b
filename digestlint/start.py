"""Where the program starts: what an earlier run has printed already is printed again before all else is loaded."""

import contextlib
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence

from digestlint.replay import replayed
from digestlint.surroundings import program_at_start
from digestlint.usage import CLEAN, FAILED, INTERRUPTED


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(100_000)  # what a run makes lives to its end or falls at once; to look for cycles often is vain
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    os.environ["PYTHONSAFEPATH"] = "1"  # no process that is begun runs a module from the folder that one is in
    with contextlib.suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # it ends as Ctrl-C does: no process, no half a file
    try:
        status: object = _replayed(words[1:]) if words[:1] == ["check"] else None
        status = _run(words) if status is None else status
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        status = INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever it is, people get a line, and no status that says it was checked
        status = _failed(error)
    sys.exit(status if isinstance(status, int) else CLEAN)


def _replayed(words: list[str]) -> int | None:
    program_at_start()  # what is loaded from now on is what is found now, or the run keeps nothing
    return replayed(words)


def _run(words: list[str]) -> object:
    import click  # noqa: PLC0415 - a replay needs none of it

    from digestlint.cli import UnreadError, cli  # noqa: PLC0415 - likewise

    try:
        return cli.main(words, prog_name="digestlint", standalone_mode=False)
    except UnreadError:
        raise BrokenPipeError from None
    except click.Abort:
        raise KeyboardInterrupt from None


def _failed(error: Exception) -> int:
    """Say what went wrong, and return the exit status."""
    import click  # noqa: PLC0415 - few runs fail

    from digestlint.errors import DigestlintError, fault, unwritten  # noqa: PLC0415 - likewise
    from digestlint.reporters.style import shown  # noqa: PLC0415 - likewise

    if isinstance(error, click.ClickException):
        with io.StringIO() as said:
            error.show(said)
            lines = said.getvalue().splitlines()
    elif isinstance(error, DigestlintError):
        lines = [f"error: {line}" for line in str(error).splitlines()]
    elif isinstance(error, OSError):
        _drop_output()
        where = os.fspath(error.filename) if error.filename else "standard output"
        lines = [] if isinstance(error, BrokenPipeError) else [f"error: {where}: {unwritten(error)}"]
    else:
        lines = [f"error: internal-error: {fault(error)}"]
    with contextlib.suppress(OSError):  # there may be nobody to tell
        for line in lines:
            click.echo(shown(line), err=True)
    return FAILED


def _drop_output() -> None:
    """Lead what is still to be written to nowhere, for nobody can take it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
