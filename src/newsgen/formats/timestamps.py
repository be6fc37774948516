"""Times as machines read them."""

from datetime import UTC, datetime

from newsgen.model.article import Moment


def rfc3339_time(time: Moment | datetime) -> str:
    """A time as RFC 3339 has it; a day without a time begins where the archive is."""
    if isinstance(time, Moment):
        time = time.local if time.timed else time.at
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def iso_day_or_time(moment: Moment) -> str:
    """A moment as ISO 8601 has it: a day where no time was written."""
    return rfc3339_time(moment) if moment.timed else moment.day.isoformat()
