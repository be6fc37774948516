"""A preview server: shows a folder of pages to this machine's own browser, and to nobody else."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"
"""Loopback only: a preview holds drafts and embargoed articles."""


class _Pages(SimpleHTTPRequestHandler):
    """Files as they are, our own page for what is not there, and no log of every request."""

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
        if self.command != "HEAD":
            self.wfile.write(data)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what matters to an editor is the build's report."""


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server, bound and not yet serving. port: 0 for any. Raises OSError if the port is taken."""
    return ThreadingHTTPServer((HOST, port), partial(_Pages, directory=str(folder)))
