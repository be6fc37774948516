"""The shapes a value in one of our YAML files can have: data for the reader, schema and docs."""

from newsgen.model.value import Value


class Text(Value, frozen=True):
    """A single value, kept as written."""


class Flag(Value, frozen=True):
    """true or false."""


class Whole(Value, frozen=True):
    """A whole number, at least `least`."""

    least: int = 1


class Day(Value, frozen=True):
    """A calendar date, YYYY-MM-DD; a time after it is accepted and dropped."""


class Instant(Value, frozen=True):
    """A calendar date, or a date and time, with or without an offset from UTC."""


class PartialDate(Value, frozen=True):
    """A year, a month (2001-06) or a day."""


class Code(Value, frozen=True):
    """A text of a form that a register of names has given itself. pattern: of all of it."""

    pattern: str
    example: str


class Url(Value, frozen=True):
    """An absolute address, http or https."""


class Language(Value, frozen=True):
    """A BCP 47 language tag."""


class Choice(Value, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]


class ListOf(Value, frozen=True):
    """A list; a single plain value stands for a list of one."""

    item: "Shape"


class MapOf(Value, frozen=True):
    """Any keys, each with a value of one shape."""

    value: "Shape"


class Record(Value, frozen=True):
    """Known keys. may_be_empty: `Samarkand:` with nothing after it is a record without keys."""

    fields: tuple["Field", ...]
    may_be_empty: bool = False


class ListOrMap(Value, frozen=True):
    """A list, or a mapping: whichever the editor wrote."""

    listed: ListOf
    mapped: "Record | MapOf"


Shape = (
    Text
    | Flag
    | Whole
    | Day
    | Instant
    | PartialDate
    | Code
    | Url
    | Language
    | Choice
    | ListOf
    | MapOf
    | Record
    | ListOrMap
)


class Field(Value, frozen=True):
    """A key: its shape, whether it must be there, since which version, what it is for.

    missing: the problem's code where a required key is not there or empty.
    """

    name: str
    shape: Shape
    description: str
    required: bool = False
    since: str = "0.1"
    missing: str = "N104"
