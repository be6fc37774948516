"""The shapes a value in one of our YAML files can have: data for the reader, schema and docs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A single value, kept as written."""


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, at least `least`."""

    least: int = 1


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date, YYYY-MM-DD; a time after it is accepted and dropped."""


@dataclass(frozen=True, slots=True)
class Instant:
    """A calendar date, or a date and time, with or without an offset from UTC."""


@dataclass(frozen=True, slots=True)
class Url:
    """An absolute address, http or https."""


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 language tag."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; a single plain value stands for a list of one."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class MapOf:
    """Any keys, each with a value of one shape."""

    value: "Shape"


@dataclass(frozen=True, slots=True)
class Record:
    """Known keys. may_be_empty: `Samarkand:` with nothing after it is a record without keys."""

    fields: tuple["Field", ...]
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class ListOrMap:
    """A list, or a mapping: whichever the editor wrote."""

    listed: ListOf
    mapped: "Record | MapOf"


Shape = (
    Text
    | Flag
    | Whole
    | Day
    | Instant
    | Url
    | Language
    | Choice
    | ListOf
    | MapOf
    | Record
    | ListOrMap
)


@dataclass(frozen=True, slots=True)
class Field:
    """A key: its shape, whether it must be there, since which version, what it is for.

    missing: the problem's code where a required key is not there or empty.
    """

    name: str
    shape: Shape
    description: str
    required: bool = False
    since: str = "0.1"
    missing: str = "N104"
