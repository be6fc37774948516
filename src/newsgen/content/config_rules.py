"""What newsgen.yml must obey beyond the schema: a tuple of small rules.

Each rule looks at all values, reports what is wrong, and yields the top keys to leave out.
"""

import re
from collections.abc import Callable, Collection, Iterator

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.scalar_types import LANGUAGE_TAG
from newsgen.content.yaml.validator import LocatedValues, Validator
from newsgen.model.problem_codes import PROBLEM_CODES

_TAGGING_ENTITY = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?,[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""A tagging entity by domain, RFC 4151, section 2.1."""

ZoneNames = Collection[str]
ConfigRule = Callable[[LocatedValues, Validator, ZoneNames], Iterator[str]]


def apply_config_rules(
    values: LocatedValues, validator: Validator, zones: ZoneNames
) -> LocatedValues:
    """Return the values that obey every rule. zones: the time zones that this machine knows."""
    invalid_keys = {key for rule in CONFIG_RULES for key in rule(values, validator, zones)}
    return LocatedValues(
        (key, located) for key, located in values.items() if key not in invalid_keys
    )


def _time_zone(values: LocatedValues, validator: Validator, zones: ZoneNames) -> Iterator[str]:
    zone = values.get("timezone")
    if zone and zone.value not in zones:
        message = f'timezone: "{zone.value}" is not a known zone'
        hint = did_you_mean(zone.value, zones) or "write it as in Asia/Samarkand"
        validator.report("N402", zone.location, message, hint)
        yield "timezone"


def _language(values: LocatedValues, validator: Validator, zones: ZoneNames) -> Iterator[str]:
    language = values.get("language")
    if language and not LANGUAGE_TAG.fullmatch(language.value):
        message = f'language: "{language.value}" is not a language tag'
        validator.report("N402", language.location, message, "write one such as en or zh-Hans")
        yield "language"


def _links_base(values: LocatedValues, validator: Validator, zones: ZoneNames) -> Iterator[str]:
    base = values.nested("links").get("base")
    if base and not base.value.startswith(("/", "http://", "https://")):
        message = f'links.base: "{base.value}" is not an address'
        hint = "write / or an address that starts with https://"
        validator.report("N117", base.location, message, hint)
        yield "links"


def _id_authority(values: LocatedValues, validator: Validator, zones: ZoneNames) -> Iterator[str]:
    authority = values.get("id_authority")
    if authority and not _TAGGING_ENTITY.fullmatch(authority.value):
        message = f'id_authority: "{authority.value}" is not a domain, a comma and a year'
        validator.report("N117", authority.location, message, "write it as in example.org,2022")
        yield "id_authority"


def _renames(values: LocatedValues, validator: Validator, zones: ZoneNames) -> Iterator[str]:
    our_keys = [field.name for field in FRONT_MATTER_FIELDS]
    for foreign_key, located in values.nested("front_matter").nested("rename").items():
        our_key = located.value
        if our_key not in our_keys:
            message = f'front_matter.rename.{foreign_key}: "{our_key}" is not a key newsgen knows'
            is_reversed = foreign_key in our_keys
            reversed_hint = f"write {our_key}: {foreign_key}"
            hint = reversed_hint if is_reversed else did_you_mean(our_key, our_keys)
            validator.report("N117", located.location, message, hint)
            yield "front_matter"


def _problem_codes(values: LocatedValues, validator: Validator, zones: ZoneNames) -> Iterator[str]:
    """Report unknown codes and those that cannot be lowered; the others still count."""
    for name, severity in values.nested("problems").items():
        code = PROBLEM_CODES.get(name)
        if code is None:
            message = f'"{name}" is not a problem code'
            code_hint = "they stand at the end of each problem, as in [N103]"
            hint = did_you_mean(name, PROBLEM_CODES) or code_hint
            validator.report("N403", severity.key_location, message, hint)
        elif severity.value == "warning" and code.severity == "error" and not code.warning_effect:
            message = f"{name} ({code.title}) cannot be lowered"
            hint = "take the line out and mend the articles it is about"
            validator.report("N403", severity.key_location, message, hint)
    yield from ()


def _menu(values: LocatedValues, validator: Validator, zones: ZoneNames) -> Iterator[str]:
    """Report entries that lead nowhere; the others stay."""
    for item in values.sequence("menu"):
        if not item.value.keys() & {"page", "url"}:
            hint = "add page: pages/about.md, or url: and an address"
            validator.report("N104", item.location, "menu: an entry leads nowhere", hint)
    yield from ()


CONFIG_RULES: tuple[ConfigRule, ...] = (
    _time_zone,
    _language,
    _links_base,
    _id_authority,
    _renames,
    _problem_codes,
    _menu,
)
