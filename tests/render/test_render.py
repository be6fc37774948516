"""Pages as their templates draw them, and what is said when a template is wrong."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, Template
from jinja2.environment import TemplateModule

from newsgen.model.article import Correction, Moment, Withdrawal
from newsgen.model.author_name import AuthorName
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.index_components import IndexEntry
from newsgen.pages.page import Page, View
from newsgen.pages.period_components import CountedPeriod
from newsgen.pages.view_components import AuthorLink, Crumb
from newsgen.pages.views import (
    ArticleView,
    Card,
    CardGroup,
    FrontView,
    IndexView,
    LetterGroup,
    Link,
    NameGroup,
    NotFoundView,
    PlainPageView,
    RedirectView,
    TombstoneView,
)
from newsgen.render import Renderer, TemplateProblem
from newsgen.render.fragments import Fragments
from newsgen.render.localizer import Localizer, iso_date, make_localizer
from newsgen.render.template_errors import TEMPLATE_VARIABLES
from newsgen.runtime.theme import default_theme

DAY = date(2022, 9, 13)
UNTIMED = Moment(DAY, datetime(2022, 9, 12, 19, tzinfo=UTC))
TIMED = Moment(DAY, datetime(2022, 9, 13, 13, 30, tzinfo=UTC), offset=5 * 60)
SOURCE = Link("Anue Juheng", "/sources/anue-juheng/")


def chrome(**changes: object) -> Chrome:
    values: dict[str, object] = {
        "title": "The Samarkand File",
        "tagline": "What was said and signed",
        "base_url": "",
        "language": "en",
        "direction": "ltr",
        "menu": (Link("About", "/about/"),),
        "publisher": None,
        "kinds": tuple(Kind),
    }
    return Chrome(**(values | changes))  # type: ignore[arg-type]


def article(**changes: object) -> ArticleView:
    values: dict[str, object] = {
        "address": "/2022/09/13/xi-putin-samarkand/",
        "crumbs": (Crumb("/"), Crumb("/2022/", period=Period(date(2022, 1, 1), "year"))),
        "title": "Xi, Putin to meet in Samarkand",
        "language": "en",
        "direction": "ltr",
        "moment": UNTIMED,
        "source": SOURCE,
        "source_url": "",
        "archived_url": "",
        "retrieved": None,
        "authors": (),
        "dateline": "",
        "section": None,
        "summary": "",
        "description": "",
        "updated": None,
        "corrections": (),
        "picture": None,
        "gallery": (),
        "map": None,
        "series": None,
        "body": "",
        "targets": (),
        "excerpt": "",
        "rights": "full",
        "license": None,
        "tags": (),
        "about": (),
        "mentions": (),
        "text_pictures": (),
        "marks": (),
        "similar": (),
        "related": (),
        "earlier": None,
        "later": None,
        "translation_of": None,
        "versions": (),
        "default_version": "",
        "mark": "",
    }
    return ArticleView(**(values | changes))  # type: ignore[arg-type]


def card(**changes: object) -> Card:
    values: dict[str, object] = {
        "address": "/2022/09/13/x/",
        "title": "A title",
        "moment": UNTIMED,
        "source": SOURCE,
        "section": None,
        "summary": "",
        "language": "en",
        "direction": "ltr",
    }
    return Card(**(values | changes))  # type: ignore[arg-type]


def front(*cards: Card) -> FrontView:
    day = Period(DAY, "day")
    return FrontView(
        lead=None,
        second=(),
        groups=(CardGroup(day, "/2022/09/13/", cards),) if cards else (),
        sections=(),
        lately=None,
        calendar=None,
        years=(CountedPeriod(Period(date(2022, 1, 1), "year"), "/2022/", 1),) if cards else (),
        count=len(cards),
    )


class Site:
    """A renderer with the default theme and, if any are written, templates of a site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def template(self, name: str, text: str | bytes) -> "Site":
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def renderer(self, **changes: object) -> Renderer:
        theme = default_theme()
        assets = dict.fromkeys(
            ("newsgen.css", "favicon.svg", "scheme.js", "keys.js", "cite.js", "keep.js"),
            "0123456789abc",
        )
        return Renderer(chrome(**changes), theme.templates, self.folder, assets, "1.2.3")

    def draw(self, view: View, template: str, body: str = "", **changes: object) -> str:
        address = view.address if not isinstance(view, FrontView) else "/"
        return self.renderer(**changes).render(Page(address, template, view), body).decode()

    def article(self, body: str = "", **changes: object) -> str:
        return self.draw(article(**changes), "article.html", body)

    def refusal(self, **changes: object) -> str:
        with pytest.raises(TemplateProblem) as caught:
            self.article(**changes)
        return str(caught.value.problem)

    def complaints(self) -> list[str]:
        return [str(found) for found in self.renderer().check()]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "templates")


