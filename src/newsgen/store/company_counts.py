"""Which names appear together in the stored archive, and how often."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, compress

from newsgen.archive.companions import WHOLE_STORY
from newsgen.archive.term import Term
from newsgen.archive.term_questions import Companion
from newsgen.model.kind import ENTITY_KINDS, KIND_BY_KEY, Kind
from newsgen.store.archive_delta import FACES, MEMBERS, NAMES
from newsgen.store.archive_lists import (
    ARTICLES_LIST,
    ROLE_WEIGHTS,
    list_number,
    pair_list_number,
)
from newsgen.store.place_lists import END, FIRST, PlaceLists
from newsgen.store.read_notes import ReadNotes
from newsgen.store.stored_rows import StoredRows, TermKey
from newsgen.store.stored_timelines import StoredTimelines

CompanyCount = tuple[int, int]
"""The number of stories that two names share, and their score."""

_Ranked = list[tuple[int, TermKey, int]]
"""The scores, with a minus, the keys and numbers of names, in order."""


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
        self._last: tuple[int, dict[int, CompanyCount]] = 0, {}
        self._last_ranked: tuple[int, dict[Kind | None, _Ranked]] = 0, {}

    def companions(self, term: Term, kind: Kind, count: int | None) -> tuple[Companion, ...]:
        """Answer the question of the same name."""
        own = self._rows.number(term.key)
        if not own:
            return ()
        ranked = self._ranked(own).get(kind, [])[:count]
        least = -ranked[-1][0] if ranked and len(ranked) == count else WHOLE_STORY
        self._notes.note("companies", (own, kind.value, least))
        for _, key, _ in ranked:
            self._notes.note("company_links", key)
        counts = self._counts(own)
        return tuple(
            Companion(self._rows.term_at(number), *counts[number]) for _, _, number in ranked
        )

    def shared_score(self, one: Term, two: Term) -> int:
        """Answer the question of the same name."""
        numbers = self._rows.number_of(one), self._rows.number_of(two)
        bits = FACES if self._rows.has_versions else MEMBERS
        self._notes.note_list(pair_list_number(*numbers), FIRST, END, bits)
        return self._once_each(self._timelines.shared.scores(*numbers))[1]

    def pairs(self, terms: Iterator[tuple[str, str, int]], least: int) -> Iterator[str]:
        """Yield the subjects of the pairs of entities with so high a score.

        terms: the kinds, names and numbers of all names.
        """
        rows = self._rows
        self._notes.note_list(ARTICLES_LIST, FIRST, END, NAMES)
        for kind, name, number in terms:
            if KIND_BY_KEY.get(kind) not in ENTITY_KINDS:
                continue
            self._notes.note("companies", (number, "", least))
            others = sorted(
                rows.key_of(other)
                for other, (_, score) in self._counts(number).items()
                if score >= least and rows.kind_of(other) in ENTITY_KINDS
            )
            for other in others:
                if (kind, name) < other:
                    yield "\n".join(sorted((f"{kind}:{name}", ":".join(other))))

    def _ranked(self, own: int) -> dict[Kind | None, _Ranked]:
        """Return the companions of a name by kind, those with the highest score first."""
        counts = self._counts(own)
        if self._last_ranked[0] != own:
            scores = {other: score for other, (_, score) in counts.items() if score >= WHOLE_STORY}
            by_kind: dict[Kind | None, _Ranked] = defaultdict(list)
            for (number, score), key in zip(
                scores.items(), self._rows.keys_of(scores), strict=True
            ):
                by_kind[KIND_BY_KEY.get(key[0])].append((-score, key, number))
            for ranked in by_kind.values():
                ranked.sort()
            self._last_ranked = own, by_kind
        return self._last_ranked[1]

    def _counts(self, own: int) -> dict[int, CompanyCount]:
        if self._last[0] != own:
            self._last = own, self._count(own)
        return self._last[1]

    def _count(self, own: int) -> dict[int, CompanyCount]:
        """Return how many stories a name shares with each other name, by number."""
        stories, scores = Counter[int](), Counter[int]()
        shared: list[tuple[int, list[int], list[array[int]]]] = []
        for role, own_weight in ROLE_WEIGHTS.items():
            places, companies = self._companies(list_number(own, role))
            for listed, count in Counter(chain.from_iterable(companies)).items():
                stories[listed // 4] += count
                scores[listed // 4] += count * own_weight * ROLE_WEIGHTS[listed & 3]
            if self._rows.has_versions:
                shared.append((own_weight, places, companies))
        counts = {other: (count, scores[other]) for other, count in stories.items()}
        counts |= {
            other: self._once_each(places) for other, places in self._in_versions(shared).items()
        }
        counts.pop(own, None)
        return counts

    def _in_versions(
        self, shared: "list[tuple[int, list[int], list[array[int]]]]"
    ) -> dict[int, dict[int, int]]:
        """Return what counts of each name that is in a story with several versions, by place.

        shared: What a name adds in a list of its own, the places of the list, and their names.
        """
        several = {
            listed // 4
            for _, places, companies in shared
            for place, company in zip(places, companies, strict=True)
            if self._rows.has_other_versions(place)
            for listed in company
        }
        scores: dict[int, dict[int, int]] = defaultdict(dict)
        for own_weight, places, companies in shared if several else ():
            for place, company in zip(places, companies, strict=True):
                for listed in company:
                    if listed // 4 in several:
                        scores[listed // 4][place] = own_weight * ROLE_WEIGHTS[listed & 3]
        return scores

    def _companies(self, number: int) -> "tuple[list[int], list[array[int]]]":
        """Return the places of a list of a name, with the lists of the names that are counted."""
        places = self._lists.all_places(number)
        companies = self._timelines.companies.of_list(number, places) if places else []
        if self._rows.is_counted(number // 4):  # both names of a pair have to see each other
            is_mutual = [number in company for company in companies]
            places = [*compress(places, is_mutual)]
            companies = [*compress(companies, is_mutual)]
        return places, companies

    def _once_each(self, scores: dict[int, int]) -> CompanyCount:
        """Count the stories at some places. scores: what an article at each place counts."""
        if not self._rows.has_versions:
            return len(scores), sum(scores.values())
        stories = self._timelines.one_of_each(self._timelines.faces(scores))
        places = (self._rows.place(article.path) or 0 for article in stories)
        return len(stories), sum(scores[place] for place in places)
