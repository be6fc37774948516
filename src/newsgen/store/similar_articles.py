"""Finds the articles whose texts are nearly that of another in the stored archive."""

from newsgen.model.article import Article
from newsgen.model.fingerprint import equal_hashes, fingerprint_keys
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_lists import FINGERPRINTS_INDEX, SIMILAR_INDEX, place_key
from newsgen.store.read_notes import ReadNotes
from newsgen.store.stored_rows import StoredRows

MAX_SHARING = 20
"""Texts with a hash by which they are looked for: what more of them have, such as a line below all
texts of a source, says little."""

_MAX_SIMILAR = 3
"""Articles that the page of another names."""

_KEY_BYTES = 8
"""Of a key in the index, those of the hash; those of the place follow."""


class SimilarArticles:
    """Answers the question of the same name."""

    def __init__(
        self,
        database: ArchiveDatabase,
        rows: StoredRows,
        notes: ReadNotes,
        *,
        reads_all: bool,
    ) -> None:
        """Take an open database, what reads its rows, and where reads are noted.

        reads_all: whether most articles will be asked for.
        """
        self._database = database
        self._rows = rows
        self._notes = notes
        # Most hashes are of one text alone, and need no look at the rows.
        self._shared = _shared_hashes(database) if reads_all else None

    def find(self, article: Article) -> tuple[Article, ...]:
        """Return them as lists show them, those first that are most alike, then the earliest."""
        equal = self._equal_hashes(article, article.fingerprint)
        places = sorted(equal, key=lambda place: (-equal[place], place))[:_MAX_SIMILAR]
        for place in places:
            self._notes.note_face(place)
        return tuple(map(self._rows.face, places))

    def has_earlier(self, article: Article) -> bool:
        """Answer the question `repeats_earlier`. What lists may show of an article is enough."""
        own = self._rows.place(article.path)
        if own is None:
            return False
        key = place_key(own)
        self._notes.note("keys", (FINGERPRINTS_INDEX, key, key + b"\0"))
        return any(place < own for place in self._equal_hashes(article, self._fingerprint(own)))

    def _equal_hashes(self, article: Article, fingerprint: bytes) -> dict[int, int]:
        """Return how many hashes are the same, of each text that is nearly the same, by place."""
        own = {self._rows.place(version.path) for version in self._rows.versions(article)}
        found: dict[int, None] = {}
        for text in fingerprint_keys(fingerprint):
            key = text.encode()
            self._notes.note("keys", (SIMILAR_INDEX, key, key + b"\xff"))
            if self._shared is None or key in self._shared:
                found |= dict.fromkeys(articles_with(self._database, key, MAX_SHARING))
        # Where a fingerprint changes, so does the row of the index that was read.
        counts = {
            place: equal_hashes(fingerprint, self._fingerprint(place))
            for place in found.keys() - own
        }
        return {place: count for place, count in counts.items() if count}

    def _fingerprint(self, place: int) -> bytes:
        row = self._database.get("keys", FINGERPRINTS_INDEX, place_key(place))
        return row[0] if row else b""


def place_of_key(key: bytes) -> int:
    """Return the place of the article that a key in the index is of."""
    return int.from_bytes(key[_KEY_BYTES:], "big")


def articles_with(database: ArchiveDatabase, hash_key: bytes, most: int) -> tuple[int, ...]:
    """Return the places of the articles with a hash; none if they are more than a number."""
    query = "SELECT key FROM keys WHERE list = ? AND key >= ? AND key < ? LIMIT ?"
    bounds = hash_key, hash_key + b"\xff" * _KEY_BYTES
    rows = tuple(database.select(query, SIMILAR_INDEX, *bounds, most + 1))
    return tuple(place_of_key(key) for (key,) in rows) if len(rows) <= most else ()


def _shared_hashes(database: ArchiveDatabase) -> frozenset[bytes]:
    """Return the hashes that several texts have."""
    query = (
        f"SELECT substr(key, 1, {_KEY_BYTES}) AS hash FROM keys WHERE list = ? "
        "GROUP BY hash HAVING count(*) > 1"
    )
    return frozenset(row[0] for row in database.select(query, SIMILAR_INDEX))
