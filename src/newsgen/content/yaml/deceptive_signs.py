"""Signs that deceive the eye, such as a long dash for a hyphen: their names and their likes."""

import re
import unicodedata

from newsgen.model.lazy_pattern import lazy_pattern

HYPHENS = "\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
DOUBLE_QUOTES = "“”„‟″＂"
SINGLE_QUOTES = "‘’‚‛′＇"
QUOTES = DOUBLE_QUOTES + SINGLE_QUOTES
BULLETS = "•·‣◦▪●∙○"
_FULL_WIDTH = "\uff01-\uff5e、"
SIGNS = f"{HYPHENS}{BLANKS}{INVISIBLE}{QUOTES}{BULLETS}{_FULL_WIDTH}"

_ANY_SIGN = lazy_pattern(f"[{SIGNS}]")
SPACE_SIGN = lazy_pattern(f"[{BLANKS}{INVISIBLE}]")


def name_sign(sign: str) -> str:
    """Return what a message calls a sign: `– (en dash)`, or of one without shape its name alone."""
    name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
    return f"a {name} (U+{ord(sign):04X})" if SPACE_SIGN.match(sign) else f"{sign} ({name})"


def describe_first_sign(text: str) -> str:
    """Say what is wrong with the first deceptive sign or foreign digit; empty if there is none."""
    for sign in text:
        if not sign.isascii() and (_ANY_SIGN.match(sign) or sign.isdecimal()):
            plain = plain_sign(sign).strip()
            return f"{name_sign(sign)} {f'only looks like {plain}' if plain else 'is in the way'}"
    return ""


def plain_signs(text: str) -> str:
    """Return a text with the signs that its deceptive ones look like, and ordinary digits."""
    return "".join(map(plain_sign, text)).strip()


def plain_sign(sign: str) -> str:
    """Return the sign that a deceptive one looks like, nothing for one that cannot be seen."""
    if sign.isascii():
        return sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if not _ANY_SIGN.match(sign):
        return sign
    for signs, plain in ((HYPHENS, "-"), (BLANKS, " "), (INVISIBLE, ""), (SINGLE_QUOTES, "'")):
        if re.match(f"[{signs}]", sign):
            return plain
    return '"' if sign in DOUBLE_QUOTES else unicodedata.normalize("NFKC", sign)
