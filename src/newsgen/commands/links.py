"""`newsgen links`: asks whether anything answers at the addresses elsewhere that an archive names.

It is no part of a build: what others' hosts answer changes from day to day. What was learned stays
in .newsgen/, also where somebody ends the command half-way.
"""

import asyncio
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from newsgen import __version__
from newsgen.commands.meant_files import meant_paths
from newsgen.content.external_links import ExternalLink, find_external_links
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.parse_file import SourceFile
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.links.address_requests import host_of
from newsgen.links.link_check import LinkChecker, check_addresses, without_fragment
from newsgen.links.polite_client import NoAnswer, PoliteClient, Politeness
from newsgen.links.robots import ROBOT_NAME
from newsgen.links.wayback import find_copy
from newsgen.model.command_error import CommandError
from newsgen.model.config import Config
from newsgen.model.link_answer import LINK_STATES, LinkAnswer
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pipeline.article_files import ArticleFiles, read_article_files
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.clock import now
from newsgen.runtime.editor_files import overwrite, read_existing
from newsgen.runtime.system import enable_gc
from newsgen.store.link_answers import LinkAnswers

_SAVE_INTERVAL = 25
"""After how many answers they are written down: also `kill -9` shall not lose more."""

_HOSTS_TO_DOUBT = 3
"""How many hosts have to be silent, and none to answer, for this machine to be cut off."""


class LinkRequest(Value, frozen=True):
    """Which links to check.

    Attributes:
        again: Whether to ask also what was asked lately.
        writes: Whether to write kept copies into front matter.
        politeness: How hosts are treated.
    """

    build: BuildRequest
    arguments: tuple[str, ...] = ()
    again: bool = False
    writes: bool = False
    politeness: Politeness = Politeness()


class CheckedLink(Value, frozen=True):
    """A link with its answer. copy: the address of a kept copy of a dead source."""

    link: ExternalLink
    answer: LinkAnswer
    copy: str = ""


class LinkReport(Value, frozen=True):
    """What came of a check.

    Attributes:
        links: By weight.
        asked_count: How many addresses were asked now; the others were known.
        written_paths: The files that got an `archived_url`.
        unwritten: Those that did not get it, with the reasons.
    """

    links: tuple[CheckedLink, ...]
    asked_count: int
    written_paths: tuple[str, ...] = ()
    unwritten: tuple[tuple[str, str], ...] = ()

    def count(self, *states: str) -> int:
        """Return how many links have one of these states."""
        return sum(checked.answer.state in states for checked in self.links)


class _FoundLinks(Value, frozen=True):
    """The links of the files that are meant, and the days of the articles among them."""

    config: Config
    links: tuple[ExternalLink, ...]
    days: dict[str, date]


def check_links(
    request: LinkRequest, progress: Progress, client: PoliteClient | None = None
) -> LinkReport:
    """Check the links of an archive to other hosts, and return what came of it.

    Args:
        client: Instead of one that asks the network.

    Raises:
        CommandError: The arguments mean nothing, or no host at all can be reached.
        UnreadableArchive: The archive cannot be read.
    """
    found = read_article_files(request.build, lambda files: _find(request, files), progress)
    links = found.links
    answers = LinkAnswers(request.build.cache_folder, now(None))
    addresses = dict.fromkeys(without_fragment(link.address) for link in links)
    known = {} if request.again else {each: answers.fresh(each) for each in addresses}
    results = {address: answer for address, answer in known.items() if answer}
    to_ask = [address for address in addresses if address not in results]
    copies: dict[ExternalLink, str] = {}
    client = client or _make_client(request, found.config)

    def note(address: str, answer: LinkAnswer) -> None:
        results[address] = answer
        answers.put(address, answer)
        done = len(to_ask) - sum(each not in results for each in to_ask)
        progress("links", done, len(to_ask))
        if done % _SAVE_INTERVAL == 0:
            answers.save()

    async def ask() -> bool:
        async with client:
            checker = LinkChecker(client)
            if not await check_addresses(checker, to_ask, request.politeness, note):
                return False
            archived = {link.location.path for link in links if link.use == "archived_url"}
            for link in links:
                answer = results[without_fragment(link.address)]
                path = link.location.path
                day = found.days.get(path)
                if link.use == "source_url" and answer.state == "dead" and path not in archived:
                    with suppress(NoAnswer):
                        copies[link] = await find_copy(client, link.address, day) if day else ""
        return True

    enable_gc()
    try:
        is_whole = asyncio.run(ask())
    finally:
        if to_ask and client.has_contact:
            answers.save()
    if not is_whole:
        raise KeyboardInterrupt
    hosts = set(map(host_of, to_ask))
    if len(hosts) >= _HOSTS_TO_DOUBT and not client.has_contact:
        raise CommandError("no host answers at all: see whether this machine is connected")
    checked = (
        CheckedLink(link, results[without_fragment(link.address)], copies.get(link, ""))
        for link in links
    )
    report = LinkReport(tuple(sorted(checked, key=_weight)), len(to_ask))
    return _write_copies(request, found.config, report) if request.writes else report


def _weight(checked: CheckedLink) -> tuple[int, str, int, int]:
    place = checked.link.location
    return LINK_STATES.index(checked.answer.state), place.path, place.line, place.column


def _make_client(request: LinkRequest, config: Config) -> PoliteClient:
    purpose = f"checks the links of {config.base_url}" if config.base_url else "checks links"
    agent = f"{ROBOT_NAME}/{__version__} ({purpose})"
    host = urlsplit(config.base_url).hostname or ""
    return PoliteClient(request.politeness, agent, host)


def _find(request: LinkRequest, files: ArticleFiles) -> _FoundLinks:
    config, folder = files.site.config, files.site.folder
    paths = tuple(meant_paths(request.arguments, request.build.site, files))
    links: list[ExternalLink] = []
    for path in paths:
        for data in read_existing(folder, [path]).values():
            source = SourceFile(path, data)
            links += find_external_links(source, config.rename, config.links_base)
    days = {each.path: each.retrieved or each.moment.day for each in files.articles}
    return _FoundLinks(config, tuple(links), days)


def _write_copies(request: LinkRequest, config: Config, report: LinkReport) -> LinkReport:
    """Write the addresses of kept copies into front matter, each file by itself."""
    written: list[str] = []
    unwritten: list[tuple[str, str]] = []
    site = request.build.site
    for checked in report.links:
        path = checked.link.location.path
        content = read_existing(site, [path]).get(path) if checked.copy else None
        if content is None:
            continue
        try:
            edit = FrontMatterEdit(content, path, config.rename)
            if edit.value("archived_url") is None and edit.value("source_url"):
                edit.set("archived_url", checked.copy)
                overwrite(site / path, edit.content)
                written.append(path)
        except NotEditable as error:
            unwritten.append((path, str(error)))
    return LinkReport(report.links, report.asked_count, tuple(written), tuple(unwritten))
