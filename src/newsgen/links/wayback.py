"""The Wayback Machine of the Internet Archive: copies that it keeps, and new ones."""

import json
from datetime import date
from urllib.parse import quote, urlsplit

from newsgen.links.polite_client import HttpAnswer, NoAnswer, PoliteClient

_NEAREST = "https://archive.org/wayback/available?url={}&timestamp={:%Y%m%d}"
_SAVE = "https://web.archive.org/save/{}"
_HOST = "web.archive.org"


async def find_copy(client: PoliteClient, address: str, day: date) -> str:
    """Return the address of a copy that the Wayback Machine keeps, near a day; or nothing.

    Raises NoAnswer if it does not say.
    """
    url = _NEAREST.format(quote(address, safe=""), day)
    answer = await client.ask("GET", url, max_bytes=100_000)
    try:
        closest = json.loads(answer.content)["archived_snapshots"].get("closest")
    except (ValueError, LookupError, TypeError, AttributeError):
        raise NoAnswer(f"the Wayback Machine answers {answer.status}") from None
    try:
        copy, status = str(closest["url"]), str(closest["status"])
    except (LookupError, TypeError):
        return ""
    is_usable = closest.get("available") is True and status.startswith("2")
    return _own_address(copy) if is_usable else ""


async def save_copy(client: PoliteClient, address: str) -> str:
    """Ask the Wayback Machine to save a page; return the address of its copy. Raises NoAnswer."""
    answer = await client.ask("GET", _SAVE.format(address))
    copy = _own_address(answer.location or _saved_address(answer))
    if "/web/" in copy:
        return copy
    raise NoAnswer(f"the Wayback Machine has not saved it (it answers {answer.status})")


def _saved_address(answer: HttpAnswer) -> str:
    """Return where an answer without redirect says that its content is kept."""
    place = answer.header("Content-Location")
    return f"https://{_HOST}{place}" if place.startswith("/web/") else ""


def _own_address(url: str) -> str:
    """Return an address of the Wayback Machine with https; nothing for one of another host."""
    copy = "https:" + url.partition(":")[2]
    try:
        return copy if urlsplit(copy).hostname == _HOST else ""
    except ValueError:
        return ""
