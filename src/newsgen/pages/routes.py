"""Where pages live: pure functions from what a page is about to its root address.

A root address is the path from the site's root. It starts with / and is not percent-encoded; that
of a page ends with /, that of a file with its name. `links` makes it relative to a page.
"""

from datetime import date
from functools import lru_cache

from newsgen.model.article import Article
from newsgen.model.config import KEPT_PREFIX
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.slug import slug

FRONT_PAGE = "/"
DATES = "/dates/"
DAYS_OF_YEAR = "/on/"
TRENDS = "/trends/"
WORDS = "/words/"
READING = "/reading/"
ACCENT = "/accent.css"
CORRECTIONS = "/corrections/"
LANGUAGES = "/languages/"
SEARCH = "/search/"
SEARCH_LETTERS = "/search/letters.json"
SEARCH_RECENT = "/search/index/recent.json"
RECENT_INDEX = "recent"
"""The name of the index of articles that changed, among those of a language's shards."""
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
    """Return the address of the site's own page of a period: /2022/09/13/."""
    return period_address_below("/", period)


def day_of_year_address(day: date) -> str:
    """Return the address of the page of a day of all years: /on/09-13/."""
    return f"{DAYS_OF_YEAR}{day:%m-%d}/"


def dated_address(article: Article) -> str:
    """Return the address of an article: /2022/09/13/xi-putin-samarkand/, or /1912/05/a-title/.

    Its language may stand at the front, /ru/2022/09/13/a-title/, or at the end.
    """
    address = f"{period_address(article.moment.period)}{article.slug}/"
    if not article.language_in_address:
        return address
    language = slug(article.language, "ascii")
    at_front = article.language_in_address == "front"
    return f"/{language}{address}" if at_front else f"{address}{language}/"


def kind_address(kind: Kind) -> str:
    """Return the address of the index of a kind of names: /people/."""
    return f"/{kind.value}/"


def letter_address(kind: Kind, segment: str) -> str:
    """Return the address of a part of the index of a kind: /people/-/s/; no slug is a dash."""
    return f"{kind_address(kind)}-/{segment}/"


def name_address(kind: Kind, slug: str) -> str:
    """Return the address of the page of a name: /people/xi-jinping/."""
    return f"/{kind}/{slug}/"


def language_address(tag: str) -> str:
    """Return the address of the page of a language: /languages/zh-hant/."""
    return f"{LANGUAGES}{slug(tag, 'ascii')}/"


def pair_address(one: str, two: str) -> str:
    """Return the address of the page of two names from those of each: /people/a/with/people/b/."""
    return "with".join(sorted((one, two)))


def period_address_below(address: str, period: Period) -> str:
    """Return the address of a period below another page: /people/xi-jinping/2022/09/."""
    return address + _period_path(period)


def picture_copy_address(address: str, width: int) -> str:
    """Return the address of a smaller copy of a picture, beside it."""
    return f"{address}-{width}.webp"


@lru_cache(maxsize=8192)
def _period_path(period: Period) -> str:
    return f"{period.isoformat().replace('-', '/')}/"


def search_runtime_address(language: str) -> str:
    """Return the address of the folder of the search program of a language: /search/index/en/."""
    return f"{SEARCH}index/{language}/"


def shard_address(language: str, name: str) -> str:
    """Return the address of the folder of a search index: /search/index/en/2022/."""
    return f"{search_runtime_address(language)}{name}/"


def names_address(beginning: str) -> str:
    """Return the address of the names of which a word begins with letters: /search/names/xi-.json.

    `search-names.js` makes it too.
    """
    return f"{SEARCH}names/{beginning_file(beginning)}"


def words_address(language: str) -> str:
    """Return the address of the folder of the words of a language: /search/index/en/words/."""
    return shard_address(language, "words")


def beginning_file(beginning: str) -> str:
    """Return the name of the file of words that begin with letters: xi-.json.

    `search-names.js` makes it too. No such file has a name that Windows keeps for a device.
    """
    plain = beginning.isascii() and (beginning.isalnum() or not beginning)
    part = beginning if plain else "_" + "-".join(f"{ord(char):x}" for char in beginning)
    return f"{part}-.json"


def shard_list_address(name: str) -> str:
    """Return the address of the list of the older shards of a stretch: /search/shards/2015.json."""
    return f"{SEARCH}shards/{name}.json"


def file_address(page_address: str, path: str) -> str:
    """Return the address of a file that a text refers to: beside its page, or below /kept/."""
    return f"/{path}" if path.startswith(KEPT_PREFIX) else page_address + path.rpartition("/")[2]


def feed_address(home: str) -> str:
    """Return the address of the Atom feed of a page: /feeds/tags/sco.xml."""
    return ATOM if home == FRONT_PAGE else f"{FEEDS}{home[1:-1]}.xml"


def article_json_address(page_address: str) -> str:
    """Return the address of an article as data: /2022/09/13/xi-putin-samarkand/index.json."""
    return f"{page_address}index.json"


def sitemap_address(year: int, part: int = 1) -> str:
    """Return the address of a part of the sitemap of a year: /sitemaps/2022-2.xml."""
    return f"/sitemaps/{year:04}{f'-{part}' if part > 1 else ''}.xml"


def output_path(address: str) -> str:
    """Return the path, relative to the output folder, of the file an address is served from."""
    return address[1:] + ("index.html" if address.endswith("/") else "")


def address_of_file(file: str) -> str:
    """Return the root address a file of the output folder is served at: the way back."""
    return "/" + (file.removesuffix("index.html") if f"/{file}".endswith("/index.html") else file)
