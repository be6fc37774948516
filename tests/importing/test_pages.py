"""Saved pages: the article, what the page says of it, and pages that have none."""

import base64
from pathlib import Path

import pytest

from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft, Refusal
from newsgen.importing.markup.tree import body_of, lines_of
from newsgen.importing.page.page_authors import split_authors
from newsgen.importing.page.page_title import site_keys, without_site
from newsgen.importing.web_page import read_web_page

SENTENCE = (
    "The leaders of the Shanghai Cooperation Organization are gathering in Samarkand, where "
    "Uzbekistan, which has held the chair for a year, is the host of the meeting. "
)
BODY = "".join(f"<p>{number}. {SENTENCE * 2}</p>" for number in range(5))
HEAD = """<html lang="en-GB"><head><meta charset="utf-8"><title>Leaders gather | Anue Juheng</title>
<meta property="og:site_name" content="Anue Juheng">"""
LINE = "its text (a line at the headline)"
URL = "https://news.example.org/2022/09/15/leaders.html"


def page(head: str = "", body: str = f"<article><h1>Leaders gather</h1>{BODY}</article>") -> str:
    return f"{HEAD}{head}</head><body>{body}</body></html>"


def read(source: str | bytes, path: str = "", **settings: str) -> Draft | Refusal:
    data = source.encode() if isinstance(source, str) else source
    (reading,) = read_web_page(
        Document("html", "a.html", path=path), data, ImportSettings(**settings)
    )
    return reading


def draft(source: str | bytes, path: str = "", **settings: str) -> Draft:
    reading = read(source, path, **settings)
    assert isinstance(reading, Draft)
    return reading


def refusal(source: str) -> str:
    reading = read(source)
    assert isinstance(reading, Refusal)
    return reading.message


def test_a_page_says_who_wrote_it_when_and_where() -> None:
    result = draft(
        page(
            """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
            {"@type": "NewsArticle", "headline": "Leaders gather", "inLanguage": "en",
            "datePublished": "2022-09-15T08:30:00+05:00", "dateModified": "2022-09-16T10:00:00Z",
            "author": [{"@type": "Person", "name": "By Anna Ahmedova"}, {"name": "ANNA AHMEDOVA"},
            {"name": "Anue Juheng"}], "articleSection": ["World"],
            "keywords": ["SCO", "Membership"]}]}</script>
            <meta name="description" content="The summit &amp; its host.">
            <meta property="og:image" content="https://news.example.org/fair.jpg">
            <link rel="canonical" href="/2022/09/15/leaders.html">"""
        ),
        url=f"{URL}?utm_source=x",
    )
    assert (result.title, result.source) == ("Leaders gather", "Anue Juheng")
    assert result.authors == ("Anna Ahmedova",)
    assert (result.date, result.updated) == ("2022-09-15T08:30:00+05:00", "2022-09-16T10:00:00Z")
    assert result.date_evidence == "its data (datePublished)"
    assert (result.language, result.section) == ("en-GB", "World")
    assert (result.tags, result.summary) == (("SCO", "Membership"), "The summit & its host.")
    assert result.source_url == URL
    assert [each.src for each in result.images] == ["https://news.example.org/fair.jpg"]
    assert result.text.startswith("0\\. The leaders")
    assert "# " not in result.text


@pytest.mark.parametrize(
    "head, body, date, evidence",
    [
        ('<meta property="article:published_time" content="2022-09-15T08:30:00.123+0500">', "",
         "2022-09-15T08:30:00+05:00", "its metadata (article:published_time)"),
        ('<meta name="DC.date.issued" content="1900-02-03">', "", "1900-02-03",
         "its metadata (dc:date:issued)"),
        ("", '<time datetime="2022-09-15" pubdate>Thursday</time>', "2022-09-15",
         "its text (a time element)"),
        ('<link rel="canonical" href="https://a.example/2022/09/15/x">', "", "2022-09-15",
         "its address"),
        ("", '<p class="date">September 15, 2022</p>', "2022-09-15", LINE),
        ("", "<p>Report of 15. September 2022 | Samarkand</p>", "2022-09-15", LINE),
        ("", "<p>Last updated 2022-09-17</p><p>Made: 2022-09-15 15:03</p>", "2022-09-15", LINE),
        ("", "<p>2022年9月15日</p>", "2022-09-15", LINE),
        ('<meta name="date" content="soon">', "", "", ""),
    ],
)  # fmt: skip
def test_a_date_names_its_evidence(head: str, body: str, date: str, evidence: str) -> None:
    result = draft(page(head, f"<article><h1>Leaders gather</h1>{body}{BODY}</article>"))
    assert (result.date, result.date_evidence) == (date, evidence)


