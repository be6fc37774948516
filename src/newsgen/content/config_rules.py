"""What newsgen.yml must obey beyond the table of fields: a tuple of small rules.

Each rule looks at all values, says what is wrong, and gives the names of those that will not do.
"""

import re
from collections.abc import Callable, Collection, Iterator

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.scalars import LANGUAGE_TAG
from newsgen.content.yaml.validator import LocatedValues, Validator
from newsgen.model.codes import PROBLEM_CODES

_TAGGING_ENTITY = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?,[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""A tagging entity by domain, RFC 4151, section 2.1."""

ConfigRule = Callable[[LocatedValues, Validator, Collection[str]], Iterator[str]]


def apply_config_rules(
    values: LocatedValues, validator: Validator, zones: Collection[str]
) -> LocatedValues:
    """The values that obey every rule. zones: the names of the known time zones."""
    refused = {name for rule in CONFIG_RULES for name in rule(values, validator, zones)}
    return {name: given for name, given in values.items() if name not in refused}


def nested_values(values: LocatedValues, name: str) -> LocatedValues:
    """The values of a mapping that is itself a value; none if it is not there."""
    return values[name].value if name in values else {}


def _time_zone(
    values: LocatedValues, validator: Validator, zones: Collection[str]
) -> Iterator[str]:
    zone = values.get("timezone")
    if zone and zone.value not in zones:
        hint = did_you_mean(zone.value, zones) or "write it as in Asia/Samarkand"
        validator.report(
            "N402", zone.location, f'timezone: "{zone.value}" is not a known zone', hint
        )
        yield "timezone"


def _language(values: LocatedValues, validator: Validator, zones: Collection[str]) -> Iterator[str]:
    language = values.get("language")
    if language and not LANGUAGE_TAG.fullmatch(language.value):
        message = f'language: "{language.value}" is not a language tag'
        validator.report("N402", language.location, message, "write one such as en or zh-Hans")
        yield "language"


def _links_base(
    values: LocatedValues, validator: Validator, zones: Collection[str]
) -> Iterator[str]:
    base = nested_values(values, "links").get("base")
    if base and not base.value.startswith(("/", "http://", "https://")):
        message = f'links.base: "{base.value}" is not an address'
        validator.report(
            "N117", base.location, message, "write / or an address that starts with https://"
        )
        yield "links"


def _id_authority(
    values: LocatedValues, validator: Validator, zones: Collection[str]
) -> Iterator[str]:
    authority = values.get("id_authority")
    if authority and not _TAGGING_ENTITY.fullmatch(authority.value):
        message = f'id_authority: "{authority.value}" is not a domain, a comma and a year'
        validator.report("N117", authority.location, message, "write it as in example.org,2022")
        yield "id_authority"


def _renames(values: LocatedValues, validator: Validator, zones: Collection[str]) -> Iterator[str]:
    known = [field.name for field in FRONT_MATTER_FIELDS]
    for foreign, ours in nested_values(nested_values(values, "front_matter"), "rename").items():
        if ours.value not in known:
            message = f'front_matter.rename.{foreign}: "{ours.value}" is not a key newsgen knows'
            turned = f"write {ours.value}: {foreign}" if foreign in known else ""
            validator.report(
                "N117", ours.location, message, turned or did_you_mean(ours.value, known)
            )
            yield "front_matter"


def _problem_codes(
    values: LocatedValues, validator: Validator, zones: Collection[str]
) -> Iterator[str]:
    """Unknown codes and those that cannot be lowered; the others of the mapping still count."""
    for name, given in nested_values(values, "problems").items():
        code = PROBLEM_CODES.get(name)
        if code is None:
            message = f'"{name}" is not a problem code'
            hint = (
                did_you_mean(name, PROBLEM_CODES)
                or "they stand at the end of each problem, as in [N103]"
            )
            validator.report("N403", given.key_location, message, hint)
        elif given.value == "warning" and code.severity == "error" and not code.warning_effect:
            hint = "take the line out and mend the articles it is about"
            validator.report(
                "N403", given.key_location, f"{name} ({code.title}) cannot be lowered", hint
            )
    yield from ()


def _menu(values: LocatedValues, validator: Validator, zones: Collection[str]) -> Iterator[str]:
    """Entries that lead nowhere; the others of the menu stay."""
    for item in values["menu"].value if "menu" in values else ():
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
