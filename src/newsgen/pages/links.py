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
_PATH = "/!$&'()*+,;=:@~-._"
_PLAIN = re.compile(r"[/!$&'()*+,;=:@~\-._0-9A-Za-z]*")
_ABROAD = re.compile(r"(?:https?|ftps?)://|(?:mailto|tel):", re.IGNORECASE)
_ILLEGAL = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def link(address: str, page: str, base_url: str = "") -> str:
    """One link from one page; for many links of a page there is `linker`."""
    return linker(page, base_url)(address)


def linker(page: str, base_url: str = "") -> Callable[[str], str]:
    """The function from an address to the href that leads there from the page at a root address.

    An absolute address stays what it is, but for characters that no address can hold.
    The function raises ValueError for what is neither a root address nor one of `_ABROAD`.
    """
    if page == routes.NOT_FOUND:  # A host serves it at any depth, so its links cannot be relative.
        return partial(_from_outside, root(base_url))
    here = _encoded(page[: page.rfind("/") + 1])
    up = "../" * (here.count("/") - 1)
    branch = page[: page.find("/", 1) + 1]

    def way(address: str) -> str:
        if branch and not address.startswith(branch):
            return _from_outside(up, address)
        return _relative(address, here)

    return way


@lru_cache(maxsize=32768)
def _from_outside(top: str, address: str) -> str:
    """The way to an address with which a page shares nothing but the root; most links are such.

    top: the way to the root. All pages of one depth have the same ways.
    """
    return _legal(address) if _is_abroad(address) else top + _encoded(address)[1:]


def absolute(address: str, base_url: str) -> str:
    """A root address as an absolute one; `base_url` ends with a slash. Absolute ones stay.

    Raises ValueError where the site has no base_url.
    """
    if _ABROAD.match(address):
        return _legal(address)
    if not base_url:
        raise ValueError("newsgen.yml has no base_url, so there are no absolute addresses")
    return _legal(base_url) + _encoded(address)[1:]


def root(base_url: str) -> str:
    """The path under which the site is served, with a slash at both ends; / if nobody said."""
    return urlsplit(_legal(base_url)).path or "/"


@lru_cache(maxsize=65536)
def _encoded(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else quote(path, _PATH)


def _relative(address: str, folder: str) -> str:
    """The shortest way to an address from an encoded folder."""
    if _is_abroad(address):
        return _legal(address)
    target, up = _encoded(address), ""
    while not target.startswith(folder):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"../{up}"
    way = up + target[len(folder) :]
    # A reference must not look like a scheme, nor be empty: that would keep the page's query.
    return f"./{way}" if not way or ":" in way.partition("/")[0] else way


def _is_abroad(address: str) -> bool:
    if address[:1] == "/" and address[:2] != "//":
        return False
    if _ABROAD.match(address):
        return True
    raise ValueError(f'"{address}" is not an address of this site and not one of the web')


@lru_cache(maxsize=4096)
def _legal(address: str) -> str:
    """An absolute address without spaces, quotes and foreign letters; hosts are left alone."""
    scheme, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/") if slashes else ("", "", address)
    encoded = _ILLEGAL.sub(lambda found: quote(found.group(), safe=""), path)
    encoded = _LONE_PERCENT.sub("%25", encoded)
    return f"{scheme}{slashes}{host}{slash}{encoded}" if slashes else encoded


def host(address: str) -> str:
    """example.org of https://www.example.org/…: how a reader knows where a link leads."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
