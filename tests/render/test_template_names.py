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
    site.edit("templates/name.html", " ignore missing", "").build().assert_refused("N501")


def test_hidden_files_among_templates_are_not_read(tmp_path: Path) -> None:
    """As editors and file managers leave them."""
    site = Site(tmp_path).article("a").build().ok()
    site.write("templates/._name.html", b"\x00\xff").link("templates/.#name.html", "nobody@nowhere")
    site.build(explain=True).assert_rebuilt().build(clean=True).ok()


def test_the_index_of_all_entities_is_overridden_by_its_own_name(tmp_path: Path) -> None:
    """It extends the theme's index.html, never the site's."""
    site = Site(tmp_path).article("a", entities={"people": ["Xi Jinping"]})
    block = '{{% extends "newsgen/{0}" %}}{{% block letters %}}From {0}.{{% endblock %}}'
    site.write("templates/index.html", block.format("index.html")).build().ok()
    assert "From index.html." in site.text("/people/")
    assert "From index.html." not in site.text("/entities/")
    site.write("templates/entities.html", block.format("entities.html")).build().ok()
    assert "From entities.html." in site.text("/entities/")


def test_lists_of_a_site_are_in_pages_of_names_too(tmp_path: Path) -> None:
    macros = "{% macro listing(groups, level=2, here='', place='') %}Own list.{% endmacro %}"
    macros += "{% macro periods(spans) %}Own periods.{% endmacro %}"
    site = Site(
        tmp_path, "title: A\nbase_url: https://example.org/\nlistings: {newest: 1, year: 3}\n"
    )
    for name in "abcde":
        site.article(name, entities={"people": ["Xi Jinping", "Vladimir Putin"]})
    site.write("templates/parts/listing.html", macros).build().ok()
    for address in ("/people/xi-jinping/", "/people/vladimir-putin/with/people/xi-jinping/"):
        assert "Own periods." in site.text(address)
        assert "Own list." in site.text(address)
    assert "Own list." in site.text("/people/xi-jinping/2022/09/")


def test_a_name_joined_of_constants_is_a_dependency(tmp_path: Path) -> None:
    """The check of templates accepts such a name, so a change of its template must be seen."""
    site = Site(tmp_path).article("a", tags=["SCO"]).write("templates/extra.html", "Old")
    site.write("templates/name.html", '{% include "extra" ~ ".html" %}').build().ok()
    site.write("templates/extra.html", "New").build().ok()
    assert site.page("/tags/sco/") == "New\n"
