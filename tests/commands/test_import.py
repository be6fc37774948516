"""`newsgen import`: documents become drafts that check clean, once, and nothing is overwritten."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from newsgen.commands import import_writer
from newsgen.commands.import_articles import import_articles
from newsgen.commands.import_result import ImportedArticle, ImportRequest, ImportResult
from newsgen.importing.complete import EditorChoices
from newsgen.importing.document import FileInput
from newsgen.links.polite_client import PoliteClient, Politeness
from newsgen.model.progress import ignore_progress
from newsgen.pipeline.build import check
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.editor_files import write_new
from support.event_loops import run_apart
from support.sample import copy_sample
from support.sites import NOW, tree

CLIPPING = """\
Xi and Putin to talk on the 15th: Taiwan and Ukraine on the agenda | Anue Juheng – World Economy

Vladimir Putin and Xi Jinping will talk in Uzbekistan on Thursday (15th). Yuri Ushakov of the
Kremlin said so. They meet beside the summit of the Shanghai Cooperation Organization (SCO).

Both countries have said that Ukraine and Taiwan are among the subjects of their conversation, which
is the first of the two in person since February of that year.


Leave a Replay"""


class Desk:
    """An editor's desk: the sample archive, a folder of documents, and imports from it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.site = copy_sample(folder / "site")
        (folder / "documents").mkdir()

    def document(self, name: str, text: str | bytes) -> "Desk":
        file = self.folder / "documents" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def imports(
        self, *names: str, answers: dict[str, str] | None = None, **options: Any
    ) -> ImportResult:
        choices = EditorChoices(
            options.pop("day", ""), options.pop("source", ""), date(2022, 10, 1)
        )
        paths = [self.folder / "documents" / name for name in names or ("",)]
        inputs = tuple(FileInput(str(path), path.name) for path in paths)
        workers, client = options.pop("workers", 1), options.pop("client", None)
        build = BuildRequest(site=self.site, out=self.site / "public", workers=workers, now=NOW)
        request = ImportRequest(build, inputs, choices=choices, **options)
        replies = answers or {}
        return import_articles(
            request, ignore_progress, lambda _, what: replies.get(what, ""), client
        )

    def text(self, article: ImportedArticle) -> str:
        return (self.site / article.path).read_text("utf-8")

    def problems(self) -> tuple[str, ...]:
        request = BuildRequest(
            site=self.site, out=self.site / "public", workers=1, now=NOW, drafts=True
        )
        return tuple(map(str, check(request).problems))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_clipping_becomes_a_draft_that_checks_clean(desk: Desk) -> None:
    result = desk.document("a.txt", CLIPPING).imports("a.txt", retrieved="2022-09-14")
    (article,) = result.articles
    text = desk.text(article)
    assert article.path.startswith("articles/2022/09/2022-09-14-xi-and-putin-to-talk-on-the-15th")
    assert 'title: "Xi and Putin to talk on the 15th: Taiwan and Ukraine on the agenda"' in text
    assert "\nsource: Anue Juheng\n" in text
    assert "\nstatus: draft\n" in text
    assert "\ntags: [SCO]\n" in text
    assert "Replay" not in text
    assert [(each.kind, each.text) for each in article.draft.leftovers] == [
        ("comments", "Leave a Replay")
    ]
    assert any('"Thursday (15th)" is 2022-09-15' in note for note in article.notes)
    assert article.names["people"] == ("Xi Jinping", "Vladimir Putin", "Yuri Ushakov")
    assert article.names["places"] == ("Taiwan", "Ukraine", "Uzbekistan")
    assert result.problems == ()
    assert desk.problems() == ()


def test_a_second_import_finds_nothing_new(desk: Desk) -> None:
    desk.document("a.txt", CLIPPING).imports("a.txt", retrieved="2022-09-14")
    before = tree(desk.site / "articles")
    desk.document("b.txt", CLIPPING.replace("Both countries have said", "Both governments say"))
    result = desk.imports("a.txt", "b.txt", retrieved="2022-09-20")
    assert result.articles == ()
    assert [known.path[:28] for known in result.known_documents] == [
        "articles/2022/09/2022-09-14-"
    ] * 2
    assert result.known_documents[0].reason == "100 % of its text is the same"
    assert tree(desk.site / "articles") == before


