"""Citations as plain sentences, without italics, for articles of online newspapers.

The styles are APA 7, MLA 9 and Chicago 17 (bibliography).
"""

from newsgen.formats.citations.author_names import AuthorName
from newsgen.formats.citations.cited_work import ENGLISH_MONTHS, CitedWork

_MONTH_ABBREVIATIONS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)

_APA_MAX_AUTHORS = 20
"""The most authors of whom APA names all."""


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
    where = f"{', '.join(filter(None, (work.source, when, work.url)))}."
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
