"""One preview that runs all day shows what a clean build makes, whatever was edited meanwhile."""

import json
import re
import shutil
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from newsgen.publish.preflight import PREVIEW_FOLDER
from support.previews import run_preview
from support.sites import Site, tree

LAST = "/2022/09/14/last/"


def save_last_and_wait(site: Site, address: str) -> None:
    """Save one more article, and wait until the preview shows it, and so all that came before."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request("GET", LAST)
        seen = re.search(r'data-seen="(\d+)"', connection.getresponse().read().decode())
        assert seen
        site.article("last", f"Saved after {seen[1]}.", date="2022-09-14")
        connection.request("GET", f"/.newsgen/events?page={LAST}&seen={seen[1]}")
        lines = (line for line in connection.getresponse() if line.startswith(b"data: "))
        assert any(json.loads(line.removeprefix(b"data: "))["stale"] for line in lines)
    finally:
        connection.close()


EDITS: dict[str, Callable[[Site], object]] = {
    "a text": lambda site: site.article("a", "Of Ann Lee, and of nobody else."),
    "a template": lambda site: site.write("templates/footer.html", "<p>Of this archive</p>\n"),
    "a name": lambda site: site.write("authorities/people.yml", "Ann: {aliases: [Ann Lee]}\n"),
    "the settings": lambda site: site.write("newsgen.yml", "title: Another\nsearch: false\n"),
    "another build": lambda site: site.build().ok(),
    "all is forgotten": lambda site: shutil.rmtree(site.folder / ".newsgen"),
    "a folder that moves": lambda site: (site.folder / "articles/2022").rename(
        site.folder / "articles/2023"
    ),
    "a file that goes": lambda site: site.delete("articles/b.md"),
}


def test_a_preview_of_many_edits_shows_what_a_clean_build_makes(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", "Ann Lee: {}\n")
    site.article("a", "Of Ann Lee.").article("b").article("2022/c")
    site.article("last", "First.", date="2022-09-14")
    shown = site.folder / ".newsgen" / PREVIEW_FOLDER
    with run_preview(site) as preview:
        for edit in EDITS.values():
            edit(site)
            save_last_and_wait(site, preview.address)
        twin = site.copy(tmp_path / "twin")
        shutil.rmtree(twin.folder / ".newsgen")
        twin.out = tmp_path / "clean"
        twin.build(base_url=preview.address, now=None).ok()
        assert tree(shown) == tree(twin.out)
