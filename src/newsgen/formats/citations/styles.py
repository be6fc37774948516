"""Citations as sentences: APA 7, MLA 9 and Chicago 17 (bibliography), for an online newspaper.

Plain texts, which know no italics.
"""

from newsgen.formats.citations.person_names import Byline
from newsgen.formats.citations.reference import MONTHS, Cited

_SHORT = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)

_APA_MOST = 20
"""Authors that APA names all of."""


def apa(cited: Cited) -> str:
    """Writer, A., & Author, B. (2022, September 13). Title. Source. URL

    Of more than twenty authors the first nineteen and the last are named.
    """
    day = cited.day
    when = f"({day.year}, {MONTHS[day.month - 1]} {day.day})."
    title = _ended(cited.title)
    authors = [author.initials for author in cited.authors]
    if len(authors) > _APA_MOST:
        who = f"{', '.join(authors[: _APA_MOST - 1])}, . . . {authors[-1]}"
    elif len(authors) > 1:
        who = f"{', '.join(authors[:-1])}, & {authors[-1]}"
    else:
        who = "".join(authors)
    head = (_ended(who), when, title) if who else (title, when)
    return _joined(*head, _ended(cited.source), cited.url)


def mla(cited: Cited) -> str:
    """Writer, Anna, and Bob Author. "Title." Source, 13 Sept. 2022, URL. Archive, URL.

    Of three authors and more the first alone is named.
    """
    day = cited.day
    when = f"{day.day} {_SHORT[day.month - 1]} {day.year}"
    parts = [cited.source, when, *([cited.url] if cited.url else [])]
    held = f"{cited.archive}, {cited.elsewhere}." if cited.elsewhere else ""
    return _joined(_listed(cited.authors, 2, 1), _quoted(cited.title), f"{', '.join(parts)}.", held)


def chicago(cited: Cited) -> str:
    """Writer, Anna, and Bob Author. "Title." Source, September 13, 2022. URL.

    Of eleven authors and more the first seven are named.
    """
    day = cited.day
    when = f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    at = f"{cited.url}." if cited.url else ""
    who = _listed(cited.authors, 10, 7)
    return _joined(who, _quoted(cited.title), f"{cited.source}, {when}.", at)


def _listed(authors: tuple[Byline, ...], most: int, shown: int) -> str:
    """Writer, Anna, Bob Author, and Cy Scribe. Of more than `most` authors the first few."""
    if not authors:
        return ""
    names = [authors[0].inverted, *(each.straight for each in authors[1:])]
    if len(names) > most:
        return f"{', '.join(names[:shown])}, et al."
    return _ended(f"{', '.join(names[:-1])}, and {names[-1]}" if names[1:] else names[0])


def _quoted(title: str) -> str:
    inner = title.replace("“", "‘").replace("”", "’")
    return f"“{_ended(inner)}”"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
