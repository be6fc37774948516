"""Requests to hosts of others, made so that they do not mind: the one place that knows httpx.

One request at a time a host, with a pause between two; a host that asks for more time gets it, up
to a limit; one that does not answer is left alone. A body is read only where it is asked for.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterator
from email.utils import parsedate_to_datetime
from ipaddress import ip_address

import httpx

from newsgen.model.value import Value

AddressLookup = Callable[[str, int], Awaitable[tuple[str, ...]]]
"""Gives the IP addresses of a host, of its name and port. Raises OSError."""

_TEMPORARY_FAILURE = -3
"""EAI_AGAIN of getaddrinfo: nobody could be asked, so that the name may well exist."""

_MAX_TIMEOUTS = 2

INVALID_ADDRESS = "it is no address that a browser can open"
_INVALID_REDIRECT = "Invalid URL in location header"
"""How httpx begins to tell of a redirect to what is no address of the web."""


class Politeness(Value, frozen=True):
    """How hosts are treated; all times are seconds.

    Attributes:
        hosts: How many are asked at once.
        pause: Between two requests to one host.
        timeout: For each step of an answer; three times that for all of it.
        longest_wait: That a host may ask for. Who asks for more is left alone.
    """

    hosts: int = 8
    pause: float = 1.0
    timeout: float = 20.0
    longest_wait: float = 60.0


REDIRECTS = frozenset((301, 302, 303, 307, 308))
"""The codes of answers that lead on to another address."""


class HttpAnswer(Value, frozen=True):
    """An answer of a host.

    Attributes:
        location: Where it sends on to.
        content: Unpacked; empty unless asked for.
        headers: Pairs of a name and its value, in their order.
        is_whole: Whether the content is all there is.
    """

    status: int
    location: str = ""
    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    is_whole: bool = True

    def header(self, name: str) -> str:
        """Return the value of the first header of a name, in any case; empty if there is none."""
        values = (value for key, value in self.headers if key.lower() == name.lower())
        return next(values, "")


class NoAnswer(Exception):
    """A host gave no answer of use, for the reason in its text. lasting: it is not to be soon."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


class _Host:
    def __init__(self, pause: float) -> None:
        self.lock = asyncio.Lock()
        self.pause = pause
        self.free_at = 0.0
        self.timeouts = 0
        self.failure: NoAnswer | None = None


