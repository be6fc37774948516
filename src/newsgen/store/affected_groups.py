"""Finds the page groups whose reads a change of the stored archive touched."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from newsgen.archive.companions import TRACKED_KINDS
from newsgen.archive.related import ADJACENT_RADIUS, SERIES_RADIUS, WINDOW_RADIUS
from newsgen.model.kind import Kind
from newsgen.model.pack_numbers import unpack_numbers
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import ArchiveDelta, StoredTerm
from newsgen.store.archive_lists import (
    ABOUT,
    ARTICLES_LIST,
    IN_WHOLE,
    MENTIONS,
    SIMILAR_INDEX,
    WITHDRAWN,
    list_number,
)
from newsgen.store.page_group_rows import (
    ARTICLE_GROUP,
    COMPANIES_LIST,
    COUNTS_LIST,
    DECLARED_LIST,
    EXACT_INDEXES,
    FACE_PATHS_INDEX,
    FACES_LIST,
    KINDS_INDEX,
    LABELS_INDEX,
    NAME_GROUP,
    WEIGHTS_LIST,
    GroupName,
    PageGroupRows,
)
from newsgen.store.rival_groups import RivalGroups, part_keys
from newsgen.store.similar_articles import MAX_SHARING, articles_with
from newsgen.store.touched_reads import TouchedReads

T = TypeVar("T")

_VALUES_PER_QUERY = 500
"""SQLite takes 999 values at least."""


class AffectedGroups:
    """Finds page groups after a change; only those that were stored before it."""

    def __init__(self, database: ArchiveDatabase) -> None:
        """Take the database after the change."""
        self._database = database
        self._groups = PageGroupRows(database)

    def find(
        self, delta: ArchiveDelta, keys: Collection[tuple[str, bytes]] = ()
    ) -> dict[GroupName, str]:
        """Return the keys of all page groups that a change touched, with what was touched.

        keys: what else came, went or changed, as keys of an index each.
        """
        paths = {*delta.articles.values(), *delta.gone}
        touched_keys = dict.fromkeys((*delta.keys, *keys))
        pages = (key.decode() for index, key in touched_keys if index == "page addresses")
        parts = part_keys((*paths, *pages))
        touched = TouchedReads(self._database, delta, [*self._recounted(delta)], [*keys, *parts])
        affected: dict[GroupName, str] = {}
        for key, name in self._articles_with_touched_names(delta, touched):
            if self._groups.find(key):
                affected[key] = f"own name {name}"
        for number in dict.fromkeys(self._candidates(delta, touched)):
            group = self._groups.reads(number) if number else None
            if group and group[0] not in affected and (reason := touched.reason(group[1])):
                affected[group[0]] = reason
        rivals = RivalGroups(self._database).find(sorted(paths), touched_keys)
        return affected | {key: "problem" for key in rivals if key not in affected}

    def readers_of(self, index: str, values: Iterable[str]) -> Iterator[GroupName]:
        """Yield the keys of the page groups that have asked an index for one of some values."""
        for value in values:
            key = value.encode("utf-8", "surrogateescape")
            yield from map(self._groups.key_of, self._key_readers(index, key))

    def _candidates(self, delta: ArchiveDelta, touched: TouchedReads) -> Iterator[int | None]:
        """Yield the numbers of groups that may have read what was touched; None for no group."""
        yield from self._readers(touched)
        yield from map(self._number_of_article, touched.paths)
        places = dict.fromkeys(self._near_places(delta, touched))
        for number in touched.weights:
            places |= dict.fromkeys(self._places_in(list_number(number, ABOUT)))
        for number, name in _touched_names(delta, touched):
            if tuple(name.split(":", 1)) in touched.links:
                yield from map(self._groups.find, self._groups_with(number))
        for name in {spelling.partition(":")[2] for spelling in touched.authorities}:
            for number in self._numbers(name):
                for role in (ABOUT, MENTIONS, WITHDRAWN):
                    places |= dict.fromkeys(self._places_in(list_number(number, role)))
        places |= dict.fromkeys(self._similar_places(delta))
        yield from map(self._number_of_article, self._paths(places))
        # What comes next is the same for all versions of a story, wherever they are in time.
        for path in self._paths(dict.fromkeys(self._adjacent_places(delta, touched))):
            yield from map(self._number_of_article, self._versions(path))

    def _number_of_article(self, path: str) -> int | None:
        return self._groups.find((ARTICLE_GROUP, path))

    def _versions(self, path: str) -> tuple[str, ...]:
        """Return the paths of all versions of an article's story."""
        row = self._database.get("keys", "versions", path.encode())
        return codec.decode(row[0], tuple[str, ...]) if row else (path,)

    def _paths(self, places: Iterable[int]) -> Iterator[str]:
        """Yield the paths of the articles at some places."""
        for some, marks in _batches(places):
            query = f"SELECT path FROM articles WHERE place IN ({marks})"
            yield from [row[0] for row in self._database.select(query, *some)]

    def _articles_with_touched_names(
        self, delta: ArchiveDelta, touched: TouchedReads
    ) -> Iterator[tuple[GroupName, str]]:
        """Yield the groups of the articles that declare or mention a name which is shown anew.

        A version that mentions a name which another is about stands in no list of it.
        """
        for number, name in _touched_names(delta, touched):
            for role in (ABOUT, MENTIONS, WITHDRAWN):
                for place in self._places_in(list_number(number, role)):
                    row = self._database.get("articles", place)
                    path = row[0] if row else ""
                    yield from (((ARTICLE_GROUP, one), name) for one in self._versions(path))

    def _numbers(self, name: str) -> Iterator[int]:
        """Yield the numbers of the names of all kinds with an identity."""
        rows = (self._database.get("term_ids", kind.value, name) for kind in Kind)
        yield from (row[0] for row in rows if row)

    def _readers(self, touched: TouchedReads) -> Iterator[int]:
        """Yield the numbers of the groups that have rows for what was touched."""
        for number, places in touched.places.items():
            for place, bits in places:
                yield from self._list_readers(number, place, bits)
        for list_of_numbers, numbers in (
            (FACES_LIST, touched.faces),
            (DECLARED_LIST, touched.declared),
            (COUNTS_LIST, touched.counts),
            (WEIGHTS_LIST, touched.weights),
            (COMPANIES_LIST, touched.companies.numbers),
        ):
            for number in numbers:
                yield from self._number_readers(list_of_numbers, number)
        for kind, name in touched.labels:
            yield from self._key_readers(LABELS_INDEX, f"{kind}:{name}".encode())
        for path in touched.face_paths:
            yield from self._key_readers(FACE_PATHS_INDEX, path.encode())
        for kind in touched.kinds:
            yield from self._key_readers(KINDS_INDEX, kind.encode())
        for index, keys in touched.keys.items():
            for key in keys:
                yield from self._key_readers(index, key)

    def _list_readers(self, number: int, place: int, bits: int) -> Iterator[int]:
        """Yield the groups that have read any of some bits at a place of a list."""
        query = (
            "SELECT page_group FROM list_reads "
            "WHERE list = ? AND low <= ? AND high > ? AND level & ?"
        )
        return (row[0] for row in self._database.select(query, number, place, place, bits))

    def _number_readers(self, list_of_numbers: int, number: int) -> Iterator[int]:
        query = "SELECT page_group FROM list_reads WHERE list = ? AND low = ?"
        return (row[0] for row in self._database.select(query, list_of_numbers, number))

    def _key_readers(self, index: str, key: bytes) -> Iterator[int]:
        """Yield the groups that have read a range with a key: of each, the key has the beginning.

        To look at all ranges that begin before the key would take as long as there are many.
        """
        ends = (0, len(key)) if index in EXACT_INDEXES else range(len(key) + 1)
        for some, marks in _batches(key[:end] for end in ends):
            query = (
                f"SELECT page_group FROM key_reads WHERE list = ? AND low IN ({marks}) AND high > ?"
            )
            yield from [row[0] for row in self._database.select(query, index, *some, key)]

    def _adjacent_places(self, delta: ArchiveDelta, touched: TouchedReads) -> Iterator[int]:
        """Yield the places of stories that a touched one is next to, in the archive or a series."""
        for place in touched.faces:
            yield from self._neighbours(ARTICLES_LIST, place, ADJACENT_RADIUS)
        for number, place in delta.places:
            if self._kind_of_list(number, delta) == Kind.SERIES:
                yield from self._neighbours(number, place, SERIES_RADIUS)

    def _near_places(self, delta: ArchiveDelta, touched: TouchedReads) -> Iterator[int]:
        """Yield the places of articles to which a touched one may be related.

        They read of it what lists may show, and which of their own names it has.
        """
        for number, place in delta.places:
            is_shown = place in touched.faces
            changed = touched.names.get(place, ())
            if (is_shown or changed) and self._is_tracked(number, delta):
                for near in self._neighbours(number, place, WINDOW_RADIUS):
                    if is_shown or any(self._stands(one, near) for one in changed):
                        yield near

    def _similar_places(self, delta: ArchiveDelta) -> Iterator[int]:
        """Yield the places of articles whose texts may be nearly the same as a touched one's."""
        hashes = Counter(key[:-8] for index, key in delta.keys if index == SIMILAR_INDEX)
        for hash_key, touched in hashes.items():
            yield from articles_with(self._database, hash_key, MAX_SHARING + touched)

    def _is_tracked(self, number: int, delta: ArchiveDelta) -> bool:
        """Return whether a list is that of a name by which articles are related."""
        return self._kind_of_list(number, delta) in TRACKED_KINDS

    def _kind_of_list(self, number: int, delta: ArchiveDelta) -> str:
        """Return the kind of the name that a list of articles is about; empty if it is of none."""
        if number & 3 != ABOUT or number == ARTICLES_LIST:
            return ""
        earlier, term = delta.terms.get(number // 4, (None, None))
        return (term or earlier or self._term(number // 4)).kind

    def _stands(self, number: int, place: int) -> bool:
        return self._database.get("entries", number, place) is not None

    def _term(self, number: int) -> StoredTerm:
        row = self._database.get("terms", number)
        assert row is not None
        return codec.decode(row[0], StoredTerm)

    def _neighbours(self, number: int, place: int, count: int) -> Iterator[int]:
        """Yield the places of a list that have one among so many stories before or after them.

        One story more is passed: the one between may have another version at the place.
        """
        for condition, order in (("<", "DESC"), (">", "ASC")):
            query = (
                f"SELECT place, listed FROM entries WHERE list = ? AND place {condition} ? "
                f"ORDER BY place {order}"
            )
            passed = 0
            for near, spans in self._database.select(query, number, place):
                yield near
                passed += spans & IN_WHOLE
                if passed > count:
                    break

    def _places_in(self, number: int) -> list[int]:
        query = "SELECT place FROM entries WHERE list = ?"
        return [row[0] for row in self._database.select(query, number)]

    def _groups_with(self, number: int) -> Iterator[GroupName]:
        """Yield the groups that may show a name because it shares stories with their own."""
        for member in dict.fromkeys(
            one
            for role in (ABOUT, MENTIONS)
            for place in self._places_in(list_number(number, role))
            for one in self._terms_at(place)
        ):
            term = self._term(member)
            yield NAME_GROUP, f"{term.kind}:{term.name}"

    def _terms_at(self, place: int) -> tuple[int, ...]:
        """Return the names of an article, those that it only mentions too."""
        row = self._database.get("memberships", place)
        lists = unpack_numbers(row[0]) if row else ()
        return tuple(one // 4 for one in lists if one & 3 in (ABOUT, MENTIONS) and one)

    def _recounted(self, delta: ArchiveDelta) -> Iterator[tuple[int, tuple[int, ...]]]:
        for number, (earlier, term) in delta.terms.items():
            if earlier and term and earlier.is_counted != term.is_counted:
                for role in (ABOUT, MENTIONS):
                    for place in self._places_in(list_number(number, role)):
                        yield place, self._terms_at(place)


def _batches(values: Iterable[T]) -> Iterator[tuple[tuple[T, ...], str]]:
    """Yield the values, as many as a query takes, with the marks that stand for them there."""
    remaining = iter(values)
    while some := tuple(islice(remaining, _VALUES_PER_QUERY)):
        yield some, ", ".join("?" * len(some))


def _touched_names(delta: ArchiveDelta, touched: TouchedReads) -> Iterator[tuple[int, str]]:
    """Yield the number and the key of each name that pages show anew."""
    for number, (earlier, term) in delta.terms.items():
        shown = term or earlier
        if shown and (shown.kind, shown.name) in touched.labels:
            yield number, f"{shown.kind}:{shown.name}"
