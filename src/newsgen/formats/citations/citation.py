"""The citations of an article: sentences in three styles, and records in three formats.

Sentences are plain, without italics, as for articles of online newspapers: APA 7, MLA 9 and
Chicago 18 (notes and bibliography). Titles stay as they are printed; no word gets a capital or
loses one. Records are for reference managers.
"""

from collections.abc import Callable, Iterator

from newsgen.formats.citations.citation_date import (
    apa_date,
    bibtex_date,
    chicago_date,
    csl_date,
    mla_date,
    ris_date,
)
from newsgen.formats.citations.cited_work import CitedWork, cited_work
from newsgen.formats.citations.punctuation import curl_marks, end_sentence, end_with, quote
from newsgen.formats.json_text import compact_json
from newsgen.model.author_name import AuthorName
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.views import ArticleView

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
_TEX_SPECIAL = lazy_pattern(r"[\\~^{}%&#_$]")


def apa(work: CitedWork) -> str:
    """Writer, A., & Author, B. (2022, September 13). Title. Source. URL

    Of more than twenty authors the first nineteen and the last are named.
    """
    when = f"({apa_date(work.publication_date)})."
    title = end_sentence(curl_marks(work.title))
    authors = [curl_marks(author.name_with_initials) for author in work.authors]
    if len(authors) > _APA_MAX_AUTHORS:
        who = f"{', '.join(authors[: _APA_MAX_AUTHORS - 1])}, … {authors[-1]}"
    elif len(authors) > 1:
        # The comma belongs to initials.
        comma = "," if len(authors) > 2 or any(one.inverted for one in work.authors) else ""
        who = f"{', '.join(authors[:-1])}{comma} & {authors[-1]}"
    else:
        who = "".join(authors)
    head = (end_sentence(who), when, title) if who else (title, when)
    return _join_parts(*head, end_sentence(curl_marks(work.source)), work.url)


def mla(work: CitedWork) -> str:
    """Writer, Anna, and Bob Author. "Title." Source, 13 Sept. 2022, URL.

    Of three authors and more the first alone is named.
    """
    source = end_with(curl_marks(work.source), ",")
    when = mla_date(work.publication_date)
    names = [work.authors[0].inverted_name] if work.authors else []
    names += (author.natural_name for author in work.authors[1:])
    who = _author_list(work.authors, names, 2, 1)
    return _join_parts(
        who, quote(work.title), source, f"{', '.join(filter(None, (when, work.url)))}."
    )


def chicago(work: CitedWork) -> str:
    """Writer, Anna, and Bob Author. "Title." Source, September 13, 2022. URL.

    Of seven authors and more the first three are named. Without authors the source is named first.
    """
    source = curl_marks(work.source)
    when = f"{chicago_date(work.publication_date)}."
    url = f"{work.url}." if work.url else ""
    if not work.authors:
        return _join_parts(end_sentence(source), quote(work.title), when, url)
    names = [work.authors[0].name_without_particles]
    names += (author.natural_name for author in work.authors[1:])
    who = _author_list(work.authors, names, 6, 3)
    return _join_parts(who, quote(work.title), end_with(source, ","), when, url)


def _author_list(
    authors: tuple[AuthorName, ...], names: list[str], max_authors: int, et_al_authors: int
) -> str:
    """Return authors as in "Writer, Anna, Bob Author, and Cy Scribe."

    Args:
        authors: All of them.
        names: As they are written, the first one inverted.
        max_authors: The most that are all named.
        et_al_authors: How many of more are named.
    """
    if not authors:
        return ""
    names = list(map(curl_marks, names))
    if len(names) > max_authors:
        return f"{', '.join(names[:et_al_authors])}, et al."
    if len(names) == 1:
        return end_sentence(names[0])
    # Of two authors, the comma belongs to the inverted name.
    comma = "," if len(names) > 2 or authors[0].inverted else ""
    return end_sentence(f"{', '.join(names[:-1])}{comma} and {names[-1]}")


