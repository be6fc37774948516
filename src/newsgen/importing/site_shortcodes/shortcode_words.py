"""What shortcodes without a counterpart say in their arguments: words, links, quotations."""

import re
from collections.abc import Mapping, Sequence

from newsgen.importing.markdown_links import destination

_HEADINGS = ("title", "summary", "heading", "header")
_TEXTS = ("text", "quote", "content", "body", "intro", "message", "description", "label")
_ADDRESSES = ("href", "url", "link", "src", "file", "path")
_WEB_ADDRESS = re.compile(r"https?://[^\s\"<>]+")


def shortcode_markdown(arguments: Mapping[str, str], positions: Sequence[str]) -> str:
    """Return the words of a shortcode as Markdown, with its address as their link.

    Args:
        arguments: Those with names; of `button-text` the last word counts.
        positions: Those without.
    """
    said = _by_last_words(arguments)
    address = next((said[key] for key in _ADDRESSES if said.get(key)), "")
    if not address:
        address = next(filter(_WEB_ADDRESS.fullmatch, (*said.values(), *positions)), "")
    paragraphs = [f"**{said[key].strip('*')}**" for key in _HEADINGS if said.get(key)]
    paragraphs += [said[key] for key in _TEXTS if said.get(key)]
    paragraphs += [each for each in positions if " " in each and each != address]
    if not paragraphs:
        return f'<a href="{address}">{address}</a>' if _WEB_ADDRESS.fullmatch(address) else ""
    if address:
        words = paragraphs.pop()
        paragraphs.append(f"[{words}]({destination(address)})" if "](" not in words else words)
    return "\n\n".join(" ".join(each.split()) for each in paragraphs)


def quoted_words(arguments: Mapping[str, str], positions: Sequence[str]) -> str:
    """Return what a shortcode quotes in its arguments; empty if it stands around its words."""
    said = _by_last_words(arguments)
    words = next((said[key] for key in _TEXTS if said.get(key)), "")
    return words or next((each for each in positions if " " in each), "")


def _by_last_words(arguments: Mapping[str, str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for key, value in arguments.items():
        if value.strip():
            said.setdefault(re.split(r"[-_]", key)[-1], value.strip())
    return said
