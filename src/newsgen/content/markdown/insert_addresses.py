"""Replaces the symbolic targets of a body by addresses, once all pages are known.

External links get rel="noopener". Where an address is None, there is no such page: a link is
replaced by its text, an image by its description.
"""

import html as markup
import re
from collections.abc import Mapping
from urllib.parse import unquote

# nh3 writes attributes in one way, and > in them as an entity, so a tag ends at the first >.
_TAG = re.compile(r'<(a|img) ([^>]*?)(href|src)="(newsgen:[^"?#]*)([^"]*)"([^>]*)>|</a>')
_SYMBOLIC_TARGET = re.compile(r'<(?:a|img) [^>]*?(?:href|src)="(newsgen:[^"?#]*)')
_EXTERNAL_LINK = re.compile(r'<a (?=[^>]*?\bhref="(?:https?:)?//)', re.IGNORECASE)
_NOOPENER = '<a rel="noopener" '
_ALT = re.compile(r'\balt="([^"]*)"')
_ID = re.compile(r'\bid="[^"]*"')


def symbolic_targets(html: str) -> tuple[str, ...]:
    """Return the targets in their order, each once, as in `Reference.target`."""
    targets = (unquote(markup.unescape(symbol)) for symbol in _SYMBOLIC_TARGET.findall(html))
    return tuple(dict.fromkeys(targets))


def insert_addresses(html: str, addresses: Mapping[str, str | None]) -> str:
    """Return the HTML with every symbolic target replaced. Raises KeyError if one has no entry.

    addresses: by `Reference.target`, the unescaped value of href or src. A ?query or #fragment
    after the target is appended to it.
    """
    if "//" in html:
        html = _EXTERNAL_LINK.sub(_NOOPENER, html)
    if "newsgen:" not in html:
        return html
    pieces: list[str] = []
    done = 0
    is_link_removed = False
    for match in _TAG.finditer(html):
        pieces.append(html[done : match.start()])
        done = match.end()
        if match.group() == "</a>":
            pieces.append("" if is_link_removed else "</a>")
            is_link_removed = False
            continue
        name, before, attribute, symbol, tail, after = match.groups()
        target = unquote(markup.unescape(symbol))
        if target not in addresses:
            raise KeyError(f"no address for {target}")
        address = addresses[target]
        if address is not None:
            value = markup.escape(address) + tail
            pieces.append(f'<{name} {before}{attribute}="{value}"{after}>')
        elif name == "img":
            alt = _ALT.search(before + after)
            pieces.append(alt.group(1) if alt else "")
        else:
            anchor = _ID.search(before + after)
            pieces.append(f"<a {anchor.group()}>" if anchor else "")
            is_link_removed = not anchor
    return "".join(pieces) + html[done:]
