"""The pictures of an article in their order, and what their addresses tell: their media types."""

from urllib.parse import urlsplit

from newsgen.pages.machine_views import FeedItem
from newsgen.pages.view_components import Picture
from newsgen.pages.views import ArticleView

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


def pictures_of(view: ArticleView | FeedItem) -> tuple[Picture, ...]:
    """Return the picture above a text, and those of the gallery below it."""
    return (view.picture, *view.gallery) if view.picture else view.gallery


def picture_media_type(address: str) -> str:
    """Return the media type of a picture; empty where its address does not tell."""
    return _MEDIA_TYPES.get(urlsplit(address).path.rpartition(".")[2].lower(), "")
