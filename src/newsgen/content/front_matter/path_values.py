"""What the path of an article says of it, where newsgen.yml lets it: a date, and names of folders.

Gives values for keys that front matter leaves out; what front matter says goes first. Tells of a
date in front matter that is not that of the path (N121).
"""

import re
from collections.abc import Collection, Iterator
from datetime import timedelta

from newsgen.content.dates import parse_partial_date
from newsgen.content.schema import UNUSED_FOLDER
from newsgen.content.yaml.nodes import MappingNode, ScalarNode
from newsgen.content.yaml.validator import LocatedValues, Validator
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.period import Period
from newsgen.model.problem import Problem
from newsgen.model.value import replace

_MONTH, _DAY = "(?P<month>0[1-9]|1[0-2])", "(?P<day>0[1-9]|[12][0-9]|3[01])"
_YEAR = "(?P<year>[0-9]{4})"
_DAY_FORM = rf"{_YEAR}(?P<sign>[-_.]?){_MONTH}(?P=sign){_DAY}"
_DAYS_IN_NAMES = (
    lazy_pattern(rf"^{_DAY_FORM}(?![0-9])[-_. ]*"),
    lazy_pattern(rf"(?<=[^-_. ])[-_. ]+{_DAY_FORM}$"),
)
"""A day at the beginning or the end of a name, with the signs that part it from the rest."""

_FOLDERS_OF_DATE = lazy_pattern(
    rf"(?<=/){_YEAR}(?:[/-](?P<month>[0-9]{{1,2}})(?:[/-](?P<day>[0-9]{{1,2}}))?)?/"
)

_SLACK = timedelta(days=1)
"""How far two dates may be apart: a day ends at another time elsewhere."""


def named_parts(path: str) -> list[str]:
    """Return the folders below the first, and the name of a file; an index has its folder's."""
    *folders, name = path.split("/")[1:]
    stem = name.rpartition(".")[0] or name
    return folders if folders and stem == "index" else [*folders, stem]


def without_day(name: str) -> str:
    """Return the name of a file or folder without the day at its beginning or end."""
    match = _day_in_name(name)
    return name[: match.start()] + name[match.end() :] if match else name


def path_date(path: str) -> Period | None:
    """Return the day in the names of a path; else the day, month or year of its folders."""
    *folders, name = named_parts(path)
    matches = map(_day_in_name, (name, *reversed(folders)))
    match = next(filter(None, matches), None)
    if not match:
        parts = [*folders, name] if re.fullmatch("[0-9]{1,2}", name) else folders
        match = _FOLDERS_OF_DATE.search(f"/{'/'.join(parts)}/")
    if not match:
        return None
    numbers = [match["year"], match["month"], match["day"]]
    known = parse_partial_date("-".join(number.zfill(2) for number in numbers if number))
    return known if isinstance(known, Period) else None


def add_path_values(
    mapping: MappingNode, path: str, keys: tuple[str, ...], unread_keys: Collection[str]
) -> MappingNode:
    """Return front matter with what its path says for keys that it lacks or leaves empty.

    Args:
        mapping: The front matter.
        path: The path of its file.
        keys: What the folders are, in their order; the date is found wherever it stands.
        unread_keys: Keys that are not missing, though their lines could not be read.
    """
    written = {
        key.text
        for key, node in mapping.pairs
        if not (node.is_blank or (isinstance(node, ScalarNode) and node.is_empty))
    }
    texts = {
        key: text
        for key, text in _path_texts(path, keys)
        if key not in written and key not in unread_keys
    }
    start = mapping.location
    added = (
        (ScalarNode(key, True, start), ScalarNode(text, False, start))
        for key, text in texts.items()
    )
    rest = (pair for pair in mapping.pairs if pair[0].text not in texts)
    return replace(mapping, pairs=(*rest, *added))


def advise_on_date(original: Problem, path: str) -> Problem:
    """Return a problem; that of a missing date (N104) with the date that the path holds."""
    date = path_date(path)
    if not date or original.code != "N104" or not original.message.startswith("date: is "):
        return original
    line = "front_matter: {from_path: [date]}"
    written = f"write date: {date.isoformat()}, as the file's path has it"
    return replace(original, hint=f"{written}; or, for all articles, {line} in newsgen.yml")


def report_other_date(values: LocatedValues, path: str, validator: Validator) -> None:
    """Report a date of front matter that is more than a day from that of the path (N121)."""
    known, located = path_date(path), values.get("date")
    if not known or not located:
        return
    written: Period = located.value.calendar_date
    is_apart = max(written.first - known.last, known.first - written.last) > _SLACK
    if is_apart and not written.qualifier:
        message = f"date: {written.edtf()} is not the date in the file's path, {known.isoformat()}"
        validator.report("N121", located.location, message, "correct one of the two dates")


def _day_in_name(name: str) -> re.Match[str] | None:
    return next(filter(None, (form.search(name) for form in _DAYS_IN_NAMES)), None)


def _path_texts(path: str, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the keys that a path gives, each with its text; folders of a date are passed over."""
    if "date" in keys and (date := path_date(path)):
        yield "date", date.isoformat()
    folders = _FOLDERS_OF_DATE.sub("", f"/{'/'.join(named_parts(path)[:-1])}/").split("/")
    names = (folder for folder in folders if folder and not _day_in_name(folder))
    keys_of_folders = (key for key in keys if key != "date")
    for key, text in zip(keys_of_folders, names, strict=False):
        if key != UNUSED_FOLDER:
            yield key, text