def _join_parts(*parts: str) -> str:
    return " ".join(filter(None, parts))


def bibtex(work: CitedWork) -> str:
    """Return an @article, the type that Zotero uses for articles of newspapers."""

    def fields() -> Iterator[tuple[str, str]]:
        if work.authors:
            names = map(_bibtex_name, work.authors)
            yield "author", f"{{{' and '.join(names)}}}"
        yield "title", f"{{{{{_escape_tex(work.title)}}}}}"
        # Those that know no articles of newspapers take it for a journal's, and drop the day.
        yield "entrysubtype", "{newspaper}"
        yield "journal", f"{{{_escape_tex(work.source)}}}"
        yield from bibtex_date(work.publication_date)
        if work.url:
            yield "url", f"{{{work.url}}}"
        if work.accessed:
            yield "urldate", f"{{{work.accessed.isoformat()}}}"
        yield "language", f"{{{work.language}}}"

    lines = ",\n".join(f"  {name} = {value}" for name, value in fields())
    return f"@article{{{work.key},\n{lines}\n}}"


def _bibtex_name(author: AuthorName) -> str:
    """Return "King, Jr., Martin Luther"; braces keep a whole name from being taken apart."""
    family, given, suffix = map(_escape_tex, (author.family_name, author.given_name, author.suffix))
    return ", ".join(filter(None, (family, suffix, given))) if given else f"{{{family}}}"


def ris(work: CitedWork) -> str:
    """Return a record of the type NEWS."""

    def lines() -> Iterator[tuple[str, str]]:
        yield "TY", "NEWS"
        for author in work.authors:
            yield "AU", author.separable_name
        yield "TI", work.title
        yield "T2", work.source
        day = ris_date(work.publication_date)
        yield "DA", day.removesuffix("/")
        yield "PY", day
        if work.accessed:
            yield "Y2", work.accessed.isoformat().replace("-", "/")
        if work.url:
            yield "UR", work.url
        yield "LA", work.language
        if work.summary:
            yield "AB", work.summary
        for keyword in work.keywords:
            yield "KW", keyword
        yield "ER", ""

    return "\n".join(f"{tag}  - {value}" for tag, value in lines())


def csl_json(work: CitedWork) -> str:
    """Return the JSON that citation processors and Zotero read (https://citationstyles.org)."""

    names = [
        {"family": name.family_name, "given": name.given_name, "suffix": name.suffix}
        if name.given_name
        else {"literal": name.family_name}
        for name in work.authors
    ]
    item = {
        "id": work.key,
        "type": "article-newspaper",
        "title": work.title,
        "author": names,
        "container-title": work.source,
        "issued": csl_date(work.publication_date),
        "accessed": csl_date(Period(work.accessed, "day") if work.accessed else None),
        "URL": work.url,
        "language": work.language,
    }
    return compact_json([item])


def _escape_tex(text: str) -> str:
    return _TEX_SPECIAL.sub(lambda match: _TEX_ESCAPES.get(match[0], f"\\{match[0]}"), text)


_FORMATS: dict[str, tuple[Callable[[CitedWork], str], str]] = {
    "APA 7": (apa, ""),
    "MLA 9": (mla, ""),
    "Chicago 18": (chicago, ""),
    "BibTeX": (bibtex, "bib"),
    "RIS": (ris, "ris"),
    "CSL-JSON": (csl_json, "json"),
}


class Citation(Value, frozen=True):
    """A citation: its style and edition, or its format, which a file with `ending` may hold."""

    name: str
    text: str
    ending: str


def citations(view: ArticleView, chrome: Chrome) -> tuple[Citation, ...]:
    """Return the citations of an article in all styles and formats."""
    work = cited_work(view, chrome)
    return tuple(Citation(name, write(work), ending) for name, (write, ending) in _FORMATS.items())
