"""Licences: which is that of an article, and where it is told."""

import json
import re
from pathlib import Path

import pytest

from newsgen.commands.export import export_data
from newsgen.model.license import LICENSE_CODES, read_license
from newsgen.pipeline.request import BuildRequest
from support.laws import assert_as_clean
from support.sites import Site

CONFIG = "title: The Test File\nbase_url: https://file.example/\nsearch: false\ndata: true\n"
BY = "https://creativecommons.org/licenses/by/4.0/"
A = "/2022/09/13/a/"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, CONFIG).article("a", "They met.").article("b", source="Gazette")


def thing(site: Site, address: str, kind: str) -> dict[str, object]:
    """The JSON-LD of a kind on a page."""
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.page(address))
    things: list[dict[str, object]] = json.loads(text)["@graph"]
    [found] = [each for each in things if each["@type"] == kind]
    return found


@pytest.mark.parametrize("code", LICENSE_CODES)
def test_each_code_that_is_offered_is_known(code: str) -> None:
    found = read_license(code.lower())
    assert found
    assert found.code == code
    assert found.url.startswith("https://")


@pytest.mark.parametrize(
    "text, label, url",
    [
        (
            "CC-BY-NC-ND-3.0",
            "CC BY-NC-ND 3.0",
            "https://creativecommons.org/licenses/by-nc-nd/3.0/",
        ),
        (
            "cc-by-nc-nd-1.0",
            "CC BY-NC-ND 1.0",
            "https://creativecommons.org/licenses/by-nd-nc/1.0/",
        ),
        (
            "https://www.gazette.example/terms",
            "gazette.example",
            "https://www.gazette.example/terms",
        ),
    ],
)
def test_terms_have_a_label_and_an_address(text: str, label: str, url: str) -> None:
    found = read_license(text)
    assert found
    assert (found.label, found.url) == (label, url)


@pytest.mark.parametrize(
    "typed, hint",
    [
        ("CC BY 4.0", "write CC-BY-4.0"),
        ("CC-BY", "write CC-BY-4.0"),
        ("cc by-sa", "write CC-BY-SA-4.0"),
        ("ODBL-1", "did you mean"),
        ("none of it", "write CC-BY-4.0, or the address of the terms"),
    ],
)
def test_what_is_no_licence_is_told_with_a_way_out(site: Site, typed: str, hint: str) -> None:
    site.article("a", license=typed).build().assert_refused("N117")
    assert hint in site.problem_text()


def test_no_word_of_a_licence_where_nobody_names_one(site: Site) -> None:
    site.build().ok()
    assert "icence" not in site.main(A)
    assert "license" not in thing(site, A, "NewsArticle")


def test_an_articles_own_licence_comes_before_those_of_its_source_and_the_archive(
    site: Site,
) -> None:
    site.write("newsgen.yml", f"{CONFIG}license: CC0-1.0\n")
    site.write("authorities/sources.yml", "Gazette:\n  license: https://gazette.example/terms\n")
    site.article("c", source="Gazette", license="cc-by-4.0").build().ok()
    labels = {"a": "CC0 1.0", "b": "gazette.example", "c": "CC BY 4.0"}
    for name, label in labels.items():
        assert f'rel="license external noopener">{label}</a>' in site.main(f"/2022/09/13/{name}/")
    site.write("authorities/sources.yml", "Gazette:\n  license: CC-BY-SA-4.0\n").build().ok()
    assert ">CC BY-SA 4.0</a>" in site.main("/2022/09/13/b/")
    assert ">CC BY 4.0</a>" in site.main("/2022/09/13/c/")
    assert_as_clean(site)
    site.write("newsgen.yml", f"{CONFIG}license: ODbL-1.0\n").build().ok()
    assert ">ODbL 1.0</a>" in site.main(A)
    assert_as_clean(site)


def test_programs_are_told(site: Site) -> None:
    site.write("newsgen.yml", f"{CONFIG}ninjs: true\n")
    site.article("a", "They met.", license="CC-BY-4.0").build().ok()
    assert thing(site, A, "NewsArticle")["license"] == BY
    assert f'<meta name="DC.rights" content="{BY}">' in site.page(A)
    for feed in ("atom", "rss"):
        assert site.page(f"/feeds/{feed}.xml").count(f'rel="license" href="{BY}"') == 1
    assert json.loads(site.page(f"{A}index.json"))["usageTerms"] == BY


def test_of_a_text_that_is_held_back_rights_come_first(site: Site) -> None:
    site.write("newsgen.yml", f"{CONFIG}ninjs: true\n")
    site.article("a", "They met.", license="CC-BY-4.0", rights="metadata").build().ok()
    assert '<meta name="DC.rights" content="© Desk">' in site.page(A)
    assert '<meta name="tdm-reservation" content="1">' in site.page(A)
    assert "tdm-reservation" not in site.page("/2022/09/13/b/")
    assert BY not in json.loads(site.page(f"{A}index.json"))["usageTerms"]
    assert BY not in site.page(A)
    assert BY not in site.page("/feeds/atom.xml")
    assert export_data(BuildRequest(site.folder, site.out, workers=1)).status == "ok"
    rows = [json.loads(line) for line in site.page("/data/articles-2022.jsonl").splitlines()]
    assert {row["id"]: row["license"] for row in rows} == {"a": None, "b": None}


def test_the_data_have_the_licence_of_the_archive(site: Site) -> None:
    site.write("newsgen.yml", f"{CONFIG}license: ODbL-1.0\n")
    site.article("a", license="CC-BY-4.0").build().ok()
    found = thing(site, "/data/", "Dataset")
    assert found["license"] == "https://opendatacommons.org/licenses/odbl/1-0/"
    assert found["temporalCoverage"] == "2022/2022"
    assert 50 <= len(str(found["description"])) <= 5000
    assert ">ODbL 1.0</a>" in site.main("/data/")
    request = BuildRequest(site.folder, site.out, workers=1)
    assert export_data(request).status == "ok"
    package = json.loads(site.page("/data/datapackage.json"))
    assert [each["name"] for each in package["licenses"]] == ["ODbL-1.0"]
    assert json.loads(site.page("/data/metadata.json"))["license"] == "ODbL 1.0"
    rows = [json.loads(line) for line in site.page("/data/articles-2022.jsonl").splitlines()]
    assert {row["id"]: row["license"] for row in rows} == {"a": "CC-BY-4.0", "b": "ODbL-1.0"}


def test_only_sources_have_a_licence(site: Site) -> None:
    site.write("authorities/people.yml", "Xi Jinping:\n  license: CC-BY-4.0\n")
    site.build().assert_refused("N117")