@pytest.mark.parametrize(
    "byline, names",
    [
        ("By Anna Ahmedova and Timur Karimov", ["Anna Ahmedova", "Timur Karimov"]),
        ("Von Anna Ahmedova, Taschkent", ["Anna Ahmedova", "Taschkent"]),
        ("Anna Ahmedova, Staff Writer", ["Anna Ahmedova"]),
        ("Ahmedova, Anna", ["Anna Ahmedova"]),
        ("By Anna Ahmedova\nMarch 25, 2015", ["Anna Ahmedova"]),
        ("作者：李明", ["李明"]),
        ("Anna Ahmedova (desk@example.org)", ["Anna Ahmedova"]),
        ("Our Foreign Staff", ["Our Foreign Staff"]),
        ("Veröffentlicht von\nAnna Ahmedova\nMonday", ["Anna Ahmedova"]),
        ("Interview: Anna Ahmedova · Foto: Timur Karimov", ["Anna Ahmedova"]),
        ("Anna Ahmedova @anna", ["Anna Ahmedova"]),
        ("Staff Writer", []),
        ("", []),
    ],
)
def test_a_byline_is_names(byline: str, names: list[str]) -> None:
    assert split_authors(byline) == names


@pytest.mark.parametrize(
    "title, site, headings, headline",
    [
        ("Leaders gather | Anue Juheng", "Anue Juheng", [], "Leaders gather"),
        ("Anue Juheng: Leaders gather", "Anue Juheng", [], "Anue Juheng: Leaders gather"),
        ("Anue Juheng - Leaders gather", "ANUE JUHENG", [], "Leaders gather"),
        ("Leaders gather today - World - AJ", "", ["Leaders gather today"], "Leaders gather today"),
        ("Tea – a summit", "Anue Juheng", [], "Tea – a summit"),
    ],
)
def test_a_headline_has_no_name_of_a_site(
    title: str, site: str, headings: list[str], headline: str
) -> None:
    assert without_site(title, site_keys(site, ""), headings) == headline


@pytest.mark.parametrize(
    "head, body, title",
    [
        ("<title>Leaders gather in town – World</title>", "<h1>Leaders gather in town</h1>",
         "Leaders gather in town"),
        ("<title>Leaders gather in … | Example</title>", "<h2>Leaders gather in town</h2>",
         "Leaders gather in town"),
        ("<title>Summit: Leaders gather › news.example.org</title>", "",
         "Summit: Leaders gather"),
        ("<title>Example</title>", "<h1>Example</h1><h2>Leaders gather in town</h2>",
         "Leaders gather in town"),
        ("<title>Home</title>", "<h1>Leaders gather</h1>", "Leaders gather"),
        ("<title>Leaders gather</title>", "<h1>World</h1>", "Leaders gather"),
        ('<title>Leaders gather</title><meta property="og:title" content="Tea for ten leaders">',
         "<h1>Leaders gather</h1><h2>Tea for ten leaders</h2>", "Tea for ten leaders"),
    ],
)  # fmt: skip
def test_the_headline_is_the_one_that_is_shown(head: str, body: str, title: str) -> None:
    source = f"<html><head>{head}</head><body>{body}<article>{BODY}</article></body></html>"
    assert draft(source, url=URL).title == title


def test_only_the_article_is_its_text() -> None:
    around = """<nav><a href="/">Home</a></nav><div class="sidebar"><p>{0}</p></div>
      <div id="content" class="post"><h1>Leaders gather</h1>{1}
      <div class="share"><a href="x">Share</a></div><p>Read more</p>
      <ul class="related"><li><a href="/a">One</a><li><a href="/b">Two</a></ul></div>
      <div class="cookie-banner"><p>We use cookies, and {0}</p></div>
      <div style="display: none">Hidden</div><footer>Imprint</footer>"""
    result = draft(page(body=around.format(SENTENCE.replace("leaders", "sellers"), BODY)))
    assert result.text.count("The leaders") == 10
    for word in ("Home", "sellers", "Share", "One", "cookies", "Hidden", "Imprint", "Read more"):
        assert word not in result.text
    left_out = {(each.kind, each.text, each.is_near) for each in result.leftovers}
    assert {
        ("related articles", "Read more", True),
        ("share row", "Share", True),
        ("related articles", "One Two", True),
        ("navigation", "Home", False),
        ("hidden", "Hidden", False),
        ("footer", "Imprint", False),
    } <= left_out
    assert ("cookie words", False) in {(kind, is_near) for kind, _, is_near in left_out}


