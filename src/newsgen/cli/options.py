"""Command-line options that several commands share, and the build request made from them.

Dates and times have the forms that front matter accepts. Whatever else is refused is click's usage
error, which ends the program with exit code 2.
"""

from collections.abc import Callable
from datetime import UTC
from functools import reduce
from pathlib import Path
from typing import Any

import click

from newsgen.content.dates import parse_moment, parse_partial_moment
from newsgen.model.address_rules import invalid_base_url_reason
from newsgen.model.article import Moment
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.cluster_address import invalid_address_reason

Command = Callable[..., Any]


def parse_known_date(text: str) -> Period:
    """Return what is known of a date; a time after it is dropped."""
    return _parsed(parse_partial_moment(text, UTC)).calendar_date


def _check_time(text: str) -> str:
    """Return a valid date or time unchanged: reading the archive gives its time zone."""
    _parsed(parse_moment(text, UTC))
    return text


def _parsed(moment: Moment | tuple[str, str]) -> Moment:
    if isinstance(moment, tuple):
        raise click.BadParameter("; ".join(moment))
    return moment


_now = click.option(
    "--now",
    type=_check_time,
    metavar="TIME",
    help="Build as of this time, for embargoes (default: now).",
)
_drafts = click.option(
    "--drafts", is_flag=True, help="Include drafts and embargoed articles, marked as such."
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Number of worker processes (default: one per CPU).",
)


def _check_cluster(text: str) -> str:
    """Return a valid address of a cluster unchanged."""
    if reason := invalid_address_reason(text):
        raise click.BadParameter(reason)
    return text


cluster_option = click.option(
    "--cluster",
    type=_check_cluster,
    metavar="ADDRESS",
    help="Let the workers of a Dask cluster share the work; local:N starts one here.",
)
_out = click.option(
    "--out", type=click.Path(path_type=Path), help="Output folder (default: public)."
)
_base_url = click.option(
    "--base-url",
    metavar="URL",
    help="Address at which the archive is published (default: from newsgen.yml).",
)
keep_going_option = click.option(
    "--keep-going",
    is_flag=True,
    help="Publish all that is right; articles with errors stay as they were published.",
)
_clean = click.option("--clean", is_flag=True, help="Ignore earlier builds and rebuild every file.")
_verify = click.option(
    "--verify", is_flag=True, help="Read every published file, plan all anew; mend what differs."
)
for_disk_option = click.option(
    "--for-disk",
    is_flag=True,
    help="Let links name the files of pages, so that they open from a disk without a server.",
)
_explain = click.option("--explain", is_flag=True, help="Explain why each page was rebuilt.")
_quiet = click.option("--quiet", is_flag=True, help="Print only problems.")
_show_all = click.option(
    "--all", "show_all", is_flag=True, help="Show each problem, however many of a kind there are."
)
_one_line = click.option(
    "--lines", "one_line", is_flag=True, help="Show a problem on one line, as in a pipe."
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)


def _group(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return a decorator that adds options in this order."""
    return lambda command: reduce(lambda result, option: option(result), reversed(options), command)


output_options = _group(_out, _base_url)
build_options = _group(_now, _drafts, workers_option)
rebuild_options = _group(_clean, _verify, _explain, keep_going_option)
export_options = _group(_now, workers_option)
print_options = _group(_show_all, _one_line, json_option, _quiet)


class PrintOptions(Value, frozen=True):
    """What a command prints: see the help of `print_options`."""

    show_all: bool
    one_line: bool
    as_json: bool
    quiet: bool

    @classmethod
    def pop(cls, options: dict[str, Any]) -> "PrintOptions":
        """Take these options out of all that a command was given."""
        return cls(**{name: options.pop(name) for name in cls.__struct_fields__})


def build_request(site: Path, out: Path, base_url: str | None, **options: Any) -> BuildRequest:
    """Make a build request from options. Raises click.BadParameter.

    Args:
        base_url: As typed; empty for none, None for the one in newsgen.yml.
        options: Further fields of the request. One that is None keeps its default.
    """
    if base_url is not None:
        if base_url.strip("/") and not base_url.startswith(("http://", "https://")):
            raise click.BadParameter("must start with https://", param_hint="--base-url")
        if reason := invalid_base_url_reason(base_url):
            raise click.BadParameter(reason, param_hint="--base-url")
        base_url = base_url.removesuffix("/") + "/" if base_url.strip("/") else ""
    fields = {name: value for name, value in options.items() if value is not None}
    return BuildRequest(site=site, out=out, base_url=base_url, **fields)
