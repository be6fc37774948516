"""What links and pictures of a text mean: other drafts, files of its folder, or whole addresses."""

import re
from collections.abc import Mapping
from posixpath import basename, dirname, join, normpath
from urllib.parse import quote, unquote, urljoin, urlsplit

from newsgen.content.active_content import active_content
from newsgen.content.markdown.link_targets import LinkTarget, resolve_target
from newsgen.importing.document import OldSite
from newsgen.importing.draft import DRAFT_LINK, Attachment, Loss
from newsgen.importing.embedded_files import embedded_file
from newsgen.importing.markdown_dialects.foreign_html import TYPED_ADDRESS
from newsgen.importing.markdown_dialects.text_anchors import TextAnchors
from newsgen.importing.markdown_links import exchange_links
from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.site_folders.old_sites import PAGE_LINK
from newsgen.importing.site_folders.site_files import SiteFiles, address_key
from newsgen.model.problem import Location
from newsgen.model.value import replace
from newsgen.runtime.foreign_files import UnreadableFile, path_inside, read_foreign_file

_SPECIAL = re.compile(
    r"(?:\{\w+\}|\|\w+\||@/|link://(?:slug|filename)/|link://(?P<list>\w+)/)(?P<path>.*)", re.DOTALL
)
_SECTION = re.compile(r"/?((?:[^/]+/)*)_index(?:\.[\w-]+)?\.md")
_SOURCE_NAME = re.compile(r"\.(?:md|markdown|rst)$", re.IGNORECASE)
_PICTURE_ENDINGS = ("jpg", "jpeg", "png", "webp", "gif", "svg")
_ASSET_FOLDERS = ("static", "assets", "public", "src", "content", "files", "images", "media")


