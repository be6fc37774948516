"""The rows of the stored archive as values, those that were read last kept decoded."""

from collections.abc import Iterable, Iterator

from newsgen.archive.term import Term
from newsgen.archive.visibility import Badge
from newsgen.model.article import Article, PlainPage
from newsgen.model.authority import Authorities
from newsgen.model.kind import KIND_BY_KEY, Kind, NameKey
from newsgen.model.pack_numbers import unpack_numbers
from newsgen.model.problem import Location
from newsgen.model.slug import identity
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase, DatabaseDamaged, DatabaseRow
from newsgen.store.archive_delta import StoredName, StoredTerm
from newsgen.store.read_notes import ReadNotes
from newsgen.store.stored_articles import decode_article, decode_face

_MAX_FACES = 20_000
"""Articles of which that is kept decoded which lists may show, where most pages are planned."""

_MAX_FACES_OF_FEW_PAGES = 3000
"""The same where few are: an edit takes as long then, and a tenth of the memory."""

_MAX_ARTICLES = 1000
"""Articles that are kept decoded: those near in time to an article are asked for again soon."""

_MAX_VERSIONED = 200_000
"""Articles of which it is kept whether their stories have other versions."""

TermKey = tuple[str, str]
"""The kind of a name, or `LANGUAGE`, and its identity."""


