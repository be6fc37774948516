"""Times as machines read them."""

from datetime import UTC, datetime

from newsgen.model.article import Moment


def instant(when: Moment | datetime) -> str:
    """A time as RFC 3339 has it; a day without a time begins where the archive is."""
    if isinstance(when, Moment):
        when = when.local if when.timed else when.at
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_or_instant(moment: Moment) -> str:
    """A moment as ISO 8601 has it: a day where no time was written."""
    return instant(moment) if moment.timed else moment.day.isoformat()
