"""Two hundred articles that nobody wrote for newsgen become an archive, oddities and all.

What newsgen has against them is in digitalgov.txt. After a change of the program, write it anew and
look at the difference:

    PYTHONPATH=tests .venv/bin/python tests/corpus/test_digitalgov.py --refresh
"""

import gzip
import html
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from playwright.sync_api import Browser

from corpus.digitalgov import (
    FOLDER,
    NEWS,
    NOW,
    ODDITIES,
    SLICE,
    Files,
    Text,
    authors,
    make_site,
    pack,
    read,
    sources,
    topics,
)
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest, BuildResult
from support import machines
from support.citation_styles import compare
from support.links import broken_links, script_keys, tags
from support.nu_checker import check as faults
from support.paths import ROOT
from support.questions import SourceText, plain_words, wrong_answers
from support.reader import serve_folder

BASE = "https://example.org/digital.gov/"
REPORT = FOLDER / "digitalgov.txt"

LOST = {
    # In a piece of HTML that shows how a page's head is written; the removal is told as N205.
    "2015/05/2015-05-07-increasing-engagement-and-website-visits-with-twitter-cards.md": [
        *("Maximum", "Page", "Title", "characters", "length")
    ],
}
"""Words that are in an article but not on its page."""


@dataclass(frozen=True)
class CorpusBuild:
    """The slice as a site, and what came of it."""

    files: Files
    order: BuildRequest
    outcome: BuildResult

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page, by its path."""
        for file in sorted(self.order.out.rglob("*.html")):
            yield file.relative_to(self.order.out).as_posix(), file.read_text("utf-8")

    def texts(self) -> Iterator[tuple[Text, str]]:
        """Articles with the text on their page; without those whose address is not their slug."""
        for text in articles(self.files):
            page = self.order.out / address(text) / "index.html"
            if page.is_file():
                yield text, page.read_text("utf-8").split("<main", 1)[1].split("</main>")[0]


def built_in(folder: Path) -> CorpusBuild:
    files = read(SLICE)
    make_site(files, folder / "site")
    order = BuildRequest(site=folder / "site", out=folder / "out", workers=1, now=NOW)
    return CorpusBuild(files, order, build(order))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> CorpusBuild:
    return built_in(tmp_path_factory.mktemp("digitalgov"))


def articles(files: Files) -> list[Text]:
    return [
        Text(path.removeprefix(NEWS), data)
        for path, data in files.items()
        if path.startswith(NEWS) and not path.endswith("_index.md")
    ]


def address(text: Text) -> str:
    """Where an article lives: at the day as it is written, and its slug."""
    given = text.given
    return f"{given['date'][:10].replace('-', '/')}/{given['slug']}"


def report(outcome: BuildResult) -> str:
    """How often newsgen says what, and what it leaves out."""
    found = Counter((each.code, each.severity) for each in outcome.problems)
    lines = [f"{outcome.status}: {outcome.article_count} articles published"]
    lines += ["", "  code  times  as       because"]
    lines += [
        f"  {code}  {times:5}  {severity:7}  {PROBLEM_CODES[code].title}"
        for (code, severity), times in sorted(found.items())
    ]
    lines += ["", "left out"]
    lines += [f"  {each.path}\n    {each.reason}" for each in outcome.omissions]
    return "\n".join(lines) + "\n"


def test_what_newsgen_says_is_what_is_written_down(built: CorpusBuild) -> None:
    assert report(built.outcome) == REPORT.read_text("utf-8")


def test_the_slice_holds_every_oddity_of_the_corpus(built: CorpusBuild) -> None:
    texts = articles(built.files)
    counted = {name: sum(map(has, texts)) for name, (has, _) in ODDITIES.items()}
    assert {name: most for name, (_, most) in ODDITIES.items() if counted[name] < most} == {}


def test_packing_the_slice_again_changes_nothing(built: CorpusBuild, tmp_path: Path) -> None:
    again = tmp_path / "again.tar.gz"
    pack(built.files, again)
    # Not the packed bytes: zlib may pack as it likes.
    assert gzip.decompress(again.read_bytes()) == gzip.decompress(SLICE.read_bytes())


@pytest.mark.parametrize("share", [5, pytest.param(1, marks=pytest.mark.long)])
def test_pages_are_valid_html(built: CorpusBuild, share: int) -> None:
    """One of so many pages."""
    pages = sorted(built.order.out.rglob("*.html"))
    assert len(pages) > 400
    assert faults(pages[::share]) == []


@pytest.mark.parametrize("share", [5, pytest.param(1, marks=pytest.mark.long)])
def test_what_machines_read_is_valid(built: CorpusBuild, share: int) -> None:
    """One of so many files of each form."""
    out = built.order.out
    assert machines.complaints(out, share) == []
    assert {"NewsArticle", "CollectionPage", "WebSite", "BreadcrumbList"} <= machines.types(
        out, share
    )


def test_every_link_leads_somewhere(built: CorpusBuild) -> None:
    assert broken_links(built.order.out, BASE) == []


@pytest.mark.parametrize("share", [12, pytest.param(1, marks=pytest.mark.long)])
def test_citations_are_those_of_the_styles(
    built: CorpusBuild, browser: Browser, share: int
) -> None:
    """On the pages of one of so many articles."""
    pages = sorted(built.order.out.glob("2*/*/*/*/index.html"))
    entries = compare(browser, pages[::share])
    assert len(entries) > 3 * 190 // share
    assert [entry for entry in entries if entry.differs] == []


def test_no_page_holds_a_script_of_its_own_or_a_shortcode(built: CorpusBuild) -> None:
    found = [
        f"{path}: <{tag} {name}={value}>"
        for path, page in built.pages()
        for tag, attributes in tags(page)
        for name, value in [("", ""), *attributes.items()]
        if (
            (tag == "script" and script_keys(attributes) != {"src"})
            and attributes != {"type": "application/ld+json"}
        )  # data, which nothing runs
        or name.startswith("on")
        or "javascript:" in value.lower()
    ]
    assert found == []
    assert [path for path, page in built.pages() if re.search(r"\{\{(?:<|&lt;|%)", page)] == []


def test_a_second_build_writes_and_deletes_nothing(built: CorpusBuild) -> None:
    files = {
        path: (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in built.order.out.rglob("*")
        if path.is_file() and not path.name.startswith(".newsgen-")
    }
    again = build(built.order)
    assert (again.status, again.rendered_count, again.deleted_count) == ("ok", 0, 0)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files} == files


def test_titles_and_dates_are_those_of_the_corpus(built: CorpusBuild) -> None:
    """The address, which holds the day, was asked for already."""
    wrong = {}
    for text, page in built.texts():
        title = " ".join(html.unescape(text.given["title"]).split())
        shown = html.unescape(re.split("<h1[^>]*>", page, maxsplit=1)[1].split("</h1>")[0])
        if shown != title:
            wrong[text.path] = shown
    assert wrong == {}


def test_every_word_of_the_texts_arrives(built: CorpusBuild) -> None:
    lost = {
        text.path: sorted(missing)
        for text, page in built.texts()
        if (missing := words(prose(text.body)) - words(re.sub(r"<[^>]*>", " ", page)))
    }
    assert lost == LOST


@pytest.mark.parametrize("share", [3, pytest.param(1, marks=pytest.mark.long)])
def test_questions_are_answered_as_the_sources_say(
    built: CorpusBuild, browser: Browser, share: int
) -> None:
    """And a first question fetches no more than it needs: of the index a file a part and word."""
    listed = yaml.safe_load((ROOT / "tests/search/questions.yml").read_text("utf-8"))["digitalgov"]
    names = known_names(built.files)
    sources = [source_text(text, names) for text in articles(built.files)]
    fetched: list[str] = []
    with serve_folder(built.order.out) as address, browser.new_page() as page:
        page.goto(f"{address}search/")
        page.on("request", lambda request: fetched.append(request.url))
        assert wrong_answers(page, listed[:1], sources) == []
        chunks = [url for url in fetched if url.endswith(".pf_index")]
        parts = page.locator("[data-shard]").count()
        assert len(chunks) <= parts
        # Pagefind, its program, two files of each part, and one with the names that narrow it;
        # letters, names, recent articles, a result.
        assert len(fetched) - len(chunks) <= 4 + 3 * parts + 4
        assert wrong_answers(page, listed[::share], sources) == []


def known_names(files: Files) -> dict[str, str]:
    """The names that articles name otherwise, by what they write."""
    entries = (topics(files), authors(files), sources(files))
    return {
        alias: name
        for names in entries
        for name, entry in names.items()
        for alias in entry.get("aliases", ())
    }


def source_text(text: Text, names: Mapping[str, str]) -> SourceText:
    given = text.given
    listed = [*given.get("topics", ()), *given.get("authors", ()), given.get("source", "")]
    own = (names.get(name, name) for name in listed)
    parts = (given.get("title", ""), given.get("summary", ""), prose(text.body), *own)
    title = " ".join(html.unescape(given.get("title", "")).split())
    return SourceText(title, tuple(plain_words(part) for part in parts))


def words(text: str) -> Counter[str]:
    return Counter(
        re.findall(r"[^\W\d_]{3,}", re.sub(r"https?://[^\s<>\"]+", " ", html.unescape(text)))
    )


def prose(markdown: str) -> str:
    """What is left of Markdown without what no reader is shown."""
    for unseen in (
        r"(?s)\{\{[<%].*?[>%]\}\}",
        r"(?s)<!--.*?-->",
        r"(?m)^ *\[[^\]]+\]:.*$",
        r"\]\((?:[^()]|\([^()]*\))*\)",
        r"</?[A-Za-z][^<>]*>",
    ):
        markdown = re.sub(unseen, " ", markdown)
    return markdown


def refresh() -> None:
    with TemporaryDirectory() as folder:
        REPORT.write_text(report(built_in(Path(folder)).outcome), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--refresh"]:
        sys.exit(__doc__)
    refresh()
