"""The names of authority files as values, and how a spelling leads to its name."""

from collections.abc import Iterable, Iterator, Sequence

from newsgen.model.authority_identifier import Identifier
from newsgen.model.coordinates import Coordinates
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.problem import Location
from newsgen.model.slug import Alphabet, identity, lenient_identity, slug
from newsgen.model.value import Value, replace

AUTHORITY_FOLDER = "authorities"

NOWHERE = Location("")
"""Stands for a place that nobody knows."""


class Spelling(Value, frozen=True, array_like=True):
    """A way to write a name. language: a BCP 47 tag; empty where the file gives none."""

    text: str
    location: Location
    language: str = ""


class Authority(Value, frozen=True, array_like=True):
    """A name of an authority file, with what the file says about it.

    Attributes:
        aliases: other spellings.
        former: names that were merged into it; they resolve as aliases do, and their addresses
            redirect.
        also: spellings that mean it only in texts that name it in full as well.
        notations: codes and words that mean it in front matter, and are not looked for in texts.
        slug: the last part of its address; empty where the name decides it.
        match: whether it is looked for in texts.
        match_case: True if only as it is written, False if in any case, None if as it is written
            and in capitals.
        part_of: the canonical name of a larger one of its kind; empty if there is none.
        began, ended: the two dates of its kind's `Lifespan`.
        organization: of an author, whether it is one; None if the file does not say.
        family: of an author, the part of the name that is the family name; mostly empty.
        future: whether its dates may be in the future.
        key_locations: where each date of its lifespan is written, by key.
        coordinates: of a place, where it is.
        license: of a source, that of its articles, as `model.license` reads it; mostly empty.
    """

    kind: Kind
    name: str
    location: Location
    aliases: tuple[Spelling, ...] = ()
    former: tuple[Spelling, ...] = ()
    also: tuple[Spelling, ...] = ()
    description: str = ""
    identifiers: tuple[Identifier, ...] = ()
    urls: tuple[str, ...] = ()
    slug: str = ""
    match: bool = True
    match_case: bool | None = None
    part_of: str = ""
    began: Period | None = None
    ended: Period | None = None
    organization: bool | None = None
    family: str = ""
    notations: tuple[Spelling, ...] = ()
    future: bool = False
    key_locations: tuple[tuple[str, Location], ...] = ()
    coordinates: Coordinates | None = None
    license: str = ""

    def location_of(self, key: str) -> Location:
        """Return where a date of its lifespan is written; else where its name is."""
        return dict(self.key_locations).get(key, self.location)

    @property
    def other_spellings(self) -> tuple[Spelling, ...]:
        """The spellings but the canonical one by which it is found in texts."""
        return self.aliases + self.former + self.also

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        """The spellings that mean it wherever they stand, the canonical one first."""
        return (Spelling(self.name, self.location), *self.aliases, *self.former)

    @property
    def declarable_spellings(self) -> tuple[Spelling, ...]:
        """The spellings that mean it in front matter, the canonical one first."""
        return (*self.spellings, *self.notations)

    @property
    def same_as(self) -> tuple[str, ...]:
        """Addresses elsewhere of the very same entity (schema.org's sameAs)."""
        return (*(identifier.url for identifier in self.identifiers), *self.urls)

    @property
    def name_line(self) -> str:
        """The name as `Name.line`."""
        return f"{self.kind!s}:{self.name}"

    def without_places(self) -> "Authority":
        """Return the same as if nobody knew where it is written."""

        def unplaced(spellings: tuple[Spelling, ...]) -> tuple[Spelling, ...]:
            return spellings and tuple(replace(one, location=NOWHERE) for one in spellings)

        return replace(
            self,
            location=NOWHERE,
            aliases=unplaced(self.aliases),
            former=unplaced(self.former),
            also=unplaced(self.also),
            notations=unplaced(self.notations),
            key_locations=(),
        )

    def slug_in(self, alphabet: Alphabet) -> str:
        """Return the last part of its address."""
        return self.slug or slug(self.name, alphabet)


