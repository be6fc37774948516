"""The ids of a body: of a heading from its text, of a typed id, of a footnote from its name.

`text-SLUG` is a heading or a typed id, `text-SLUG_2` the second heading with the same text,
`fn:SLUG` and `fnref:SLUG` a footnote and its mark. A slug has letters and digits of any script and
dashes, so ids of different kinds never collide with each other or with ids of the page's template.
"""

import html
import re
import unicodedata
from collections import Counter
from urllib.parse import quote, unquote

from newsgen.content.markdown.element import Element
from newsgen.content.markdown.tree_builder import TreeBuilder
from newsgen.model.lazy_pattern import lazy_pattern

_PREFIX = "text-"
_FALLBACK_SLUG = "section"
_MAX_LENGTH = 80
_GENERATED_ID = lazy_pattern(r"(?:text-|fn:|fnref\d*:)[\w-]+", re.UNICODE)


def anchor_slug(text: str) -> str:
    """Return the lower-case words of a text of any script, joined by dashes; never empty."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    words = "".join(char if _is_slug_char(char) else " " for char in lowered).split()
    slug = "-".join(words)
    return (slug if len(slug) <= _MAX_LENGTH else slug[:_MAX_LENGTH].rstrip("-")) or _FALLBACK_SLUG


def anchor_id(text: str) -> str:
    """Return the id of a heading with this text, or of an element with this typed id."""
    return _PREFIX + anchor_slug(text)


def fragment_id(fragment: str) -> str:
    """Return the id that a link to #fragment means, typed with our prefix or without it."""
    return fragment if _GENERATED_ID.fullmatch(fragment) else anchor_id(fragment)


def numbered(slug: str, counts: Counter[str]) -> str:
    """Return a slug, or for the second use and later SLUG_2, SLUG_3 …; counts it in `counts`."""
    # A slug holds no low line, so a second "Talks" never collides with a heading "Talks 2".
    counts[slug] += 1
    return slug if counts[slug] == 1 else f"{slug}_{counts[slug]}"


def _is_slug_char(char: str) -> bool:
    # Marks are kept: vowel signs of Indic scripts and some accents have no letter of their own.
    return char.isalnum() or (char > "\x7f" and unicodedata.category(char)[0] == "M")


class AnchorIndex:
    """The ids of a text, and the links to them. Changes elements, once closed, in place.

    Levels of headings start at <h2>, below the page's <h1>, and go down one step at a time.
    typed_targets: the elements with a typed id. links: those to an id of this text.
    """

    def __init__(self, builder: TreeBuilder) -> None:
        self._builder = builder
        self._levels: list[str] = []
        self._id_counts: Counter[str] = Counter()
        self._ids: set[str] = set()
        self.typed_targets: list[Element] = []
        self.links: list[Element] = []

    def add_heading(self, element: Element) -> None:
        """Set a heading's level by those before it, and its id, unless typed, by its text."""
        while self._levels and self._levels[-1] >= element.source_name:
            self._levels.pop()
        self._levels.append(element.source_name)
        if "id" not in element.attributes:
            words = "".join(self._builder.words[element.words_start :])
            element.attributes["id"] = numbered(anchor_id(html.unescape(words)), self._id_counts)
            self._ids.add(element.attributes["id"])
        else:
            self.typed_targets.append(element)
        self._builder.rename(element, f"h{min(len(self._levels) + 1, 6)}")

    def resolve_ids(self) -> tuple[list[Element], list[Element]]:
        """Take away ids that are used twice, and links to no id. Call it after the last element.

        Returns the elements that lost their ids, and the links that lost their addresses. An
        element is left out if a heading, mostly the one around it, got the same id from its text.
        """
        heading_ids = frozenset(self._ids)
        duplicates = []
        for element in self.typed_targets:
            name = element.attributes["id"]
            if name not in self._ids:
                self._ids.add(name)
                continue
            del element.attributes["id"]
            self._builder.rewrite_tags(element)
            if name not in heading_ids:
                duplicates.append(element)
        return duplicates, [element for element in self.links if not self._point_link(element)]

    def _point_link(self, element: Element) -> bool:
        """Write the id that a link points to as it is in the text. Return whether there is one."""
        fragment = unquote(element.attributes["href"][1:])
        names = (name for name in (fragment, fragment_id(fragment)) if name in self._ids)
        if name := next(names, ""):
            element.attributes["href"] = "#" + quote(name, safe=":")
        elif fragment.lower() == "top":
            return True
        else:
            del element.attributes["href"]
        self._builder.rewrite_tags(element)
        return bool(name)
