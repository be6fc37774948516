"""The kinds of suggestions. Each says in how many articles it is so, and shows where."""

from collections.abc import Mapping

from newsgen.model.kind import Kind, Name
from newsgen.model.value import Value, field


class Example(Value, frozen=True, array_like=True):
    """A sentence of an article. text: empty where only the article is meant."""

    path: str
    text: str = ""


class UnknownName(Value, frozen=True):
    """A name in texts that no authority file knows.

    kind: what it may be, if anything tells; kin: the name that it may be another spelling of, as a
    surname or an abbreviation; listed: whether that is in an authority file.
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

    kept: the one to stay; count, kept_count: of the articles that are about them; listed: whether
    an authority file has the one to stay; why: how they differ.
    """

    preferred_name: Name
    other: Name
    preferred_count: int
    count: int
    in_authority_file: bool
    difference: str
    examples: tuple[Example, ...] = ()


class UnmentionedName(Value, frozen=True):
    """A name of an authority file, and how many articles declare it without ever saying it."""

    name: Name
    count: int
    examples: tuple[Example, ...] = ()


class AmbiguousSpelling(Value, frozen=True):
    """A spelling that several names claim, and the articles that do not settle which is meant."""

    text: str
    names: tuple[Name, ...]
    count: int
    examples: tuple[Example, ...] = ()


class Suggestions(Value, frozen=True):
    """The suggestions for an archive, each kind in the order of use.

    articles: that were read; totals: how many there are of each kind, by its field; what is beyond
    the number asked for is counted there only.
    """

    articles: int = 0
    totals: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[UnknownName, ...] = ()
    unlisted: tuple[UnlistedName, ...] = ()
    alike: tuple[NearDuplicate, ...] = ()
    unsaid: tuple[UnmentionedName, ...] = ()
    ambiguous: tuple[AmbiguousSpelling, ...] = ()
