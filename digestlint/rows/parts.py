"""Rows on the disk, parted by their column `part`: what one machine groups without holding all of it."""

from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc


class Parts:
    """Rows by their part, as files in a folder: first rows are added as they come, then parts are read one by one."""

    def __init__(self, folder: Path, name: str, schema: pa.Schema) -> None:
        self.folder = folder
        self._name = name
        self._schema = schema
        self._open: dict[int, pa.RecordBatchStreamWriter] = {}

    def add(self, rows: pa.RecordBatch | pa.Table) -> None:
        """Put rows with the others of their parts."""
        table = pa.table(rows) if isinstance(rows, pa.RecordBatch) else rows
        table = table.take(pc.sort_indices(table["part"]))
        start = 0
        for part, members in groupby(table["part"].to_pylist()):
            length = sum(1 for _ in members)
            if part not in self._open:
                self._open[part] = pa.ipc.new_stream(self._path(part), self._schema)
            self._open[part].write_table(table.slice(start, length))
            start += length

    def read(self, part: int) -> pa.Table:
        """Return the rows of a part; no more can be added to it."""
        if part in self._open:
            self._open[part].close()
        if not Path(self._path(part)).exists():
            return self._schema.empty_table()
        with pa.OSFile(self._path(part)) as file, pa.ipc.open_stream(file) as stream:
            return stream.read_all()

    def _path(self, part: int) -> str:
        return str(self.folder / f"{self._name}-{part}.arrows")
