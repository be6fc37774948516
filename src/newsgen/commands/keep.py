"""`newsgen keep`: keeps a copy of the page that each article comes from.

It is no part of a build: a build never uses the network. Each copy is written down as soon as it
is there, so a command that was ended half-way goes on when it is given again.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date
from functools import partial
from hashlib import sha256
from itertools import chain, count
from typing import Literal

from newsgen import __version__
from newsgen.commands.meant_files import meant_paths
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.kept_copies import PASSIVE_ENDINGS, copy_path
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.links.address_requests import for_each_address
from newsgen.links.html_copy import html_copy
from newsgen.links.link_check import without_fragment
from newsgen.links.page_capture import HTML_TYPES, Capture, PageCapturer
from newsgen.links.page_text import page_text
from newsgen.links.polite_client import NoAnswer, PoliteClient, Politeness
from newsgen.links.robots import ROBOT_NAME
from newsgen.links.wacz import wacz_copy
from newsgen.links.wayback import find_copy, save_copy
from newsgen.model.article import Article
from newsgen.model.config import KEPT_PREFIX, Config
from newsgen.model.progress import Progress
from newsgen.model.value import Value, replace
from newsgen.pipeline.article_files import ArticleFiles, read_article_files
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.clock import now
from newsgen.runtime.editor_files import exists, leads_out, overwrite, read_existing
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


class _Work(Value, frozen=True):
    """The pages to be kept, and how many are kept.

    Attributes:
        named: By the address of each copy that an article names, the path of the article.
    """

    config: Config
    sources: tuple[_Source, ...]
    kept_before: int
    named: dict[str, str]


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
    ledger = CopyLedger(request.build.site)
    work = read_article_files(request.build, lambda files: _work(request, ledger, files), progress)
    if request.is_dry:
        pages = tuple(KeptPage(each.path, each.address) for each in work.sources)
        return KeepReport(pages, work.kept_before)
    by_address: dict[str, list[_Source]] = defaultdict(list)
    for source in work.sources:
        by_address[without_fragment(source.address)].append(source)
    client = client or _make_client(request, work.config)
    keeper = _Keeper(request, work, client, ledger)
    enable_gc()
    if not asyncio.run(keeper.keep(by_address, progress)):
        raise KeyboardInterrupt
    return KeepReport(tuple(sorted(keeper.pages, key=lambda page: page.path)), work.kept_before)


def _work(request: KeepRequest, ledger: CopyLedger, files: ArticleFiles) -> _Work:
    """Return what is to be kept."""
    paths = set(meant_paths(request.arguments, request.build.site, files))
    named = {each.archived_url: each.path for each in files.articles if each.archived_url}
    meant = [each for each in files.articles if each.path in paths and each.source_url]
    missing = [each for each in meant if not _has_copy(request, ledger, each)]
    sources = tuple(
        _Source(each.path, each.title, each.source_url, each.retrieved or each.moment.day)
        for each in missing
    )
    return _Work(files.site.config, sources, len(meant) - len(missing), named)


def _has_copy(request: KeepRequest, ledger: CopyLedger, article: Article) -> bool:
    """Return whether there is nothing to be done for an article."""
    if request.wayback:
        return bool(article.archived_url) and not request.again
    own = article.archived_url.removeprefix("/")
    if own.startswith(KEPT_PREFIX) and own not in ledger.copies:
        return True  # somebody saved it by hand
    if request.again or not own:
        return False
    endings = (".html", ".wacz", *PASSIVE_ENDINGS.values())
    files = (own, *(copy_path(article.path, ending) for ending in endings))
    copies = filter(None, map(ledger.copies.get, files))
    return any(copy.address == article.source_url for copy in copies)


def _make_client(request: KeepRequest, config: Config) -> PoliteClient:
    purpose = "keeps copies of pages that are cited"
    purpose = f"{purpose} in {config.base_url}" if config.base_url else purpose
    return PoliteClient(request.politeness, f"{ROBOT_NAME}/{__version__} ({purpose})")


class _Keeper:
    """Fetches pages, and writes copies and front matter as they come."""

    def __init__(
        self, request: KeepRequest, work: _Work, client: PoliteClient, ledger: CopyLedger
    ) -> None:
        self._request, self._work, self._client = request, work, client
        self._site = request.build.site
        self._ledger = ledger
        self._capturer = PageCapturer(client, all_sizes=request.format == "wacz")
        self.pages: list[KeptPage] = []

    async def keep(self, sources: dict[str, list[_Source]], progress: Progress) -> bool:
        """Keep the pages at addresses; return whether nobody ended it with Ctrl+C."""
        done = 0

        async def step(address: str) -> None:
            nonlocal done
            self.pages += await self._keep_one(address, sources[address])
            done += 1
            progress("keep", done, len(sources))

        async with self._client:
            return await for_each_address(sources, self._request.politeness.hosts, step)

    async def _keep_one(self, address: str, sources: Sequence[_Source]) -> list[KeptPage]:
        """Return what became of a page, for each of the articles that come from it."""
        write: Callable[[_Source], KeptPage]
        try:
            if self._request.wayback:
                copy = await self._copy_elsewhere(address, sources[0].day)
                write = partial(self._name_elsewhere, copy)
            else:
                write = partial(self._write, await self._capturer.capture(address))
        except NoAnswer as failure:
            return [KeptPage(each.path, each.address, problem=str(failure)) for each in sources]
        return [self._try(write, source) for source in sources]

    def _try(self, write: Callable[[_Source], KeptPage], source: _Source) -> KeptPage:
        try:
            return write(source)
        except NoAnswer as failure:
            reason = str(failure)
        except OSError as error:
            reason = f"it cannot be written: {error.strerror}"
        except (ValueError, RecursionError) as error:  # whatever a page may hold
            reason = f"it cannot be copied: {error}"
        return KeptPage(source.path, source.address, problem=reason)

    async def _copy_elsewhere(self, address: str, day: date) -> str:
        """Return the address of a copy at the Wayback Machine. Raises NoAnswer."""
        if copy := await find_copy(self._client, address, day):
            return copy
        if self._request.saves:
            return await save_copy(self._client, address)
        raise NoAnswer("the Wayback Machine has no copy; --save asks it to make one")

    def _name_elsewhere(self, copy: str, source: _Source) -> KeptPage:
        return self._name_copy(source, copy, KeptPage(source.path, source.address, copy))

    def _write(self, capture: Capture, source: _Source) -> KeptPage:
        """Write the copy of a page for an article. Raises NoAnswer if it cannot be kept.

        The article comes last: what it does not name is fetched again.
        """
        time = now(None)
        ending, data = self._content(source, capture)
        file = self._free_path(source, ending)
        if leads_out(self._site, file):
            raise NoAnswer(f"{file} would be outside of the archive: a link leads out of it")
        overwrite(self._site / file, data)
        moment = f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        status, digest = capture.page.status, sha256(data).hexdigest()
        self._ledger.put(KeptCopy(file, source.address, moment, status, digest, len(data)))
        page = KeptPage(source.path, source.address, file, len(data), len(capture.missing))
        return self._name_copy(source, f"/{file}", page)

    def _free_path(self, source: _Source, ending: str) -> str:
        """Return the path of an article's copy: with a number where another article names it.

        Or where somebody put a file by hand.
        """
        endings = chain([ending], (f"-{number}{ending}" for number in count(2)))
        paths = (copy_path(source.path, each) for each in endings)
        return next(path for path in paths if self._is_free(source, path))

    def _is_free(self, source: _Source, path: str) -> bool:
        is_by_hand = path not in self._ledger.copies and exists(self._site / path)
        return not is_by_hand and self._work.named.get(f"/{path}", source.path) == source.path

    def _content(self, source: _Source, capture: Capture) -> tuple[str, bytes]:
        """Return the ending and the content of a copy. Raises NoAnswer."""
        if self._request.format == "wacz":
            software = f"newsgen {__version__}"
            return ".wacz", wacz_copy(capture, now(None), source.title, software)
        if capture.media_type in HTML_TYPES:
            return ".html", html_copy(capture, now(None))
        if ending := PASSIVE_ENDINGS.get(capture.media_type):
            content = capture.page.content
            is_text = ending == ".txt"
            return ending, page_text(content, capture.charset).encode() if is_text else content
        reason = f"it is of the type {capture.media_type}; --format wacz keeps any type"
        raise NoAnswer(reason, lasting=True)

    def _name_copy(self, source: _Source, copy: str, page: KeptPage) -> KeptPage:
        """Write into an article where the copy of its page is, and when it was read."""
        content = read_existing(self._site, [source.path]).get(source.path, b"")
        try:
            edit = FrontMatterEdit(content, source.path, self._work.config.rename)
            earlier = str(edit.value("archived_url") or "")
            is_ours = earlier.removeprefix("/") in self._ledger.copies
            if not earlier or (is_ours and not self._request.wayback):
                edit.set("archived_url", copy)
            elif self._request.wayback and earlier != copy:
                return replace(page, copy="", problem=f"the article names another copy: {earlier}")
            is_read = not self._request.wayback
            if is_read and (self._request.again or edit.value("retrieved") is None):
                edit.set("retrieved", f"{now(None):%Y-%m-%d}")
            if edit.content != content:
                overwrite(self._site / source.path, edit.content)
        except NotEditable as error:
            return replace(page, problem=f"kept, but not written into the article: {error}")
        return page
