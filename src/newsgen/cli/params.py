"""Days and times as they are typed on the command line, in the forms that front matter knows."""

from datetime import UTC, date
from typing import Any

import click

from newsgen.content.dates import parse_moment


class DateParam(click.ParamType[date]):
    """A calendar date, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """The date a text means."""
        moment = parse_moment(str(value), UTC)
        if isinstance(moment, tuple):
            self.fail(f"{moment[0]}; {moment[1]}", param, ctx)
        return moment.day


class TimeParam(click.ParamType[str]):
    """A date, or a date and time; without an offset it is in the archive's time zone."""

    name = "time"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """The text, if it means an instant; in which zone is the archive's to say."""
        moment = parse_moment(str(value), UTC)
        if isinstance(moment, tuple):
            self.fail(f"{moment[0]}; {moment[1]}", param, ctx)
        return str(value)
