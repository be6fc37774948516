"""`newsgen new`: an article's file in its right place, that says just what was typed."""

import re
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgen.commands.new import FirstValues, create_article, open_in_editor
from newsgen.content.article_template import ARTICLE_TEMPLATE, default_template
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.parse_file import SourceFile, parse_file
from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.text import FORBIDDEN_CHARACTERS
from newsgen.content.yaml.nodes import MappingNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.record_type import RecordType
from newsgen.content.yaml.validator import Validator
from newsgen.model.article import Article
from newsgen.model.authority import Authorities
from newsgen.model.command_error import CommandError
from newsgen.model.config import Config
from newsgen.model.editor_address import (
    EDITOR_TEMPLATE,
    editor_address,
    invalid_editor_reason,
)
from newsgen.model.kind import Kind, Name
from newsgen.model.look_alikes import without_invisible
from newsgen.model.period import Period
from newsgen.model.problem import Location
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.site_loader import load_config

DAY = Period(date(2022, 9, 13), "day")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "newsgen.yml").write_text("title: The Test File\n", "utf-8")
    return tmp_path


def read(site: Path, file: Path) -> Article:
    """The article newsgen reads in a file, with no problem but of what its words and date say."""
    path = file.relative_to(site).as_posix()
    prepared = parse_file(
        SourceFile(path, file.read_bytes()),
        ParseContext.create(ParseOptions.from_config(Config("The Test File")), Authorities(), UTC),
    )
    assert {found.code for found in prepared.problems} <= {"N122", "N124", "N128", "N129", "N317"}
    assert prepared.article
    return prepared.article


def test_its_page_is_there_after_the_next_build(site: Path) -> None:
    title, tags = "Xi, Putin to meet in Samarkand", ("SCO", "Xi-Putin summit")
    file = create_article(site, title, "Anue Juheng", DAY, FirstValues(tags))
    outcome = build(BuildRequest(site=site, out=site / "public", workers=1))
    assert (outcome.status, outcome.problems) == ("ok", ())
    assert file == site / "articles/2022/09/2022-09-13-xi-putin-to-meet-in-samarkand.md"
    page = site / "public/2022/09/13/xi-putin-to-meet-in-samarkand/index.html"
    html = page.read_text("utf-8")
    assert [word for word in (title, "Anue Juheng", *tags) if word not in html] == []


def test_the_file_is_one_a_person_would_have_written(site: Path) -> None:
    file = create_article(
        site, "Talks in Samarkand", "Anue Juheng", DAY, FirstValues(("SCO", "Oil, gas"))
    )
    start = file.read_text("utf-8").partition("# Keys")[0]
    assert start == (
        '---\ntitle: "Talks in Samarkand"\nsource: Anue Juheng\ndate: 2022-09-13\n'
        'id: 2022/09/13/talks-in-samarkand\ntags: [SCO, "Oil, gas"]\n'
    )


@pytest.mark.parametrize(
    "known, path, line",
    [
        (Period(date(1912, 5, 1), "month"), "1912/05/talks.md", "date: 1912-05\n"),
        (Period(date(1900, 1, 1), "year", "~"), "1900/talks.md", "date: 1900~\n"),
        (
            Period(date(1912, 5, 3), "day", "?"),
            "1912/05/1912-05-03-talks.md",
            "date: 1912-05-03?\n",
        ),
    ],
)
def test_a_date_says_what_is_known_and_the_folders_too(
    site: Path, known: Period, path: str, line: str
) -> None:
    file = create_article(site, "Talks", "Desk", known)
    assert file.relative_to(site / "articles").as_posix() == path
    assert line in file.read_text("utf-8")
    assert read(site, file).moment.calendar_date == known


def test_every_key_it_offers_can_be_used(site: Path) -> None:
    lines = [line for line in default_template(()).split("\n") if line.startswith("#")]
    text = re.sub(r"^#(?! )", "", "\n".join(lines), flags=re.MULTILINE)
    mapping, problems = read_mapping(text, Location("articles/a.md", 1, 1))
    assert isinstance(mapping, MappingNode)
    offered = {key.text for key, _ in mapping.pairs}
    assert offered <= {field.name for field in FRONT_MATTER_FIELDS}
    assert len(offered) == len(lines) - 1
    walk = Validator(UTC)
    fields = tuple(field for field in FRONT_MATTER_FIELDS if field.name in offered)
    RecordType(fields).validate_mapping(mapping, walk)
    assert (problems, walk.problems) == ((), [])


