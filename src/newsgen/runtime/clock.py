"""The clock and the time zones: the only place that asks this machine what time it is."""

import os
import time
import zoneinfo
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, tzinfo


class InvalidEpoch(Exception):
    """SOURCE_DATE_EPOCH is not a time."""


class TimeZoneNames(Collection[str]):
    """The names of all time zones this machine has; listed only when they are iterated."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and time_zone(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(zoneinfo.available_timezones()))

    def __len__(self) -> int:
        return len(zoneinfo.available_timezones())


def time_zone(name: str) -> tzinfo | None:
    """Return the time zone of an IANA name; None if there is none."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def now(override: datetime | None = None) -> datetime:
    """Return the time a build counts as: the override, else SOURCE_DATE_EPOCH, else the clock's.

    The variable holds seconds since 1970 (reproducible-builds.org); else InvalidEpoch is raised.
    """
    if override is not None:
        return override
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            message = f"SOURCE_DATE_EPOCH is {epoch!r}, not seconds since 1970"
            raise InvalidEpoch(message) from None
    return datetime.now(UTC)


def now_ns() -> int:
    """Return the clock's time in nanoseconds since 1970, to compare with the times of files."""
    return time.time_ns()


class Stopwatch:
    """The seconds spent in each stage, in the order of the stages."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Add the time since the last call to a stage."""
        moment = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + moment - self._last
        self._last = moment

    def total(self) -> float:
        """Return the seconds since the start."""
        return time.perf_counter() - self._start
