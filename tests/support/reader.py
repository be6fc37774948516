"""A reader: a browser's window that notes what goes wrong, and a host for what it reads."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

from newsgen.runtime.theme import default_theme

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
HEADERS = dict(
    line.strip().split(": ", 1)
    for line in (default_theme().static / "root" / "_headers")
    .read_text("utf-8")
    .split("\n\n")[0]
    .splitlines()
    if line.startswith("  ")
)
"""All that `_headers` has a host say with every file; a browser complains of what that forbids."""


@dataclass
class Reader:
    """A browser's window that notes whatever goes wrong in it."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._told)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", lambda request: self._asked(request.url))

    def _told(self, message: ConsoleMessage) -> None:
        # Where a page names no icon, as the small redirects do, browsers look for one themselves.
        if not message.location["url"].endswith("/favicon.ico"):
            self.complaints.append(f"{message.type}: {message.text} {message.location['url']}")

    def _failed(self, request: Request) -> None:
        # What a reader who has gone on no longer waits for has not failed.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _asked(self, url: str) -> None:
        if not url.startswith(self.address):
            self.complaints.append(f"elsewhere: {url}")

    def open(self, path: str) -> Page:
        """Open a page; one that is not there counts as something gone wrong."""
        answer = self.page.goto(self.address + path)
        if not answer or answer.status != 200:
            self.complaints.append(f"{answer.status if answer else 'nothing'}: {path}")
        return self.page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path


class _Host(SimpleHTTPRequestHandler):
    """A host that knows our page for what is not there, and logs nothing."""

    def __init__(self, *arguments: Any, directory: str, own_headers: Mapping[str, str]) -> None:
        self.own_headers = own_headers
        super().__init__(*arguments, directory=directory)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        for name, value in {"Cache-Control": "no-cache", **self.own_headers}.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    """Lets as many connections wait as a browser opens at once, and not five alone."""

    request_queue_size = 128


@contextmanager
def serve_folder(folder: Path, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """The address a folder is served at; the headers come with every file."""
    host = partial(_Host, directory=str(folder), own_headers=headers)
    with _Server(("127.0.0.1", 0), host) as listening:
        thread = Thread(target=listening.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_address[1]}/"
        finally:
            listening.shutdown()
            thread.join()
