"""A file under articles/ or pages/ → its links to other hosts, in its text and its front matter."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Literal

from newsgen.content.front_matter.read_front_matter import read_front_matter
from newsgen.content.markdown.web_links import web_links
from newsgen.content.parse_file import SourceFile, split_source
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.validator import Validator
from newsgen.model.problem import Location
from newsgen.model.value import Value

LinkUse = Literal["source_url", "archived_url", "picture", "link"]
"""What an address is to its article: the value of a key, a picture or a link of its text."""

_ADDRESS_KEYS: Mapping[str, LinkUse] = {
    "source_url": "source_url",
    "archived_url": "archived_url",
    "image": "picture",
    "images": "picture",
}


class ExternalLink(Value, frozen=True):
    """An address elsewhere, and where a file names it."""

    address: str
    location: Location
    use: LinkUse


def find_external_links(
    source: SourceFile, rename: Mapping[str, str], links_base: str
) -> tuple[ExternalLink, ...]:
    """Return the links of a file, those of its front matter first.

    Args:
        rename: The foreign keys that newsgen.yml renames.
        links_base: As in newsgen.yml.
    """
    return tuple(_links(source, rename, links_base)) if b"//" in source.data else ()


def _links(
    source: SourceFile, rename: Mapping[str, str], links_base: str
) -> Iterator[ExternalLink]:
    parts = split_source(source, Validator(UTC))
    if parts is None:
        return
    mapping = read_front_matter(parts.yaml, parts.yaml_location).mapping
    for key, node in mapping.pairs if mapping else ():
        if use := _ADDRESS_KEYS.get(rename.get(key.text, key.text)):
            for scalar in _addresses(node):
                if "//" in scalar.text:  # else a file, or what a check tells of
                    yield ExternalLink(scalar.text.strip(), scalar.location, use)
    for address, is_picture, location in web_links(parts.body, parts.body_location, links_base):
        yield ExternalLink(address, location, "picture" if is_picture else "link")


def _addresses(node: Node) -> Iterator[ScalarNode]:
    """Yield the values of a key that may be addresses: of a picture with more keys its `src`."""
    match node:
        case ScalarNode():
            yield node
        case SequenceNode(items=items):
            for item in items:
                yield from _addresses(item)
        case MappingNode(pairs=pairs):
            for key, value in pairs:
                if key.text == "src":
                    yield from _addresses(value)
