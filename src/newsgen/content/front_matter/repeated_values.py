"""What a text or a title says once more than the page does: front matter, title, byline, source."""

import re
from collections.abc import Iterator, Sequence

from newsgen.content.front_matter.front_matter_values import text_line
from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.validator import LocatedValues, Validator
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location
from newsgen.model.slug import identity

_KEYS = frozenset(
    word
    for field in FRONT_MATTER_FIELDS
    for word in (field.name, *field.synonyms.split())
    if len(word) > 3
)
_KEY = lazy_pattern(r"[ \t]*([a-z_]+):(?:[ \t]|$)")
_MARKS = lazy_pattern(r"^(?:[\s#>*_=]|<[^<>]*>)+|(?:[\s#*_=]|<[^<>]*>)+$")
_BY = lazy_pattern(r"(?i)^(?:(?:written |story |text )?by|von|par|por|di|автор|作者)\b[\s:：]*")
_BAR = lazy_pattern(r"\s+[|–—-]\s+")
_FIRST_LINES = 3
"""Lines with words, from the beginning of a text, that may repeat what stands above it."""


def report_repeated_values(
    values: LocatedValues, text: str, start: Location, validator: Validator
) -> None:
    """Report a text that begins with what its page shows above it, and a title with its source.

    Args:
        values: the front matter.
        text: the text as typed.
        start: where it begins.
        validator: gathers the problems.
    """
    title, source = text_line(values, "title"), values.value("source", "")
    for said, rest in _divisions(title):
        if source and _bare(said) == _bare(source):
            message = f'title: the source, "{said}", is shown beside the title anyway'
            validator.report("N128", values["title"].location, message, f"write title: {rest}")
            break
    lines = [(number, line) for number, line in enumerate(text[:4000].split("\n")) if line.strip()]
    for number, message, hint in _repetitions(values, title, lines):
        validator.report("N128", Location(start.path, start.line + number, 1), message, hint)


def _repetitions(
    values: LocatedValues, title: str, lines: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, str, str]]:
    """Yield the number, the message and the hint of each line that repeats something."""
    for at, (number, line) in enumerate(lines[:8]):
        key = _KEY.match(line)
        after = _KEY.match(lines[at + 1][1]) if key and at + 1 < len(lines) else None
        if key and (key[1] == "title" or (after and {key[1], after[1]} <= _KEYS)):
            hint = "take these lines out of the text, and keep what is right above it"
            yield number, "the text begins with front matter once more", hint
            return
    authors = [identity(name) for name in values.texts("authors")]
    for number, line in lines[:_FIRST_LINES]:
        words = _MARKS.sub("", line).strip()
        if title and identity(words).rstrip(".") == identity(title).rstrip("."):
            message = "the text begins with the title, which the page shows above it"
            yield number, message, "take this line out"
        elif authors and _is_byline(words, authors):
            message = "the text begins with the authors, whom the page names above it"
            yield number, message, "take this line out"
        else:
            return


def _is_byline(words: str, authors: Sequence[str]) -> bool:
    """Return whether a line holds the names of all authors, and but for little words no others."""
    rest = identity(_BY.sub("", words))
    for name in authors:
        if name not in rest:
            return False
        rest = rest.replace(name, " ", 1)
    return not re.sub(r"\b(?:and|und|et|y|и)\b|[\s,&/|.:·和与]", "", rest)


def _divisions(title: str) -> Iterator[tuple[str, str]]:
    """Yield each part of a title that may be its source, and what stands before or after it."""
    bars = list(_BAR.finditer(title))
    for at, bar in enumerate(bars):
        end = bars[at + 1].start() if at + 1 < len(bars) else len(title)
        yield title[bar.end() : end], title[: bar.start()]
    if bars:
        yield title[: bars[0].start()], title[bars[0].end() :]


def _bare(name: str) -> str:
    """Return a name to compare, without the article before it."""
    return name.casefold().removeprefix("the ").rstrip(".")
