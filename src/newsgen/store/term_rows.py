"""The names of the stored archive: how they are shown, and how many stories they have."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import chain

from newsgen.archive.companions import COUNTED_KINDS
from newsgen.archive.questions import DAY_BITS
from newsgen.model.article import Article
from newsgen.model.authority import Authorities
from newsgen.model.index_letters import CollationKey
from newsgen.model.kind import KIND_BY_KEY, TYPED_ENTITY_KINDS, Kind
from newsgen.model.slug import Alphabet, identity, slug
from newsgen.model.value import replace
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import StoredTerm
from newsgen.store.archive_lists import (
    ABOUT,
    IN_WHOLE,
    LANGUAGE,
    MENTIONS,
    WITHDRAWN,
    list_number,
)
from newsgen.store.name_indexes import NameIndexes

TermChange = tuple[StoredTerm | None, StoredTerm | None]
"""What was stored of a name before and after; None for nothing."""


class TermRows:
    """The names that one change of the archive touches; `settle` writes them."""

    def __init__(
        self,
        database: ArchiveDatabase,
        authorities: Authorities,
        alphabet: Alphabet,
        collation_key: CollationKey,
        article_at: Callable[[int], Article],
    ) -> None:
        """Take what sorts names, and what gives the article at a place."""
        self._database = database
        self._authorities = authorities
        self._alphabet: Alphabet = alphabet
        self._article_at = article_at
        self._indexes = NameIndexes(collation_key)
        self.touched_keys: dict[tuple[str, bytes], None] = {}
        self._numbers: dict[str, int] = {}
        self._earlier: dict[int, StoredTerm | None] = {}
        self._keys: dict[int, tuple[str, str]] = {}
        self._steps: dict[int, dict[int, int]] = {}
        self._last_spellings: tuple[str, Mapping[tuple[str, str], str]] = "", {}
        row = database.get("header", "next term")
        self._next_number = int(row[0]) if row else 1

    def number(self, line: str) -> int:
        """Return the number of a name; give it one if it has none. line: as `Name.line`."""
        if line not in self._numbers:
            kind, _, text = line.partition(":")
            name = text if kind == LANGUAGE else identity(text)
            row = self._database.get("term_ids", kind, name)
            if row:
                self._numbers[line] = row[0]
            else:
                self._numbers[line] = number = self._next_number
                self._next_number += 1
                self._database.put("term_ids", kind, name, number)
                self._earlier[number] = None
                self._keys[number] = kind, name
        return self._numbers[line]

    def touch(self, number: int) -> None:
        """Note that how a name is shown may have changed."""
        if number and number not in self._earlier:
            row = self._database.get("terms", number)
            assert row is not None
            term = codec.decode(row[0], StoredTerm)
            self._earlier[number] = term
            self._keys[number] = term.kind, term.name

    def touch_name(self, kind: Kind, name: str) -> None:
        """Note the same of the name with an identity, if the archive has it."""
        if row := self._database.get("term_ids", kind.value, name):
            self.touch(row[0])

    def count(self, list_of_places: int, place: int, step: int) -> None:
        """Note that one more story stands in a list of a name, one less, or the same."""
        self.touch(list_of_places // 4)
        steps = self._steps.setdefault(list_of_places, {})
        year = _year_of_day(place >> DAY_BITS)
        steps[year] = steps.get(year, 0) + step

    def settle(self) -> Iterator[tuple[int, TermChange]]:
        """Write all that were touched, and yield them with their numbers."""
        # Whether a tag stands for an entity is known when all entities are.
        for kinds in (_is_no_tag, _is_tag):
            numbers = sorted(number for number in self._earlier if kinds(self._keys[number][0]))
            for number in numbers:
                earlier = self._earlier[number]
                term = self._settled(number, earlier)
                self._write(number, earlier, term)
                if (earlier is None) != (term is None) and (shown := term or earlier):
                    self._touch_tags(shown)
                yield number, (earlier, term)
        if not self._database.is_new:
            self.touched_keys |= dict.fromkeys(self._indexes.touched_keys(self._database))
        self._database.put("header", "next term", self._next_number)

    def _write(self, number: int, earlier: StoredTerm | None, term: StoredTerm | None) -> None:
        if term and term == earlier:
            return
        gone, come, touched = self._indexes.change(number, earlier, term)
        for index, key, _ in gone:
            self._database.delete("keys", index, key)
        for row in come:
            self._database.put("keys", *row)
        self.touched_keys |= touched
        if term is None:
            self._database.delete("terms", number)
            self._database.delete("term_ids", *self._keys[number])
        else:
            self._database.put("terms", number, codec.encode(term))

    def _touch_tags(self, entity: StoredTerm) -> None:
        """Touch the tags that stand for an entity which came or went."""
        if entity.authority and KIND_BY_KEY.get(entity.kind) in TYPED_ENTITY_KINDS:
            for spelling in entity.authority.declarable_spellings:
                self.touch_name(Kind.TAG, identity(spelling.text))

    def _settled(self, number: int, earlier: StoredTerm | None) -> StoredTerm | None:
        """Return a name as pages show it; None if no article has it."""
        oldest = self._oldest(number)
        if oldest is None:
            return None
        steps = [self._steps.get(list_number(number, role), {}) for role in range(3)]
        about, mentions, withdrawn = (sum(own.values()) for own in steps)
        term = earlier or StoredTerm(*self._keys[number])
        term = replace(
            term,
            about=term.about + about,
            mentions=term.mentions + mentions,
            withdrawn=term.withdrawn + withdrawn,
            first_year=self._first_year(number),
        )
        if term.kind == LANGUAGE:
            return term
        years = Counter(dict(term.yearly_counts))
        for own in steps[:2]:
            years.update(own)
        kind = KIND_BY_KEY[term.kind]
        spelled = self._spellings(oldest).get((term.kind, term.name), "")
        entry = self._authorities.find(kind, spelled or term.name)
        text = spelled or (entry.name if entry else term.name)
        is_counted = kind in COUNTED_KINDS and not (
            kind is Kind.TAG and self._stands_for_entity(text)
        )
        return replace(
            term,
            is_counted=is_counted,
            text=text,
            slug=(entry.slug if entry else "") or slug(text, self._alphabet),
            authority=entry.without_places() if entry else None,
            location=oldest.location_of_names(kind),
            yearly_counts=tuple((year, count) for year, count in sorted(years.items()) if count),
        )

    def _spellings(self, article: Article) -> Mapping[tuple[str, str], str]:
        """Return how an article writes the names that it declares; those of one are kept."""
        if self._last_spellings[0] != article.path:
            spellings: dict[tuple[str, str], str] = {}
            for line in article.name_lines.split("\n"):
                kind, _, text = line.partition(":")
                spellings.setdefault((kind, identity(text)), text)
            self._last_spellings = article.path, spellings
        return self._last_spellings[1]

    def _stands_for_entity(self, tag: str) -> bool:
        entries = (self._authorities.find(kind, tag) for kind in TYPED_ENTITY_KINDS)
        entry = next(filter(None, entries), None)
        key = (entry.kind.value, identity(entry.name)) if entry else None
        return bool(key and self._database.get("term_ids", *key))

    def _oldest(self, number: int) -> Article | None:
        """Return the oldest article with a name: about it, else a mere mention."""
        query = "SELECT place FROM entries WHERE list = ? ORDER BY place LIMIT 1"
        for roles in ((ABOUT, WITHDRAWN), (MENTIONS,)):
            rows = chain.from_iterable(
                self._database.select(query, list_number(number, role)) for role in roles
            )
            if (place := min((row[0] for row in rows), default=None)) is not None:
                return self._article_at(place)
        return None

    def _first_year(self, number: int) -> int:
        query = "SELECT place FROM entries WHERE list = ? AND listed & ? ORDER BY place LIMIT 1"
        rows = chain.from_iterable(
            self._database.select(query, list_number(number, role), IN_WHOLE)
            for role in (ABOUT, MENTIONS)
        )
        place = min((row[0] for row in rows), default=None)
        return 0 if place is None else self._article_at(place).moment.day.year


@cache
def _year_of_day(ordinal: int) -> int:
    return date.fromordinal(ordinal).year


def _is_tag(kind: str) -> bool:
    return kind == Kind.TAG


def _is_no_tag(kind: str) -> bool:
    return kind != Kind.TAG