def test_copies_are_imported_where_that_is_wanted(desk: Desk) -> None:
    desk.document("a.txt", CLIPPING).imports("a.txt", retrieved="2022-09-14")
    result = desk.imports("a.txt", retrieved="2022-09-14", with_copies=True)
    (article,) = result.articles
    assert article.path.endswith("-agenda-2.md")
    assert "another article has its day and title, so a number was added" in article.notes


def test_an_article_whose_address_is_known_gets_the_new_text_if_asked(desk: Desk) -> None:
    url = "https://example.org/talks"
    (first,) = (
        desk.document("a.txt", CLIPPING).imports("a.txt", retrieved="2022-09-14", url=url).articles
    )
    file = desk.site / first.path
    file.write_text(desk.text(first).replace("tags: [SCO]", "# mine\ntags: [SCO]"), "utf-8")
    changed = CLIPPING.replace("of that year", "of 2022")
    desk.document("a.txt", changed)
    known = desk.imports("a.txt", retrieved="2022-09-15", url=f"{url}/?utm_source=x#top")
    assert known.known_documents[0].reason == "its source_url is the same"
    result = desk.imports("a.txt", retrieved="2022-09-15", url=url, update=True)
    assert [(each.path, each.action) for each in result.articles] == [(first.path, "updated")]
    assert "# mine\ntags: [SCO]" in desk.text(first)
    assert "February of 2022" in desk.text(first)
    assert desk.imports("a.txt", url=url, update=True).articles == ()


def test_a_text_without_a_date_is_refused_and_nothing_is_written(desk: Desk) -> None:
    before = tree(desk.site)
    desk.document("a.txt", CLIPPING.replace("Thursday (15th)", "Thursday"))
    result = desk.imports("a.txt", retrieved="2022-09-14")
    (refusal,) = result.refusals
    assert refusal.message.endswith("was published: name the day with --date")
    assert tree(desk.site) == before


def test_what_a_text_does_not_say_can_be_answered(desk: Desk) -> None:
    desk.document("a.txt", "Bridge opens\n\n" + "The bridge over the river opens again. " * 5)
    answers = {"Its date (YYYY-MM-DD)": "2022-09-13", "Its source": "newsgen sample desk"}
    (article,) = desk.imports("a.txt", answers=answers).articles
    assert article.path == "articles/2022/09/2022-09-13-bridge-opens.md"
    assert "date: 2022-09-13, from what you said" in article.notes


def test_what_the_editor_says_counts_before_what_a_text_says(desk: Desk) -> None:
    desk.document("a.txt", CLIPPING)
    (article,) = desk.imports("a.txt", day="2022-09", source="anue", publish=True).articles
    assert article.path.startswith("articles/2022/09/xi-and-putin")
    assert "\nsource: Anue Juheng\n" in desk.text(article)
    assert "status:" not in desk.text(article)


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    before = tree(desk.site)
    result = desk.document("a.txt", CLIPPING).imports("a.txt", retrieved="2022-09-14", dry_run=True)
    assert len(result.articles) == 1
    assert tree(desk.site) == before


def test_a_folder_is_read_whatever_is_in_it(desk: Desk) -> None:
    desk.document("a.txt", CLIPPING).document("b/c.txt", CLIPPING.replace("Xi", "Mr. Xi", 1))
    desk.document("b/empty.txt", "").document("b/picture.png", b"\x89PNG").document(
        "d.txt", b"\0\1"
    )
    result = desk.imports(retrieved="2022-09-14")
    assert len(result.articles) == 1
    assert len(result.known_documents) == 1
    assert sorted(refusal.message.partition(":")[0] for refusal in result.refusals) == [
        "it is empty",
        "it is no text",
    ]
    assert result.site_notes == ("1 file is no text, and was passed over",)


