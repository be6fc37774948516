"""The desk of a preview: forms of front matter, and texts that are pasted."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest

from newsgen.commands.edit_desk import EditDesk
from newsgen.model.command_error import CommandError
from newsgen.pipeline.request import BuildRequest
from newsgen.preview.live_reload import LiveReload
from newsgen.preview.server import run_server
from support.sample import copy_sample
from support.sites import NOW, tree

ARTICLE = "articles/2022/09/2022-09-16-samarkand-summit-closes.md"
ADDRESS = "/2022/09/16/samarkand-summit-closes/"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "site")


def desk(site: Path) -> EditDesk:
    return EditDesk(BuildRequest(site=site, out=site / "public", workers=1, now=NOW, drafts=True))


def fields(form: dict[str, Any]) -> dict[str, Any]:
    return {field["key"]: field for field in form["fields"]}


def test_a_page_leads_to_its_file(site: Path) -> None:
    source = desk(site).source_of(ADDRESS)
    assert source["path"] == ARTICLE
    assert source["editor"].endswith(f"/{ARTICLE}:1")
    assert source["editor"].startswith("vscode://file/")
    page = desk(site).source_of("/about/")
    assert (page["path"], page["has_form"]) == ("pages/about.md", False)
    name = desk(site).source_of("/people/xi-jinping/")
    assert (name["path"], name["has_form"]) == ("authorities/people.yml", False)
    lines = (site / "authorities/people.yml").read_text("utf-8").splitlines()
    assert name["editor"].endswith(f"/people.yml:{lines.index('Xi Jinping:') + 1}")
    assert desk(site).source_of("/2022/") == {}


def test_a_form_has_what_the_file_says_and_the_names_of_the_archive(site: Path) -> None:
    form = fields(desk(site).read_form(ARTICLE))
    assert form["date"]["value"] == "2022-09-16T18:30:00+05:00"
    assert form["tags"]["value"] == ["Samarkand summit", "SCO"]
    assert "Membership" in form["tags"]["names"]
    assert "Anue Juheng" in form["source"]["names"]
    people = fields({"fields": form["entities"]["fields"]})["people"]
    assert "Xi Jinping" in people["names"]
    assert form["entities"]["value"]["people"] == ["Shavkat Mirziyoyev", "Narendra Modi"]
    assert form["status"]["choices"] == ["draft", "published"]
    assert "id" not in form


def test_what_is_saved_changes_its_lines_alone(site: Path) -> None:
    file = site / ARTICLE
    file.write_text(
        file.read_text("utf-8").replace("section: World", "# mine\nsection: World"), "utf-8"
    )
    before = file.read_text("utf-8").splitlines()
    form = desk(site).read_form(ARTICLE)
    values = {"title": "Summit: it ends", "tags": ["SCO", "Trade"], "lead": "", "status": "draft"}
    saved = desk(site).save_form(ARTICLE, form["digest"], values)
    after = file.read_text("utf-8").splitlines()
    lost = [line.partition(":")[0] for line in before if line not in after]
    new = [line for line in after if line not in before]
    assert lost == ["title", "tags", "lead"]
    assert new == ['title: "Summit: it ends"', "tags: [SCO, Trade]", "status: draft"]
    assert after[after.index("# mine") + 1] == "section: World"
    again = desk(site).read_form(ARTICLE)
    assert again["digest"] == saved["digest"]
    assert fields(again)["title"]["value"] == "Summit: it ends"


def test_a_wrong_value_is_told_and_not_saved(site: Path) -> None:
    form = desk(site).read_form(ARTICLE)
    before = tree(site)
    with pytest.raises(CommandError, match=r"Not saved\. date: .*\[N1\d\d\]"):
        desk(site).save_form(ARTICLE, form["digest"], {"date": "2022-13-01"})
    assert tree(site) == before
    saved = desk(site).save_form(ARTICLE, form["digest"], {"summary": "Some **bold** words."})
    assert "N127" in saved["warnings"][0]


def test_short_forms_have_the_fields_of_long_ones_and_keep_what_the_form_does_not_show(
    site: Path,
) -> None:
    file = site / ARTICLE
    head = """\
---
title: A
source: S
date: 2022-09-16
authors: A. Writer
image: map.svg
entities: [Xi Jinping, SCO]
withdrawn:
  # by hand
  date: 2022-09-17
  by: Desk