class SpellingIndex(Value, frozen=True, array_like=True):
    """Which entries spellings mean: by kind, from the identity of a spelling to an entry's number.

    lenient: the same from lenient identities of spellings with ss or ß; -1 for that of two names.
    """

    exact: dict[str, dict[str, int]]
    lenient: dict[str, dict[str, int]]

    def changed(
        self, first: int, old: Sequence[Authority], new: Sequence[Authority]
    ) -> "SpellingIndex | None":
        """Return the index after as many entries of a kind were replaced; no two share a spelling.

        None if that is not sure: a new one shares a spelling, or one has an ss or ß.

        Args:
            first: The number of the first of them.
            old: The entries as they were.
            new: Those in their places.
        """
        if not old:
            return self
        kind = old[0].kind.value
        exact = dict(self.exact.get(kind, {}))
        for entry in old:
            for same in _identities(entry):
                exact.pop(same, None)
        for number, entry in enumerate(new, first):
            for same in _identities(entry):
                if exact.setdefault(same, number) != number:
                    return None
        texts = (same for entry in (*old, *new) for same in _identities(entry))
        if any("ss" in text or "ß" in text for text in texts):
            return None
        return SpellingIndex({**self.exact, kind: exact}, self.lenient)


def _identities(entry: Authority) -> Iterator[str]:
    return (identity(spelling.text) for spelling in entry.declarable_spellings)


class AuthorityChange(Value, frozen=True, array_like=True):
    """How the entries of authority files differ from those of earlier files.

    Entries that are alike but for their places may be left out of both, if all are in one order.

    Attributes:
        since: The digest of the earlier files.
        old: The entries as they were, in the order of the files.
        new: The entries as they are, in theirs.
    """

    since: str
    old: tuple[Authority, ...]
    new: tuple[Authority, ...]


class Authorities:
    """The names of all authority files, in the order of the files.

    files_digest: that of the files; empty where nobody asks whether others say the same.
    change: How they differ from the files that were read before; None if that is not known.
    """

    __slots__ = ("_by_name", "_index", "_shared", "change", "entries", "files_digest")

    def __init__(
        self,
        entries: Iterable[Authority] = (),
        files_digest: str = "",
        index: SpellingIndex | None = None,
        change: AuthorityChange | None = None,
    ) -> None:
        """Take the entries, and the index that others with the same entries have made."""
        self.entries = tuple(entries)
        self.files_digest = files_digest
        self.change = change
        # They are made when they are first needed. Most look-ups are of a canonical name.
        self._by_name: dict[Kind, dict[str, Authority]] = {}
        self._index = index
        self._shared: list[tuple[Authority, Authority, Spelling]] | None = None

    @property
    def index(self) -> SpellingIndex:
        """The index of all spellings. Of two names with one spelling the first has it.

        A spelling with ss for ß that two names have means neither.
        """
        if self._index is None:
            self._index, self._shared = self._made_index()
        return self._index

    def _made_index(
        self,
    ) -> tuple[SpellingIndex, list[tuple[Authority, Authority, Spelling]]]:
        """Return the index, and the spellings of two names of a kind."""
        index, shared = SpellingIndex({}, {}), []
        for number, entry in enumerate(self.entries):
            exact = index.exact.setdefault(entry.kind.value, {})
            lenient = index.lenient.setdefault(entry.kind.value, {})
            for spelling in entry.declarable_spellings:
                same = identity(spelling.text)
                first = exact.setdefault(same, number)
                if first != number:
                    shared.append((self.entries[first], entry, spelling))
                if "ss" in same or "ß" in same:
                    form = lenient_identity(spelling.text)
                    if lenient.setdefault(form, number) != number:
                        lenient[form] = -1
        return index, shared

    def find(self, kind: Kind, text: str) -> Authority | None:
        """Return the name of a kind that a spelling means; None if there is none.

        Where no spelling has an ß in the same place, ss is as good: Weiss is Weiß, unless both have
        an entry.
        """
        if kind not in self._by_name:
            entries = [entry for entry in self.entries if entry.kind is kind]
            # Of two with a name the first counts.
            self._by_name[kind] = {entry.name: entry for entry in reversed(entries)}
        found = self._by_name[kind].get(text) or self.find_by_identity(kind, text)
        if found or "ss" not in (form := lenient_identity(text)):
            return found
        return self._entry(self.index.lenient.get(kind.value, {}).get(form, -1))

    def find_by_identity(self, kind: Kind, text: str) -> Authority | None:
        """Return the first name with a spelling of this identity; a second is a problem (N306)."""
        return self._entry(self.index.exact.get(kind.value, {}).get(identity(text), -1))

    def shared_spellings(self) -> Sequence[tuple[Authority, Authority, Spelling]]:
        """Return the spellings of two names of a kind: the first name, the second, and it."""
        if self._shared is None:
            self._index, self._shared = self._made_index()
        return self._shared

    def _entry(self, number: int) -> Authority | None:
        return self.entries[number] if number >= 0 else None
