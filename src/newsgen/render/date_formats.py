"""Babel's forms of dates, loaded without pytz.

Where pytz is installed, Babel asks it for the time zone of this machine, which no page shows, and
pytz opens the files of all zones: that takes longer than loading all else of Babel.
"""

import sys

_pytz = sys.modules.get("pytz")
sys.modules["pytz"] = None  # type: ignore[assignment]  # an import of it fails, as if it were not there
try:
    from babel.dates import format_date, format_skeleton
finally:
    del sys.modules["pytz"]
    if _pytz:
        sys.modules["pytz"] = _pytz

__all__ = ["format_date", "format_skeleton"]
