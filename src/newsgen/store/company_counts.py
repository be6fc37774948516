"""How many stories names share in the stored archive."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, compress

from newsgen.archive.term import Term
from newsgen.model.kind import ENTITY_KINDS, KIND_BY_KEY, Kind
from newsgen.store.archive_delta import NAMES
from newsgen.store.archive_lists import ABOUT, ARTICLES_LIST, MENTIONS, list_number
from newsgen.store.place_lists import END, FIRST, PlaceLists
from newsgen.store.read_notes import ReadNotes
from newsgen.store.stored_rows import StoredRows, TermKey
from newsgen.store.stored_timelines import StoredTimelines


class CompanyCounts:
    """Counts the stories that names share; the counts of the last name are kept."""

    def __init__(
        self, rows: StoredRows, lists: PlaceLists, timelines: StoredTimelines, notes: ReadNotes
    ) -> None:
        """Take what reads the rows, lists and timelines, and where reads are noted."""
        self._notes = notes
        self._rows = rows
        self._lists = lists
        self._timelines = timelines
        self._last: tuple[int, Counter[int]] = 0, Counter()
        self._last_ranked: tuple[int, dict[Kind | None, list[tuple[int, TermKey, int]]]] = 0, {}

    def companions(self, term: Term, kind: Kind, count: int | None) -> tuple[tuple[Term, int], ...]:
        """Answer the question of the same name."""
        own = self._rows.number(term.key)
        if not own:
            return ()
        ranked = self._ranked(own).get(kind, [])[:count]
        least = -ranked[-1][0] if ranked and len(ranked) == count else 1
        self._notes.note("companies", (own, kind.value, least))
        for _, key, _ in ranked:
            self._notes.note("company_links", key)
        return tuple((self._rows.term_at(number), -shared) for shared, _, number in ranked)

    def pairs(self, terms: Iterator[tuple[str, str, int]], least: int) -> Iterator[str]:
        """Yield the subjects of the pairs of entities that share at least so many stories.

        terms: the kinds, names and numbers of all names.
        """
        rows = self._rows
        self._notes.note_list(ARTICLES_LIST, FIRST, END, NAMES)
        for kind, name, number in terms:
            is_entity = KIND_BY_KEY.get(kind) in ENTITY_KINDS
            if not is_entity or not rows.stored_name(number).about:
                continue
            self._notes.note("companies", (number, "", least))
            others = sorted(
                rows.key_of(other)
                for other, shared in self._counts(number).items()
                if shared >= least and rows.kind_of(other) in ENTITY_KINDS
            )
            for other in others:
                if (kind, name) < other:
                    yield "\n".join(sorted((f"{kind}:{name}", ":".join(other))))

    def _ranked(self, own: int) -> dict[Kind | None, list[tuple[int, TermKey, int]]]:
        """Return the companions of a name by kind, the most frequent first."""
        counts = self._counts(own)
        if self._last_ranked[0] != own:
            by_kind: dict[Kind | None, list[tuple[int, TermKey, int]]] = defaultdict(list)
            for (number, shared), key in zip(
                counts.items(), self._rows.keys_of(counts), strict=True
            ):
                by_kind[KIND_BY_KEY.get(key[0])].append((-shared, key, number))
            for ranked in by_kind.values():
                ranked.sort()
            self._last_ranked = own, by_kind
        return self._last_ranked[1]

    def _counts(self, own: int) -> Counter[int]:
        if self._last[0] != own:
            self._last = own, self._count(own)
        return self._last[1]

    def _count(self, own: int) -> Counter[int]:
        """Return how many stories a name shares with each other name, by number."""
        timelines, has_versions = self._timelines, self._rows.has_versions
        number = list_number(own, ABOUT)
        about = self._lists.all_places(number)
        if not about:
            number = list_number(own, MENTIONS)
        places = about or self._lists.all_places(number)
        companies = timelines.companies.of_list(number, places)
        if about and self._rows.is_counted(own):  # both names of a pair have to see each other
            is_mutual = [own in company for company in companies]
            places = [*compress(places, is_mutual)]
            companies = [*compress(companies, is_mutual)]
        counts = Counter(chain.from_iterable(companies))
        counts.pop(own, None)
        if has_versions:
            members: dict[int, list[int]] = defaultdict(list)
            for place, company in zip(places, companies, strict=True):
                for other in company:
                    members[other].append(place)
            for other in counts:
                articles = timelines.faces(members[other])
                counts[other] = len(timelines.one_of_each(articles))
        return counts
