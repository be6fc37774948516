"""The citations of an article: sentences in three styles, and records in three formats.

Sentences are plain, without italics, as for articles of online newspapers: APA 7, MLA 9 and
Chicago 17 (bibliography). Records are for reference managers.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from newsgen.formats.citations.cited_work import ENGLISH_MONTHS, AuthorName, CitedWork, cited_work
from newsgen.formats.json_text import compact_json
from newsgen.model.value import Value
from newsgen.pages.views import ArticleView, Chrome

_MONTH_ABBREVIATIONS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)

_APA_MAX_AUTHORS = 20
"""The most authors of whom APA names all."""

_TEX_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # Even with a backslash before them BibTeX counts braces.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_TEX_SPECIAL = re.compile(r"[\\~^{}%&#_$]")


def apa(work: CitedWork) -> str:
    """Writer, A., & Author, B. (2022, September 13). Title. Source. URL

    Of more than twenty authors the first nineteen and the last are named.
    """
    day = work.day
    when = f"({day.year}, {ENGLISH_MONTHS[day.month - 1]} {day.day})."
    title = _end_sentence(work.title)
    authors = [author.name_with_initials for author in work.authors]
    if len(authors) > _APA_MAX_AUTHORS:
        who = f"{', '.join(authors[: _APA_MAX_AUTHORS - 1])}, . . . {authors[-1]}"
    elif len(authors) > 1:
        who = f"{', '.join(authors[:-1])}, & {authors[-1]}"
    else:
        who = "".join(authors)
    head = (_end_sentence(who), when, title) if who else (title, when)
    return _join_parts(*head, _end_sentence(work.source), work.url)


def mla(work: CitedWork) -> str:
    """Writer, Anna, and Bob Author. "Title." Source, 13 Sept. 2022, URL. Archive, URL.

    Of three authors and more the first alone is named.
    """
    day = work.day
    when = f"{day.day} {_MONTH_ABBREVIATIONS[day.month - 1]} {day.year}"
    where = f"{work.source}, {when}{', ' if work.url else ''}{work.url}."
    location = work.archive_location
    archive = f"{work.archive_title}, {location}." if location else ""
    who = _author_list(work.authors, 2, 1)
    return _join_parts(who, _quote_title(work.title), where, archive)


def chicago(work: CitedWork) -> str:
    """Writer, Anna, and Bob Author. "Title." Source, September 13, 2022. URL.

    Of eleven authors and more the first seven are named.
    """
    day = work.day
    when = f"{ENGLISH_MONTHS[day.month - 1]} {day.day}, {day.year}"
    url = f"{work.url}." if work.url else ""
    who = _author_list(work.authors, 10, 7)
    return _join_parts(who, _quote_title(work.title), f"{work.source}, {when}.", url)


def _author_list(authors: tuple[AuthorName, ...], max_authors: int, et_al_authors: int) -> str:
    """Return authors as in "Writer, Anna, Bob Author, and Cy Scribe."

    Of more than `max_authors` only the first `et_al_authors` are named.
    """
    if not authors:
        return ""
    names = [authors[0].inverted_name, *(author.natural_name for author in authors[1:])]
    if len(names) > max_authors:
        return f"{', '.join(names[:et_al_authors])}, et al."
    return _end_sentence(f"{', '.join(names[:-1])}, and {names[-1]}" if names[1:] else names[0])


def _quote_title(title: str) -> str:
    inner = title.replace("“", "‘").replace("”", "’")
    return f"“{_end_sentence(inner)}”"


def _end_sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _join_parts(*parts: str) -> str:
    return " ".join(filter(None, parts))


def bibtex(work: CitedWork) -> str:
    """Return an @article, the type that Zotero uses for articles of newspapers."""

    def fields() -> Iterator[tuple[str, str]]:
        if work.authors:
            # Braces around a whole name keep BibTeX from taking it apart.
            names = (
                _escape_tex(author.inverted_name)
                if author.given_name
                else f"{{{_escape_tex(author.family_name)}}}"
                for author in work.authors
            )
            yield "author", f"{{{' and '.join(names)}}}"
        yield "title", f"{{{{{_escape_tex(work.title)}}}}}"
        yield "journal", f"{{{_escape_tex(work.source)}}}"
        yield "year", f"{{{work.day.year}}}"
        yield "month", ENGLISH_MONTHS[work.day.month - 1][:3].lower()
        yield "day", f"{{{work.day.day}}}"
        if work.url:
            yield "url", f"{{{work.url}}}"
        if work.accessed:
            yield "urldate", f"{{{work.accessed.isoformat()}}}"
        yield "language", f"{{{work.language}}}"

    lines = ",\n".join(f"  {name} = {value}" for name, value in fields())
    return f"@article{{{work.key},\n{lines}\n}}"


def ris(work: CitedWork) -> str:
    """Return a record of the type NEWS."""

    def lines() -> Iterator[tuple[str, str]]:
        yield "TY", "NEWS"
        for author in work.authors:
            yield "AU", author.inverted_name
        yield "TI", work.title
        yield "T2", work.source
        yield "DA", work.day.isoformat().replace("-", "/")
        yield "PY", str(work.day.year)
        if work.accessed:
            yield "Y2", work.accessed.isoformat().replace("-", "/")
        if work.url:
            yield "UR", work.url
        yield "LA", work.language
        yield "ER", ""

    return "\n".join(f"{tag}  - {value}" for tag, value in lines())


def csl_json(work: CitedWork) -> str:
    """Return the JSON that citation processors and Zotero read (https://citationstyles.org)."""

    def parts(day: date | None) -> dict[str, Any] | None:
        return {"date-parts": [[day.year, day.month, day.day]]} if day else None

    names = [
        {"family": author.family_name, "given": author.given_name}
        if author.given_name
        else {"literal": author.family_name}
        for author in work.authors
    ]
    item = {
        "id": work.key,
        "type": "article-newspaper",
        "title": work.title,
        "author": names,
        "container-title": work.source,
        "issued": parts(work.day),
        "accessed": parts(work.accessed),
        "URL": work.url,
        "archive": work.archive_title if work.archive_location else "",
        "archive_location": work.archive_location,
        "language": work.language,
    }
    return compact_json([item])


def _escape_tex(text: str) -> str:
    return _TEX_SPECIAL.sub(lambda match: _TEX_ESCAPES.get(match[0], f"\\{match[0]}"), text)


_FORMATS: dict[str, tuple[Callable[[CitedWork], str], str]] = {
    "APA": (apa, ""),
    "MLA": (mla, ""),
    "Chicago": (chicago, ""),
    "BibTeX": (bibtex, "bib"),
    "RIS": (ris, "ris"),
    "CSL-JSON": (csl_json, "json"),
}


class Citation(Value, frozen=True):
    """A citation; `name` is its style or format, `ending` that of its file, empty without one."""

    name: str
    text: str
    ending: str


def citations(view: ArticleView, chrome: Chrome) -> tuple[Citation, ...]:
    """Return the citations of an article in all styles and formats."""
    work = cited_work(view, chrome)
    return tuple(Citation(name, write(work), ending) for name, (write, ending) in _FORMATS.items())
