"""An article as the archive knows it: the small record, without its text.

The text itself (`reading.markup.Body`) is kept apart under `Article.body`, its digest, so that a
hundred thousand articles fit in memory.
"""

import struct
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

from newsgen.model.kind import Kind, Name
from newsgen.model.problem import Location
from newsgen.model.value import Value


class Moment(Value, frozen=True, array_like=True):
    """A date as it was written: a day, and where a time was given, the instant.

    day: the calendar day of the text, never converted to another zone; addresses use it.
    at: the instant; midnight of the site's zone where no time was written.
    offset: minutes east of UTC of the time as written; None where none was. RFC 3339 knows no
    seconds of an offset, which zones had before the railways.
    """

    day: date
    at: datetime
    offset: int | None = None

    @property
    def timed(self) -> bool:
        """Whether a time was written."""
        return self.offset is not None

    @property
    def local(self) -> datetime:
        """The instant on the clock it was written by."""
        return self.at.astimezone(timezone(timedelta(minutes=self.offset or 0)))

    def isoformat(self) -> str:
        """Return it as it was written: the local time with its offset, or the day alone."""
        return (self.local if self.timed else self.day).isoformat()

    def notice_time(self, day: date) -> datetime:
        """When a note of a day about what appeared at this moment counts as made.

        As that day began on the same clock, but after the moment.
        """
        if day <= self.day:
            return self.at + timedelta(seconds=1)
        clock = self.local
        midnight = clock.replace(hour=0, minute=0, second=0, microsecond=0)
        return ((midnight if self.timed else clock) + (day - self.day)).astimezone(UTC)


class Correction(Value, frozen=True, array_like=True):
    """What was put right, and when."""

    day: date
    note: str


class Withdrawal(Value, frozen=True, array_like=True):
    """Since when, and why, an article's text is no longer published."""

    day: date
    note: str


class Image(Value, frozen=True, array_like=True):
    """The picture above an article. src: an absolute address or a symbolic target."""

    src: str
    alt: str = ""
    credit: str = ""


class FormerAddress(Value, frozen=True, array_like=True):
    """An address that leads to an article since it moved. place: where the editor wrote it."""

    address: str
    location: Location


class Reference(Value, frozen=True, array_like=True):
    """A link or image that points into the site, to be looked up once all articles are known.

    target: symbolic, as `reading.markup.targets` writes it.
    line, column: as in `Place`; the file is the one whose text it is in, and named by that alone,
        since every article holds some.
    """

    target: str
    is_image: bool
    line: int
    column: int

    def location(self, path: str) -> Location:
        """Where it is typed. path: of the file."""
        return Location(path, self.line, self.column)


Rights = Literal["full", "excerpt", "metadata"]
"""How much of an article may be shown."""

_KEY_BY_KIND = {
    Kind.TAG: "tags",
    Kind.SOURCE: "source",
    Kind.AUTHOR: "authors",
    Kind.SECTION: "section",
}
"""The key of front matter that declares a kind of names; all others are under `entities`."""

LOCATED_KEYS = (*_KEY_BY_KIND.values(), "entities", "id", "slug", "translation_of")
"""The keys whose places are kept: two articles together may show what one alone cannot."""


