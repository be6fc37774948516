"""Authority files as values: the controlled names of an archive, in the library's sense."""

from collections.abc import Iterable, Iterator, Mapping

from newsgen.model.digest import digest
from newsgen.model.identifier import Identifier
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.problem import Location
from newsgen.model.slug import Alphabet, identity, slug
from newsgen.model.value import Value

AUTHORITY_FOLDER = "authorities"
"""Where a site's authority files are."""


class Spelling(Value, frozen=True, array_like=True):
    """A way to write a name, and where the editor wrote it.

    language: a BCP 47 tag, or empty where nobody said.
    """

    text: str
    location: Location
    language: str = ""


class Authority(Value, frozen=True, array_like=True):
    """One controlled name.

    place: of the name itself. aliases: other spellings. former: those that were merged into it:
    they resolve like aliases, and their addresses redirect. also: spellings that mean it in texts
    alone, and only beside a full one.
    match: whether it is looked for in texts; match_case: whether only exactly as it is written
    (True), in whatever case (False), or as written and in capitals (None).
    part_of: the canonical name of a larger one of the same kind, or empty.
    began, ended: birth and death, founding and dissolution, or the first and last day.
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

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        """Every text that means this name by itself, the canonical one first."""
        return (Spelling(self.name, self.location), *self.aliases, *self.former)

    @property
    def digest_parts(self) -> Iterator[str]:
        """All of it that can shape an article that is prepared."""
        yield from (self.name_line, self.slug, f"{self.match} {self.match_case}")
        for spellings in (self.aliases, self.former, self.also):
            yield str(len(spellings))
            for each in spellings:
                yield from (each.text, each.language)

    @property
    def same_as(self) -> tuple[str, ...]:
        """Addresses elsewhere that are about the very same (schema.org's sameAs)."""
        return (*(each.url for each in self.identifiers), *self.urls)

    @property
    def name_line(self) -> str:
        """As `Name.line`."""
        return f"{self.kind.value}:{self.name}"

    def slug_in(self, alphabet: Alphabet) -> str:
        """The part of an address it stands for."""
        return self.slug or slug(self.name, alphabet)


class Authorities:
    """All controlled names, in the order of their files.

    essence: a digest of all of them that can shape an article that is prepared.
    """

    __slots__ = ("_by_identity", "_by_name_line", "_parse_digest", "entries")

    def __init__(self, entries: Iterable[Authority] = (), parse_digest: str = "") -> None:
        self.entries = tuple(entries)
        self._parse_digest = parse_digest
        # Most are asked for a name as it is written; spellings are looked into after that.
        self._by_name_line: dict[str, Authority] = {}
        self._by_identity: dict[Kind, dict[str, Authority]] = {}

    @property
    def parse_digest(self) -> str:
        """Asked once for all names, which takes a while where they are many."""
        if not self._parse_digest:
            parts = (part for entry in self.entries for part in entry.digest_parts)
            self._parse_digest = digest(*parts)
        return self._parse_digest

    def find(self, kind: Kind, text: str) -> Authority | None:
        """The authority a spelling means within one kind."""
        if not self._by_name_line:
            for entry in self.entries:
                self._by_name_line.setdefault(entry.name_line, entry)
        found = self._by_name_line.get(f"{kind.value}:{text}")
        return found or self.find_by_identity(kind, text)

    def find_by_identity(self, kind: Kind, text: str) -> Authority | None:
        """The first that claims a spelling; of a second, reading the files has told (N306)."""
        return self._identity_index(kind).get(identity(text))

    def _identity_index(self, kind: Kind) -> Mapping[str, Authority]:
        if not self._by_identity:
            self._by_identity = {each: {} for each in Kind}
            for entry in self.entries:
                found = self._by_identity[entry.kind]
                found.setdefault(identity(entry.name), entry)
                for spelling in (*entry.aliases, *entry.former):
                    found.setdefault(identity(spelling.text), entry)
        return self._by_identity[kind]
