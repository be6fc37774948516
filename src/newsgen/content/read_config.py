"""newsgen.yml → the configuration, and what is wrong with it beyond the schema."""

import re
from collections.abc import Collection, Iterator
from datetime import UTC

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.front_matter.rename_keys import RENAME_TARGETS
from newsgen.content.language_tags import language_hint, language_tag
from newsgen.content.schema import CONFIG_FIELDS
from newsgen.content.text import decode_text
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.record_type import RecordType
from newsgen.content.yaml.validator import Located, LocatedValues, Validator
from newsgen.content.zone_names import zone_hint
from newsgen.model.address_rules import invalid_base_url_reason
from newsgen.model.config import CONFIG_FILE, ArchivePicture, Config, MenuItem, Publisher
from newsgen.model.editor_address import EDITOR_TEMPLATE, invalid_editor_reason
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.model.value import replace

_DIRECT_KEYS = (
    *("title", "tagline", "accent", "language", "timezone", "id_authority"),
    *("languages_in_addresses", "slugs", "related", "search", "ninjs", "data"),
    *("rights", "license", "host", "editor"),
)
"""The keys that are in `Config` as they are."""

_TAGGING_ENTITY = lazy_pattern(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?,[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""A tagging entity by domain, RFC 4151, section 2.1."""

_TAGGING_WORDS = "a domain, a comma and a year"
_LINKS_BASE = lazy_pattern(r"(?:/|https?://).*", re.DOTALL)

_FORMS = (
    (
        "links.base",
        "N117",
        _LINKS_BASE,
        "an address",
        "write / or an address that starts with https://",
    ),
    ("id_authority", "N117", _TAGGING_ENTITY, _TAGGING_WORDS, "write it as in example.org,2022"),
)
"""For each key the code, the form of its value, what that is called, and a hint."""

_Fault = tuple[str, str, Location, str, str]
"""The top key to leave out, or an empty text, and the code, location, message and hint."""


def read_config(data: bytes, zones: Collection[str]) -> tuple[Config | None, tuple[Problem, ...]]:
    """Return the configuration and its problems; None if newsgen.yml cannot be read.

    Without a title, which is an error, it still says how to read everything else. zones: the names
    of the time zones this machine knows.
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
    faults = [
        *_time_zone(values, zones),
        *_language(values),
        *_forms(values),
        *_base_url(values),
        *_editor(values),
    ]
    faults += [*_renames(values), *_path_keys(values)]
    faults += [*_problem_codes(values), *_menu(values)]
    for key, code, location, message, hint in faults:
        validator.report(code, location, message, hint)
        values.pop(key, None)
    config = _build_config(values)
    config = replace(config, language=language_tag(config.language) or config.language)
    if "rights" in validator.invalid_keys:
        # An editor who meant to hold texts back, but made a mistake, does not want them published.
        config = replace(config, rights="metadata")
    return config, (*decode_problems, *yaml_problems, *validator.problems)


def _build_config(values: LocatedValues) -> Config:
    front_matter, listings = values.nested("front_matter"), values.nested("listings")
    base_url = values.value("base_url", "")
    wrong_renames = _wrong_renames(values)
    publisher = values.nested("publisher")
    return Config(
        **{"title": ""} | {key: values[key].value for key in _DIRECT_KEYS if key in values},
        **listings.without_locations(),
        **{f"feed_{key}": feed.value for key, feed in values.nested("feeds").items()},
        base_url=base_url.rstrip("/") + "/" if base_url else "",
        publisher=Publisher(
            **publisher.without_locations(),
            locations={key: located.location for key, located in publisher.items()},
        ),
        image=_image(values),
        sections=values.texts("sections"),
        menu=tuple(
            MenuItem(location=item.location, **item.value.without_locations())
            for item in values.sequence("menu")
            if "label" in item.value and item.value.keys() & {"page", "url"}
        ),
        links_base=values.nested("links").value("base", "/"),
        rename={
            key: our_key
            for key, our_key in front_matter.nested("rename").without_locations().items()
            if key not in wrong_renames
        },
        # Told once here, and not in each article.
        extra=(
            *front_matter.texts("extra"),
            *wrong_renames,
            *(located.value for located in wrong_renames.values()),
        ),
        midnight=front_matter.value("midnight", "time"),
        from_path=front_matter.texts("from_path"),
        problems={
            code: severity.value
            for code, severity in values.nested("problems").items()
            if code in PROBLEM_CODES
            and (PROBLEM_CODES[code].warning_effect or severity.value == "error")
        },
        link_names=values.nested("names").value("link", True),
        ignored_names=values.nested("names").texts("ignore"),
    )


def _image(values: LocatedValues) -> ArchivePicture | None:
    image = values.nested("image")
    if "src" not in image:
        return None
    return ArchivePicture(location=image["src"].location, **image.without_locations())


def _time_zone(values: LocatedValues, zones: Collection[str]) -> Iterator[_Fault]:
    zone = values.get("timezone")
    if zone and zone.value not in zones:
        message = f'timezone: "{zone.value}" is not a known zone'
        yield "timezone", "N402", zone.location, message, zone_hint(zone.value, zones)


def _language(values: LocatedValues) -> Iterator[_Fault]:
    located = values.get("language")
    if located and not language_tag(located.value):
        message = f'language: "{located.value}" is not a language tag'
        yield "language", "N402", located.location, message, language_hint(located.value)


def _forms(values: LocatedValues) -> Iterator[_Fault]:
    for path, code, form, name, hint in _FORMS:
        top, _, inner = path.partition(".")
        located = (values.nested(top) if inner else values).get(inner or top)
        if located and not form.fullmatch(located.value):
            yield top, code, located.location, f'{path}: "{located.value}" is not {name}', hint


def _base_url(values: LocatedValues) -> Iterator[_Fault]:
    located = values.get("base_url")
    if located and (reason := invalid_base_url_reason(located.value)):
        message = f'base_url: "{located.value}" {reason}'
        hint = "write it as in https://example.org/archive/"
        yield "base_url", "N117", located.location, message, hint


def _editor(values: LocatedValues) -> Iterator[_Fault]:
    located = values.get("editor")
    if located and (reason := invalid_editor_reason(located.value)):
        message = f'editor: "{located.value}" {reason}'
        yield "editor", "N117", located.location, message, f"write it as in {EDITOR_TEMPLATE}"


def _renames(values: LocatedValues) -> Iterator[_Fault]:
    for foreign_key, located in _wrong_renames(values).items():
        our_key = located.value
        message = f'front_matter.rename.{foreign_key}: "{our_key}" is not a key newsgen knows'
        is_reversed = foreign_key in RENAME_TARGETS and "." not in our_key
        name = our_key.partition(".")[0]
        inner_keys = [key for key in RENAME_TARGETS if key.startswith(f"{name}.")]
        hint = f"write {our_key}: {foreign_key}" if is_reversed else ""
        hint = hint or did_you_mean(our_key, inner_keys or RENAME_TARGETS)
        yield "", "N117", located.location, message, hint or "name a key of docs/front-matter.md"


def _wrong_renames(values: LocatedValues) -> dict[str, Located]:
    """Return the foreign keys that are to mean what is no key of newsgen; they are let pass."""
    renames = values.nested("front_matter").nested("rename")
    return {key: located for key, located in renames.items() if located.value not in RENAME_TARGETS}


def _path_keys(values: LocatedValues) -> Iterator[_Fault]:
    items = values.nested("front_matter").sequence("from_path")
    texts = [item.value for item in items if item.value != "any"]
    for item in items:
        if texts.count(item.value) > 1:
            message = f"front_matter.from_path: {item.value} is there twice"
            hint = "write any for a folder that says nothing"
            yield "front_matter", "N117", item.location, message, hint
            return


def _problem_codes(values: LocatedValues) -> Iterator[_Fault]:
    """Report unknown codes and those that cannot be lowered; the others still count."""
    for name, severity in values.nested("problems").items():
        code = PROBLEM_CODES.get(name)
        if code is None:
            message = f'"{name}" is not a problem code'
            code_hint = "they stand at the end of each problem, as in [N103]"
            hint = did_you_mean(name, PROBLEM_CODES) or code_hint
            yield "", "N403", severity.key_location, message, hint
        elif not code.warning_effect and severity.value not in ("error", code.severity):
            message = f"{name} ({code.title}) cannot be lowered"
            hint = "take the line out and mend the articles it is about"
            yield "", "N403", severity.key_location, message, hint


def _menu(values: LocatedValues) -> Iterator[_Fault]:
    for item in values.sequence("menu"):
        if not item.value.keys() & {"page", "url"}:
            hint = "add page: pages/about.md, or url: and an address"
            yield "", "N104", item.location, "menu: an entry leads nowhere", hint
