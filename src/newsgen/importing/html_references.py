"""What HTML refers to: whole addresses, pictures as attachments, and what leads nowhere."""

from collections import Counter
from posixpath import basename
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from newsgen.importing.draft import Attachment, Loss
from newsgen.importing.embedded_files import embedded_file

_LAZY_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-image")
"""Attributes in which pages have the address of a picture that is loaded late."""


class HtmlReferences:
    """What is learned of the references of a text while it is converted.

    Attributes:
        attachments: Its pictures by their references.

    Args:
        base_url: The address that relative links start from; empty if it is not known.
    """

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._lost: Counter[str] = Counter()
        self.attachments: dict[str, Attachment] = {}

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What was lost, each kind once."""
        return tuple(
            Loss(message if count == 1 else f"{message} ({count} times)")
            for message, count in self._lost.items()
        )

    def lose(self, message: str) -> None:
        """Note that something was lost."""
        self._lost[message] += 1

    def whole_address(self, address: str) -> str:
        """Return an address with its host; empty if nothing can be reached by it."""
        address = address.strip()
        if address.startswith("#"):
            return ""
        try:
            whole = urljoin(self._base_url, address) if self._base_url else address
            parts = urlsplit(whole)
        except ValueError:
            self.lose(f'the address "{address[:60]}" is none')
            return ""
        if parts.scheme in ("http", "https") and parts.netloc:
            return whole.replace(" ", "%20")
        if parts.scheme == "mailto":
            return whole
        if whole.startswith("//"):
            return f"https:{whole}"
        if address and not parts.scheme:
            self.lose("a link that does not name its host became its words")
        return ""

    def picture(self, tag: Any) -> str:
        """Return the reference of a picture, which becomes an attachment; empty without one."""
        source = next((tag[key] for key in _LAZY_SOURCES if tag.get(key)), tag.get("src") or "")
        if _is_tracker(tag):
            return ""
        if source.startswith("data:"):
            return self._embedded(source)
        if not self._base_url and source and "://" not in source and not source.startswith("//"):
            address = source  # a file beside the document
            whole = ""
        else:
            whole = address = self.whole_address(source)
        if address and address not in self.attachments:
            name = basename(unquote(urlsplit(address).path)) or "picture"
            self.attachments[address] = Attachment(address, name, url=whole)
        return address

    def _embedded(self, source: str) -> str:
        """Return the reference of a picture that is part of the document."""
        file = embedded_file(source, len(self.attachments) + 1)
        if file is None:
            return ""
        self.attachments[file.reference] = file
        return file.reference


def _is_tracker(tag: Any) -> bool:
    sizes = {str(tag.get(key, "")).removesuffix("px") for key in ("width", "height")}
    return bool(sizes & {"0", "1"})
