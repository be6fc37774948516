"""Days that a text names by weekday and number, such as "Thursday (15th)" → the day they mean.

Such words say a day only beside the day on which the text was read: the day nearest to it on which
weekday and number agree.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from newsgen.model.value import Value

_REACH = 10
"""How many days before or after the day of reading such words may mean."""

_WEEKDAYS = (
    "monday montag lundi lunes понедельник понедельника 一",
    "tuesday dienstag mardi martes вторник вторника 二",
    "wednesday mittwoch mercredi miércoles среда среду среды 三",
    "thursday donnerstag jeudi jueves четверг четверга 四",
    "friday freitag vendredi viernes пятница пятницу пятницы 五",
    "saturday samstag sonnabend samedi sábado суббота субботу субботы 六",
    "sunday sonntag dimanche domingo воскресенье воскресенья 日 天",
)
_WEEKDAY_NUMBERS = {word: day for day, words in enumerate(_WEEKDAYS) for word in words.split()}
_WORDS = "|".join(word for word in _WEEKDAY_NUMBERS if len(word) > 1)
_SIGNS = "".join(word for word in _WEEKDAY_NUMBERS if len(word) == 1)

_PHRASES = (
    re.compile(
        rf"""\b(?P<weekday>{_WORDS})(?:,?\ (?:the|den|dem|le|el|día)?\ ?|,?\ ?\()
            (?P<day>[0-3]?\d)(?!\d|[.:,]\d|\ ?[:%])(?:st|nd|rd|th|\.|er|-?го|-?е)?\)?""",
        re.VERBOSE | re.IGNORECASE,
    ),
    re.compile(
        rf"(?:周|星期|週|礼拜|禮拜)(?P<weekday>[{_SIGNS}])\s?[（(]?(?P<day>[0-3]?\d)[日号號]"
    ),
    re.compile(rf"(?P<day>[0-3]?\d)[日号號]\s?[（(](?:周|星期|週)(?P<weekday>[{_SIGNS}])[)）]"),
)


class EventDay(Value, frozen=True):
    """Words of a text that name a day. day: None if no day near the reading agrees with them."""

    words: str
    day: date | None


def find_event_days(text: str, retrieved: date) -> Iterator[EventDay]:
    """Yield the days that a text names by weekday and number, in their order, each once.

    Args:
        retrieved: The day on which the text was read.
    """
    phrases = (match for pattern in _PHRASES for match in pattern.finditer(text))
    seen = set()
    for match in sorted(phrases, key=re.Match.start):
        weekday, number = _WEEKDAY_NUMBERS[match["weekday"].casefold()], int(match["day"])
        if (weekday, number) not in seen:
            seen.add((weekday, number))
            yield EventDay(match[0], _nearest_day(weekday, number, retrieved))


def _nearest_day(weekday: int, number: int, retrieved: date) -> date | None:
    for distance in sorted(range(-_REACH, _REACH + 1), key=abs):
        try:
            day = retrieved + timedelta(distance)
        except OverflowError:
            continue
        if (day.weekday(), day.day) == (weekday, number):
            return day
    return None
