"""Files that are part of a document as `data:` addresses (RFC 2397) → attachments."""

import base64
import binascii
from urllib.parse import unquote_to_bytes

from newsgen.importing.draft import Attachment

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/svg+xml": "svg",
}
_SMALLEST = 200
"""Bytes of the smallest picture that shows something; others hold the place of one."""


def embedded_file(address: str, number: int) -> Attachment | None:
    """Return the picture in a `data:` address; None if it is none, or too small to show anything.

    Args:
        number: Tells it from others of the document.
    """
    head, comma, data = address.partition(",")
    kind, *parameters = head.removeprefix("data:").split(";")
    ending = _ENDINGS.get(kind.strip().casefold(), "")
    if not comma or not ending:
        return None
    content = unquote_to_bytes(data)
    if "base64" in parameters:
        try:
            content = base64.b64decode(content, validate=False)
        except (binascii.Error, ValueError):
            return None
    if len(content) < _SMALLEST:
        return None
    return Attachment(f"embedded:{number}", f"picture-{number}.{ending}", content=content)
