"""A real Chromium, driven over its debugging pipe (Chrome DevTools Protocol): one process for many looks."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from itertools import count

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--window-size=1200,1000", "--remote-debugging-pipe"),
)


class Tab:
    """A page in the browser. ``requests`` are the addresses that it asked for."""

    def __init__(self, commands, answers) -> None:
        self._commands, self._answers = commands, answers
        self._numbers = count(1)
        self._session = None
        self._events: list[dict] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self._call(f"{domain}.enable")

    @property
    def requests(self) -> list[str]:
        """Every address that pages of this tab asked for so far."""
        sent = (each["params"] for each in self._events if each.get("method") == "Network.requestWillBeSent")
        return [each["request"]["url"] for each in sent]

    def open(self, address: str) -> None:
        """Load ``address`` afresh and wait until it is there."""
        self._call("Page.navigate", url="about:blank")
        self._events = [each for each in self._events if each.get("method") != "Page.loadEventFired"]
        self._call("Page.navigate", url=address)
        while self.run("location.href === 'about:blank' || document.readyState !== 'complete'"):
            pass

    def run(self, expression: str):
        """The value of a JavaScript expression in the page."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def picture(self, scheme: str) -> bytes:
        """The page as PNG for readers who prefer ``scheme``, light or dark."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._call("Emulation.setEmulatedMedia", features=features)
        return base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"])

    def paper(self) -> bytes:
        """The page as PDF."""
        return base64.b64decode(self._call("Page.printToPDF")["data"])

    def _call(self, method: str, **parameters) -> dict:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._commands.write(json.dumps(message).encode() + b"\0")
        self._commands.flush()
        while (answer := self._read()).get("id") != number:
            self._events.append(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def _read(self) -> dict:
        data = b""
        while not data.endswith(b"\0"):
            byte = self._answers.read(1)
            assert byte, "the browser ended"
            data += byte
        return json.loads(data[:-1])


@contextmanager
def browser(folder):
    """A tab of a Chromium with its profile in ``folder``; the process ends with the block."""
    heard, commands = os.pipe()
    answers, said = os.pipe()
    # Chromium hears on descriptor 3 and speaks on 4; copies far above them are in nobody's way.
    far = [fcntl.fcntl(each, fcntl.F_DUPFD, 20) for each in (heard, said)]
    redirect = f'exec "$@" 3<&{far[0]} 4>&{far[1]}'
    command = ["bash", "-c", redirect, "bash", PROGRAM, *_FLAGS, f"--user-data-dir={folder}"]
    process = subprocess.Popen(command, pass_fds=far, stderr=subprocess.DEVNULL)
    for each in (heard, said, *far):
        os.close(each)
    try:
        with os.fdopen(commands, "wb") as out, os.fdopen(answers, "rb") as back:
            yield Tab(out, back)
    finally:
        process.terminate()
        process.wait(timeout=30)