def text(html: str) -> str:
    """What a reader sees, spaces evened out."""
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            seen.append(data)

    Reader().feed(html)
    return " ".join("".join(seen).split())


# --- What pages say ------------------------------------------------------------------------------


def test_an_article_shows_where_it_comes_from(site: Site) -> None:
    html = site.article(
        source_url="https://www.example.org/news/1",
        archived_url="https://kept.example.net/1",
        retrieved=date(2022, 9, 14),
        authors=tuple(
            AuthorLink(name, f"/authors/{name.lower()}/", AuthorName(name)) for name in "ABC"
        ),
        dateline="Samarkand",
        updated=TIMED,
    )
    seen = text(html)
    assert "Anue Juheng By A, B and C Samarkand, 13 September 2022" in seen
    assert "Updated 13 September 2022, 18:30 UTC+5" in seen
    assert "First published at example.org Kept copy kept.example.net" in seen
    assert "Retrieved 14 September 2022" in seen
    assert (
        '<a href="https://www.example.org/news/1" rel="external noopener" '
        'data-versionurl="https://kept.example.net/1" data-versiondate="2022-09-14">example.org<'
        in html
    )


def test_dates_are_for_machines_too(site: Site) -> None:
    html = site.article(moment=TIMED)
    assert (
        '<time datetime="2022-09-13T18:30:00+05:00">13 September 2022, 18:30 UTC+5</time>' in html
    )
    assert '<time datetime="2022-09-13">13 September 2022</time>' in site.article()


def test_corrections_names_and_tags_are_shown_with_their_articles(site: Site) -> None:
    seen = text(
        site.article(
            corrections=(Correction(date(2022, 9, 16), "The day was wrong."),),
            about=(NameGroup(Kind.PERSON, (Link("Xi Jinping", "/people/xi-jinping/"),)),),
            tags=(Link("SCO", "/tags/sco/"),),
        )
    )
    assert "Correction 16 September 2022: The day was wrong." in seen
    assert "People Xi Jinping Tags SCO" in seen


def test_symbolic_targets_become_relative_links(site: Site) -> None:
    html = site.article(
        '<a href="newsgen:article/b.md">there</a> and <a href="newsgen:article/gone.md">gone</a>',
        targets=(("newsgen:article/b.md", "/2022/09/14/b/"), ("newsgen:article/gone.md", None)),
    )
    assert '<a href="../../../../2022/09/14/b/">there</a> and gone' in html


@pytest.mark.parametrize(
    "rights, excerpt, sentence",
    [
        ("excerpt", "First words…", "First words… Only an excerpt is kept here"),
        ("metadata", "", "Only the record is kept here"),
    ],
)
def test_a_text_that_may_not_be_shown_is_excused(
    site: Site, rights: str, excerpt: str, sentence: str
) -> None:
    html = site.article(rights=rights, excerpt=excerpt, source_url="https://example.org/1")
    assert sentence in text(html)
    assert "Read the article at example.org." in text(html)


def test_a_draft_says_so_and_keeps_search_engines_away(site: Site) -> None:
    html = site.article(mark="draft")
    assert "Draft. This article is not published" in text(html)
    assert '<meta name="robots" content="noindex">' in html
    assert "noindex" not in site.article()


