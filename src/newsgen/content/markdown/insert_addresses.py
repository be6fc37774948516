"""Replaces the symbolic targets of a body by addresses, once all pages are known.

External links get rel="noopener". Where an address is None, there is no such page: a link is
replaced by its text, an image by its description.
"""

import html as markup
import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote

from newsgen.model.lazy_pattern import lazy_pattern

# nh3 writes attributes in one way, and > in them as an entity, so a tag ends at the first >.
_TAG = lazy_pattern(r'<(a|img) ([^>]*?)(href|src)="(newsgen:[^"?#]*)([^"]*)"([^>]*)>|</a>')
_EXTERNAL_LINK = lazy_pattern(r'<a (?=[^>]*?\bhref="(?:https?:)?//)', re.IGNORECASE)
_NOOPENER = '<a rel="noopener" '
_ALT = lazy_pattern(r'\balt="([^"]*)"')
_SIZE = lazy_pattern(r'\b(?:width|height)="')
_ID = lazy_pattern(r'\bid="[^"]*"')


def insert_addresses(
    html: str,
    addresses: Mapping[str, str | None],
    picture_attributes: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the HTML with every symbolic target replaced. Raises KeyError if one has no entry.

    picture_attributes: More attributes of pictures by target, as HTML; a picture whose author gives
    its width or height has none of them.
    """
    if "//" in html:
        html = _EXTERNAL_LINK.sub(_NOOPENER, html)
    if "newsgen:" not in html:
        return html
    is_link_removed = False

    def replace_tag(match: re.Match[str]) -> str:
        nonlocal is_link_removed
        if match.group() == "</a>":
            end_tag = "" if is_link_removed else "</a>"
            is_link_removed = False
            return end_tag
        name, before, attribute, symbol, tail, after = match.groups()
        target = unquote(markup.unescape(symbol))
        if target not in addresses:
            raise KeyError(f"no address for {target}")
        address = addresses[target]
        if address is not None:
            more = picture_attributes.get(target, "") if name == "img" else ""
            if more and _SIZE.search(before + after):
                more = ""
            return f'<{name} {before}{attribute}="{markup.escape(address)}{tail}"{more}{after}>'
        if name == "img":
            alt = _ALT.search(before + after)
            return alt.group(1) if alt else ""
        anchor = _ID.search(before + after)
        is_link_removed = not anchor
        return f"<a {anchor.group()}>" if anchor else ""

    return _TAG.sub(replace_tag, html)
