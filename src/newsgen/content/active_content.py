"""Files beside articles that could run script when they are opened: on the archive's own address.

A text can hold no script, and neither may a file it brings along. Whoever works on the theme is
trusted: what lies in static/ is published as it is.
"""

from pathlib import PurePosixPath
from xml.parsers import expat

from newsgen.model.lazy_pattern import lazy_pattern

_ACTIVE_ENDINGS = frozenset(
    (
        *(".htm", ".html", ".shtml", ".xhtml", ".xht", ".mht", ".mhtml", ".hta"),
        *(".xml", ".xsl", ".xslt", ".rdf", ".svgz", ".swf"),
    )
)
"""Endings of files that a browser opens as pages, and that may hold script."""

_ACTIVE_ELEMENTS = frozenset(
    ["script", "handler", "listener", "iframe", "frame", "object", "embed", "applet"]
)  # of SVG 1.1, 2 and Tiny 1.2, and of HTML in a foreignObject
_SCRIPT_URL = lazy_pattern(
    r"(?:java|vb|live)script:|data:(?!image/(?:png|jpe?g|gif|webp|avif)[;,])"
)
_BLANKS = lazy_pattern(r"[\x00-\x20]+")
_SAFE_ENCODINGS = frozenset(("utf-8", "utf8", "us-ascii", "ascii"))


class _ActiveContent(Exception):
    """Something in a picture that can run script; the message says what."""


def active_content(path: str, data: bytes) -> str:
    """Return what in a file can run script, such as `<script>`; empty if nothing can."""
    ending = PurePosixPath(path).suffix.lower()
    if ending in _ACTIVE_ENDINGS:
        return f"as any {ending} file can"
    if ending != ".svg":
        return ""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.XmlDeclHandler = _check_encoding
    parser.EntityDeclHandler = _refuse_entity
    parser.ProcessingInstructionHandler = _check_instruction
    parser.StartElementHandler = _check_element
    try:
        parser.Parse(data, True)
    except _ActiveContent as error:
        return f"{error} in line {parser.CurrentLineNumber}"
    except (expat.ExpatError, LookupError, ValueError) as error:
        return f"for it is no well-formed SVG: {error}"
    return ""


def _check_encoding(version: str, encoding: str | None, standalone: int) -> None:
    if (encoding or "utf-8").lower() not in _SAFE_ENCODINGS:
        raise _ActiveContent(f"in the encoding {encoding}")


def _refuse_entity(name: str, *_: object) -> None:
    raise _ActiveContent(f"by the entity {name}")


def _check_instruction(target: str, data: str) -> None:
    if target == "xml-stylesheet":
        raise _ActiveContent("by a style sheet of its own")


def _check_element(name: str, attributes: dict[str, str]) -> None:
    local_name = name.rpartition(" ")[2]
    if local_name.lower() in _ACTIVE_ELEMENTS:
        raise _ActiveContent(f"by <{local_name}>")
    for attribute, value in attributes.items():
        key = attribute.rpartition(" ")[2]
        if key.lower().startswith("on"):
            raise _ActiveContent(f"by {key}=")
        if key == "attributeName" and value.strip().lower().startswith("on"):
            raise _ActiveContent(f"by an animation of {value.strip()}")
        if ":" in value and _SCRIPT_URL.search(_BLANKS.sub("", value).lower()):
            raise _ActiveContent(f"by the address in {key}=")
