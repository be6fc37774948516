"""Pages of a plan, encoded: for workers, and to be known again by their digests."""

import struct
from collections.abc import Callable, Iterator
from zlib import crc32

from newsgen.model.digest import digest
from newsgen.model.file_listing import split_evenly
from newsgen.model.value import Value
from newsgen.pages.machine_views import ArticleJsonView, FeedView
from newsgen.pages.page import View
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.views import ArticleView, PlainPageView
from newsgen.runtime import codec

COPIED = "copied"
"""Stands for the template of a file that is copied as it is."""


class PageRow(Value, frozen=True, array_like=True):
    """A page of the plan with the digest of its view, or a copied file with that of its content.

    field_sums: Of the names of the view's fields together, and of each field, a checksum of four
        bytes; nothing of a copied file.
    """

    address: str
    template: str
    view_digest: str
    field_sums: bytes = b""


class EncodedPage(Value, frozen=True):
    """A page with its view, encoded, and the digest and source path of each body that it shows."""

    row: PageRow
    view: bytes
    body_sources: tuple[tuple[str, str], ...]


class PlannedCopy(Value, frozen=True):
    """A file that is copied; its digest is empty if its content cannot be read now.

    width: As in `StaticFile`.
    """

    row: PageRow
    source_path: str
    owner: Callable[[], RouteOwner]
    width: int = 0


def encode_page(page: PlannedPage) -> EncodedPage:
    """Return a page with its view."""
    view = page.view()
    encoded = codec.encode(view)
    row = PageRow(page.address, page.template, digest(encoded), _field_sums(encoded))
    return EncodedPage(row, encoded, tuple(_body_sources(view, page.source_path, encoded)))


def changed_field(before: PageRow, after: EncodedPage) -> str:
    """Return the name of the first field in which a page's view changed; empty if unknown."""
    sums = before.field_sums, after.row.field_sums
    one, two = (split_evenly(joined, len(joined) // 4) for joined in sums)
    if one[:1] != two[:1]:
        return ""
    pairs = zip(codec.split_fields(after.view), one[1:], two[1:], strict=True)
    return next((name for name, old, new in pairs if old != new), "")


def _field_sums(encoded: bytes) -> bytes:
    fields = codec.split_fields(encoded)
    sums = map(crc32, (" ".join(fields).encode(), *fields.values()))
    return struct.pack(f">{len(fields) + 1}I", *sums)


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
