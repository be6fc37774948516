"""Command-line options that several commands share, and the build request made from them.

Takes texts as typed; gives values. Dates and times have the forms that front matter accepts.
Refuses anything else with click's usage error, which ends the program with exit code 2.
"""

from collections.abc import Callable
from datetime import UTC, date
from pathlib import Path
from typing import Any

import click

from newsgen.content.dates import parse_moment
from newsgen.model.article import Moment
from newsgen.pipeline.request import BuildRequest


class DateParam(click.ParamType[date]):
    """A calendar date, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Return the date that a text stands for."""
        return _parse(self, value, param, ctx).day


class TimeParam(click.ParamType[str]):
    """A date, or a date and time; without an offset it is in the archive's time zone."""

    name = "time"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Return the text unchanged if it is a valid time; reading the archive gives its zone."""
        _parse(self, value, param, ctx)
        return str(value)


def _parse(param_type: click.ParamType[Any], value: Any, param: Any, ctx: Any) -> Moment:
    moment = parse_moment(str(value), UTC)
    if isinstance(moment, tuple):
        message, hint = moment
        param_type.fail(f"{message}; {hint}", param, ctx)
    return moment


workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Number of worker processes (default: one per CPU).",
)
now_option = click.option(
    "--now",
    type=TimeParam(),
    metavar="TIME",
    help="Build as of this time, for embargoes (default: now).",
)
out_option = click.option(
    "--out", type=click.Path(path_type=Path), help="Output folder (default: public)."
)
base_url_option = click.option(
    "--base-url",
    metavar="URL",
    help="Address at which the archive is published (default: from newsgen.yml).",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)
_drafts_option = click.option(
    "--drafts", is_flag=True, help="Include drafts and embargoed articles, marked as such."
)
_quiet_option = click.option("--quiet", is_flag=True, help="Print only problems.")


def build_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that build, check, serve and suggest share."""
    return now_option(_drafts_option(workers_option(command)))


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that decide how a command prints its result."""
    return json_option(_quiet_option(command))


def build_request(site: Path, out: Path, base_url: str | None, **options: Any) -> BuildRequest:
    """Make a build request from options.

    Args:
        site: The folder of the archive.
        out: The output folder.
        base_url: As typed; empty for none, None for the one in newsgen.yml.
        options: Further fields of the request. One that is None keeps its default.

    Raises:
        click.BadParameter: `base_url` is not an HTTP address.
    """
    if base_url is not None:
        base_url = base_url.rstrip("/") + "/" if base_url.strip("/") else ""
        if base_url and not base_url.startswith(("http://", "https://")):
            raise click.BadParameter("must start with https://", param_hint="--base-url")
    fields = {name: value for name, value in options.items() if value is not None}
    return BuildRequest(site=site, out=out, base_url=base_url, **fields)
