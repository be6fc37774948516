"""Dates as editors write them: what they mean, and what is said of those that mean nothing."""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.content.dates import (
    DATE_HINT,
    PARTIAL_DATE_HINT,
    parse_moment,
    parse_partial_date,
    parse_partial_moment,
)
from newsgen.model.article import Moment
from newsgen.model.period import Period

SAMARKAND = ZoneInfo("Asia/Samarkand")
WEST = timezone(-timedelta(hours=4))


def read(text: str, zone: tzinfo = UTC) -> Moment:
    found = parse_moment(text, zone)
    assert isinstance(found, Moment), found
    return found


def refusal(text: str) -> tuple[str, str]:
    found = parse_moment(text, UTC)
    assert not isinstance(found, Moment), found
    return found


@pytest.mark.parametrize("text", ["2022-09-13", " 2022-09-13 ", "2022-09-13\n"])
def test_a_day_begins_at_midnight_of_the_site(text: str) -> None:
    found = read(text, SAMARKAND)
    assert (found.day, found.timed) == (date(2022, 9, 13), False)
    assert found.at == datetime(2022, 9, 13, tzinfo=SAMARKAND)


@pytest.mark.parametrize(
    "text, zone",
    [
        ("2014-07-01 10:00:02 -0400", WEST),
        ("2014-07-01 10:00:02 -04:00", WEST),
        ("2014-07-01 10:00:02 -04", WEST),
        ("2014-07-01 10:00:02-0400", WEST),
        ("2014-07-01T10:00:02-04:00", WEST),
        ("2014-07-01t10:00:02z", UTC),
        ("2014-07-01T10:00:02Z", UTC),
        ("2014-07-01T10:00:02.123456Z", UTC),
        ("2014-07-01  10:00:02  Z", UTC),
        ("2014-07-01 10:00:02", SAMARKAND),
        ("2014-07-01T10:00:02", SAMARKAND),
        ("2014-07-01 10:00:02 +05:30", timezone(timedelta(hours=5, minutes=30))),
    ],
)
def test_a_time_is_read_with_its_offset_or_else_the_sites_zone(text: str, zone: timezone) -> None:
    at = datetime(2014, 7, 1, 10, 0, 2, tzinfo=zone)
    found = read(text, SAMARKAND)
    assert (found.day, found.timed, found.at) == (date(2014, 7, 1), True, at)
    assert found.local.isoformat() == at.isoformat()


