"""Ids and slugs that an editor wrote; one that cannot be part of an address is refused (N307)."""

import re

from newsgen.content.yaml.validator import LocatedValues, Validator
from newsgen.model.slug import invalid_slug_reason, slug


def explicit_id(values: LocatedValues, validator: Validator) -> str:
    """Return the id of an article; empty if it has none or a wrong one."""
    if "id" not in values:
        return ""
    text: str = values["id"].value
    parts = text.split("/")
    if not all(parts):
        reason = "has an empty part"
    elif {".", ".."} & set(parts):
        reason = "must not hold . or .."
    elif not (reason := next(filter(None, map(invalid_slug_reason, parts)), "")):
        return text
    hint = "write it as in 2022/xi-putin"
    validator.report("N307", values["id"].location, f'id: "{text}" {reason}', hint)
    return ""


def explicit_slug(values: LocatedValues, example: str, validator: Validator) -> str:
    """Return the slug of an article or a name; empty if it has none or a wrong one."""
    text: str = values.value("slug", "")
    if "slug" in values and (reason := invalid_slug_reason(text)):
        proposal = "" if "/" in text or "\\" in text else slug(text)
        digest = re.search("-?[0-9a-f]{6}$", proposal)
        if digest and not text.lower().endswith(digest[0].strip("-")):
            proposal = proposal[: digest.start()]
        is_slug = proposal and not invalid_slug_reason(proposal)
        hint = f"write {proposal if is_slug else f'it as in {example}'}, or leave it out"
        validator.report("N307", values["slug"].location, f'slug: "{text}" {reason}', hint)
        return ""
    return text