def test_pictures_on_the_web_come_along_if_wanted(desk: Desk) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/moved.png":
            return httpx.Response(301, headers={"Location": "/a.png"})
        if request.url.path in ("/a.png", "/b.png"):
            return httpx.Response(200, content=b"\x89PNG\r\n" + request.url.path.encode())
        return httpx.Response(200 if request.url.path == "/page" else 404, content=b"<html>")

    async def lookup(_name: str, _port: int) -> tuple[str, ...]:
        return ("93.184.216.34",)

    def client() -> PoliteClient:
        politeness = Politeness(pause=0)
        return PoliteClient(politeness, "n", "", httpx.MockTransport(answer), lookup)

    names = ("moved.png", "b.png", "gone.png", "page")
    pictures = "".join(f'<p><img src="https://example.org/{name}" alt="It"></p>' for name in names)
    record = {"title": "A", "date": "2022-09-13", "source": "S", "text": f"<p>x</p>{pictures}"}
    desk.document("a.jsonl", json.dumps(record))
    result = run_apart(lambda: desk.imports("a.jsonl", with_pictures=True, client=client()))
    (article,) = result.articles
    text = desk.text(article)
    assert "![It](moved.png)\n\n![It](b.png)\n\n![It](https://example.org/gone.png)" in text
    folder = (desk.site / article.path).parent
    assert (folder / "moved.png").read_bytes() == b"\x89PNG\r\n/a.png"
    assert "the picture https://example.org/gone.png stays where it is: its host answers 404" in (
        article.notes
    )
    assert any("no picture that browsers show" in note for note in article.notes)


@pytest.mark.long
def test_workers_import_what_one_process_does(tmp_path: Path) -> None:
    results = []
    for workers in (1, 2):
        desk = Desk(tmp_path / str(workers))
        for number in range(40):
            words = " ".join(f"word{number}x{at}" for at in range(60))
            desk.document(
                f"{number:02}.txt", f"Title {number} | Anue Juheng\n2022-09-13\n\n{words}"
            )
        results.append((desk.imports(workers=workers), tree(desk.site / "articles")))
    assert results[0] == results[1]
    assert len(results[0][0].articles) == 40


def test_a_full_disk_stops_it_and_a_second_import_brings_the_rest(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number}.txt" for number in range(3)]
    for number, name in enumerate(names):
        words = " ".join(f"word{number}x{at}" for at in range(60))
        desk.document(name, f"Title {number} | Anue Juheng\n2022-09-13\n\n{words}")
    written = []

    def write_two(path: Path, content: str | bytes) -> None:
        if len(written) == 2:
            raise OSError(28, "No space left on device", str(path.name))
        written.append(path)
        write_new(path, content)

    monkeypatch.setattr(import_writer, "write_new", write_two)
    result = desk.imports(*names)
    assert len(result.articles) == 2
    assert result.failure == (
        "No space left on device: 2022-09-13-title-2.md; 1 of 3 articles are not written:"
        " mend that, and import again for the rest"
    )
    monkeypatch.undo()
    again = desk.imports(*names)
    assert [each.path[-10:] for each in again.articles] == ["title-2.md"]
    assert len(again.known_documents) == 2


SITE = {
    "hugo.toml": "title = 'newsgen sample desk'\nbaseURL = 'https://old.example/'\n",
    "content/bridge.md": "---\ntitle: The bridge\ndate: 2022-09-13\n---\n"
    "The bridge is built of stone.\n\n![It](a.png)\n",
    "content/a.png": "one picture",
}
CHANGED = {
    "content/bridge.md": "---\ntitle: The new bridge\ndate: 2022-09-13\nlastmod: 2022-09-20\n"
    "summary: It is open.\nimage: {src: /b.png, alt: A bridge}\n---\n"
    "The bridge is built of iron.\n\n![It](a.png)\n\nSee [the fair](fair.md).\n",
    "content/fair.md": "---\ntitle: The fair\ndate: 2022-09-14\n---\nIt is on.\n",
    "content/mill.md": "---\ntitle: The mill\ndate: 2022-09-15\n---\n[The bridge](bridge.md).\n",
    "static/b.png": "another picture",
}


def put(desk: Desk, files: dict[str, str]) -> None:
    for path, text in files.items():
        desk.document(path, text)


