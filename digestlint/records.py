"""Reading registry records: ClinicalTrials.gov API v2 study JSON, in files that are opened when a digest cites them."""

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from digestlint.errors import DigestlintError
from digestlint.record import Record

_LARGEST = 50_000_000


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Identification(_Model):
    nct_id: str = Field(alias="nctId", pattern=r"^NCT\d{8}$")


class _Status(_Model):
    overall_status: str = Field("UNKNOWN", alias="overallStatus")


class _Protocol(_Model):
    identification: _Identification = Field(alias="identificationModule")
    status: _Status = Field(default_factory=lambda: _Status.model_validate({}), alias="statusModule")


class _Study(_Model):
    protocol: _Protocol = Field(alias="protocolSection")
    has_results: bool = Field(default=False, alias="hasResults")


class RecordFiles(Mapping[str, Record]):
    """The records of a folder of study JSON files, of one such file, or of a `.jsonl` with one study a line.

    A file of a folder that is called after its study is opened only when the study is asked for. Raises
    DigestlintError, naming file and line, for what is no study.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise DigestlintError(f"{path}: there are no records")
        self.path = path

    def __getitem__(self, nct_id: str) -> Record:
        named = self.path / f"{nct_id}.json"
        if self.path.is_dir() and nct_id.isalnum() and named.is_file():
            record = _read(named)
            if record.nct_id == nct_id:
                return record
        return self._all[nct_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @functools.cached_property
    def _all(self) -> dict[str, Record]:
        files = sorted(self.path.glob("**/*.json")) if self.path.is_dir() else [self.path]
        if self.path.suffix == ".jsonl":
            lines = enumerate(_text(self.path).split("\n"), start=1)
            records = [_record(line, f"{self.path}:{row}") for row, line in lines if line.strip()]
        else:
            records = [_read(file) for file in files]
        return {record.nct_id: record for record in records}


def _read(path: Path) -> Record:
    return _record(_text(path), str(path))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise DigestlintError(f"{path}: has more than {_LARGEST:,} bytes, which no record has")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DigestlintError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DigestlintError(f"{path}: is not UTF-8 (byte {error.start + 1})") from error


def _record(text: str, where: str) -> Record:
    try:
        data: Any = json.loads(text)
        study = _Study.model_validate(data)
    except (json.JSONDecodeError, RecursionError) as error:
        raise DigestlintError(f"{where}: is no JSON: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        loc = ".".join(map(str, first["loc"]))
        raise DigestlintError(f"{where}: is no study of ClinicalTrials.gov's API v2: {loc}: {first['msg']}") from error
    status = study.protocol.status.overall_status.upper().replace(",", "").replace(" ", "_")
    return Record(study.protocol.identification.nct_id, status, study.has_results)
