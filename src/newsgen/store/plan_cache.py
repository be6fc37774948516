"""The register: every page of a plan with the digest of its view, without making most views.

A chapter made of what it was made of in an earlier build has the pages it had then. All that is
remembered is found by a digest of what it was made from, so it is never out of date.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from operator import attrgetter

from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pages.page_group import Chapter, Planned
from newsgen.pages.plan_inputs import Edition
from newsgen.runtime import codec
from newsgen.store.cache import Cache
from newsgen.store.fingerprint import itself

_AT_ONCE = 1000
"""Chapters put into the cache at once."""

_face = attrgetter("face")


class Row(Value, frozen=True, array_like=True):
    """A page. view: the digest of its view; source: as in `Planned`."""

    address: str
    template: str
    view: str
    source: str


class Made(Value, frozen=True):
    """A page whose view had to be made to be entered, with the view, encoded."""

    row: Row
    view: bytes


class Entered(Value, frozen=True):
    """A chapter with its key: the digest of all its pages are made from, empty if not known."""

    key: str
    pages: Callable[[], Iterable[Planned]]


class Register:
    """The pages that chapters of an edition have, or had in an earlier build."""

    def __init__(self, cache: Cache, edition: Edition) -> None:
        self._cache = cache
        self._odd = {path: edition.made_of(article) for path, article in edition.odd()}
        self._known = {key.decode(): rows for key, rows in cache.scan("chapters")}
        self._used: set[str] = set()
        self._new: list[tuple[bytes, bytes]] = []

    def enter(self, chapter: Chapter) -> Entered:
        """A chapter, entered under its key."""
        if chapter.facts is None:
            return Entered("", chapter.pages)
        members = list(map(_face, chapter.articles))
        if odd := self._odd:
            paths = (article.path for article in chapter.articles)
            members = list(map(odd.get, paths, members))
        key = digest(codec.encode((itself(), chapter.facts, members)))
        return Entered(key, chapter.pages)

    def addresses(self, chapter: Entered) -> Iterator[str]:
        """Where the pages of a chapter live."""
        if chapter.key in self._known:
            return (row.address for row in _rows(self._known[chapter.key]))
        return (page.address for page in chapter.pages())

    def pages(self, chapter: Entered) -> Iterator[Row | Made]:
        """The pages of a chapter; as mere rows where its key is known from an earlier build."""
        key = chapter.key
        if key in self._known:
            self._used.add(key)
            yield from _rows(self._known[key])
            return
        rows: list[Row] = []
        for page in chapter.pages():
            made = _make(page)
            rows.append(made.row)
            yield made
        if key:
            self._used.add(key)
            self._new.append((key.encode(), codec.encode(rows)))
        if len(self._new) >= _AT_ONCE:
            self._put()

    def keep(self) -> None:
        """Put what is new into the cache, and forget chapters that are no more."""
        self._put()
        self._cache.sweep("chapters", {key.encode() for key in self._used})

    def _put(self) -> None:
        self._cache.put("chapters", self._new)
        self._new.clear()


def make(chapter: Entered, wanted: Container[str]) -> Iterator[Made]:
    """The pages of a chapter with these addresses, made after all."""
    return (_make(page) for page in chapter.pages() if page.address in wanted)


def _make(page: Planned) -> Made:
    view = codec.encode(page.view())
    return Made(Row(page.address, page.template, digest(view), page.source), view)


def _rows(encoded: bytes) -> tuple[Row, ...]:
    return codec.decode(encoded, tuple[Row, ...])
