"""What machines read: valid, true, and no more than rights allow."""

import gzip
import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.cli.result_text import build_json
from newsgen.commands.export import export_data
from newsgen.formats.feeds import (
    FeedContext,
    render_atom,
    render_json_feed,
    render_opml,
    render_rss,
)
from newsgen.formats.jsonld import render_jsonld
from newsgen.formats.sitemap import render_news_sitemap, render_opensearch
from newsgen.formats.xml import element, remove_forbidden
from newsgen.model.article import Correction, Moment
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.machine_views import FeedItem, FeedView, NewsEntry, NewsSitemapView, OpmlView
from newsgen.pages.page import Page
from newsgen.pages.view_components import Crumb, Link, Picture
from newsgen.pages.views import PlainPageView
from newsgen.pipeline.request import BuildRequest
from newsgen.render.localizer import make_localizer
from support import machines
from support.nu_checker import check as faults
from support.sample import BuiltSample
from support.sites import NOW, Site

BASE = "https://example.org/archive/"
CONFIG = f"""\
title: The Test File
search: false
ninjs: true
base_url: {BASE}
id_authority: 'example.org,2022'
"""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def sample(built_sample: BuiltSample) -> Path:
    out, outcome = built_sample(BASE)
    assert outcome.status == "ok"
    return out


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, CONFIG)


def feed(site: Site, path: str = "feeds/atom.xml") -> list[feedparser.FeedParserDict]:
    """The entries of a feed."""
    parsed = feedparser.parse((site.out / path).read_bytes())
    assert not parsed.bozo
    return list(parsed.entries)


def locations(site: Site, path: str) -> list[str]:
    found = re.findall(r"<loc>([^<]*)</loc>", (site.out / path).read_text("utf-8"))
    return [each.removeprefix(BASE) for each in found]


def data(site: Site, address: str) -> dict[str, object]:
    made = json.loads((site.out / address.strip("/") / "index.json").read_text("utf-8"))
    assert isinstance(made, dict)
    return made


# --- Validators ----------------------------------------------------------------------------------


def test_everything_is_valid(sample: Path) -> None:
    assert machines.complaints(sample) == []
    assert {"NewsArticle", "CollectionPage", "WebSite", "BreadcrumbList"} <= machines.types(sample)


def test_pages_stay_valid_html_with_what_machines_read(sample: Path) -> None:
    assert faults(sorted(sample.rglob("*.html"))) == []


def test_two_names_of_one_page_are_each_what_they_are(tmp_path: Path) -> None:
    types = {"people": "Person", "organizations": "Organization", "places": "Place"}
    site = Site(tmp_path, "title: A\nbase_url: https://example.org/\n")
    for name in "abcde":
        site.article(name, entities={kind: ["Samarkand"] for kind in types})
    site.build().ok()
    made = re.findall(
        r'"@type":"(\w+)","name":"[^"]+","url":"[^"]+/(people|organizations|places)/',
        "".join(page.read_text("utf-8") for page in sorted(site.out.rglob("with/*/*/index.html"))),
    )
    assert {kind for _, kind in made} == set(types)
    assert all(schema_type == types[kind] for schema_type, kind in made)


@pytest.mark.parametrize(
    "check, path, spoil",
    [
        (
            machines.atom_faults,
            "feeds/atom.xml",
            lambda text: text.replace("<updated>", "<when>", 1),
        ),
        (machines.atom_faults, "feeds/atom.xml", lambda text: re.sub("<id>.*?</id>", "", text)),
        (machines.feed_faults, "feeds/rss.xml", lambda text: text.replace("</item>", "", 1)),
        (
            machines.feed_faults,
            "feeds/feed.json",
            lambda text: text.replace('"title"', '"heading"'),
        ),
        (
            machines.sitemap_faults,
            "sitemaps/2022.xml",
            lambda text: text.replace("<loc>", "<at>").replace("</loc>", "</at>"),
        ),
        (
            machines.sitemap_faults,
            "sitemap.xml",
            lambda text: text.replace("2022.xml", "2012.xml"),
        ),
        (
            machines.data_faults,
            "2022/09/15/samarkand-summit-opens/index.json",
            lambda text: text.replace('"uri"', '"url"', 1),
        ),
    ],
)
def test_the_validators_complain(
    sample: Path,
    tmp_path: Path,
    check: Callable[[Path], Iterator[str]],
    path: str,
    spoil: Callable[[str], str],
) -> None:
    out = shutil.copytree(sample, tmp_path / "out")
    file = out / path
    before = file.read_text("utf-8")
    file.write_text(spoil(before), "utf-8")
    assert file.read_text("utf-8") != before
    assert check in machines.CHECKS
    assert any(file.name in each for each in check(out))


