"""Check generated digests as rows: `scan`, Spark and Ray on this machine, their seconds a digest and their memory.

    python -m benchmarks.rows [--select=RULES] [COUNT [WORKERS [ENGINE…]]]

COUNT (default: 100,000) digests are checked by WORKERS (default: 2) processes; first a tenth of them. The time of one
is what the further nine tenths took, so that starting an engine does not count; that is told apart. Seconds of CPU
are told too, for they count the same on a machine with other work. Memory is that of all processes together (shared
pages once), the most that was seen. All engines must find the same. With few rules one sees what engines add.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from benchmarks.corpus import digests
from digestlint.config import Overrides, load_settings
from digestlint.rows.files import parquet_files, read_rows
from digestlint.rows.job import Columns, Job, make_job

ENGINES = ("scan", "spark", "ray")
_SHARD = 500
_SEED = 1
_MARK = "DIGESTLINT_MEASURED"
_SELECT = "DIGESTLINT_MEASURED_RULES"
_TODAY = date(2026, 6, 30)


def the_job() -> Job:
    """Return the job that all engines do: the built-in rules, or some of them."""
    chosen = tuple(filter(None, os.environ.get(_SELECT, "").split(",")))
    return make_job(load_settings(None, Overrides(chosen), Path()), _TODAY, parts=16)


def run_scan(source: str, target: str, workers: int) -> None:
    """Check on this machine alone."""
    from digestlint.scan import scan  # noqa: PLC0415 - each engine runs in a process of its own

    Path(target).mkdir()
    columns = Columns()
    rows = read_rows(parquet_files([Path(source)]), columns)
    scan(rows, Path(target) / "found.parquet", the_job(), workers=workers, done=lambda _: None)


def run_spark(source: str, target: str, workers: int) -> None:
    """Check on Spark."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - see above

    from digestlint.spark import scan  # noqa: PLC0415 - see above

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false").getOrCreate()
    scan(spark.read.parquet(source), target, the_job())
    spark.stop()


def run_ray(source: str, target: str, workers: int) -> None:
    """Check on Ray."""
    import ray  # noqa: PLC0415 - see above

    from digestlint.ray import scan  # noqa: PLC0415 - see above

    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    scan(ray.data.read_parquet(source), target, the_job())
    ray.shutdown()


RUNS = dict(zip(ENGINES, (run_scan, run_spark, run_ray), strict=True))


@dataclass(slots=True)
class Usage:
    """What the processes of a run used: seconds by the clock, seconds of processors, and the most memory in MiB."""

    seconds: float = 0.0
    cpu: dict[int, float] = field(default_factory=dict)
    peak: float = 0.0

    @property
    def busy(self) -> float:
        """Seconds of processors, all processes together."""
        return sum(self.cpu.values())


def measured(engine: str, source: Path, target: Path, workers: int) -> Usage:
    """Return what a run uses."""
    usage, ended = Usage(), threading.Event()
    command = [sys.executable, "-m", "benchmarks.rows", "--run", engine, str(source), str(target), str(workers)]
    watcher = threading.Thread(target=_watch, args=(usage, ended))
    watcher.start()
    started = time.perf_counter()
    try:
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(  # noqa: S603 - ourselves
                command, env={**os.environ, _MARK: str(os.getpid())}, stdout=said, stderr=said, check=False
            )
            usage.seconds = time.perf_counter() - started
            if done.returncode:
                said.seek(0)
                raise SystemExit(said.read().decode(errors="replace")[-4000:])
    finally:
        ended.set()
        watcher.join()
    return usage


def _watch(usage: Usage, ended: threading.Event) -> None:
    mark = f"{_MARK}={os.getpid()}".encode()
    while not ended.wait(0.5):
        memory = 0.0
        for pid in _marked(mark):
            with contextlib.suppress(OSError, IndexError, ValueError):
                ticks = (
                    Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
                )
                usage.cpu[pid] = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
                memory += int(rollup.partition("Pss:")[2].split()[0]) / 1024
        usage.peak = max(usage.peak, memory)


def _marked(mark: bytes) -> Iterator[int]:
    """Yield the processes of a run: engines start some that are not their children, but all inherit the mark."""
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                yield int(entry.name)


def shards(count: int, folder: Path) -> Path:
    """Write digests as files of a few hundred rows, as a cluster likes them."""
    folder.mkdir()
    rows = digests(count, _SEED)
    for start in range(0, count, _SHARD):
        paths, texts = zip(*islice(rows, _SHARD), strict=True)
        pq.write_table(pa.table({"path": paths, "text": texts}), folder / f"{start:08d}.parquet")
    return folder


def found_in(folder: Path) -> list[tuple[str, str, str]]:
    """Return what was found, sorted: the fingerprints of findings, and what became of each digest."""
    names = ["path", "kind", "fingerprint"]
    table = ds.dataset(folder, format="parquet").to_table(columns=names)
    return sorted((row["path"], row["kind"], row["fingerprint"] or "") for row in table.to_pylist())


def main(count: int, workers: int, engines: tuple[str, ...]) -> None:
    """Measure, and print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = (shards(size, folder / str(size)) for size in (count // 10, count))
        base: tuple[float, float] | None = None
        expected: list[tuple[str, str, str]] = []
        for engine in engines:
            first = measured(engine, small, folder / f"{engine}-small", workers)
            whole = measured(engine, large, folder / f"{engine}-large", workers)
            further = count - count // 10
            each, busy = (whole.seconds - first.seconds) / further, (whole.busy - first.busy) / further
            base = base or (each, busy)
            print(
                f"{engine:6}{count:9,} digests in {whole.seconds:7.1f} s; {each * 1e3:6.2f} ms a digest "
                f"({each / base[0] - 1:+.0%}), {busy * 1e3:6.2f} ms CPU ({busy / base[1] - 1:+.0%}); "
                f"{first.seconds - each * (count // 10):5.1f} s to start; "
                f"peak {first.peak:,.0f} MiB at {count // 10:,}, {whole.peak:,.0f} MiB at {count:,}",
                flush=True,
            )
            told = found_in(folder / f"{engine}-large")
            expected = expected or told
            if told != expected:
                raise SystemExit(f"{engine} found something else than {engines[0]}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        RUNS[sys.argv[2]](sys.argv[3], sys.argv[4], int(sys.argv[5]))
    else:
        words = sys.argv[1:]
        if words[:1] and words[0].startswith("--select="):
            os.environ[_SELECT] = words.pop(0).partition("=")[2]
        count, workers = (*map(int, words[:2]), *(100_000, 2)[len(words[:2]) :])
        main(count, workers, tuple(words[2:]) or ENGINES)
