"""What addresses elsewhere answer, told as readers would find it, and asked so that hosts agree."""

import asyncio
import json
import ssl
from collections.abc import Callable
from datetime import date

import httpx
import pytest

from newsgen.links.link_check import LinkChecker, check_addresses
from newsgen.links.polite_client import NoAnswer, PoliteClient, Politeness
from newsgen.links.wayback import find_copy
from newsgen.model.link_answer import LinkAnswer
from support.event_loops import run_apart

HURRIED = Politeness(hosts=4, pause=0, timeout=5, longest_wait=0.01)

Reply = httpx.Response | Exception
Server = Callable[[httpx.Request], Reply]


async def public(name: str, _: int) -> tuple[str, ...]:
    """Every name is that of a host of the Internet, but for some."""
    if name.startswith("unknown."):
        raise OSError(-2, "Name or service not known")
    if name.startswith("later."):
        raise OSError(-3, "Temporary failure in name resolution")
    addresses = {
        "intranet.example": ("10.0.0.7",),
        "router.example": ("93.184.216.34", "192.168.0.1"),
        "v6.example": ("::ffff:127.0.0.1",),
        "link.example": ("fe80::1%eth0",),
    }
    return addresses.get(name, (name if name[0].isdigit() else "93.184.216.34",))


class Recorder:
    """Stands for the network: what each address answers, and all that was asked."""

    def __init__(
        self, server: Server, politeness: Politeness = HURRIED, own_host: str = ""
    ) -> None:
        self.asked: list[str] = []
        self._server, self._politeness, self._own_host = server, politeness, own_host

    def _answer(self, request: httpx.Request) -> httpx.Response:
        assert request.headers["User-Agent"] == "newsgen/1 (checks links)"
        self.asked.append(f"{request.method} {request.url}")
        reply = self._server(request)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def client(self) -> PoliteClient:
        return PoliteClient(
            self._politeness,
            "newsgen/1 (checks links)",
            self._own_host,
            httpx.MockTransport(self._answer),
            public,
        )

    def check(self, *addresses: str) -> tuple[LinkAnswer, ...]:
        """The answers for addresses, asked one after the other."""

        async def run() -> tuple[LinkAnswer, ...]:
            async with self.client() as client:
                checker = LinkChecker(client)
                return tuple([await checker.check(address) for address in addresses])

        return run_apart(lambda: asyncio.run(run()))


def certificate_error() -> Exception:
    error = httpx.ConnectError("certificate verify failed")
    error.__cause__ = ssl.SSLCertVerificationError(1, "certificate has expired")
    error.__cause__.verify_message = "certificate has expired"
    return error


def refused_connection() -> Exception:
    error = httpx.ConnectError("all attempts failed")
    error.__context__ = ConnectionRefusedError(111, "refused")
    return error


def to(status: int, address: str) -> httpx.Response:
    return httpx.Response(status, headers={"Location": address})


REPLIES: dict[str, Reply] = {
    "/well": httpx.Response(200),
    "/gone": httpx.Response(404),
    "/taken-away": httpx.Response(410),
    "/broken": httpx.Response(500),
    "/members": httpx.Response(401),
    "/people-only": httpx.Response(403),
    "/teapot": httpx.Response(418),
    "/moved": to(301, "/well"),
    "/for-now": to(302, "/well"),
    "/both": to(308, "/for-now"),
    "/moved-gone": to(301, "/gone"),
    "/home": to(301, "https://news.example/"),
    "/": httpx.Response(200),
    "/circle": to(302, "/circle"),
    "/nowhere": httpx.Response(302),
    "/other": to(301, "https://unknown.example/x"),
    "/program": to(302, "mailto:desk@news.example"),
    "/inside": to(302, "http://intranet.example/admin"),
    "/lie": httpx.RemoteProtocolError("illegal header line"),
    "/slow": httpx.ReadTimeout("slow"),
}


def news(request: httpx.Request) -> Reply:
    if request.url.path.startswith("/steps/"):
        return to(301, f"/steps/{int(request.url.path.rpartition('/')[2]) + 1}")
    if request.url.path == "/head-refused":
        return httpx.Response(405 if request.method == "HEAD" else 200)
    if request.url.path == "/head-lies":
        return httpx.Response(404 if request.method == "HEAD" else 200)
    return REPLIES.get(request.url.path, httpx.Response(404))