class Article(Value, frozen=True, array_like=True):
    """One article after reading; everything but its text.

    path: its file, relative to the site's folder.
    declared: its names, each a `Name.line`: the source, authors, section, tags, and whom and what
        it is about. One text: as values of their own they would be a third of an article.
    noted: where keys of its front matter have their values, for `place_of`: `2:1 id:3:5 tags:7:7`,
        first the front matter itself. One text, for the same reason.
    origin: the digest of its file and of all else that made it what it is; face: of what pages that
        are not its own may show of it.
    own_id: the `id` its front matter gives; empty if it is what the path says.
    slug: the last part of its address.
    mentions: the names it mentions without being about them, by their numbers in
        `Authorities.entries`; marks: where in its text names are links, from, to and number. Both
        are unsigned numbers of four bytes, the lowest first.
    body: digest of its text; excerpt: its first words, plain, where a page could show them.
    """

    path: str
    input_digest: str
    explicit_id: str
    slug: str
    title: str
    name_lines: str
    moment: Moment
    language: str
    html_digest: str
    excerpt: str
    key_locations: str
    source_url: str = ""
    dateline: str = ""
    summary: str = ""
    updated: Moment | None = None
    image: Image | None = None
    lead: bool = False
    draft: bool = False
    embargo: Moment | None = None
    withdrawn: Withdrawal | None = None
    corrections: tuple[Correction, ...] = ()
    translation_of: str = ""
    aliases: tuple[FormerAddress, ...] = ()
    archived_url: str = ""
    retrieved: date | None = None
    rights: Rights = "full"
    packed_mentions: bytes = b""
    packed_link_spans: bytes = b""
    references: tuple[Reference, ...] = ()
    face: str = ""

    def location_of(self, *keys: str) -> Location:
        """Where the value of the first of these keys is that it has; or its front matter."""
        own, *noted = (each.rsplit(":", 2) for each in f":{self.key_locations}".split())
        found = {key: rest for key, *rest in noted}
        line, column = next((found[key] for key in keys if key in found), own[1:])
        return Location(self.path, int(line), int(column))

    def location_of_names(self, kind: Kind) -> Location:
        """Where its names of a kind are written; a tag may have declared a person."""
        return self.location_of(_KEY_BY_KIND.get(kind, "entities"), "tags")

    @property
    def id(self) -> str:
        """Permanent: feeds and exports know the article by it."""
        if self.explicit_id:
            return self.explicit_id
        inside = self.path.partition("/")[2]
        return inside.rpartition(".")[0] or inside

    @property
    def sort_key(self) -> tuple[date, datetime, str]:
        """Sorts articles by time: the day as written, then the instant, then the id."""
        return self.moment.day, self.moment.at, self.id

    @property
    def changed_at(self) -> datetime:
        """When it last said something else: published, updated, corrected or withdrawn."""
        times = [self.moment.at, *map(self.moment.notice_time, self.notice_days)]
        return max([*times, self.updated.at] if self.updated else times)

    @property
    def notice_days(self) -> tuple[date, ...]:
        """The days of its corrections, and of its withdrawal."""
        days = tuple(correction.day for correction in self.corrections)
        return (*days, self.withdrawn.day) if self.withdrawn else days

    @property
    def changed_on(self) -> date:
        """The day it last said something else, where it was published."""
        if not (self.updated or self.corrections or self.withdrawn):  # as is nearly every one
            return self.moment.day
        days = [self.moment.day, *self.notice_days]
        return max([*days, self.updated.day] if self.updated else days)

    def names(self, kind: Kind) -> tuple[Name, ...]:
        """The article's names of one kind, in the order they were written."""
        start = f"{kind.value}:"
        lines = (line for line in self.name_lines.split("\n") if line.startswith(start))
        return tuple(map(Name.from_line, lines))

    @property
    def mentioned_entry_numbers(self) -> tuple[int, ...]:
        """The numbers in `mentions`."""
        return unpack_numbers(self.packed_mentions)

    @property
    def link_spans(self) -> tuple[tuple[int, int, int], ...]:
        """The marks, each from, to and number."""
        numbers = iter(unpack_numbers(self.packed_link_spans))
        return tuple(zip(numbers, numbers, numbers, strict=True))

    @property
    def source(self) -> Name:
        """Where it was first published."""
        return Name.from_line(self.name_lines.partition("\n")[0])


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Numbers as `mentions` and `marks` hold them."""
    listed = tuple(numbers)
    return struct.pack(f"<{len(listed)}I", *listed)


def unpack_numbers(data: bytes) -> tuple[int, ...]:
    """The numbers that were packed."""
    return struct.unpack(f"<{len(data) // 4}I", data) if data else ()


class PlainPage(Value, frozen=True, array_like=True):
    """A page of `pages/`: not news, no date, an address of its own."""

    path: str
    address: str
    title: str
    language: str
    html_digest: str
    location: Location
    summary: str = ""
    references: tuple[Reference, ...] = ()
