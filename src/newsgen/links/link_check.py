"""Whether anything answers at an address elsewhere: redirects, robots.txt, and what codes mean."""

from collections.abc import Callable, Collection
from urllib.parse import urljoin, urlsplit

from newsgen.links.address_requests import for_each_address
from newsgen.links.polite_client import (
    INVALID_ADDRESS,
    REDIRECTS,
    HttpAnswer,
    NoAnswer,
    PoliteClient,
    Politeness,
)
from newsgen.links.robots import Robots
from newsgen.model.link_answer import LinkAnswer

MAX_REDIRECTS = 10

_PERMANENT_REDIRECTS = frozenset((301, 308))

_SENTENCES = {
    401: "a password is asked for",
    402: "money is asked for",
    403: "programs are refused: open it in a browser",
    404: "there is nothing at this address (404)",
    410: "what was at this address was taken away for good (410)",
    429: "its host is asked too often: try again later",
    451: "it may not be shown for reasons of law (451)",
}
DEAD_STATUSES = frozenset((404, 410))
"""The codes of answers that say that nothing is there."""


class LinkChecker:
    """Asks addresses."""

    def __init__(self, client: PoliteClient) -> None:
        self._client = client
        self._robots = Robots(client)

    async def check(self, address: str) -> LinkAnswer:
        """Return what becomes of an address. Raises nothing but what ends the program."""
        try:
            return await self._follow(address)
        except NoAnswer as failure:
            return LinkAnswer("dead" if failure.lasting else "unclear", str(failure))
        except ValueError:  # of urllib, as for a host with one bracket
            return LinkAnswer("dead", INVALID_ADDRESS)

    async def _follow(self, first: str) -> LinkAnswer:
        address, addresses, is_permanent = first, [first], True
        while True:
            await self._robots.require_consent(address)
            answer = await self._answer(address)
            if answer.status not in REDIRECTS or not answer.location:
                break
            is_permanent = is_permanent and answer.status in _PERMANENT_REDIRECTS
            address = without_fragment(urljoin(address, answer.location))
            if addresses.count(address) > 1:  # once more may be for a cookie
                return LinkAnswer("dead", "its redirects lead in a circle")
            addresses.append(address)
            if len(addresses) > MAX_REDIRECTS + 1:
                return LinkAnswer("dead", f"it leads on more than {MAX_REDIRECTS} times")
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


async def check_addresses(
    checker: LinkChecker,
    addresses: Collection[str],
    politeness: Politeness,
    report: Callable[[str, LinkAnswer], None],
) -> bool:
    """Check addresses; return whether all were: False if somebody ended it with Ctrl+C.

    Args:
        checker: Asks.
        addresses: Without fragments.
        politeness: Says how many hosts are asked at once.
        report: Gets each answer as it comes.
    """

    async def check(address: str) -> None:
        report(address, await checker.check(address))

    return await for_each_address(addresses, politeness.hosts, check)


def without_fragment(address: str) -> str:
    """Return an address as hosts get it: what is behind # stays in the browser."""
    return address.partition("#")[0]


def _is_front_page(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def status_sentence(status: int) -> str:
    """Return what an answer without success means."""
    default = f"its host failed ({status})" if status >= 500 else f"its host answers {status}"
    return _SENTENCES.get(status, default)


def _refusal(status: int, address: str) -> LinkAnswer:
    """Return what an answer without success means. address: where it leads to, if it does."""
    sentence = status_sentence(status)
    if address:
        sentence = f"it leads to {address}, and there: {sentence}"
    return LinkAnswer("dead" if status in DEAD_STATUSES else "unclear", sentence)
