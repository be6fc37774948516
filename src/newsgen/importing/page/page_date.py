"""When a page was published, and what says so."""

import re
from copy import deepcopy
from datetime import UTC, datetime
from typing import NamedTuple

from newsgen.content.dates import parse_moment
from newsgen.importing.foreign_dates import day_in_address
from newsgen.importing.markup.tree import HtmlElement, body_of, elements, lines_of, words_of
from newsgen.importing.page.page_head import PageHead, marked_texts
from newsgen.model.article import Moment

_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time"),
    *("datepublished", "parsely-pub-date", "sailthru:date", "article:published", "pubdate"),
    *("publishdate", "publish-date", "publication_date", "publish_date", "date:published"),
    *("dc:date:issued", "dcterms:issued", "dcterms:created", "dcterms:date", "dc:date:created"),
    *(
        "dc:date",
        "dc:created",
        "citation_publication_date",
        "citation_date",
        "cxenseparse:recs:publishtime",
    ),
    *("displaydate", "originalpublicationdate", "rnews:datepublished", "article_date_original"),
    *("article:post_time", "date", "created", "ptime", "og:pubdate", "pdate", "article:created"),
    *("bt:pubdate", "utime", "publishtime", "datecreated", "weibo:article:create_at"),
)
_UPDATED = (
    *("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified"),
    *("dcterms:modified", "dc:date:modified", "article:updated", "modified"),
)
_FRACTION = re.compile(r"(?<=:\d\d)[.,]\d+")
_SHOWN_DAY = re.compile(
    r"(?<![\d.])\d{1,2}\. ?\d{1,2}\. ?(?:199\d|20\d\d)(?!\d)"
    r"|(?<!\d)(?:199\d|20\d\d)-\d\d-\d\d(?!\d)"
    r"|(?<![\d.])\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?(?:199\d|20\d\d)(?!\d)"
    r"|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?, (?:199\d|20\d\d)(?!\d)"
    r"|(?:199\d|20\d\d)年\d{1,2}月\d{1,2}日"
)
_LATER = re.compile(
    r"updated|last|modified|stand\b|aktualisiert|mis à jour|actualizado|обновлено", re.I
)
_LONGEST_LINE = 80
_LINES_BELOW = 25
_LINES_ABOVE = 4
_SENTENCE = 150
"""Characters of a line with which the text of an article has begun."""

_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")


class PageDate(NamedTuple):
    """A date as front matter writes it, and where it was found; both are empty without one."""

    date: str = ""
    evidence: str = ""


def find_date(root: HtmlElement, head: PageHead, address: str) -> PageDate:
    """Return when a page was published.

    Args:
        root: The page.
        head: What it says of itself.
        address: Its address; empty if that is not known.
    """
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if date := _date_of(head.data(key)):
            return PageDate(date, f"its data ({key})")
    for key in _PUBLISHED:
        for text in head.metas.get(key, ()):
            if date := _date_of(text):
                return PageDate(date, f"its metadata ({key})")
    for text in marked_texts(root, "datePublished"):
        if date := _date_of(text):
            return PageDate(date, "its text (datePublished)")
    times = [element for element in elements(root, "time") if element.get("datetime")]
    marked = [t for t in times if t.get("pubdate") is not None or _is_published(t)]
    days = {_date_of(element.get("datetime") or "") for element in marked or times[:1]}
    if len(days) == 1 and (date := days.pop()):
        return PageDate(date, "its text (a time element)")
    if date := day_in_address(address):
        return PageDate(date, "its address")
    return _find_at_headline(root) or _find_in_text(root)


def find_update(head: PageHead, published: str) -> str:
    """Return when a page was changed; empty if that is not later than it was published."""
    text = head.data("dateModified") or head.meta(*_UPDATED)
    date = _date_of(text)
    return date if date and published and date[:10] > published[:10] else ""


def _is_published(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".casefold()
    return any(word in names for word in ("publish", "entry-date", "dt-published"))


def _find_at_headline(root: HtmlElement) -> PageDate | None:
    """Return the date in a short line between the headline and the text, or right above it."""
    from newsgen.importing.date_line import read_date_line

    lines = lines_of(body_of(root))
    heading = next(filter(words_of, (*elements(root, "h1"), *elements(root, "h2"))), None)
    if heading is None or (headline := lines_of(heading)[0]) not in lines:
        return None
    start = lines.index(headline)
    end = next((n for n, line in enumerate(lines) if n > start and len(line) > _SENTENCE), start)
    for line in (*lines[start + 1 : end][:_LINES_BELOW], *reversed(lines[:start][-_LINES_ABOVE:])):
        match = _SHOWN_DAY.search(line) if len(line) <= _LONGEST_LINE else None
        if match and not _LATER.match(line) and (date := read_date_line(match[0], "")):
            return PageDate(date, "its text (a line at the headline)")
    return None


def _find_in_text(root: HtmlElement) -> PageDate:
    """Return the date that htmldate finds in what a page shows near its title."""
    from htmldate import find_date as find_date_by_htmldate  # loading it takes half a second

    text = find_date_by_htmldate(deepcopy(root), extensive_search=False, original_date=True)
    return PageDate(text, "its text") if text else PageDate()


def _date_of(text: str) -> str:
    """Return a date as front matter writes it; its time and zone stay as they are written."""
    text = " ".join(text.split())
    if not text:
        return ""
    plain = _OFFSET.sub(r"\1:\2", _FRACTION.sub("", text))
    try:
        moment = datetime.fromisoformat(plain.replace("Z", "+00:00"))
    except ValueError:
        return _date_by_words(text)
    if not 1700 <= moment.year <= 2200:
        return ""
    if len(plain) <= 10:
        return moment.date().isoformat()
    return plain.replace(" ", "T", 1) if len(plain) > 10 and plain[10] in " T" else ""


def _date_by_words(text: str) -> str:
    from newsgen.importing.date_line import read_date_line

    if text.isdigit() and len(text) in (10, 13):  # seconds or milliseconds since 1970
        stamp = datetime.fromtimestamp(int(text[:10]), UTC)
        return stamp.isoformat(timespec="seconds")
    if len(text) > 60 or not re.search(r"\d{4}", text):
        return ""
    moment = parse_moment(text, UTC)
    if isinstance(moment, Moment):
        return moment.day.isoformat() if not moment.timed else text
    return read_date_line(text, "en")
