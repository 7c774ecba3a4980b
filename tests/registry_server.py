"""A registry on loopback: answers as ClinicalTrials.gov's API v2 does, or as badly as a test wants it."""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.conftest import ROOT

Answer = tuple[int, Mapping[str, str], bytes]

TEAL = json.loads((ROOT / "fixtures" / "records" / "NCT09100000.json").read_bytes())


def study(nct_id: str, **identification: Any) -> dict[str, Any]:
    """Return a study as the registry gives it, with an ID of its own."""
    protocol = TEAL["protocolSection"]
    own = {**protocol["identificationModule"], "nctId": nct_id, **identification}
    return {**TEAL, "protocolSection": {**protocol, "identificationModule": own}}


def given(data: Any) -> Answer:
    return 200, {"Content-Type": "application/json"}, json.dumps(data).encode()


def status(code: int, **headers: str) -> Answer:
    return code, {name.replace("_", "-"): value for name, value in headers.items()}, b"no"


class Registry:
    """What is answered for an ID: the answers in `answers`, the last one for ever; else its study."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[str] = []
        self.times: dict[str, list[float]] = defaultdict(list)
        self.agents: set[str] = set()
        self.at_once = 0
        self.most_at_once = 0

    def next(self, nct_id: str) -> Answer:
        queue = self.answers.get(nct_id) or [given(study(nct_id))]
        return queue.pop(0) if len(queue) > 1 else queue[0]


CUT, STALL, DRIBBLE = -1, -2, -3
"""In place of a status: a body that ends too soon, one that does not come, one that comes too slowly."""


class Handler(BaseHTTPRequestHandler):
    registry: Registry

    def do_GET(self) -> None:
        registry = self.registry
        folder, _, nct_id = self.path.rpartition("/")
        registry.asked.append(nct_id)
        registry.times[nct_id].append(time.monotonic())
        registry.agents.add(self.headers["User-Agent"])
        registry.at_once += 1
        registry.most_at_once = max(registry.most_at_once, registry.at_once)
        try:
            self.answer(registry.next(nct_id) if folder == "/api/v2/studies" else status(400))
        except OSError:
            pass  # the client did not wait
        finally:
            registry.at_once -= 1

    def answer(self, answer: Answer) -> None:
        code, headers, body = answer
        if code == STALL:
            time.sleep(0.7)
            return
        self.send_response(max(code, 200))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if code == DRIBBLE:
            for _ in range(40):
                self.wfile.write(b" ")
                time.sleep(0.1)
        self.wfile.write(body[: len(body) // 2] if code == CUT else body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Registry]:
    handler = type("Bound", (Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        registry = handler.registry = Registry(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield registry
        finally:
            server.shutdown()
            thread.join()
