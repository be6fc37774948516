"""The places in a text that links to #name mean, however its generator spelt the names."""

import re
import unicodedata
from collections.abc import Mapping

from newsgen.content.markdown.anchors import anchor_slug
from newsgen.model.slug import ascii_slug

_HEADING = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$|^([^\n]+)\n(?:=+|-+)[ \t]*$")
_TYPED = re.compile(r"<a id=\"([^\"]+)\"></a>")


class TextAnchors:
    """The places of one text.

    Args:
        names: The words of headings by the names that the old text gave them.
    """

    def __init__(self, markdown: str, names: Mapping[str, str]) -> None:
        self._headings = [match[1] or match[2] for match in _HEADING.finditer(markdown)]
        self._typed = set(_TYPED.findall(markdown))
        self._names = names

    def find(self, name: str) -> str:
        """Return the name of a place as links write it here; empty if there is no such place.

        Generators spell the names of headings with other letters and signs than newsgen: without
        accents, in Latin letters, with the words for small pictures.
        """
        if name in self._typed:
            return name
        if name in self._names:
            return anchor_slug(self._names[name])
        slug = anchor_slug(name)
        slugs = [anchor_slug(heading) for heading in self._headings]
        if slug in slugs:
            return name
        bare = _bare(name)
        for heading, own in zip(self._headings, slugs, strict=True):
            has_symbol = any(unicodedata.category(char) == "So" for char in heading)
            if (has_symbol and slug.startswith(f"{own}-")) or (bare and _bare(heading) == bare):
                return own
        return ""


def _bare(text: str) -> str:
    """Return the letters and digits of a text in Latin letters."""
    return ascii_slug(text).replace("-", "")
