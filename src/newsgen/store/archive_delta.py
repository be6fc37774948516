"""What a change of articles touched in the stored archive."""

from newsgen.model.authority import Authority
from newsgen.model.problem import Location
from newsgen.model.value import Value

FACES, NAMES, MEMBERS, STORIES = 1, 2, 4, 8
"""What was touched at a place of a list, as bits of a number: what lists may show of the article,
which names it has, whether it stands there, or which versions its story has."""


class StoredName(Value, frozen=True, array_like=True):
    """A name: how it is shown, and the number of stories about it and of mere mentions.

    It is the beginning of a `StoredTerm`, so that it can be read from the row of one.

    Attributes:
        kind: That of a name, or `LANGUAGE`.
        withdrawn: The number of withdrawn articles of a source.
        first_year: Of the oldest story about it, or that mentions it; 0 if it has none.
        is_counted: Whether it counts as a companion of others; no tag that stands for an entity
            does.
    """

    kind: str
    name: str
    text: str = ""
    slug: str = ""
    about: int = 0
    mentions: int = 0
    withdrawn: int = 0
    first_year: int = 0
    is_counted: bool = False

    @property
    def link(self) -> tuple[object, ...]:
        """What a link to its page shows and leads to."""
        return self.text, self.slug

    @property
    def weight(self) -> int:
        """What its number of stories says of it: changes where that doubles or halves."""
        return self.about.bit_length()


class StoredTerm(StoredName, frozen=True, array_like=True):
    """A name with the entry of authority files, and where a problem of it points.

    yearly_counts: the years with stories about it, or that mention it, and their numbers.
    """

    location: Location = Location("")
    authority: Authority | None = None
    yearly_counts: tuple[tuple[int, int], ...] = ()

    @property
    def link(self) -> tuple[object, ...]:
        """What links to its page show of it, and where a map shows it."""
        place = self.authority.coordinates if self.authority else None
        return (*super().link, place)

    @property
    def indexed(self) -> tuple[object, ...]:
        """What indexes and files of names show of it."""
        return self.label, self.about + self.mentions, self.yearly_counts

    @property
    def label(self) -> tuple[str, str, Authority | None]:
        """All that pages show of it, but for numbers."""
        return self.text, self.slug, self.authority


class ArchiveDelta(Value, frozen=True):
    """What a change touched; nothing is noted where the archive was empty before.

    Attributes:
        places: By list and place, the bits of what was touched.
        keys: The lists and keys of rows of indexes that came, went or changed.
        articles: The paths of articles that are new or of which anything changed, by place.
        gone: The paths of articles that left their place; another may stand there now.
        terms: What was stored of each touched name before and after, by number; None for nothing.
    """

    places: dict[tuple[int, int], int]
    keys: dict[tuple[str, bytes], None]
    articles: dict[int, str]
    gone: frozenset[str]
    terms: dict[int, tuple[StoredTerm | None, StoredTerm | None]]
