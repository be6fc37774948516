"""`newsgen keep`: keeps a copy of the page that each article comes from.

It is no part of a build: a build never uses the network. Each copy is written down as soon as it
is there, so a command that was ended half-way goes on when it is given again.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit

from newsgen import __version__
from newsgen.commands.meant_files import meant_paths
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.kept_copies import PASSIVE_ENDINGS, copy_path
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.links.address_requests import for_each_address
from newsgen.links.html_copy import html_copy
from newsgen.links.link_check import without_fragment
from newsgen.links.page_capture import HTML_TYPES, Capture, PageCapturer
from newsgen.links.polite_client import NoAnswer, PoliteClient, Politeness
from newsgen.links.robots import ROBOT_NAME
from newsgen.links.wacz import wacz_copy
from newsgen.links.wayback import find_copy, save_copy
from newsgen.model.config import KEPT_PREFIX, Config
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pipeline.article_files import ArticleFiles, read_article_files
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.clock import now
from newsgen.runtime.editor_files import overwrite, read_existing
from newsgen.runtime.system import enable_gc
from newsgen.store.copy_ledger import CopyLedger, KeptCopy

CopyFormat = Literal["html", "wacz"]
"""A web page in one file, or all answers of its host as web archives keep them."""


class KeepRequest(Value, frozen=True):
    """Which pages to keep, and how.

    Attributes:
        arguments: Files, or a query; without any, all articles are meant.
        again: Whether to fetch also pages of which there is a copy.
        wayback: Whether to look for copies at the Wayback Machine, and make none here.
        saves: Whether to ask the Wayback Machine to save pages of which it has no copy.
        is_dry: Whether to ask nobody and write nothing.
        politeness: How hosts are treated.
    """

    build: BuildRequest
    arguments: tuple[str, ...] = ()
    format: CopyFormat = "html"
    again: bool = False
    wayback: bool = False
    saves: bool = False
    is_dry: bool = False
    politeness: Politeness = Politeness()


class KeptPage(Value, frozen=True):
    """What became of the page of an article.

    Attributes:
        path: Of the article.
        address: Of the page.
        copy: The path or the address of the copy; empty if there is none.
        size: Of the copy in bytes, if it is here.
        missing_count: How many files that the page shows could not be fetched.
        problem: Why there is no copy, or why the article does not name it.
    """

    path: str
    address: str
    copy: str = ""
    size: int = 0
    missing_count: int = 0
    problem: str = ""


class KeepReport(Value, frozen=True):
    """The pages that had no copy, by their articles; how many had one."""

    pages: tuple[KeptPage, ...]
    kept_before: int


class _Source(Value, frozen=True):
    """An article and the address of the page it comes from. day: near which a copy is best."""

    path: str
    title: str
    address: str
    day: date


def keep_pages(
    request: KeepRequest, progress: Progress, client: PoliteClient | None = None
) -> KeepReport:
    """Keep copies of the pages that articles come from, and write into each where its copy is.

    Args:
        client: Instead of one that asks the network.

    Raises:
        CommandError: The arguments mean nothing, or the file of all copies cannot be read.
        UnreadableArchive: The archive cannot be read.
    """
    config, sources, had = read_article_files(
        request.build, lambda files: _sources(request, files), progress
    )
    if request.is_dry:
        pages = tuple(KeptPage(each.path, each.address) for each in sources)
        return KeepReport(pages, had)
    by_address: dict[str, list[_Source]] = defaultdict(list)
    for source in sources:
        by_address[without_fragment(source.address)].append(source)
    keeper = _Keeper(request, config, client or _make_client(request, config))
    enable_gc()
    if not asyncio.run(keeper.keep(by_address, progress)):
        raise KeyboardInterrupt
    return KeepReport(tuple(sorted(keeper.pages, key=lambda page: page.path)), had)


def _sources(request: KeepRequest, files: ArticleFiles) -> tuple[Config, tuple[_Source, ...], int]:
    """Return the settings, the articles whose pages are to be kept, and how many are kept."""
    site = request.build.site
    paths = set(meant_paths(request.arguments, site, files))
    meant = [each for each in files.articles if each.path in paths and each.source_url]
    kept = {copy.file.rpartition(".")[0] for copy in CopyLedger(site).copies.values()}
    missing = [
        each
        for each in meant
        if request.again
        or not (each.archived_url if request.wayback else copy_path(each.path, "") in kept)
    ]
    sources = tuple(
        _Source(each.path, each.title, each.source_url, each.retrieved or each.moment.day)
        for each in missing
    )
    return files.site.config, sources, len(meant) - len(missing)


def _make_client(request: KeepRequest, config: Config) -> PoliteClient:
    purpose = "keeps copies of pages that are cited"
    purpose = f"{purpose} in {config.base_url}" if config.base_url else purpose
    agent = f"{ROBOT_NAME}/{__version__} ({purpose})"
    return PoliteClient(request.politeness, agent, urlsplit(config.base_url).hostname or "")


class _Keeper:
    """Fetches pages, and writes copies and front matter as they come."""

    def __init__(self, request: KeepRequest, config: Config, client: PoliteClient) -> None:
        self._request, self._config, self._client = request, config, client
        self._site = request.build.site
        self._ledger = CopyLedger(self._site)
        self._capturer = PageCapturer(client, all_sizes=request.format == "wacz")
        self.pages: list[KeptPage] = []

    async def keep(self, sources: dict[str, list[_Source]], progress: Progress) -> bool:
        """Keep the pages at addresses; return whether nobody ended it with Ctrl+C."""
        done = 0

        async def step(address: str) -> None:
            nonlocal done
            own = sources[address]
            self.pages += await self._keep_one(address, own)
            done += 1
            progress("keep", done, len(sources))

        async with self._client:
            return await for_each_address(sources, self._request.politeness.hosts, step)

    async def _keep_one(self, address: str, sources: Sequence[_Source]) -> list[KeptPage]:
        """Return what became of a page, for each of the articles that come from it."""
        try:
            if self._request.wayback:
                copy = await self._copy_elsewhere(address, sources[0].day)
                return [
                    self._name_copy(source, copy, KeptPage(source.path, source.address, copy))
                    for source in sources
                ]
            capture = await self._capturer.capture(address)
            return [self._write(source, capture) for source in sources]
        except NoAnswer as failure:
            problem = str(failure)
        except OSError as error:
            problem = f"its copy cannot be written: {error.strerror}"
        return [KeptPage(each.path, each.address, problem=problem) for each in sources]

    async def _copy_elsewhere(self, address: str, day: date) -> str:
        """Return the address of a copy at the Wayback Machine. Raises NoAnswer."""
        if copy := await find_copy(self._client, address, day):
            return copy
        if self._request.saves:
            return await save_copy(self._client, address)
        raise NoAnswer("the Wayback Machine has no copy; --save asks it to make one")

    def _write(self, source: _Source, capture: Capture) -> KeptPage:
        """Write the copy of a page for an article. Raises NoAnswer if it cannot be kept.

        The list of copies comes last: what is not in it is fetched again.
        """
        time = now(None)
        ending, data = self._content(source, capture)
        file = copy_path(source.path, ending)
        overwrite(self._site / file, data)
        page = KeptPage(source.path, source.address, file, len(data), len(capture.missing))
        page = self._name_copy(source, f"/{file}", page)
        moment = f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        status, digest = capture.page.status, sha256(data).hexdigest()
        self._ledger.put(KeptCopy(file, source.address, moment, status, digest, len(data)))
        return page

    def _content(self, source: _Source, capture: Capture) -> tuple[str, bytes]:
        """Return the ending and the content of a copy. Raises NoAnswer."""
        if self._request.format == "wacz":
            software = f"newsgen {__version__}"
            return ".wacz", wacz_copy(capture, now(None), source.title, software)
        if capture.media_type in HTML_TYPES:
            return ".html", html_copy(capture, now(None))
        if ending := PASSIVE_ENDINGS.get(capture.media_type):
            return ending, capture.page.content
        reason = f"it is of the type {capture.media_type}; --format wacz keeps any type"
        raise NoAnswer(reason, lasting=True)

    def _name_copy(self, source: _Source, copy: str, page: KeptPage) -> KeptPage:
        """Write into an article where the copy of its page is, and when it was read."""
        content = read_existing(self._site, [source.path]).get(source.path, b"")
        try:
            edit = FrontMatterEdit(content, source.path, self._config.rename)
            earlier = edit.value("archived_url")
            is_own = str(earlier).startswith(f"/{KEPT_PREFIX}")  # of another format
            if earlier is None or (is_own and not self._request.wayback):
                edit.set("archived_url", copy)
            if edit.value("retrieved") is None and not self._request.wayback:
                edit.set("retrieved", f"{now(None):%Y-%m-%d}")
            if edit.content != content:
                overwrite(self._site / source.path, edit.content)
        except NotEditable as error:
            reason = f"kept, but not written into the article: {error}"
            return KeptPage(
                page.path, page.address, page.copy, page.size, page.missing_count, reason
            )
        return page
