"""The text of a page or a style sheet of another host, decoded as browsers do."""

import re

import webencodings

_META_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
_HEAD_SIZE = 4096
"""Bytes in which a page says its charset."""


def page_text(content: bytes, charset: str) -> str:
    """Return the text of a page; what cannot be decoded becomes U+FFFD.

    As in the Encoding Standard: a byte order mark counts before all else, and a label means what it
    means to browsers, so that gb2312 is GBK, and ISO-8859-1 windows-1252.

    Args:
        content: The page.
        charset: Of it, as its host says; or empty.
    """
    encoding = webencodings.lookup(charset.strip("\"' ")) if charset else None
    if encoding is None and (match := _META_CHARSET.search(content[:_HEAD_SIZE])):
        encoding = webencodings.lookup(match[1].decode("ascii"))
        if encoding and encoding.name.startswith("utf-16"):  # it could not be read then
            encoding = webencodings.UTF8
    if encoding is None:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    return webencodings.decode(content, encoding or "windows-1252")[0]