def test_a_document_that_changed_refreshes_its_article_and_nothing_of_an_editor_goes(
    desk: Desk,
) -> None:
    put(desk, SITE)
    (first,) = desk.imports("", publish=True).articles
    file = desk.site / first.path
    mine = (
        desk.text(first).replace("date: ", "# seen\ndate: ").replace("The bridge", "My bridge", 1)
    )
    file.write_text(mine, "utf-8")
    put(desk, CHANGED)

    shown = desk.imports("", publish=True, update=True, dry_run=True)
    assert file.read_text("utf-8") == mine
    result = desk.imports("", publish=True, update=True)
    (updated,) = (each for each in result.articles if each.action == "updated")
    assert updated.notes == (
        'summary: "It is open." was added',
        'image: "b.png" was added',
        "updated: 2022-09-20",
        "text: 2 of 3 paragraphs are new, 1 went",
        'title: "My bridge" stays; the document has "The new bridge"',
    )
    assert [each.notes for each in shown.articles if each.action == "updated"] == [updated.notes]
    text = file.read_text("utf-8")
    assert text.startswith('---\ntitle: "My bridge"\nsource: newsgen sample desk\n# seen\ndate: ')
    assert "\nsummary: It is open.\n" in text
    body = "The bridge is built of iron.\n\n![It](a.png)\n\nSee [the fair](2022-09-14-fair.md).\n"
    assert text.endswith(f"\n---\n\n{body}")
    assert updated.files == ("articles/2022/09/b.png",)
    assert (file.parent / "b.png").read_text("utf-8") == "another picture"
    assert desk.problems() == ()
    again = desk.imports("", publish=True, update=True)
    assert again.articles == ()
    assert 'title: "My bridge" stays' in again.known_documents[0].reason


def test_links_to_articles_that_are_there_already_lead_to_them(desk: Desk) -> None:
    put(desk, SITE)
    desk.imports("", publish=True)
    put(desk, {key: text for key, text in CHANGED.items() if "mill" in key})
    (mill,) = desk.imports("", publish=True).articles
    assert "[The bridge](2022-09-13-bridge.md).\n" in desk.text(mill)


def test_an_article_from_elsewhere_never_gets_the_text_of_its_copy(desk: Desk) -> None:
    desk.document("a.txt", CLIPPING)
    (first,) = desk.imports("a.txt", day="2022-09-14", url="https://one.example/a").articles
    before = desk.text(first)
    desk.document("a.txt", CLIPPING.replace("Both countries", "Both of them"))
    result = desk.imports("a.txt", day="2022-09-14", url="https://two.example/b", update=True)
    assert result.articles == ()
    assert [known.path for known in result.known_documents] == [first.path]
    assert desk.text(first) == before


def test_an_old_site_that_has_the_addresses_of_the_archive_is_imported_once(desk: Desk) -> None:
    post = "---\ntitle: {}\ndate: 2022-09-13\n---\n{}\n\n    code {}\n"
    put(
        desk,
        {
            "hugo.toml": "title = 'A'\n[permalinks]\nnews = '/:year/:month/:day/:slug/'\n",
            "content/news/bridge.md": post.format("Bridge", "It opened. ![It](a.png)", "a = b"),
            "content/news/a.png": "one picture",
            "content/other/mill.md": post.format("Mill", "It turns. ![It](/a/../b.png)", "c = d"),
            "static/b.png": "https://old.example/b.png",
        },
    )
    first = desk.imports("", publish=True)
    assert len(first.articles) == 2
    written = tree(desk.site / "articles")
    assert b"aliases" not in written["2022/09/2022-09-13-bridge.md"]
    for update in (False, True):
        again = desk.imports("", publish=True, update=update)
        assert again.articles == ()
        assert len(again.known_documents) == 2
        assert tree(desk.site / "articles") == written


def test_a_picture_that_stays_on_the_web_is_not_mistaken_for_one_beside_the_article(
    desk: Desk,
) -> None:
    put(desk, SITE)
    desk.document("content/a.png", "one picture")
    text = SITE["content/bridge.md"].replace("(a.png)", "(https://b.example/x/b.png)")
    desk.document("content/bridge.md", text)
    (first,) = desk.imports("", publish=True).articles
    before = desk.text(first)
    assert "](https://b.example/x/b.png)" in before
    assert desk.imports("", publish=True, update=True).articles == ()
    assert desk.text(first) == before
