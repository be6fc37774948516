"""What the address of a picture tells about it: its media type."""

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


def picture_media_type(address: str) -> str:
    """Return the media type of a picture; empty where its address does not tell."""
    return _MEDIA_TYPES.get(urlsplit(address).path.rpartition(".")[2].lower(), "")
