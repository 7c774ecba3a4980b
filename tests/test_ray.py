"""Ray: the same findings as `check`, by its own shuffles, also when a worker is lost in the middle of the work."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from digestlint.errors import DigestlintError

from .row_tables import assert_is_what_check_finds, fell, job_for, read_all, rows_of, write_digests

pytest.importorskip("ray.data", reason="ray is not installed: pip install -e '.[cluster-tests]'")

import ray
from ray.data import Dataset

from digestlint.ray import check, scan

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digests")
    write_digests(folder)
    return folder


@pytest.fixture
def rows(digests: Path, tmp_path: Path) -> Dataset:
    (tmp_path / "rows").mkdir()
    table = rows_of(digests)
    for start in range(0, table.num_rows, 20):
        pq.write_table(table.slice(start, 20), tmp_path / f"rows/{start}.parquet")
    return ray.data.read_parquet(str(tmp_path / "rows"))


def test_ray_finds_what_check_finds(rows: Dataset, digests: Path, tmp_path: Path) -> None:
    scan(rows, str(tmp_path / "found"), job_for(parts=4))
    table = read_all(tmp_path / "found")
    assert_is_what_check_finds(table, digests)
    assert set(table["pass"].to_pylist()) == {"rows", "across"}


def test_nothing_is_lost_or_doubled_with_a_worker_that_is_killed(rows: Dataset, digests: Path, tmp_path: Path) -> None:
    marker = tmp_path / "killed"

    def falling(batch: pa.Table) -> pa.Table:
        if "README.md" in batch["path"].to_pylist():
            fell(marker)
        return batch

    falls = rows.map_batches(falling, batch_format="pyarrow", batch_size=5)
    scan(falls, str(tmp_path / "found"), job_for(parts=4))
    assert marker.exists()
    assert_is_what_check_finds(read_all(tmp_path / "found"), digests)


def test_without_rules_across_digests_there_is_one_pass(rows: Dataset, tmp_path: Path) -> None:
    scan(rows.limit(3), str(tmp_path / "found"), job_for(across=False))
    assert [path.name for path in (tmp_path / "found").iterdir()] == ["pass=rows"]


def test_rows_without_the_columns_are_refused_before_anything_runs(rows: Dataset) -> None:
    with pytest.raises(DigestlintError, match="there is no column 'text'; there are 'path', 'body'"):
        check(rows.rename_columns({"text": "body"}), job_for())
