"""What hosts ask of programs: robots.txt (RFC 9309), read once a host."""

import asyncio
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from newsgen.links.polite_client import (
    INVALID_ADDRESS,
    REDIRECTS,
    HttpAnswer,
    NoAnswer,
    PoliteClient,
)

ROBOT_NAME = "newsgen"
"""What robots.txt calls this program."""

_MAX_BYTES = 500_000
"""What RFC 9309, 2.5, asks at least to be read."""

_MAX_REDIRECTS = 5


class Robots:
    """Asks for the robots.txt of each host before anything else of it is asked."""

    def __init__(self, client: PoliteClient) -> None:
        self._client = client
        self._rules: dict[str, RobotFileParser] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def require_consent(self, address: str) -> None:
        """Raise NoAnswer where robots.txt asks programs not to come, or the address is none."""
        try:
            is_welcome = await self._is_welcome(address)
        except ValueError:
            raise NoAnswer(INVALID_ADDRESS, lasting=True) from None
        if not is_welcome:
            raise NoAnswer("its host asks programs to keep out (robots.txt)")

    async def _is_welcome(self, address: str) -> bool:
        """Return whether programs may ask for an address. Raises NoAnswer and ValueError."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https"):
            return True  # the client says what is wrong with it
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._locks.setdefault(origin, asyncio.Lock()):
            if origin not in self._rules:
                self._rules[origin] = await self._read(origin)
                if delay := self._rules[origin].crawl_delay(ROBOT_NAME):
                    self._client.slow_down(address, float(delay))
        return self._rules[origin].can_fetch(ROBOT_NAME, address)

    async def _read(self, origin: str) -> RobotFileParser:
        rules, address = RobotFileParser(), f"{origin}/robots.txt"
        answer = HttpAnswer(404)
        for _ in range(_MAX_REDIRECTS):
            answer = await self._client.ask("GET", address, _MAX_BYTES)
            if answer.status not in REDIRECTS or not answer.location:
                break
            try:
                address = urljoin(address, answer.location)
            except ValueError:
                break
        if answer.status >= 500:
            raise NoAnswer(f"its host failed ({answer.status})")
        text = answer.content.decode("utf-8-sig", "replace") if answer.status == 200 else ""
        rules.parse(filter(_is_readable, text.splitlines()))
        return rules


def _is_readable(line: str) -> bool:
    """Return whether a line can be read; one that cannot is passed over (RFC 9309, 2.2)."""
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True