---
"""
    file.write_text(head + "Text.\n", "utf-8")
    form = desk(site).read_form(ARTICLE)
    shown = fields(form)
    assert shown["authors"]["value"] == ["A. Writer"]
    assert shown["image"]["value"] == {"src": "map.svg"}
    assert shown["entities"]["kind"] == "list"
    assert shown["entities"]["value"] == ["Xi Jinping", "SCO"]
    assert "Samarkand" in shown["entities"]["names"]
    values = {
        "entities": ["Xi Jinping", "SCO", "Samarkand"],
        "image": {"src": "map.svg", "alt": "A map"},
        "withdrawn": {"date": "2022-09-18"},
    }
    desk(site).save_form(ARTICLE, form["digest"], values)
    assert (
        file.read_text("utf-8")
        == head.replace("SCO]", "SCO, Samarkand]")
        .replace("image: map.svg", "image: {src: map.svg, alt: A map}")
        .replace("2022-09-17", "2022-09-18")
        + "Text.\n"
    )


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(site: Path) -> None:
    form = desk(site).read_form(ARTICLE)
    file = site / ARTICLE
    file.write_text(file.read_text("utf-8") + "More.\n", "utf-8")
    before = tree(site)
    with pytest.raises(CommandError, match="changed meanwhile"):
        desk(site).save_form(ARTICLE, form["digest"], {"title": "x"})
    assert tree(site) == before


@pytest.mark.parametrize(
    "path", ["newsgen.yml", "../a.md", "articles/../newsgen.yml", "articles/no.md"]
)
def test_only_articles_are_read_and_written(site: Path, path: str) -> None:
    with pytest.raises(CommandError, match="no article"):
        desk(site).read_form(path)
    with pytest.raises(CommandError, match="no article"):
        desk(site).save_form(path, "", {"title": "x"})


def test_only_keys_of_front_matter_are_written(site: Path) -> None:
    form = desk(site).read_form(ARTICLE)
    with pytest.raises(CommandError, match="no keys"):
        desk(site).save_form(ARTICLE, form["digest"], {"id": "x"})


def test_a_text_that_is_pasted_becomes_a_draft(site: Path) -> None:
    text = "Leaders arrive | Anue Juheng\n\nXi Jinping arrived on Wednesday (14th).\n\nShare this"
    told = desk(site).import_text(text, {"retrieved": "2022-09-15"})
    assert told["path"] == "articles/2022/09/2022-09-14-leaders-arrive.md"
    assert "left out (share row): Share this" in told["notes"]
    assert "people: Xi Jinping" in told["notes"]
    with pytest.raises(CommandError, match="the archive has it"):
        desk(site).import_text(text, {"retrieved": "2022-09-15"})
    with pytest.raises(CommandError, match="name the day under Date$"):
        desk(site).import_text("A title | Anue Juheng\n\nAnother text of some words.", {})
    with pytest.raises(CommandError, match="no day"):
        desk(site).import_text(text, {"retrieved": "yesterday"})


class Client:
    """Asks a preview as a browser does, or as one that means no good."""

    def __init__(self, address: str) -> None:
        self.address = address
        page = self.get("/.newsgen/edit/new")
        found = re.search('data-token="([^"]+)"', page.text)
        assert found
        self.token = {"X-Newsgen-Token": found[1]}

    def get(self, path: str, headers: Mapping[str, str] = MappingProxyType({})) -> "Answer":
        return self._ask(Request(urljoin(self.address, path), headers=dict(headers)))

    def post(self, path: str, data: bytes, kind: str = "application/json") -> "Answer":
        headers = self.token | {"Content-Type": kind}
        return self._ask(Request(urljoin(self.address, path), data, headers, method="POST"))

    def _ask(self, request: Request) -> "Answer":
        try:
            with urlopen(request) as answer:
                return Answer(answer.status, answer.read().decode(), dict(answer.headers))
        except HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), dict(error.headers))


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: Mapping[str, str]


@pytest.fixture
def client(site: Path) -> Iterator[Client]:
    with run_server(site / "public", LiveReload(), 0, desk=desk(site)) as address:
        yield Client(address)


def test_requests_without_the_token_or_from_elsewhere_are_refused(client: Client) -> None:
    token, address = client.token, f"/.newsgen/edit/source?address={ADDRESS}"
    assert json.loads(client.get(address, token).text)["path"] == ARTICLE
    own = {"Origin": client.address.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert client.get(address, token | own).status == 200
    for headers in (
        {},
        {"X-Newsgen-Token": "x"},
        token | {"Origin": "https://example.org"},
        token | {"Sec-Fetch-Site": "cross-site"},
        token | {"Sec-Fetch-Site": "same-site"},
    ):
        answer = client.get(address, headers)
        assert (answer.status, ARTICLE in answer.text) == (403, False)
    assert client.get(address, token | {"Host": "example.org"}).status == 400


def test_a_request_that_cannot_be_read_is_told_so(client: Client) -> None:
    save = "/.newsgen/edit/save"
    assert client.post(save, b"{").status == 400
    assert client.post(save, b"[1]").status == 400
    assert client.post(save, json.dumps({"path": ARTICLE}).encode()).status == 400
    assert client.post(save, b"{}", "text/plain").status == 400
    assert client.get(save, client.token).status == 404
    assert client.get("/.newsgen/edit/form?path=x", client.token).status == 409


def test_forms_allow_nothing_from_elsewhere(client: Client) -> None:
    for name in ("article", "new"):
        policy = client.get(f"/.newsgen/edit/{name}").headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy


def test_every_preview_has_a_token_of_its_own(site: Path, client: Client) -> None:
    with run_server(site / "public", LiveReload(), 0, desk=desk(site)) as address:
        assert Client(address).token != client.token
    with run_server(site / "public", LiveReload(), 0) as address, pytest.raises(AssertionError):
        Client(address)
