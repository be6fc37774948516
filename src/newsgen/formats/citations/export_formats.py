"""Citations as records for programs that keep references: BibTeX, RIS and CSL-JSON."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from newsgen.formats.citations.reference import MONTHS, Cited
from newsgen.formats.json_text import compact

_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # Even with a backslash before them BibTeX counts braces.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_SPECIAL = re.compile(r"[\\~^{}%&#_$]")


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
        yield "month", MONTHS[cited.day.month - 1][:3].lower()
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
        "archive": cited.archive if cited.elsewhere else "",
        "archive_location": cited.elsewhere,
        "language": cited.language,
    }
    return compact([item])


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _TEX.get(found[0], f"\\{found[0]}"), text)