def test_without_tags_a_line_for_them_is_offered(site: Path) -> None:
    file = create_article(site, "A", "B", DAY)
    assert "\n#tags: [" in file.read_text("utf-8")
    assert read(site, file).names(Kind.TAG) == ()


# --- What was typed is what is read ---------------------------------------------------------------

# Characters that mean something to YAML, to Markdown or to a file system, and words that YAML reads
# as something else; besides these, anything.
NASTY = st.text("ab:#-?![]{}&*|>%@`'\"\\,~=/.0 \n\t习é🎉", min_size=1)
YAML_WORDS = st.sampled_from(
    (
        "null",
        "~",
        "NO",
        "true",
        "2022",
        "2022-09-13",
        "0x1F",
        "1e3",
        "<<",
        "...",
        "---",
        "&Xi",
        "..",
    )
)
TYPED = (NASTY | YAML_WORDS | st.text(min_size=1)).filter(
    lambda text: (
        text.strip()
        and not FORBIDDEN_CHARACTERS.search(" ".join(text.split()))
        and not re.search("[\u200c\u200d]", text)
        and without_invisible(text) == text
    )
)


def one_line(text: str) -> str:
    return " ".join(text.split())


DATES = st.dates().map(lambda day: Period(day, "day")) | st.sampled_from(
    (Period(date(1912, 5, 1), "month"), Period(date(1900, 1, 1), "year", "~"))
)


@settings(deadline=None)
@given(TYPED, TYPED, st.lists(TYPED, max_size=3), DATES)
@example('"Peace" talks: #1 [updated]', "a, b", ["a, b", "it's", "[x]"], DAY)
@example("Line\none\u2028two\x85three", "- a", ["null", "NULL"], Period(date(1, 1, 1), "day"))
@example("习近平" * 40, "x" * 3000, ["y" * 3000], DAY)
@example("Word " * 60, "a: b", ["C", "C++"], DAY)
@example("🎉", "🎉", ["🎉", "🎉"], DAY)
@example("Index", "Desk", [], Period(date(1912, 5, 1), "month"))
@example("2022-09-13 talks", "Desk", [], Period(date(1900, 1, 1), "year", "?"))
def test_it_is_read_as_it_was_typed(
    title: str, source: str, tags: list[str], known: Period
) -> None:
    # The reader takes &amp; and its like for what they stand for, whoever wrote them.
    title = re.sub("&(?=[#A-Za-z0-9]+;)", "+", title)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "newsgen.yml").write_text("title: The Test File\n", "utf-8")
        article = read(site, create_article(site, title, source, known, FirstValues(tuple(tags))))
    assert article.title == one_line(title)
    assert article.source.text == one_line(source)
    assert article.moment.calendar_date == known
    once = {Name(Kind.TAG, one_line(tag)).key: one_line(tag) for tag in reversed(tags)}
    assert {name.key: name.text for name in article.names(Kind.TAG)} == once
    assert article.id == "/".join((*known.parts, article.slug))


@pytest.mark.parametrize(
    "title, name",
    [
        ('"Peace" talks: #1', "peace-talks-1"),
        ("Trump’s U.S. café", "trump-s-u-s-cafe"),
        ("习近平出访", "习近平出访"),
        ("2022-09-13", "2022-09-13"),
        ("../../etc", "etc"),
        ("Line one\nline two", "line-one-line-two"),
    ],
)
def test_the_address_is_made_of_the_words_of_the_title(site: Path, title: str, name: str) -> None:
    file = create_article(site, title, "B", DAY)
    assert file.name == f"2022-09-13-{name}.md"
    assert read(site, file).slug == name


def test_an_archive_may_want_its_addresses_in_ascii(site: Path) -> None:
    (site / "newsgen.yml").write_text("title: The Test File\nslugs: ascii\n", "utf-8")
    assert create_article(site, "习近平", "B", DAY).name == "2022-09-13-xi-jin-ping.md"


# --- What it refuses ------------------------------------------------------------------------------


def test_it_overwrites_nothing(site: Path) -> None:
    file = create_article(site, "Talks", "Desk", DAY)
    file.write_text("My article.", "utf-8")
    with pytest.raises(
        CommandError, match=r"2022-09-13-talks\.md is already there: .* another title"
    ):
        create_article(site, "Talks!", "Another desk", DAY, FirstValues(("SCO",)))
    assert file.read_text("utf-8") == "My article."
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_it_writes_through_no_link(site: Path) -> None:
    folder = site / "articles/2022/09"
    folder.mkdir(parents=True)
    (folder / "2022-09-13-talks.md").symlink_to(site / "elsewhere.md")
    with pytest.raises(CommandError, match="already there"):
        create_article(site, "Talks", "Desk", DAY)
    assert not (site / "elsewhere.md").exists()


