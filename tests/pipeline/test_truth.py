"""The truth table of incremental builds: an edit, and exactly the pages it draws again, and why.

Read it as a whole: it is what newsgen promises. In a row, a * stands for any text; later lines say
more of pages that earlier ones name as well, and "-" that they stay as they are. Of several
reasons the first is told.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from newsgen.publish.output_tree import MANIFEST
from support.sites import Site, address_of, tree
from support.truth import (
    Row,
    article,
    build_between,
    change_nothing,
    combine,
    delete,
    edit,
    output,
    rename,
    use_new_output,
    write,
)

CONFIG = """\
title: The Test File
search: false
ninjs: true
listings: {newest: 2, year: 3}
menu: [{label: About, page: pages/about.md}]
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Five articles: four of September 2022 with the tag SCO, which is more than a year lists."""
    site = Site(tmp_path_factory.mktemp("truth"), CONFIG)
    for name, day in (("a", "10"), ("b", "11"), ("c", "12"), ("d", "13")):
        site.article(name, f"Text {name}.", date=f"2022-09-{day}", tags=["SCO"])
    site.article("old", "![A map](map.svg)", date="2021-05-01", source="Wire", tags=["Trade"])
    site.article("draft", status="draft", date="2022-09-20")
    site.article("later", embargo="2022-11-01", date="2021-06-01", source="Wire")
    site.write("articles/map.svg", "<svg/>").write("static/x.css", "x {}")
    site.write("static/root/CNAME", "news.example")
    site.write("pages/about.md", "---\ntitle: About\n---\nUs.\n")
    site.write("authorities/tags.yml", "SCO: {aliases: [Shanghai]}\n")
    return site.build().ok()


@pytest.fixture
def site(original: Site, tmp_path: Path) -> Site:
    """One's own copy of it, with its own record of what was published."""
    return original.copy(tmp_path).build().ok()


CARD = "{% macro card(article, level=3, day=false) %}{{ article.title }}{% endmacro %}"
EXTRA = (
    '{% extends "newsgen/name.html" %}{% block listing %}'
    '{% include "extra.html" ignore missing %}{{ super() }}{% endblock %}'
)
BLOCK = '{% extends "newsgen/index.html" %}{% block content %}Own.{% endblock %}'
NAMING = '{% extends "newsgen/corrections.html" %}{% block content %}WHAT{% endblock %}'
ASKING = NAMING.replace("WHAT", '{% if page.changes %}{{ asset("x.css") }}{% endif %}')

CORRECTION = {"date": "2022-09-20", "note": "What was wrong."}

COPIES = """
    /static/*  -
    /CNAME     -
    /_headers  -
    *.svg      -
"""
EVERY_PAGE = "* {}" + COPIES

