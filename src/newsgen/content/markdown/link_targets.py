"""Where a link or an image of a text points to: out into the web, or symbolically into the site.

Takes an address as typed, the place it stands at and what root-relative links mean; gives a Link
with an href fit for HTML, or the problem. Refuses every scheme but http, https, mailto and tel.

Symbolic targets name what only the whole archive can look up (`newsgen:root` goes before an
address with its slash): newsgen:article/PATH, newsgen:file/PATH, newsgen:root/2022/09/13/x/.
A target is decoded and normalised; an href is percent-encoded and keeps a ?query and #fragment.
"""

import posixpath
import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, unquote

from newsgen.content.markdown.anchors import aim
from newsgen.content.markdown.sanitize import is_address
from newsgen.content.text import FORBIDDEN
from newsgen.model.article import Reference
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.value import Value

ARTICLE, FILE, ROOT = "newsgen:article/", "newsgen:file/", "newsgen:root/"

# What the URL Standard lets stand unencoded, apart from % itself. Square brackets only in hosts.
_PATH = "/:@!$&'()*+,;=~-._"
_QUERY = _PATH + "?"

_UNTYPED = re.compile(rf"[\t\n]|{FORBIDDEN.pattern}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"(https?)://([^/?#]+)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE)
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?")
_IPV6 = re.compile(r"\[([0-9a-fA-F:.]+)\](?::(\d*))?")
_LABEL = re.compile(r"[\w-]{1,63}")
_SAFE = r"A-Za-z0-9/:@!$&'()*+,;=~._-"  # _PATH, and what nobody encodes
PLAIN = re.compile(
    r"https?://(?:(?!xn--)[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}"
    rf"(?:/(?:[{_SAFE}]|%[0-9A-Fa-f]{{2}})*+)?"
    rf"(?:\?(?:[?{_SAFE}]|%[0-9A-Fa-f]{{2}})*+)?"
)
"""What most links look like; nothing in it has to be looked into."""

_ENCODED = re.compile(f"[{_SAFE}]*+")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Link(Value, frozen=True):
    """A target made out. reference: set if it points into the site and has to be looked up."""

    href: str
    reference: Reference | None = None


def resolve(target: str, place: Place, base: str = "/", image: bool = False) -> Link | Problem:
    """What `target`, typed at `place`, points to.

    base: links.base of newsgen.yml, put before a root-relative target: "/", or another site's URL.
    """
    if PLAIN.fullmatch(target):
        return Link(target)
    address = target if target.isprintable() else _UNTYPED.sub("", target)
    address = address.strip()
    scheme = _SCHEME.match(address)
    name = scheme.group(1).lower() if scheme else ""
    if name in ("", "http", "https"):
        address = address.replace("\\", "/")
    if address in ("", "#"):
        return _nowhere(target, place, image, "is empty")
    if name:
        return _with_scheme(name, address, target, place, image)
    if address.startswith("#"):
        if image:
            return _nowhere(target, place, image, "is no image")
        return Link("#" + _encode(address[1:], _QUERY))
    if address.startswith("//"):
        return _web("https:" + address, target, place, image)
    if address.startswith("/"):
        address = base.rstrip("/") + address
        inside = _inside if base.startswith("/") else _web
        return inside(address, target, place, image)
    return _inside(address, target, place, image)


def _with_scheme(name: str, address: str, target: str, place: Place, image: bool) -> Link | Problem:
    """An address that begins with a scheme, or with a drive's letter."""
    if name in ("http", "https"):
        return _web(address, target, place, image)
    if len(name) == 1:
        return _out(target, place, image)
    if name not in ("mailto", "tel"):
        return _refused(f"{name}:", place, image)
    rest = address[len(name) + 1 :].strip()
    if image or not rest:
        return _nowhere(target, place, image, "is no image" if image else "is empty")
    return Link(f"{name}:{_encode(rest, _QUERY)}")


def _web(url: str, target: str, place: Place, image: bool) -> Link | Problem:
    """An absolute address, made fit for an attribute."""
    match = _WEB.fullmatch(url)
    if not match:
        return _nowhere(target, place, image, "has no host")
    scheme, host, path, query, fragment = match.groups(default="")
    if "@" in host:
        return _refused("a user name", place, image)
    tail = _encode(path, _PATH) + _tail(query, fragment)
    href = f"{scheme.lower()}://{host.lower()}{tail}"
    # Hosts in other scripts than ASCII have rules that only a full parser of addresses knows.
    plain = host.isascii() and "xn--" not in host.lower()
    if not _is_host(host) or not (plain or is_address(href)):
        return _nowhere(target, place, image, f'has the host "{host}", which cannot be')
    return Link(href)


def _is_host(authority: str) -> bool:
    """Whether a host with an optional port is one the URL Standard accepts."""
    bracketed = _IPV6.fullmatch(authority)
    if bracketed:
        try:
            IPv6Address(bracketed.group(1))
        except ValueError:
            return False
        return _is_port(bracketed.group(2) or "")
    host, _, port = authority.partition(":")
    labels = host.removesuffix(".").split(".")
    if not _is_port(port) or not all(_LABEL.fullmatch(label) for label in labels):
        return False
    if not re.fullmatch(r"\d+|0[xX][0-9a-fA-F]*", labels[-1]):
        return True
    try:
        IPv4Address(host)
    except ValueError:
        return False
    return True


def _is_port(port: str) -> bool:
    return not port or (port.isascii() and port.isdigit() and len(port) < 6 and int(port) < 65536)


def _inside(address: str, target: str, place: Place, image: bool) -> Link | Problem:
    """A path from the place's folder, or with a leading slash an address of the site."""
    match = _PARTS.fullmatch(address)
    path, query, fragment = match.groups(default="") if match else (address, "", "")
    if not path:
        return _nowhere(target, place, image, "names no file")
    decoded = unquote(path).replace("\\", "/")
    if not decoded.isprintable():
        decoded = FORBIDDEN.sub("", decoded)
    rooted = decoded.startswith("/")
    folder = "" if rooted else posixpath.dirname(place.path)
    normal = posixpath.normpath(posixpath.join(folder, decoded.lstrip("/")))
    if normal == ".." or normal.startswith("../"):
        return _out(target, place, image)
    if normal == "." and not rooted:
        return _nowhere(target, place, image, "names no file")
    start = ROOT if rooted else FILE
    if rooted:
        normal = "" if normal == "." else normal + "/" * decoded.endswith("/")
    elif not image and normal.lower().endswith((".md", ".markdown")):
        start = ARTICLE
    if start == ARTICLE or (rooted and "." not in posixpath.basename(normal)):
        # It leads to a page of ours, where every id an author can know of has our beginning.
        fragment = f"#{aim(unquote(fragment[1:]))}" if fragment[1:] else ""
    href = start + _encode(normal.replace("%", "%25"), _PATH) + _tail(query, fragment)
    return Link(href, Reference(start + normal, image, place.line, place.column))


def _tail(query: str, fragment: str) -> str:
    tail = "?" + _encode(query[1:], _QUERY) if query else ""
    return tail + "#" + _encode(fragment[1:], _QUERY) if fragment else tail


def _encode(part: str, safe: str) -> str:
    """Percent-encoded as UTF-8 where it is not already."""
    if _ENCODED.fullmatch(part):
        return part
    return _STRAY_PERCENT.sub("%25", quote(part, safe + "%"))


def _nowhere(target: str, place: Place, image: bool, reason: str) -> Problem:
    if image:
        return problem("N203", place, f'the image "{_short(target)}" {reason}', "name its file")
    message = f'the link "{_short(target)}" leads nowhere: it {reason}'
    return problem("N201", place, message, "mend the address or take the link away")


def _out(target: str, place: Place, image: bool) -> Problem:
    what = "image" if image else "link"
    message = f'the {what} "{_short(target)}" leads out of the site'
    return problem("N204", place, message, "name a file inside of the site's folder")


def _refused(what: str, place: Place, image: bool) -> Problem:
    kind, rest = ("an image", "description") if image else ("a link", "text")
    message = f"{kind} with {what} in its address is not published; its {rest} stays"
    return problem("N205", place, message, "use an https: address")


def _short(target: str) -> str:
    line = " ".join(target.split())
    return line if len(line) <= 80 else line[:77] + "…"
