"""Dates that have not come yet: most are slips of the keyboard, such as 2202 for 2022.

Gives each date of an article or an authority entry that is a problem until it has come (N120),
unless `future: true` says that it is meant. Events may be to come, and what is planned: the dates
of a draft, and those up to the embargo of an article.
"""

from collections.abc import Iterator
from datetime import MINYEAR, date, datetime, time, timedelta, timezone

from newsgen.content.dates import buddhist_year
from newsgen.content.front_matter.front_matter_values import note_key
from newsgen.model.article import Article, Moment, utc_instant
from newsgen.model.authority import Authorities, Authority
from newsgen.model.kind import DURATION
from newsgen.model.period import Period
from newsgen.model.problem import Problem, problem
from newsgen.model.value import Value

_FIRST_ZONE = timezone(timedelta(hours=14))
"""Where each day begins first. A day is in the future while it has begun nowhere."""

_LONGEST_EMBARGO = timedelta(days=3653)
"""Ten years: what is held back for longer has most likely a mistyped year."""


class FutureDate(Value, frozen=True):
    """A date that is a problem before a time: that at which it comes.

    Attributes:
        key: the key of its location; what stands before a slash is the key of the date itself.
    """

    owner: Article | Authority
    key: str
    when: Moment | Period | date
    comes: datetime

    def problem(self) -> Problem:
        """Return what an editor is told of it."""
        when, location = self.when, self.owner.location_of(self.key)
        text = when.isoformat() if isinstance(when, date) else when.edtf()
        message = f"{self.key.partition('/')[0]}: {text} is in the future"
        year = int(text[:4])
        common = buddhist_year(year)
        correct = f"correct it ({year} of the Buddhist era is {common})" if common else "correct it"
        return problem("N120", location, message, f"{correct}, or add future: true")


def dates_of_article(article: Article) -> Iterator[FutureDate]:
    """Yield every date of an article that is a problem before it comes; most came long ago."""
    if article.future or article.draft:
        return
    embargo = article.embargo
    for key, when in _written_dates(article):
        if isinstance(when, Moment):
            comes = when.at if when.timed else _first_start(when.day)
        else:
            comes = _first_start(when)
        if not embargo or comes > embargo.at:
            yield FutureDate(article, key, when, comes)
    # An embargo of the calendar's first years has no time so long before it.
    if embargo and embargo.at.year > MINYEAR + 10:
        yield FutureDate(article, "embargo", embargo, embargo.at - _LONGEST_EMBARGO)


def dates_of_names(authorities: Authorities) -> Iterator[FutureDate]:
    """Yield the same of the names of authority files."""
    for entry in authorities.entries:
        if not (entry.began or entry.ended):
            continue
        lifespan = entry.kind.facts.lifespan
        if not entry.future and lifespan is not DURATION:
            for key, period in zip(lifespan.keys, (entry.began, entry.ended), strict=True):
                if period:
                    yield FutureDate(entry, key, period, _first_start(period.first))


def _written_dates(article: Article) -> Iterator[tuple[str, Moment | date]]:
    """Yield the key of the location of each date, and the date."""
    yield "date", article.moment
    if article.updated:
        yield "updated", article.updated
    if article.retrieved:
        yield "retrieved", article.retrieved
    for correction in article.corrections:
        yield note_key("corrections", correction.day), correction.day
    if article.withdrawn:
        yield note_key("withdrawn", article.withdrawn.day), article.withdrawn.day


def _first_start(day: date) -> datetime:
    """Return when a day begins where it begins first."""
    return utc_instant(datetime.combine(day, time(), _FIRST_ZONE))
