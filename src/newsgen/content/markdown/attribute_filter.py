"""Which attributes of a tag are published, and as what.

Takes a tag and the name it will have; gives attributes in today's HTML, with addresses as they were
typed, and the names of those left out that an editor should hear of.
"""

import re

from newsgen.content.markdown.anchors import anchor_id
from newsgen.content.markdown.content_model import name_set
from newsgen.content.markdown.html_tokens import HtmlTag
from newsgen.content.markdown.sanitize import allows_attribute
from newsgen.content.markdown.source_map import GENERATED_ID_MARKER, SHORTCODE_MARKER

_ALIGN = re.compile(r"(?:text-align:)?\s*(left|center|right)\s*;?", re.IGNORECASE)
_MAY_BE_EMPTY = name_set("alt open reversed")


def filter_attributes(tag: HtmlTag, name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The attributes to publish and the names of those removed.

    An attribute that says nothing, and one a shortcode was in, which has been told, goes silently.
    """
    kept: dict[str, str] = {}
    removed: list[str] = []
    for attribute, value in tag.attribute_values():
        address = (name, attribute) in (("a", "href"), ("img", "src"))
        if SHORTCODE_MARKER in value or not (
            value.strip() or address or attribute in _MAY_BE_EMPTY
        ):
            continue
        if attribute == "id" or (attribute == "name" and name == "a"):
            kept["id"] = value[1:] if value.startswith(GENERATED_ID_MARKER) else anchor_id(value)
        elif address:
            kept[attribute] = value
        elif name in ("td", "th") and attribute in ("align", "style") and _ALIGN.fullmatch(value):
            kept["class"] = "align-" + _ALIGN.sub(r"\1", value).lower()
        elif allows_attribute(name, attribute, value):
            kept[attribute] = value
        elif attribute not in ("colspan", "rowspan") or value != "1":
            removed.append(attribute)
    return kept, tuple(removed)
