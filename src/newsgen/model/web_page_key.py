"""What the addresses of one web page have in common."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from newsgen.model.lazy_pattern import lazy_pattern

_TRACKING = lazy_pattern(r"utm_.*|fbclid|gclid|igshid|ref_src|mc_[ce]id")
"""Parameters of an address that say where a reader came from."""


def web_page_key(url: str) -> str:
    """Return what all addresses of a page have in common; empty for that of a whole site.

    They may differ in `http` and `https`, `www.`, a slash at the end, parameters for counting
    readers, and the place within the page.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    path = parts.path.rstrip("/")
    query = [pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])]
    return f"{web_host(url)}{path}?{urlencode(query)}" if path or query else ""


def web_host(url: str) -> str:
    """Return the host of an address, in lower case and without `www.`; empty if it has none."""
    try:
        return urlsplit(url.strip()).netloc.casefold().removeprefix("www.")
    except ValueError:
        return ""
