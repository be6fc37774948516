"""Copies of pages of other hosts, in the folder kept/: under which name, and which may be shown.

A copy that browsers open as a page begins with a policy, before anything of that page. So nothing
in it runs, and nothing is fetched, whatever it holds (Content Security Policy Level 3, 3.3). A
policy does not stop a page that sends readers on, so nothing may ask for that behind it.
"""

from pathlib import PurePosixPath

from newsgen.model.article import Article
from newsgen.model.config import KEPT_FOLDER

SEAL = (
    b'<!DOCTYPE html>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="'
    b"default-src 'none'; img-src data:; style-src 'unsafe-inline' data:; font-src data:; "
    b"base-uri 'none'; form-action 'none'\">\n"
    b'<meta name="robots" content="noindex, nofollow">\n'
)
"""How each copy begins that is a web page."""

PASSIVE_ENDINGS = {
    "application/pdf": ".pdf",
    "image/avif": ".avif",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "text/plain": ".txt",
}
"""Endings of copies that are no web pages, by their media types."""

_ENDINGS = frozenset((".wacz", *PASSIVE_ENDINGS.values()))


def copy_path(article_path: str, ending: str) -> str:
    """Return the path of the copy for an article: kept/2022/09/x.html for articles/2022/09/x.md.

    Of x.markdown it is kept/2022/09/x.markdown.html, for x.md may be beside it.
    """
    below = article_path.partition("/")[2]
    return f"{KEPT_FOLDER}/{below.removesuffix('.md')}{ending}"


def public_copy(article: Article) -> str:
    """Return the address of the kept copy of an article's source; empty if none may be shown.

    One in the archive itself shows the whole text, so its rights have to let pages show that.
    """
    is_own = article.archived_url.startswith("/")
    is_whole = article.rights == "full" and not article.withdrawn
    return article.archived_url if is_whole or not is_own else ""


def unsafe_copy(path: str, data: bytes) -> str:
    """Return why a copy is not published, as the end of a sentence; empty if it is."""
    ending = PurePosixPath(path).suffix.lower()
    if ending == ".html":
        if not data.startswith(SEAL):
            return "for it does not begin as newsgen keep writes it"
        return "by http-equiv" if b"http-equiv" in data[len(SEAL) :].lower() else ""
    return "" if ending in _ENDINGS else f"as any {ending or 'file without ending'} can"
