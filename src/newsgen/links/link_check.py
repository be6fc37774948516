"""Whether anything answers at an address elsewhere: redirects, robots.txt, and what codes mean."""

import asyncio
import json
from collections.abc import Callable, Collection
from datetime import date
from itertools import groupby
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from newsgen.links.polite_client import (
    INVALID_ADDRESS,
    HttpAnswer,
    NoAnswer,
    PoliteClient,
    Politeness,
)
from newsgen.model.link_answer import LinkAnswer

ROBOT_NAME = "newsgen"
"""What robots.txt calls this program."""

_MAX_REDIRECTS = 10
_MAX_ROBOTS_BYTES = 500_000
"""What RFC 9309, 2.5, asks at least to be read."""

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT_REDIRECTS = frozenset((301, 308))
_WAYBACK = "https://archive.org/wayback/available?url={}&timestamp={:%Y%m%d}"

_SENTENCES = {
    401: "a password is asked for",
    402: "money is asked for",
    403: "programs are refused: open it in a browser",
    404: "there is nothing at this address (404)",
    410: "what was at this address was taken away for good (410)",
    429: "its host is asked too often: try again later",
    451: "it may not be shown for reasons of law (451)",
}
_DEAD_STATUSES = frozenset((404, 410))


class _Interrupted(Exception):
    """Somebody ended the command while a task ran."""


class LinkChecker:
    """Asks addresses, and for kept copies of them."""

    def __init__(self, client: PoliteClient) -> None:
        self._client = client
        self._robots: dict[str, RobotFileParser] = {}
        self._robots_locks: dict[str, asyncio.Lock] = {}

    async def check(self, address: str) -> LinkAnswer:
        """Return what becomes of an address. Raises nothing but what ends the program."""
        try:
            return await self._follow(address)
        except NoAnswer as failure:
            return LinkAnswer("dead" if failure.lasting else "unclear", str(failure))
        except ValueError:  # of urllib, as for a host with one bracket
            return LinkAnswer("dead", INVALID_ADDRESS)

    async def find_copy(self, address: str, day: date) -> str:
        """Return the address of a copy that the Wayback Machine keeps, near a day; or nothing."""
        url = _WAYBACK.format(quote(address, safe=""), day)
        try:
            answer = await self._client.ask("GET", url, max_bytes=100_000)
            closest = json.loads(answer.content)["archived_snapshots"]["closest"]
            copy, status = str(closest["url"]), str(closest["status"])
        except (NoAnswer, ValueError, LookupError, TypeError):
            return ""
        copy = "https:" + copy.partition(":")[2]
        is_usable = closest.get("available") is True and status.startswith("2")
        is_theirs = urlsplit(copy).hostname == "web.archive.org"
        return copy if is_usable and is_theirs else ""

    async def _follow(self, first: str) -> LinkAnswer:
        address, addresses, is_permanent = first, [first], True
        while True:
            await self._ask_robots(address)
            answer = await self._answer(address)
            if answer.status not in _REDIRECTS or not answer.location:
                break
            is_permanent = is_permanent and answer.status in _PERMANENT_REDIRECTS
            address = without_fragment(urljoin(address, answer.location))
            if addresses.count(address) > 1:  # once more may be for a cookie
                return LinkAnswer("dead", "its redirects lead in a circle")
            addresses.append(address)
            if len(addresses) > _MAX_REDIRECTS + 1:
                return LinkAnswer("dead", f"it leads on more than {_MAX_REDIRECTS} times")
        if not 200 <= answer.status < 300:
            return _refusal(answer.status, address if len(addresses) > 1 else "")
        if _is_front_page(address) and not _is_front_page(first):
            sentence = f"it leads to the front page {address}: what was meant may be gone"
            return LinkAnswer("unclear", sentence)
        if len(addresses) > 1 and is_permanent and address != first:
            return LinkAnswer("moved", f"now at {address}", address)
        return LinkAnswer("works")

    async def _answer(self, address: str) -> HttpAnswer:
        """Ask for the head alone; where that is no success, as any browser would."""
        answer = await self._client.ask("HEAD", address)
        if answer.status < 400 or answer.status in (429, 503):
            return answer
        return await self._client.ask("GET", address)

    async def _ask_robots(self, address: str) -> None:
        """Raise NoAnswer where robots.txt (RFC 9309) asks programs not to come."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https"):
            return  # the client says what is wrong with it
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._robots_locks.setdefault(origin, asyncio.Lock()):
            if origin not in self._robots:
                self._robots[origin] = await self._read_robots(origin)
                if delay := self._robots[origin].crawl_delay(ROBOT_NAME):
                    self._client.slow_down(address, float(delay))
        if not self._robots[origin].can_fetch(ROBOT_NAME, address):
            raise NoAnswer("its host asks programs to keep out (robots.txt)")

    async def _read_robots(self, origin: str) -> RobotFileParser:
        robots, address = RobotFileParser(), f"{origin}/robots.txt"
        answer = HttpAnswer(404)
        for _ in range(5):
            answer = await self._client.ask("GET", address, _MAX_ROBOTS_BYTES)
            if answer.status not in _REDIRECTS or not answer.location:
                break
            address = urljoin(address, answer.location)
        if answer.status >= 500:
            raise NoAnswer(f"its host failed ({answer.status})")
        text = answer.content.decode("utf-8-sig", "replace") if answer.status == 200 else ""
        robots.parse(text.splitlines())
        return robots


async def check_addresses(
    checker: LinkChecker,
    addresses: Collection[str],
    politeness: Politeness,
    report: Callable[[str, LinkAnswer], None],
) -> bool:
    """Check addresses: those of one host one after the other, of several hosts at once.

    Return whether all were checked: False if somebody ended it with Ctrl+C.

    Args:
        checker: Asks.
        addresses: Without fragments.
        politeness: Says how many hosts are asked at once.
        report: Gets each answer as it comes.
    """
    gate = asyncio.Semaphore(politeness.hosts)

    async def check_host(host_addresses: tuple[str, ...]) -> None:
        async with gate:
            try:
                for address in host_addresses:
                    report(address, await checker.check(address))
            except KeyboardInterrupt:  # in a task it would be told with all it has passed
                raise _Interrupted from None

    by_host = sorted(addresses, key=lambda address: (host_of(address), address))
    try:
        async with asyncio.TaskGroup() as tasks:
            for _, group in groupby(by_host, host_of):
                tasks.create_task(check_host(tuple(group)))
    except* _Interrupted:
        is_whole = False
    else:
        is_whole = True
    return is_whole


def without_fragment(address: str) -> str:
    """Return an address as hosts get it: what is behind # stays in the browser."""
    return address.partition("#")[0]


def host_of(address: str) -> str:
    """Return the host of an address, with its port; of what is no address, something as good."""
    return address.partition("//")[2].partition("/")[0].lower()


def _is_front_page(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _refusal(status: int, address: str) -> LinkAnswer:
    """Return what an answer without success means. address: where it leads to, if it does."""
    default = f"its host failed ({status})" if status >= 500 else f"its host answers {status}"
    sentence = _SENTENCES.get(status, default)
    if address:
        sentence = f"it leads to {address}, and there: {sentence}"
    return LinkAnswer("dead" if status in _DEAD_STATUSES else "unclear", sentence)
