"""newsgen.yml → the configuration, and what is wrong with it."""

from collections.abc import Collection
from datetime import UTC
from typing import Any

from newsgen.content.config_rules import apply_config_rules, nested_values
from newsgen.content.schema import CONFIG_FIELDS
from newsgen.content.text import decode_text
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.validator import Located, LocatedValues, Validator
from newsgen.model.codes import PROBLEM_CODES
from newsgen.model.config import CONFIG_FILE, Config, MenuItem, Publisher
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import replace

_DIRECT_KEYS = (
    *("title", "tagline", "language", "timezone", "id_authority"),
    *("slugs", "search", "data", "rights"),
)
"""The keys that are in `Config` as they are."""


def read_config(data: bytes, zones: Collection[str]) -> tuple[Config | None, tuple[Problem, ...]]:
    """The configuration in the bytes of newsgen.yml; None if it cannot be read.

    One without a title, which is an error, still says how to read everything else.


    zones: the names of the time zones this machine knows.
    """
    text, problems = decode_text(data, CONFIG_FILE)
    if text is None:
        return None, problems
    mapping, found = read_mapping(text, Location(CONFIG_FILE, 1, 1), allow_comments=True)
    problems += found
    if mapping is None:
        missing = problem(
            "N404", Location(CONFIG_FILE, 1, 1), "title: is missing", "add title: and a name"
        )
        return None, problems or (missing,)
    walk = Validator(UTC)
    values = walk.validate_record(mapping, CONFIG_FIELDS)
    if "title" in walk.invalid_keys:
        walk.report("N404", mapping.location, "title: is not a name", "write title: and a name")
    values = apply_config_rules(values, walk, zones)
    problems += tuple(walk.problems)
    config = _build_config(values)
    # Whoever meant to hold texts back, and wrote it wrongly, does not want them published.
    return replace(config, rights="metadata") if "rights" in walk.invalid_keys else config, problems


def _build_config(values: LocatedValues) -> Config:
    simple: dict[str, Any] = {name: values[name].value for name in _DIRECT_KEYS if name in values}
    front_matter, listings = (
        nested_values(values, "front_matter"),
        nested_values(values, "listings"),
    )
    names, links = nested_values(values, "names"), nested_values(values, "links")
    simple |= {
        f"feed_{name}": given.value for name, given in nested_values(values, "feeds").items()
    }
    base_url = values["base_url"].value.rstrip("/") + "/" if "base_url" in values else ""
    return Config(
        **{"title": "", **simple},
        **{name: listings[name].value for name in ("newest", "year") if name in listings},
        base_url=base_url,
        publisher=_build_publisher(nested_values(values, "publisher")),
        sections=_text_list(values, "sections"),
        menu=tuple(
            MenuItem(place=item.location, **_bare_values(item.value))
            for item in (values["menu"].value if "menu" in values else ())
            if "label" in item.value and item.value.keys() & {"page", "url"}
        ),
        links_base=links["base"].value if "base" in links else "/",
        rename=_bare_values(nested_values(front_matter, "rename")),
        extra=_text_list(front_matter, "extra"),
        problems={
            code: given.value
            for code, given in nested_values(values, "problems").items()
            if code in PROBLEM_CODES
            and (PROBLEM_CODES[code].warning_effect or given.value == "error")
        },
        link_names=names["link"].value if "link" in names else True,
    )


def _build_publisher(values: LocatedValues) -> Publisher:
    policy = values.get("corrections_policy")
    return Publisher(**_bare_values(values), policy_place=policy.location if policy else None)


def _bare_values(values: LocatedValues) -> dict[str, str]:
    return {name: given.value for name, given in values.items()}


def _text_list(values: LocatedValues, name: str) -> tuple[str, ...]:
    items: tuple[Located, ...] = values[name].value if name in values else ()
    return tuple(item.value for item in items)
