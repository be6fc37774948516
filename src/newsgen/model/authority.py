"""Authority files as values: the controlled names of an archive, in the library's sense."""

from collections.abc import Iterable, Mapping

from newsgen.model.identifier import Identifier
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.problem import Place
from newsgen.model.slug import Alphabet, identity, slug
from newsgen.model.value import Value, field

FOLDER = "authorities"
"""Where a site's authority files are."""


class Spelling(Value, frozen=True, array_like=True):
    """A way to write a name, and where the editor wrote it.

    language: a BCP 47 tag, or empty where nobody said.
    """

    text: str
    place: Place
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
    place: Place
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
        return (Spelling(self.name, self.place), *self.aliases, *self.former)

    @property
    def essence(self) -> tuple[object, ...]:
        """All of it that can shape an article that is prepared."""
        spellings = [(each.text, each.language) for each in (*self.aliases, *self.former)]
        also = [(each.text, each.language) for each in self.also]
        return self.line, spellings, also, self.slug, self.match, self.match_case

    @property
    def line(self) -> str:
        """As `Name.line`."""
        return f"{self.kind.value}:{self.name}"

    def slug_in(self, alphabet: Alphabet) -> str:
        """The part of an address it stands for."""
        return self.slug or slug(self.name, alphabet)


class Authorities(Value, frozen=True):
    """All controlled names.

    index: (kind, identity of any spelling) → the authority it means.
    """

    entries: tuple[Authority, ...] = ()
    index: Mapping[tuple[Kind, str], Authority] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Authority]) -> "Authorities":
        """The authorities with their index; where two claim a spelling, the first has it."""
        kept = tuple(entries)
        index: dict[tuple[Kind, str], Authority] = {}
        for entry in kept:
            for spelling in entry.spellings:
                index.setdefault((entry.kind, identity(spelling.text)), entry)
        return cls(kept, index)

    def find(self, kind: Kind, text: str) -> Authority | None:
        """The authority a spelling means within one kind."""
        return self.index.get((kind, identity(text)))