def test_the_byline_after_the_headline_counts() -> None:
    body = f"""<div class="author">Timur Karimov</div><h1>Leaders gather</h1>
      <p class="byline">By <a rel="author">Anna Ahmedova</a></p><article>{BODY}</article>"""
    assert draft(page(body=body)).authors == ("Anna Ahmedova",)


@pytest.mark.parametrize(
    "head, line",
    [
        ("", '<p>By <span class="author vcard">posted by <a class="fn">anna</a></span></p>'),
        ("", '<p class="redakteur">anna</p><a rel="author nofollow">anna</a>'),
        ('<meta name="author" content="news.example.org">', '<b rel="author">anna</b>'),
    ],
)
def test_a_marked_author_may_be_written_small(head: str, line: str) -> None:
    body = f"<article><h1>Leaders gather</h1>{line}{BODY}</article>"
    assert draft(page(head, body), url=URL).authors == ("anna",)


@pytest.mark.parametrize(
    "line, names",
    [
        ("<p><em>By Anna Ahmedova</em></p>", ("Anna Ahmedova",)),
        ("<div>Text von Anna Ahmedova, Samarkand</div>", ("Anna Ahmedova",)),
        ("<p>By the river</p><p>Von Samarkand aus</p>", ()),
    ],
)
def test_a_line_of_its_own_may_name_the_author(line: str, names: tuple[str, ...]) -> None:
    body = f"<p>By Timur Karimov</p><article><h1>Leaders gather</h1>{line}{BODY}</article>"
    assert draft(page(body=body)).authors == names


def test_a_publisher_is_the_author_only_if_nobody_else_is() -> None:
    assert draft(page('<meta name="author" content="Anue Juheng">')).authors == ("Anue Juheng",)


def test_a_picture_above_the_text_is_the_one_of_the_article() -> None:
    body = f"""<article><h1>Leaders gather</h1><figure><img src="/fair.jpg" alt="A fair">
      <figcaption>The fair <span class="credit">Desk</span></figcaption></figure>{BODY}</article>"""
    result = draft(page(body=body), url=URL)
    (picture,) = result.images
    assert picture.src == "https://news.example.org/fair.jpg"
    assert (picture.alt, picture.caption, picture.credit) == ("A fair", "The fair", "Desk")
    assert "![" not in result.text


def test_a_page_saved_with_its_folder_brings_its_pictures(tmp_path: Path) -> None:
    folder = tmp_path / "a_files"
    folder.mkdir()
    (folder / "fair 1.jpg").write_bytes(b"x")
    (tmp_path.parent / "secret.jpg").write_bytes(b"x")
    body = f"""<article>{BODY}<p><img src="./a_files/fair%201.jpg" alt="A">
      <img src="../secret.jpg" alt="B"></p></article>"""
    source = f"<!-- saved from url=(0030){URL} -->{page(body=body)}"
    result = draft(source, str(tmp_path / "a.html"))
    assert result.source_url == URL
    paths = {each.name: each.path for each in result.attachments}
    assert paths == {"fair 1.jpg": str(folder / "fair 1.jpg"), "secret.jpg": ""}
    assert "![A](<a_files/fair 1.jpg>)" in result.text


def test_a_page_of_single_file_says_where_and_when_it_was_saved() -> None:
    picture = base64.b64encode(b"\x89PNG" * 100).decode()
    body = f'<article>{BODY}<p><img src="data:image/png;base64,{picture}" alt="A"></p></article>'
    comment = f"""<!--
 Page saved with SingleFile
 url: {URL}
 saved date: Wed Sep 14 2022 10:00:00 GMT+0500 (Uzbekistan)
-->"""
    result = draft(f"<!DOCTYPE html> <html>{comment}{page(body=body)}")
    assert (result.source_url, result.retrieved) == (URL, "2022-09-14")
    assert [each.content[:4] for each in result.attachments] == [b"\x89PNG"]


