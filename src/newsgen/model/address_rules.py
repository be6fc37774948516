"""The rules for addresses that an editor writes out: aliases, and the address of the archive."""

import re
import unicodedata
from urllib.parse import urlsplit

from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.slug import is_device_name

RESERVED_PREFIX = ".newsgen-"
"""How the names of newsgen's own files at the top of an output folder begin."""

_MAX_PART_BYTES = 255
_NOT_ON_WINDOWS = lazy_pattern(r'[<>:"\\|?*]')
_PAGE_NAME = lazy_pattern(r"(?i)^index\.[a-z]+$|\.(?:html?|xhtml|php|aspx?|jsp|xml|txt|pdf)$")


def invalid_alias_reason(address: str) -> str:
    """Return why an alias cannot be an address of this site; empty if it can."""
    if not address.startswith("/") or address.startswith("//"):
        return "must be an address of this site that starts with one /"
    if "?" in address or "#" in address:
        return "cannot hold ? or #"
    names = address.removeprefix("/").removesuffix("/").split("/")
    if names[0].startswith(RESERVED_PREFIX):
        return f"is kept by newsgen for itself, as all that starts with {RESERVED_PREFIX}"
    if any(part in ("", ".", "..") for part in names):
        return "must not hold . or .. or an empty part"
    if device := next((part for part in names if is_device_name(part)), ""):
        return f"holds {device}, a name Windows keeps for a device"
    if any(len(part.encode("utf-8", "surrogatepass")) > _MAX_PART_BYTES for part in names):
        return f"has a part longer than {_MAX_PART_BYTES} bytes"
    if re.search(r'[\x00-\x20\x7f"<>\\^`{|}]', address):
        return "holds a character that cannot stand in an address"
    return ""


def invalid_base_url_reason(url: str) -> str:
    """Return why an absolute address cannot be that of an archive; empty if it can.

    The addresses of all pages are joined to its end, so it is the address of a folder.
    """
    if "?" in url or "#" in url:
        return "cannot hold ? or #: the addresses of pages are joined to its end"
    path = urlsplit(url).path
    names = path.removeprefix("/").removesuffix("/").split("/") if path.strip("/") else []
    if path.count("/") > len(names) + 1 or any(name in ("", ".", "..") for name in names):
        return "must not hold . or .. or an empty part"
    if names and _PAGE_NAME.search(names[-1]):
        return f"must be the address of a folder: take {names[-1]} out"
    return ""


def windows_name_fault(path: str) -> str:
    """Return what in the path of a file Windows cannot hold; empty if it can hold all of it."""
    for name in path.split("/"):
        if match := _NOT_ON_WINDOWS.search(name):
            return f"{match[0]} in {name}"
        if is_device_name(name):
            return f"{name}, the name of a device"
        if name.endswith((".", " ")):
            return f"the {'full stop' if name.endswith('.') else 'space'} at the end of {name}"
    return ""


def fold_path(path: str) -> str:
    """Return a path as a file system sees it that ignores case and the form of accents."""
    return unicodedata.normalize("NFC", path).casefold()


def redirect_address(alias: str) -> str:
    """Return the address of the page that redirects from an alias: a folder, or a named file."""
    return alias if alias.endswith(("/", ".html", ".htm")) else f"{alias}/"
