"""Exports of Blogger: feeds that hold posts, pages, comments and settings of a blog alike."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

_KIND_SCHEME = "http://schemas.google.com/g/2005#kind"


def blogger_kind(entry: Mapping[str, Any]) -> str:
    """Return what an entry of an export is: post, page, comment, …; empty if it is of a feed."""
    if kind := entry.get("blogger_type", ""):
        return str(kind).casefold()
    tags = entry.get("tags", ())
    terms = (tag.get("term") or "" for tag in tags if tag.get("scheme") == _KIND_SCHEME)
    return next((term.rpartition("#")[2] for term in terms), "")


def blogger_values(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an export says of a post: its old address is its own, and it may be a draft."""
    link = entry.get("link", "")
    path = urlsplit(link).path if link.startswith("http") else entry.get("blogger_filename", "")
    is_live = entry.get("blogger_status", "LIVE") == "LIVE"
    return {
        "link": "",
        "keys": [link],
        "aliases": [unquote(path)] if path.strip("/") else [],
        "is_draft": entry.get("app_draft") == "yes" or not is_live,
        "tags": [
            tag.get("term") or ""
            for tag in entry.get("tags", ())
            if tag.get("scheme") != _KIND_SCHEME
        ],
    }


def other_kinds(counts: Mapping[str, int]) -> Iterator[str]:
    """Yield what is said of entries that are no posts, by their kinds."""
    if number := counts.get("page", 0):
        pages = "1 page" if number == 1 else f"{number} pages"
        yield f"{pages} of the blog: write those that you want to keep into pages/"
    if number := counts.get("comment", 0):
        yield (
            "1 comment is not carried over"
            if number == 1
            else (f"{number} comments are not carried over")
        )
