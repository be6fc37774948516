"""How to cite an article: as a sentence in three styles, and as records in three formats."""

from collections.abc import Callable

from newsgen.formats.citations.cited_work import CitedWork, cited_work
from newsgen.formats.citations.export_formats import bibtex, csl_json, ris
from newsgen.formats.citations.styles import apa, chicago, mla
from newsgen.model.value import Value
from newsgen.pages.views import ArticleView, Chrome

_STYLES: dict[str, Callable[[CitedWork], str]] = {"APA": apa, "MLA": mla, "Chicago": chicago}
_EXPORT_FORMATS: dict[str, tuple[Callable[[CitedWork], str], str]] = {
    "BibTeX": (bibtex, "bib"),
    "RIS": (ris, "ris"),
    "CSL-JSON": (csl_json, "json"),
}


class Citation(Value, frozen=True):
    """One way to cite. name: of the style or format; ending: of its file; empty for a sentence."""

    name: str
    text: str
    ending: str = ""


def citations(view: ArticleView, chrome: Chrome) -> tuple[Citation, ...]:
    """All ways to cite an article."""
    what = cited_work(view, chrome)
    sentences = (Citation(name, style(what)) for name, style in _STYLES.items())
    records = (
        Citation(name, record(what), ending) for name, (record, ending) in _EXPORT_FORMATS.items()
    )
    return (*sentences, *records)