def test_without_its_own_address_an_archive_says_nothing_to_machines(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a").build().ok()
    paths = {file.name for file in site.out.rglob("*") if file.is_file()}
    assert not paths & {"index.json", "atom.xml", "sitemap.xml", "robots.txt", "opensearch.xml"}
    page = site.page("/2022/09/13/a/")
    assert not re.search("ld[+]json|og:|citation_|Feeds", page)


# --- Feeds ---------------------------------------------------------------------------------------


def test_a_feed_has_the_latest_articles_and_no_more(site: Site) -> None:
    site.write("newsgen.yml", CONFIG + "feeds: {entries: 2}\n")
    for day in range(1, 6):
        site.article(f"a{day}", date=f"2022-09-0{day}", tags=["SCO"] if day < 3 else None)
    site.build().ok()
    assert [each.title for each in feed(site)] == ["a5", "a4"]
    assert [each.title for each in feed(site, "feeds/tags/sco.xml")] == ["a2", "a1"]
    assert [each.title for each in feed(site, "feeds/rss.xml")] == ["a5", "a4"]
    told = json.loads((site.out / "feeds" / "feed.json").read_text("utf-8"))
    assert [each["title"] for each in told["items"]] == ["a5", "a4"]


@pytest.mark.parametrize(
    "change, title, said",
    [
        (
            {"corrections": [{"date": "2022-09-20", "note": "It was <Monday>."}]},
            "old",
            "It was &lt;Monday&gt;.",
        ),
        ({"updated": "2022-09-20T10:00:00Z"}, "old", "The text."),
        (
            {"withdrawn": {"date": "2022-09-20", "note": "It was wrong."}},
            "Withdrawn: old",
            "It was wrong.",
        ),
    ],
)
def test_what_is_put_right_comes_up_again_under_the_same_id(
    site: Site, change: dict[str, object], title: str, said: str
) -> None:
    site.write("newsgen.yml", CONFIG + "feeds: {entries: 2}\n")
    site.article("old", date="2022-09-01", tags=["SCO"])
    site.build().ok()
    (before,) = feed(site, "feeds/tags/sco.xml")
    for day in range(2, 9):
        site.article(f"a{day}", date=f"2022-09-0{day}", tags=["SCO"])
    site.build().ok()
    assert [each.title for each in feed(site)] == ["a8", "a7"]
    site.article("old", date="2022-09-01", tags=["SCO"], **change).build().ok()
    for path in ("feeds/atom.xml", "feeds/rss.xml", "feeds/tags/sco.xml", "feeds/sources/desk.xml"):
        first, second = feed(site, path)
        assert (first.title, first.id, second.title) == (title, before.id, "a8")
        assert said in first.summary
    assert feed(site)[0].updated.startswith("2022-09-20")
    assert feed(site)[0].published == before.published
    for day in (25, 26):
        site.article(f"b{day}", date=f"2022-09-{day}")
    assert [each.title for each in feed(site.build().ok())] == ["b26", "b25"]


def test_a_notice_stands_above_the_news_of_its_day(site: Site) -> None:
    site.write("newsgen.yml", f"{CONFIG}timezone: America/New_York\nfeeds: {{entries: 3}}\n")
    site.article("wrong", date="2020-01-01", corrections=[{"date": "2022-09-20", "note": "N."}])
    site.article(
        "gone", date="2022-09-20T10:00:00+05:00", withdrawn={"date": "2022-09-20", "note": "W."}
    )
    for name in "abc":
        site.article(name, date="2022-09-20")
    first, second, _ = feed(site.build().ok())
    assert [first.title, second.title] == ["Withdrawn: gone", "wrong"]
    assert first.updated > first.published
    told = data(site, "/2022/09/20/gone/")
    assert told["versionCreated"] > told["contentCreated"]


def test_who_follows_what_had_one_article_is_told_that_it_is_withdrawn(site: Site) -> None:
    gone = {"date": "2022-09-20", "note": "It was wrong."}
    own = {"tags": ["Only"], "authors": ["Ann"], "source": "Wire", "language": "fr"}
    site.article("a", **own).article("b", tags=["SCO"]).build().ok()
    site.article("a", **own, withdrawn=gone).build().ok().assert_no_pages("/tags/only/")
    for path in ("tags/only", "authors/ann", "sources/wire", "languages/fr"):
        (entry,) = feed(site, f"feeds/{path}.xml")
        assert (entry.title, entry.authors[0].name) == ("Withdrawn: a", "Wire")
        assert "It was wrong." in entry.summary
        assert "tags" not in entry


def test_a_name_that_is_only_mentioned_any_more_keeps_its_feed(site: Site) -> None:
    site.write("authorities/people.yml", "Xi Jinping: {slug: xi}\n")
    gone = {"date": "2022-09-20", "note": "It was wrong."}
    site.article("a", entities={"people": ["Xi Jinping"]}, withdrawn=gone)
    site.article("b", "Xi Jinping spoke.").build().ok().assert_pages("/people/xi/")
    parsed = feedparser.parse(site.out / "feeds" / "people" / "xi.xml")
    assert [each.title for each in parsed.entries] == ["Withdrawn: a"]
    assert parsed.feed.link == f"{BASE}people/xi/"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_notice_may_be_of_any_day(site: Site, day: str) -> None:
    note = [{"date": day, "note": "N."}]
    site.article("a", date="2022-09-13T10:00:00+05:00", corrections=note)
    site.article("b", date="2022-09-13", corrections=note).build().ok()
    assert len(feed(site)) == 2


def test_a_title_that_stands_for_a_text_is_no_html(site: Site) -> None:
    site.article("a", title="<b> & more", rights="metadata").build().ok()
    (item,) = json.loads((site.out / "feeds" / "feed.json").read_text("utf-8"))["items"]
    assert item["content_html"] == "<p>&lt;b&gt; &amp; more</p>"


def test_what_leads_to_a_place_in_a_text_leads_there_from_a_feed(site: Site) -> None:
    site.write("newsgen.yml", f"{CONFIG}feeds: {{text: full}}\n")
    site.article("a", 'A note[^1], `href="#x"`.\n\n[^1]: The note.\n').build().ok()
    (entry,) = feed(site)
    body = data(site, "/2022/09/13/a/")["bodies"][0]
    for told in (entry.content[0].value, body["value"]):
        assert told.count(f'href="{BASE}2022/09/13/a/#fn') == 2
        assert told.count('href="#') == 1  # which is said, and leads nowhere


def test_ids_stay_when_the_archive_moves_and_an_article_is_renamed(site: Site) -> None:
    site.article("a", id="2022/first").build().ok()
    (before,) = feed(site)
    site.article("a", id="2022/first", title="Another", slug="other")
    (after,) = feed(site.build(base_url="https://elsewhere.example/").ok())
    assert before.id == after.id == "tag:example.org,2022:2022/first"
    assert after.link == "https://elsewhere.example/2022/09/13/other/"


def test_without_an_authority_an_id_is_an_address(tmp_path: Path) -> None:
    site = Site(tmp_path, f"title: The Test File\nsearch: false\nbase_url: {BASE}\n").article("a")
    (entry,) = feed(site.build().ok())
    assert entry.id == f"{BASE}2022/09/13/a/"


def test_the_picture_of_an_article_is_in_its_feeds(site: Site) -> None:
    picture = {"src": "map.png", "alt": "A map of the 'city'", "credit": "Desk & Co."}
    site.article("a", summary="S.", image=picture).write("articles/map.png", b"").build().ok()
    url = f"{BASE}2022/09/13/a/map.png"
    for path in ("feeds/atom.xml", "feeds/rss.xml", "feeds/sources/desk.xml"):
        (entry,) = feed(site, path)
        assert [(each.href, each.type) for each in entry.enclosures] == [(url, "image/png")]
        assert "<img" not in entry.summary
    (told,) = json.loads((site.out / "feeds" / "feed.json").read_text("utf-8"))["items"]
    assert (told["image"], told["summary"]) == (url, "S.")


def test_a_link_is_shown_with_the_picture_of_the_page_or_else_of_the_archive(site: Site) -> None:
    config = (site.folder / "newsgen.yml").read_text("utf-8")
    site.write("newsgen.yml", f'{config}image: {{src: static/cover.png, alt: The "cover"}}\n')
    site.write("static/cover.png", b"").write("articles/map.png", b"")
    site.write("articles/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.article("photo", summary="S < T.", image={"src": "map.png", "alt": "A map"})
    site.article("drawing", image={"src": "map.svg", "alt": "A drawing"})
    site.article("words", "No picture.").build().ok()

    def shown(address: str) -> tuple[str, str, str]:
        metas = dict(re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)">', page))
        return metas["og:image"], metas["og:image:alt"], metas["twitter:card"]

    archive = (f"{BASE}static/cover.png", "The &#34;cover&#34;", "summary")
    page = site.page("2022/09/13/photo/")
    assert shown(page) == (f"{BASE}2022/09/13/photo/map.png", "A map", "summary_large_image")
    assert '<meta property="og:description" content="S &lt; T.">' in page
    assert '<meta name="robots" content="max-image-preview:large">' in page
    for page in map(site.page, ("2022/09/13/drawing/", "2022/09/13/words/", "index.html")):
        assert shown(page) == archive
    assert f'"image":"{archive[0]}"' in page


@pytest.mark.parametrize("src", ["https://example.org/image?id=3", "https://example.org/image/"])
def test_a_picture_of_no_known_type_is_in_feeds_too(site: Site, src: str) -> None:
    site.article("a", image={"src": src, "alt": "A map"}).build().ok()
    assert feed(site, "feeds/rss.xml")[0].media_content == [{"url": src, "medium": "image"}]
    assert feed(site)[0].enclosures[0].href == src


CAPTION = {"alt": "Two men at a table", "caption": "Talks in <Samarkand>.", "credit": "Desk & Co."}
GALLERY = [
    {"src": "bus.png", "caption": "Vladimir Putin’s bus.", "credit": "Desk", "alt": "A bus"},
    "hall.webp",
    {"src": "https://example.org/door?id=3", "alt": "A door"},
]


def test_pictures_are_told_with_their_captions_everywhere(site: Site) -> None:
    site.write("newsgen.yml", CONFIG.replace("search: false", "") + "feeds: {text: full}\n")
    site.write("authorities/people.yml", "Vladimir Putin:\n")
    site.write("articles/table.png", b"").write("articles/bus.png", b"")
    site.write("articles/hall.webp", b"").article(
        "a", "They came.", image={"src": "table.png"} | CAPTION, images=GALLERY
    )
    site.build().ok()
    assert [each.code for each in site.outcome.problems] == ["N212"]  # hall.webp
    base, page = f"{BASE}2022/09/13/a/", site.page("2022/09/13/a/")
    table, bus, hall = f"{base}table.png", f"{base}bus.png", f"{base}hall.webp"
    door = "https://example.org/door?id=3"

    lead, *gallery = re.findall(r"<figure.*?</figure>", page, re.S)
    assert '<span class="caption">Talks in &lt;Samarkand&gt;.</span>' in lead
    assert '<span class="credit"><bdi>Desk &amp; Co.</bdi></span>' in lead
    assert [re.findall('alt="([^"]*)" loading="lazy"', each) for each in gallery] == [
        ["A bus"], ["Picture"], ["A door"]
    ]  # fmt: skip
    assert page.index("came.") < page.index('<section class="gallery" aria-label="Pictures">')
    assert f'<a href="{door}" rel="external noopener">' in gallery[2]
    assert (site.out / "2022/09/13/a/hall.webp").exists()
    assert faults([site.out / "2022/09/13/a/index.html"]) == []

    (script,) = re.findall(r'ld[+]json">(.*?)</script>', page, re.S)
    kept, *others = json.loads(script)["@graph"][0]["image"]
    assert kept == {"@type": "ImageObject", "contentUrl": table, "creditText": "Desk & Co."} | {
        "caption": "Talks in <Samarkand>."
    }
    assert [other if isinstance(other, str) else other["caption"] for other in others] == [
        "Vladimir Putin’s bus.", hall, door
    ]  # fmt: skip

    assert machines.complaints(site.out) == []
    told = data(site, "/2022/09/13/a/")
    assert [each["rel"] for each in told["people"]] == ["mentions"]  # in a caption
    main, second, *_ = told["associations"]
    assert (main["rel"], main["uri"], main["by"]) == ("mainPicture", table, "Desk & Co.")
    assert main["descriptions"][0]["value"] == "Talks in <Samarkand>."
    assert (second["rel"], second["renditions"][0]["href"]) == ("picture", bus)

    (entry,) = feed(site)
    assert [(each.href, each.get("title")) for each in entry.enclosures] == [
        (table, "Talks in <Samarkand>."), (bus, "Vladimir Putin’s bus."), (hall, None), (door, None)
    ]  # fmt: skip
    rss = (site.out / "feeds" / "rss.xml").read_text("utf-8")
    assert rss.count("<enclosure ") == 1
    assert '<media:description type="plain">Vladimir Putin’s bus.</media:description>' in rss
    assert "<media:credit>Desk &amp; Co.</media:credit>" in rss
    (entry,) = json.loads((site.out / "feeds" / "feed.json").read_text("utf-8"))["items"]
    assert entry["image"] == table
    assert [each["url"] for each in entry["attachments"]] == [table, bus, hall]
    whole = entry["content_html"]
    caption = "<figcaption>Talks in &lt;Samarkand&gt;.<br>Desk &amp; Co.</figcaption>"
    assert whole.index(caption) < whole.index("came.") < whole.index("Vladimir Putin’s bus.")


def test_a_withdrawn_article_leaves_no_picture_in_feeds(site: Site) -> None:
    gone = {"date": "2022-09-20", "note": "It was wrong."}
    site.article("a", image={"src": "https://example.org/a.png", "alt": "A"}, withdrawn=gone)
    site.article("b", withdrawn=gone).build().ok()
    assert "a.png" not in (site.out / "feeds" / "atom.xml").read_text("utf-8")


def test_a_picture_whose_file_comes_and_goes_comes_and_goes_in_feeds(site: Site) -> None:
    site.write("newsgen.yml", CONFIG + "problems: {N203: warning}\n")
    site.article("a", image={"src": "map.png", "alt": "A map"}).build()
    assert feed(site)[0].enclosures == []
    site.write("articles/map.png", b"").build()
    assert len(feed(site)[0].enclosures) == 1
    site.delete("articles/map.png").build()
    assert feed(site)[0].enclosures == []


def test_with_whole_texts_feeds_have_the_picture_above_and_the_summary_beside(site: Site) -> None:
    site.write("newsgen.yml", CONFIG + "feeds: {text: full}\n")
    picture = {"src": "map.png", "alt": 'A "map"', "credit": "Desk & Co."}
    correction = {"date": "2022-09-20", "note": "It was Monday."}
    site.article("a", summary="S < T.", image=picture, corrections=[correction])
    site.write("articles/map.png", b"").build().ok()
    url = f"{BASE}2022/09/13/a/map.png"
    figure = f'<figure><img src="{url}" alt="A &quot;map&quot;">'
    figure += "<figcaption>Desk &amp; Co.</figcaption></figure><p>The text.</p>"
    item = (site.out / "feeds" / "rss.xml").read_text("utf-8").partition("<item>")[2]
    description, whole = item.index("<description>"), item.index("<content:encoded>")
    assert description < whole
    assert "S &amp;lt; T." in item[description:whole]
    assert figure in html.unescape(item[whole:])
    atom = (site.out / "feeds" / "atom.xml").read_text("utf-8")
    summary, content = re.findall(r'<(?:summary|content) type="html">([^<]*)<', atom)
    assert html.unescape(summary).endswith("It was Monday.</p><p>S &lt; T.</p>")
    assert figure in html.unescape(content)
    (told,) = json.loads((site.out / "feeds" / "feed.json").read_text("utf-8"))["items"]
    assert told["summary"].endswith("It was Monday. S < T.")
    assert told["image"] == url
    assert figure in told["content_html"]


def test_lists_of_feeds_say_their_titles_as_readers_ask(site: Site) -> None:
    site.article("a", section="World").build().ok()
    outlines = ElementTree.parse(site.out / "feeds" / "feeds.opml").iter("outline")
    for outline in outlines:
        assert outline.get("title") == outline.get("text") != ""


def test_whole_texts_lead_where_they_led(site: Site) -> None:
    site.write("newsgen.yml", CONFIG + "feeds: {text: full}\n")
    site.article("a", "See [b](b.md) and [tags](/tags/).\n\n![A map](map.svg)").article("b")
    site.write("articles/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>").build().ok()
    whole = next(each for each in feed(site) if each.title == "a").content[0].value
    here = f"{BASE}2022/09/13/"
    assert f'href="{here}b/"' in whole
    assert f'href="{BASE}tags/"' in whole
    assert f'src="{here}a/map.svg"' in whole
    site.article("a", "Other words.", tags=["SCO"]).build().ok()
    assert "Other words." in feed(site, "feeds/tags/sco.xml")[0].content[0].value


def test_a_feed_is_told_by_its_page(site: Site) -> None:
    site.article("a", tags=["SCO"], section="World", language="ru").article("b").build().ok()
    told = 'type="application/atom+xml" title="The Test File: SCO" href="../../feeds/tags/sco.xml"'
    site.assert_shows("/tags/sco/", told).assert_shows(
        "/", 'href="feeds/rss.xml"', 'href="feeds/feed.json"'
    )
    page = site.links("/feeds/")
    assert {"/feeds/atom.xml", "/feeds/sections/world.xml", "/feeds/languages/ru.xml"} <= set(page)
    assert [each.title for each in feed(site, "feeds/languages/ru.xml")] == ["a"]
    outline = ElementTree.fromstring((site.out / "feeds" / "feeds.opml").read_bytes())
    listed = [each.get("xmlUrl", "").removeprefix(BASE) for each in outline.iter("outline")]
    assert sorted(listed) == sorted(
        [
            "feeds/atom.xml",
            "feeds/languages/en.xml",
            "feeds/languages/ru.xml",
            "feeds/sections/world.xml",
        ]
    )
    for path in listed:
        feed(site, path)


def test_who_subscribed_to_a_name_is_told_of_the_one_it_was_merged_into(site: Site) -> None:
    site.article("a", tags=["SCO"]).build().ok().assert_pages("/feeds/tags/sco.xml")
    site.write("authorities/tags.yml", "The Organization: {former: [SCO]}\n").build().ok()
    known, old = (
        site.out / "feeds" / "tags" / f"{each}.xml" for each in ("the-organization", "sco")
    )
    assert old.read_bytes() == known.read_bytes()
    site.article("b", tags=["The Organization"]).build().ok()
    assert [each.title for each in feed(site, "feeds/tags/sco.xml")] == ["b", "a"]


def test_a_feed_of_a_former_name_gives_way_to_that_of_another(site: Site) -> None:
    site.write("newsgen.yml", f"{CONFIG}problems: {{N311: warning}}\n")
    site.write("authorities/tags.yml", "The Organization: {former: [S.C.O.]}\n")
    site.article("a", tags=["S.C.O."]).article("b", tags=["S C O"]).build().assert_warning("N311")
    assert [each.title for each in feed(site, "feeds/tags/s-c-o.xml")] == ["b"]
    assert [each.title for each in feed(site, "feeds/tags/the-organization.xml")] == ["a"]


# --- Sitemaps ------------------------------------------------------------------------------------


def test_one_new_article_changes_the_sitemap_of_its_year_and_the_index(site: Site) -> None:
    for year in (2020, 2021, 2022):
        site.article(f"a{year}", date=f"{year}-03-01", tags=["SCO"])
    site.build().ok()
    site.article("new", date="2021-04-01", tags=["SCO"]).build(explain=True).ok()
    drawn = [address for address in site.reasons() if address.startswith("/sitemap")]
    assert sorted(drawn) == ["/sitemap.xml", "/sitemaps/2021.xml"]
    assert locations(site, "sitemaps/2021.xml") == ["2021/03/01/a2021/", "2021/04/01/new/"]
    assert "tags/sco/" in locations(site, "sitemaps/2020.xml")


def test_lastmod_is_when_an_article_changed(site: Site) -> None:
    site.article("a", updated="2022-10-02", corrections=[{"date": "2022-09-20", "note": "No."}])
    site.article("gone", withdrawn={"date": "2022-09-20", "note": "It was wrong."})
    text = (site.build().ok().out / "sitemaps" / "2022.xml").read_text("utf-8")
    assert re.findall(r"13/(\w+)/</loc><lastmod>([^<]*)", text) == [("a", "2022-10-02")]


def test_news_is_two_days_old_and_the_clock_alone_makes_it_old(site: Site) -> None:
    def news(now: str) -> list[str]:
        site.build(now=datetime.fromisoformat(now).replace(tzinfo=UTC)).ok()
        named = f"{BASE}sitemap-news.xml" in (site.out / "robots.txt").read_text("utf-8")
        assert named == (site.out / "sitemap-news.xml").exists()
        return locations(site, "sitemap-news.xml") if named else []

    site.article("a", date="2022-09-13T08:00:00Z").article("b", date="2022-09-14T08:00:00Z")
    assert news("2022-09-14T09:00") == ["2022/09/14/b/", "2022/09/13/a/"]
    assert news("2022-09-14T09:00") == ["2022/09/14/b/", "2022/09/13/a/"]
    assert news("2022-09-15T09:00") == ["2022/09/14/b/"]
    assert news("2022-09-17T09:00") == []
    assert news("2022-09-14T09:00") == ["2022/09/14/b/", "2022/09/13/a/"]


def test_a_build_tells_which_addresses_changed(site: Site) -> None:
    site.article("a", summary="S").article("b", date="2021-01-01").build().ok()
    site.article("a", "Other words.", summary="S").build().ok()
    assert build_json(site.outcome)["changed"] == [f"{BASE}2022/09/13/a/"]
    site.delete("articles/b.md").build().ok()
    assert f"{BASE}2021/01/01/b/" in build_json(site.outcome)["changed"]


def test_robots_of_ones_own_take_the_place_of_ours(site: Site) -> None:
    site.article("a").build().ok()
    ours = (site.out / "robots.txt").read_text("utf-8")
    assert f"Sitemap: {BASE}sitemap.xml" in ours
    site.write("static/root/robots.txt", "User-agent: *\nDisallow: /\n").build().ok()
    assert "Disallow: /\n" in (site.out / "robots.txt").read_text("utf-8")


# --- Data and metadata ---------------------------------------------------------------------------


def test_an_article_is_told_to_programs_with_all_that_is_known(site: Site) -> None:
    site.write(
        "authorities/people.yml",
        "Xi Jinping: {wikidata: Q15031, aliases: [习近平]}\nNarendra Modi:\n",
    )
    site.article(
        "a",
        "Narendra Modi spoke.",
        title="Talks </script> & more",
        date="2022-09-13T08:00:00+05:00",
        source_url="https://example.net/talks",
        authors=["A. Writer"],
        dateline="Samarkand",
        tags=["SCO"],
        entities={"people": ["Xi Jinping"]},
        corrections=[{"date": "2022-09-20", "note": "It was Tuesday."}],
    ).build().ok()
    text = site.page("/2022/09/13/a/")
    article = next(each for each in machines.linked_data(text) if each["@type"] == "NewsArticle")
    assert article["headline"] == "Talks </script> & more"
    assert article["about"] == [
        {
            "@type": "Person",
            "name": "Xi Jinping",
            "sameAs": ["https://www.wikidata.org/wiki/Q15031"],
        }
    ]
    assert article["mentions"] == [{"@type": "Person", "name": "Narendra Modi"}]
    assert (article["dateline"], article["isBasedOn"]) == ("Samarkand", "https://example.net/talks")
    assert article["correction"][0]["text"] == "It was Tuesday."
    metas = dict(re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)">', text))
    assert (metas["author"], metas["DC.creator"]) == ("A. Writer", "Writer, A.")
    assert article["author"] == [
        {
            "@type": "Person",
            "name": "A. Writer",
            "url": f"{BASE}authors/a-writer/",
            "familyName": "Writer",
            "givenName": "A.",
        }
    ]
    assert metas["og:title"] == "Talks &lt;/script&gt; &amp; more"
    told = data(site, "/2022/09/13/a/")
    assert told["uri"] == "tag:example.org,2022:a"
    assert told["people"] == [
        {
            "name": "Xi Jinping",
            "rel": "about",
            "uri": f"{BASE}people/xi-jinping/",
            "literal": "https://www.wikidata.org/wiki/Q15031",
        },
        {"name": "Narendra Modi", "rel": "mentions", "uri": f"{BASE}people/narendra-modi/"},
    ]
    assert told["version"] == "2"


@pytest.mark.parametrize(
    "change, modified",
    [
        ({"corrections": [{"date": "2022-09-13", "note": "N."}]}, "2022-09-13T15:00:00+05:00"),
        ({"corrections": [{"date": "2022-09-14", "note": "N."}]}, "2022-09-14"),
        ({"updated": "2022-09-13T15:30:00+05:00"}, "2022-09-13T15:30:00+05:00"),
    ],
)
def test_no_article_was_changed_before_it_was_published(
    site: Site, change: dict[str, object], modified: str
) -> None:
    site.article("a", date="2022-09-13T15:00:00+05:00", **change).build().ok()
    page = site.page("/2022/09/13/a/")
    assert f'"datePublished":"2022-09-13T15:00:00+05:00","dateModified":"{modified}"' in page
    assert f'property="article:modified_time" content="{modified}"' in page


def test_an_identifier_that_changes_reaches_the_articles_about_its_name(site: Site) -> None:
    site.write("authorities/people.yml", "Xi Jinping: {wikidata: Q1}\n")
    site.article("a", entities={"people": ["Xi Jinping"]}).article("b").build().ok()
    site.write("authorities/people.yml", "Xi Jinping: {wikidata: Q15031}\n").build(explain=True)
    drawn = {address for address in site.reasons() if address.startswith("/2022/09/13/")}
    assert drawn == {"/2022/09/13/a/", "/2022/09/13/a/index.json"}
    site.assert_shows("/2022/09/13/a/", "wiki/Q15031")


def test_a_withdrawn_article_stays_as_canceled_data(site: Site) -> None:
    gone = {"date": "2022-09-20", "note": "It was wrong."}
    site.article("a", "The secret.", withdrawn=gone).build().ok()
    told = data(site, "/2022/09/13/a/")
    assert (told["pubStatus"], told["edNote"]) == ("canceled", "It was wrong.")
    assert "secret" not in json.dumps(told)


@pytest.mark.parametrize("where", ["article", "site"])
@pytest.mark.parametrize("rights, first", [("excerpt", True), ("metadata", False)])
def test_a_text_that_is_held_back_is_nowhere(
    tmp_path: Path, where: str, rights: str, first: bool
) -> None:
    """Searched for in every file there is, search's own unpacked."""
    config = CONFIG.replace("search: false", "search: true") + "feeds: {text: full}\n"
    site = Site(tmp_path, config + (f"rights: {rights}\n" if where == "site" else ""))
    body = f"Firstword {'of many more words that follow ' * 30} lastword."
    site.article("a", body, rights=rights if where == "article" else None)
    site.article("b", "Otherword.", rights="full").build().ok()
    assert (
        export_data(BuildRequest(site=site.folder, out=site.out, workers=1, now=NOW)).status == "ok"
    )
    files = {file: unpacked(file) for file in site.out.rglob("*") if file.is_file()}
    assert [file for file, text in files.items() if "lastword" in text.lower()] == []
    assert any("firstword" in text.lower() for text in files.values()) == first
    assert any("otherword" in text.lower() for text in files.values())


def unpacked(file: Path) -> str:
    """The text of a file; Pagefind packs its own with gzip."""
    held = file.read_bytes()
    return (gzip.decompress(held) if held[:2] == b"\x1f\x8b" else held).decode("utf-8", "replace")


# --- Hostile texts -------------------------------------------------------------------------------

HOSTILE = st.one_of(
    st.text(st.characters(), max_size=40),  # halves of surrogate pairs and all controls included
    st.sampled_from(
        (
            "]]>",
            "</script><script>alert(1)</script>",
            "<!--",
            "&amp; &lt; \"quoted\" 'too'",
            "\x00\x01\x0b\x1f\ufffe\uffff\ud800",
            "\u202eright to left\u202c \u200f",
            "🎉👩‍👩‍👧",
            "x" * 100_000,
        )
    ),
)


@pytest.mark.parametrize(
    "value, written",
    [
        ('a < b & "c"', """'a &lt; b &amp; "c"'"""),
        ("it's", '"it\'s"'),
        ("""both ' and ".""", '"both \' and &quot;."'),
        ("a\tb\nc\rd", '"a&#9;b&#10;c&#13;d"'),
    ],
)
def test_the_value_of_an_attribute_is_read_as_it_was(value: str, written: str) -> None:
    text = element("a", b=value)
    assert text == f"<a b={written}/>"
    assert ElementTree.fromstring(text).get("b") == value


def as_xml_text(text: str) -> str:
    """What of a text XML can hold, with the line ends that XML makes of others."""
    return re.sub("\r\n?", "\n", remove_forbidden(text))


def item(text: str) -> FeedItem:
    moment = Moment(date(2022, 9, 13), datetime(2022, 9, 13, tzinfo=UTC))
    return FeedItem(
        id="",
        address="/2022/09/13/a/",
        title=text,
        language="en",
        source_url="",
        license=None,
        authors=(text,),
        categories=(text,),
        published=moment,
        changed=moment,
        summary=text,
        picture=Picture("/2022/09/13/a/map.png", text, text, text),
        gallery=(Picture("/2022/09/13/a/bus.png", text, text, text),),
        corrections=(Correction(moment.day, text),),
        withdrawn=None,
        body="",
        path="",
        targets=(),
    )


def herald(text: str) -> FeedContext:
    chrome = Chrome(text, text, BASE, "en", "ltr", (), Link(text, ""))
    return FeedContext(chrome, make_localizer("en"), lambda *_: "")


@given(HOSTILE)
def test_whatever_an_article_says_its_feeds_can_be_read(text: str) -> None:
    view = FeedView("/feeds/atom.xml", "atom", "", "", "/", "en", item(text).changed, (item(text),))
    atom_read = ElementTree.fromstring(render_atom(view, herald(text)))
    entry = atom_read.find(f"{ATOM}entry")
    assert entry is not None
    assert (entry.findtext(f"{ATOM}title") or "") == as_xml_text(text)
    assert html.unescape(entry.findtext(f"{ATOM}summary") or "").count(as_xml_text(text)) >= 1
    rss_read = ElementTree.fromstring(render_rss(view, herald(text)))
    assert (rss_read.findtext("channel/item/title") or "") == as_xml_text(text)
    told = json.loads(render_json_feed(view, herald(text)))
    whole = text.encode("utf-8", "ignore").decode()
    assert told["items"][0].get("title", "") == whole


@given(HOSTILE)
def test_whatever_a_title_says_the_sitemap_of_news_and_the_list_of_feeds_can_be_read(
    text: str,
) -> None:
    news = NewsSitemapView(
        "/sitemap-news.xml", (NewsEntry("/a/", text, "en", item(text).published),)
    )
    told = ElementTree.fromstring(render_news_sitemap(news, herald(text).chrome))
    space = "{http://www.google.com/schemas/sitemap-news/0.9}"
    assert (next(told.iter(f"{space}title")).text or "") == as_xml_text(text)
    listed = OpmlView("/feeds/feeds.opml", (Link(text, "/feeds/atom.xml"),))
    outlines = ElementTree.fromstring(render_opml(listed, herald(text))).iter("outline")
    assert [each.get("xmlUrl") for each in outlines] == [f"{BASE}feeds/atom.xml"]
    ElementTree.fromstring(render_opensearch(herald(text).chrome))


@given(HOSTILE)
def test_whatever_a_title_says_a_pages_script_ends_where_it_should(text: str) -> None:
    page = Page(
        "/about/",
        "plain.html",
        PlainPageView("/about/", (Crumb("/"),), text, "en", "ltr", text, "", (), ()),
    )
    made = render_jsonld(page, text, herald(text).chrome, make_localizer("en"))
    held = f'<html><head><script type="application/ld+json">{made}</script></head></html>'
    assert held.count("</script>") == 1
    whole = text.encode("utf-8", "ignore").decode()
    (script,) = re.findall(r'ld[+]json">(.*?)</script>', held, re.S)
    read_back = json.loads(script)["@graph"][0]
    assert read_back.get("name", "") == whole


# --- The page itself, versions, rights -----------------------------------------------------------


def linked(site: Site, address: str, schema_type: str) -> dict[str, object]:
    graph = machines.linked_data(site.page(address))
    return next(thing for thing in graph if thing["@type"] == schema_type)


@pytest.mark.parametrize(
    "address, names",
    [
        ("/2022/09/13/a/", ["Front page", "2022", "September 2022", "13 September 2022", "a"]),
        ("/tags/sco/", ["Front page", "Tags", "SCO"]),
        ("/tags/", ["Front page", "Tags"]),
        ("/2022/", ["Front page", "2022"]),
        ("/feeds/", ["Front page", "Feeds"]),
    ],
)
def test_breadcrumbs_end_with_the_page_itself(site: Site, address: str, names: list[str]) -> None:
    site.article("a", tags=["SCO"]).build().ok()
    crumbs = linked(site, address, "BreadcrumbList")["itemListElement"]
    assert isinstance(crumbs, list)
    assert [crumb["name"] for crumb in crumbs] == names
    assert [crumb["position"] for crumb in crumbs] == list(range(1, len(names) + 1))
    assert ["item" in crumb for crumb in crumbs] == [True] * (len(names) - 1) + [False]


def test_what_is_not_kept_is_not_behind_a_paywall(site: Site) -> None:
    site.article("a").article("b", rights="excerpt", source_url="https://example.com/b")
    site.build().ok()
    assert linked(site, "/2022/09/13/a/", "NewsArticle")["isAccessibleForFree"] is True
    assert "isAccessibleForFree" not in linked(site, "/2022/09/13/b/", "NewsArticle")


@pytest.mark.parametrize(
    "original, others, expected", [("ru", ["en", "fr"], "en"), ("ru", ["fr", "de"], "ru")]
)
def test_all_versions_name_one_for_every_other_language(
    site: Site, original: str, others: list[str], expected: str
) -> None:
    site.article(original, language=original)
    for language in others:
        site.article(language, language=language, translation_of=f"{original}.md")
    site.article("alone").build().ok()
    found = re.compile(r'hreflang="x-default" href="([^"]*)"')
    for name in (original, *others):
        page = site.page(f"/2022/09/13/{name}/")
        assert found.findall(page) == [f"{BASE}2022/09/13/{expected}/"]
    assert "hreflang" not in site.page("/2022/09/13/alone/")


def test_a_withdrawn_original_is_no_version_for_anybody(site: Site) -> None:
    site.article("ru", language="ru", withdrawn={"date": "2022-09-20", "note": "It was wrong."})
    for language in ("fr", "de"):
        site.article(language, language=language, translation_of="ru.md")
    page = site.build().ok().page("/2022/09/13/fr/")
    assert f'hreflang="x-default" href="{BASE}2022/09/13/de/"' in page
    assert 'hreflang="ru"' not in page


def test_data_tells_of_corrections_rights_and_versions(site: Site) -> None:
    notes = [{"date": "2022-09-20", "note": "It was Monday."}]
    site.article("a", corrections=notes)
    site.article("b", rights="metadata", language="fr", translation_of="a.md").build().ok()
    original, version = data(site, "/2022/09/13/a/"), data(site, "/2022/09/13/b/")
    assert original["edNote"] == "2022-09-20: It was Monday."
    assert "usageTerms" not in original
    assert str(version["usageTerms"]).startswith("Only the record is kept here")
    assert original["associations"] == [
        {"name": "b", "rel": "translation", "uri": f"{BASE}2022/09/13/b/", "language": "fr"}
    ]
    assert version["associations"] == [
        {"name": "a", "rel": "translationOf", "uri": f"{BASE}2022/09/13/a/"}
    ]
    assert list(machines.data_faults(site.out)) == []


def test_a_former_address_passes_its_place_in_search_engines_on(site: Site) -> None:
    site.article("a", aliases=["/old/a.html"]).build().ok()
    page = (site.out / "old" / "a.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{BASE}2022/09/13/a/">' in page
    assert "noindex" not in page
