"""The server of a preview: serves files as they are, and pages with a script.

A page that is not there, and every page while nothing could be built yet, is one of ours. By
default it answers this machine alone, under its own names: otherwise a page from elsewhere, whose
name leads here, could read drafts.
"""

import asyncio
import errno
import json
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from html import escape
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

from newsgen.content.markdown.convert import convert_markdown
from newsgen.model.address_rules import RESERVED_PREFIX
from newsgen.model.problem import Location
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.preview.edit_routes import Desk, edit_routes
from newsgen.preview.host_headers import host_headers
from newsgen.preview.live_reload import LiveReload
from newsgen.runtime.system import random_token
from newsgen.runtime.theme import read_problem_section

HOST = "127.0.0.1"
"""The address of this machine that no other reaches: a preview may hold drafts."""

_ALL_ADDRESSES = {"0.0.0.0": HOST, "::": "::1"}
"""What stands for all addresses of a machine, with the one at which it reaches itself."""

_SCRIPT_PREFIX = "/.newsgen/"
"""Where the script is; no address of an archive begins like this."""

_MAX_CONNECTIONS = 96
"""How many connections are open at once: a process may have 256 files open at worst."""

_MAX_NEW_CONNECTIONS = 32
"""How many are taken before the first of them is counted."""

_VERSION = re.compile("[0-9]{1,40}")
_NO_CACHE = {"Cache-Control": "no-cache"}

_NOT_FOUND_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Nothing here yet</title>
<h1>Nothing here yet</h1>
<p>There is no such page in the preview.</p>
"""

_EXPLANATION_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{code}</title>
<link rel="stylesheet" href="{prefix}explanation.css">
{body}
"""


class PortTaken(Exception):
    """Another program listens on the port, or none may; the message says which."""


class UnknownHost(Exception):
    """This machine does not have the address to listen at; the message says which."""


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches an address."""
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


@contextmanager
def run_server(
    folder: Path,
    live_reload: LiveReload,
    port: int,
    host: str = HOST,
    desk: Desk | None = None,
) -> Iterator[str]:
    """Serve a folder, which need not exist yet, in a thread, and give its address.

    Raises PortTaken and UnknownHost.

    Args:
        port: 0 for any free one.
        host: The address of this machine to listen at; `0.0.0.0` for all.
        desk: What the forms of its pages do; None if they have no forms.
    """
    try:
        family, *_, bind_address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.create_server(bind_address[:2], family=family)
    except OSError as error:
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            raise UnknownHost(f"this machine does not have the address {host}") from error
        raise PortTaken(f"cannot listen on port {port}: {error.strerror}") from error
    with bound:
        # "[" is what the middleware makes of an IPv6 address. Under which names other machines know
        # this one, nobody here can tell.
        names = [HOST, "localhost", "["] if is_loopback(host) else ["*"]
        settings = uvicorn.Config(
            _application(folder, live_reload, names, desk),
            http=_Connection,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            backlog=_MAX_NEW_CONNECTIONS,
            timeout_graceful_shutdown=0,
        )
        server = uvicorn.Server(settings)
        thread = Thread(target=lambda: asyncio.run(server.serve([bound])), daemon=True)
        thread.start()
        try:
            reached = _ALL_ADDRESSES.get(host, host)
            shown = f"[{reached}]" if ":" in reached else reached
            yield f"http://{shown}:{bound.getsockname()[1]}/"
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


class _Connection(H11Protocol):
    """A connection to a browser; beyond so many, a new one ends the oldest.

    A tab whose connection ends opens another when it needs one. A request that is begun and never
    ended would keep its connection for ever.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.begin = self.loop.time()
        if len(self.connections) > _MAX_CONNECTIONS:
            oldest = min(self.connections, key=lambda each: getattr(each, "begin", self.begin))
            self.connections.discard(oldest)
            oldest.transport.abort()


