"""Citations as records for reference managers: BibTeX, RIS and CSL-JSON."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from newsgen.formats.citations.cited_work import ENGLISH_MONTHS, CitedWork
from newsgen.formats.json_text import compact_json

_TEX_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # Even with a backslash before them BibTeX counts braces.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_TEX_SPECIAL = re.compile(r"[\\~^{}%&#_$]")


def bibtex(cited_work: CitedWork) -> str:
    """Return an @article, the type that Zotero uses for articles of newspapers."""

    def fields() -> Iterator[tuple[str, str]]:
        if cited_work.authors:
            # Braces around a whole name keep BibTeX from taking it apart.
            names = (
                _escape_tex(author.inverted_name)
                if author.given_name
                else f"{{{_escape_tex(author.family_name)}}}"
                for author in cited_work.authors
            )
            yield "author", f"{{{' and '.join(names)}}}"
        yield "title", f"{{{{{_escape_tex(cited_work.title)}}}}}"
        yield "journal", f"{{{_escape_tex(cited_work.source)}}}"
        yield "year", f"{{{cited_work.day.year}}}"
        yield "month", ENGLISH_MONTHS[cited_work.day.month - 1][:3].lower()
        yield "day", f"{{{cited_work.day.day}}}"
        if cited_work.url:
            yield "url", f"{{{cited_work.url}}}"
        if cited_work.accessed:
            yield "urldate", f"{{{cited_work.accessed.isoformat()}}}"
        yield "language", f"{{{cited_work.language}}}"

    lines = ",\n".join(f"  {name} = {value}" for name, value in fields())
    return f"@article{{{cited_work.key},\n{lines}\n}}"


def ris(cited_work: CitedWork) -> str:
    """Return a record of the type NEWS."""

    def lines() -> Iterator[tuple[str, str]]:
        yield "TY", "NEWS"
        for author in cited_work.authors:
            yield "AU", author.inverted_name
        yield "TI", cited_work.title
        yield "T2", cited_work.source
        yield "DA", cited_work.day.isoformat().replace("-", "/")
        yield "PY", str(cited_work.day.year)
        if cited_work.accessed:
            yield "Y2", cited_work.accessed.isoformat().replace("-", "/")
        if cited_work.url:
            yield "UR", cited_work.url
        yield "LA", cited_work.language
        yield "ER", ""

    return "\n".join(f"{tag}  - {value}" for tag, value in lines())


def csl_json(cited_work: CitedWork) -> str:
    """Return the JSON that citation processors and Zotero read (https://citationstyles.org)."""

    def parts(day: date | None) -> dict[str, Any] | None:
        return {"date-parts": [[day.year, day.month, day.day]]} if day else None

    names = [
        {"family": author.family_name, "given": author.given_name}
        if author.given_name
        else {"literal": author.family_name}
        for author in cited_work.authors
    ]
    item = {
        "id": cited_work.key,
        "type": "article-newspaper",
        "title": cited_work.title,
        "author": names,
        "container-title": cited_work.source,
        "issued": parts(cited_work.day),
        "accessed": parts(cited_work.accessed),
        "URL": cited_work.url,
        "archive": cited_work.archive_title if cited_work.archive_location else "",
        "archive_location": cited_work.archive_location,
        "language": cited_work.language,
    }
    return compact_json([item])


def _escape_tex(text: str) -> str:
    return _TEX_SPECIAL.sub(lambda match: _TEX_ESCAPES.get(match[0], f"\\{match[0]}"), text)
