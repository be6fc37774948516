"""An index of very many names as a page by itself, drawn with the theme."""

import shutil
from datetime import date
from pathlib import Path

from newsgen.model.index_letters import IndexLetters
from newsgen.model.kind import Kind
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.index_components import IndexEntry, LetterGroup, RecentlyActive
from newsgen.pages.page import Page
from newsgen.pages.views import IndexView
from newsgen.render import Renderer
from newsgen.runtime.theme import default_theme
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation

NOTABLE = {
    "Xi Jinping": ("习近平",),
    "Élysée Reclus": (),
    "Lech Wałęsa": (),
    "O’Brien, Conor": (),
    "Елка": (),
    "القمة": (),
    "Große Straße": (),
    "C++": (),
}


def write_index(out: Path, count: int) -> None:
    """Write the page of `count` names to people/ below a folder, with what it needs."""
    numbered = (f"Name {number}" for number in range(len(NOTABLE), count))
    names = [*(_listed(*each) for each in NOTABLE.items()), *(_listed(each) for each in numbered)]
    key = Collation(Cache(None)).sort_key
    ordered = sorted(names, key=lambda each: key(each.label))
    groups = IndexLetters(key).group(ordered, lambda each: each.label)
    letters = (LetterGroup(letter.label, members) for letter, members in groups)
    lately = RecentlyActive(90, date(2022, 9, 13), tuple(names[:3]))
    view = IndexView(
        routes.kind_address(Kind.PERSON),
        (FRONT_CRUMB,),
        Kind.PERSON,
        (),
        count,
        lately,
        tuple(letters),
    )
    theme = default_theme()
    assets = {file.name: "0" for file in theme.static.iterdir()}
    chrome = Chrome("The Test File", "", "", "en", "ltr", (), None)
    page = Page(view.address, "index.html", view)
    (out / "people").mkdir(parents=True)
    html = Renderer(chrome, theme.templates, assets=assets).render(page)
    (out / "people" / "index.html").write_bytes(html)
    shutil.copytree(theme.static, out / "static")


def _listed(label: str, spellings: tuple[str, ...] = ()) -> IndexEntry:
    address = routes.name_address(Kind.PERSON, label.replace(" ", "-").lower())
    return IndexEntry(label, address, 1, Kind.PERSON, spellings)
