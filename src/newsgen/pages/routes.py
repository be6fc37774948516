"""Where pages live: pure functions from what a page is about to its root address.

A root address starts with / and is not percent-encoded; it ends with / for a page and with a file's
name for a file. Relative links and percent-encoding are made where a page is rendered.
"""

from datetime import date

from newsgen.model.kind import Kind
from newsgen.model.period import Period

FRONT_PAGE = "/"
CORRECTIONS = "/corrections/"
SEARCH = "/search/"
NOT_FOUND = "/404.html"
REDIRECTS = "/_redirects"
STATIC = "/static/"
FEEDS = "/feeds/"
ATOM = "/feeds/atom.xml"
RSS = "/feeds/rss.xml"
JSON_FEED = "/feeds/feed.json"
OPML = "/feeds/feeds.opml"
SITEMAP = "/sitemap.xml"
PAGES_SITEMAP = "/sitemaps/pages.xml"
NEWS_SITEMAP = "/sitemap-news.xml"
ROBOTS = "/robots.txt"
OPENSEARCH = "/opensearch.xml"
DATA = "/data/"


def period_address(period: Period) -> str:
    """/2022/09/13/, the site's own page of a span of time."""
    return "/" + "/".join(period.parts) + "/"


def dated_address(day: date, slug: str) -> str:
    """/2022/09/13/xi-putin-samarkand/"""
    return f"/{day.isoformat().replace('-', '/')}/{slug}/"


def kind_address(kind: Kind) -> str:
    """/people/, the index of a kind of names."""
    return f"/{kind.value}/"


def term_address(kind: Kind, slug: str, period: Period | None = None) -> str:
    """/people/xi-jinping/, or /people/xi-jinping/2022/."""
    own = f"/{kind.value}/{slug}/"
    return period_address_below(own, period) if period else own


def pair_address(one: str, two: str) -> str:
    """/people/a/with/people/b/, of the addresses of two names: the first of them comes first."""
    first, second = sorted((one, two))
    return f"{first}with{second}"


def period_address_below(address: str, period: Period) -> str:
    """The page of a span of time below the page of a name, or of two."""
    return address + "".join(f"{part}/" for part in period.parts)


def corrections_address(period: Period | None = None) -> str:
    """/corrections/, or /corrections/2022/."""
    return period_address_below(CORRECTIONS, period) if period else CORRECTIONS


def search_runtime_address(language: str) -> str:
    """/search/index/en/: what searches articles of a language."""
    return f"{SEARCH}index/{language}/"


def shard_address(language: str, name: str) -> str:
    """/search/index/en/2022/: what is searched of them."""
    return f"{search_runtime_address(language)}{name}/"


def feed_address(home: str) -> str:
    """/feeds/tags/sco.xml, the Atom feed of the page at an address; of the front page, the site's.

    A language, which has no page of its own, is given as /languages/en/.
    """
    return ATOM if home == FRONT_PAGE else f"{FEEDS}{home[1:-1]}.xml"


def article_json_address(page_address: str) -> str:
    """/2022/09/13/xi-putin-samarkand/index.json: the article at an address as data."""
    return f"{page_address}index.json"


def sitemap_address(year: int, part: int = 1) -> str:
    """/sitemaps/2022.xml; a second part of it is /sitemaps/2022-2.xml."""
    return f"/sitemaps/{year:04}{f'-{part}' if part > 1 else ''}.xml"


def output_path(address: str) -> str:
    """The file a root address is served from, relative to the output folder."""
    return address[1:] + ("index.html" if address.endswith("/") else "")


def address_of_file(file: str) -> str:
    """The root address that a file of the output folder is served at: `file_of`, turned round."""
    return "/" + (file.removesuffix("index.html") if f"/{file}".endswith("/index.html") else file)
