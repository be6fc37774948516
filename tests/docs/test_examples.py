"""Every example of the documentation works: it is read or built; every link leads somewhere.

After a change of wording, put what newsgen says now into the pages, in place of what is most like
it, and look at the difference:

    PYTHONPATH=tests .venv/bin/python tests/docs/test_examples.py --refresh
"""

import json
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from babel.messages.pofile import read_po

from newsgen.cli import program
from newsgen.cli.result_text import problem_line
from newsgen.content.authorities import read_authorities
from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.normalize_html import Body
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.parse_file import SourceFile, parse_file
from newsgen.content.read_config import read_config
from newsgen.content.yaml.reader import read_mapping
from newsgen.model.authority import Authorities
from newsgen.model.config import Config
from newsgen.model.problem import Location, Problem
from newsgen.pipeline.build import build
from newsgen.pipeline.host_budget import host_problems
from newsgen.pipeline.request import BuildRequest
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.preflight import export_conflict_problems, kept_file_problems
from newsgen.search import pagefind
from support.documents import EXAMPLES, PAGES, Example, anchors, examples, prose, rows, spans
from support.paths import ROOT
from support.photographs import photograph
from support.sample import copy_sample
from support.sites import Site

SAYING = ("docs/problems.md", "README.md")  # pages that show messages
PICTURES = ("articles/2022/09/tiles.svg",)  # that examples refer to
NEEDED = {"title": "title: A", "source": "source: Desk", "date": "date: 2022-09-13"}
MACHINES = (".html", ".json", ".opml", ".txt", ".xml")
PLACE = Location("articles/2022/09/a.md", 1, 1)


# --- Files and parts of files --------------------------------------------------------------------


@pytest.mark.parametrize("page", sorted({each.page for each in EXAMPLES if each.file}))
def test_the_files_of_a_page_make_an_archive(page: str, tmp_path: Path) -> None:
    site = Site(tmp_path)
    files = {each.file: each.text for each in EXAMPLES if each.page == page and each.file}
    for path, text in files.items():
        site.write(path, text)
    for path in PICTURES:
        if any(path.rpartition("/")[2] in text for text in files.values()):
            site.write(path, "<svg/>")
    if not any(path.startswith("articles/") for path in files):
        site.article("opening")
    assert site.build(base_url="https://example.org/archive/").ok().outcome.problems == ()
    if page == "docs/templates.md":
        site.assert_shows("/2022/09/13/opening/", "own.css", "Cite as opening").assert_shows(
            "/tags/", "own.css"
        )


def test_the_examples_of_formats_are_what_the_sample_has(tmp_path: Path) -> None:
    shown = examples(page="docs/formats.md")
    (given,) = (each.text for each in shown if each.language == "yaml")
    site, out = copy_sample(tmp_path / "site"), tmp_path / "out"
    lines = "\n".join((*NEEDED.values(), given))
    (site / "articles" / "kept.md").write_text(f"---\n{lines}---\nText.\n", "utf-8")
    now = datetime(2022, 9, 14, tzinfo=UTC)  # when there is news
    build(
        BuildRequest(
            site=site, out=out, base_url="https://example.org/archive/", workers=1, now=now
        )
    )
    texts = [file.read_text("utf-8") for file in out.rglob("*.*") if file.suffix in MACHINES]
    squeezed = [squeeze(text) for text in texts]
    data = [value for text in texts for value in values(text)]
    for example in shown:
        if example.language == "json":
            assert any(holds(value, json.loads(example.text)) for value in data), example.text
        elif example.text != given:
            wanted = squeeze(example.text)
            assert any(text.count(wanted) for text in squeezed), example.text


def squeeze(text: str) -> str:
    """A text without its white space, which is only for the eye."""
    return "".join(text.split())


def values(text: str) -> Iterator[object]:
    """A file of JSON, or what a page holds of it."""
    if text.startswith("{"):
        yield json.loads(text)
    yield from map(json.loads, re.findall(r"ld\+json\">(.*?)</script>", text, re.DOTALL))


def holds(whole: object, part: object) -> bool:
    """Whether a part of a JSON value is left when some of its keys and items are taken out."""
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(key in whole and holds(whole[key], value) for key, value in part.items())
    if isinstance(whole, list) and isinstance(part, list):
        return all(any(holds(item, each) for item in whole) for each in part)
    return whole == part


def test_the_article_of_the_readme_builds_in_the_sample(tmp_path: Path) -> None:
    site = copy_sample(tmp_path / "site")
    for count, each in enumerate(examples("markdown", page="README")):
        (site / f"articles/readme-{count}.md").write_text(each.text, "utf-8")
    outcome = build(BuildRequest(site, tmp_path / "out", workers=1))
    assert (outcome.status, outcome.problems) == ("ok", ())


