"""What can be an address of a site: the rules for aliases an editor writes out."""

import re
import unicodedata

from newsgen.model.slug import is_device_name

RESERVED_PREFIX = ".newsgen-"
"""What the names begin with that newsgen keeps for itself at the top of an output folder."""

_MAX_PART_BYTES = 255


def invalid_alias_reason(address: str) -> str:
    """Why an alias cannot be an address of this site; empty if it can."""
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


def fold_path(path: str) -> str:
    """What a file system that takes no notice of case or accent form may make of a path."""
    return unicodedata.normalize("NFC", path).casefold()


def redirect_address(alias: str) -> str:
    """The address of the page that redirects from an alias: a folder's, unless it names a file."""
    if alias.endswith(("/", ".html", ".htm")):
        return alias
    return alias + "/"