def test_a_file_where_a_folder_must_be_is_named(site: Path) -> None:
    (site / "articles").write_text("", "utf-8")
    with pytest.raises(CommandError, match="articles is already there"):
        create_article(site, "Talks", "Desk", DAY)


@pytest.mark.parametrize(
    "title, source, tags, said",
    [
        ("", "Desk", (), "the title is empty"),
        (" \n ", "Desk", (), "the title is empty"),
        ("Talks", "", (), "the source is empty"),
        ("Talks", "Desk", ("SCO", " "), "the tag is empty"),
        ("Ta\x07lks", "Desk", (), r"the title holds a control character \(U\+0007\)"),
        ("Talks", "De\udce9sk", (), "the source holds a control character"),
    ],
)
def test_what_no_article_can_hold_is_refused(
    site: Path, title: str, source: str, tags: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        create_article(site, title, source, DAY, FirstValues(tags))
    assert not (site / "articles").exists()


def test_a_folder_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"newsgen\.yml: there is no such file"):
        create_article(tmp_path, "Talks", "Desk", DAY, ())
    assert list(tmp_path.iterdir()) == []


def test_a_configuration_that_cannot_be_read_is_told(site: Path) -> None:
    (site / "newsgen.yml").write_text('title: "A" and b\n', "utf-8")
    with pytest.raises(CommandError, match=r"newsgen\.yml:1:8: .*\[N109\]"):
        create_article(site, "Talks", "Desk", DAY)


# --- What else it may say from the beginning ------------------------------------------------------


def test_more_keys_take_the_lines_that_offer_them(site: Path) -> None:
    (site / "newsgen.yml").write_text("title: T\nsections: [Politics, Trade]\n", "utf-8")
    now = datetime(2022, 9, 14, 23, 30, tzinfo=UTC)
    values = FirstValues(
        authors=("Staff, agencies", "The desk"),
        section="trade",
        source_url="https://example.org/a?b=1#c",
        draft=True,
        now=now,
    )
    file = create_article(site, "Talks", "Desk", DAY, values)
    text = file.read_text("utf-8")
    assert text.split("\n")[5:] == [
        "#tags: [A topic]",
        "# Keys you may add: take away the # and fill in. "
        '"newsgen schema front-matter" lists them all.',
        'authors: ["Staff, agencies", The desk]',
        "#dateline: The place it was filed from",
        "# Sections: Politics, Trade",
        "section: Trade",
        "#entities: {people: [], organizations: [], places: [], events: []}",
        "#summary: One or two sentences for listings.",
        'source_url: "https://example.org/a?b=1#c"',
        "#image: {src: picture.jpg, alt: What it shows., caption: Who is seen., "
        "credit: Who made it.}",
        "status: draft",
        "retrieved: 2022-09-14",
        "---",
        "",
        "",
    ]
    article = read(site, file)
    assert (article.draft, article.source_url) == (True, "https://example.org/a?b=1#c")
    assert "\n# Sections: Politics, Trade\n#section: Politics\n" in create_article(
        site, "Others", "Desk", DAY
    ).read_text("utf-8")


@pytest.mark.parametrize(
    "values, said",
    [
        (FirstValues(section="Sport"), "not a section of newsgen.yml: the sections are World, Art"),
        (FirstValues(section="Wrld"), 'did you mean "World"?'),
        (FirstValues(source_url="example.org/a"), '--url: "example.org/a" is not an address that'),
        (FirstValues(source_url="https://a.org/ https://b.org/"), "more than one address"),
        (FirstValues(authors=(" ",)), "the author is empty"),
    ],
)
def test_more_keys_are_what_front_matter_takes(site: Path, values: FirstValues, said: str) -> None:
    (site / "newsgen.yml").write_text("title: T\nsections: [World, Art]\n", "utf-8")
    with pytest.raises(CommandError, match=re.escape(said)):
        create_article(site, "Talks", "Desk", DAY, values)
    assert not (site / "articles").exists()


# --- A template of the archive's own --------------------------------------------------------------

TEMPLATE = """\
---
title:
# Who gave us the text:
source: Oakford Gazette
date:
tags: [Council]
# Only of the council's own papers:
#section: Papers
status: draft
---
## What was decided

"""


