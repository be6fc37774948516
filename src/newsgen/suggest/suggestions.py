"""The kinds of suggestions. Each has the number of its articles, and examples."""

from collections.abc import Mapping

from newsgen.model.kind import Kind, Name
from newsgen.model.value import Value, field
from newsgen.suggest.additions import Addition
from newsgen.suggest.ignored_names import IgnoredName


class Example(Value, frozen=True, array_like=True):
    """A sentence of an article; without `text` only the article."""

    path: str
    text: str = ""


class UnknownName(Value, frozen=True):
    """A name in texts that is in no authority file.

    Attributes:
        variant_of: The name that it may be a short form of; empty if there is none.
        in_authority_file: Whether that name is in an authority file.
    """

    text: str
    count: int
    kind: Kind | None = None
    variant_of: str = ""
    in_authority_file: bool = False
    examples: tuple[Example, ...] = ()

    def addition(self, kind: Kind | None = None) -> Addition | None:
        """Return what to add to a file, if that is clear. kind: the one the editor chose."""
        chosen = self.kind if self.in_authority_file else kind or self.kind
        if chosen and self.variant_of:
            key = "aliases" if self.text.isupper() else "also"
            return Addition(chosen, self.variant_of, key, self.text)
        return Addition(chosen, self.text) if chosen else None

    def refusal(self) -> tuple[IgnoredName, ...]:
        """Return what to write so that it is not suggested again."""
        return (IgnoredName(self.text),)


class _DeclaredName(Value, frozen=True):
    name: Name
    count: int
    examples: tuple[Example, ...] = ()


class UnlistedName(_DeclaredName, frozen=True):
    """A name that articles declare and no authority file has."""

    def addition(self, kind: Kind | None = None) -> Addition | None:
        """As of an unknown name."""
        chosen = kind or self.name.kind
        return Addition(chosen, self.name.text) if chosen is not Kind.ENTITY else None

    def refusal(self) -> tuple[IgnoredName, ...]:
        """As of an unknown name."""
        return (IgnoredName(self.name.text),)


class UnmentionedName(_DeclaredName, frozen=True):
    """A name of an authority file that articles declare and never mention."""

    def addition(self, kind: Kind | None = None) -> None:
        """Return None: only the editor knows the spelling that is missing."""


class NearDuplicate(Value, frozen=True):
    """Two names of one kind that may be one.

    Attributes:
        preferred_name: The name that both would be merged into.
        count: The number of articles that are about the other one.
        in_authority_file: Whether the preferred name is in an authority file.
        difference: How they differ, as a clause.
    """

    preferred_name: Name
    other: Name
    preferred_count: int
    count: int
    in_authority_file: bool
    difference: str
    examples: tuple[Example, ...] = ()

    def addition(self, kind: Kind | None = None) -> Addition:
        """Return the former name to add to the preferred one."""
        kind, name = self.preferred_name.kind, self.preferred_name.text
        return Addition(kind, name, "former", self.other.text)

    def refusal(self) -> tuple[Addition, ...]:
        """Return the entries that both need, which says that they are two."""
        names = (self.other,) if self.in_authority_file else (self.preferred_name, self.other)
        return tuple(Addition(name.kind, name.text) for name in names)


class AmbiguousSpelling(Value, frozen=True):
    """A spelling that several names share, in articles that do not tell which is meant."""

    text: str
    names: tuple[Name, ...]
    count: int
    examples: tuple[Example, ...] = ()

    def addition(self, kind: Kind | None = None) -> None:
        """Return None: the articles have to be edited."""


AddableSuggestion = UnknownName | UnlistedName | NearDuplicate
"""What can be written to a file, if an editor says so."""

Suggestion = AddableSuggestion | UnmentionedName | AmbiguousSpelling


class Suggestions(Value, frozen=True):
    """The suggestions for an archive, those with most articles first.

    totals: how many suggestions there are of each kind, by field; a field may hold fewer.
    """

    articles: int = 0
    totals: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[UnknownName, ...] = ()
    unlisted: tuple[UnlistedName, ...] = ()
    alike: tuple[NearDuplicate, ...] = ()
    unsaid: tuple[UnmentionedName, ...] = ()
    ambiguous: tuple[AmbiguousSpelling, ...] = ()
