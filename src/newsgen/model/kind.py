"""The kinds of names an archive is followed by."""

from enum import StrEnum

from newsgen.model.slug import identity
from newsgen.model.value import Value


class Kind(StrEnum):
    """A kind of name; its value begins its pages' addresses and names its authority file."""

    PERSON = "people"
    ORGANIZATION = "organizations"
    PLACE = "places"
    EVENT = "events"
    ENTITY = "entities"  # declared without a kind and unknown to every authority file
    TAG = "tags"
    SOURCE = "sources"
    AUTHOR = "authors"
    SECTION = "sections"

    # Kinds stand in the keys of every name's term; Enum's own way to hash is slow, and no better.
    __hash__ = str.__hash__


TYPED_ENTITY_KINDS = (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.EVENT)
"""The four kinds `entities:` may declare, in the order in which an ambiguous name is settled."""

ENTITY_KINDS = (*TYPED_ENTITY_KINDS, Kind.ENTITY)
"""Everything the page /entities/ lists."""

CONTROLLED_KINDS = (*TYPED_ENTITY_KINDS, Kind.TAG, Kind.SOURCE, Kind.AUTHOR)
"""Kinds that have an authority file."""


_KIND_BY_VALUE = {kind.value: kind for kind in Kind}


class Name(Value, frozen=True, order=True, array_like=True):
    """A name as an article declares it, after the authority files have had their say.

    text: the canonical name where an authority file knows it, else the spelling of the article; in
        one line.
    """

    kind: Kind
    text: str

    @staticmethod
    def from_line(line: str) -> "Name":
        """The name that was written as a line."""
        kind, _, text = line.partition(":")
        return Name(_KIND_BY_VALUE[kind], text)

    @property
    def line(self) -> str:
        """The name as a line of text: `people:Xi Jinping`."""
        return f"{self.kind.value}:{self.text}"

    @property
    def key(self) -> tuple[Kind, str]:
        """What makes two names one: their kind and the identity of their text."""
        return self.kind, identity(self.text)