def codes_of(text: str) -> list[str]:
    """The codes of what newsgen says of an article with these lines in its front matter."""
    given = {key.lower() for key in re.findall(r"^(\w+):", text, re.M)}
    lines = [line for key, line in NEEDED.items() if key not in given]
    data = "\n".join(["---", *lines, text.rstrip(), "---", "The text.", ""]).encode()
    context = ParseContext.create(
        ParseOptions.from_config(Config("The Test File")), Authorities(), UTC
    )
    return [found.code for found in parse_file(SourceFile("articles/a.md", data), context).problems]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.page)
def test_every_part_of_a_file_is_read(example: Example) -> None:
    text = example.text
    match example.language, example.page:
        case _ if example.file:
            pass  # built with its page's other files
        case "yaml", "docs/front-matter.md" | "docs/writing.md" | "docs/keeping.md":
            assert codes_of(text) == []
        case "yaml", "docs/recipes.md" if text[0].isupper():
            assert read_authorities({"authorities/people.yml": text.encode()})[1] == ()
        case "yaml", "docs/recipes.md":
            assert codes_of(text) == []
        case "yaml", "docs/configuration.md" | "docs/problems.md":
            assert read_config(f"title: A\n{text}".encode(), ["Asia/Samarkand"])[1] == ()
        case "yaml", "docs/authority-files.md":
            assert read_authorities({"authorities/tags.yml": text.encode()})[1] == ()
        case "yaml", "docs/publishing.md":
            assert read_mapping(text, Location("a.yml", 1, 1), allow_comments=True)[1] == ()
        case "markdown", "docs/writing.md" | "docs/recipes.md":
            assert convert_markdown(text, PLACE).problems == ()
        case "xml" | "json" | "html" | "yaml", "docs/formats.md":
            pass  # held to the sample below
        case "toml", _:
            assert tomllib.loads(text)
        case "json", _:
            assert json.loads(text)
        case "markdown", "README.md":
            pass  # built with the sample
        case "po", _:
            assert read_po(BytesIO(text.encode()), abort_invalid=True)
        case "sh" | "text" | "js" | "nginx", _:
            pass  # commands and messages are looked at below; the rest is not newsgen's
        case _ if example.page not in ("README.md", "CONTRIBUTING.md", "docs/architecture.md"):
            pytest.fail(f"an example in {example.language}, and no test looks at it")


@pytest.mark.parametrize("row", rows(PAGES["docs/front-matter.md"], "written"), ids=lambda x: x[0])
def test_the_forms_of_dates_are_accepted(row: list[str]) -> None:
    assert codes_of(f"date: {spans(row[0])[0]}") == []


@pytest.mark.parametrize("row", rows(PAGES["docs/writing.md"], "to"), ids=lambda x: x[0])
def test_the_forms_of_links_are_accepted(row: list[str]) -> None:
    body = convert_markdown("## Two days\n\n" + " ".join(spans(row[1])), PLACE)
    assert body.problems == ()
    assert "](" not in body.html


MARKDOWN = {  # the words of writing.md, and the HTML they mean
    "a new paragraph": ["<p>words</p>\n<p>words</p>"],
    "a new line in the same paragraph": ["words<br>\nwords"],
    "emphasis, strong emphasis, code": ["<em>word</em>", "<strong>word</strong>"],
    "a heading": ["<h2 "],
    "lists": ["<ul>", "<ol>", "<ol>"],
    "a quotation; an empty line between two makes two of them": ["<blockquote>"],
    "a link": ['<a href="https://example.org/">'] * 2,
    "a link whose address stands elsewhere": ['<a href="https://example.org/">words</a>'],
    "a picture": ['<img alt="what it shows" src='],
    "a picture with a caption": ["<figcaption>The caption</figcaption>"],
    "a line across the page": ["<hr>"],
    "a block of code": ["<pre><code>words\n</code></pre>"],
    "the sign itself": ["<p>*</p>", "<p>15. September</p>"],
    "nothing": [""],
    "shows them as its caption": ["<figcaption>Words</figcaption>"],
    "the address as browsers read it: with `/` for `\\`": ['"https://example.org/a/b"'],
    "strong emphasis, as between words with spaces": ["", "<strong>「引用」</strong>です"],
}
WRITING = PAGES["docs/writing.md"]


def read_example(typed: str) -> Body:
    return convert_markdown(re.sub(" ?↵ ?", "\n", typed), PLACE)


@pytest.mark.parametrize(
    "row", rows(WRITING, "type") + rows(WRITING, "what you type"), ids=lambda x: x[0]
)
def test_what_markdown_works_gives_what_is_told(row: list[str]) -> None:
    for typed, html in zip(spans(row[0]), MARKDOWN[row[-1]], strict=False):
        body = read_example(typed)
        assert body.problems == ()
        assert html in body.html


@pytest.mark.parametrize("row", rows(WRITING, "you type"), ids=lambda x: x[0])
def test_markdown_that_is_easily_got_wrong_is_told_so(row: list[str]) -> None:
    told = re.findall(r"N\d{3}", row[2])[:1]
    typed = spans(row[0])
    assert typed
    for each in typed:
        assert [found.code for found in read_example(each).problems][:1] == told, each


