"""Resolves the address of a link or image: to a URL, or to a symbolic target inside the site.

Symbolic targets are newsgen:article/PATH, newsgen:file/PATH, and newsgen:root/2022/09/13/x/ for an
address with its slash. A target is decoded and normalized; an href is percent-encoded and keeps a
?query and #fragment.
"""

import posixpath
import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address
from typing import NamedTuple
from urllib.parse import quote, unquote

from newsgen.content.markdown.anchors import fragment_id
from newsgen.content.markdown.sanitize import is_valid_url
from newsgen.content.text import FORBIDDEN_CHARACTERS, one_line
from newsgen.model.article import Reference
from newsgen.model.config import KEPT_PREFIX
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value

ARTICLE_PREFIX, FILE_PREFIX, ROOT_PREFIX = "newsgen:article/", "newsgen:file/", "newsgen:root/"

# Characters that the URL Standard leaves unencoded, except %. Square brackets occur in hosts only.
_PATH = "/:@!$&'()*+,;=~-._"
_QUERY = _PATH + "?"

_IGNORED_CHARS = lazy_pattern(rf"[\t\n]|{FORBIDDEN_CHARACTERS.pattern}")
_SCHEME = lazy_pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = lazy_pattern(r"(https?)://([^/?#]+)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE)
_URL_PARTS = lazy_pattern(r"([^?#]*)(\?[^#]*)?(#.*)?")
_IPV6 = lazy_pattern(r"\[([0-9a-fA-F:.]+)\](?::(\d*))?")
_OWN_HOST = lazy_pattern(
    r"(?:.*\.)?localhost\.?|[\w-]+|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|10\.[\d.]+|192\.168\.[\d.]+"
    r"|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+",
    re.IGNORECASE,
)
"""A name that leads each reader to a computer of their own, or to one in their own house."""

_LABEL = lazy_pattern(r"[\w-]{1,63}")
_SAFE = r"A-Za-z0-9/:@!$&'()*+,;=~._-"  # _PATH, letters and digits
SIMPLE_URL = lazy_pattern(
    r"https?://(?:(?!xn--)[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}"
    rf"(?:/(?>(?:[{_SAFE}]|%[0-9A-Fa-f]{{2}})*))?"
    rf"(?:\?(?>(?:[?{_SAFE}]|%[0-9A-Fa-f]{{2}})*))?"
)
"""Most web addresses, which are published as they are."""

_ENCODED = lazy_pattern(f"[{_SAFE}]*+")
_STRAY_PERCENT = lazy_pattern(r"%(?![0-9A-Fa-f]{2})")


class LinkTarget(Value, frozen=True):
    """A resolved address. reference: set if it points into the site and has to be looked up."""

    href: str
    reference: Reference | None = None


def resolve_target(
    target: str, location: Location, links_base: str = "/", is_image: bool = False
) -> LinkTarget | Problem:
    """Return what an address points to, or the problem of an address that cannot be published.

    Every scheme is refused except http, https, mailto and tel.

    Args:
        target: the address as typed.
        location: of the address, or of its text. Relative addresses start from its folder.
        links_base: `links.base` of newsgen.yml, put before root-relative addresses.
    """
    if SIMPLE_URL.fullmatch(target):
        return LinkTarget(target)
    typed = _TypedAddress(target, location, is_image)
    address = target if target.isprintable() else _IGNORED_CHARS.sub("", target)
    address = address.strip()
    scheme = _SCHEME.match(address)
    name = scheme.group(1).lower() if scheme else ""
    if name in ("", "http", "https"):
        path, *rest = re.split(r"([?#])", address, maxsplit=1)
        address = path.replace("\\", "/") + "".join(rest)
    if address in ("", "#"):
        return typed.broken_problem("is empty")
    if name:
        return _with_scheme(name, address, typed)
    if address.startswith("#") and is_image:
        return typed.broken_problem("is no image")
    if address.startswith("#"):
        return LinkTarget("#" + _encode(address[1:], _QUERY))
    if address.startswith("//"):
        return _web_target("https:" + address, typed)
    if address.startswith("/"):
        resolve = _site_target if links_base.startswith("/") else _web_target
        return resolve(links_base.rstrip("/") + address, typed)
    return _site_target(address, typed)


def insecure_picture_problems(href: str, location: Location) -> Iterator[Problem]:
    """Yield the problem of a picture that pages of https: do not show.

    Browsers ask for it with https:, and show nothing if its host has no such address.
    """
    if href.startswith("http://"):
        message = f'"{shorten_address(href)}" is fetched without encryption, which browsers refuse'
        hint = "write https:// if the picture is there too, or keep a copy of it beside the article"
        yield problem("N126", location, message, hint)


class _TypedAddress(NamedTuple):
    """An address as typed, and the problems that it may be."""

    target: str
    location: Location
    is_image: bool

    def broken_problem(self, reason: str) -> Problem:
        if self.is_image:
            message = f'the image "{self._shortened}" {reason}'
            return problem("N203", self.location, message, "name its file")
        message = f'the link "{self._shortened}" leads nowhere: it {reason}'
        return problem("N201", self.location, message, "mend the address or take the link away")

    def outside_problem(self, hint: str = "name a file inside of the site's folder") -> Problem:
        what = "image" if self.is_image else "link"
        message = f'the {what} "{self._shortened}" leads out of the site'
        return problem("N204", self.location, message, hint)

    def unpublished_problem(self, what: str, hint: str = "use an https: address") -> Problem:
        kind, rest = ("an image", "description") if self.is_image else ("a link", "text")
        message = f"{kind} with {what} in its address is not published; its {rest} stays"
        return problem("N205", self.location, message, hint)

    @property
    def _shortened(self) -> str:
        return shorten_address(self.target)


def shorten_address(address: str) -> str:
    """Return an address as messages show it."""
    line = one_line(address)
    return line if len(line) <= 80 else line[:77] + "…"


def _with_scheme(name: str, address: str, typed: _TypedAddress) -> LinkTarget | Problem:
    """Resolve an address that begins with a scheme, or with a drive's letter."""
    if name in ("http", "https"):
        return _web_target(address, typed)
    if len(name) == 1:
        file = posixpath.basename(unquote(address).replace("\\", "/"))
        return typed.outside_problem(f"copy the file beside the article, and write {file}")
    if name in ("file", "data", "blob", "cid"):
        hint = "save a copy of it beside the article, and write that file's name"
        return typed.unpublished_problem(f"{name}:", hint)
    if name not in ("mailto", "tel"):
        return typed.unpublished_problem(f"{name}:")
    rest = address[len(name) + 1 :].strip()
    if typed.is_image or not rest:
        return typed.broken_problem("is no image" if typed.is_image else "is empty")
    return LinkTarget(f"{name}:{_encode(rest, _QUERY)}")


def _web_target(url: str, typed: _TypedAddress) -> LinkTarget | Problem:
    match = _WEB.fullmatch(url)
    if not match:
        return typed.broken_problem("has no host")
    scheme, host, path, query, fragment = match.groups(default="")
    if "@" in host:
        return typed.unpublished_problem("a user name")
    tail = _encode(path, _PATH) + _query_and_fragment(query, fragment)
    href = f"{scheme.lower()}://{host.lower()}{tail}"
    # Only a full parser of URLs knows the rules for hosts in other scripts than ASCII.
    is_ascii = host.isascii() and "xn--" not in host.lower()
    if not _is_host(host) or not (is_ascii or is_valid_url(href)):
        return typed.broken_problem(f'has the host "{host}", which cannot be')
    if _OWN_HOST.fullmatch(re.sub(r":\d*$", "", host)):
        return typed.broken_problem("names a computer that no reader reaches")
    return LinkTarget(href)


def _is_host(authority: str) -> bool:
    bracketed = _IPV6.fullmatch(authority)
    host, port = bracketed.groups(default="") if bracketed else authority.partition(":")[::2]
    labels = host.removesuffix(".").split(".")
    if not re.fullmatch("[0-9]{0,5}", port) or int(port or 0) > 65535:
        return False
    if not bracketed and not all(map(_LABEL.fullmatch, labels)):
        return False
    try:
        if bracketed:
            IPv6Address(host)
        elif re.fullmatch(r"\d+|0[xX][0-9a-fA-F]*", labels[-1]):
            IPv4Address(host)
    except ValueError:
        return False
    return True


def _site_target(address: str, typed: _TypedAddress) -> LinkTarget | Problem:
    """Resolve a path from the location's folder, or an address of the site with its slash."""
    match = _URL_PARTS.fullmatch(address)
    path, query, fragment = match.groups(default="") if match else (address, "", "")
    if not path:
        return typed.broken_problem("names no file")
    decoded = unquote(path).replace("\\", "/")
    if not decoded.isprintable():
        decoded = FORBIDDEN_CHARACTERS.sub("", decoded)
    is_rooted = decoded.startswith("/")
    folder = "" if is_rooted else posixpath.dirname(typed.location.path)
    normal = posixpath.normpath(posixpath.join(folder, decoded.lstrip("/")))
    if normal == ".." or normal.startswith("../"):
        return typed.outside_problem()
    if normal == "." and not is_rooted:
        return typed.broken_problem("names no file")
    if normal.startswith(KEPT_PREFIX) and not is_rooted:
        return typed.broken_problem("is in kept/, whose files archived_url alone names")
    start = ROOT_PREFIX if is_rooted else FILE_PREFIX
    if is_rooted:
        normal = "" if normal == "." else normal + "/" * decoded.endswith("/")
    elif not typed.is_image and normal.lower().endswith((".md", ".markdown")):
        start = ARTICLE_PREFIX
    if start == ARTICLE_PREFIX or (is_rooted and "." not in posixpath.basename(normal)):
        # The ids of our pages have our prefix, also where the typed fragment has none.
        fragment = f"#{fragment_id(unquote(fragment[1:]))}" if fragment[1:] else ""
    href = start + _encode(normal.replace("%", "%25"), _PATH) + _query_and_fragment(query, fragment)
    line, column = typed.location.line, typed.location.column
    return LinkTarget(href, Reference(start + normal, typed.is_image, line, column))


def _query_and_fragment(query: str, fragment: str) -> str:
    tail = "?" + _encode(query[1:], _QUERY) if query else ""
    return tail + "#" + _encode(fragment[1:], _QUERY) if fragment else tail


def _encode(part: str, safe: str) -> str:
    if _ENCODED.fullmatch(part):
        return part
    return _STRAY_PERCENT.sub("%25", quote(part, safe + "%"))
