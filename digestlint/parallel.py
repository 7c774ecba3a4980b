"""Many files at once: the same reports in the same order as one after the other, whatever becomes of a process."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from digestlint.discover import Found
from digestlint.interrupts import uninterrupted
from digestlint.report import FileReport
from digestlint.run import Finder, Manner, Recipe, SettingsOf, check_files, settings_finder
from digestlint.timings import Times
from digestlint.workers import begin, stop

_FIRST = 4
"""So many files are checked before processes begin, that these need not find again what all have in common."""
_MOST_IN_CHUNK = 16
_AHEAD = 4
_DIED = "the process that checked it died, perhaps for want of memory; check it alone, or exclude it"

Chunk = tuple[Found, ...]
Done = tuple[list[FileReport], Times | None]


def check_all(files: Sequence[Found], finder: Finder, manner: Manner, jobs: int | None = None) -> Iterator[FileReport]:
    """Yield the report of each file, in their order, as checked by `jobs` processes (None: as many as there are cores).

    A file whose process dies is checked again by one of its own; if that dies too, its report says so.
    """
    jobs = jobs or _cores()
    yield from check_files(files[:_FIRST], finder.settings_of, manner)
    rest = files[_FIRST:]
    size = max(1, min(_MOST_IN_CHUNK, len(rest) // (jobs * _AHEAD)))
    chunks = deque(tuple(rest[i : i + size]) for i in range(0, len(rest), size))
    while chunks:
        for reports, times in _pooled(chunks, finder.recipe, manner, jobs):
            _add(manner.times, times)
            yield from reports


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _add(times: Times | None, more: Times | None) -> None:
    if times and more:
        for name, seconds in more.rules.items():
            times.rules[name] += seconds
        for name, seconds in more.stages.items():
            times.stages[name] += seconds


def _pooled(chunks: deque[Chunk], recipe: Recipe, manner: Manner, jobs: int) -> Iterator[Done]:
    """Yield what comes of chunks in their order, and take them off; ends early, with those done, if a process dies."""
    running: deque[tuple[Chunk, Future[Done]]] = deque()
    with _pool(recipe, jobs) as pool:
        try:
            while chunks or running:
                while chunks and len(running) < jobs * _AHEAD:
                    with uninterrupted():  # here processes begin
                        future = pool.submit(_check_chunk, chunks[0], _plain(manner))
                    running.append((chunks.popleft(), future))  # only now: a pool that is broken takes no chunk
                yield running[0][1].result()
                running.popleft()
        except BrokenProcessPool:
            pass
        except BaseException:
            stop(pool)
            raise
    for chunk, future in running:
        if future.done() and not future.exception():
            yield future.result()
        else:
            yield from (_alone(file, recipe, manner) for file in chunk)


def _alone(file: Found, recipe: Recipe, manner: Manner) -> Done:
    """Return what comes of a file that is checked by a process of its own."""
    with _pool(recipe, 1) as pool:
        try:
            return pool.submit(_check_chunk, (file,), _plain(manner)).result()
        except BrokenProcessPool:
            return [FileReport(file.path.as_posix(), error=_DIED)], None


def _pool(recipe: Recipe, jobs: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods and os.uname().sysname == "Linux" else "spawn")
    return ProcessPoolExecutor(jobs, context, _begin, (recipe,))


def _plain(manner: Manner) -> Manner:
    """Return the manner with timings of its own, where there are any: each process notes what it spends."""
    return replace(manner, times=Times()) if manner.times else manner


_settings: SettingsOf | None = None


def _begin(recipe: Recipe) -> None:
    """Make a process ready."""
    global _settings  # noqa: PLW0603 - a pool gives its processes no other way to keep a value
    begin()
    _settings = settings_finder(recipe)


def _check_chunk(chunk: Chunk, manner: Manner) -> Done:
    if _settings is None:
        raise RuntimeError("a process was not made ready")
    return list(check_files(chunk, _settings, manner)), manner.times