@pytest.mark.parametrize("row", rows(PAGES["docs/front-matter.md"], "typed"), ids=lambda x: x[0])
def test_what_misleads_is_answered_as_told(row: list[str]) -> None:
    typed, code, mended = spans(row[0])[0], row[1][:4], row[2].strip("`")
    assert code in codes_of(typed)
    assert codes_of(mended) == []


# --- Commands and messages -----------------------------------------------------------------------


def calls() -> Iterator[str]:
    """What follows the word newsgen in a command, without what is the shell's."""
    for example in (*examples("sh", "toml"), *examples("yaml", page="publishing")):
        text = example.text.replace('\\"', '"').replace("\\\n", " ")
        for part in re.split(r"\n| && | \| | > ", text):
            if call := re.search(r"(?:^|[\s\"/])newsgen (.+)$", part):
                yield call[1].removesuffix('"') if call[1].count('"') % 2 else call[1]


@pytest.mark.parametrize("call", sorted(set(calls())))
def test_every_command_is_understood(call: str) -> None:
    if call == "--version":  # it prints and ends at once
        return
    group = program.newsgen.make_context("newsgen", shlex.split(call))
    name, command, rest = program.newsgen.resolve_command(
        group, [*group._protected_args, *group.args]
    )
    assert command
    command.make_context(name, rest, parent=group)


def placeless(line: str) -> str:
    """A line that newsgen said, without the place."""
    return re.sub(r"^\S+?(?::\d+:\d+)?: (?:warning: )?", "", line)


def all_answers(folder: Path) -> set[str]:
    """Every line that a golden has, and what is said of folders, which none has."""
    files = sorted((ROOT / "tests/bad_input").glob("*.txt"))
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    site = Site(folder).article("a").write("public/index.html", "")
    for within, out in (("", "public"), ("", "articles"), ("nowhere", "out")):
        outcome = build(BuildRequest(site.folder / within, site.folder / out, workers=1))
        lines += map(problem_line, outcome.problems)
    heavy = Site(folder / "heavy").write("articles/fair.png", bytes(12_000_000))
    lines += map(problem_line, heavy.article("a", "![A](fair.png)").check().outcome.problems)
    damaged = Site(folder / "damaged").write("articles/fair.jpg", photograph(800, 600)[:5000])
    lines += map(problem_line, damaged.article("a", "![A](fair.jpg)").build().outcome.problems)
    lines += map(problem_line, without_pagefind(Site(folder / "search", "title: A\n")))
    lines += map(problem_line, export_conflict_problems(Path("public"), ["data/archive.db"]))
    lines += map(problem_line, kept_file_problems(Path("public"), ["CNAME"]))
    lines += map(problem_line, host_problems("cloudflare-pages", many_entries()))
    return {placeless(line) for line in lines}


def many_entries() -> Iterator[ManifestEntry]:
    """The entries of an output that is near the limit of a host."""
    for folder, count in (("2022", 15_912), ("search/index", 1_380), ("people/a/with/tags", 912)):
        yield from (ManifestEntry(f"{folder}/{number}", "", "", 1) for number in range(count))


def without_pagefind(site: Site) -> tuple[Problem, ...]:
    """What is said where the programs that make search indexes are not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagefind, "find_spec", lambda name: None)
        return site.article("a", language="zh").build().outcome.problems


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return all_answers(tmp_path_factory.mktemp("answers"))


def unsaid(page: str, answers: set[str]) -> dict[str, list[str]]:
    """What a page says newsgen says, and it does not; with the nearest that it does say."""
    lines = [line for each in EXAMPLES if each.page == page for line in each.text.splitlines()]
    shown = {placeless(line) for line in lines if re.search(r" \[N\d{3}\]$", line)}
    alike = {line: {each for each in answers if each[-6:] == line[-6:]} for line in shown - answers}
    return {line: get_close_matches(line, known, 1) for line, known in alike.items()}


@pytest.mark.parametrize("page", SAYING)
def test_newsgen_says_what_the_page_says(page: str, answers: set[str]) -> None:
    assert unsaid(page, answers) == {}, "it says what stands to the right: see --refresh"


def refresh() -> None:
    with TemporaryDirectory() as folder:
        answers = all_answers(Path(folder))
    for page in SAYING:
        text = PAGES[page]
        for line, near in unsaid(page, answers).items():
            text = text.replace(line, near[0]) if near else text
        (ROOT / page).write_text(text, "utf-8")


# --- Links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_link_between_pages_leads_somewhere(page: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", prose(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, fragment = target.partition("#")
        file = ((ROOT / page).parent / path).resolve() if path else ROOT / page
        assert file.is_file(), target
        assert not fragment or fragment in anchors(file.relative_to(ROOT).as_posix()), target


def test_the_readme_leads_to_every_page() -> None:
    assert [page for page in PAGES if f"({page})" not in PAGES["README.md"]] == ["README.md"]


if __name__ == "__main__":
    if sys.argv[1:] != ["--refresh"]:
        sys.exit(__doc__)
    refresh()
