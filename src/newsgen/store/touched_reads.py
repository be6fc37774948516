"""Which reads of the stored archive a change touched."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, combinations, groupby

from newsgen.archive.questions import DAY_BITS
from newsgen.model.kind import ENTITY_KINDS
from newsgen.model.pack_numbers import unpack_numbers
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import FACES, MEMBERS, NAMES, STORIES, ArchiveDelta, StoredTerm
from newsgen.store.archive_lists import (
    ABOUT,
    ARTICLES_LIST,
    DAY_NAMES_LIST,
    MENTIONS,
    ROLE_WEIGHTS,
    WITHDRAWN_LIST,
    pair_list_number,
)
from newsgen.store.company_changes import CompanyChanges
from newsgen.store.name_scores import NameScores
from newsgen.store.read_notes import AUTHORITIES_INDEX, PATHS_INDEX, GroupReads

_WHOLE_LISTS = frozenset((ARTICLES_LIST, WITHDRAWN_LIST))
"""Each article is in one of these."""


class TouchedReads:
    """What a change touched, in the words of reads."""

    def __init__(
        self,
        database: ArchiveDatabase,
        delta: ArchiveDelta,
        recounted: Sequence[tuple[int, tuple[int, ...]]],
        keys: Collection[tuple[str, bytes]],
    ) -> None:
        """Take what a change touched.

        Args:
            database: After the change.
            delta: What it touched in the archive.
            recounted: The place of each article with a name that counts as a companion only now, or
                no more, with the numbers of its names.
            keys: What else came, went or changed, as keys of an index each.
        """
        scores = NameScores(database, delta)
        own_names = [members for _, members in recounted]
        self.companies = CompanyChanges(database, delta, scores, own_names)
        self.places: Mapping[int, list[tuple[int, int]]] = defaultdict(list)
        terms_at: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (number, place), bits in sorted(delta.places.items()):
            self.places[number].append((place, bits))
            if number & 3 in ROLE_WEIGHTS and number > MENTIONS:
                terms_at[place].append((number // 4, bits))
        self.faces, self.names = _touched_places(delta)
        self.declared = self.faces | self.names.keys()
        self.paths = {*delta.articles.values(), *delta.gone}
        shown = (path for place, path in delta.articles.items() if place in self.faces)
        self.face_paths = {*shown, *delta.gone}
        self.labels: set[tuple[str, str]] = set()
        self.links: set[tuple[str, str]] = set()
        self.counts: set[int] = set()
        self.weights: set[int] = set()
        self.kinds: set[str] = set()
        for number, change in delta.terms.items():
            self._add_term(number, *change)
        self.places[DAY_NAMES_LIST] = _touched_names_of_days(database, delta)
        for place, members in recounted:
            terms_at[place] += [(number, MEMBERS) for number in members]
        for place, terms in terms_at.items():
            entities = [each for each in terms if scores.kind_of(each[0]) in ENTITY_KINDS]
            for (one, bits), (two, others) in combinations(entities, 2):
                if touched := (bits | others) & (FACES | MEMBERS):
                    self.places[pair_list_number(one, two)].append((place, touched))
        self.places = {number: sorted(places) for number, places in self.places.items()}
        self._members = {
            number: [one for one in places if one[1] & MEMBERS]
            for number, places in self.places.items()
        }
        self.authorities = {key.decode() for index, key in keys if index == AUTHORITIES_INDEX}
        self.keys: dict[str, list[bytes]] = defaultdict(list)
        paths = ((PATHS_INDEX, path.encode()) for path in self.paths)
        for index, key in sorted({*delta.keys, *keys, *paths}):
            self.keys[index].append(key)

    def _add_term(self, number: int, earlier: StoredTerm | None, term: StoredTerm | None) -> None:
        if shown := term or earlier:
            counts = [(one.about, one.mentions) if one else None for one in (earlier, term)]
            labels = [one.label if one else None for one in (earlier, term)]
            weights = [one.weight if one else 0 for one in (earlier, term)]
            if labels[0] != labels[1]:
                self.labels.add((shown.kind, shown.name))
            if not (earlier and term and earlier.link == term.link):
                self.links.add((shown.kind, shown.name))
            if counts[0] != counts[1]:
                self.counts.add(number)
            indexed = [one.indexed if one else None for one in (earlier, term)]
            if counts[0] != counts[1] or indexed[0] != indexed[1]:
                self.kinds |= {shown.kind, ""}
            if weights[0] != weights[1]:
                self.weights.add(number)

    def reason(self, reads: GroupReads) -> str:
        """Return in short which of a page group's reads was touched; empty if none was.

        This is a field of `GroupReads` in the singular or plural, a space and what was touched.
        """
        for path in reads.paths:
            if path in self.paths:
                return f"paths {path}"
        return self._of_lists(reads) or self._of_values(reads) or self._of_ranges(reads)

    def _of_lists(self, reads: GroupReads) -> str:
        for places in (self._members, self.places):
            for number, low, high, bits in reads.lists:
                if found := _first_touched(places.get(number, []), low, high, bits):
                    return f"list {number} {found[0]} {found[1]}"
        return ""

    def _of_values(self, reads: GroupReads) -> str:
        for name, touched in (
            ("faces", self.faces),
            ("declared", self.declared),
            ("face_paths", self.face_paths),
            ("authorities", self.authorities),
            ("labels", self.labels),
            ("company_links", self.links),
            ("counts", self.counts),
            ("weights", self.weights),
            ("kinds", self.kinds),
        ):
            for value in getattr(reads, name):
                if value in touched:
                    text = ":".join(value) if isinstance(value, tuple) else value
                    return f"{name} {text}"
        for read in reads.companies:
            if self.companies.touch(read):
                return f"companies {read[0]}"
        return ""

    def _of_ranges(self, reads: GroupReads) -> str:
        for index, first, after in reads.keys:
            keys = self.keys.get(index, [])
            at = bisect_left(keys, first)
            if at < len(keys) and keys[at] < after:
                return f"index {index}\n{keys[at].decode('utf-8', 'replace')}"
        return ""


def _first_touched(
    touched: Sequence[tuple[int, int]], low: int, high: int, bits: int
) -> tuple[int, int] | None:
    """Return the first touched place in a range, and the bits of it that were read."""
    for number in range(bisect_left(touched, (low, 0)), len(touched)):
        place, touched_bits = touched[number]
        if place >= high:
            break
        if touched_bits & bits:
            return place, touched_bits & bits
    return None


def _touched_places(delta: ArchiveDelta) -> tuple[set[int], dict[int, set[int]]]:
    """Return where that was touched which lists may show, and where declared names were.

    The second has the lists of the names that an article declares only now, or no more.
    """
    faces, names = set[int](), defaultdict[int, set[int]](set)
    for (number, place), bits in delta.places.items():
        if bits & FACES or (bits & MEMBERS and number in _WHOLE_LISTS):
            faces.add(place)
        if bits & MEMBERS and number & 3 == ABOUT and number:
            names[place].add(number)
    return faces, names


def _touched_names_of_days(database: ArchiveDatabase, delta: ArchiveDelta) -> list[tuple[int, int]]:
    """Return the places with a name that several articles of the day have, or had, and bits.

    A name counts if it came or went there; of a story with other versions, each name.
    """
    changed: dict[int, set[int]] = defaultdict(set)
    for (number, place), bits in delta.places.items():
        if number & 3 in ROLE_WEIGHTS and number > MENTIONS and bits & MEMBERS:
            changed[place].add(number // 4)
    several: dict[int, set[int]] = {}
    for day, places in groupby(sorted(changed), lambda place: place >> DAY_BITS):
        names_at = {place: {*changed[place]} for place in places}
        query = "SELECT place, lists FROM memberships WHERE place >= ? AND place < ?"
        for place, lists in database.select(query, day << DAY_BITS, (day + 1) << DAY_BITS):
            names = {one // 4 for one in unpack_numbers(lists) if one & 3 in ROLE_WEIGHTS}
            names_at[place] = names | names_at.get(place, set())
        counts = Counter(chain.from_iterable(names_at.values()))
        several[day] = {name for name, count in counts.items() if count > 1}
    return sorted(
        (place, NAMES)
        for (number, place), bits in delta.places.items()
        if number == ARTICLES_LIST
        if bits & STORIES or not changed[place].isdisjoint(several.get(place >> DAY_BITS, ()))
    )
