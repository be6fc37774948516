"""What single keys of an article's front matter mean beyond their type."""

import html
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from newsgen.content.dates import midnight_as_day
from newsgen.content.front_matter.explicit_ids import explicit_slug
from newsgen.content.front_matter.path_values import named_parts, without_day
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.text import one_line
from newsgen.content.unwritten_text import is_unwritten
from newsgen.content.yaml.validator import Located, LocatedValues, Validator
from newsgen.model.address_rules import invalid_alias_reason
from newsgen.model.article import Correction, FormerAddress, Moment, Withdrawal
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.slug import slug
from newsgen.model.value import replace

_DATE_PREFIX = lazy_pattern(r"\d{4}-\d{2}-\d{2}(?:[-_ ]+|$)")
_TYPED_MARK = lazy_pattern(
    r"\*\*(?=[^\s*](?:[^*]*[^\s*])?\*\*)|</?(?:[abipu]|br|em|span|strong|sub|sup)(?: [^<>]*)?/?>"
    r"|\[[^\[\]]+\]\((?:https?:|/)[^()\s]*\)",
    re.IGNORECASE,
)
"""Bold words, an HTML tag or a link. A single * or _ may be a sign of its own."""

_HOST = lazy_pattern(r"^(?:https?:)?//[^/]*", re.IGNORECASE)
_CHARACTER_REFERENCE = lazy_pattern(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)


_FIRST_NEWS = date(1450, 1, 1)
"""The first letter that was printed is of that time."""


def text_line(values: LocatedValues, key: str) -> str:
    """Return a text in one line. References such as &#8217;, of copied headlines, are decoded."""
    text: str = values.value(key, "")
    if "&" in text:
        text = _CHARACTER_REFERENCE.sub(_decode_reference, text)
    return one_line(text)


def report_line_slips(values: LocatedValues, validator: Validator) -> None:
    """Report Markdown and HTML in texts of one line (N127), and texts still to come (N129)."""
    lines = [values[key] for key in ("title", "summary", "source", "dateline") if key in values]
    captions = [*_caption_lines(values)]
    lines += [located for _, located in captions]
    for located in (*lines, *values.sequence("authors"), *values.sequence("tags")):
        if is_unwritten(located.value):
            message = f'"{located.value}" stands for words that are still to come'
            validator.report("N129", located.location, message, "write them, or take it out")
    headlines = [(key, values[key]) for key in ("title", "summary") if key in values]
    for name, typed in (*headlines, *captions):
        if mark := _TYPED_MARK.search(typed.value):
            noun = name.rpartition(".")[2]
            message = f"{name}: {mark[0]} is shown as typed, since there are no marks in a {noun}"
            validator.report("N127", typed.location, message, "take the marks out")


def _caption_lines(values: LocatedValues) -> Iterator[tuple[str, Located]]:
    """Yield the captions and credits of all pictures, each with the key that it stands at."""
    pictures = [("image", values.nested("image"))]
    pictures += [("images", item.value) for item in values.sequence("images")]
    for name, picture in pictures:
        for key in ("caption", "credit"):
            if key in picture:
                yield f"{name}.{key}", picture[key]


def _decode_reference(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    return character if character.isprintable() or character == "\xa0" else match[0]


def read_midnights(values: LocatedValues, context: ParseContext) -> LocatedValues:
    """Return values whose `date` and `updated` have no time where newsgen.yml says it is none.

    An embargo at midnight ends at midnight all the same, in the offset that was written.
    """
    if context.options.midnight == "time":
        return values
    days = {
        key: replace(located, value=midnight_as_day(located.value, context.zone))
        for key, located in values.items()
        if key in ("date", "updated")
    }
    return LocatedValues({**values, **days})


def article_slug(
    path: str, values: LocatedValues, options: ParseOptions, validator: Validator
) -> str:
    """Return the slug that the editor wrote, or that of the file's name without its date."""
    stem = named_parts(path)[-1]
    is_dated = "date" in options.from_path
    name = without_day(stem) if is_dated else _DATE_PREFIX.sub("", stem, count=1)
    name = unquote(name) or values.value("title", stem)
    default = slug(name, options.slugs)
    return explicit_slug(values, default, validator) or default


def withdrawal(values: LocatedValues, published: Moment) -> Withdrawal | None:
    """Return the withdrawal of an article. A wrong note or date does not undo it."""
    note = values.nested("withdrawn")
    if "withdrawn" not in values:
        return None
    return Withdrawal(note.value("date", published.day), text_line(note, "note"))


def corrections(values: LocatedValues) -> tuple[Correction, ...]:
    """Return the corrections that have a date and a note, newest first."""
    notes = (
        Correction(item.value["date"].value, text_line(item.value, "note"))
        for item in values.sequence("corrections")
        if "date" in item.value and "note" in item.value
    )
    return tuple(sorted(notes, key=lambda correction: correction.day, reverse=True))


def note_key(key: str, day: date) -> str:
    """Return the key of the location of a dated note's day; key: `corrections` or `withdrawn`."""
    return f"{key}/{day.isoformat()}"


def note_days(values: LocatedValues) -> Iterator[tuple[str, Located]]:
    """Yield the key and the day of each correction and of the withdrawal, as they are written."""
    notes = [("corrections", item.value) for item in values.sequence("corrections")]
    for key, note in (*notes, ("withdrawn", values.nested("withdrawn"))):
        if day := note.get("date"):
            yield key, day


def report_early_dates(values: LocatedValues, published: Moment, validator: Validator) -> None:
    """Report what is dated before the article itself (N141), or before all news (N317).

    Most likely a year is mistyped.
    """
    if published.day < _FIRST_NEWS:
        message = f"date: {published.day.isoformat()} is before there were newspapers"
        hint = "correct the year, or add to newsgen.yml the line problems: {N317: off}"
        validator.report("N317", values["date"].location, message, hint)
    updated = values.get("updated")
    for key, located in (*([("updated", updated)] if updated else []), *note_days(values)):
        value = located.value
        day = value.day if isinstance(value, Moment) else value
        if day < published.day:
            of = published.calendar_date.edtf()
            message = f"{key}: {day.isoformat()} is before the article, of {of}"
            validator.report("N141", located.location, message, "correct one of the two dates")


def translation_path(values: LocatedValues) -> str:
    """Return the path of the original, with `articles/` in front even if the editor left it out."""
    path: str = values.value("translation_of", "").replace("\\", "/").removeprefix("./")
    return f"articles/{path.removeprefix('articles/')}" if path else ""


def former_addresses(values: LocatedValues, validator: Validator) -> tuple[FormerAddress, ...]:
    """Return the aliases that can be addresses, each once, percent-decoded."""
    addresses: dict[str, FormerAddress] = {}
    for item in values.sequence("aliases"):
        address = unquote(item.value)
        if reason := invalid_alias_reason(address):
            message = f'aliases: "{item.value}" {reason}'
            path = "/" + _HOST.sub("", item.value).lstrip("/")
            is_address = path != "/" and not invalid_alias_reason(unquote(path))
            hint = f"write {path}" if is_address else "write it as in /old/address/"
            validator.report("N308", item.location, message, hint)
        else:
            addresses.setdefault(address, FormerAddress(address, item.location))
    return tuple(addresses.values())
