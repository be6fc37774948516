"""newsgen.yml → the configuration, and what is wrong with it."""

from collections.abc import Collection
from datetime import UTC
from typing import Any

from newsgen.content.config_rules import obey, within
from newsgen.content.schema import CONFIG
from newsgen.content.text import decode
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.validator import Given, Values, Walk
from newsgen.model.codes import CODES
from newsgen.model.config import FILE, Config, MenuItem, Publisher
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.value import replace

_SIMPLE = (
    *("title", "tagline", "language", "timezone", "id_authority"),
    *("slugs", "search", "data", "rights"),
)
"""The keys that are in `Config` as they are."""


def read_config(data: bytes, zones: Collection[str]) -> tuple[Config | None, tuple[Problem, ...]]:
    """The configuration in the bytes of newsgen.yml; None if it cannot be read.

    One without a title, which is an error, still says how to read everything else.


    zones: the names of the time zones this machine knows.
    """
    text, problems = decode(data, FILE)
    if text is None:
        return None, problems
    mapping, found = read_mapping(text, Place(FILE, 1, 1), comments=True)
    problems += found
    if mapping is None:
        missing = problem("N404", Place(FILE, 1, 1), "title: is missing", "add title: and a name")
        return None, problems or (missing,)
    walk = Walk(UTC)
    values = walk.record(mapping, CONFIG)
    if "title" in walk.dropped:
        walk.say("N404", mapping.place, "title: is not a name", "write title: and a name")
    values = obey(values, walk, zones)
    problems += tuple(walk.problems)
    config = _config(values)
    # Whoever meant to hold texts back, and wrote it wrongly, does not want them published.
    return replace(config, rights="metadata") if "rights" in walk.dropped else config, problems


def _config(values: Values) -> Config:
    simple: dict[str, Any] = {name: values[name].value for name in _SIMPLE if name in values}
    front_matter, listings = within(values, "front_matter"), within(values, "listings")
    names, links = within(values, "names"), within(values, "links")
    simple |= {f"feed_{name}": given.value for name, given in within(values, "feeds").items()}
    base_url = values["base_url"].value.rstrip("/") + "/" if "base_url" in values else ""
    return Config(
        **{"title": "", **simple},
        **{name: listings[name].value for name in ("newest", "year") if name in listings},
        base_url=base_url,
        publisher=_publisher(within(values, "publisher")),
        sections=_texts(values, "sections"),
        menu=tuple(
            MenuItem(place=item.place, **_plain(item.value))
            for item in (values["menu"].value if "menu" in values else ())
            if "label" in item.value and item.value.keys() & {"page", "url"}
        ),
        links_base=links["base"].value if "base" in links else "/",
        rename=_plain(within(front_matter, "rename")),
        extra=_texts(front_matter, "extra"),
        problems={
            code: given.value
            for code, given in within(values, "problems").items()
            if code in CODES and (CODES[code].lowered or given.value == "error")
        },
        link_names=names["link"].value if "link" in names else True,
    )


def _publisher(values: Values) -> Publisher:
    policy = values.get("corrections_policy")
    return Publisher(**_plain(values), policy_place=policy.place if policy else None)


def _plain(values: Values) -> dict[str, str]:
    return {name: given.value for name, given in values.items()}


def _texts(values: Values, name: str) -> tuple[str, ...]:
    items: tuple[Given, ...] = values[name].value if name in values else ()
    return tuple(item.value for item in items)
