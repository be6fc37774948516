"""How to cite an article: as a sentence in three styles, and as records in three formats.

Takes what an article's page shows; gives plain texts. APA 7, MLA 9 and Chicago 17 (bibliography)
for an article in an online newspaper; BibTeX, RIS and CSL-JSON for programs. Sentences are in
English, as the styles are. What is cited is where the article was first published, and the archive
where that is not known.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from newsgen.forms.bylines import Byline, byline
from newsgen.forms.json import bare
from newsgen.forms.xml import allowed
from newsgen.model.value import Value
from newsgen.pages.links import absolute
from newsgen.pages.views import ArticleView, Chrome

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # Even with a backslash before them BibTeX counts braces.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_SPECIAL = re.compile(r"[\\~^{}%&#_$]")


class Citation(Value, frozen=True):
    """One way to cite. name: of the style or format; file: to save it in; empty for a sentence."""

    name: str
    text: str
    file: str = ""


class Cited(Value, frozen=True):
    """What is cited, in clean lines. url: where; empty if nobody knows; archive_url: here."""

    title: str
    authors: tuple[Byline, ...]
    source: str
    day: date
    url: str
    archive: str
    archive_url: str
    accessed: date | None
    language: str
    key: str


def citations(view: ArticleView, chrome: Chrome) -> tuple[Citation, ...]:
    """All ways to cite an article."""
    cited = _cited(view, chrome)
    slug = view.address.rstrip("/").rpartition("/")[2]
    sentences = (Citation(name, style(cited)) for name, style in _STYLES.items())
    records = (
        Citation(name, record(cited), f"{slug}.{ending}")
        for name, (record, ending) in _RECORDS.items()
    )
    return (*sentences, *records)


def _cited(view: ArticleView, chrome: Chrome) -> Cited:
    here = absolute(view.address, chrome.base_url) if chrome.base_url else ""
    first = absolute(view.source_url, chrome.base_url) if view.source_url else ""
    return Cited(
        title=_line(view.title),
        authors=tuple(byline(_line(author.label)) for author in view.authors),
        source=_line(view.source.label),
        day=view.moment.day,
        url=first or here,
        archive=_line(chrome.title),
        archive_url=here,
        accessed=view.retrieved if first else None,
        language=view.language,
        key=_key(view),
    )


def apa(cited: Cited) -> str:
    """Writer, A., & Author, B. (2022, September 13). Title. Source. URL"""
    day = cited.day
    when = f"({day.year}, {_MONTHS[day.month - 1]} {day.day})."
    title = _ended(cited.title)
    authors = [author.initials for author in cited.authors]
    who = f"{', '.join(authors[:-1])}, & {authors[-1]}" if len(authors) > 1 else "".join(authors)
    head = (_ended(who), when, title) if who else (title, when)
    return _joined(*head, _ended(cited.source), cited.url)


def mla(cited: Cited) -> str:
    """Writer, Anna, and Bob Author. "Title." Source, 13 Sept. 2022, URL. Archive, URL."""
    day = cited.day
    when = f"{day.day} {_SHORT[day.month - 1]} {day.year}"
    parts = [cited.source, when, *([cited.url] if cited.url else [])]
    elsewhere = cited.archive_url if cited.archive_url != cited.url else ""
    held = f"{cited.archive}, {elsewhere}." if elsewhere else ""
    return _joined(_listed(cited.authors), _quoted(cited.title), f"{', '.join(parts)}.", held)


def chicago(cited: Cited) -> str:
    """Writer, Anna, and Bob Author. "Title." Source, September 13, 2022. URL."""
    day = cited.day
    when = f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    at = f"{cited.url}." if cited.url else ""
    return _joined(_listed(cited.authors), _quoted(cited.title), f"{cited.source}, {when}.", at)


def bibtex(cited: Cited) -> str:
    """An @article, as which Zotero and its like write articles of newspapers."""

    def fields() -> Iterator[tuple[str, str]]:
        if cited.authors:
            # Braces around a whole name keep BibTeX from taking it apart.
            names = (
                _tex(each.inverted) if each.given else f"{{{_tex(each.family)}}}"
                for each in cited.authors
            )
            yield "author", f"{{{' and '.join(names)}}}"
        yield "title", f"{{{{{_tex(cited.title)}}}}}"
        yield "journal", f"{{{_tex(cited.source)}}}"
        yield "year", f"{{{cited.day.year}}}"
        yield "month", _MONTHS[cited.day.month - 1][:3].lower()
        yield "day", f"{{{cited.day.day}}}"
        if cited.url:
            yield "url", f"{{{cited.url}}}"
        if cited.accessed:
            yield "urldate", f"{{{cited.accessed.isoformat()}}}"
        yield "language", f"{{{cited.language}}}"

    lines = ",\n".join(f"  {name} = {value}" for name, value in fields())
    return f"@article{{{cited.key},\n{lines}\n}}"


def ris(cited: Cited) -> str:
    """A record of the type NEWS."""

    def lines() -> Iterator[tuple[str, str]]:
        yield "TY", "NEWS"
        for author in cited.authors:
            yield "AU", author.inverted
        yield "TI", cited.title
        yield "T2", cited.source
        yield "DA", cited.day.isoformat().replace("-", "/")
        yield "PY", str(cited.day.year)
        if cited.accessed:
            yield "Y2", cited.accessed.isoformat().replace("-", "/")
        if cited.url:
            yield "UR", cited.url
        yield "LA", cited.language
        yield "ER", ""

    return "\n".join(f"{tag}  - {value}" for tag, value in lines())


def csl(cited: Cited) -> str:
    """What citation processors and Zotero read (https://citationstyles.org)."""

    def parts(day: date | None) -> dict[str, Any] | None:
        return {"date-parts": [[day.year, day.month, day.day]]} if day else None

    elsewhere = cited.archive_url if cited.archive_url != cited.url else ""
    names = [
        {"family": each.family, "given": each.given} if each.given else {"literal": each.family}
        for each in cited.authors
    ]
    item = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "author": names,
        "container-title": cited.source,
        "issued": parts(cited.day),
        "accessed": parts(cited.accessed),
        "URL": cited.url,
        "archive": cited.archive if elsewhere else "",
        "archive_location": elsewhere,
        "language": cited.language,
    }
    return json.dumps([bare(item)], ensure_ascii=False, separators=(",", ":"))


_STYLES: dict[str, Callable[[Cited], str]] = {"APA": apa, "MLA": mla, "Chicago": chicago}
_RECORDS: dict[str, tuple[Callable[[Cited], str], str]] = {
    "BibTeX": (bibtex, "bib"),
    "RIS": (ris, "ris"),
    "CSL-JSON": (csl, "json"),
}


def _listed(authors: tuple[Byline, ...]) -> str:
    """Writer, Anna, Bob Author, and Cy Scribe."""
    if not authors:
        return ""
    names = [authors[0].inverted, *(each.straight for each in authors[1:])]
    return _ended(f"{', '.join(names[:-1])}, and {names[-1]}" if names[1:] else names[0])


def _quoted(title: str) -> str:
    inner = title.replace("“", "‘").replace("”", "’")
    return f"“{_ended(inner)}”"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _line(text: str) -> str:
    """Without line breaks, and what no format can hold."""
    return " ".join(allowed(text).split())


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _TEX.get(found[0], f"\\{found[0]}"), text)


def _key(view: ArticleView) -> str:
    """samarkand2022-xi-putin: ASCII, since BibTeX knows no other keys."""
    slug = view.address.rstrip("/").rpartition("/")[2]
    own = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")
    return f"{own or 'article'}-{view.moment.day.isoformat()}"