class SiteReferences:
    """Exchanges the destinations of one text, and keeps the files that it refers to.

    Args:
        folder: Where the site or the file lies; files outside of it are not looked at.
        place: The path of the document from it.
        address: The path of its page on the old site.
    """

    def __init__(self, folder: str, place: str, address: str, site: OldSite | None) -> None:
        self._folder = folder
        self._place = place
        self._address = address
        self._links: Mapping[str, str] = site.links if site else {}
        self._url = site.url if site else ""
        self._content = site.content_folder if site else ""
        self._lost = LossCounter()
        self._anchors = TextAnchors("", {})
        self.attachments: dict[str, Attachment] = {}
        self.old_addresses: dict[str, str] = {}

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What leads nowhere, each once."""
        return self._lost.losses()

    def file_text(self, path: str) -> str:
        """Return the text of a file that a document names; empty if there is none."""
        return SiteFiles(self._folder).text(self._file(path))

    def exchange(self, markdown: str, names: Mapping[str, str]) -> str:
        """Return a text with destinations that an import knows.

        Args:
            names: The words of headings by the names that the old text gave them.
        """
        self._anchors = TextAnchors(markdown, names)
        return exchange_links(markdown, self.destination)

    def destination(self, old: str, is_picture: bool) -> str | None:
        """Return the destination for one of the document; None if it leads nowhere."""
        address = old.strip().replace("\\", "/") if old.startswith(".\\") else old.strip()
        if address.startswith(TYPED_ADDRESS):
            address = address.removeprefix(TYPED_ADDRESS).strip()
        if address.startswith(DRAFT_LINK):
            return address
        if not address:
            return None
        if address.startswith("#"):
            return self._fragment(address)
        if is_picture and address.startswith("data:"):
            return self._embedded(address)
        try:
            parts = urlsplit(address)
        except ValueError:
            self._lost.add(f'the address "{address[:60]}" is none', address[:60])
            return None
        if parts.scheme in ("mailto", "tel"):
            return address
        if address.startswith("//") and "." not in parts.netloc:
            address = address[1:]
        elif parts.scheme in ("http", "https") or address.startswith("//"):
            return self._whole(address if parts.scheme else f"https:{address}", is_picture)
        if parts.scheme and not re.match(r"link$|attach$|static$", parts.scheme):
            self._lost.add(f"the address {address[:60]} cannot be a link", address[:60])
            return None
        return self._own(address, is_picture)

    def _fragment(self, address: str) -> str | None:
        if address.startswith("#fn"):
            return address
        if place := self._anchors.find(unquote(address[1:])):
            return f"#{place}"
        self._lost.add(f"the link to {address[:60]} leads to no place in the text", address[:60])
        return None

    def _whole(self, address: str, is_picture: bool) -> str | None:
        """Return the destination for a whole address, which may be of the old site itself."""
        if self._url and urlsplit(address).netloc == urlsplit(self._url).netloc:
            path = urlsplit(address).path.removeprefix(urlsplit(self._url).path.rstrip("/"))
            key = self._links.get(address_key(path)) if path.strip("/") else ""
            if key and not is_picture:
                return self._draft(key, address)
            if file := self._file(path):
                return self._attach(file)
        found = resolve_target(address, Location(self._place, 1, 1), is_image=is_picture)
        if not isinstance(found, LinkTarget):
            self._lost.add(f"the address {address[:60]} leads nowhere", address[:60])
            return None
        if is_picture:
            name = basename(unquote(urlsplit(address).path)) or "picture"
            self.attachments.setdefault(address, Attachment(address, name, url=address))
        return address

    def _own(self, address: str, is_picture: bool) -> str | None:
        """Return the destination for an address within the old site."""
        special = _SPECIAL.fullmatch(address)
        path = ("" if special["list"] else special["path"]) if special else address
        path, _, _ = path.partition("#")
        path = unquote(path.partition("?")[0]).strip()
        if not is_picture and (key := self._document(path, bool(special))):
            is_address = self._url and not special and not _SOURCE_NAME.search(path)
            return self._draft(key, self._on_old_site(address) if is_address else address)
        if page := self._page_address(path):
            address, path, special = f"{page}{_mark(address)}", page, None
        if section := _SECTION.fullmatch(path):
            address, special = f"/{section[1]}{_mark(address)}", None
            path = section[1]
        if file := self._file(path) or (self._picture(path) if is_picture else ""):
            return self._attach(file)
        if self._url and not special and not _SOURCE_NAME.search(path):
            return self._whole(self._on_old_site(address), is_picture)
        what = "picture" if is_picture else "link"
        self._lost.add(f"the {what} {address[:80]} leads to nothing in the folder", address[:80])
        return None

    def _draft(self, key: str, address: str) -> str:
        """Return the link to a draft. address: of its page on the old site, if it is whole."""
        if address.startswith(("http://", "https://")):
            self.old_addresses.setdefault(key, address.partition("#")[0])
        return f"{DRAFT_LINK}{quote(key)}{_mark(address)}"

    def _on_old_site(self, address: str) -> str:
        """Return an address within the old site as a whole one."""
        whole = urljoin(f"{self._url}{self._address or '/'}", address)
        if address.startswith("/"):
            base = urlsplit(self._url).path.rstrip("/")
            has_base = not base or address.startswith(f"{base}/")
            whole = urljoin(self._url, address if has_base else f"{base}{address}")
        return whole.replace(" ", "%20")

    def _document(self, path: str, is_file: bool) -> str:
        """Return the key of the document that a path means; empty if it means none."""
        if not path.strip("/."):
            return ""
        for name in self._names(path):
            if key := self._links.get(f"file:{name}"):
                return key
        if not is_file:
            whole = path if path.startswith("/") else urljoin(self._address or "/", path)
            if key := self._links.get(address_key(whole)):
                return key
        name = basename(path.rstrip("/")).casefold()
        return (
            self._links.get(f"file:{name}", "") if is_file or name.endswith((".md", ".rst")) else ""
        )

    def _names(self, path: str) -> tuple[str, ...]:
        """Return the paths from the site that a path of a document may mean, in lower case."""
        bare = path.lstrip("/")
        beside = normpath(join(dirname(self._place), bare))
        return tuple(
            name.rstrip("/").casefold() for name in (beside, f"{self._content}{bare}", bare)
        )

    def _page_address(self, path: str) -> str:
        """Return the old address of the page beside the articles that a path means, if any."""
        if not path.strip("/."):
            return ""
        addresses = (self._links.get(f"{PAGE_LINK}{name}", "") for name in self._names(path))
        return next(filter(None, addresses), "")

    def _file(self, path: str) -> str:
        """Return the path from the site of a file that a reference means; empty if it is none."""
        if not path.strip("/.") or path.casefold().endswith(("/", ".md", ".markdown")):
            return ""
        bare = path.lstrip("/")
        here = dirname(self._place)
        places = [] if path.startswith("/") else [join(here, bare)]
        places += [bare, *(f"{folder}/{bare}" for folder in _ASSET_FOLDERS)]
        places += [join(here, bare)]
        for each in places:
            inside = normpath(each)
            file = "" if inside.startswith("..") else path_inside(self._folder, inside)
            if file and not _is_active(file):
                return inside
        return ""

    def _embedded(self, address: str) -> str | None:
        """Return the destination for a picture that is part of the text."""
        number = sum(1 for each in self.attachments.values() if each.content) + 1
        file = embedded_file(address, number)
        if file is None:
            self._lost.add("a picture in the text is broken, or too small to show anything")
            return None
        self.attachments[file.reference] = replace(file, is_own=True)
        return file.reference

    def _picture(self, path: str) -> str:
        """Return the picture that a path without an ending means, as shortcodes name resources."""
        if "." in basename(path):
            return ""
        return next(filter(None, (self._file(f"{path}.{each}") for each in _PICTURE_ENDINGS)), "")

    def _attach(self, path: str) -> str:
        if path not in self.attachments:
            place = path_inside(self._folder, path)
            self.attachments[path] = Attachment(path, basename(path), path=place, is_own=True)
        return path


def _is_active(file: str) -> bool:
    """Return whether a file could run script beside an article, as a page or a feed can."""
    try:
        data = read_foreign_file(file) if file.casefold().endswith(".svg") else b""
    except UnreadableFile:
        return True
    return bool(active_content(file, data))


def _mark(address: str) -> str:
    _, mark, fragment = address.partition("#")
    return f"{mark}{fragment}" if fragment else ""
