"""Where a page was read, and when: its own words, those of the program that saved it, archives."""

import re
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from newsgen.importing.markup.tree import HtmlElement, elements
from newsgen.importing.page.page_head import PageHead
from newsgen.model.value import Value

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<date>[^\n]+)"
)
_SINGLE_FILE_DATE = re.compile(r"\w{3} (\w{3} \d{1,2} \d{4}) ")
_WAYBACK = re.compile(
    r"https?://(?:web|wayback)\.archive\.org/web/(?P<stamp>\d{4,14})\w{0,3}/(?P<url>.+)"
)
_ARCHIVE_TODAY = re.compile(r"archive\.(?:today|is|ph|md|li|vn|fo)")
_HEAD = 20_000


class PageAddress(Value, frozen=True):
    """Where and when a page was read; empty where nothing says it.

    Attributes:
        url: Its own address, also of a copy in an archive.
        base: What its relative links are relative to.
        archived_url: The address of the copy.
        retrieved: The day on which it was saved: YYYY-MM-DD.
    """

    url: str = ""
    base: str = ""
    archived_url: str = ""
    retrieved: str = ""


def find_address(source: str, root: HtmlElement, head: PageHead, hint: PageAddress) -> PageAddress:
    """Return where a page was read.

    Args:
        source: Its HTML.
        root: Its tree.
        head: What it says of itself.
        hint: What the editor or the file it came in says of it.
    """
    start = source[:_HEAD]
    single, saved = _SINGLE_FILE.search(start), _SAVED_FROM.search(start)
    opened = hint.url or (single["url"] if single else saved[1] if saved else "")
    links = [e.get("href") for e in elements(root, "link") if "canonical" in (e.get("rel") or "")]
    said = [*links, head.meta("og:url"), head.data("url"), head.meta("parsely-link")]
    canonical = next((u for u in (_whole(opened, text) for text in said if text) if u), "")
    retrieved = hint.retrieved or (_single_file_day(single["date"]) if single else "")
    archived = ""
    for address in (opened, canonical):
        if copy := _WAYBACK.fullmatch(address):
            stamp = copy["stamp"]
            archived, opened, canonical = address, copy["url"], _original(canonical)
            if len(stamp) >= 8:
                retrieved = retrieved or f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
            break
        if _ARCHIVE_TODAY.fullmatch(urlsplit(address).hostname or ""):
            fields = [e.get("value") or "" for e in elements(root, "input") if e.get("name") == "q"]
            original = next((text for text in fields if text.startswith("http")), "")
            archived, opened, canonical = address, original, original
            break
    url = canonical if canonical and _is_page(canonical, opened) else opened
    bases = [_whole(opened or url, e.get("href") or "") for e in elements(root, "base")]
    base = next(filter(None, bases), "") or opened or url
    return PageAddress(url, base, archived, retrieved)


def strip_archive(root: HtmlElement) -> None:
    """Give links and pictures of a copy in the Internet Archive the addresses they had."""
    for element in elements(root, "a", "img", "link", "source", "iframe"):
        for key in ("href", "src", "srcset", "data-src"):
            if "archive.org/web/" in (value := element.get(key) or ""):
                element.set(key, re.sub(r"https?://web\.archive\.org/web/\d+\w*/", "", value))
    for element in elements(root, "div", "script"):
        if (element.get("id") or "").startswith("wm-ipp"):
            element.drop_tree()


def _original(address: str) -> str:
    copy = _WAYBACK.fullmatch(address)
    return copy["url"] if copy else address


def _is_page(canonical: str, opened: str) -> bool:
    """Return whether the address that a page gives itself is not that of its whole site."""
    path, own = (urlsplit(each).path.strip("/") for each in (canonical, opened))
    return bool(path) or not own


def _whole(base: str, address: str) -> str:
    try:
        whole = urljoin(base, address.strip()) if base else address.strip()
        parts = urlsplit(whole)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and "." in parts.netloc
    return whole.partition("#")[0] if is_web else ""


def _single_file_day(text: str) -> str:
    match = _SINGLE_FILE_DATE.match(text)
    try:
        return (
            datetime.strptime(f"{match[1]} +0000", "%b %d %Y %z").date().isoformat()
            if match
            else ""
        )
    except ValueError:
        return ""
