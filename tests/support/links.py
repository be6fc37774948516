"""Takes a built site, gives its links that lead nowhere: what a reader would find out by clicking.

Every href and src of every page is followed as a browser would from the file system: to a file of
the site, and to an id in it where there is a #fragment. Links to other hosts are not followed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit


@dataclass
class _Page:
    """What a page can be asked for (ids) and asks for (links: the tag and the address)."""

    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, str]] = field(default_factory=list)


def broken_links(out: Path, base_url: str = "") -> list[str]:
    """Every internal link that leads nowhere, as `page: <tag> address: why`, in order of the pages.

    base_url: the address the site was built for; links that start with it, or with its path, are
    internal too. Without it a link that starts with a slash is broken, as it is in a subfolder.
    """
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    pages = {path: _read(out / path) for path in sorted(files) if path.endswith(".html")}
    return [
        f"{path}: <{tag}> {address}: {why}"
        for path, page in pages.items()
        for tag, address in page.links
        if (why := _wrong(path, address, files, pages, base_url))
    ]


def _wrong(path: str, address: str, files: set[str], pages: dict[str, _Page], base_url: str) -> str:
    """Why an address on a page leads nowhere; empty if it leads somewhere or out of the site."""
    if base_url and address.startswith(base_url):
        address = urlsplit(base_url).path + address.removeprefix(base_url)
    if not address:
        return "the address is empty"
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    root = urlsplit(base_url).path if base_url else ""
    if parts.path.startswith("/"):
        if not root or not parts.path.startswith(root):
            return "starts outside of the site"
        wanted = unquote(parts.path.removeprefix(root))
    elif parts.path:
        wanted = join(dirname(path), unquote(parts.path))
    else:
        wanted = path
    folder = wanted.endswith("/") or wanted.rpartition("/")[2] in ("", ".", "..")
    target = normpath(join(wanted, "index.html") if folder else wanted)
    if target.startswith("../"):
        return "leads out of the site"
    if target not in files:
        return f"there is no file {target}"
    fragment = unquote(parts.fragment)
    if fragment and target in pages and fragment not in pages[target].ids:
        return f"there is no id {fragment} in {target}"
    return ""


def _read(file: Path) -> _Page:
    page = _Page()
    for tag, attributes in tags(file.read_text("utf-8")):
        if found := attributes.get("id"):
            page.ids.add(found)
        page.links += ((tag, attributes[name]) for name in ("href", "src") if name in attributes)
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            page.links.append((tag, attributes["content"].partition("url=")[2]))
    return page


def script_keys(attributes: Mapping[str, str]) -> set[str]:
    """What says where a script is; words that it shows are no part of that."""
    return {key for key in attributes if not key.startswith("data-")} - {"defer", "type"}


def tags(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every start tag of a page, with its attributes; names are in lower case."""
    parser = _Tags()
    parser.feed(html)
    parser.close()
    yield from parser.start_tags


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.start_tags: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.start_tags.append((tag, {name: value or "" for name, value in attrs}))
