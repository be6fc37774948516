"""What a picture's address tells about it: its media type, and whether link previews show it."""

from urllib.parse import urlsplit

_MEDIA_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
"""By the ending of a file's name. Not Python's `mimetypes`, which ask the system."""


def image_media_type(address: str) -> str:
    """Return the media type of a picture; empty where its address does not tell."""
    return _MEDIA_TYPES.get(urlsplit(address).path.rpartition(".")[2].lower(), "")


def is_svg(address: str) -> bool:
    """Whether a picture is a drawing (SVG), which no program that previews links shows."""
    return image_media_type(address) == "image/svg+xml"
