"""A host for the audit: serves a built archive as the hosts of docs/publishing.md do.

Text goes out compressed, with every header that the archive's own `_headers` asks for. By gzip
alone, though most hosts know Brotli: what is small enough in gzip is so in either.
"""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

TEXT = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"}
"""The endings of what is compressed; the parts of the search index are compressed already."""

SHORTLY = "max-age=600"
"""How long a file may be kept where `_headers` does not say: GitHub Pages' own answer."""


class _Pages(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many files, as anywhere
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = Path(self.translate_path(path))
        status = 200
        if file.is_dir():
            if not path.endswith("/"):
                self._answer(308, {"Location": f"{path}/"}, b"")
                return
            file /= "index.html"
        if not file.is_file():
            status, file = 404, Path(self.directory, "404.html")
        kind = self.guess_type(file.name)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        headers = {"Content-Type": kind + charset, "Cache-Control": SHORTLY}
        headers |= headers_for(Path(self.directory), path)
        data = file.read_bytes()
        if file.suffix in TEXT and "gzip" in self.headers.get("Accept-Encoding", ""):
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            data = compress_file(file)
        self._answer(status, headers, data)

    def _answer(self, status: int, headers: dict[str, str], data: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@cache
def compress_file(file: Path) -> bytes:
    """A file as it is sent."""
    return gzip.compress(file.read_bytes(), mtime=0)


@cache
def rules(folder: Path) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """The headers for each pattern of paths, in which `*` is anything and `:name` a part."""
    found: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in (folder / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            pattern = re.escape(line.strip()).replace(r"\*", ".*")
            pattern = re.sub(":[a-z]+", "[^/]+", pattern)
            found.append((re.compile(pattern), {}))
        elif line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            found[-1][1][name] = value
    return tuple(found)


def headers_for(folder: Path, path: str) -> dict[str, str]:
    """The headers that `_headers` asks for with one path; the later rule counts."""
    headers: dict[str, str] = {}
    for pattern, more in rules(folder):
        if pattern.fullmatch(path):
            headers |= more
    return headers


@contextmanager
def host_folder(folder: Path) -> Iterator[str]:
    """The address at which a folder is served while this lasts; it may be filled later."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(folder))) as listening:
        thread = Thread(target=listening.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_address[1]}/"
        finally:
            listening.shutdown()
            thread.join()