def test_a_copy_in_an_archive_is_of_its_original() -> None:
    copy = f"https://web.archive.org/web/20220916010203/{URL}"
    body = f"""<div id="wm-ipp-base">Captures</div><article>{BODY}<p><a
      href="https://web.archive.org/web/20220916010203/https://a.example/">a</a></p></article>"""
    result = draft(page(f'<link rel="canonical" href="{copy}">', body))
    assert (result.source_url, result.archived_url) == (URL, copy)
    assert result.retrieved == "2022-09-16"
    assert "[a](https://a.example/)" in result.text


@pytest.mark.parametrize(
    "head, body, words",
    [
        ("", "", "no text"),
        ("", "<h1>404</h1>Sorry.", "error"),
        ("", "<form><p>Please log in</p><input type=password></form>", "login"),
        ("", f"<article><p>{SENTENCE}</p></article><p>Subscribe to read</p>", "paywall"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}'
         "</script>", f"<article><p>{SENTENCE}</p></article>", "paywall"),
        ("", "<main>" + "".join(f'<div><h3><a href="/{n}">Leaders gather {n}</a></h3><p>{SENTENCE}'
         "</p></div>" for n in range(12)) + "</main>", "list of articles"),
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_refused(head: str, body: str, words: str) -> None:
    assert words in refusal(page(head, body))


def test_a_short_article_below_the_fields_of_a_login_is_read() -> None:
    body = f"<form>Name <input><input type=password></form><article><p>{SENTENCE * 2}</p></article>"
    assert draft(page(body=body)).text.count("The leaders") == 2


def test_an_article_for_subscribers_that_is_whole_is_read() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle",
      "isAccessibleForFree": "False"}</script>"""
    assert draft(page(head)).text


@pytest.mark.parametrize(
    "text, language",
    [
        ("يجتمع قادة منظمة شنغهاي للتعاون في سمرقند، حيث تستضيف أوزبكستان القمة. ", "ar"),
        ("上海合作组织领导人在撒马尔罕聚会，担任主席国一年的乌兹别克斯坦是东道主。", "zh"),
    ],
)
def test_pages_of_other_scripts_are_read(text: str, language: str) -> None:
    body = "".join(f"<p>{text * 6}</p>" for _ in range(4))
    source = f'<html lang="{language}"><body><div>{body}</div></body></html>'
    assert draft(source).text.count(text.strip()) == 24


def test_an_encoding_is_found_though_the_page_lies() -> None:
    text = page(body=f"<article>{BODY}<p>Žižkov übt</p></article>")
    assert "Žižkov übt" in draft(text.replace("utf-8", "iso-8859-1")).text
    czech = text.replace("utf-8", "windows-1250").encode("windows-1250")
    assert "Žižkov übt" in draft(czech).text


def test_bombs_and_pieces_are_read_or_refused() -> None:
    assert "Leaders gather" in draft(page() + "<div>" * 100_000).title
    assert draft(page()[: len(page()) - 400]).text
    assert "MB of HTML" in refusal("<p>" + "word " * 2_100_000)
    assert "no text" in refusal("<html>" * 1000)


@pytest.mark.parametrize("count, has_tents", [(1, True), (3, False)])
def test_a_whole_article_is_not_made_longer_by_what_is_beside_it(
    monkeypatch: pytest.MonkeyPatch, count: int, has_tents: bool
) -> None:
    """The other library may take all of a page; of a short text, it may be right."""
    tents = "".join(
        f"<p>{number}. {SENTENCE.replace('leaders', 'tents')}</p>" for number in range(40)
    )
    body = f'<div><div class="text">{BODY * count}</div><div class="legends">{tents}</div></div>'
    monkeypatch.setattr(
        "newsgen.importing.page.find_article.text_by_trafilatura",
        lambda root: lines_of(body_of(root)),
    )
    assert ("The tents" in draft(page(body=body)).text) is has_tents


def test_the_buttons_of_a_player_and_signs_of_networks_are_no_text() -> None:
    player = """<div class="video-js"><video src="https://a.example/v.mp4" title="The fair"></video>
      <div class="vjs-control-bar"><div class="vjs-time-control">Current Time 0:00</div>
      <ul class="vjs-menu-content"><li>Chapters</ul></div></div>"""
    sign = '<a href="https://a.example/x"><img src="/img/facebook-icon.png"></a>'
    text = draft(page(body=f"<article>{BODY}{player}{BODY}{sign}</article>"), url=URL).text
    assert "[The fair](https://a.example/v.mp4)" in text
    for word in ("Current", "Chapters", "facebook"):
        assert word not in text
