"""Answers what is asked to find the problems of articles and names beside others.

These answers are no noted reads: `rival_groups` finds who has asked, by what articles and names
have in common.
"""

from collections.abc import Callable, Iterator
from functools import cached_property

from newsgen.archive.term import Term
from newsgen.model.article import Article
from newsgen.model.authority import Authorities
from newsgen.model.kind import Kind
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_lists import TEXT_KEY_SIZE, text_key
from newsgen.store.stored_archive import StoredArchive
from newsgen.store.stored_articles import decode_face


class ProblemArchive(StoredArchive):
    """The stored archive, asked by those who look for problems, too."""

    def __init__(
        self, database: ArchiveDatabase, authorities: Authorities, *, reads_all: bool
    ) -> None:
        """Take an open database; `reads_all`: whether most articles will be looked at."""
        super().__init__(database, authorities, reads_all=reads_all)
        self._reads_all = reads_all

    def first_with_id(self, article: Article) -> str:
        """Return the path of the first article, by its path, that has an article's id."""
        start = f"{article.id}\0".encode()
        if self._reads_all and start not in self._repeated_ids:
            return article.path
        return self._first("ids", start) or article.path

    def first_with_text(self, article: Article) -> str:
        """Return the path of the first article with an article's title, text, language and day."""
        start = text_key(article)
        if not article.html_digest or (self._reads_all and start not in self._repeated_texts):
            return article.path
        return self._first("texts", start) or article.path

    def names_at(self, kind: Kind, slug: str) -> tuple[Term, ...]:
        """Return the names of a kind with a slug, by their keys."""
        start = f"{kind.value}/{slug}\0".encode()
        query = "SELECT value FROM keys WHERE list = 'slugs' AND key >= ? AND key < ? ORDER BY key"
        rows = list(self._database.select(query, start, start[:-1] + b"\1"))
        return tuple(self._rows.term_of_number(number) for (number,) in rows)

    def all_faces(self) -> Iterator[Article]:
        """Yield all articles, withdrawn ones too, as lists may show them."""
        for (face,) in self._database.select("SELECT face FROM articles"):
            yield decode_face(face)

    def text_paths(self) -> Iterator[str]:
        """Yield the paths of all articles and plain pages."""
        yield from (path for (path,) in self._database.select("SELECT path FROM places"))
        query = "SELECT key FROM keys WHERE list = 'page addresses'"
        yield from (key.decode() for (key,) in self._database.select(query))

    @cached_property
    def _repeated_ids(self) -> frozenset[bytes]:
        return self._repeated("ids", lambda key: key[: key.index(b"\0") + 1])

    @cached_property
    def _repeated_texts(self) -> frozenset[bytes]:
        return self._repeated("texts", lambda key: key[:TEXT_KEY_SIZE])

    def _repeated(self, index: str, start_of: Callable[[bytes], bytes]) -> frozenset[bytes]:
        """Return what begins several keys of an index."""
        last, repeated = b"", set()
        query = "SELECT key FROM keys WHERE list = ? ORDER BY key"
        for (key,) in self._database.select(query, index):
            start = start_of(key)
            if start == last:
                repeated.add(start)
            last = start
        return frozenset(repeated)

    def _first(self, index: str, start: bytes) -> str:
        query = "SELECT key FROM keys WHERE list = ? AND key >= ? ORDER BY key LIMIT 1"
        for (key,) in self._database.select(query, index, start):
            if key.startswith(start):
                return str(key[len(start) :].decode())
        return ""
