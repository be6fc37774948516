"""The links and pictures of a body that lead to other hosts, each with its location."""

from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.source_map import SourceMap
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location

# nh3 writes attributes in one way, and > in them as an entity.
_TAG = lazy_pattern(r'<(?P<name>a|img) [^>]*?\b(?:href|src)="(?P<address>https?://[^"]*)"')


def web_links(
    body: str, location: Location, links_base: str = "/"
) -> Iterator[tuple[str, bool, Location]]:
    """Yield each address as it is published, whether it is a picture's, and where it is written.

    Args:
        body: Markdown as typed.
        location: As for `convert_markdown`.
        links_base: As for `resolve_target`.
    """
    if "//" not in body and "//" not in links_base:
        return
    source = SourceMap(body, location)
    for tag in _TAG.finditer(convert_markdown(body, location, links_base).html):
        address = unescape(tag["address"])
        yield address, tag["name"] == "img", _find_address(source, address)


def _find_address(source: SourceMap, address: str) -> Location:
    """Return where an address is written; perhaps in other letters, or without its scheme."""
    for spelling in dict.fromkeys((address, unquote(address))):
        if (location := source.find_link(spelling)) != source.start_location:
            return location
    rest = address.partition("//")[2]
    near = source.find_next(unquote(rest), rest, rest.partition("/")[0])
    return near or source.start_location
