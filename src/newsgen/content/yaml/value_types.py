"""The shapes a value in one of our YAML files can have: data for the reader, schema and docs."""

from newsgen.model.value import Value


class TextType(Value, frozen=True):
    """A single value, kept as written."""


class FlagType(Value, frozen=True):
    """true or false."""


class WholeType(Value, frozen=True):
    """A whole number, at least `least`."""

    minimum: int = 1


class DateType(Value, frozen=True):
    """A calendar date, YYYY-MM-DD; a time after it is accepted and dropped."""


class InstantType(Value, frozen=True):
    """A calendar date, or a date and time, with or without an offset from UTC."""


class PartialDateType(Value, frozen=True):
    """A year, a month (2001-06) or a day."""


class CodeType(Value, frozen=True):
    """A text of a form that a register of names has given itself. pattern: of all of it."""

    pattern: str
    example: str


class UrlType(Value, frozen=True):
    """An absolute address, http or https."""


class LanguageType(Value, frozen=True):
    """A BCP 47 language tag."""


class ChoiceType(Value, frozen=True):
    """One of a few words."""

    choices: tuple[str, ...]


class ListType(Value, frozen=True):
    """A list; a single plain value stands for a list of one."""

    item: "ValueType"


class MapType(Value, frozen=True):
    """Any keys, each with a value of one shape."""

    value: "ValueType"


class RecordType(Value, frozen=True):
    """Known keys. may_be_empty: `Samarkand:` with nothing after it is a record without keys."""

    fields: tuple["Field", ...]
    may_be_empty: bool = False


class ListOrMapType(Value, frozen=True):
    """A list, or a mapping: whichever the editor wrote."""

    list_type: ListType
    map_type: "RecordType | MapType"


ValueType = (
    TextType
    | FlagType
    | WholeType
    | DateType
    | InstantType
    | PartialDateType
    | CodeType
    | UrlType
    | LanguageType
    | ChoiceType
    | ListType
    | MapType
    | RecordType
    | ListOrMapType
)


class Field(Value, frozen=True):
    """A key: its shape, whether it must be there, since which version, what it is for.

    missing: the problem's code where a required key is not there or empty.
    """

    name: str
    value_type: ValueType
    description: str
    required: bool = False
    since: str = "0.1"
    missing_code: str = "N104"
