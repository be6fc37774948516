"""Fetches a page of another host with all that it shows: style sheets, pictures, fonts.

Scripts are not fetched: what a page shows only by script is not in its capture.
"""

import re
from collections.abc import Iterator
from email.message import Message
from urllib.parse import urljoin

from newsgen.links.link_check import (
    DEAD_STATUSES,
    MAX_REDIRECTS,
    status_sentence,
    without_fragment,
)
from newsgen.links.page_parts import (
    absolute,
    base_address,
    css_addresses,
    other_sizes,
    page_parts,
    parse_page,
    style_text,
)
from newsgen.links.page_text import page_text
from newsgen.links.polite_client import REDIRECTS, HttpAnswer, NoAnswer, PoliteClient
from newsgen.links.robots import Robots
from newsgen.model.value import Value, replace

_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_UNKNOWN_TYPE = "application/octet-stream"
HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
"""The media types of web pages."""

_MAX_BYTES = 20_000_000
"""Of the page, and of each file that it shows."""

_MAX_PARTS = 300
_MAX_PAGE_BYTES = 60_000_000
"""Of the page and what it shows together; the last file may go beyond."""

_MAX_DEPTH = 4
"""How deep style sheets may import others."""


class Capture(Value, frozen=True):
    """A page and what it shows.

    Attributes:
        address: That was asked for.
        final_address: That of the page, where redirects led.
        answers: By address, in the order in which they were asked; redirects among them.
        finals: Where redirects led from each address that was fetched.
        missing: The addresses of what could not be fetched.
    """

    address: str
    final_address: str
    answers: dict[str, HttpAnswer]
    finals: dict[str, str]
    missing: tuple[str, ...] = ()

    @property
    def page(self) -> HttpAnswer:
        """The answer that is the page itself."""
        return self.answers[self.final_address]

    @property
    def media_type(self) -> str:
        """What its host says the page is, as in text/html."""
        return media_type(self.page)[0]

    @property
    def charset(self) -> str:
        """The charset of the page, as its host says; or empty."""
        return media_type(self.page)[1]

    def content(self, address: str) -> HttpAnswer | None:
        """Return what stands at an address, behind its redirects; None if it was not fetched."""
        return self.answers.get(self.finals.get(address, ""))


def media_type(answer: HttpAnswer) -> tuple[str, str]:
    """Return the media type and the charset of an answer, as its host says; in lower case."""
    message = Message()
    message["Content-Type"] = answer.header("Content-Type") or _UNKNOWN_TYPE
    kind = message.get_content_type()
    charset = str(message.get_param("charset", "") or "").lower()
    return kind if _MEDIA_TYPE.fullmatch(kind) else _UNKNOWN_TYPE, charset


class PageCapturer:
    """Captures pages, politely."""

    def __init__(self, client: PoliteClient, *, all_sizes: bool) -> None:
        """Take a client. all_sizes: whether to fetch pictures in each size that pages offer."""
        self._client, self._all_sizes = client, all_sizes
        self._robots = Robots(client)

    async def capture(self, address: str) -> Capture:
        """Return the capture of a page. Raises NoAnswer if the page itself cannot be had."""
        start = without_fragment(address)
        answers: dict[str, HttpAnswer] = {}
        final = await self._fetch(start, answers)
        page = answers[final]
        if not 200 <= page.status < 300:
            raise NoAnswer(status_sentence(page.status), lasting=page.status in DEAD_STATUSES)
        capture = Capture(start, final, answers, {start: final})
        if capture.media_type in HTML_TYPES:
            capture = replace(capture, missing=tuple(await self._fetch_parts(capture)))
        return capture

    async def _fetch(self, address: str, answers: dict[str, HttpAnswer]) -> str:
        """Fetch what stands at an address into answers; return where it stands in the end.

        Raises NoAnswer.
        """
        for _ in range(MAX_REDIRECTS + 1):
            if address not in answers:
                await self._robots.require_consent(address)
                answers[address] = await self._client.ask("GET", address, _MAX_BYTES)
            answer = answers[address]
            if answer.status not in REDIRECTS or not answer.location:
                break
            address = _target(address, answer)
        else:
            raise NoAnswer(f"it leads on more than {MAX_REDIRECTS} times", lasting=True)
        if not answer.is_whole:
            del answers[address]
            raise NoAnswer(f"it has more than {_MAX_BYTES // 1_000_000} MB")
        return address

    async def _fetch_parts(self, capture: Capture) -> list[str]:
        """Fetch what a page shows; return what could not be had."""
        pending = [(address, 0) for address in _shown_addresses(capture, self._all_sizes)]
        known, missing = {address for address, _ in pending}, []
        while pending:
            address, depth = pending.pop(0)
            size = sum(len(answer.content) for answer in capture.answers.values())
            if len(known) - len(pending) > _MAX_PARTS or size > _MAX_PAGE_BYTES:
                missing.append(address)
                continue
            try:
                final = await self._fetch(address, capture.answers)
            except NoAnswer:
                missing.append(address)
                continue
            capture.finals[address] = final
            answer = capture.answers[final]
            if not 200 <= answer.status < 300:
                missing.append(address)
            elif media_type(answer)[0] == "text/css" and depth < _MAX_DEPTH:
                for found in style_addresses(final, answer):
                    if found not in known:
                        known.add(found)
                        pending.append((found, depth + 1))
        return missing


def style_addresses(address: str, answer: HttpAnswer) -> Iterator[str]:
    """Yield the whole addresses of what a style sheet names."""
    for each in css_addresses(style_text(answer.content, media_type(answer)[1])):
        if not each.startswith("#") and (found := absolute(address, each)):
            yield found


def _shown_addresses(capture: Capture, all_sizes: bool) -> list[str]:
    root = parse_page(page_text(capture.page.content, capture.charset))
    if root is None:
        return []
    base = base_address(root, capture.final_address)
    written = [each for part in page_parts(root) for each in part.addresses()]
    written += other_sizes(root) if all_sizes else ()
    shown = (absolute(base, each) for each in written if not each.startswith("#"))
    return list(dict.fromkeys(filter(None, shown)))


def _target(address: str, answer: HttpAnswer) -> str:
    try:
        return without_fragment(urljoin(address, answer.location))
    except ValueError:
        raise NoAnswer("it leads on to what is no web page", lasting=True) from None
