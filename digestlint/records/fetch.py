"""Getting studies from ClinicalTrials.gov's API v2: one at a time, with pauses, and again where that may help.

The only module that uses the network; it needs httpx, and is imported by nothing but the command `records fetch`.
"""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn, Self

import httpx

from digestlint.errors import DigestlintError
from digestlint.records.api import ABSENT, read_studies
from digestlint.records.fields import plain
from digestlint.records.lock import Entry, Lock, absent_entry, study_entry
from digestlint.records.manners import Manners, retry_after

_LARGEST = 5_000_000
_MOST_REDIRECTS = 3
_MOST_LOST = 5
_AGAIN = frozenset((408, 425, 429))


@dataclass(frozen=True, slots=True)
class Failure:
    """An ID whose record could not be fetched, and why."""

    nct_id: str
    reason: str


class NotFetchedError(Exception):
    """A record could not be fetched; asking again would not help."""


class AgainError(Exception):
    """A record could not be fetched; asking again may help, after as many seconds as the answer said."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class StopError(Exception):
    """The registry is not to be asked any more in this run."""


def fetch(ids: Iterable[str], lock: Lock, client: "Client") -> Iterator[Failure | Entry]:
    """Yield for each ID what was fetched, after it is on disk, or why it could not be.

    After several in succession for which the registry gave no answer, the rest is not asked for.
    """
    stopped: str | None = None
    lost = 0
    taken: dict[str, Entry] = {}
    for nct_id in ids:
        if nct_id in taken:  # a former ID of it was asked for before
            yield taken[nct_id]
        elif stopped:
            yield Failure(nct_id, stopped)
        else:
            try:
                entry = client.get(nct_id)
                lost = 0
            except NotFetchedError as error:
                lost = 0
                yield Failure(nct_id, str(error))
            except AgainError as error:
                lost += 1
                stopped = f"not asked for, as {lost} in succession got no answer" if lost >= _MOST_LOST else None
                yield Failure(nct_id, str(error))
            except StopError as error:
                stopped = f"not asked for: {error}"
                yield Failure(nct_id, str(error))
            else:
                lock.add(entry)
                taken.update(dict.fromkeys((entry.nct_id, *entry.aliases), entry))
                yield entry


class Client:
    """A connection to the API at `base_url`. Raises DigestlintError for what is no address."""

    def __init__(self, base_url: str, manners: Manners) -> None:
        try:
            base = httpx.URL(base_url.rstrip("/") + "/")
        except httpx.InvalidURL as error:
            raise DigestlintError(f"--base-url {base_url}: is no address: {error}") from error
        if base.scheme not in ("http", "https") or not base.host or base.query or base.fragment:
            raise DigestlintError(f"--base-url {base_url}: is no address such as https://registry.example")
        self._base = base
        self._manners = manners
        self._not_before = 0.0
        self._http = _connected(manners)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, nct_id: str) -> Entry:
        """Return what the registry says of an ID.

        Raises NotFetchedError, or AgainError after the last try, or StopError where it asks to wait for too long.
        """
        for attempt in range(1, self._manners.tries):
            try:
                return self._ask(nct_id)
            except AgainError as error:
                self._rest(error, attempt)
        try:
            return self._ask(nct_id)
        except AgainError as error:
            self._rest(error, 1)
            times = f"; asked {self._manners.tries} times" if self._manners.tries > 1 else ""
            raise AgainError(f"{error}{times}") from error

    def _rest(self, error: AgainError, attempt: int) -> None:
        """Put off the next request: as the answer said, or twice as long after each try."""
        longest = self._manners.longest_wait
        if error.after is not None and error.after > longest:
            seconds = f"{error.after:,.0f} s"
            raise StopError(f"{error}, and the registry asks to wait {seconds}, longer than --max-wait allows")
        growing = min(max(self._manners.pause, 0.1) * 2 ** min(attempt, 20), longest)
        wait = growing if error.after is None else max(error.after, self._manners.pause)
        self._not_before = time.monotonic() + wait

    def _ask(self, nct_id: str) -> Entry:
        url = self._base.join(f"api/v2/studies/{nct_id}")
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                answer = self._answer(url)
            except (httpx.TransportError, httpx.DecodingError) as error:
                raise AgainError(_words(error, self._manners)) from error
            if isinstance(answer, bytes):
                return _study(answer, nct_id)
            if isinstance(answer, int):
                return absent_entry(nct_id, answer, _now())
            url = answer
        raise NotFetchedError(f"the registry redirects more than {_MOST_REDIRECTS} times")

    def _answer(self, url: httpx.URL) -> bytes | int | httpx.URL:
        """Return the body of an answer, the status that says that there is none, or where it redirects to."""
        time.sleep(max(0.0, self._not_before - time.monotonic()))
        try:
            with self._http.stream("GET", url) as response:
                if response.next_request:
                    return _same_host(url, response.next_request.url)
                if response.status_code in ABSENT:
                    return response.status_code
                if response.status_code != httpx.codes.OK:
                    _refused(response)
                return self._body(response)
        finally:
            self._not_before = time.monotonic() + self._manners.pause

    def _body(self, response: httpx.Response) -> bytes:
        """Return a body of bounded size that comes in bounded time."""
        body = bytearray()
        deadline = time.monotonic() + 4 * self._manners.timeout
        for part in response.iter_bytes():
            body += part
            if len(body) > _LARGEST:
                raise NotFetchedError(f"the answer has more than {_LARGEST:,} bytes")
            if time.monotonic() > deadline:
                raise AgainError(f"the answer was not whole after {4 * self._manners.timeout:g} s")
        return bytes(body)


def _connected(manners: Manners) -> httpx.Client:
    """Return a client. Raises DigestlintError where the environment names a proxy or certificates that are none."""
    try:
        return httpx.Client(
            headers={"User-Agent": manners.user_agent, "Accept": "application/json"}, timeout=manners.timeout
        )
    except (httpx.InvalidURL, ValueError, OSError, ImportError) as error:
        reason = plain(str(error))[:200]
        raise DigestlintError(
            f"no connection can be made with the proxy or certificates that are set: {reason}"
        ) from error


def _same_host(url: httpx.URL, target: httpx.URL) -> httpx.URL:
    if target.netloc != url.netloc or (url.scheme, target.scheme) == ("https", "http"):
        raise NotFetchedError(f"the registry redirects to another host, {target.host}")
    return target


def _refused(response: httpx.Response) -> NoReturn:
    reason = f"the registry answers {response.status_code} {response.reason_phrase}".rstrip()
    if response.status_code in _AGAIN or response.is_server_error:
        raise AgainError(reason, retry_after(response.headers.get("Retry-After", ""), _now()))
    raise NotFetchedError(reason)


def _study(body: bytes, nct_id: str) -> Entry:
    """Return the entry of an answer that is to be the study of an ID."""
    try:
        data: Any = json.loads(body.decode("utf-8-sig"), parse_constant=_no_json)
    except (ValueError, RecursionError) as error:
        raise AgainError("the answer is no JSON, or cut short") from error
    (_, record) = next(read_studies(body, "the answer"), ("", None))
    if not isinstance(data, dict) or "protocolSection" not in data or record is None:
        raise NotFetchedError("the answer is no study of ClinicalTrials.gov's API v2")
    if isinstance(record, DigestlintError):
        raise NotFetchedError(str(record))
    if nct_id not in (record.nct_id, *record.aliases):
        raise NotFetchedError(f"the answer is the record of {record.nct_id}, which does not name it as a former ID")
    try:
        return study_entry(data, _now())
    except (ValueError, RecursionError) as error:
        raise NotFetchedError("the answer cannot be written as JSON") from error


def _no_json(words: str) -> NoReturn:
    raise ValueError(f"{words} is no JSON")


def _words(error: Exception, manners: Manners) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"the registry gave no answer within {manners.timeout:g} s"
    if isinstance(error, httpx.RemoteProtocolError):
        return f"the answer was cut short or is no HTTP ({plain(str(error))[:100]})"
    return f"the registry cannot be reached ({plain(str(error))[:100] or type(error).__name__})"


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
