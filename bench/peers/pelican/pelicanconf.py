"""Pelican's settings, with its own taxonomies: tags, and the source as category."""

SITENAME = "The Measured Archive"
SITESUBTITLE = "Made-up words about made-up names"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%d %B %Y"
PATH = "content"
THEME = "theme"
USE_FOLDER_AS_CATEGORY = False

# newsgen makes neither feeds nor a sitemap yet.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
TAG_URL = "tags/{slug}/"
CATEGORY_URL = "sources/{slug}/"
TAG_SAVE_AS, CATEGORY_SAVE_AS = TAG_URL + "index.html", CATEGORY_URL + "index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ARCHIVES_SAVE_AS = ""
TAGS_SAVE_AS, CATEGORIES_SAVE_AS = "tags/index.html", "sources/index.html"
YEAR_ARCHIVE_URL = "{date:%Y}/"
MONTH_ARCHIVE_URL = "{date:%Y}/{date:%m}/"
DAY_ARCHIVE_URL = "{date:%Y}/{date:%m}/{date:%d}/"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
DAY_ARCHIVE_SAVE_AS = DAY_ARCHIVE_URL + "index.html"
DIRECT_TEMPLATES = ["index", "tags", "categories"]

DEFAULT_PAGINATION = 50
PAGINATED_TEMPLATES = {"tag": None, "category": None}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{url}page/{number}/", "{base_name}/page/{number}/index.html"),
)

# The same Markdown as newsgen's: tables, footnotes and fenced code, and nothing besides.
MARKDOWN = {
    "extensions": [
        "markdown.extensions.tables",
        "markdown.extensions.footnotes",
        "markdown.extensions.fenced_code",
        "markdown.extensions.sane_lists",
    ],
    "extension_configs": {},
    "output_format": "html5",
}
