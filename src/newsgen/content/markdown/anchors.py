"""The ids of a body: headings by their text, typed ids by what was typed, footnotes by their name.

`text-SLUG` is a heading or a typed id, `text-SLUG_2` the second heading of the same words,
`fn:SLUG` and `fnref:SLUG` a footnote and its mark. A slug has letters and digits of any script and
dashes, so no kind can be taken for another, nor for an id of the page around the text.
"""

import re
import unicodedata

ANCHOR_PREFIX = "text-"
_FALLBACK_SLUG = "section"
_MAX_LENGTH = 80
_GENERATED_ID = re.compile(r"(?:text-|fn:|fnref\d*:)[\w-]+", re.UNICODE)


def anchor_slug(text: str) -> str:
    """Lower-case words of any script joined by dashes; never empty."""
    plain = unicodedata.normalize("NFKC", text).lower()
    kept = (char if _is_slug_char(char) else " " for char in plain)
    words = "-".join("".join(kept).split())
    return (
        words if len(words) <= _MAX_LENGTH else words[:_MAX_LENGTH].rstrip("-")
    ) or _FALLBACK_SLUG


def anchor_id(text: str) -> str:
    """The id of a heading with this text, or of an element that was given this id."""
    return ANCHOR_PREFIX + anchor_slug(text)


def fragment_id(fragment: str) -> str:
    """The id a link to #fragment means: other generators and editors know no prefix."""
    return fragment if _GENERATED_ID.fullmatch(fragment) else anchor_id(fragment)


def _is_slug_char(char: str) -> bool:
    # Marks are kept: vowel signs of Indic scripts and some accents have no letter of their own.
    return char.isalnum() or (char > "\x7f" and unicodedata.category(char)[0] == "M")