def test_a_tombstone_tells_since_when_and_why(site: Site) -> None:
    view = TombstoneView(
        address="/2022/09/13/x/",
        crumbs=(Crumb("/"),),
        title="A title",
        language="en",
        direction="ltr",
        moment=UNTIMED,
        source=SOURCE,
        withdrawn=Withdrawal(date(2022, 9, 20), "It could not be confirmed."),
    )
    html = site.draw(view, "tombstone.html")
    assert "withdrawn on 20 September 2022. It could not be confirmed." in text(html)
    assert '<meta name="robots" content="noindex">' in html


def test_a_title_is_never_markup(site: Site) -> None:
    html = site.article(title='<script>alert("1")</script> & "quotes"', description='" onload="x')
    assert "<script>" not in html
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &#34;quotes&#34;" in html
    assert 'content="&#34; onload=&#34;x"' in html


def test_a_text_in_another_language_says_which(site: Site) -> None:
    html = site.article(title="قمة سمرقند", language="ar", direction="rtl")
    assert '<html lang="en" dir="ltr">' in html
    assert '<h1 lang="ar" dir="rtl">قمة سمرقند</h1>' in html
    listing = site.draw(front(card(title="习近平", language="zh")), "front.html")
    assert '<a href="2022/09/13/x/" lang="zh" dir="ltr">习近平</a>' in listing


def test_an_empty_archive_says_so(site: Site) -> None:
    assert "No articles yet." in text(site.draw(front(), "front.html"))
    empty = IndexView("/events/", (Crumb("/"),), Kind.EVENT, (), 0, None, ())
    assert "Events Nothing here yet." in text(site.draw(empty, "index.html"))


def test_counts_know_singular_and_plural(site: Site) -> None:
    names = (
        IndexEntry("One", "/tags/one/", 1, Kind.TAG),
        IndexEntry("Many", "/tags/many/", 1234, Kind.TAG),
    )
    index = IndexView("/tags/", (Crumb("/"),), Kind.TAG, (), 2, None, (LetterGroup("M", names),))
    assert "One 1 article Many 1,234 articles" in text(site.draw(index, "index.html"))


def test_canonical_links_need_an_address_to_be_published_at(site: Site) -> None:
    view = PlainPageView("/über/", (Crumb("/"),), "About", "en", "ltr", "", "", (), ())
    assert "canonical" not in site.draw(view, "plain.html")
    html = site.draw(view, "plain.html", base_url="https://example.org/archive/")
    assert '<link rel="canonical" href="https://example.org/archive/%C3%BCber/">' in html


def test_an_address_that_a_template_spells_out_follows_the_base_url(site: Site) -> None:
    site.template("article.html", "{{ '/tags/'|absolute }}")
    for base_url in ("https://example.org/archive/", "https://example.org/"):
        drawn = site.draw(article(), "article.html", base_url=base_url)
        assert drawn.strip() == f"{base_url}tags/"


def test_a_redirect_leads_on_without_script(site: Site) -> None:
    html = site.draw(RedirectView("/old/", "/people/xi-jinping/"), "redirect.html")
    assert '<meta http-equiv="refresh" content="0; url=../people/xi-jinping/">' in html
    assert '<link rel="canonical" href="../people/xi-jinping/">' in html
    assert '<a href="../people/xi-jinping/">' in html


def test_the_page_for_wrong_addresses_finds_its_style_at_any_depth(site: Site) -> None:
    view = NotFoundView("/404.html")
    html = site.draw(view, "not_found.html", base_url="https://example.org/archive/")
    assert 'href="/archive/static/newsgen.css?v=0123456789"' in html
    assert 'href="/archive/tags/"' in html


def test_a_page_has_nothing_from_elsewhere_and_no_script_or_style_in_it(site: Site) -> None:
    html = site.article("<p>Text.</p>")
    assert html.startswith("<!doctype html>\n")
    assert html.endswith("</html>\n")
    assert re.findall(r"<script[^>]*>[^<]*", html) == [
        '<script src="../../../../static/scheme.js?v=0123456789">',
        '<script src="../../../../static/keys.js?v=0123456789" defer>',
        '<script src="../../../../static/cite.js?v=0123456789" defer>',
        '<script src="../../../../static/keep.js?v=0123456789" defer'
        ' data-keep="Keep for later" data-kept="Kept">',
    ]
    assert "<style" not in html
    assert " style=" not in html
    assert "http" not in html
    assert '<meta name="generator" content="newsgen 1.2.3">' in html