@pytest.mark.parametrize("text", ["2014-07-01 9:05", "2014-07-01 09:05", "2014-07-01T9:05:00"])
def test_seconds_and_a_second_digit_of_the_hour_need_not_be(text: str) -> None:
    assert read(text).at == datetime(2014, 7, 1, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2022-09-13 23:59 -12:00", "2022-09-13 00:00 +14:00"])
def test_the_day_is_the_one_written_whatever_the_offset(text: str) -> None:
    assert read(text, SAMARKAND).day == date(2022, 9, 13)


@pytest.mark.parametrize(
    "text", ["2022-02-30", "2022-13-01", "2022-00-10", "2022-01-00", "2023-02-29", "0000-01-01"]
)
def test_days_that_no_calendar_has(text: str) -> None:
    assert refusal(text) == (f'"{text}" is not a calendar date', "write YYYY-MM-DD")


@pytest.mark.parametrize(
    "text",
    ["2022-09-13 24:00", "2022-09-13 08:60", "2022-09-13 08:00:60", "2022-09-13 08:00 +99:00",
     "2022-09-13 08:00 +05:61", "2022-09-13T25:00Z"],
)  # fmt: skip
def test_times_that_no_clock_shows(text: str) -> None:
    message, hint = refusal(text)
    assert message == f'"{text}" has no valid time of day'
    assert "2022-09-13 08:30 +05:00" in hint


@pytest.mark.parametrize(
    "text, hint",
    [
        ("13.09.2022", "write 2022-09-13"),
        ("13.9.2022", "write 2022-09-13"),
        ("13/09/2022", "write 2022-09-13"),
        ("09/13/2022", "write 2022-09-13"),
        ("2022.09.13", "write 2022-09-13"),
        ("2022/9/13", "write 2022-09-13"),
        ("3/4/2022", "write 2022-04-03 or 2022-03-04"),
        ("4.4.2022", "write 2022-04-04"),
        ("2022-9-13", "write 2022-09-13"),
        ("2022-9-3 10:00", "write 2022-09-03"),
        ("13-09-2022", "write 2022-09-13"),
        ("13. 9. 2022", "write 2022-09-13"),
        ("2022. 9. 13.", "write 2022-09-13"),
        ("2022年9月13日", "write 2022-09-13"),
        ("2022년 9월 13일", "write 2022-09-13"),
        ("٢٠٢٢-٠٩-١٣", "write 2022-09-13"),
        ("१३/०९/२०२२", "write 2022-09-13"),
        ("20220913", "write 2022-09-13"),
        ("2022-W37-2", "write 2022-09-13"),
        ("民國111年9月13日", "write 2022-09-13"),
        ("中華民國 111 年 9 月 13 日", "write 2022-09-13"),
        ("令和4年9月13日", "write 2022-09-13"),
        ("昭和元年12月25日", "write 1926-12-25"),
        ("明治5年12月2日", DATE_HINT),  # a month of another calendar
        ("13/9/2565", "write 2022-09-13, as 2565 of the Buddhist era is 2022"),
        ("๑๓/๙/๒๕๖๕", "write 2022-09-13, as 2565 of the Buddhist era is 2022"),
        ("13 September 2565", "write 2022-09-13, as 2565 of the Buddhist era is 2022"),
        ("13/9/2565 BE", "write 2022-09-13"),
        ("13/9 พ.ศ. 2565", DATE_HINT),
        ("2022/09", DATE_HINT),
    ],
)
def test_other_forms_get_the_iso_date_they_can_mean(text: str, hint: str) -> None:
    assert refusal(text) == (f'"{text}" is not a date', hint)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "20221301", "2022-W60-1", "13.09.22", "31.02.2022", "some day of 2022",
     "2022-09-13 morning", "2022-09-13T", "2022-09-13 10", "-2022-09-13", "12022-09-13",
     "111-09-13", "20222-09-13", "22-09-13", "1663027200"],
)  # fmt: skip
def test_what_is_no_date_gets_the_form_of_one(text: str) -> None:
    assert refusal(text) == (f'"{text}" is not a date', "write YYYY-MM-DD")


@pytest.mark.parametrize("text", ["2022", "2022-09", "about 2022", "2022-09-13~"])
def test_where_the_day_counts_it_has_to_be_known(text: str) -> None:
    assert refusal(text) == (f'"{text}" names no sure day, which counts here', "write YYYY-MM-DD")


@pytest.mark.parametrize(
    "text", ["2022-09-13 08:00 Tashkent", "2022-09-13, 08:00", "2022-09-13 08:00 EST", "8:30 pm"]
)
def test_what_is_no_time_gets_the_form_of_one(text: str) -> None:
    hint = "write it as in 2022-09-13 08:30 +05:00"
    assert refusal(text) == (f'"{text}" is not a date', hint)


@pytest.mark.parametrize(
    "text, minutes",
    [("+5", 300), ("-5", -300), ("+530", 330), ("-500", -300), ("+5:30", 330), ("UTC", 0),
     ("GMT", 0), ("UTC+5", 300), ("UTC−5", -300), ("+14", 840)],
)  # fmt: skip
def test_an_offset_may_be_short_or_as_pages_show_it(text: str, minutes: int) -> None:
    assert read(f"2022-09-13 08:00 {text}").offset == minutes


@pytest.mark.parametrize(
    "text, edtf",
    [
        ("2022-09-13", "2022-09-13"),
        ("1912-05", "1912-05"),
        ("1912", "1912"),
        ("0476", "0476"),
        ("9999", "9999"),
        ("about 1900", "1900~"),
        ("About 1912-05", "1912-05~"),
        ("circa 1900", "1900~"),
        ("ca. 1900", "1900~"),
        ("c. 1900", "1900~"),
        ("c.1900", "1900~"),
        ("about 1912-05-13", "1912-05-13~"),
        ("1900~", "1900~"),
        ("1900?", "1900?"),
        ("1900%", "1900%"),
        ("about 1900?", "1900%"),
        ("1912-05~", "1912-05~"),
        ("1912-05-13?", "1912-05-13?"),
        (" 1912 ", "1912"),
    ],
)
def test_a_date_says_as_much_as_is_known(text: str, edtf: str) -> None:
    known = parse_partial_moment(text, SAMARKAND)
    assert isinstance(known, Moment)
    assert known.edtf() == edtf
    assert known.local.isoformat()[:10] == known.day.isoformat()
    period = parse_partial_date(text)
    assert isinstance(period, Period)
    assert period.edtf() == edtf


