"""All citations of an article."""

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
    """A citation; `name` is its style or format, `ending` that of its file, empty without one."""

    name: str
    text: str
    ending: str = ""


def citations(view: ArticleView, chrome: Chrome) -> tuple[Citation, ...]:
    """Return the citations of an article in all styles and formats."""
    work = cited_work(view, chrome)
    sentences = (Citation(name, style(work)) for name, style in _STYLES.items())
    records = (
        Citation(name, record(work), ending) for name, (record, ending) in _EXPORT_FORMATS.items()
    )
    return (*sentences, *records)
