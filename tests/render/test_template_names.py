"""The names of templates: each file has one, and the listing of the site's files knows it by it."""

from pathlib import Path

import pytest

from support.sites import Site


@pytest.mark.parametrize("name", ["./extra.html", "parts//extra.html", ".extra.html", ".d/x.html"])
def test_a_template_is_found_by_one_name_alone(tmp_path: Path, name: str) -> None:
    """By another a change of it would not be seen, as hidden files are not the site's."""
    site = Site(tmp_path).article("a", tags=["SCO"])
    site.write(f"templates/{name}", "Extra.")
    site.write("templates/name.html", f'{{% include "{name}" ignore missing %}}.').build().ok()
    assert site.page("/tags/sco/") == ".\n"
    site.edit("templates/name.html", " ignore missing", "").build().refused("N501")


def test_hidden_files_among_templates_are_not_read(tmp_path: Path) -> None:
    """As editors and file managers leave them."""
    site = Site(tmp_path).article("a").build().ok()
    site.write("templates/._name.html", b"\x00\xff").link("templates/.#name.html", "nobody@nowhere")
    site.build(explain=True).rebuilt().build(clean=True).ok()
