"""The identity of a name, and its slug: its part of an address.

Two names are one if their identities are equal. The slug depends on the identity alone, so that no
address changes when another name comes or goes. Two identities with one slug are refused elsewhere.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from newsgen.model.digest import digest
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.look_alikes import without_look_alikes

Alphabet = Literal["unicode", "ascii"]

MAX_SLUG_BYTES = 120
"""Bytes of UTF-8 in a slug that is made here: file systems allow 255 with all suffixes."""

MAX_EXPLICIT_SLUG_BYTES = 200
"""Bytes of UTF-8 in a slug that an editor wrote."""

# U+2010–U+2015 are the hyphens and dashes, U+2212 the minus sign that keyboards put in their place.
_WORD_SEPARATORS = lazy_pattern(r"[\s\-\u2010-\u2015\u2212_]+")
_ASCII_WORDS = lazy_pattern("[a-z0-9]+(?: [a-z0-9]+)*")
# Raised, lowered and circled numbers and signs, as in x², CO₂ and ①. Letters in such forms are the
# same letters; a number that is raised is another one.
_MOVED_SIGNS = lazy_pattern(
    "([\u00b2\u00b3\u00b9\u2070\u2074-\u207e\u2080-\u208e\u2120\u2122\u2460-\u2473\u24b6-\u24ea"
    "\u3192-\u319f\u3244-\u3247\u3251-\u327e\u3280-\u32bf\u32d0-\u32fe"
    "\U0001f12b-\U0001f12e\U0001f16a-\U0001f16c\U0001f250\U0001f251])"
)
_DROPPABLE_CHARACTERS = frozenset(" .,'’‘&·")

# Windows reserves these for devices, with any ending: files of that name cannot be unpacked there.
_DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)]
)


@lru_cache(maxsize=8192)
def identity(name: str) -> str:
    """Return the identity of a name: NFKC, case folded, each run of spaces and dashes one space.

    What nobody sees does not count. Names that differ in accents, punctuation or the order of words
    have different identities; so have ß and ss, which case folding would make one, and x² and x2,
    which NFKC would.
    """
    if name.isascii():
        folded = name.lower()
        if _ASCII_WORDS.fullmatch(folded):
            return folded  # as most names are
    else:
        seen = _compatible_form(without_look_alikes(name))
        folded = "ß".join(part.casefold() for part in re.split("[ßẞ]", seen))
        folded = without_look_alikes(_compatible_form(folded))  # ŉ becomes ʼn
    return _WORD_SEPARATORS.sub(" ", folded).strip() or folded or name


def _compatible_form(text: str) -> str:
    """Return a text in NFKC, but for signs in which that would lose a meaning."""
    parts = _MOVED_SIGNS.split(text)
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    return "".join(parts)


def lenient_identity(name: str) -> str:
    """Return the identity of a name where ß counts as ss, as in capitals: STRASSE is Straße."""
    return identity(name).replace("ß", "ss")


@lru_cache(maxsize=8192)
def slug(name: str, alphabet: Alphabet = "unicode") -> str:
    """Return a name as part of an address: lower case, words joined by dashes, never empty.

    Names in Latin script become ASCII; letters of other scripts stay, unless `alphabet` is "ascii".
    Where more is lost than case, accents, spaces, dashes, full stops, commas, apostrophes and
    ampersands, six digits of the identity's digest are added.
    """
    same = identity(name)
    if _ASCII_WORDS.fullmatch(same) and len(same) <= MAX_SLUG_BYTES and same not in _DEVICE_NAMES:
        return same.replace(" ", "-")  # as most names are
    keep = alphabet == "unicode" and not _is_latin(same)
    words = _unicode_slug(same) if keep else ascii_slug(same)
    # At most these bytes, cut between characters.
    short = words.encode()[:MAX_SLUG_BYTES].decode("utf-8", "ignore").strip("-")
    is_distinct = short and short == words and not _loses_distinction(same, keep)
    if is_distinct and short not in _DEVICE_NAMES:
        return short
    return "-".join(part for part in (short, digest(same)[:6]) if part)


def invalid_slug_reason(part: str) -> str:
    """Return why a slug that an editor wrote cannot be part of an address; empty if it can."""
    if not part.strip():
        return "is empty"
    if part in (".", "..") or "/" in part or "\\" in part:
        return "must be one part of an address, without slashes or .."
    if len(part.encode("utf-8", "surrogatepass")) > MAX_EXPLICIT_SLUG_BYTES:
        return f"is longer than {MAX_EXPLICIT_SLUG_BYTES} bytes"
    if is_device_name(part):
        return "is a name Windows keeps for a device"
    for char in part:
        if not (char.isalnum() or char in "-_.~" or _is_combining_mark(char)):
            return f"holds {char!r}; letters, digits and - _ . ~ can stand in an address"
    if part.startswith((".", "-")) or part.endswith("."):
        return "must start with a letter or digit and not end with a full stop"
    return ""


def is_device_name(part: str) -> bool:
    """Return whether Windows reserves the name of a file for a device."""
    return part.casefold().split(".")[0] in _DEVICE_NAMES


def ascii_slug(text: str) -> str:
    """Return the lower-case words of a text of any script in Latin letters, joined by hyphens."""
    if _ASCII_WORDS.fullmatch(text):  # slugify would make nothing else of them
        return text.replace(" ", "-")
    from slugify import slugify  # loading it takes longer than all plain names of an archive

    return slugify(text, entities=False, decimal=False, hexadecimal=False)


def _unicode_slug(text: str) -> str:
    """Return the words of any script; slugify would drop the vowel signs of Indic scripts."""
    words = ""
    for char in unicodedata.normalize("NFC", text):
        in_word = char.isalnum() or (_is_combining_mark(char) and words[-1:].strip())
        words += char if in_word else " "
    return "-".join(words.split())


def _is_latin(text: str) -> bool:
    """Return whether all letters are Latin, by their Unicode names; Python knows no scripts."""
    return all(
        unicodedata.name(char, "").startswith(("LATIN", "MODIFIER LETTER"))
        for char in text
        if char.isalpha() and char > "\x7f"
    )


def _is_droppable(char: str) -> bool:
    """Return whether a slug may lose a character: accents, and letters like ʻ in Oʻzbekiston."""
    is_modifier = unicodedata.name(char, "").startswith("MODIFIER LETTER")
    return char in _DROPPABLE_CHARACTERS or _is_combining_mark(char) or is_modifier


def _is_combining_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _loses_distinction(name_identity: str, is_unicode: bool) -> bool:
    """Return whether the slug of an identity loses what tells it from other names."""
    return any(
        _MOVED_SIGNS.match(char)
        or (not _is_droppable(char) and not (char.isalnum() if is_unicode else ascii_slug(char)))
        for char in name_identity
        if not (char.isascii() and char.isalnum())  # slugify decides about all others, one by one
    )