@pytest.mark.parametrize(
    "path, state, sentence",
    [
        ("well", "works", ""),
        ("head-refused", "works", ""),
        ("head-lies", "works", ""),
        ("for-now", "works", ""),
        ("both", "works", ""),
        ("gone", "dead", "there is nothing at this address (404)"),
        ("taken-away", "dead", "what was at this address was taken away for good (410)"),
        ("broken", "unclear", "its host failed (500)"),
        ("members", "unclear", "a password is asked for"),
        ("people-only", "unclear", "programs are refused: open it in a browser"),
        ("teapot", "unclear", "its host answers 418"),
        ("moved", "moved", "now at https://news.example/well"),
        (
            "moved-gone",
            "dead",
            "it leads to https://news.example/gone, and there: "
            "there is nothing at this address (404)",
        ),
        (
            "home",
            "unclear",
            "it leads to the front page https://news.example/: what was meant may be gone",
        ),
        ("circle", "dead", "its redirects lead in a circle"),
        ("steps/1", "dead", "it leads on more than 10 times"),
        ("nowhere", "unclear", "its host answers 302"),
        ("other", "dead", "there is no host unknown.example"),
        ("program", "dead", "it leads on to what is no web page"),
        (
            "inside",
            "unclear",
            "intranet.example is a host of this machine or its own network: it is not asked",
        ),
        ("lie", "unclear", "its host answers what is no web page (illegal header line)"),
        ("slow", "unclear", "no answer in 5 seconds"),
    ],
)
def test_an_answer_is_told_as_a_reader_finds_it(path: str, state: str, sentence: str) -> None:
    (answer,) = Recorder(news).check(f"https://news.example/{path}")
    assert (answer.state, answer.sentence) == (state, sentence)
    assert answer.address == ("https://news.example/well" if state == "moved" else "")


