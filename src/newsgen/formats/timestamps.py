"""Times for machines, each in the offset in which it was written, so that their day is its day."""

from newsgen.model.article import Moment


def rfc3339_time(moment: Moment) -> str:
    """Return a time as in RFC 3339; a date without a time begins in the archive's time zone."""
    return moment.local.isoformat(timespec="seconds").replace("+00:00", "Z")


def iso_date_or_time(moment: Moment) -> str:
    """Return a moment as in ISO 8601: the day, month or year alone where no time was written."""
    return rfc3339_time(moment) if moment.timed else moment.period.isoformat()
