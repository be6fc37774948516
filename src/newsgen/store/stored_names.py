"""Answers the questions about names from the stored archive."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from newsgen.archive.term import Term
from newsgen.archive.term_questions import Companion
from newsgen.archive.timeline import is_known_to
from newsgen.model.article import Article
from newsgen.model.authority import Authorities, Authority
from newsgen.model.index_letters import IndexLetter
from newsgen.model.kind import Kind, Name, NameKey
from newsgen.model.period import Period
from newsgen.model.problem import Location
from newsgen.model.slug import identity, lenient_identity
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import NAMES
from newsgen.store.archive_lists import ABOUT, ARTICLES_LIST, DAY_NAMES_LIST, list_number
from newsgen.store.archive_places import period_bounds
from newsgen.store.company_counts import CompanyCounts
from newsgen.store.name_indexes import (
    LETTERS_INDEX,
    NAME_WORDS,
    NAMES_BY_COUNT,
    NAMES_BY_LETTER,
    NUMBERS_INDEX,
    number_key,
    number_of_names,
)
from newsgen.store.place_lists import LoadedLists, PlaceLists
from newsgen.store.read_notes import ReadNotes
from newsgen.store.similar_articles import SimilarArticles
from newsgen.store.stored_rows import StoredRows
from newsgen.store.stored_timelines import StoredTimelines


class StoredNames:
    """The part of `StoredArchive` that is about names.

    notes: what was read.
    """

    def __init__(
        self,
        database: ArchiveDatabase,
        authorities: Authorities,
        *,
        reads_all: bool,
        notes: ReadNotes | None = None,
    ) -> None:
        """Take an open database; `reads_all`: whether most pages will be planned."""
        self._database = database
        self._authorities = authorities
        self._authorities_by_spelling: dict[
            tuple[Kind, str], tuple[Authority | None, tuple[str, ...]]
        ] = {}
        self._last_terms: tuple[Sequence[Term], list[int]] = (), []
        self.notes = notes = ReadNotes() if notes is None else notes
        self._lists = (LoadedLists if reads_all else PlaceLists)(database, notes)
        self._rows = rows = StoredRows(database, authorities, notes, reads_all=reads_all)
        self._timelines = StoredTimelines(database, rows, self._lists, notes)
        self._company = CompanyCounts(rows, self._lists, self._timelines, notes)
        self._similar = SimilarArticles(database, rows, notes, reads_all=reads_all)

    def term(self, kind: Kind, text: str) -> Term | None:
        return self._rows.term(Name(kind, text).key)

    def term_at(self, kind: Kind, slug: str) -> Term | None:
        first = self._timelines.first_value("slugs", f"{kind}/{slug}\0")
        return None if first is None else self._rows.term_of_number(first)

    def authority(self, kind: Kind, text: str) -> Authority | None:
        spelling = kind, text
        if spelling not in self._authorities_by_spelling:
            names = {identity(text), lenient_identity(text)}
            found = self._authorities.find(kind, text)
            keys = tuple(f"{kind.value}:{name}" for name in names)
            self._authorities_by_spelling[spelling] = found, keys
        entry, keys = self._authorities_by_spelling[spelling]
        for key in keys:
            self.notes.note("authorities", key)
        return entry

    def names_of(self, article: Article, *kinds: Kind) -> tuple[Term, ...]:
        lines, starts = article.name_lines.split("\n"), _starts_of_lines(kinds)
        shown = lines[:1] if article.withdrawn else lines
        # They are read with the article, as are those below.
        return tuple(map(self._rows.term_of_line, [one for one in shown if one.startswith(starts)]))

    def names_of_several(self, day: Period) -> tuple[tuple[Term, int], ...]:
        low, high = period_bounds(day)
        self.notes.note_list(DAY_NAMES_LIST, low, high, NAMES)
        stories: dict[NameKey, set[str]] = defaultdict(set)
        for place in self._lists.standing(ARTICLES_LIST, 0, low, high):
            face = self._rows.face(place)
            if is_known_to(face.moment, day.span):
                for name in self._rows.names_at(place):
                    stories[name].add(self._rows.versions(face)[0].path)
        counts = {name: len(paths) for name, paths in sorted(stories.items()) if len(paths) > 1}
        terms = ((self._rows.term(name), count) for name, count in counts.items())
        return tuple((term, count) for term, count in terms if term)

    def declared_of(self, article: Article, terms: Sequence[Term]) -> tuple[Term, ...]:
        declared = set[int]()
        for version in self._rows.versions(article):
            if (place := self._rows.place(version.path)) is not None:
                # Where other versions change, that of the first is touched too.
                self.notes.note("declared", place)
                declared.update(self._rows.memberships(place))
        if self._last_terms[0] is not terms:  # an article asks for each of its related articles
            number_of = self._rows.number_of
            self._last_terms = terms, [list_number(number_of(term), ABOUT) for term in terms]
        numbers = self._last_terms[1]
        return tuple(
            term for term, number in zip(terms, numbers, strict=True) if number in declared
        )

    def mentions_of(self, article: Article) -> tuple[Term, ...]:
        return tuple(map(self._rows.term_of_line, article.mentioned_lines))

    def link_spans(self, article: Article) -> tuple[tuple[int, int, Term], ...]:
        term_of_line = self._rows.term_of_line
        return tuple(
            (start, end, term_of_line(name.line)) for start, end, name in article.link_spans
        )

    def parts(self, term: Term) -> tuple[Term, ...]:
        kind, name = term.key
        rows = self._timelines.index("parts", f"{kind.value}:{name}\0")
        return tuple(self._rows.term_of_number(number) for _, number in rows)

    def weight(self, term: Term) -> int:
        number = self._rows.number_of(term)
        self.notes.note("weights", number)
        return self._rows.stored_name(number).weight

    def location(self, term: Term) -> Location:
        if term.authority:
            return term.authority.location
        return self._rows.location(self._rows.number_of(term))

    def companions(self, term: Term, kind: Kind, count: int | None = None) -> tuple[Companion, ...]:
        return self._company.companions(term, kind, count)

    def shared_score(self, one: Term, two: Term) -> int:
        return self._company.shared_score(one, two)

    def terms(self, kind: Kind) -> Iterator[tuple[Term, int]]:
        self.notes.note("kinds", kind.value)
        query = "SELECT id FROM term_ids WHERE kind = ? ORDER BY name"
        for (number,) in self._database.select(query, kind.value):
            yield self._counted_term(number)

    def has_more_names(self, kind: Kind | None, count: int) -> bool:
        index_kind = kind.value if kind else ""
        self.notes.note_key(NUMBERS_INDEX, number_key(index_kind, count + 1))
        return number_of_names(self._database, index_kind) > count

    def letters(self, kind: Kind) -> tuple[IndexLetter, ...]:
        start = f"{kind.value}:"
        parts = self._timelines.beginnings(
            NAMES_BY_LETTER, start, _length_of_letter, noted_as=LETTERS_INDEX
        )
        letters = (part.decode().removeprefix(start) for part in parts)
        return tuple(IndexLetter(letter[:4], letter[4:]) for letter in letters)

    def letter_counts(self, kind: Kind) -> dict[str, int]:
        counts, start = Counter[str](), f"{kind.value}:"
        for key, _ in self._timelines.index(NAMES_BY_LETTER, start):
            counts[key[len(start) : len(start) + 4].decode()] += 1
        return counts

    def names_under(self, kind: Kind, weight: str) -> Iterator[tuple[Term, int]]:
        for _, number in self._timelines.index(NAMES_BY_LETTER, f"{kind.value}:{weight}"):
            yield self._counted_term(number)

    def yearly_counts(self, term: Term) -> tuple[tuple[int, int], ...]:
        return self._rows.stored_term(self._rows.number_of(term)).yearly_counts

    def most_frequent_names(self, count: int, *kinds: Kind) -> tuple[tuple[Term, int], ...]:
        numbers = (number for _, number in self._timelines.index(NAMES_BY_COUNT))
        chosen = (one for one in numbers if not kinds or self._rows.kind_of(one) in kinds)
        return tuple(map(self._counted_term, islice(chosen, count)))

    def word_letters(self) -> str:
        return b"".join(self._timelines.beginnings(NAME_WORDS, "", _length_of_char)).decode()

    def name_words(self, beginning: str) -> Iterator[tuple[str, tuple[Term, int]]]:
        for key, number in self._timelines.index(NAME_WORDS, beginning):
            yield key.partition(b"\0")[0].decode(), self._counted_term(number)

    def _counted_term(self, number: int) -> tuple[Term, int]:
        """Return a name, and how many stories it has. This is not noted."""
        stored = self._rows.stored_name(number)
        return self._rows.term_at(number), stored.about + stored.mentions

    def former_names(self) -> Iterator[Term]:
        for _, number in self._timelines.index("former"):
            yield self._rows.term_of_number(number)

    def first_named_in(self, year: Period) -> tuple[Term, ...]:
        rows = self._timelines.index("first named", f"{year.first.year:04}")
        return tuple(self._rows.term_of_number(number) for _, number in rows)

    def count_first_named(self, year: Period) -> int:
        return self._timelines.count_keys("first named", f"{year.first.year:04}")


@cache
def _starts_of_lines(kinds: tuple[Kind, ...]) -> tuple[str, ...]:
    """Return how the lines of names of some kinds begin."""
    return tuple(f"{kind.value}:" for kind in kinds)


def _length_of_letter(key: bytes) -> int:
    """Return the length of the kind and the letter in a key of `NAMES_BY_LETTER`."""
    return key.index(b"\0")


def _length_of_char(key: bytes) -> int:
    """Return the length of the first character of a key."""
    return len(key.decode()[0].encode())