@pytest.mark.parametrize(
    "address, state, sentence",
    [
        ("https://unknown.example/", "dead", "there is no host unknown.example"),
        ("https://later.example/", "unclear", "the name later.example cannot be looked up now"),
        ("ftp://news.example/a", "dead", "it begins with ftp:, which no web page does"),
        ("//news.example/a", "dead", "it begins with nothing:, which no web page does"),
        ("https://[news.example/", "dead", "it is no address that a browser can open"),
        *(
            (
                f"http://{host}/",
                "unclear",
                f"{host.strip('[]')} is a host of this machine or its own network: it is not asked",
            )
            for host in (
                *("intranet.example", "router.example", "v6.example", "link.example"),
                *("127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
            )
        ),
    ],
)
def test_what_is_no_host_of_the_internet_is_not_asked(
    address: str, state: str, sentence: str
) -> None:
    network = Recorder(news)
    (answer,) = network.check(address)
    assert (answer.state, answer.sentence) == (state, sentence)
    assert network.asked == []


def test_an_archive_of_an_own_network_may_ask_its_own_host() -> None:
    assert Recorder(news, own_host="intranet.example").check("http://intranet.example/well") == (
        LinkAnswer("works"),
    )


@pytest.mark.parametrize(
    "error, state, sentence",
    [
        (
            certificate_error(),
            "dead",
            "browsers warn of its certificate: certificate has expired",
        ),
        (refused_connection(), "dead", "its host takes no connections"),
        (httpx.ConnectError("network is unreachable"), "unclear", "no connection to its host"),
    ],
)
def test_a_host_that_takes_no_connection_is_asked_once(
    error: Exception, state: str, sentence: str
) -> None:
    network = Recorder(lambda _: error)
    answers = network.check("https://news.example/a", "https://news.example/b")
    assert [(each.state, each.sentence) for each in answers] == [(state, sentence)] * 2
    assert len(network.asked) == 1


def test_a_host_that_twice_gives_no_answer_is_left_alone() -> None:
    network = Recorder(lambda _: httpx.ConnectTimeout("slow"))
    network.check(*(f"https://news.example/{number}" for number in range(5)))
    assert len(network.asked) == 2


# --- Politeness -----------------------------------------------------------------------------------


def test_robots_txt_is_asked_first_and_heeded() -> None:
    def server(request: httpx.Request) -> Reply:
        if request.url.path == "/robots.txt":
            return httpx.Response(200, text="User-agent: *\nDisallow: /private/\n")
        return httpx.Response(200)

    network = Recorder(server)
    answers = network.check("https://news.example/a", "https://news.example/private/b")
    assert answers == (
        LinkAnswer("works"),
        LinkAnswer("unclear", "its host asks programs to keep out (robots.txt)"),
    )
    assert network.asked == [
        "GET https://news.example/robots.txt",
        "HEAD https://news.example/a",
    ]


@pytest.mark.parametrize("status, count", [(403, 2), (404, 2), (500, 1), (503, 1)])
def test_without_robots_txt_all_may_be_asked_but_not_while_its_host_fails(
    status: int, count: int
) -> None:
    def server(request: httpx.Request) -> Reply:
        return httpx.Response(status if request.url.path == "/robots.txt" else 200)

    network = Recorder(server)
    (answer,) = network.check("https://news.example/a")
    assert len(network.asked) == count
    assert answer.state == ("works" if count == 2 else "unclear")


@pytest.mark.parametrize(
    "headers, count, sentence",
    [
        ({"Retry-After": "0"}, 3, "its host is asked too often: try again later"),
        ({"Retry-After": "7200"}, 1, "its host asks for 2 hours of rest"),
        (
            {
                "Retry-After": "Wed, 14 Sep 2022 12:00:00 GMT",
                "Date": "Wed, 14 Sep 2022 11:00:00 GMT",
            },
            1,
            "its host asks for 1 hour of rest",
        ),
    ],
)
def test_a_host_that_asks_for_time_gets_it_or_is_left_alone(
    headers: dict[str, str], count: int, sentence: str
) -> None:
    def server(request: httpx.Request) -> Reply:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(429, headers=headers)

    network = Recorder(server)
    (answer,) = network.check("https://news.example/a")
    assert answer == LinkAnswer("unclear", sentence)
    assert len(network.asked) == 1 + count


def test_hosts_are_asked_side_by_side_and_one_host_once_at_a_time() -> None:
    running: dict[str, int] = {}
    most: dict[str, int] = {"all": 0}

    class SlowTransport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            host = request.url.host
            running[host] = running.get(host, 0) + 1
            most[host] = max(most.get(host, 0), running[host])
            most["all"] = max(most["all"], sum(running.values()))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            running[host] -= 1
            return httpx.Response(404 if request.url.path == "/robots.txt" else 200)

    answers: dict[str, LinkAnswer] = {}
    addresses = [f"https://{host}.example/{n}" for host in "abcdef" for n in range(3)]

    async def run() -> None:
        client = PoliteClient(HURRIED, "newsgen/1", "", SlowTransport(), public)
        async with client:
            await check_addresses(LinkChecker(client), addresses, HURRIED, answers.__setitem__)

    run_apart(lambda: asyncio.run(run()))
    assert answers.keys() == set(addresses)
    assert most.pop("all") == HURRIED.hosts
    assert set(most.values()) == {1}


def test_a_pause_between_two_requests_grows_with_what_robots_txt_asks() -> None:
    waits: list[float] = []

    async def run() -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path == "/robots.txt":
                return httpx.Response(200, text="User-agent: newsgen\nCrawl-delay: 7\n")
            return httpx.Response(200)

        patient = Politeness(pause=2, longest_wait=60)
        client = PoliteClient(patient, "n", "", httpx.MockTransport(answer), public)
        async with client:
            checker = LinkChecker(client)
            await checker.check("https://news.example/a")
            await checker.check("https://news.example/b")

    real_sleep = asyncio.sleep

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await real_sleep(0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("asyncio.sleep", sleep)
        run_apart(lambda: asyncio.run(run()))
    assert [round(seconds) for seconds in waits] == [0, 2, 7]


# --- Kept copies ----------------------------------------------------------------------------------


def nearest_copy(content: object) -> str:
    """The copy that is found where the Wayback Machine answers so."""

    def server(request: httpx.Request) -> Reply:
        assert str(request.url) == (
            "https://archive.org/wayback/available"
            "?url=https%3A%2F%2Fnews.example%2Fa%3Fb%3D1&timestamp=20220914"
        )
        text = content if isinstance(content, str) else json.dumps(content)
        return httpx.Response(200, text=text)

    async def run() -> str:
        async with Recorder(server).client() as client:
            return await find_copy(client, "https://news.example/a?b=1", date(2022, 9, 14))

    return run_apart(lambda: asyncio.run(run()))


@pytest.mark.parametrize(
    "content, copy",
    [
        (
            {
                "archived_snapshots": {
                    "closest": {
                        "available": True,
                        "status": "200",
                        "url": "http://web.archive.org/web/20220914/http://news.example/a",
                    }
                }
            },
            "https://web.archive.org/web/20220914/http://news.example/a",
        ),
        ({"archived_snapshots": {}}, ""),
        (
            {
                "archived_snapshots": {
                    "closest": {
                        "available": True,
                        "status": "404",
                        "url": "http://web.archive.org/web/20220914/http://news.example/a",
                    }
                }
            },
            "",
        ),
        (
            {
                "archived_snapshots": {
                    "closest": {
                        "available": True,
                        "status": "200",
                        "url": "https://elsewhere.example/a",
                    }
                }
            },
            "",
        ),
    ],
)
def test_the_wayback_machine_is_asked_for_a_copy_of_that_day(content: object, copy: str) -> None:
    assert nearest_copy(content) == copy


@pytest.mark.parametrize("content", [[], "<html>", "", {"archived_snapshots": 1}])
def test_an_answer_that_says_nothing_is_not_taken_for_no_copy(content: object) -> None:
    with pytest.raises(NoAnswer, match="the Wayback Machine answers 200"):
        nearest_copy(content)
