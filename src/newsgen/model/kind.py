"""The table of the kinds of names, and the name of an article.

`Kind` holds all that newsgen knows of each kind: addresses, keys, words on pages and types in
machine formats are made from it. To add a kind of entity, add it there, its messages to the
catalogues in templates/languages, and a line to docs/authority-files.md and docs/data.md.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from newsgen.model.slug import identity
from newsgen.model.value import Value


class DateKey(Value, frozen=True):
    """A key of authority files for a date of a name. description: for the JSON Schema."""

    key: str
    description: str

    @property
    def label(self) -> str:
        """The message that stands before the date on a page."""
        return self.key.capitalize()


class Lifespan(Value, frozen=True):
    """The two keys that say when a name of a kind began and ended."""

    began: DateKey
    ended: DateKey

    @property
    def keys(self) -> tuple[str, str]:
        """The keys themselves."""
        return self.began.key, self.ended.key


LIFE = Lifespan(
    DateKey("born", "Of people: the day, month or year of birth."),
    DateKey("died", "Of people: the day, month or year of death."),
)
EXISTENCE = Lifespan(
    DateKey("founded", "Of organizations and places: when it came to be."),
    DateKey("dissolved", "Of organizations and places: when it ceased to be."),
)
DURATION = Lifespan(
    DateKey("began", "Of events: the first day, or its month or year."),
    DateKey("ended", "Of events: the last day, or its month or year."),
)
LIFESPANS = (LIFE, EXISTENCE, DURATION)
"""All there are; an authority file may use only that of its kind."""


class NameKind(Value, frozen=True, kw_only=True):
    """The facts of a kind of names.

    Attributes:
        key: begins the addresses of its pages and names its authority file.
        plural: the message for all its names.
        schema_type: what one of its names is at https://schema.org.
        schema_dates: the properties there for its first and last date; empty if there are none.
        lifespan: the dates its authority file may give.
        ninjs_list: the list of an IPTC ninjs item that holds its names.
        oldest_first: whether the page of a name begins with its oldest article.
        singular: of entities, which `entities:` may declare, the message for one of its names.
        spacy_labels: the labels that spaCy's models give to its names.
    """

    key: str
    plural: str
    schema_type: str = "Thing"
    schema_dates: tuple[str, str] | tuple[()] = ()
    lifespan: Lifespan = EXISTENCE
    ninjs_list: str = "subjects"
    oldest_first: bool = False
    singular: str = ""
    spacy_labels: tuple[str, ...] = ()


class Kind(StrEnum):
    """A kind of names: a text, the key of its facts, and so quick as a key of dictionaries.

    Entities come first, in the order in which an ambiguous name is settled. entity: the facts of a
    kind that `entities:` may declare; None for all others.
    """

    PERSON = NameKind(
        key="people",
        singular="Person",
        plural="People",
        schema_type="Person",
        schema_dates=("birthDate", "deathDate"),
        lifespan=LIFE,
        ninjs_list="people",
        spacy_labels=("PERSON", "PER"),
    )
    ORGANIZATION = NameKind(
        key="organizations",
        singular="Organization",
        plural="Organizations",
        schema_type="Organization",
        schema_dates=("foundingDate", "dissolutionDate"),
        ninjs_list="organisations",
        spacy_labels=("ORG",),
    )
    PLACE = NameKind(
        key="places",
        singular="Place",
        plural="Places",
        schema_type="Place",
        ninjs_list="places",
        spacy_labels=("GPE", "LOC", "FAC"),
    )
    EVENT = NameKind(
        key="events",
        singular="Event",
        plural="Events",
        schema_type="Event",
        schema_dates=("startDate", "endDate"),
        lifespan=DURATION,
        ninjs_list="events",
        spacy_labels=("EVENT",),
        oldest_first=True,
    )
    # Declared without a kind, and in no authority file.
    ENTITY = NameKind(key="entities", plural="All names")
    TAG = NameKind(key="tags", plural="Tags", schema_type="DefinedTerm")
    SOURCE = NameKind(key="sources", plural="Sources", schema_type="Organization")
    AUTHOR = NameKind(key="authors", plural="Authors", schema_type="Person", lifespan=LIFE)
    SECTION = NameKind(key="sections", plural="Sections")
    SERIES = NameKind(
        key="series", plural="Series", schema_type="CreativeWorkSeries", oldest_first=True
    )

    facts: NameKind
    entity: NameKind | None

    def __new__(cls, facts: NameKind) -> "Kind":
        """Make the kind of these facts."""
        kind = str.__new__(cls, facts.key)
        kind._value_ = facts.key
        kind.facts = facts
        kind.entity = facts if facts.singular else None
        return kind

    # Kinds stand in the keys of every name's term; Enum's own way to hash is slow, and no better.
    __hash__ = str.__hash__


TYPED_ENTITY_KINDS = tuple(kind for kind in Kind if kind.entity)
"""The kinds `entities:` may declare, in the order in which an ambiguous name is settled."""

ENTITY_KINDS = (*TYPED_ENTITY_KINDS, Kind.ENTITY)
"""Everything the page /entities/ lists."""


def index_kinds(kind: Kind) -> tuple[Kind, ...]:
    """Return the kinds of names in the index of a kind; `Kind.ENTITY` lists all entities."""
    return ENTITY_KINDS if kind is Kind.ENTITY else (kind,)


CONTROLLED_KINDS = (*TYPED_ENTITY_KINDS, Kind.TAG, Kind.SOURCE, Kind.AUTHOR, Kind.SERIES)
"""Kinds that have an authority file."""

FACE_KINDS = frozenset((Kind.SOURCE, Kind.SECTION, Kind.AUTHOR, Kind.TAG))
"""The kinds of names that lists and feeds may show of an article; its page shows all."""

KIND_BY_KEY: Mapping[str, Kind] = {kind.value: kind for kind in Kind}

NameKey = tuple[Kind, str]
"""The kind of a name and the identity of its text."""


def join_words(words: Iterable[str], conjunction: str = "and") -> str:
    """Return words as a phrase: `people, organizations, places and events`."""
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last


class Name(Value, frozen=True, order=True, array_like=True):
    """A name as an article declares it, canonical where an authority file has it."""

    kind: Kind
    text: str

    @staticmethod
    def from_line(line: str) -> "Name":
        """Return the name that `Name.line` wrote."""
        kind, _, text = line.partition(":")
        return Name(KIND_BY_KEY[kind], text)

    @property
    def line(self) -> str:
        """The name as a line of text: `people:Xi Jinping`."""
        return f"{self.kind!s}:{self.text}"

    @property
    def key(self) -> NameKey:
        """The identity of a name: two names with equal keys are one."""
        return self.kind, identity(self.text)
