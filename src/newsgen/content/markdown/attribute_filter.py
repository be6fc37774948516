"""Selects the attributes of a tag to publish, and turns obsolete ones into today's."""

import re

from newsgen.content.markdown.anchors import anchor_id
from newsgen.content.markdown.content_model import name_set
from newsgen.content.markdown.html_tokens import HtmlTag
from newsgen.content.markdown.sanitize import allows_attribute
from newsgen.content.markdown.source_map import GENERATED_ID_MARKER, SHORTCODE_MARKER
from newsgen.model.lazy_pattern import lazy_pattern

_ALIGN = lazy_pattern(r"(?:text-align:)?\s*(left|center|right)\s*;?", re.IGNORECASE)
_MAY_BE_EMPTY = name_set("alt open reversed")


def filter_attributes(tag: HtmlTag, name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the attributes to publish, addresses as typed, and the names of those removed.

    Empty attributes, and those with a shortcode, which has its own problem, are not among them.
    name: the element that is published in place of the tag's.
    """
    published: dict[str, str] = {}
    removed: list[str] = []
    for attribute, value in tag.attribute_values():
        is_address = (name, attribute) in (("a", "href"), ("img", "src"))
        if SHORTCODE_MARKER in value or not (
            value.strip() or is_address or attribute in _MAY_BE_EMPTY
        ):
            continue
        if attribute == "id" or (attribute == "name" and name == "a"):
            published["id"] = (
                value[1:] if value.startswith(GENERATED_ID_MARKER) else anchor_id(value)
            )
        elif is_address:
            published[attribute] = value
        elif name in ("td", "th") and attribute in ("align", "style") and _ALIGN.fullmatch(value):
            published["class"] = "align-" + _ALIGN.sub(r"\1", value).lower()
        elif allows_attribute(name, attribute, value):
            published[attribute] = value
        elif attribute not in ("colspan", "rowspan") or value != "1":
            removed.append(attribute)
    return published, tuple(removed)
