"""The plan cache: every page of a plan with the digest of its view, without making most views.

A page group with the articles and inputs it had in an earlier build has the pages it had then. Rows
are found by a digest of all that decides them, so none is ever out of date.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from operator import attrgetter

from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pages.machine_views import ArticleJsonView, FeedView
from newsgen.pages.page import View
from newsgen.pages.page_group import PageGroup, PlannedPage
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import ArticleView, PlainPageView
from newsgen.runtime import codec
from newsgen.store.cache import Cache
from newsgen.store.program_digest import program_digest

_BATCH_SIZE = 1000
"""Page groups put into the cache at once."""

_face = attrgetter("face")


class PageRow(Value, frozen=True, array_like=True):
    """A page. source: see `PlannedPage.source_path`."""

    address: str
    template: str
    view_digest: str
    source: str


class EncodedPage(Value, frozen=True):
    """A page whose view had to be made.

    Attributes:
        view: Encoded.
        body_sources: The digests of the texts that the page shows, each with the file it is from.
    """

    row: PageRow
    view: bytes
    body_sources: tuple[tuple[str, str], ...]


class KeyedGroup(Value, frozen=True):
    """A page group with its key: the digest of all its pages depend on, empty if not known."""

    key: str
    pages: Callable[[], Iterable[PlannedPage]]


class PlanCache:
    """The pages that page groups have, or had in an earlier build."""

    def __init__(self, cache: Cache, inputs: PlanInputs) -> None:
        self._cache = cache
        self._odd = {
            path: inputs.card_key(article) for path, article in inputs.context_dependent_articles()
        }
        self._known = {key.decode(): rows for key, rows in cache.scan("chapters")}
        self._used: set[str] = set()
        self._new: list[tuple[bytes, bytes]] = []

    def key_group(self, group: PageGroup) -> KeyedGroup:
        """Return a page group with its key."""
        if group.depends_on is None:
            return KeyedGroup("", group.pages)
        members = list(map(_face, group.articles))
        if odd := self._odd:
            paths = (article.path for article in group.articles)
            members = list(map(odd.get, paths, members))
        key = digest(codec.encode((program_digest(), group.depends_on, members)))
        return KeyedGroup(key, group.pages)

    def addresses(self, group: KeyedGroup) -> Iterator[str]:
        """Give the addresses of the pages of a group."""
        if group.key in self._known:
            return (row.address for row in _decode_rows(self._known[group.key]))
        return (page.address for page in group.pages())

    def pages(self, group: KeyedGroup) -> Iterator[PageRow | EncodedPage]:
        """Give the pages of a group; only rows where its key is known from an earlier build."""
        key = group.key
        if key in self._known:
            self._used.add(key)
            yield from _decode_rows(self._known[key])
            return
        rows: list[PageRow] = []
        for page in group.pages():
            made = _encode_page(page)
            rows.append(made.row)
            yield made
        if key:
            self._used.add(key)
            self._new.append((key.encode(), codec.encode(rows)))
        if len(self._new) >= _BATCH_SIZE:
            self._put()

    def save(self) -> None:
        """Put new rows into the cache, and remove those of groups that are no more."""
        self._put()
        self._cache.sweep("chapters", {key.encode() for key in self._used})

    def _put(self) -> None:
        self._cache.put("chapters", self._new)
        self._new.clear()


def encode_pages(group: KeyedGroup, addresses: Container[str]) -> Iterator[EncodedPage]:
    """Give the pages of a group with these addresses, with their views."""
    return (_encode_page(page) for page in group.pages() if page.address in addresses)


def _encode_page(page: PlannedPage) -> EncodedPage:
    view = page.view()
    encoded = codec.encode(view)
    row = PageRow(page.address, page.template, digest(encoded), page.source_path)
    return EncodedPage(row, encoded, tuple(_body_sources(view, page.source_path, encoded)))


def _body_sources(view: View, source_path: str, encoded: bytes) -> Iterator[tuple[str, str]]:
    match view:
        case (
            ArticleView(body=body)
            | PlainPageView(body=body)
            | ArticleJsonView(article=ArticleView(body=body))
        ) if body:
            yield body, source_path
        case FeedView():
            # Its items stand encoded in it, so that each is encoded once for all feeds.
            items = codec.decode(encoded, FeedView).items
            yield from ((item.body, item.path) for item in items if item.body)


def _decode_rows(encoded: bytes) -> tuple[PageRow, ...]:
    return codec.decode(encoded, tuple[PageRow, ...])
