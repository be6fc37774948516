"""From a root address to the link that a page holds: relative, and percent-encoded (RFC 3986).

Takes the addresses that views hold; gives what can stand in an href. A root address is a path and
nothing else, so a ? or # in it is part of a file's name. Refuses what is neither a root address nor
one of the schemes of `_ABROAD`.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from urllib.parse import quote, urlsplit

from newsgen.pages import routes

# What RFC 3986 allows in a path: unreserved characters, sub-delims, and : @ /
_PATH_CHARS = "/!$&'()*+,;=:@~-._"
_PLAIN_PATH = re.compile(r"[/!$&'()*+,;=:@~\-._0-9A-Za-z]*")
_EXTERNAL = re.compile(r"(?:https?|ftps?)://|(?:mailto|tel):", re.IGNORECASE)
_ILLEGAL_CHAR = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def href(address: str, page_address: str, base_url: str = "") -> str:
    """One link from one page; for many links of a page there is `linker`."""
    return href_builder(page_address, base_url)(address)


def href_builder(page_address: str, base_url: str = "") -> Callable[[str], str]:
    """The function from an address to the href that leads there from the page at a root address.

    An absolute address stays what it is, but for characters that no address can hold.
    The function raises ValueError for what is neither a root address nor one of `_ABROAD`.
    """
    if (
        page_address == routes.NOT_FOUND
    ):  # A host serves it at any depth, so its links cannot be relative.
        return partial(_href_from_root, base_path(base_url))
    here = _encode_path(page_address[: page_address.rfind("/") + 1])
    up = "../" * (here.count("/") - 1)
    branch = page_address[: page_address.find("/", 1) + 1]

    def way(address: str) -> str:
        if branch and not address.startswith(branch):
            return _href_from_root(up, address)
        return _relative_href(address, here)

    return way


@lru_cache(maxsize=32768)
def _href_from_root(root_href: str, address: str) -> str:
    """The way to an address with which a page shares nothing but the root; most links are such.

    top: the way to the root. All pages of one depth have the same ways.
    """
    return _encode_url(address) if _is_external(address) else root_href + _encode_path(address)[1:]


def absolute_url(address: str, base_url: str) -> str:
    """A root address as an absolute one; `base_url` ends with a slash. Absolute ones stay.

    Raises ValueError where the site has no base_url.
    """
    if _EXTERNAL.match(address):
        return _encode_url(address)
    if not base_url:
        raise ValueError("newsgen.yml has no base_url, so there are no absolute addresses")
    return _encode_url(base_url) + _encode_path(address)[1:]


def base_path(base_url: str) -> str:
    """The path under which the site is served, with a slash at both ends; / if nobody said."""
    return urlsplit(_encode_url(base_url)).path or "/"


@lru_cache(maxsize=65536)
def _encode_path(path: str) -> str:
    return path if _PLAIN_PATH.fullmatch(path) else quote(path, _PATH_CHARS)


def _relative_href(address: str, folder: str) -> str:
    """The shortest way to an address from an encoded folder."""
    if _is_external(address):
        return _encode_url(address)
    target, up = _encode_path(address), ""
    while not target.startswith(folder):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"../{up}"
    way = up + target[len(folder) :]
    # A reference must not look like a scheme, nor be empty: that would keep the page's query.
    return f"./{way}" if not way or ":" in way.partition("/")[0] else way


def _is_external(address: str) -> bool:
    if address[:1] == "/" and address[:2] != "//":
        return False
    if _EXTERNAL.match(address):
        return True
    raise ValueError(f'"{address}" is not an address of this site and not one of the web')


@lru_cache(maxsize=4096)
def _encode_url(address: str) -> str:
    """An absolute address without spaces, quotes and foreign letters; hosts are left alone."""
    scheme, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/") if slashes else ("", "", address)
    encoded = _ILLEGAL_CHAR.sub(lambda found: quote(found.group(), safe=""), path)
    encoded = _STRAY_PERCENT.sub("%25", encoded)
    return f"{scheme}{slashes}{host}{slash}{encoded}" if slashes else encoded


def display_host(address: str) -> str:
    """example.org of https://www.example.org/…: how a reader knows where a link leads."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
