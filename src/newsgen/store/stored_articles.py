"""An article as rows of the store hold it: what other pages may show of it apart from the rest."""

from functools import lru_cache
from typing import Any

from newsgen.archive.visibility import Badge
from newsgen.model.article import Article, Reference
from newsgen.model.kind import FACE_KINDS
from newsgen.model.pack_numbers import pack_numbers, unpack_numbers
from newsgen.model.value import Value, replace
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase, DatabaseDamaged


class _Own(Value, frozen=True, array_like=True):
    """The fields that only the article's own page shows, and all its names."""

    name_lines: str = ""
    mention_lines: str = ""
    html_digest: str = ""
    key_locations: str = ""
    packed_link_spans: bytes = b""
    references: tuple[Reference, ...] = ()
    fingerprint: bytes = b""


_NO_OWN: dict[str, Any] = {name: getattr(_Own(), name) for name in _Own.__struct_fields__}


class StoredArticle(Value, frozen=True):
    """An article with what the time of a build says of it.

    Attributes:
        lists: The numbers of the lists that it is in.
        badge: What it is if it is not published yet.
        is_news: Whether it is news for search engines.
    """

    article: Article
    lists: tuple[int, ...]
    badge: Badge = ""
    is_news: bool = False

    @classmethod
    def read(cls, database: ArchiveDatabase, place: int) -> "StoredArticle":
        """Return the article at a place. Raises DatabaseDamaged if there is none."""
        row, lists = database.get("articles", place), database.get("memberships", place)
        if row is None or lists is None:
            raise DatabaseDamaged("an article is missing")
        article = decode_article(row[1], row[2])
        return cls(article, unpack_numbers(lists[0]), row[3], bool(row[4]))

    def write(self, database: ArchiveDatabase, place: int) -> None:
        """Put the article at a place."""
        article = self.article
        face, own = encode_face(article), encode_own(article)
        is_news = int(self.is_news)
        database.put("articles", place, article.path, face, own, self.badge, is_news)
        database.put("memberships", place, pack_numbers(self.lists))

    @staticmethod
    def remove(database: ArchiveDatabase, place: int) -> None:
        """Remove the article at a place."""
        database.delete("articles", place)
        database.delete("memberships", place)


def decode_article(face: bytes, own: bytes) -> Article:
    """Return an article from its face and its other fields."""
    fields: Any = codec.decode(own, _Own)
    return replace(decode_face(face), **{name: getattr(fields, name) for name in _NO_OWN})


def encode_face(article: Article) -> bytes:
    """Return what other pages may show of an article, its face, encoded."""
    lines = "\n".join(filter(_is_shown, article.name_lines.split("\n")))
    return codec.encode(replace(article, **_NO_OWN | {"name_lines": lines}))


def encode_own(article: Article) -> bytes:
    """Return the other fields of an article, encoded."""
    return codec.encode(_Own(*(getattr(article, name) for name in _NO_OWN)))


def decode_face(data: bytes) -> Article:
    """Return an article without what only its own page shows; its names are of `FACE_KINDS`."""
    return codec.decode(data, Article)


@lru_cache(maxsize=8192)
def _is_shown(name_line: str) -> bool:
    return name_line.partition(":")[0] in FACE_KINDS
