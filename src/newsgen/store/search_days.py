"""What search needs to know of the stored archive: the key of each document, summed up by day.

The key of a document is the digest of all that a search can find and show of an article. A build
looks at the articles that a change touched, and at the days of these.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from newsgen.archive.questions import DAY_BITS
from newsgen.archive.search_shards import SearchDay
from newsgen.model.article import Rights
from newsgen.model.digest import digest, digest_sum
from newsgen.model.slug import identity
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase, DatabaseDamaged, DatabaseRow
from newsgen.store.archive_delta import ArchiveDelta, StoredTerm
from newsgen.store.archive_places import day_start
from newsgen.store.stored_articles import decode_article
from newsgen.store.term_places import places_with_name

SEARCH_DAYS_KEY = "search days", b""
"""The key of an index that stands for all days with their numbers of articles."""

SEARCH_DAYS_READ = "search days", b"", b"\0"
"""The read of these, as a `KeyRead`."""


class SearchDays:
    """The documents of search in the archive database."""

    def __init__(self, database: ArchiveDatabase) -> None:
        """Take an open database."""
        self._database = database

    def days(self) -> tuple[SearchDay, ...]:
        """Return the sums of all languages and days."""
        rows = self._database.select("SELECT day, language, latest, count, digest FROM search_days")
        return tuple(
            SearchDay(
                language, date.fromordinal(day), date.fromordinal(latest), count, int(own, 16)
            )
            for day, language, latest, count, own in rows
        )

    def documents(self, language: str, days: Iterable[date]) -> Iterator[tuple[str, str]]:
        """Yield the paths of the articles of some days in a language, with the document keys.

        They come in the order of the days, and those of a day newest first.
        """
        query = (
            "SELECT path, digest FROM search_documents "
            "WHERE place >= ? AND place < ? AND language = ? ORDER BY place DESC"
        )
        for day in days:
            ordinal = day.toordinal()
            bounds = day_start(ordinal), day_start(ordinal + 1)
            yield from self._database.select(query, *bounds, language)

    def rights(self, language: str, day: date) -> Iterator[tuple[str, Rights]]:
        """Yield the paths of the articles of a day in a language, each with its `rights`."""
        query = (
            "SELECT path, rights FROM search_documents "
            "WHERE place >= ? AND place < ? AND language = ?"
        )
        ordinal = day.toordinal()
        yield from self._database.select(
            query, day_start(ordinal), day_start(ordinal + 1), language
        )

    def update(self, delta: ArchiveDelta, *, is_first: bool) -> bool:
        """Follow a change of the archive; return whether a day has another number of articles.

        Or other last days; `SEARCH_DAYS_KEY` stands for this. is_first: whether the archive was
        empty before.
        """
        database = self._database
        labels = _Labels(database)
        days: set[int] = set()
        if is_first:
            for place, *article in database.select("SELECT * FROM articles"):
                if document := _document(labels, tuple(article)):
                    database.add("search_documents", (place,), document)
                    days.add(place >> DAY_BITS)
        else:
            for place in self._touched_places(delta):
                stored = database.get("articles", place)
                document = _document(labels, stored) if stored else None
                if document != database.get("search_documents", place):
                    if document:
                        database.put("search_documents", place, *document)
                    else:
                        database.delete("search_documents", place)
                    days.add(place >> DAY_BITS)
        changes = [self._sum_up(day, is_first=is_first) for day in sorted(days)]
        return any(changes)

    def _touched_places(self, delta: ArchiveDelta) -> list[int]:
        """Return the places where an article came, went or changed, or a name of one."""
        places = {*delta.articles, *(place for _, place in delta.places)}
        for number, (earlier, term) in delta.terms.items():
            if earlier and term and earlier.text != term.text:
                places.update(places_with_name(self._database, number))
        return sorted(places)

    def _sum_up(self, day: int, *, is_first: bool) -> bool:
        """Write the sums of a day; return whether they differ in more than keys."""
        database = self._database
        bounds = day_start(day), day_start(day + 1)
        query = (
            "SELECT language, latest, digest FROM search_documents WHERE place >= ? AND place < ?"
        )
        members: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for language, latest, own in database.select(query, *bounds):
            members[language].append((latest, own))
        query = "SELECT language, latest, count FROM search_days WHERE day = ?"
        rows = () if is_first else database.select(query, day)
        earlier = {language: (latest, count) for language, latest, count in rows}
        numbers: dict[str, tuple[int, int]] = {}
        for language, pairs in members.items():
            numbers[language] = max(latest for latest, _ in pairs), len(pairs)
            whole = digest_sum(own for _, own in pairs)
            database.put("search_days", day, language, *numbers[language], f"{whole:x}")
        for language in earlier.keys() - numbers.keys():
            database.delete("search_days", day, language)
        return numbers != earlier


class _Labels:
    """Names as pages show them, by the lines of articles that declare or mention them."""

    def __init__(self, database: ArchiveDatabase) -> None:
        self._database = database
        self._labels: dict[str, str] = {}

    def of(self, line: str) -> str:
        label = self._labels.get(line)
        if label is None:
            kind, _, text = line.partition(":")
            number = self._database.get("term_ids", kind, identity(text))
            term = self._database.get("terms", *number) if number else None
            if term is None:
                raise DatabaseDamaged("a name is missing")
            label = self._labels[line] = codec.decode(term[0], StoredTerm).text
        return label


def _document(labels: _Labels, row: DatabaseRow) -> DatabaseRow | None:
    """Return what is kept of the document of a stored article; None if search does not find it."""
    _, face, own, *_ = row
    article = decode_article(face, own)
    if article.withdrawn:
        return None
    lines = (*article.name_lines.split("\n"), *article.mentioned_lines)
    key = digest(face, article.html_digest, "\n".join(map(labels.of, lines)))
    latest = article.moment.calendar_date.last.toordinal()
    return article.language.lower(), article.path, latest, key, article.rights