TABLE = {
    # --- Nothing that shows ---
    "nothing": Row(change_nothing, ""),
    "a file is touched": Row(lambda site: os.utime(site.folder / "articles/a.md", (1, 1)), ""),
    "a name is known that nobody uses": Row(
        write("authorities/people.yml", "Xi Jinping: {aliases: [Xi]}"), ""
    ),
    "a file moves, and the slug keeps its address": Row(
        build_between(
            article("d", date="2022-09-13", tags=["SCO"], slug="d"),
            rename("articles/d.md", "articles/z.md"),
        ),
        "",
    ),
    "a template that no page uses": Row(write("templates/mine.html", "Mine."), ""),
    "what newsgen remembers is lost": Row(lambda site: shutil.rmtree(site.folder / ".newsgen"), ""),
    # --- One article ---
    "its text, below what cards show": Row(
        build_between(
            article("b", date="2022-09-11", tags=["SCO"], summary="Short.", body="One."),
            edit("articles/b.md", "One.", "Two."),
        ),
        "/2022/09/11/b/ view: body",
    ),
    "its text, which is on its cards": Row(
        edit("articles/b.md", "Text b.", "New."),
        """
        /2022/09/11/            view: groups
        /2022/09/11/b/          view: description
        /sources/desk/2022/09/  view: groups
        /tags/sco/2022/09/      view: groups
        """,
    ),
    "its title, when it is the newest": Row(
        edit("articles/d.md", "title: d", "title: D"),
        """
        /                       view: lead
        /2022/09/10/a/          view: related
        /2022/09/11/b/          view: related
        /2022/09/12/c/          view: related
        /2022/09/13/            view: groups
        /2022/09/13/d/          view: title
        /sources/desk/          view: groups
        /sources/desk/2022/09/  view: groups
        /tags/sco/              view: groups
        /tags/sco/2022/09/      view: groups
        """,
    ),
    "its title, when there are newer ones": Row(
        edit("articles/a.md", "title: a", "title: A"),
        """
        /2021/05/01/old/        view: later
        /2022/09/10/            view: groups
        /2022/09/10/a/          view: title
        /2022/09/11/b/          view: related
        /2022/09/12/c/          view: related
        /2022/09/13/d/          view: related
        /sources/desk/2022/09/  view: groups
        /tags/sco/2022/09/      view: groups
        """,
    ),
    "another day": Row(
        edit("articles/d.md", "2022-09-13", "2022-09-14"),
        """
        /                       view: lead
        /2022/                  view: around
        /dates/                 view: years
        /2022/09/               view: periods
        /2022/09/10/            view: around
        /2022/09/10/a/          view: related
        /2022/09/11/            view: around
        /2022/09/11/b/          view: related
        /2022/09/12/            view: around
        /2022/09/12/c/          view: related
        /2022/09/14/            new
        /2022/09/14/d/          new
        /sources/desk/          view: latest
        /sources/desk/2022/09/  view: groups
        /tags/sco/              view: latest
        /tags/sco/2022/09/      view: groups
        """,
    ),
    "another year": Row(
        edit("articles/d.md", "2022-09-13", "2021-05-02"),
        """
        /dates/  view: years
        /                    view: lead
        /2021/               view: count
        /2021/05/            view: count
        /2021/05/01/         view: around
        /2021/05/01/old/     view: later
        /2021/05/02/         new
        /2021/05/02/d/       new
        /2022/               view: count
        /2022/09/            view: count
        /2022/09/10/         view: around
        /2022/09/10/a/       view: related
        /2022/09/11/         view: around
        /2022/09/11/b/       view: related
        /2022/09/12/         view: around
        /2022/09/12/c/       view: related
        /sources/            view: letters
        /sources/desk/       view: first
        /sources/desk/2021/  new
        /sources/desk/2022/  view: count
        /tags/               view: letters
        /tags/sco/           view: first
        /tags/sco/2021/      new
        /tags/sco/2022/      view: count
        /trends/  view: periods
        """,
    ),
    "a tag more": Row(
        edit("articles/old.md", '["Trade"]', '["Trade", "Rail"]'),
        """
        /2021/05/01/old/  view: tags
        /tags/            view: count
        /tags/rail/       new
        /tags/trade/      view: company
        /trends/  view: names
        """,
    ),
    "a tag less": Row(
        edit("articles/old.md", '["Trade"]', "[]"),
        """
        /2021/05/01/old/  view: tags
        /tags/            view: count
        /trends/  view: names
        """,
    ),
    "a person": Row(
        build_between(
            article("p", date="2020-01-01", entities={"people": ["Vladimir Putin"]}),
            edit("articles/old.md", "---\n!", "entities: {people: [Xi Jinping]}\n---\n!"),
        ),
        """
        /2021/05/01/old/     view: about
        /entities/           view: kinds
        /people/             view: count
        /people/xi-jinping/  new
        /tags/trade/         view: company
        /trends/  view: names
        """,
    ),
    "the first person, to whose kind all menus lead": Row(
        edit("articles/old.md", "---\n!", "entities: {people: [Xi Jinping]}\n---\n!"),
        EVERY_PAGE.format("site.kinds") + "/people/xi-jinping/ new",
    ),
    "a new article": Row(
        article("e", date="2020-01-01", source="Wire"),
        """
        /dates/  view: years
        /                 view: years
        /2020/*           new
        /2021/            view: around
        /2021/05/         view: around
        /2021/05/01/      view: around
        /2021/05/01/old/  view: earlier
        /2022/            view: around
        /sources/         view: letters
        /sources/wire/    view: count
        /trends/  view: periods
        """,
    ),
    "an article less": Row(
        delete("articles/old.md"),
        """
        /dates/  view: years
        /               view: years
        /2022/          view: around
        /2022/09/       view: around
        /2022/09/10/    view: around
        /2022/09/10/a/  view: earlier
        /sources/       view: count
        /tags/          view: count
        /trends/  view: names
        """,
    ),
    "a draft": Row(
        edit("articles/old.md", "---\n!", "status: draft\n---\n!"),
        """
        /dates/  view: years
        /               view: years
        /2022/          view: around
        /2022/09/       view: around
        /2022/09/10/    view: around
        /2022/09/10/a/  view: earlier
        /sources/       view: count
        /tags/          view: count
        /trends/  view: names
        """,
    ),
    "another file name, and so another address": Row(
        rename("articles/old.md", "articles/older.md"),
        """
        /2021/               view: groups
        /2021/05/            view: groups
        /2021/05/01/         view: groups
        /2021/05/01/older/*  new
        /2022/09/10/a/       view: earlier
        /sources/wire/       view: groups
        /tags/trade/         view: groups
        """,
    ),
    "the image beside it": Row(
        write("articles/map.svg", "<svg></svg>"),
        "/2021/05/01/old/map.svg file articles/map.svg",
    ),
    # --- What is known of names ---
    "another alias": Row(
        edit("authorities/tags.yml", "[Shanghai]", "[Shanghai, OCS]"),
        """
        /tags/      view: letters
        /tags/sco/  view: known
        """,
    ),
    "a description": Row(
        edit("authorities/tags.yml", "{", "{description: A union., "),
        "/tags/sco/ view: known",
    ),
    "two names become one": Row(
        edit("authorities/tags.yml", "{", "{former: [Trade], "),
        """
        /2021/05/01/old/  view: tags
        /2022/09/10/a/    view: related
        /2022/09/11/b/    view: related
        /2022/09/12/c/    view: related
        /2022/09/13/d/    view: related
        /_redirects       new
        /tags/            view: count
        /tags/sco/        view: known
        /tags/sco/2021/   new
        /tags/trade/      template redirect.html, …
        /tags/trade/2021/ new
        /tags/trade/2022/ new
        /tags/trade/2022/09/ new
        /trends/  view: names
        """,
    ),
    # --- Templates ---
    "the card is the site's own": Row(
        write("templates/parts/card.html", CARD),
        EVERY_PAGE.format("template parts/card.html, …")
        + """
        /2021/05/01/old/       -
        /2022/09/1?/?/         -
        /404.html              -
        /about/                -
        /corrections/          -
        /on/                   -
        /reading/              -
        /trends/               -
        /series/               -
        /authors/              -
        /entities/             -
        /events/               -
        /organizations/        -
        /people/               -
        /places/               -
        /sections/             -
        /sources/              -
        /tags/                 -
        """,
    ),
    "a block is the site's own": Row(
        write("templates/index.html", BLOCK),
        """
        /authors/        template index.html, …
        /events/         template index.html, …
        /organizations/  template index.html, …
        /people/         template index.html, …
        /places/         template index.html, …
        /sections/       template index.html, …
        /series/         template index.html, …
        /sources/        template index.html, …
        /tags/           template index.html, …
        """,
    ),
    "another page of the site's own": Row(
        build_between(
            write("templates/corrections.html", NAMING),
            edit("templates/corrections.html", "WHAT", "So."),
        ),
        "/corrections/ template corrections.html",
    ),
    "an optional template comes": Row(
        build_between(write("templates/name.html", EXTRA), write("templates/extra.html", "More.")),
        """
        /tags/sco/      template extra.html
        /tags/trade/    template extra.html
        /sources/desk/  template extra.html
        /sources/wire/  template extra.html
        """,
    ),
    "an optional template goes": Row(
        build_between(
            combine(write("templates/name.html", EXTRA), write("templates/extra.html", "More.")),
            delete("templates/extra.html"),
        ),
        """
        /tags/sco/      template extra.html
        /tags/trade/    template extra.html
        /sources/desk/  template extra.html
        /sources/wire/  template extra.html
        """,
    ),
    # --- Files that are copied ---
    "an asset": Row(write("static/x.css", "y {}"), "/static/x.css file static/x.css"),
    "a file for the root": Row(
        write("static/root/CNAME", "a.example"), "/CNAME file static/root/CNAME"
    ),
    "an asset that a template names comes": Row(
        build_between(
            combine(delete("static/x.css"), write("templates/corrections.html", ASKING)),
            write("static/x.css", "x {}"),
        ),
        """
        /corrections/  asset x.css
        /static/x.css  new
        """,
    ),
    "an asset that a template names goes": Row(
        build_between(write("templates/corrections.html", ASKING), delete("static/x.css")),
        "/corrections/ asset x.css",
    ),
    "an asset that a template names changes": Row(
        build_between(write("templates/corrections.html", ASKING), write("static/x.css", "y {}")),
        """
        /corrections/  asset x.css
        /static/x.css  file static/x.css
        """,
    ),
    "the style of all pages": Row(
        write("static/newsgen.css", "x {}"),
        EVERY_PAGE.format("asset newsgen.css") + "/static/newsgen.css file static/newsgen.css",
    ),
    # --- The whole site ---
    "a plain page": Row(edit("pages/about.md", "Us.", "We."), "/about/ view: body"),
    "its title": Row(
        edit("newsgen.yml", "The Test File", "Another"), EVERY_PAGE.format("site.title")
    ),
    "its tagline": Row(
        edit("newsgen.yml", "listings", "tagline: X\nlistings"), EVERY_PAGE.format("site.tagline")
    ),
    "its menu": Row(
        edit("newsgen.yml", "label: About", "label: Us"), EVERY_PAGE.format("site.menu")
    ),
    "longer listings": Row(
        edit("newsgen.yml", "newest: 2", "newest: 3"),
        """
        /              view
        /sources/desk/ view
        /tags/sco/     view
        """,
    ),
    "where it is published": Row(
        change_nothing,
        EVERY_PAGE.format("site.base_url")
        + """
        /feeds/*               new
        /sitemap*              new
        /robots.txt            new
        /*/index.json          new
        """,
        base_url="https://example.org/",
    ),
    "with drafts": Row(
        change_nothing,
        """
        /dates/  view
        /                       view
        /2021/                  view
        /2021/05/               view
        /2021/05/01/            view
        /2021/05/01/old/        view
        /2021/06/*              new
        /2022/                  view
        /2022/09/               view
        /2022/09/10/            view
        /2022/09/10/a/          view
        /2022/09/11/            view
        /2022/09/12/            view
        /2022/09/13/            view
        /2022/09/13/d/          view
        /2022/09/20/*           new
        /sources/               view
        /sources/desk/          view
        /sources/desk/2022/     view
        /sources/desk/2022/09/  view
        /sources/wire/          view
        """,
        drafts=True,
    ),
    "an embargo ends": Row(
        change_nothing,
        """
        /dates/  view: years
        /                 view: years
        /2021/            view: count
        /2021/05/         view: around
        /2021/05/01/      view: around
        /2021/05/01/old/  view: later
        /2021/06/*        new
        /2022/            view: around
        /2022/09/         view: around
        /2022/09/10/      view: around
        /2022/09/10/a/    view: earlier
        /sources/         view: letters
        /sources/wire/    view: count
        """,
        now="2022-11-01",
    ),
    # --- The output ---
    "another folder": Row(use_new_output, "* new"),
    "a page is gone": Row(output("tags/index.html", Path.unlink), "/tags/ output missing"),
    "a page is longer": Row(
        output("tags/index.html", lambda file: file.write_bytes(file.read_bytes() + b"\n")),
        "/tags/ output altered",
    ),
    "a page is as long, but another": Row(
        output("tags/index.html", lambda file: file.write_bytes(file.read_bytes()[::-1])),
        "/tags/ output altered",
    ),
    "a copy is gone": Row(output("CNAME", Path.unlink), "/CNAME output missing"),
    "a copy is another": Row(
        output("static/x.css", lambda file: file.write_bytes(b"} x")),
        "/static/x.css output altered",
    ),
    "the manifest is lost": Row(output(MANIFEST, Path.unlink), "* not known what it was made from"),
    "all is forgotten": Row(change_nothing, "* not known what it was made from", clean=True),
}