class StoredRows:
    """Reads articles, names and what belongs to them."""

    def __init__(
        self,
        database: ArchiveDatabase,
        authorities: Authorities,
        notes: ReadNotes,
        *,
        reads_all: bool,
    ) -> None:
        """Take an open database, the authority files, and where reads are noted.

        reads_all: whether most pages will be planned.
        """
        self._max_faces = _MAX_FACES if reads_all else _MAX_FACES_OF_FEW_PAGES
        self._database = database
        self._authorities = authorities
        self._notes = notes
        self._faces: dict[int, Article] = {}
        self._badges: dict[int, Badge] = {}
        self._articles: dict[int, Article] = {}
        self._memberships: dict[int, tuple[int, ...]] = {}
        self._places: dict[str, int | None] = {}
        self._terms: dict[int, Term] = {}
        self._stored_names: dict[int, StoredName] = {}
        self._numbers: dict[TermKey, int | None] = {}
        self._keys: dict[int, TermKey] = {}
        self._versioned: dict[int, bool] = {}
        self._terms_by_line: dict[str, Term] = {}
        self.has_versions = any(
            database.select("SELECT 1 FROM keys WHERE list = 'versions' LIMIT 1")
        )

    def place(self, path: str) -> int | None:
        """Return the place of an article; None if there is none at a path. This is not noted."""
        if path not in self._places:
            row = self._database.get("places", path)
            self._places[path] = row[0] if row else None
        return self._places[path]

    def face(self, place: int) -> Article:
        """Return what lists may show of the article at a place. This is not noted."""
        face = self._faces.get(place)
        if face is None:
            row = self._row("articles", place)
            if len(self._faces) >= self._max_faces:
                self._faces.clear()
                self._badges.clear()
                self._places.clear()
            face = self._faces[place] = decode_face(row[1])
            self._badges[place] = row[3]
        return face

    def article(self, place: int) -> Article:
        """Return all of the article at a place. This is not noted."""
        article = self._articles.get(place)
        if article is None:
            row = self._row("articles", place)
            if len(self._articles) >= _MAX_ARTICLES:
                self._articles.pop(next(iter(self._articles)))
            article = self._articles[place] = decode_article(row[1], row[2])
        return article

    def badge(self, path: str) -> Badge:
        """Return what the article at a path is if it is not published yet."""
        place = self.place(path)
        if place is None:
            raise DatabaseDamaged("an article is missing")
        self.face(place)
        return self._badges[place]

    def memberships(self, place: int) -> tuple[int, ...]:
        """Return the numbers of the lists that the article at a place is in."""
        numbers = self._memberships.get(place)
        if numbers is None:
            if len(self._memberships) >= _MAX_ARTICLES:
                self._memberships.pop(next(iter(self._memberships)))
            numbers = unpack_numbers(self._row("memberships", place)[0])
            self._memberships[place] = numbers
        return numbers

    def names_at(self, place: int) -> Iterator[NameKey]:
        """Yield the names that the article at a place declares or mentions. This is not noted."""
        for kind_key, name in map(
            self.key_of, (one // 4 for one in self.memberships(place) if one)
        ):
            if kind := KIND_BY_KEY.get(kind_key):  # no language
                yield kind, name

    def versions(self, article: Article) -> tuple[Article, ...]:
        """Return the versions of an article's story in the order in which they stand for it."""
        row = None
        if self.has_versions:
            row = self._database.get("keys", "versions", article.path.encode())
        if row is None:
            return (article,)
        places = map(self.place, codec.decode(row[0], tuple[str, ...]))
        return tuple(self.face(place) for place in places if place is not None)

    def has_other_versions(self, place: int) -> bool:
        """Return whether the story of the article at a place has other versions. Not noted."""
        if not self.has_versions:
            return False
        if place not in self._versioned:
            if len(self._versioned) >= _MAX_VERSIONED:
                self._versioned.clear()
            path: str = self._row("articles", place)[0]
            row = self._database.get("keys", "versions", path.encode())
            self._versioned[place] = row is not None
        return self._versioned[place]

    def plain_page(self, path: str) -> PlainPage | None:
        """Return the plain page of a file; None if there is none. This is not noted."""
        address = self._database.get("keys", "page addresses", path.encode())
        key = f"{address[0]}\0{path}".encode() if address else b""
        row = self._database.get("keys", "plain pages", key) if address else None
        return codec.decode(row[0], PlainPage) if row else None

    def number(self, key: TermKey) -> int | None:
        """Return the number of a name; None if the archive has it not.

        That one is missing is noted. Whoever reads what has a number notes that.
        """
        number = self._numbers.get(key)
        if number is None:
            kind, name = str(key[0]), key[1]
            if key not in self._numbers:
                row = self._database.get("term_ids", kind, name)
                number = self._numbers[key] = row[0] if row else None
            if number is None:
                self._notes.note_label(kind, name)
        return number

    def stored_name(self, number: int) -> StoredName:
        """Return what is stored of the name with a number, but for its entry. This is not noted.

        The entry is the half of it, and `term_at` finds it in the authority files.
        """
        stored = self._stored_names.get(number)
        if stored is None:
            stored = codec.decode(self._row("terms", number)[0], StoredName)
            self._stored_names[number] = stored
        return stored

    def location(self, number: int) -> Location:
        """Return where a problem of the name with a number points. This is not noted."""
        return self.stored_term(number).location

    def stored_term(self, number: int) -> StoredTerm:
        """Return all that is stored of the name with a number. This is not noted."""
        return codec.decode(self._row("terms", number)[0], StoredTerm)

    def number_of(self, term: Term) -> int:
        """Return the number of a name that the archive has."""
        number = self.number(term.key)
        if number is None:
            raise DatabaseDamaged("a name is missing")
        return number

    def term(self, key: NameKey) -> Term | None:
        """Return a name as pages show it; None if the archive has it not."""
        number = self.number(key)
        return None if number is None else self.term_of_number(number)

    def term_of_number(self, number: int) -> Term:
        """Return the name with a number as pages show it."""
        self._notes.note_label(*self.key_of(number))
        return self.term_at(number)

    def term_at(self, number: int) -> Term:
        """Return the same. This is not noted."""
        term = self._terms.get(number)
        if term is None:
            one = self.stored_name(number)
            kind = KIND_BY_KEY[one.kind]
            # What is stored does not know where the entry is written by now.
            term = Term(kind, one.text, one.slug, self._authorities.find(kind, one.text))
            self._terms[number] = term
        return term

    def term_of_line(self, line: str) -> Term:
        """Return a name that an article declares or mentions, given as `Name.line`.

        This is not noted.
        """
        term = self._terms_by_line.get(line)
        if term is None:
            kind, _, text = line.partition(":")
            number = self.number((kind, identity(text)))
            if number is None:
                raise DatabaseDamaged("a name is missing")
            term = self._terms_by_line[line] = self.term_at(number)
        return term

    def key_of(self, number: int) -> TermKey:
        """Return the key of the name with a number."""
        key = self._keys.get(number)
        if key is None:
            stored = self.stored_name(number)
            key = self._keys[number] = stored.kind, stored.name
        return key

    def keys_of(self, numbers: Iterable[int]) -> list[TermKey]:
        """Return the keys of several names."""
        known = self._keys.get
        return [known(number) or self.key_of(number) for number in numbers]

    def kind_of(self, number: int) -> Kind | None:
        """Return the kind of the name with a number; None if it is a language."""
        return KIND_BY_KEY.get(self.stored_name(number).kind)

    def is_counted(self, number: int) -> bool:
        """Return whether a name counts as a companion: no tag that stands for an entity does."""
        return self.stored_name(number).is_counted

    def _row(self, table: str, key: int | None) -> DatabaseRow:
        row = self._database.get(table, key)
        if row is None:
            raise DatabaseDamaged(f"{table} lacks a row")
        return row
