"""Times for machines, in UTC."""

from datetime import UTC, datetime

from newsgen.model.article import Moment


def rfc3339_time(time: Moment | datetime) -> str:
    """Return a time as in RFC 3339; a day without a time begins in the archive's time zone."""
    if isinstance(time, Moment):
        time = time.local if time.timed else time.at
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def iso_day_or_time(moment: Moment) -> str:
    """Return a moment as in ISO 8601: the day alone where no time was written."""
    return rfc3339_time(moment) if moment.timed else moment.day.isoformat()
