"""Fetches pictures from their hosts, as politely as links are checked."""

import asyncio
from collections.abc import Callable, Iterable
from itertools import groupby
from urllib.parse import urljoin

from newsgen.links.address_requests import host_of
from newsgen.links.polite_client import REDIRECTS, NoAnswer, PoliteClient

_MAX_BYTES = 30_000_000
_MAX_REDIRECTS = 5
_MARKS = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n",
    b"GIF8",
    b"RIFF",
    b"\0\0\0\x1cftypavif",
    b"\0\0\0 ftypavif",
)
"""How pictures that browsers show begin. SVG is left out: it may hold a program."""


async def fetch_pictures(
    client: PoliteClient, addresses: Iterable[str], report: Callable[[], None]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the pictures at addresses, and why others could not be fetched.

    Args:
        client: Open; it pauses between two requests to a host.
        report: Is called after each address.
    """
    pictures: dict[str, bytes] = {}
    reasons: dict[str, str] = {}

    async def fetch_all(group: tuple[str, ...]) -> None:
        for address in group:
            try:
                pictures[address] = await _fetch(client, address)
            except NoAnswer as error:
                reasons[address] = str(error)
            report()

    by_host = groupby(sorted(addresses, key=host_of), host_of)
    async with asyncio.TaskGroup() as tasks:
        for _, group in by_host:
            tasks.create_task(fetch_all(tuple(group)))
    return pictures, reasons


async def _fetch(client: PoliteClient, address: str) -> bytes:
    for _ in range(_MAX_REDIRECTS + 1):
        answer = await client.ask("GET", address, _MAX_BYTES + 1)
        if answer.status not in REDIRECTS or not answer.location:
            break
        address = urljoin(address, answer.location)
    if answer.status != 200:
        raise NoAnswer(f"its host answers {answer.status}")
    if len(answer.content) > _MAX_BYTES:
        raise NoAnswer(f"it has more than {_MAX_BYTES // 1_000_000} MB")
    if not answer.content.startswith(_MARKS):
        raise NoAnswer("it is no picture that browsers show everywhere")
    return answer.content
