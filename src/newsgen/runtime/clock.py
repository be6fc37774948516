"""The clock and the time zones: the only place that asks this machine what time it is."""

import os
import time
import zoneinfo
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, tzinfo


class InvalidEpoch(Exception):
    """SOURCE_DATE_EPOCH says something that is no time."""


class TimeZoneNames(Collection[str]):
    """The names of all time zones this machine knows; listed only when somebody asks for all."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and time_zone(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(zoneinfo.available_timezones()))

    def __len__(self) -> int:
        return len(zoneinfo.available_timezones())


def time_zone(name: str) -> tzinfo | None:
    """The time zone of an IANA name; None if there is none."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def now(override: datetime | None = None) -> datetime:
    """Return the time a build counts as: the override, else SOURCE_DATE_EPOCH, else the clock's.

    SOURCE_DATE_EPOCH is the convention of reproducible-builds.org: seconds since 1970.

    Raises:
        InvalidEpoch: It is set to something else.
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
    """The clock's time in nanoseconds since 1970, to be held against the times of files."""
    return time.time_ns()


class Stopwatch:
    """Seconds spent in each stage, in the order they were first entered."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Ascribe the time since the last call to a stage."""
        moment = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + moment - self._last
        self._last = moment

    def total(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._start
