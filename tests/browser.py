"""A headless Chromium, where the machine has one, driven through a pipe by its own protocol: nothing to install."""

import base64
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars --remote-debugging-pipe"
).split()
# Chromium reads the file descriptor 3 and writes to 4.
_EXEC = (
    "import os, sys; r, w = int(sys.argv[1]), int(sys.argv[2]); os.dup2(r, 103); os.dup2(w, 104); "
    "os.dup2(103, 3); os.dup2(104, 4); os.execvp(sys.argv[3], sys.argv[3:])"
)


def chromium() -> str | None:
    """Return the path of a Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Page:
    """A page of a browser: what it is told, what it answers, and what happened meanwhile."""

    def __init__(self, reader: int, writer: int) -> None:
        self._reader = os.fdopen(reader, "rb", buffering=0)
        self._writer = os.fdopen(writer, "wb", buffering=0)
        self._rest = b""
        self._ids = itertools.count(1)
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Give a command of the protocol and return its result."""
        number = self._write(method, params)
        while True:
            answer = self._read()
            if answer.get("id") == number:
                assert "error" not in answer, (method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result

    def _write(self, method: str, params: dict[str, Any]) -> int:
        message: dict[str, Any] = {"id": next(self._ids), "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._writer.write(json.dumps(message).encode() + b"\0")
        return int(message["id"])

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = self._reader.read(1 << 20)
            assert chunk, "the browser has ended"
            self._rest += chunk
        raw, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        if "method" in message:
            self.events.append(message)
            if message["method"] == "Page.javascriptDialogOpening":
                self._write("Page.handleJavaScriptDialog", {"accept": False})
        return message

    def close(self) -> None:
        """Let go of the pipes."""
        self._reader.close()
        self._writer.close()

    def open(self, path: Path) -> None:
        """Open a file and wait until it has loaded."""
        self.events.clear()
        self.send("Page.navigate", url=path.as_uri())
        while not self.happened("Page.loadEventFired"):
            self._read()

    def happened(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of the events of that name since the page was opened."""
        return [event["params"] for event in self.events if event["method"] == method]

    def run(self, script: str) -> Any:
        """Return what an expression of JavaScript comes to, a promise's value included."""
        answer = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        text = {"text": key} if len(key) == 1 else {}
        code = {"Escape": 27, "Tab": 9, "Enter": 13}.get(key, 0)
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def size(self, width: int, height: int, scale: float = 1) -> None:
        """Set the size of the window."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    def dark(self, *, on: bool) -> None:
        """Choose the dark or the light colours."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if on else "light"}
        self.send("Emulation.setEmulatedMedia", features=[feature])

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])

    def printed(self) -> bytes:
        """Return the page as it prints, as PDF."""
        return base64.b64decode(self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])


@contextmanager
def browser_page() -> Iterator[Page]:
    """Yield a page of a browser of its own; there must be a Chromium."""
    name = chromium()
    assert name, "there is no Chromium"
    child_reads, to_child = os.pipe()
    from_child, child_writes = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [name, *_OPTIONS, f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(
            [sys.executable, "-c", _EXEC, str(child_reads), str(child_writes), *command],
            pass_fds=(child_reads, child_writes),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(child_reads)
        os.close(child_writes)
        page = None
        try:
            page = Page(from_child, to_child)
            yield page
        finally:
            if page:
                page.close()
            process.terminate()
            process.wait(20)
