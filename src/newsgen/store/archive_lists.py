"""The lists of the stored archive: which there are, and which of them an article is in.

A list of places is a number: four times that of a name and what the list is of it. The name with
the number 0 is the whole archive. An index is a list of keys, and has a text for a name.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from zlib import crc32

from newsgen.archive import companions
from newsgen.archive.copy_names import originals_by_name
from newsgen.model.article import Article, Correction
from newsgen.model.digest import digest
from newsgen.model.fingerprint import fingerprint_keys
from newsgen.model.kind import Name
from newsgen.model.period import Span
from newsgen.pages.routes import dated_address
from newsgen.store.stored_articles import StoredArticle

ABOUT, MENTIONS, WITHDRAWN = 0, 1, 2
"""The lists of a name: of articles about it, of mere mentions, and of a source's withdrawn ones."""

ROLE_WEIGHTS = {ABOUT: companions.ABOUT_WEIGHT, MENTIONS: companions.MENTION_WEIGHT}
"""What a name adds to a score in an article of one of its lists."""

ARTICLES_LIST, WITHDRAWN_LIST = 0, 2
"""The lists of all published articles, and of all that were withdrawn."""

LANGUAGE = "language"
"""Stands for the kind of a name where a list is that of a language."""

IN_WHOLE, IN_YEAR, IN_MONTH, IN_DAY = 1, 2, 4, 8
"""In which of these spans of a list an article stands for its story."""

ALL_SPANS: Mapping[Span, int] = {
    "year": IN_WHOLE | IN_YEAR,
    "month": IN_WHOLE | IN_YEAR | IN_MONTH,
    "day": IN_WHOLE | IN_YEAR | IN_MONTH | IN_DAY,
}
"""The spans in which an article stands that has no other versions, by what is known of its date."""

_NO_TEXT = digest("")

SPAN_BITS: Mapping[Span, int] = {"year": IN_YEAR, "month": IN_MONTH, "day": IN_DAY}

DAY_NAMES_LIST = -6
"""Stands for the number of a list where the names are read that several articles of a day have."""

FIRST_PAIR = -10
"""The largest number of a list of what two names share; lists of one name have none below zero."""

_NAME_BITS = 31

TEXT_KEY_SIZE = 8
"""The bytes of a digest of a title, a text, its language and its day."""

SIMILAR_INDEX, FINGERPRINTS_INDEX = "similar texts", "fingerprints"
"""The indexes of the hashes by which nearly the same texts are found, and of fingerprints."""

SELF_SUFFICIENT = frozenset(("addresses by year", "changes by year"))
"""Indexes of which the rows alone are read, and nothing else of the articles that they are of."""

IndexRow = tuple[str, bytes, object]
"""The name of an index, a key, and its value."""

_FIRST_INSTANT = datetime(1, 1, 1, tzinfo=UTC)


def list_number(term_number: int, role: int) -> int:
    """Return the number of a list of a name."""
    return 4 * term_number + role


def pair_list_number(one: int, two: int) -> int:
    """Return what stands for the number of a list where reads are of what two names share."""
    low, high = sorted((one, two))
    return FIRST_PAIR - (low << _NAME_BITS) - high


def pair_of_list(number: int) -> tuple[int, int]:
    """Return the numbers of the two names of such a list, the smaller first."""
    one, two = divmod(FIRST_PAIR - number, 1 << _NAME_BITS)
    return one, two