def _application(
    folder: Path, live_reload: LiveReload, host_names: list[str], desk: Desk | None
) -> Starlette:
    token = random_token() if desk else ""

    async def events(request: Request) -> Response:
        page, seen = request.query_params.get("page", "/"), request.query_params.get("seen", "0")
        if not _VERSION.fullmatch(seen):
            raise HTTPException(400)
        return StreamingResponse(
            _events(live_reload, page, int(seen)), headers=_NO_CACHE, media_type="text/event-stream"
        )

    own = [
        Route(f"{_SCRIPT_PREFIX}events", events),
        Route(f"{_SCRIPT_PREFIX}explain/{{code}}", _explanation),
        *(edit_routes(desk, token) if desk else ()),
        Mount(_SCRIPT_PREFIX, StaticFiles(directory=Path(__file__).parent / "window")),
        Mount("/", _PreviewFiles(folder, live_reload, token)),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=host_names)
    return Starlette(routes=own, middleware=[hosts])


async def _explanation(request: Request) -> Response:
    """Return a page with what `newsgen explain` says of a problem code."""
    code = request.path_params["code"]
    if code not in PROBLEM_CODES:
        raise HTTPException(404)
    body = convert_markdown(read_problem_section(code), Location("problems.md")).html
    return HTMLResponse(_EXPLANATION_PAGE.format(code=code, prefix=_SCRIPT_PREFIX, body=body))


async def _events(live_reload: LiveReload, page: str, version: int) -> AsyncIterator[str]:
    """Yield the state of a page as server-sent events: now, and after each update."""
    while True:
        current = live_reload.version
        event = {
            "stale": live_reload.is_stale(page, version),
            "message": live_reload.message,
            "problems": [
                {
                    "code": problem.code,
                    "place": str(problem.location),
                    "message": problem.message,
                    "hint": problem.hint,
                }
                for problem in live_reload.problems
                if problem.severity == "error"
            ],
        }
        yield f"data: {json.dumps(event)}\n\n"
        await live_reload.wait_for_update(current)


class _PreviewFiles(StaticFiles):
    """The files of a folder, which need not exist yet."""

    def __init__(self, folder: Path, live_reload: LiveReload, token: str) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._token = token
        self.config_checked = True
        self._folder = folder
        self._live_reload = live_reload

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, or a page with the script."""
        version = self._live_reload.version
        if path.startswith(RESERVED_PREFIX):  # newsgen's own records
            raise HTTPException(404)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            response = self._page(_NOT_FOUND_PAGE, scope, version, 404)
        if isinstance(response, FileResponse) and str(response.path).endswith(".html"):
            with suppress(UnicodeDecodeError):  # an attached page of somebody else's goes as it is
                try:
                    text = Path(response.path).read_text("utf-8")
                except OSError:  # deleted in the meantime
                    text = _NOT_FOUND_PAGE
                response = self._page(text, scope, version, response.status_code)
        response.headers.update(self._headers(scope["path"]) | _NO_CACHE)
        return response

    def is_not_modified(self, response_headers: Headers, request_headers: Headers) -> bool:
        """Whether a browser may show what it has; of a page it needs that with today's script."""
        page = response_headers["content-type"].startswith("text/html")
        return not page and super().is_not_modified(response_headers, request_headers)

    def _page(self, text: str, scope: Scope, version: int, status: int) -> Response:
        about = f'data-page="{escape(scope["path"])}" data-seen="{version}"'
        scripts = f'<script src="{_SCRIPT_PREFIX}window.js" {about}></script>\n'
        if self._token:
            about += f' data-token="{escape(self._token)}"'
            scripts += f'<script src="{_SCRIPT_PREFIX}desk.js" {about}></script>\n'
        return HTMLResponse(text + scripts, status)

    def _headers(self, path: str) -> dict[str, str]:
        """Return what the archive's `_headers` have a host say with a file."""
        try:
            text = (self._folder / "_headers").read_text("utf-8")
        except (OSError, ValueError):  # not there, or not UTF-8
            return {}
        return host_headers(text, path)