# --- Templates of the site -----------------------------------------------------------------------


def test_a_site_overrides_one_block_of_the_theme(site: Site) -> None:
    site.template(
        "article.html",
        '{% extends "newsgen/article.html" %}\n'
        "{% block article_names %}<p>{{ page.source.label }} only</p>{% endblock %}",
    )
    html = site.article("<p>Text.</p>", tags=(Link("SCO", "/tags/sco/"),))
    assert "<p>Anue Juheng only</p>" in html
    assert "/tags/sco/" not in html
    assert "Text.</p>" in html
    assert site.complaints() == []


def test_a_site_overrides_one_part_of_every_page(site: Site) -> None:
    site.template(
        "parts/names.html", "{% macro names(links) %}{{ links|length }} names{% endmacro %}"
    )
    assert "1 names" in site.article(tags=(Link("SCO", "/tags/sco/"),))


def pages(renderer: Renderer, *views: ArticleView) -> list[str]:
    """Several articles drawn one after another, as a build draws them."""
    drawn = (renderer.render(Page(view.address, "article.html", view), "") for view in views)
    return [html.decode().strip() for html in drawn]


FIRST = article(address="/2022/a/", title="First & foremost")
SECOND = article(address="/2022/09/13/b/", title="Second", moment=TIMED)


_MACRO = "{% macro m(x, y=1) %}"
_OTHER = _MACRO + "{{ o() }}{% endmacro %}"
_TITLE = _MACRO + "{{ page.title }}{% endmacro %}"


@pytest.mark.parametrize(
    "part, said",
    [
        # What a macro uses of the page is that of the page it is drawn on …
        (_TITLE, "{title}"),
        (_MACRO + "{{ address }} {{ link('/') }}{% endmacro %}", "{address} {root}"),
        (
            _MACRO + "{{ asset('newsgen.css') }}{% endmacro %}",
            "{root}static/newsgen.css?v=0123456789",
        ),
        # … through a macro of its own, one that it imports, and what stands around the macros …
        (_TITLE.replace("m(", "n(") + _MACRO + "{{ n() }}{% endmacro %}", "{title}"),
        ("{% from 'parts/o.html' import o with context %}" + _OTHER, "{title}"),
        ("{% set own = page.title %}" + _MACRO + "{{ own }}{% endmacro %}", "{title}"),
        # … also where the template that imports it has given a name another meaning …
        (_MACRO + "{{ colour }}{% endmacro %}", "red {title}"),
        (_MACRO + "{{ generator }}{% endmacro %}", "by {title}"),
        # … and it says what it is given.
        (_MACRO + "{{ x }}{{ y }}{% endmacro %}", "{title}1"),
    ],
)
def test_a_macro_sees_the_page_that_it_is_drawn_on(site: Site, part: str, said: str) -> None:
    site.template("parts/m.html", part)
    site.template("parts/o.html", "{% macro o() %}{{ page.title }}{% endmacro %}")
    site.template(
        "article.html",
        '{% set colour = "red " ~ page.title %}{% set generator = "by " ~ page.title %}'
        '{% from "parts/m.html" import m with context %}{{ m(page.title) }}',
    )
    first = said.format(title="First &amp; foremost", address=FIRST.address, root="../../")
    second = said.format(title="Second", address=SECOND.address, root="../../../../")
    assert pages(site.renderer(), FIRST, SECOND, FIRST) == [first, second, first]


def test_macros_may_import_each_other(site: Site) -> None:
    for one, other in (("even", "odd"), ("odd", "even")):
        site.template(
            f"parts/{one}.html",
            f'{{% macro {one}(n) %}}{{% from "parts/{other}.html" import {other} with context %}}'
            f"{{{{ n }}}}{{% if n %}}{{{{ {other}(n - 1) }}}}{{% endif %}}{{% endmacro %}}",
        )
    site.template("article.html", '{% from "parts/odd.html" import odd with context %}{{ odd(3) }}')
    assert pages(site.renderer(), FIRST) == ["3210"]