def index_rows(stored: StoredArticle, place: int) -> Iterator[IndexRow]:
    """Yield the rows of an article in indexes."""
    article = stored.article
    if stored.is_news and not (stored.badge or article.withdrawn):
        yield "news", place_key(place), place
    if is_crowded(stored):
        yield "crowded", place_key(place), place
    yield from _rival_rows(article, place)
    if article.fingerprint and not article.withdrawn:
        yield from _similar_rows(article, place)
    for number, alias in enumerate(article.aliases):
        yield "aliases", place_key(place) + number.to_bytes(4, "big"), alias.address
    if is_textless(article):
        yield "textless", place_key(place), article.path
    if article.rights != "full" and not article.withdrawn:
        yield "restricted", place_key(place), place
    if not article.withdrawn:
        for number, note in enumerate(notes_of(article)):
            day, order = note.day.toordinal().to_bytes(4, "big"), 0xFFFFFFFF - number
            yield "corrections", day + place_key(place) + order.to_bytes(4, "big"), note.note
    if article.updated or article.notice_days:
        key = change_key(article, place)
        for index in dict.fromkeys(change_indexes(article)):
            yield index, key, place
    if not article.withdrawn and not stored.badge:
        year = f"{article.moment.day.year:04}".encode()
        changed = article.changed
        changed_on = changed.day.isoformat() if changed.span == "day" else ""
        address = f"{dated_address(article)}\n{changed_on}"
        yield "changes by year", year + change_key(article, place), changed_on
        yield "addresses by year", year + place_key(place), address


def is_crowded(stored: StoredArticle) -> bool:
    """Return whether an article has so many names that not all count as companions."""
    roles = ABOUT, MENTIONS
    return sum(1 for number in stored.lists if number & 3 in roles) > companions.MAX_COMPANY


def is_textless(article: Article) -> bool:
    """Return whether an article has nothing to read but a title."""
    has_text = article.html_digest != _NO_TEXT or article.summary or article.image
    return article.rights == "full" and not article.withdrawn and not has_text


def _rival_rows(article: Article, place: int) -> Iterator[IndexRow]:
    """Yield the rows by which an article is found that has something which one alone may have."""
    yield "ids", f"{article.id}\0{article.path}".encode(), place
    if article.html_digest:
        yield "texts", text_key(article) + article.path.encode(), place
    for original in originals_by_name(article.path):
        yield "copies", f"{original}\0{article.path}".encode(), place


def _similar_rows(article: Article, place: int) -> Iterator[IndexRow]:
    """Yield the rows by which an article is found that has nearly the same text as another."""
    yield FINGERPRINTS_INDEX, place_key(place), article.fingerprint
    for text in fingerprint_keys(article.fingerprint):
        # Whoever has read a row is told by its value that the rest of the fingerprint changed.
        yield SIMILAR_INDEX, text.encode() + place_key(place), crc32(article.fingerprint)


def text_key(article: Article) -> bytes:
    """Return what begins the key of an article among the texts: equal if all of it is a copy."""
    parts = article.title, article.html_digest, article.language, article.moment.day.isoformat()
    return blake2b("\0".join(parts).encode(), digest_size=TEXT_KEY_SIZE).digest()


def change_indexes(article: Article) -> Iterator[str]:
    """Yield the indexes by change of the archive, of an article's language and of its names."""
    yield "changes"
    yield f"changes {LANGUAGE}:{article.language}"
    for line in article.name_lines.split("\n"):
        kind, name = Name.from_line(line).key
        yield f"changes {kind.value}:{name}"


def notes_of(article: Article) -> tuple[Correction, ...]:
    """Return the corrections of an article; an update without a note of its day is an empty one."""
    updated, notes = article.updated, article.corrections
    if updated and all(updated.day != note.day for note in notes):
        return (*notes, Correction(updated.day, ""))
    return notes


def place_key(place: int) -> bytes:
    """Return a place as a key of an index."""
    return place.to_bytes(8, "big")


def change_key(article: Article, place: int) -> bytes:
    """Return a key that sorts by the last change; of one day, those with a notice come last."""
    changed = article.changed
    instant = (changed.at - _FIRST_INSTANT) // timedelta(microseconds=1)
    return b"".join(
        (
            changed.day.toordinal().to_bytes(4, "big"),
            bytes((changed.day in article.notice_days,)),
            instant.to_bytes(8, "big"),
            place_key(place),
        )
    )
