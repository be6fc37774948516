"""Pages of a plan, encoded: for workers, and to be known again by their digests."""

from collections.abc import Callable, Iterator

from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pages.machine_views import ArticleJsonView, FeedView
from newsgen.pages.page import View
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.views import ArticleView, PlainPageView
from newsgen.runtime import codec

COPIED = "copied"
"""Stands for the template of a file that is copied as it is."""


class PageRow(Value, frozen=True, array_like=True):
    """A page of the plan with the digest of its view, or a copied file with that of its content."""

    address: str
    template: str
    view_digest: str


class EncodedPage(Value, frozen=True):
    """A page with its view, encoded, and the digest and source path of each body that it shows."""

    row: PageRow
    view: bytes
    body_sources: tuple[tuple[str, str], ...]


class PlannedCopy(Value, frozen=True):
    """A file that is copied; its digest is empty if its content cannot be read now."""

    row: PageRow
    source_path: str
    owner: Callable[[], RouteOwner]


def encode_page(page: PlannedPage) -> EncodedPage:
    """Return a page with its view."""
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
