"""Puts addresses in for the symbolic targets of a body, once all pages are known.

Takes HTML of `convert` and a table from target to address; gives HTML a browser understands, whose
links abroad give those pages no hold on this one. An address of None means there is no such page: a
link leaves its text, an image its description.
"""

import html as markup
import re
from collections.abc import Mapping
from urllib.parse import unquote

# nh3 writes attributes one way only, and > in them as an entity: tags can be told by their ends.
_TAG = re.compile(r'<(a|img) ([^>]*?)(href|src)="(newsgen:[^"?#]*)([^"]*)"([^>]*)>|</a>')
_SYMBOLIC_TARGET = re.compile(r'<(?:a|img) [^>]*?(?:href|src)="(newsgen:[^"?#]*)')
_EXTERNAL_LINK = re.compile(r'<a (?=[^>]*?\bhref="(?:https?:)?//)', re.IGNORECASE)
_NOOPENER = '<a rel="noopener" '
_ALT = re.compile(r'\balt="([^"]*)"')
_ID = re.compile(r'\bid="[^"]*"')


def symbolic_targets(html: str) -> tuple[str, ...]:
    """The targets in the order in which they come, each once, as in Reference.target."""
    found = (unquote(markup.unescape(symbol)) for symbol in _SYMBOLIC_TARGET.findall(html))
    return tuple(dict.fromkeys(found))


def insert_addresses(html: str, addresses: Mapping[str, str | None]) -> str:
    """The HTML with every symbolic target replaced.

    addresses: by Reference.target, what goes into href or src, not yet escaped; what stands after
    the target (?query, #fragment) is put after it. Raises KeyError for a target without an entry.
    """
    if "//" in html:
        html = _EXTERNAL_LINK.sub(_NOOPENER, html)
    if "newsgen:" not in html:
        return html
    pieces: list[str] = []
    done = 0
    open_link = ""
    for match in _TAG.finditer(html):
        pieces.append(html[done : match.start()])
        done = match.end()
        if match.group() == "</a>":
            pieces.append("" if open_link == "gone" else "</a>")
            open_link = ""
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
            open_link = "" if anchor else "gone"
    return "".join(pieces) + html[done:]