class PoliteClient:
    """Asks hosts. Use it as an asynchronous context manager."""

    def __init__(
        self,
        politeness: Politeness,
        user_agent: str,
        own_host: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
        lookup: AddressLookup | None = None,
    ) -> None:
        """Make a client.

        Args:
            politeness: How to treat hosts.
            user_agent: By what name to ask.
            own_host: The host of the archive itself, which may be in one's own network.
            transport: Stands for the network.
            lookup: Stands for the register of names.
        """
        self._politeness, self._own_host = politeness, own_host.lower()
        self._lookup = lookup or _look_up
        self._hosts: dict[str, _Host] = {}
        self.has_contact = False
        """Whether any server has answered."""
        self._client = httpx.AsyncClient(
            headers={"User-Agent": user_agent, "Accept": "*/*"},
            timeout=politeness.timeout,
            follow_redirects=False,
            transport=transport,
        )

    async def __aenter__(self) -> "PoliteClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    def slow_down(self, address: str, pause: float) -> None:
        """Pause longer between requests to a host, as it has asked for."""
        host = self._host(httpx.URL(address))
        host.pause = max(host.pause, min(pause, self._politeness.longest_wait))

    async def ask(self, method: str, address: str, max_bytes: int = 0) -> HttpAnswer:
        """Return the answer of a host; wait where it asks for that. Raises NoAnswer.

        max_bytes: how much of the content to read.
        """
        try:
            url = httpx.URL(address)
            has_host = bool(url.host)
        except (httpx.InvalidURL, UnicodeError, ValueError):
            raise NoAnswer(INVALID_ADDRESS, lasting=True) from None
        if url.scheme not in ("http", "https") or not has_host:
            reason = f"it begins with {url.scheme or 'nothing'}:, which no web page does"
            raise NoAnswer(reason, lasting=True)
        host = self._host(url)
        for delay in (10.0, 20.0, None):
            async with host.lock:
                if host.failure:
                    raise host.failure
                answer, wait = await self._ask_once(host, method, url, max_bytes)
                if answer.status not in (429, 503):
                    return answer
                if wait is None and answer.status == 429:
                    wait = delay
                if wait is None or delay is None:
                    return answer
                if wait > self._politeness.longest_wait:
                    host.failure = NoAnswer(f"its host asks for {_duration(wait)} of rest")
                    raise host.failure
                host.free_at = asyncio.get_running_loop().time() + wait
        raise AssertionError  # the last delay is None

    def _host(self, url: httpx.URL) -> _Host:
        return self._hosts.setdefault(url.netloc.decode(), _Host(self._politeness.pause))

    async def _ask_once(
        self, host: _Host, method: str, url: httpx.URL, max_bytes: int
    ) -> tuple[HttpAnswer, float | None]:
        """Return an answer, and how long the host asks to wait for the next, if it does."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, host.free_at - loop.time()))
        try:
            async with asyncio.timeout(3 * self._politeness.timeout):
                await self._refuse_own_network(url)
                async with self._client.stream(method, url) as response:
                    self.has_contact = True
                    content, is_whole = await _read(response, max_bytes)
                    location = response.headers.get("Location", "")
        except (TimeoutError, httpx.TimeoutException):
            host.timeouts += 1
            failure = NoAnswer(f"no answer in {_duration(self._politeness.timeout)}")
            if host.timeouts >= _MAX_TIMEOUTS:
                host.failure = failure
            raise failure from None
        except NoAnswer as failure:
            host.failure = failure
            raise
        except httpx.ConnectError as error:
            host.failure = _connection_failure(error)
            raise host.failure from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            if isinstance(error, httpx.InvalidURL) or str(error).startswith(_INVALID_REDIRECT):
                raise NoAnswer("it leads on to what is no web page", lasting=True) from None
            raise NoAnswer(f"its host answers what is no web page ({error})") from None
        finally:
            host.free_at = loop.time() + host.pause
        host.timeouts = 0
        headers = response.headers
        wait = _seconds_to_wait(headers.get("Retry-After", ""), headers.get("Date", ""))
        pairs = tuple(headers.multi_items())
        return HttpAnswer(response.status_code, location, content, pairs, is_whole), wait

    async def _refuse_own_network(self, url: httpx.URL) -> None:
        """Raise NoAnswer for a host of this machine or its network, whom no reader reaches."""
        name = url.raw_host.decode()
        try:
            addresses = await self._lookup(name, url.port or 443)
        except (OSError, UnicodeError) as error:
            if getattr(error, "errno", None) == _TEMPORARY_FAILURE:
                raise NoAnswer(f"the name {url.host} cannot be looked up now") from None
            raise NoAnswer(f"there is no host {url.host}", lasting=True) from None
        is_public = addresses and all(map(_is_public, addresses))
        if not is_public and name.lower() != self._own_host:
            reason = f"{url.host} is a host of this machine or its own network: it is not asked"
            raise NoAnswer(reason)


async def _look_up(name: str, port: int) -> tuple[str, ...]:
    found = await asyncio.get_running_loop().getaddrinfo(name, port)
    return tuple(str(address[0]) for *_, address in found)


def _is_public(text: str) -> bool:
    address = ip_address(text.partition("%")[0])
    return (getattr(address, "ipv4_mapped", None) or address).is_global


async def _read(response: httpx.Response, max_bytes: int) -> tuple[bytes, bool]:
    """Return the first bytes of the content, and whether there are no more."""
    chunks, size = [], 0
    if max_bytes:
        async for chunk in response.aiter_bytes():
            chunks.append(chunk)
            size += len(chunk)
            if size > max_bytes:
                break
    return b"".join(chunks)[:max_bytes], size <= max_bytes


def _seconds_to_wait(text: str, now: str) -> float | None:
    """Return the seconds of a Retry-After header (RFC 9110, 10.2.3): a number, or a date.

    now: the host's own time, its Date header.
    """
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(now)
    except (ValueError, TypeError):  # no dates, or only one with a zone
        return None
    return max(0.0, wait.total_seconds())


def _connection_failure(error: BaseException) -> NoAnswer:
    """Return what keeps a connection from being made."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = f"browsers warn of its certificate: {cause.verify_message or cause}"
            return NoAnswer(reason, lasting=True)
        if isinstance(cause, ssl.SSLError):
            reason = f"its host speaks no encryption that is in use ({cause.reason or cause})"
            return NoAnswer(reason, lasting=True)
        if isinstance(cause, ConnectionRefusedError):
            return NoAnswer("its host takes no connections", lasting=True)
    return NoAnswer("no connection to its host")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and all that led to it."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for inner in error.exceptions:
                yield from _causes(inner)
        error = error.__cause__ or error.__context__


def _duration(seconds: float) -> str:
    """Return a time in words, as in `20 seconds` or `2 hours`."""
    for name, size in (("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {name}{'s' if count > 1 else ''}"
    return f"{max(round(seconds), 1)} second{'s' if round(seconds) > 1 else ''}"
