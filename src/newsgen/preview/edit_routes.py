"""The desk of a preview: where its pages lead to forms, and forms to the files of the archive.

Only pages of the preview itself may ask: each request needs a token that is made anew for every
preview and stands in its pages alone, and a browser that says the request comes from another site
is refused.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from html import escape
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from newsgen.model.command_error import CommandError

EDIT_PREFIX = "/.newsgen/edit/"
_MAX_BODY = 20_000_000
"""Bytes of a text that somebody pastes."""

_POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="stylesheet" href="/.newsgen/edit.css">
<main id="{name}"><h1>{title}</h1><noscript>This form needs JavaScript.</noscript></main>
<script src="/.newsgen/edit.js" data-token="{token}"></script>
"""


class Desk(Protocol):
    """What the forms of a preview do; each raises CommandError with a sentence for the editor."""

    def source_of(self, address: str) -> dict[str, Any]:
        """Return the file behind an address, and how an editor program opens it; {} if none is."""

    def read_form(self, path: str) -> dict[str, Any]:
        """Return the keys of a file with their values and what may stand there."""

    def save_form(self, path: str, digest: str, values: dict[str, Any]) -> dict[str, Any]:
        """Write changed values into the file, unless it is another by now, or they are wrong."""

    def import_text(self, text: str, options: dict[str, str]) -> dict[str, Any]:
        """Make an article of a text that was pasted, or say what is missing."""


def edit_routes(desk: Desk, token: str) -> list[Route]:
    """Return the routes of the desk.

    Args:
        token: What a request has to know.
    """

    def answer(function: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
        async def handle(request: Request) -> Response:
            if not _is_allowed(request, token):
                return _error(403, "Load the page of the preview again: this one is not its own.")
            values = await _values(request)
            if values is None:
                return _error(400, "The request cannot be read.")
            try:
                result = await asyncio.to_thread(function, values)
            except CommandError as error:
                return _error(409, str(error))
            except (KeyError, TypeError):
                return _error(400, "The request lacks a value.")
            return JSONResponse(result, headers=_POLICY)

        return handle

    def page(name: str, title: str) -> Callable[[Request], Awaitable[Response]]:
        async def show(_request: Request) -> Response:
            text = _PAGE.format(title=title, name=name, token=escape(token))
            return HTMLResponse(text, headers=_POLICY)

        return show

    return [
        Route(f"{EDIT_PREFIX}article", page("article", "Front matter")),
        Route(f"{EDIT_PREFIX}new", page("new", "New article")),
        Route(f"{EDIT_PREFIX}source", answer(lambda values: desk.source_of(values["address"]))),
        Route(f"{EDIT_PREFIX}form", answer(lambda values: desk.read_form(values["path"]))),
        Route(
            f"{EDIT_PREFIX}save",
            answer(lambda each: desk.save_form(each["path"], each["digest"], each["values"])),
            methods=["POST"],
        ),
        Route(
            f"{EDIT_PREFIX}import",
            answer(lambda each: desk.import_text(each["text"], each["options"])),
            methods=["POST"],
        ),
    ]


def _is_allowed(request: Request, token: str) -> bool:
    """Return whether a request comes from a page of this preview."""
    headers = request.headers
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin")
    if origin and origin != f"{request.url.scheme}://{headers.get('host', '')}":
        return False
    return headers.get("x-newsgen-token", "") == token


async def _values(request: Request) -> dict[str, Any] | None:
    """Return what a request says: the query, or an object of JSON."""
    if request.method == "GET":
        return dict(request.query_params)
    if int(request.headers.get("content-length") or _MAX_BODY + 1) > _MAX_BODY:
        return None
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        value = json.loads(await request.body())
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _error(status: int, message: str) -> Response:
    return JSONResponse({"message": message}, status, headers=_POLICY)
