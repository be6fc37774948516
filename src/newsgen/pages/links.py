"""From a root address to the href on a page: relative, and percent-encoded (RFC 3986).

It goes up to the root and down again, so it is the same on all pages of one depth.

A root address is a path and nothing else, so a ? or # in it is part of a file's name.
"""

import re
from functools import lru_cache
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


def root_href(page_address: str, base_url: str = "") -> str:
    """Return the href of the site's root on a page, with which `href` makes all others.

    It is empty on pages that lie in the root, and begins with a slash on the page that a host
    serves at any depth (404.html).
    """
    if page_address == routes.NOT_FOUND:
        return urlsplit(_encode_url(base_url)).path or "/"
    return "../" * (page_address.count("/") - 1)


@lru_cache(maxsize=8192)
def href(root: str, address: str) -> str:
    """Return the href of an address on a page with such a `root_href`.

    An absolute address stays as it is, but for characters that no address can hold. Raises
    ValueError for what is neither a root address nor an absolute one.
    """
    if _is_absolute(address):
        return _encode_url(address)
    path = _encode_path(address)[1:]
    # A reference must not look like a scheme, nor be empty: that would keep the page's query.
    is_plain = root or (path and ":" not in path.partition("/")[0])
    return root + path if is_plain else f"./{path}"


def href_on_disk(root: str, address: str) -> str:
    """Return the same for pages that are opened from a disk, where a folder shows no page."""
    found = href(root, address)
    return f"{found}index.html" if address.endswith("/") and address[0] == "/" else found


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
