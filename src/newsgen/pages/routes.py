"""Where pages live: pure functions from what a page is about to its root address.

A root address starts with / and is not percent-encoded; it ends with / for a page and with a file's
name for a file. Relative links and percent-encoding are made where a page is rendered.
"""

from datetime import date

from newsgen.model.kind import Kind
from newsgen.model.period import Period

FRONT = "/"
CORRECTIONS = "/corrections/"
SEARCH = "/search/"
NOT_FOUND = "/404.html"
REDIRECTS = "/_redirects"
ASSETS = "/static/"
FEEDS = "/feeds/"
ATOM = "/feeds/atom.xml"
RSS = "/feeds/rss.xml"
JSON_FEED = "/feeds/feed.json"
OUTLINE = "/feeds/feeds.opml"
SITEMAP = "/sitemap.xml"
SITEMAP_OF_PAGES = "/sitemaps/pages.xml"
NEWS = "/sitemap-news.xml"
ROBOTS = "/robots.txt"
OPENSEARCH = "/opensearch.xml"
DATA = "/data/"


def period(when: Period) -> str:
    """/2022/09/13/, the site's own page of a span of time."""
    return "/" + "/".join(when.parts) + "/"


def article(day: date, slug: str) -> str:
    """/2022/09/13/xi-putin-samarkand/"""
    return f"/{day.isoformat().replace('-', '/')}/{slug}/"


def kind(which: Kind) -> str:
    """/people/, the index of a kind of names."""
    return f"/{which.value}/"


def name(which: Kind, slug: str, when: Period | None = None) -> str:
    """/people/xi-jinping/, or /people/xi-jinping/2022/."""
    own = f"/{which.value}/{slug}/"
    return within(own, when) if when else own


def pair(one: str, two: str) -> str:
    """/people/a/with/people/b/, of the addresses of two names: the first of them comes first."""
    first, second = sorted((one, two))
    return f"{first}with{second}"


def within(address: str, when: Period) -> str:
    """The page of a span of time below the page of a name, or of two."""
    return address + "".join(f"{part}/" for part in when.parts)


def corrections(when: Period | None = None) -> str:
    """/corrections/, or /corrections/2022/."""
    return within(CORRECTIONS, when) if when else CORRECTIONS


def runtime(language: str) -> str:
    """/search/index/en/: what searches articles of a language."""
    return f"{SEARCH}index/{language}/"


def shard(language: str, name: str) -> str:
    """/search/index/en/2022/: what is searched of them."""
    return f"{runtime(language)}{name}/"


def feed(home: str) -> str:
    """/feeds/tags/sco.xml, the Atom feed of the page at an address; of the front page, the site's.

    A language, which has no page of its own, is given as /languages/en/.
    """
    return ATOM if home == FRONT else f"{FEEDS}{home[1:-1]}.xml"


def data(page: str) -> str:
    """/2022/09/13/xi-putin-samarkand/index.json: the article at an address as data."""
    return f"{page}index.json"


def sitemap(year: int, part: int = 1) -> str:
    """/sitemaps/2022.xml; a second part of it is /sitemaps/2022-2.xml."""
    return f"/sitemaps/{year:04}{f'-{part}' if part > 1 else ''}.xml"


def file_of(address: str) -> str:
    """The file a root address is served from, relative to the output folder."""
    return address[1:] + ("index.html" if address.endswith("/") else "")


def address_of(file: str) -> str:
    """The root address that a file of the output folder is served at: `file_of`, turned round."""
    return "/" + (file.removesuffix("index.html") if f"/{file}".endswith("/index.html") else file)
