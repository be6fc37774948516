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
