"""The plan cache: every page of a plan with the digest of its view, without making most views.

The key of a row is the digest of all that the pages of a group depend on, so none is out of date.
"""

from collections.abc import Callable, Container, Iterable, Iterator

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


class PageRow(Value, frozen=True, array_like=True):
    """A page of the plan, with the digest of its view."""

    address: str
    template: str
    view_digest: str


class EncodedPage(Value, frozen=True):
    """A page with its view, encoded, and the digest and source path of each body that it shows."""

    row: PageRow
    view: bytes
    body_sources: tuple[tuple[str, str], ...]


class KeyedGroup(Value, frozen=True):
    """A page group with its key: the digest of all that its pages depend on; empty if unknown."""

    key: str
    pages: Callable[[], Iterable[PlannedPage]]


class PlanCache:
    """The pages that page groups have, or had in an earlier build."""

    def __init__(self, cache: Cache, inputs: PlanInputs) -> None:
        self._cache = cache
        self._card_key = inputs.card_key
        self._rows = {key.decode(): rows for key, rows in cache.scan("page_groups")}
        self._used: set[str] = set()
        self._new: list[tuple[bytes, bytes]] = []

    def key_group(self, group: PageGroup) -> KeyedGroup:
        """Return a page group with its key."""
        if group.depends_on is None:
            return KeyedGroup("", group.pages)
        members = list(map(self._card_key, group.articles))
        key = digest(codec.encode((program_digest(), group.depends_on, members)))
        return KeyedGroup(key, group.pages)

    def addresses(self, group: KeyedGroup) -> Iterator[str]:
        """Give the addresses of the pages of a group."""
        if group.key in self._rows:
            return (row.address for row in _decode_rows(self._rows[group.key]))
        return (page.address for page in group.pages())

    def pages(self, group: KeyedGroup) -> Iterator[PageRow | EncodedPage]:
        """Give the pages of a group; only rows where an earlier build had its key."""
        key = group.key
        if key in self._rows:
            self._used.add(key)
            yield from _decode_rows(self._rows[key])
            return
        rows: list[PageRow] = []
        for page in group.pages():
            encoded_page = _encode_page(page)
            rows.append(encoded_page.row)
            yield encoded_page
        if key:
            self._used.add(key)
            self._new.append((key.encode(), codec.encode(rows)))
        if len(self._new) >= _BATCH_SIZE:
            self._put()

    def save(self) -> None:
        """Put new rows into the cache, and remove those of groups that no longer exist."""
        self._put()
        self._cache.sweep("page_groups", {key.encode() for key in self._used})

    def _put(self) -> None:
        self._cache.put("page_groups", self._new)
        self._new.clear()


def encode_pages(group: KeyedGroup, addresses: Container[str]) -> Iterator[EncodedPage]:
    """Give the pages of a group with these addresses, with their views."""
    return (_encode_page(page) for page in group.pages() if page.address in addresses)


def _encode_page(page: PlannedPage) -> EncodedPage:
    view = page.view()
    encoded = codec.encode(view)
    row = PageRow(page.address, page.template, digest(encoded))
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
            # Its items are encoded already, each once for all feeds.
            items = codec.decode(encoded, FeedView).items
            yield from ((item.body, item.path) for item in items if item.body)


def _decode_rows(encoded: bytes) -> tuple[PageRow, ...]:
    return codec.decode(encoded, tuple[PageRow, ...])
