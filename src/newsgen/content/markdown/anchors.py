"""Makes the ids of a body: of a heading from its text, of a typed id, of a footnote from its name.

`text-SLUG` is a heading or a typed id, `text-SLUG_2` the second heading with the same text,
`fn:SLUG` and `fnref:SLUG` a footnote and its mark. A slug has letters and digits of any script and
dashes, so ids of different kinds never collide with each other or with ids of the page's template.
"""

import re
import unicodedata
from collections import Counter

ANCHOR_PREFIX = "text-"
_FALLBACK_SLUG = "section"
_MAX_LENGTH = 80
_GENERATED_ID = re.compile(r"(?:text-|fn:|fnref\d*:)[\w-]+", re.UNICODE)


def anchor_slug(text: str) -> str:
    """Return the lower-case words of a text of any script, joined by dashes; never empty."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    words = "".join(char if _is_slug_char(char) else " " for char in lowered).split()
    slug = "-".join(words)
    return (slug if len(slug) <= _MAX_LENGTH else slug[:_MAX_LENGTH].rstrip("-")) or _FALLBACK_SLUG


def anchor_id(text: str) -> str:
    """Return the id of a heading with this text, or of an element with this typed id."""
    return ANCHOR_PREFIX + anchor_slug(text)


def fragment_id(fragment: str) -> str:
    """Return the id that a link to #fragment means, typed with our prefix or without it."""
    return fragment if _GENERATED_ID.fullmatch(fragment) else anchor_id(fragment)


def numbered(slug: str, counts: Counter[str]) -> str:
    """Return a slug, or for the second use and later SLUG_2, SLUG_3 …; counts it in `counts`.

    A slug holds no low line, so a second "Talks" never collides with a heading "Talks 2".
    """
    counts[slug] += 1
    return slug if counts[slug] == 1 else f"{slug}_{counts[slug]}"


def _is_slug_char(char: str) -> bool:
    # Marks are kept: vowel signs of Indic scripts and some accents have no letter of their own.
    return char.isalnum() or (char > "\x7f" and unicodedata.category(char)[0] == "M")