def first(words: str) -> str:
    """The first of several reasons."""
    one, comma, _ = words.partition(", ")
    return f"{one}, …" if comma else one


@pytest.mark.parametrize("name", TABLE)
def test_exactly_the_pages_that_show_an_edit_are_drawn(site: Site, name: str) -> None:
    row = TABLE[name]
    row.edit(site)
    site.build(explain=True, **row.options).ok()
    addresses = [address_of(path) for path in tree(site.out)]
    assert {each: first(words) for each, words in site.reasons().items()} == row.expected_reasons(
        addresses
    )
    assert site.outcome.rendered_count == len(site.reasons())
    assert len(addresses) == site.outcome.file_count


FEEDS = """
    /feeds/atom.xml          {0}
    /feeds/rss.xml           {0}
    /feeds/feed.json         {0}
    /feeds/sources/desk.xml  {1}
    /feeds/tags/sco.xml      {1}
"""

FILES_FOR_MACHINES = {
    "its text": Row(
        edit("articles/b.md", "Text b.", "New."),
        FEEDS.format("view: items", "view: items") + "/2022/09/11/b/index.json view: article",
    ),
    "its title": Row(
        edit("articles/d.md", "title: d", "title: D"),
        FEEDS.format("view: items", "view: items") + "/2022/09/13/d/index.json view: article",
    ),
    "a new article": Row(
        article("e", date="2022-09-14", tags=["SCO"]),
        FEEDS.format("view: changed", "view: changed")
        + """
        /2022/09/14/e/index.json  new
        /sitemap.xml              view: located
        /sitemaps/2022.xml        view: located
        """,
    ),
    "an article goes": Row(
        delete("articles/a.md"),
        FEEDS.format("view: items", "view: items") + "/sitemaps/2022.xml view: located",
    ),
    "a correction": Row(
        article("a", date="2022-09-10", tags=["SCO"], body="Text a.", corrections=[CORRECTION]),
        FEEDS.format("view: changed", "view: changed")
        + """
        /2022/09/10/a/index.json  view: article
        /sitemap.xml              view: located
        /sitemaps/2022.xml        view: located
        """,
    ),
    "a name is merged into another": Row(
        write("authorities/tags.yml", "The SCO: {former: [SCO], aliases: [Shanghai]}\n"),
        FEEDS.format("view: items", "view: items")
        + """
        /2022/*/index.json       view: article
        /feeds/tags/sco.xml      view
        /feeds/tags/the-sco.xml  new
        /sitemaps/2022.xml       view: located
        /_redirects              new
        """,
    ),
    "shorter feeds": Row(
        edit("newsgen.yml", "listings", "feeds: {entries: 2}\nlistings"),
        FEEDS.format("view", "view"),
    ),
}


