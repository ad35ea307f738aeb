"""Headless Chromium for the tests of pages, driven over a pipe: no library, and a profile that is thrown away."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
_KEYS = {
    "Enter": ("\r", 13),
    "Escape": ("", 27),
    " ": (" ", 32),
    "Tab": ("", 9),
    "ArrowRight": ("", 39),
    "ArrowLeft": ("", 37),
    "ArrowDown": ("", 40),
    "ArrowUp": ("", 38),
    "End": ("", 35),
    "Home": ("", 36),
}
#: Puts the ends of the pipes where Chromium expects them and becomes Chromium.
_START = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4);"
    " os.execv(sys.argv[3], sys.argv[3:])"
)


class Page:
    """A page in the browser."""

    def __init__(self, send: int, receive: int):
        self._send, self._receive, self._number, self._waiting = send, receive, 0, b""
        self.session, self.requests, self.errors, self.loaded = "", [], [], False

    def call(self, method: str, **values) -> dict:
        """Send a command of the DevTools protocol; return its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": values}
        if self.session:
            message["sessionId"] = self.session
        os.write(self._send, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer)
                return answer["result"]
            self._note(answer)

    def _next(self) -> dict:
        while b"\0" not in self._waiting:
            piece = os.read(self._receive, 1 << 20)
            assert piece, "Chromium has ended"
            self._waiting += piece
        whole, _, self._waiting = self._waiting.partition(b"\0")
        return json.loads(whole)

    def _note(self, answer: dict) -> None:
        method, values = answer.get("method", ""), answer.get("params", {})
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Network.requestWillBeSent":
            self.requests.append(values["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(
                values["exceptionDetails"].get("exception", {}).get("description", "")
            )
        elif method == "Log.entryAdded" and values["entry"]["level"] == "error":
            self.errors.append(values["entry"]["text"])

    def open(self, path: Path) -> None:
        """Open a file, and wait until it and its scripts have been read."""
        self.loaded = False
        self.call("Page.navigate", url=path.resolve().as_uri())
        while not self.loaded:
            self._note(self._next())

    def run(self, script: str):
        """Return the value of an expression, after the promise that it may be."""
        found = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, script: str, wanted: object = True, within: float = 30) -> None:
        """Wait until an expression has a value; fail where it has not within so many seconds."""
        deadline = time.monotonic() + within
        while (value := self.run(script)) != wanted:
            assert time.monotonic() < deadline, f"{script} is {value!r}, not {wanted!r}"
            self.run("new Promise(done => setTimeout(done, 20))")

    def press(self, key: str) -> None:
        """Press a key as a person does; what it does may be seen only a moment later, so look for that with `until`."""
        text, code = _KEYS[key]
        self.call(
            "Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code
        )
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def size(self, width: int, height: int) -> None:
        """Give the window a size in pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def picture(self, out: Path, whole: bool = True) -> None:
        """Write what is seen, or the whole page, as PNG."""
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)[
            "data"
        ]
        out.write_bytes(base64.b64decode(data))

    def printed(self, out: Path) -> None:
        """Print the page as PDF, with its own style for paper."""
        data = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        out.write_bytes(base64.b64decode(data))


def _pipe() -> list[int]:
    """Return the ends of a pipe with numbers that are not those on which Chromium listens and answers (3 and 4)."""
    low = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in low]
    for end in low:
        os.close(end)
    return high


@contextmanager
def chromium():
    """Start a browser with an empty page; yield that page."""
    assert PROGRAM, "Chromium is not installed"
    (to_read, to_write), (from_read, from_write) = _pipe(), _pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            PROGRAM,
            "--headless=new",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ]
        program = subprocess.Popen(
            [sys.executable, "-c", _START, str(to_read), str(from_write), *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(to_read, from_write),
        )
        os.close(to_read), os.close(from_write)
        try:
            page = Page(to_write, from_read)
            target = page.call("Target.createTarget", url="about:blank")["targetId"]
            page.session = page.call("Target.attachToTarget", targetId=target, flatten=True)[
                "sessionId"
            ]
            for domain in ("Page", "Runtime", "Network", "Log"):
                page.call(f"{domain}.enable")
            yield page
        finally:
            program.terminate()
            program.wait(20)
            os.close(to_write), os.close(from_read)
