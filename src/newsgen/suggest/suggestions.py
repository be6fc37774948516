"""The kinds of suggestions. Each has the number of its articles, and examples."""

from collections.abc import Mapping

from newsgen.model.kind import Kind, Name
from newsgen.model.value import Value, field


class Example(Value, frozen=True, array_like=True):
    """A sentence of an article; without `text` only the article."""

    path: str
    text: str = ""


class UnknownName(Value, frozen=True):
    """A name in texts that is in no authority file.

    Attributes:
        kind: The kind it may be, if it can be guessed.
        variant_of: The name that it may be a short form of; empty if there is none.
        in_authority_file: Whether that name is in an authority file.
    """

    text: str
    count: int
    kind: Kind | None = None
    variant_of: str = ""
    in_authority_file: bool = False
    examples: tuple[Example, ...] = ()


class UnlistedName(Value, frozen=True):
    """A name that articles declare and no authority file has."""

    name: Name
    count: int
    examples: tuple[Example, ...] = ()


class NearDuplicate(Value, frozen=True):
    """Two names of one kind that may be one.

    Attributes:
        preferred_name: The name that both would be merged into.
        other: The other name.
        preferred_count: The number of articles that are about the preferred name.
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


class UnmentionedName(Value, frozen=True):
    """A name of an authority file that articles declare and never mention."""

    name: Name
    count: int
    examples: tuple[Example, ...] = ()


class AmbiguousSpelling(Value, frozen=True):
    """A spelling that several names share, in articles that do not tell which is meant."""

    text: str
    names: tuple[Name, ...]
    count: int
    examples: tuple[Example, ...] = ()


class Suggestions(Value, frozen=True):
    """The suggestions for an archive, those with most articles first.

    Attributes:
        articles: The number of articles in the archive.
        totals: How many suggestions of each kind there are, by the name of its field. The field
            may hold fewer.
    """

    articles: int = 0
    totals: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[UnknownName, ...] = ()
    unlisted: tuple[UnlistedName, ...] = ()
    alike: tuple[NearDuplicate, ...] = ()
    unsaid: tuple[UnmentionedName, ...] = ()
    ambiguous: tuple[AmbiguousSpelling, ...] = ()
