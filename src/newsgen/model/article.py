"""Articles and plain pages as values. Their HTML is stored apart, so that they fit in memory."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

from newsgen.model.image import Image
from newsgen.model.kind import Kind, Name
from newsgen.model.pack_numbers import unpack_numbers
from newsgen.model.period import Period, Qualifier, Span
from newsgen.model.problem import Location
from newsgen.model.value import Value


class Moment(Value, frozen=True, array_like=True):
    """A date as it was written: as much as is known, and the instant where a time was written.

    Attributes:
        day: the calendar day as written, never converted to another zone; addresses use it. The
            first day where only a month or a year is known.
        at: the instant; midnight in the site's zone where no time was written.
        offset: whole minutes east of UTC, as written; None where no time was written.
        span: what is known: the day, or only its month or year.
        qualifier: how sure that is.
    """

    day: date
    at: datetime
    offset: int | None = None
    span: Span = "day"
    qualifier: Qualifier = ""

    @property
    def timed(self) -> bool:
        """Whether a time was written."""
        return self.offset is not None

    @property
    def calendar_date(self) -> Period:
        """What is known of the date: a day, month or year, with its qualifier."""
        return Period(self.day, self.span, self.qualifier)

    @property
    def period(self) -> Period:
        """The narrowest period that is sure to hold it: the page it stands on has its address."""
        return Period(self.day, self.span)

    @property
    def local(self) -> datetime:
        """The instant in the offset that was written; in that of the site's zone without a time."""
        if self.offset is None:
            offset = datetime.combine(self.day, time(), UTC) - self.at
        else:
            offset = timedelta(minutes=self.offset)
        return self.at.astimezone(timezone(offset))

    def isoformat(self) -> str:
        """Return the time on that clock as ISO 8601; what is known where no time was written."""
        return (self.local if self.timed else self.period).isoformat()

    def edtf(self) -> str:
        """Return the same with its qualifier, as EDTF (Extended Date/Time Format): 1900~."""
        return self.isoformat() + self.qualifier

    def notice(self, day: date) -> "Moment":
        """Return the moment of a note of a day: its start, but never before the moment itself."""
        local = self.local
        if day <= self.day:
            # The last second of the calendar has none after it.
            is_last = local >= datetime.max.replace(microsecond=0, tzinfo=local.tzinfo)
            at = self.at + timedelta(seconds=0 if is_last else 1)
            return Moment(self.day, at, (local.utcoffset() or timedelta()) // timedelta(minutes=1))
        return Moment(day, utc_instant(datetime.combine(day, time(), local.tzinfo)))


def utc_instant(local: datetime) -> datetime:
    """Return a time in UTC. The first and last days of the calendar begin at midnight UTC."""
    try:
        return local.astimezone(UTC)
    except OverflowError:
        return local.replace(tzinfo=UTC)


class Correction(Value, frozen=True, array_like=True):
    """A correction: its day, and a note of what was put right."""

    day: date
    note: str


class Withdrawal(Value, frozen=True, array_like=True):
    """The day since which an article's text is not published, and a note that says why."""

    day: date
    note: str


class FormerAddress(Value, frozen=True, array_like=True):
    """An address that redirects to an article; `location` is where the editor wrote it."""

    address: str
    location: Location


class Reference(Value, frozen=True, array_like=True):
    """A link or image that points into the site; it is resolved once all articles are read.

    Attributes:
        target: a symbolic target (`content.markdown.link_targets`).
        line, column: as in `Location`; the path is that of the file whose text this is.
    """

    target: str
    is_image: bool
    line: int
    column: int

    def location(self, path: str) -> Location:
        """Return where it is written in the file at a path."""
        return Location(path, self.line, self.column)


Rights = Literal["full", "excerpt", "metadata"]
"""How much of an article may be published."""

AddressEnd = Literal["", "front", "end"]
"""Where the language of an article stands in its address; empty if nowhere."""

_KEY_BY_KIND = {
    Kind.TAG: "tags",
    Kind.SOURCE: "source",
    Kind.AUTHOR: "authors",
    Kind.SECTION: "section",
    Kind.SERIES: "series",
}
"""The key of front matter that declares a kind of names; all others are under `entities`."""


def keys_of_names(kind: Kind) -> tuple[str, ...]:
    """Return the keys of front matter that declare names of a kind; a tag may name an entity."""
    return _KEY_BY_KIND.get(kind, "entities"), "tags"


LOCATED_KEYS = (
    *(*_KEY_BY_KIND.values(), "entities", "id", "slug", "language", "translation_of"),
    *("date", "updated", "embargo", "retrieved"),
)
"""The keys whose locations are stored: some problems show only in a build, not in a file."""


class Article(Value, frozen=True, array_like=True):
    """An article without its text.

    Attributes:
        path: its file, relative to the site's folder.
        explicit_id: the `id` of its front matter; empty where the path decides it.
        slug: the last part of its address.
        name_lines: its names, each a `Name.line`, joined by newlines: the source, authors, section,
            series, tags and entities. Values of their own would take a third of its memory.
        language_in_address: at which end of its address its language stands, if at any.
        excerpt: its first words as plain text, where a page could show them.
        key_locations: the line and column of values in its front matter, as in
            `2:1 id:3:5 tags:7:7`; the first is that of the front matter itself.
        mention_lines: the names of authority files that it mentions without being about them, as in
            `name_lines`.
        packed_link_spans: the start and end of each of the `link_spans`, and the position of its
            name in `name_lines` and `mention_lines` together, packed by `pack_numbers`.
        expiry: from when on it is left out again, as another program wrote it.
        gallery: the pictures below its text.
        fingerprint: that of its text (`model.fingerprint`); nothing if the text is short.
        license: as `model.license` reads it; empty if its front matter names none.
    """

    path: str
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
    future: bool = False
    withdrawn: Withdrawal | None = None
    corrections: tuple[Correction, ...] = ()
    translation_of: str = ""
    aliases: tuple[FormerAddress, ...] = ()
    language_in_address: AddressEnd = ""
    archived_url: str = ""
    retrieved: date | None = None
    rights: Rights = "full"
    license: str = ""
    mention_lines: str = ""
    packed_link_spans: bytes = b""
    references: tuple[Reference, ...] = ()
    expiry: Moment | None = None
    gallery: tuple[Image, ...] = ()
    fingerprint: bytes = b""

    @property
    def images(self) -> tuple[Image, ...]:
        """The picture above it, and those of its gallery."""
        return (self.image, *self.gallery) if self.image else self.gallery

    def location_of(self, *keys: str) -> Location:
        """Return where the first of these keys that it has is written; else its front matter."""
        start, *locations = (text.rsplit(":", 2) for text in f":{self.key_locations}".split())
        by_key = {key: spot for key, *spot in locations}
        line, column = next((by_key[key] for key in keys if key in by_key), start[1:])
        return Location(self.path, int(line), int(column))

    def states(self, key: str) -> bool:
        """Return whether its front matter has one of `LOCATED_KEYS`."""
        return f" {key}:" in f" {self.key_locations}"

    def location_of_names(self, kind: Kind) -> Location:
        """Return where its names of a kind are written."""
        return self.location_of(*keys_of_names(kind))

    @property
    def id(self) -> str:
        """The permanent id, which feeds and exports use."""
        inside = self.path.partition("/")[2]
        return self.explicit_id or inside.rpartition(".")[0] or inside

    @property
    def sort_key(self) -> tuple[date, bool, bool, datetime, str]:
        """The key that sorts articles by time: the day as written, the instant, the id.

        A month or year comes before its days, at its beginning.
        """
        moment = self.moment
        is_in_month, is_day = moment.span != "year", moment.span == "day"
        return moment.day, is_in_month, is_day, moment.at, self.id

    @property
    def changed(self) -> Moment:
        """The moment of its last change: it was published, updated, corrected or withdrawn."""
        moments = [self.moment, *map(self.moment.notice, self.notice_days)]
        updated = [self.updated] if self.updated else []
        return max([*moments, *updated], key=lambda moment: moment.at)

    @property
    def notice_days(self) -> tuple[date, ...]:
        """The days of its corrections, and of its withdrawal."""
        days = tuple(correction.day for correction in self.corrections)
        return (*days, self.withdrawn.day) if self.withdrawn else days

    def names(self, kind: Kind) -> tuple[Name, ...]:
        """Return its names of one kind, in the order in which they were written."""
        start = f"{kind!s}:"
        lines = (line for line in self.name_lines.split("\n") if line.startswith(start))
        return tuple(map(Name.from_line, lines))

    @property
    def mentioned_lines(self) -> tuple[str, ...]:
        """The names that it mentions without being about them, each a `Name.line`."""
        return tuple(self.mention_lines.split("\n")) if self.mention_lines else ()

    @property
    def link_spans(self) -> tuple[tuple[int, int, Name], ...]:
        """The start, end and name of each part of its HTML that is to be a link."""
        numbers = iter(unpack_numbers(self.packed_link_spans))
        lines = (*self.name_lines.split("\n"), *self.mentioned_lines)
        return tuple(
            (start, end, Name.from_line(lines[position]))
            for start, end, position in zip(numbers, numbers, numbers, strict=True)
        )

    @property
    def source(self) -> Name:
        """The source: where it was first published."""
        return Name.from_line(self.name_lines.partition("\n")[0])


class PlainPage(Value, frozen=True, array_like=True):
    """A page of the folder `pages/`: it has an address of its own and no date."""

    path: str
    address: str
    title: str
    language: str
    html_digest: str
    location: Location
    summary: str = ""
    references: tuple[Reference, ...] = ()