def test_an_archive_may_say_what_its_new_articles_begin_with(site: Path) -> None:
    (site / "templates").mkdir()
    (site / ARTICLE_TEMPLATE).write_text(TEMPLATE.replace("\n", "\r\n"), "utf-8")
    file = create_article(site, "Talks", None, DAY, FirstValues(authors=("The desk",)))
    assert file.read_text("utf-8") == (
        TEMPLATE.replace("title:", 'title: "Talks"')
        .replace("date:", "date: 2022-09-13")
        .replace("draft\n", "draft\nid: 2022/09/13/talks\nauthors: [The desk]\n")
    )
    other = create_article(site, "More", "Desk", DAY, FirstValues(("SCO",), section="Papers"))
    text = other.read_text("utf-8")
    assert "\nsource: Desk\n" in text
    assert "\ntags: [SCO]\n" in text
    assert "\nsection: Papers\n" in text
    outcome = build(BuildRequest(site=site, out=site / "public", workers=1, drafts=True))
    assert outcome.status == "ok"
    assert [found.code for found in outcome.problems] == []


@pytest.mark.parametrize(
    "text, said",
    [
        (b"title: A\n", "new-article.md:1:1: the front matter does not begin with ---"),
        (b"", "new-article.md:1:1: the file is empty"),
        (b"---\ntitle:\ncolour: blue\n---\n", 'new-article.md:3:1: "colour" is not a key'),
        (b"---\ntitle: \nauthors: [A, B\n---\n", "new-article.md:3:"),
        (b"---\ntitle:\ntags:\n  - A\n---\n", "new-article.md:3:1: tags: goes on in the next line"),
        (b"---\ntitle: caf\xe9\n---\n", "new-article.md:2:11: the byte 0xe9 is not UTF-8"),
        (b"---\ntitle:\nstatus: perhaps\n---\n", "new-article.md:3:9: status:"),
    ],
)
def test_a_wrong_template_is_told_with_its_place(site: Path, text: bytes, said: str) -> None:
    (site / "templates").mkdir()
    (site / ARTICLE_TEMPLATE).write_bytes(text)
    with pytest.raises(CommandError, match=re.escape(said)):
        create_article(site, "Talks", "Desk", DAY, FirstValues(("SCO",)))
    assert not (site / "articles").exists()


def test_without_a_source_it_asks_for_one(site: Path) -> None:
    with pytest.raises(CommandError, match="say which with --source"):
        create_article(site, "Talks", None, DAY)
    (site / "templates").mkdir()
    (site / ARTICLE_TEMPLATE).write_text("---\ntitle:\n---\n", "utf-8")
    with pytest.raises(CommandError, match=r"new-article\.md:2:1: source: is missing"):
        create_article(site, "Talks", None, DAY)


# --- In the editor --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template, path, address",
    [
        (EDITOR_TEMPLATE, "/news/a b/é.md", "vscode://file/news/a%20b/%C3%A9.md:7"),
        (EDITOR_TEMPLATE, "C:\\News\\a#.md", "vscode://file/C:/News/a%23.md:7"),
        ("idea://open?file={path}&line={line}", "/a.md", "idea://open?file=/a.md&line=7"),
    ],
)
def test_the_address_of_an_editor_opens_a_file(template: str, path: str, address: str) -> None:
    assert invalid_editor_reason(template) == ""
    assert editor_address(template, path, 7) == address


@pytest.mark.parametrize(
    "template, said",
    [
        ("code {path}", "is not the address of a program"),
        ("https://example.org/{path}", "begins with https:"),
        ("javascript:alert('{path}')", "begins with javascript:"),
        ("vscode://file/", "says nowhere which file"),
        ("vscode://file/{path}:{column}", "has {column}"),
    ],
)
def test_what_is_no_address_of_an_editor_is_told(site: Path, template: str, said: str) -> None:
    (site / "newsgen.yml").write_text(f'title: T\neditor: "{template}"\n', "utf-8")
    config, problems = load_config(site)
    assert config
    assert config.editor == EDITOR_TEMPLATE
    (found,) = problems
    assert (found.code, str(found.location)) == ("N117", "newsgen.yml:2:9")
    assert said in found.message


def test_without_a_screen_nothing_takes_the_terminal(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: calls.append(address) or True)
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    file = create_article(site, "Talks", "Desk", DAY)
    assert not open_in_editor(site, file)
    monkeypatch.setenv("DISPLAY", ":0")
    assert open_in_editor(site, file)
    assert calls == [f"vscode://file{file}:18"]