@pytest.mark.parametrize(
    "text, hint",
    [
        ("13 September 2022", "write 2022-09-13"),
        ("September 13, 2022", "write 2022-09-13"),
        ("Tue, 13 Sep 2022 08:30:00 +0500", "write 2022-09-13"),
        ("the 13th of May", PARTIAL_DATE_HINT),
        ("May 1912", "write 1912-05"),
        ("1912-05-XX", "write 1912-05"),
        ("1912-XX", "write 1912"),
        ("190X", "write the year that is nearest, as in about 1905"),
        ("1900s", PARTIAL_DATE_HINT),
        ("1900/1910", PARTIAL_DATE_HINT),
        ("spring 1912", PARTIAL_DATE_HINT),
        ("1912-5", PARTIAL_DATE_HINT),  # perhaps 1912 to 1915
        ("1912/5", "write 1912-05"),
        ("5.1912", "write 1912-05"),
        ("1912年5月", "write 1912-05"),
        ("1912년", "write 1912"),
        ("民國元年", "write 1912"),
        ("พ.ศ. ๒๕๖๕", "write 2022"),
        ("~1900", PARTIAL_DATE_HINT),
    ],
)
def test_other_words_for_what_is_known_get_the_form_they_can_mean(text: str, hint: str) -> None:
    assert parse_partial_moment(text, UTC) == (f'"{text}" is not a date', hint)


@pytest.mark.parametrize(
    "text, zone",
    [
        ("9999-12-31 23:59", "America/New_York"),
        ("9999-12-31 23:59 -12:00", "UTC"),
        ("0001-01-01 00:00 +12:00", "UTC"),
    ],
)
def test_what_lies_beyond_the_calendar_in_utc_is_refused(text: str, zone: str) -> None:
    found = parse_moment(text, ZoneInfo(zone))
    assert found == (f'"{text}" is beyond the calendar', "write YYYY-MM-DD")


@pytest.mark.parametrize(
    "day, zone",
    [("0001-01-01", "Asia/Samarkand"), ("9999-12-31", "America/New_York"), ("0045-03-15", "UTC")],
)
def test_every_day_of_the_calendar_is_a_date_in_every_zone(day: str, zone: str) -> None:
    assert read(day, ZoneInfo(zone)).local.isoformat()[:10] == day


PIECES = st.sampled_from(
    [
        "2022",
        "0001",
        "9999",
        "0",
        "12",
        "31",
        "09",
        "13",
        "-",
        "-",
        ".",
        "/",
        ":",
        " ",
        "T",
        "Z",
        "+",
        "04",
        "00",
        "é",
        "\n",
    ]
)


@given(st.text() | st.lists(PIECES).map("".join) | st.dates().map(str) | st.datetimes().map(str))
@example("0002-01-01 0:00")
@example("9999-12-31 23:59:59.999999 -23:59")
@example("0001-01-01 00:00:00 +23:59")
def test_any_text_is_a_moment_or_two_sentences(text: str) -> None:
    for zone in (UTC, SAMARKAND):
        found = parse_moment(text, zone)
        if isinstance(found, Moment):
            assert found.day.isoformat() in text
            assert found.at.tzinfo is UTC
            assert not found.timed or found.local.date() == found.day
        else:
            assert all(found)


@given(
    st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 30)),
    st.times(),
    st.integers(-23 * 60, 23 * 60),
)
def test_what_is_written_in_iso_form_is_read_back(day: date, clock: time, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    at = datetime.combine(day, clock.replace(microsecond=0), zone)
    found = read(at.isoformat())
    assert (found.day, found.at, found.local.isoformat()) == (at.date(), at, at.isoformat())
