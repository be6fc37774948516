"""What newsgen.yml must obey beyond the schema: small rules.

Each rule looks at all values, and yields what is wrong and the top keys to leave out for it.
"""

import re
from collections.abc import Collection, Iterator

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.scalar_types import LANGUAGE_TAG
from newsgen.content.yaml.validator import LocatedValues, Validator
from newsgen.model.problem import Location
from newsgen.model.problem_codes import PROBLEM_CODES

_TAGGING_ENTITY = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?,[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""A tagging entity by domain, RFC 4151, section 2.1."""

_TAGGING_WORDS = "a domain, a comma and a year"
_LINKS_BASE = re.compile(r"(?:/|https?://).*", re.DOTALL)

_FORMS = (
    ("language", "N402", LANGUAGE_TAG, "a language tag", "write one such as en or zh-Hans"),
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


def apply_config_rules(
    values: LocatedValues, validator: Validator, zones: Collection[str]
) -> LocatedValues:
    """Return the values that obey every rule. zones: the time zones that this machine knows."""
    faults = [*_time_zone(values, zones)]
    for rule in (_forms, _renames, _problem_codes, _menu):
        faults += rule(values)
    for _, code, location, message, hint in faults:
        validator.report(code, location, message, hint)
    invalid_keys = {key for key, *_ in faults}
    return LocatedValues(
        (key, located) for key, located in values.items() if key not in invalid_keys
    )


def _time_zone(values: LocatedValues, zones: Collection[str]) -> Iterator[_Fault]:
    zone = values.get("timezone")
    if zone and zone.value not in zones:
        message = f'timezone: "{zone.value}" is not a known zone'
        hint = did_you_mean(zone.value, zones) or "write it as in Asia/Samarkand"
        yield "timezone", "N402", zone.location, message, hint


def _forms(values: LocatedValues) -> Iterator[_Fault]:
    for path, code, form, name, hint in _FORMS:
        top, _, inner = path.partition(".")
        located = (values.nested(top) if inner else values).get(inner or top)
        if located and not form.fullmatch(located.value):
            yield top, code, located.location, f'{path}: "{located.value}" is not {name}', hint


def _renames(values: LocatedValues) -> Iterator[_Fault]:
    our_keys = [field.name for field in FRONT_MATTER_FIELDS]
    for foreign_key, located in values.nested("front_matter").nested("rename").items():
        our_key = located.value
        if our_key not in our_keys:
            message = f'front_matter.rename.{foreign_key}: "{our_key}" is not a key newsgen knows'
            is_reversed = foreign_key in our_keys
            reversed_hint = f"write {our_key}: {foreign_key}"
            hint = reversed_hint if is_reversed else did_you_mean(our_key, our_keys)
            yield "front_matter", "N117", located.location, message, hint


def _problem_codes(values: LocatedValues) -> Iterator[_Fault]:
    """Report unknown codes and those that cannot be lowered; the others still count."""
    for name, severity in values.nested("problems").items():
        code = PROBLEM_CODES.get(name)
        if code is None:
            message = f'"{name}" is not a problem code'
            code_hint = "they stand at the end of each problem, as in [N103]"
            hint = did_you_mean(name, PROBLEM_CODES) or code_hint
            yield "", "N403", severity.key_location, message, hint
        elif severity.value == "warning" and code.severity == "error" and not code.warning_effect:
            message = f"{name} ({code.title}) cannot be lowered"
            hint = "take the line out and mend the articles it is about"
            yield "", "N403", severity.key_location, message, hint


def _menu(values: LocatedValues) -> Iterator[_Fault]:
    """Report entries that lead nowhere; the others stay."""
    for item in values.sequence("menu"):
        if not item.value.keys() & {"page", "url"}:
            hint = "add page: pages/about.md, or url: and an address"
            yield "", "N104", item.location, "menu: an entry leads nowhere", hint
