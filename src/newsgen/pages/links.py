"""From a root address to the href on a page: relative, and percent-encoded (RFC 3986).

A root address is a path and nothing else, so a ? or # in it is part of a file's name.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from unicodedata import normalize
from urllib.parse import quote, urlsplit

from newsgen.pages import routes

# What RFC 3986 allows in a path: unreserved characters, sub-delims, and : @ /
_PATH_CHARS = "/!$&'()*+,;=:@~-._"
_PLAIN_PATH = re.compile(r"[/!$&'()*+,;=:@~\-._0-9A-Za-z]*")
_ABSOLUTE_URL = re.compile(r"(?:https?|ftps?)://|(?:mailto|tel):", re.IGNORECASE)
_ILLEGAL_CHAR = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]")
_FOREIGN_LABEL = re.compile(r"[^.:@?#]*[^\x00-\x7f.:@?#][^.:@?#]*")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def href_builder(page_address: str, base_url: str = "") -> Callable[[str], str]:
    """Return the function from an address to its href on the page at a root address.

    An absolute address stays as it is, but for characters that no address can hold. The function
    raises ValueError for what is neither a root address nor an absolute one.
    """
    if page_address == routes.NOT_FOUND:
        # A host serves this page at any depth, so its links cannot be relative.
        return partial(_href_from_root, urlsplit(_encode_url(base_url)).path or "/")
    folder = _encode_path(page_address[: page_address.rfind("/") + 1])
    root_href = "../" * (folder.count("/") - 1)
    branch = page_address[: page_address.find("/", 1) + 1]

    def build_href(address: str) -> str:
        if branch and not address.startswith(branch):
            return _href_from_root(root_href, address)
        return _relative_href(address, folder)

    return build_href


@lru_cache(maxsize=8192)
def _href_from_root(root_href: str, address: str) -> str:
    """Return the href of an address that shares no folder with the page, as most do."""
    return _encode_url(address) if _is_absolute(address) else root_href + _encode_path(address)[1:]


def absolute_url(address: str, base_url: str) -> str:
    """Return a root address as an absolute one; `base_url` ends with a slash. Absolute ones stay.

    Raises ValueError where the site has no base_url.
    """
    if _ABSOLUTE_URL.match(address):
        return _encode_url(address)
    if not base_url:
        raise ValueError("newsgen.yml has no base_url, so there are no absolute addresses")
    return _encode_url(base_url) + _encode_path(address)[1:]


@lru_cache(maxsize=8192)
def _encode_path(path: str) -> str:
    return path if _PLAIN_PATH.fullmatch(path) else quote(path, _PATH_CHARS)


def _relative_href(address: str, folder: str) -> str:
    """Return the shortest href of an address from a folder that is percent-encoded."""
    if _is_absolute(address):
        return _encode_url(address)
    target, up = _encode_path(address), ""
    while not target.startswith(folder):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"../{up}"
    relative = up + target[len(folder) :]
    # A reference must not look like a scheme, nor be empty: that would keep the page's query.
    return f"./{relative}" if not relative or ":" in relative.partition("/")[0] else relative


def _is_absolute(address: str) -> bool:
    if address[:1] == "/" and address[:2] != "//":
        return False
    if _ABSOLUTE_URL.match(address):
        return True
    raise ValueError(f'"{address}" is not an address of this site and not one of the web')


@lru_cache(maxsize=4096)
def _encode_url(address: str) -> str:
    """Encode what no absolute address can hold: spaces, quotes, foreign letters, also of a host."""
    scheme, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/") if slashes else ("", "", address)
    host = host if host.isascii() else _FOREIGN_LABEL.sub(_encode_label, host)
    encoded = _ILLEGAL_CHAR.sub(lambda match: quote(match.group(), safe=""), path)
    encoded = _STRAY_PERCENT.sub("%25", encoded)
    return f"{scheme}{slashes}{host}{slash}{encoded}" if slashes else encoded


def _encode_label(label: re.Match[str]) -> str:
    """Return a part of a host's name in the letters of the DNS, as in xn--mnchen-3ya.

    As browsers do since 2023 (UTS 46, not transitional): ß is not ss, which Python's `idna` makes
    of it and which is another host.
    """
    folded = normalize("NFKC", label[0].replace("ß", "\0").lower()).replace("\0", "ß")
    return "xn--" + folded.encode("punycode").decode()


def display_host(address: str) -> str:
    """Return the host that readers know: example.org of https://www.example.org/…."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
