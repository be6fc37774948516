"""`--explain` says what an edit changed of what a page had asked of the archive."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.sites import Site, address_of

PEOPLE = "Ann Lee: {aliases: [A. Lee]}\n"

EDITS: dict[str, tuple[Callable[[Site], object], str, str]] = {
    "its own title": (
        lambda site: site.edit("articles/b.md", "title: b", "title: Other"),
        "/2022/09/14/b/",
        "view: title, because its article changed",
    ),
    "another's title": (
        lambda site: site.edit("articles/b.md", "title: b", "title: Other"),
        "/tags/sco/",
        "view: groups, because articles/b.md shows something else",
    ),
    "an article that comes": (
        lambda site: site.article("new", tags=["SCO"], date="2022-09-16"),
        "/tags/sco/",
        "view: count, because the timeline of SCO changed on 2022-09-16",
    ),
    "an article that goes": (
        lambda site: site.delete("articles/b.md"),
        "/2022/09/",
        "view: count, because the list of all articles changed on 2022-09-14",
    ),
    "a mention that comes": (
        lambda site: site.article("new", "Ann Lee came.", date="2022-09-16"),
        "/people/ann-lee/",
        "because the list of mentions of Ann Lee changed on 2022-09-16",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_an_edit_changed_is_told(tmp_path: Path, edit: str) -> None:
    site = Site(tmp_path).write("authorities/people.yml", PEOPLE)
    site.article("a", entities={"people": ["A. Lee"]}).article("c", date="2021-01-01", tags=["Old"])
    site.article("b", tags=["SCO"], date="2022-09-14").build().ok()
    change, address, reason = EDITS[edit]
    change(site)
    told = site.build(explain=True).ok().outcome.explanations
    assert [reason in one.text for one in told if address_of(one.path) == address] == [True]
