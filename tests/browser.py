"""A headless Chromium, spoken to in its own protocol: enough to open a page and look at it."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import websocket

__all__ = ["Browser", "chromium"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-port=0 --hide-scrollbars"
).split()
SECONDS = 30


def chromium() -> str | None:
    """Return the path of a Chromium or Chrome, if there is one; CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """A browser with a profile of its own and one tab; `said` collects what it reports on the console."""

    def __init__(self, program: str) -> None:
        self.said: list[str] = []
        self._requests: dict[str, str] = {}
        self._count = 0
        self._events: list[str] = []
        self._session: str | None = None
        self._socket: websocket.WebSocket | None = None
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = [program, *QUIET, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = Path(self._profile.name) / "DevToolsActivePort"
        end = time.monotonic() + SECONDS
        while not (port.is_file() and len(lines := port.read_text().split()) == 2):
            if time.monotonic() > end or self._process.poll() is not None:
                self.close()
                raise RuntimeError("the browser did not start")
            time.sleep(0.05)
        address = f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        self._socket = websocket.create_connection(address, timeout=SECONDS, suppress_origin=True)
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the browser that was started here and remove its profile."""
        if self._socket is not None:
            self._socket.close()
        self._process.terminate()
        self._process.wait(SECONDS)
        self._profile.cleanup()

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its answer."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while (answer := self._receive()).get("id") != self._count:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return dict(answer["result"])

    def _receive(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._socket.recv())
        name, about = message.get("method", ""), message.get("params", {})
        self._events.append(name)
        if name == "Network.requestWillBeSent":
            self._requests[about["requestId"]] = about["request"]["url"]
        elif name == "Network.loadingFailed" and about.get("blockedReason") == "csp":
            # The policy of the page kept the browser from asking.
            self._requests.pop(about["requestId"], None)
        elif name == "Runtime.exceptionThrown":
            self.said.append(about["exceptionDetails"].get("exception", {}).get("description", "exception"))
        elif name == "Log.entryAdded" and about["entry"]["level"] in {"error", "warning"}:
            self.said.append(about["entry"]["text"])
        elif name == "Runtime.consoleAPICalled" and about["type"] in {"error", "warning"}:
            self.said.append(" ".join(str(part.get("value", "")) for part in about["args"]))
        return message

    def size(self, *, width: int, height: int = 900) -> None:
        """Give the window another size; a narrow one is a phone."""
        phone = width < 600
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)

    def open(self, page: Path, *, width: int, height: int = 900, theme: str = "light") -> None:
        """Open a file at a width, in a theme, and wait until it is loaded."""
        self.said.clear()
        self._requests.clear()
        self.size(width=width, height=height)
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
        self._events.clear()
        self.send("Page.navigate", url=page.as_uri())
        while "Page.loadEventFired" not in self._events:
            self._receive()

    @property
    def asked(self) -> list[str]:
        """Addresses that the page asked for, itself included."""
        return list(self._requests.values())

    def ask(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript; a promise is awaited."""
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", expression))
        return answer["result"].get("value")

    def picture(self, *, whole: bool = True) -> bytes:
        """Return the page, or what is in sight of it, as PNG."""
        return base64.b64decode(self.send("Page.captureScreenshot", captureBeyondViewport=whole)["data"])
