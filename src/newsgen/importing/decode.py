"""Bytes of a foreign file → text: the encoding is found, and told where it had to be guessed."""

import codecs
import re

from newsgen.content.text import FORBIDDEN_CHARACTERS
from newsgen.model.value import Value

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WESTERN_SIGNS = frozenset(
    "ÄÖÜäöüßÀÂÇÈÉÊËÎÏÔÙÛàâçèéêëîïôùûÁÍÑÓÚáíñóúÃÕãõÅØÆåøæŒœ’‘“”„–—…«»‹›€£§°·©®¿¡ºª\xa0•"
)
_MOST_CONTROLS = 0.02
"""The largest part of a text's bytes that are control characters."""

_WORDS_SHARE = 0.85
"""The smallest part of a text of two bytes a letter that is letters, digits, ASCII and blanks."""

_SPOILT_SHARE = 5
"""A text is UTF-8 with mistakes if of this many letters beyond ASCII no more than one is wrong."""


class DecodedText(Value, frozen=True):
    """A text whose lines end with line feeds. note: a sentence, if its encoding was guessed."""

    text: str
    note: str = ""


def has_text(data: bytes) -> bool:
    """Return whether bytes are a text in some encoding, and not a picture or a program."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide_encoding(data):
        return True
    return len(_CONTROLS.findall(data)) <= _MOST_CONTROLS * len(data)


def decode_foreign_text(data: bytes, declared: str = "") -> DecodedText:
    """Return the text of some bytes.

    UTF-8 is believed before what a file declares, because no other encoding looks like it.

    Args:
        declared: The name of the encoding that the file says it has.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    encoding = encoding or _wide_encoding(data)
    note = ""
    if not encoding:
        text = data.decode("utf-8", "replace")
        spoilt = text.count("\ufffd")
        if not spoilt or spoilt == data.count("\ufffd".encode()):
            return DecodedText(_clean(text))
        if spoilt * _SPOILT_SHARE <= sum(char > "\x7f" for char in text):
            line = text.count("\n", 0, text.index("\ufffd")) + 1
            note = f"some of its letters are no UTF-8, first on line {line}: � stands for them"
            return DecodedText(_clean(text), note)
        encoding = _declared_encoding(data, declared) or _guess(data)
        if encoding.replace("-", "").replace("_", "").casefold() != declared.replace("-", ""):
            note = f"its encoding is not declared, or wrongly: it was read as {encoding}"
    return DecodedText(_clean(data.decode(encoding, "replace")), note)


def _wide_encoding(data: bytes) -> str:
    """Return the encoding of a text of two bytes a letter; empty if it is none."""
    head = data[:2000]
    if len(head) < 8 or 0 not in head:
        return ""
    texts = {
        name: head[: len(head) // 2 * 2].decode(name, "replace")
        for name in ("utf-16-le", "utf-16-be")
    }
    name = max(texts, key=lambda each: texts[each].count("\n") + texts[each].count(" "))
    text = texts[name]
    words = sum(char.isalnum() or char.isspace() or char.isascii() for char in text)
    is_text = words >= _WORDS_SHARE * len(text) and not _CONTROLS.search(text.encode())
    return name if is_text else ""


def _declared_encoding(data: bytes, declared: str) -> str:
    try:
        # Browsers read these as the larger encoding of the same letters (WHATWG Encoding).
        name = codecs.lookup(declared).name if declared else ""
        name = {
            "iso8859-1": "cp1252",
            "ascii": "cp1252",
            "gb2312": "gb18030",
            "gbk": "gb18030",
        }.get(name, name)
        data.decode(name)
    except (LookupError, UnicodeDecodeError, TypeError):
        return ""
    return name if name not in ("utf-8", "") else ""


def _guess(data: bytes) -> str:
    if _is_western(data.decode("cp1252", "replace")):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    return best.encoding if best else "cp1252"


def _is_western(text: str) -> bool:
    """Return whether a text has the letters of Western Europe, and a few of them alone.

    Nothing else tells Windows' Western encoding from those of the Baltic and the Balkans.
    """
    others = [char for char in text if char > "\x7f"]
    letters = sum(map(str.isalpha, text))
    known = sum(char in _WESTERN_SIGNS for char in others)
    return bool(others) and len(others) < letters / 5 and known >= len(others) * 0.95


def _clean(text: str) -> str:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return FORBIDDEN_CHARACTERS.sub("", lines)
