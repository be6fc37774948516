"""What robots.txt says is heeded as far as it can be read."""

import asyncio

import httpx
import pytest

from newsgen.links.polite_client import NoAnswer, PoliteClient, Politeness
from newsgen.links.robots import Robots
from support.event_loops import run_apart

HURRIED = Politeness(pause=0, timeout=5, longest_wait=0.01)


async def public(*_: object) -> tuple[str, ...]:
    return ("93.184.216.34",)


def is_welcome(text: str, address: str, location: str = "") -> bool:
    """Whether a host with this robots.txt lets an address be asked for."""

    def answer(_: httpx.Request) -> httpx.Response:
        headers = {"Location": location} if location else {}
        return httpx.Response(302 if location else 200, text=text, headers=headers)

    async def run() -> None:
        async with PoliteClient(HURRIED, "n", "", httpx.MockTransport(answer), public) as client:
            await Robots(client).require_consent(address)

    try:
        run_apart(lambda: asyncio.run(run()))
    except NoAnswer:
        return False
    return True


@pytest.mark.parametrize("odd", ["Disallow: //[", "Allow: http://[x", "Disallow: //%5B]/"])
def test_a_line_that_cannot_be_read_is_passed_over(odd: str) -> None:
    text = f"User-agent: *\n{odd}\nDisallow: /private\n"
    assert not is_welcome(text, "https://news.example/private/a")
    assert is_welcome(text, "https://news.example/open")


def test_rules_that_lead_nowhere_forbid_nothing() -> None:
    assert is_welcome("", "https://news.example/open", "http://[")


def test_an_address_that_cannot_be_read_is_not_asked_for() -> None:
    assert not is_welcome("User-agent: *\nDisallow: /private", "https://[news.example/")
