"""The register: every page of a plan with the digest of its view, without making most views.

A chapter made of what it was made of in an earlier build has the pages it had then. All that is
remembered is found by a digest of what it was made from, so it is never out of date.
"""

from collections.abc import Container, Iterator

from newsgen.engine import wire
from newsgen.engine.cache import Cache
from newsgen.engine.itself import itself
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pages.edition import Edition
from newsgen.pages.planned import Chapter, Planned


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


class Register:
    """The pages that chapters of an edition have, or had in an earlier build."""

    def __init__(self, cache: Cache, edition: Edition) -> None:
        self._cache = cache
        self._marks = {
            article.path: edition.made_of(article) for article in edition.archive.articles
        }
        self._known = {key.decode(): rows for key, rows in cache.scan("chapters")}
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}

    def key(self, chapter: Chapter) -> str:
        """The digest of all a chapter's pages are made from; empty if it is not known."""
        if chapter.facts is None:
            return ""
        marks = self._marks
        members = [marks[article.path] for article in chapter.articles]
        return digest(wire.encode((itself(), chapter.facts, members)))

    def addresses(self, chapter: Chapter, key: str) -> Iterator[str]:
        """Where the pages of a chapter live, which has this key."""
        if key in self._known:
            return (row.address for row in _rows(self._known[key]))
        return (page.address for page in chapter.pages())

    def pages(self, chapter: Chapter, key: str) -> Iterator[Row | Made]:
        """The pages of a chapter; as mere rows where its key is known from an earlier build."""
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
            self._new[key] = wire.encode(rows)

    def keep(self) -> None:
        """Put what is new into the cache, and forget chapters that are no more."""
        self._cache.put("chapters", ((key.encode(), rows) for key, rows in self._new.items()))
        self._cache.sweep("chapters", {key.encode() for key in self._used | self._new.keys()})


def make(chapter: Chapter, wanted: Container[str]) -> Iterator[Made]:
    """The pages of a chapter with these addresses, made after all."""
    return (_make(page) for page in chapter.pages() if page.address in wanted)


def _make(page: Planned) -> Made:
    view = wire.encode(page.view())
    return Made(Row(page.address, page.template, digest(view), page.source), view)


def _rows(encoded: bytes) -> tuple[Row, ...]:
    return wire.decode(encoded, tuple[Row, ...])
