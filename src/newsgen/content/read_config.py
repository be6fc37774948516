"""newsgen.yml → the configuration, and what is wrong with it."""

from collections.abc import Collection
from datetime import UTC

from newsgen.content.config_rules import apply_config_rules
from newsgen.content.schema import CONFIG_FIELDS
from newsgen.content.text import decode_text
from newsgen.content.yaml.collection_types import RecordType
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.validator import LocatedValues, Validator
from newsgen.model.config import CONFIG_FILE, Config, MenuItem, Publisher
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.model.value import replace

_DIRECT_KEYS = (
    *("title", "tagline", "language", "timezone", "id_authority"),
    *("slugs", "search", "data", "rights"),
)
"""The keys that are in `Config` as they are."""


def read_config(data: bytes, zones: Collection[str]) -> tuple[Config | None, tuple[Problem, ...]]:
    """Return the configuration and its problems; None if newsgen.yml cannot be read.

    A configuration without a title, which is an error, still says how to read everything else.

    Args:
        data: the bytes of newsgen.yml.
        zones: the names of the time zones this machine knows.
    """
    start = Location(CONFIG_FILE, 1, 1)
    text, decode_problems = decode_text(data, CONFIG_FILE)
    if text is None:
        return None, decode_problems
    mapping, yaml_problems = read_mapping(text, start, allow_comments=True)
    if mapping is None:
        missing = problem("N404", start, "title: is missing", "add title: and a name")
        return None, (*decode_problems, *yaml_problems) or (missing,)
    validator = Validator(UTC)
    values = RecordType(CONFIG_FIELDS).validate_mapping(mapping, validator)
    if "title" in validator.invalid_keys:
        hint = "write title: and a name"
        validator.report("N404", mapping.location, "title: is not a name", hint)
    config = _build_config(apply_config_rules(values, validator, zones))
    if "rights" in validator.invalid_keys:
        # An editor who meant to hold texts back, but made a mistake, does not want them published.
        config = replace(config, rights="metadata")
    return config, (*decode_problems, *yaml_problems, *validator.problems)


def _build_config(values: LocatedValues) -> Config:
    front_matter, listings = values.nested("front_matter"), values.nested("listings")
    base_url = values.value("base_url", "")
    return Config(
        **{"title": ""} | {key: values[key].value for key in _DIRECT_KEYS if key in values},
        **listings.without_locations(),
        **{f"feed_{key}": feed.value for key, feed in values.nested("feeds").items()},
        base_url=base_url.rstrip("/") + "/" if base_url else "",
        publisher=_build_publisher(values.nested("publisher")),
        sections=values.texts("sections"),
        menu=tuple(
            MenuItem(location=item.location, **item.value.without_locations())
            for item in values.sequence("menu")
            if "label" in item.value and item.value.keys() & {"page", "url"}
        ),
        links_base=values.nested("links").value("base", "/"),
        rename=front_matter.nested("rename").without_locations(),
        extra=front_matter.texts("extra"),
        problems={
            code: severity.value
            for code, severity in values.nested("problems").items()
            if code in PROBLEM_CODES
            and (PROBLEM_CODES[code].warning_effect or severity.value == "error")
        },
        link_names=values.nested("names").value("link", True),
    )


def _build_publisher(values: LocatedValues) -> Publisher:
    policy = values.get("corrections_policy")
    return Publisher(
        **values.without_locations(), policy_location=policy.location if policy else None
    )
