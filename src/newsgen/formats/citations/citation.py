"""How to cite an article: as a sentence in three styles, and as records in three formats."""

from collections.abc import Callable

from newsgen.formats.citations.export_formats import bibtex, csl, ris
from newsgen.formats.citations.reference import Cited, cited
from newsgen.formats.citations.styles import apa, chicago, mla
from newsgen.model.value import Value
from newsgen.pages.views import ArticleView, Chrome

_STYLES: dict[str, Callable[[Cited], str]] = {"APA": apa, "MLA": mla, "Chicago": chicago}
_RECORDS: dict[str, tuple[Callable[[Cited], str], str]] = {
    "BibTeX": (bibtex, "bib"),
    "RIS": (ris, "ris"),
    "CSL-JSON": (csl, "json"),
}


class Citation(Value, frozen=True):
    """One way to cite. name: of the style or format; ending: of its file; empty for a sentence."""

    name: str
    text: str
    ending: str = ""


def citations(view: ArticleView, chrome: Chrome) -> tuple[Citation, ...]:
    """All ways to cite an article."""
    what = cited(view, chrome)
    sentences = (Citation(name, style(what)) for name, style in _STYLES.items())
    records = (Citation(name, record(what), ending) for name, (record, ending) in _RECORDS.items())
    return (*sentences, *records)