@pytest.mark.parametrize("name", FILES_FOR_MACHINES)
def test_exactly_the_files_for_machines_that_say_an_edit_are_made(site: Site, name: str) -> None:
    row, base = FILES_FOR_MACHINES[name], "https://example.org/"
    site.build(base_url=base).ok()
    row.edit(site)
    site.build(base_url=base, explain=True).ok()
    addresses = [address_of(path) for path in tree(site.out) if not path.endswith(".html")]
    made = {each: first(words) for each, words in site.reasons().items() if each in addresses}
    assert made == row.expected_reasons(addresses)


def test_a_build_that_keeps_going_draws_what_is_right(site: Site) -> None:
    """What stands for an article with an error is what was there: it draws nothing."""
    row = TABLE["its text, which is on its cards"]
    row.edit(site)
    site.article("c", "Wrong.", date="2022-02-30", tags=["New"]).article("wrong", date="no")
    site.build(explain=True, keep_going=True)
    assert site.outcome.status == "incomplete"
    assert site.reasons() == row.expected_reasons([address_of(path) for path in tree(site.out)])


def test_another_newsgen_draws_every_page_and_copies_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (
        "pipeline.site_loader",
        "pipeline.last_build",
        "store.parse_memo",
        "render.template_digests",
    ):
        monkeypatch.setattr(f"newsgen.{module}.program_digest", lambda: "another")
    site.build(explain=True).ok()
    row = Row(change_nothing, EVERY_PAGE.format("newsgen itself"))
    assert site.reasons() == row.expected_reasons([address_of(path) for path in tree(site.out)])
    site.build(explain=True).assert_rebuilt()


def test_the_words_of_the_table_can_be_used_one_by_one(site: Site) -> None:
    site.write("static/x.css", "y {}").edit("pages/about.md", "Us.", "We.").build(explain=True)
    site.assert_rebuilt("/about/", "/static/x.css").assert_untouched(
        "/", "/CNAME", "/2021/05/01/old/"
    )