def test_what_was_compiled_once_is_not_parsed_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pages(site.renderer(), FIRST)

    def parse(environment: Environment, source: str, name: str | None = None) -> None:
        raise AssertionError(f"{name} is parsed")

    monkeypatch.setattr(Environment, "parse", parse)
    assert pages(site.renderer(), FIRST) == first


def test_a_macro_tells_what_is_html_from_what_only_looks_like_it(site: Site) -> None:
    site.template("parts/m.html", "{% macro m(x) %}{{ x }}{{ t('Tags') }}{% endmacro %}")
    site.template(
        "article.html",
        '{% from "parts/m.html" import m with context %}'
        '{{ m("<b>") }} {{ m("<b>"|safe) }} {{ m(1) }} {{ m(1.0) }} {{ m(true) }}',
    )
    said = "&lt;b&gt;Tags <b>Tags 1Tags 1.0Tags TrueTags"
    assert pages(site.renderer(), FIRST, SECOND) == [said, said]


def test_what_a_macro_gives_is_drawn_once_for_the_pages_of_a_depth(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    monkeypatch.setattr(Localizer, "number", lambda _, number: drawn.append(number) or f"{number}")
    site.template("parts/m.html", "{% macro m(x) %}{{ x|number }}{{ link('/a/') }}{% endmacro %}")
    site.template(
        "article.html",
        '{% from "parts/m.html" import m with context %}{{ m(7) }} {{ m(8) }} {{ m(7) }}',
    )
    other = article(address="/2022/b/")
    said = "7{0}a/ 8{0}a/ 7{0}a/"
    high, deep = said.format("../" * 2), said.format("../" * 4)
    assert pages(site.renderer(), FIRST, SECOND, other, SECOND) == [high, deep, high, deep]
    assert drawn == [7, 8, 7, 8]


def test_a_page_runs_no_part_of_the_theme_that_another_page_has_run(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[str | None] = []
    make = Template.make_module

    def make_module(template: Template, *details: Any, **more: Any) -> TemplateModule:
        run.append(template.name)
        return make(template, *details, **more)

    monkeypatch.setattr(Template, "make_module", make_module)
    renderer = site.renderer(publisher=Link("The Desk", "https://desk.example/"))
    drawn = [
        Page("/2022/09/13/a/", "article.html", article()),
        Page("/", "front.html", front(card())),
        Page("/404.html", "not_found.html", NotFoundView("/404.html")),
    ]
    for again in (False, True):
        run.clear()
        for page in drawn:
            renderer.render(page)
        assert bool(run) != again


def test_a_macro_is_given_values_that_only_look_alike(site: Site) -> None:
    site.template("parts/m.html", "{% macro m(x, y=0) %}{{ x }}{% endmacro %}")
    calls = ("(1,)", "[1]", "((1,),)", "([1],)", "[(1,)]", "[[1]]", "1", "1.0", "true", "'1'")
    drawn = " ".join("{{ m(" + call + ", 0) }}" for call in calls)
    site.template("article.html", '{% from "parts/m.html" import m with context %}' + drawn)
    said = "(1,) [1] ((1,),) ([1],) [(1,)] [[1]] 1 1.0 True 1"
    assert pages(site.renderer(), FIRST, SECOND) == [said, said]


def test_values_that_are_encoded_alike_are_told_apart_wherever_they_are() -> None:
    fragments = Fragments(frozenset())
    kind = Kind.TAG
    for value, plain in (
        (kind, kind.value),
        ((kind,), (kind.value,)),
        (((kind,),), ((kind.value,),)),
    ):
        for given in (value, plain, value):
            assert fragments.call(repr, (given,)) == repr(given)


@pytest.mark.parametrize("value", ["2 ** 70", "'%c' % 0xD800", "none", "loop", "page.crumbs"])
def test_a_macro_may_be_given_anything(site: Site, value: str) -> None:
    site.template("parts/m.html", "{% macro m(x) %}{{ x is defined }}{% endmacro %}")
    imported = '{% from "parts/m.html" import m with context %}'
    loop = "{% for x in [1] %}{{ m(" + value + ") }}{% endfor %}"
    site.template("article.html", imported + loop)
    assert pages(site.renderer(), FIRST, SECOND) == ["True", "True"]


@pytest.mark.parametrize(
    "call, said",
    [
        ("m()", "-,2,3"),
        ('m("<a>")', "&lt;a&gt;,2,3"),
        ("m(1, z=0)", "1,2,0"),
        ("m(1, 0, 0)|length", "5"),
        ("rest(1, 2, a=3)", "(2,){'a': 3}"),
        ("m() ~ '<'", "-,2,3&lt;"),
        ("(m)(1)", "1,2,3"),
        ("range(3)|list", "[0, 1, 2]"),
        ("2 if m is undefined else 1", "1"),
    ],
)
def test_a_macro_may_be_called_in_every_way_that_jinja_knows(
    site: Site, call: str, said: str
) -> None:
    macros = (
        '{% macro m(x="-", y=2, z=3) %}{{ x }},{{ y }},{{ z }}{% endmacro %}'
        "{% macro rest(x) %}{{ varargs }}{{ kwargs|string|safe }}{% endmacro %}"
    )
    site.template("parts/m.html", macros)
    imported = '{% from "parts/m.html" import m, rest with context %}'
    for text in (macros, imported):
        site.template("article.html", text + "{{ " + call + " }}")
        assert pages(site.renderer(), FIRST, FIRST) == [said, said]


def test_a_macro_called_where_nothing_is_escaped_gives_plain_text(site: Site) -> None:
    macro = "{% macro m(x) %}{{ x }}{% endmacro %}"
    site.template(
        "article.html", macro + '{% autoescape false %}{{ m("<") ~ "<" }}{% endautoescape %}'
    )
    assert pages(site.renderer(), FIRST) == ["&lt;<"]


def test_a_page_that_cannot_be_drawn_leaves_nothing_to_the_next(site: Site) -> None:
    site.template("parts/m.html", "{% macro m() %}{{ page.section.label }}{% endmacro %}")
    site.template("article.html", '{% from "parts/m.html" import m with context %}{{ m() }}')
    renderer = site.renderer()
    whole = article(section=Link("World", "/sections/world/"))
    for _ in range(2):
        assert pages(renderer, whole) == ["World"]
        with pytest.raises(TemplateProblem, match="None"):
            pages(renderer, article())


def test_a_part_of_the_site_changes_the_ways_on_every_page(site: Site) -> None:
    theme = (default_theme().templates / "parts" / "words.html").read_text("utf-8")
    site.template(
        "parts/words.html", theme.replace("t(name_kinds[which].facts.plural)", "page.title")
    )
    first, second = pages(site.renderer(), FIRST, SECOND)
    assert first.count('people/">First &amp; foremost</a>') == 1
    assert second.count('people/">Second</a>') == 1


def test_the_way_to_where_a_reader_is_says_so(site: Site) -> None:
    index = IndexView("/tags/", (Crumb("/"),), Kind.TAG, (), 0, None, ())
    assert '<a href="../tags/" aria-current="page">Tags</a>' in site.draw(index, "index.html")
    below = IndexView("/tags/sco/", (Crumb("/"),), Kind.TAG, (), 0, None, ())
    assert '<a href="../../tags/" aria-current="true">Tags</a>' in site.draw(below, "index.html")
    assert site.article().count("aria-current") == 0


def test_no_menu_leads_to_what_is_empty(site: Site) -> None:
    page = site.draw(front(), "front.html", kinds=(Kind.TAG,))
    assert re.findall(r'<li><a href="(\w+)/">', page)[:3] == ["dates", "tags", "about"]


def test_messages_are_formatted_and_what_they_hold_is_escaped(site: Site) -> None:
    site.template(
        "article.html",
        '{{ t("%(n)s <b> by %(who)s", "%(n)s <b>s by %(who)s", n=1234, who=page.title) }}\n'
        '{{ t("100%% of %(what)s", what=body) }}',
    )
    html = site.article("<i>it</i>", title="<X>")
    assert html == "1,234 &lt;b&gt;s by &lt;X&gt;\n100% of <i>it</i>\n"


@pytest.mark.parametrize(
    "template, complaint",
    [
        ("{{ pag.title }}", 'there is no "pag" here; did you mean "page"?'),
        ("{{ page.titel }}", 'page has no "titel"; did you mean "title"?'),
        ("{% if page.titel %}{% endif %}", 'page has no "titel"; did you mean "title"?'),
        (
            "{{ page.section.label }}",
            '"label" was asked of a value that is None; '
            "ask first whether the value is there, with {% if … %}",
        ),
        (
            '{{ asset("newsgen.cs") }}',
            'there is no "newsgen.cs" among the static files; did you mean "newsgen.css"?',
        ),
        (
            '{{ link("javascript:alert(1)") }}',
            '"javascript:alert(1)" is not an address of this site and not one of the web',
        ),
        ('{{ t("a", "b") }}', 't("a", "b") needs a number n'),
        (
            "{{ 1 / 0 }}",
            "the line cannot be worked out: division by zero; "
            "look at the values this line works with",
        ),
        (
            "{% macro m(x) %}{% endmacro %}{{ m(1, 2) }}",
            "the line cannot be worked out: macro 'm' takes not more than 1 argument(s); "
            "look at the values this line works with",
        ),
        (
            "{{ page.title() }}",
            "the line cannot be worked out: 'str' object is not callable; "
            "look at the values this line works with",
        ),
        (
            "{{ m(1) }}",
            f'there is no "m" here; a template is given {", ".join(TEMPLATE_VARIABLES)}',
        ),
        ("{{ [1, 2]|random }}", 'there is no filter "random"'),
        (
            "{{ lipsum() }}",
            f'there is no "lipsum" here; a template is given {", ".join(TEMPLATE_VARIABLES)}',
        ),
    ],
)
def test_a_template_that_asks_in_vain_is_named_with_its_line(
    site: Site, template: str, complaint: str
) -> None:
    site.template("article.html", "\n\n" + template)
    code = "N501" if "filter" in complaint else "N502"
    assert site.refusal() == f"templates/article.html:3:1: {complaint} [{code}]"


def test_a_fault_in_a_part_is_named_there(site: Site) -> None:
    site.template("parts/names.html", "{% macro names(links) %}\n{{ links.first }}\n{% endmacro %}")
    assert site.refusal(tags=(Link("SCO", "/tags/sco/"),)) == (
        'templates/parts/names.html:2:1: a tuple has no "first" [N502]'
    )


def test_a_fault_in_the_theme_is_named_as_the_themes(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "article.html").write_text("{{ page.nothing }}", "utf-8")
    renderer = Renderer(chrome(), theme, None)
    with pytest.raises(TemplateProblem) as caught:
        renderer.render(Page("/x/", "article.html", article()))
    assert str(caught.value.problem.location) == "newsgen theme: article.html:1:1"


# --- Templates checked before any page is drawn --------------------------------------------------


def test_the_theme_itself_has_no_fault(site: Site) -> None:
    assert site.complaints() == []


@pytest.mark.parametrize(
    "template, complaint",
    [
        ("{% if %}", ":1:1: expected an expression, got"),
        ("a\n{% block x %}", ":2:1: unexpected end of template"),
        (
            "a\n\n{{ page.title|daet }}",
            ':3:1: there is no filter "daet"; did you mean "date"? [N501]',
        ),
        (
            "{% extends 'bas.html' %}",
            ':1:1: there is no template "bas.html"; did you mean "base.html"?',
        ),
        ("\n{% include page.template %}", ":2:1: a template is named by an expression; write"),
        ("{% extends 'a.html' if page else 'base.html' %}", ":1:1: a template is named by an"),
        ("{% from 'parts/' ~ page.x import y %}", ":1:1: a template is named by an expression"),
        (
            "{% extends 'x.html' %}",
            ":1:1: the template extends itself; the theme's own template is",
        ),
        (b"\xff\xfe", ": is not UTF-8 text; save it as UTF-8 [N501]"),
    ],
)
def test_a_template_at_fault_is_found_before_any_page(
    site: Site, template: str | bytes, complaint: str
) -> None:
    (found,) = site.template("x.html", template).complaints()
    assert found.startswith(f"templates/x.html{complaint}")


def test_an_include_may_be_optional(site: Site) -> None:
    site.template(
        "x.html", '{% include "advert.html" ignore missing %}{% include ["a", "base.html"] %}'
    )
    assert site.complaints() == []


def test_a_site_that_is_the_theme_is_checked_once(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{{", "utf-8")
    found = Renderer(chrome(), tmp_path, tmp_path).check()
    assert [str(each.location) for each in found] == ["templates/a.html:1:1"]


# --- Languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "language, day, month, year, number",
    [
        ("en", "13 September 2022", "September 2022", "2022", "1,234"),
        ("en-US", "September 13, 2022", "September 2022", "2022", "1,234"),
        ("zh-Hans-CN", "2022年9月13日", "2022年9月", "2022年", "1,234"),
        ("ru", "13 сентября 2022\u202fг.", "сентябрь 2022\u202fг.", "2022", "1\xa0234"),
        ("de-x-private", "13. September 2022", "September 2022", "2022", "1.234"),
        ("qqq", "13 September 2022", "September 2022", "2022", "1,234"),
    ],
)
def test_dates_and_numbers_are_written_as_in_the_language_of_the_site(
    language: str, day: str, month: str, year: str, number: str
) -> None:
    speech = make_localizer(language)
    spans = Period(DAY, "day"), Period(date(2022, 9, 1), "month"), Period(date(2022, 1, 1), "year")
    assert tuple(map(speech.date, spans)) == (day, month, year)
    assert speech.number(1234) == number


@pytest.mark.parametrize(
    "language, first, last",
    [("en", "Monday M", [29, 30]), ("ar-EG", "السبت س", [27, 28, 29, 30])],
)
def test_weeks_begin_as_they_do_where_the_language_is_spoken(
    language: str, first: str, last: list[int]
) -> None:
    speech = make_localizer(language)
    weeks = speech.weeks(Period(date(2024, 4, 1), "month"))
    assert {len(week) for week in weeks} == {7}
    assert [day.day for week in weeks for day in week if day] == list(range(1, 31))
    assert [day.day for day in weeks[-1] if day] == last
    begins = weeks[1][0]
    assert begins
    assert f"{speech.weekday(begins)} {speech.weekday(begins, short=True)}" == first


@pytest.mark.parametrize(
    "offset, shown, told",
    [
        (0, "13:30 UTC", "2022-09-13T13:30:00+00:00"),
        (5 * 60, "18:30 UTC+5", "2022-09-13T18:30:00+05:00"),
        (-210, "10:00 UTC−3:30", "2022-09-13T10:00:00-03:30"),
        (267, "17:57 UTC+4:27", "2022-09-13T17:57:00+04:27"),
    ],
)
def test_a_time_is_shown_by_the_clock_it_was_written_by(offset: int, shown: str, told: str) -> None:
    moment = Moment(DAY, TIMED.at, offset)
    assert make_localizer("en").clock(moment) == shown
    assert iso_date(moment) == told


_DATES = """
from datetime import UTC, date, datetime
from newsgen.render.localizer import make_localizer
from newsgen.model.article import Moment
from newsgen.model.period import Period
moment = Moment(date(2022, 1, 1), datetime(2021, 12, 31, 19, 30, tzinfo=UTC), 5 * 60)
months = Period(date(2022, 1, 1), "month"), Period(date(2022, 1, 1), "year")
for language in ("en", "ru", "ar", "zh"):
    for when in (moment, date(2022, 1, 1), *months):
        print(ascii(make_localizer(language).date(when)))
"""


def test_neither_locale_nor_time_zone_of_the_machine_matters() -> None:
    def dates(**machine: str) -> str:
        environment = {"PYTHONPATH": os.pathsep.join(sys.path)} | machine
        command = [sys.executable, "-c", _DATES]
        done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
        return done.stdout

    plain = dates()
    assert "1 January 2022, 00:30 UTC+5" in plain
    assert dates(TZ="America/New_York", LANG="ru_RU.UTF-8", LC_ALL="zh_TW.UTF-8") == plain
    assert dates(TZ="Pacific/Kiritimati", LC_ALL="nonsense") == plain
    assert dates(TZ="no such zone", LANGUAGE="ar") == plain
