"""Authority files as values: the controlled names of an archive, in the library's sense."""

from collections.abc import Iterable, Mapping

from newsgen.model.kind import Kind
from newsgen.model.problem import Place
from newsgen.model.slug import identity
from newsgen.model.value import Value, field

FOLDER = "authorities"
"""Where a site's authority files are."""


class Alias(Value, frozen=True, array_like=True):
    """Another spelling of a name; `language` is a BCP 47 tag or empty."""

    text: str
    language: str = ""


class Former(Value, frozen=True, array_like=True):
    """A name that was merged into another. place: where the editor wrote it."""

    text: str
    place: Place


class Authority(Value, frozen=True, array_like=True):
    """One controlled name. `former` names resolve like aliases and their addresses redirect."""

    kind: Kind
    name: str
    place: Place
    aliases: tuple[Alias, ...] = ()
    former: tuple[Former, ...] = ()
    description: str = ""
    wikidata: str = ""
    urls: tuple[str, ...] = ()
    slug: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every text that means this name, the canonical one first."""
        aliases = (alias.text for alias in self.aliases)
        return (self.name, *aliases, *(former.text for former in self.former))


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
                index.setdefault((entry.kind, identity(spelling)), entry)
        return cls(kept, index)

    def find(self, kind: Kind, text: str) -> Authority | None:
        """The authority a spelling means within one kind."""
        return self.index.get((kind, identity(text)))
