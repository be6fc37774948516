"""From a name to what it is (its identity) and to its part of an address (its slug).

Identity is not the slug: two names are one if their identities are equal. The slug is a function
of the identity alone, never of what else the archive holds, so an address cannot change because a
neighbour came or went. Two identities with one slug are refused elsewhere (N301, N302).
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from newsgen.model.digest import digest

Alphabet = Literal["unicode", "ascii"]

MAX_SLUG_BYTES = 120
"""Bytes of UTF-8 in a slug made here: file systems allow 255, staging and suffixes need room."""

MAX_EXPLICIT_SLUG_BYTES = 200
"""Bytes of UTF-8 in a slug an editor wrote out."""

# U+2010–U+2015 are the hyphens and dashes, U+2212 the minus sign that keyboards put in their place.
_WORD_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212_]+")
_ASCII_WORDS = re.compile("[a-z0-9]+(?: [a-z0-9]+)*")
_DROPPABLE_CHARACTERS = frozenset(" .,'’‘&·")

# Names Windows keeps for devices, whatever their ending: a tree with them cannot be unpacked there.
_DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)]
)


@lru_cache(maxsize=65536)
def identity(name: str) -> str:
    """What makes two spellings one name: NFKC, case folded, runs of spaces and dashes made equal.

    Accents, punctuation and word order still tell names apart.
    """
    if name.isascii() and _ASCII_WORDS.fullmatch(lower := name.lower()):
        return lower  # as most names are
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return _WORD_SEPARATORS.sub(" ", folded).strip() or folded


@lru_cache(maxsize=65536)
def slug(name: str, alphabet: Alphabet = "unicode") -> str:
    """The part of an address a name stands for: lower case, words joined by dashes, never empty.

    Latin-script names become ASCII; names with letters of other scripts keep them, unless
    `alphabet` is "ascii". Where the slug lost more than case, accents, spaces, dashes, full stops,
    commas, apostrophes and ampersands, six digits of the identity's digest are added.
    """
    same = identity(name)
    keep = alphabet == "unicode" and not _is_latin(same)
    words = _unicode_slug(same) if keep else _ascii_slug(same)
    short = _truncate(words)
    if (
        short
        and short == words
        and not _loses_distinction(same, keep)
        and short not in _DEVICE_NAMES
    ):
        return short
    return "-".join(part for part in (short, digest(same)[:6]) if part)


def invalid_slug_reason(part: str) -> str:
    """Why a slug that an editor wrote out cannot be part of an address; empty if it can."""
    if not part.strip():
        return "is empty"
    if part in (".", "..") or "/" in part or "\\" in part:
        return "must be one part of an address, without slashes or .."
    if len(part.encode("utf-8", "surrogatepass")) > MAX_EXPLICIT_SLUG_BYTES:
        return f"is longer than {MAX_EXPLICIT_SLUG_BYTES} bytes"
    if is_device_name(part):
        return "is a name Windows keeps for a device"
    bad = next(
        (
            char
            for char in part
            if not (char.isalnum() or char in "-_.~" or _is_combining_mark(char))
        ),
        "",
    )
    if bad:
        return f"holds {bad!r}; letters, digits and - _ . ~ can stand in an address"
    if part.startswith((".", "-")) or part.endswith("."):
        return "must start with a letter or digit and not end with a full stop"
    return ""


def is_device_name(part: str) -> bool:
    """Whether Windows keeps a file's name for a device, whatever its ending."""
    return part.casefold().split(".")[0] in _DEVICE_NAMES


def _ascii_slug(text: str) -> str:
    if _ASCII_WORDS.fullmatch(text):  # most names, of which slugify would make nothing else
        return text.replace(" ", "-")
    from slugify import slugify  # takes longer to load than all plain names of an archive do

    return slugify(text, entities=False, decimal=False, hexadecimal=False)


def _unicode_slug(text: str) -> str:
    """Words of any script. Not slugify's: it drops the vowel signs of Indic scripts."""
    kept = ""
    for char in unicodedata.normalize("NFC", text):
        belongs = char.isalnum() or (_is_combining_mark(char) and kept[-1:].strip())
        kept += char if belongs else " "
    return "-".join(kept.split())


def _is_latin(text: str) -> bool:
    """Whether every letter is of the Latin script (by its Unicode name, which Python does know)."""
    return all(
        unicodedata.name(char, "").startswith(("LATIN", "MODIFIER LETTER"))
        for char in text
        if char.isalpha() and char > "\x7f"
    )


def _is_droppable(char: str) -> bool:
    """Whether a slug may lose it: accents, and apostrophes that are letters, as in Oʻzbekiston."""
    turned = unicodedata.name(char, "").startswith("MODIFIER LETTER")
    return char in _DROPPABLE_CHARACTERS or _is_combining_mark(char) or turned


def _is_combining_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _loses_distinction(name_identity: str, is_unicode: bool) -> bool:
    """Whether slugifying an identity drops something that tells names apart."""
    for char in name_identity:
        plain = char.isascii() and char.isalnum()  # slugify is asked about all else, one by one
        if (
            not plain
            and not _is_droppable(char)
            and not (char.isalnum() if is_unicode else _ascii_slug(char))
        ):
            return True
    return False


def _truncate(text: str) -> str:
    """At most LONGEST bytes, cut between characters."""
    return text.encode()[:MAX_SLUG_BYTES].decode("utf-8", "ignore").strip("-")
