"""Scanning: Parquet in, Parquet out, on one machine. Memory does not grow with the rows: what must wait is on disk."""

import contextlib
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from digestlint.errors import DigestlintError
from digestlint.interrupts import uninterrupted
from digestlint.rows.across import answered, asked, judged, keyed, signed
from digestlint.rows.check import check_batch
from digestlint.rows.files import whole_parquet
from digestlint.rows.job import Job
from digestlint.rows.parts import Parts
from digestlint.rows.tables import FINDINGS, KEYED, MESSAGES
from digestlint.workers import begin, stop


def scan(
    rows: Iterable[pa.RecordBatch], target: Path, job: Job, *, workers: int = 1, done: Callable[[int], None]
) -> Counter[str]:
    """Write what is found in `rows` to a Parquet file, and return how many rows of each kind and severity it has.

    `done` is told of each batch how many rows it had. The file is there when it is whole, or not at all.
    """
    count: Counter[str] = Counter()
    with (
        whole_parquet(target, FINDINGS) as file,
        tempfile.TemporaryDirectory(prefix="digestlint-") as name,
        contextlib.ExitStack() as stack,
    ):
        groups, messages = (Parts(Path(name), *each) for each in (("groups", KEYED), ("messages", MESSAGES)))
        for results in stack.enter_context(contextlib.closing(_results(rows, job, workers))):
            findings = pa.table(results).select(FINDINGS.names)
            found = _counted(findings)
            count += found
            file.write(findings)
            done(found["checked"] + found["skipped"] + found["error"])
            if job.across:
                groups.add(keyed(results, job))
                messages.add(signed(results, job))
        for findings in _across(groups, messages, job) if job.across else ():
            count += _counted(findings)
            file.write(findings.select(FINDINGS.names))
    return count


def _counted(findings: pa.Table) -> Counter[str]:
    """Return how many rows there are of each kind; findings by their severity, for an error is another thing too."""
    kinds = pc.coalesce(pc.binary_join_element_wise("finding", findings["severity"], " "), findings["kind"])
    return Counter({str(each["values"]): each["counts"] for each in pc.value_counts(kinds).to_pylist()})


def _results(rows: Iterable[pa.RecordBatch], job: Job, workers: int) -> Generator[pa.RecordBatch]:
    """Yield what is found in each batch, in their order; only a few are held, however many there are."""
    if workers == 1:
        yield from (check_batch(batch, job) for batch in rows)
        return
    waiting: deque[Future[pa.RecordBatch]] = deque()
    try:
        with ProcessPoolExecutor(workers, get_context("spawn"), begin) as pool, _stopped(pool):
            for batch in rows:
                with uninterrupted():  # here processes begin
                    waiting.append(pool.submit(check_batch, batch, job))
                if len(waiting) > 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise DigestlintError(
            "a worker was ended from outside, perhaps for want of memory; nothing was written"
        ) from error


@contextlib.contextmanager
def _stopped(pool: ProcessPoolExecutor) -> Iterator[None]:
    """End the processes of a pool at once where the run is broken off."""
    try:
        yield
    except BrokenProcessPool:
        raise
    except BaseException:
        stop(pool)
        raise


def _across(groups: Parts, messages: Parts, job: Job) -> Iterator[pa.Table]:
    """Yield what the rules across digests find; each step reads a part at a time."""
    for part in range(job.parts):
        messages.add(asked(groups.read(part), job))
    answers = Parts(messages.folder, "answers", MESSAGES)
    for part in range(job.parts):
        answers.add(answered(messages.read(part), job))
    for part in range(job.parts):
        own = messages.read(part)
        yield judged(pa.concat_tables([own.filter(pc.is_null(own["code"])), answers.read(part)]), job)
