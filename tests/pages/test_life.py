"""An article's life: before publication, put right, withdrawn, moved; and what goes with it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from support.sites import Site, tree

WITHDRAWN = {"date": "2022-09-20", "note": "It was wrong."}
NOINDEX = '<meta name="robots" content="noindex">'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def mentions(site: Site, word: str) -> list[str]:
    """The published files that hold a word anywhere."""
    return [path for path, data in tree(site.out).items() if word.encode() in data]


def left_out(site: Site) -> dict[str, str]:
    return {each.path: each.reason for each in site.outcome.omissions}


def codes(site: Site) -> list[str]:
    return [found.code for found in site.outcome.problems]


# --- Before publication --------------------------------------------------------------------------


def test_a_draft_is_left_out_everywhere_and_said_to_be(site: Site) -> None:
    site.article("shown").article("unseen-yet", tags=["Only here"], status="draft").build().ok()
    assert left_out(site) == {"articles/unseen-yet.md": "draft"}
    assert site.outcome.article_count == 1
    assert mentions(site, "unseen-yet") == []
    assert mentions(site, "Only here") == []


def test_drafts_are_shown_on_demand_and_marked(site: Site) -> None:
    site.article("hidden", status="draft").article("later", embargo="2022-12-01").article("open")
    site.build(drafts=True).ok()
    assert left_out(site) == {}
    site.assert_shows("/2022/09/13/hidden/", "Draft.", NOINDEX)
    site.assert_shows("/2022/09/13/later/", "Embargoed.", NOINDEX)
    assert "Draft" in site.text("/sources/desk/")
    assert "Embargoed" in site.text("/sources/desk/")
    assert NOINDEX not in site.page("/2022/09/13/open/")


def test_a_build_without_drafts_takes_them_away_again(site: Site) -> None:
    site.article("a").article("hidden", status="draft").build(drafts=True).ok()
    site.assert_pages("/2022/09/13/hidden/").build().ok().assert_no_pages("/2022/09/13/hidden/")


@pytest.mark.parametrize(
    "embargo, zone, ends",
    [
        ("2022-09-15T08:00:00+05:00", "UTC", "2022-09-15T03:00:00+00:00"),
        ("2022-09-15T08:00:00Z", "Asia/Samarkand", "2022-09-15T08:00:00+00:00"),
        ("2022-09-15 08:00", "Asia/Samarkand", "2022-09-15T03:00:00+00:00"),
        ("2022-09-15 08:00", "America/New_York", "2022-09-15T12:00:00+00:00"),
        ("2022-09-15", "Asia/Samarkand", "2022-09-14T19:00:00+00:00"),
        ("2022-09-15", "UTC", "2022-09-15T00:00:00+00:00"),
    ],
)
def test_an_embargo_ends_at_its_instant(tmp_path: Path, embargo: str, zone: str, ends: str) -> None:
    site = Site(tmp_path, f"title: The Test File\ntimezone: {zone}\n")
    site.article("secret", embargo=embargo)
    end = datetime.fromisoformat(ends)
    assert "/2022/09/13/secret/" not in site.plan(now=end - timedelta(seconds=1))
    assert "/2022/09/13/secret/" in site.plan(now=end)


@pytest.mark.parametrize(
    "embargo, told",
    [
        ("2022-12-15T08:00:00+05:00", "embargoed until 2022-12-15T08:00:00+05:00"),
        ("2022-12-15", "embargoed until 2022-12-15"),
    ],
)
def test_an_embargoed_article_is_nowhere_and_said_to_be(
    site: Site, embargo: str, told: str
) -> None:
    site.article("shown").article("secret", tags=["Only here"], embargo=embargo).build().ok()
    assert left_out(site) == {"articles/secret.md": told}
    assert mentions(site, "secret") == []
    assert mentions(site, "Only here") == []


@pytest.mark.parametrize(
    "name, reason",
    [("_notes", "its name starts with _"), ("README", "README file"), ("readme.en", "README file")],
)
def test_what_is_no_article_is_left_out_and_said_to_be(site: Site, name: str, reason: str) -> None:
    site.article("a").write(f"articles/2022/{name}.md", "No front matter here.\n").build().ok()
    assert left_out(site) == {f"articles/2022/{name}.md": reason}


# --- Put right ------------------------------------------------------------------------------------


def test_corrections_stand_at_the_article_and_on_their_page(site: Site) -> None:
    first = {"date": "2022-09-15", "note": "It was Tuesday."}
    second = {"date": "2022-09-16", "note": "It was 3, not 4."}
    site.article("a", corrections=[first, second], updated="2022-09-16")
    site.article("b", updated="2022-09-14").article("c").build().ok()
    article = site.text("/2022/09/13/a/")
    assert article.index("It was 3, not 4.") < article.index("It was Tuesday.")
    assert "Updated 16 September 2022" in article
    assert "Updated 14 September 2022" in site.text("/2022/09/13/b/")
    changes = site.text("/corrections/")
    order = ["16 September 2022", "It was 3", "15 September 2022", "Tuesday", "14 September 2022"]
    assert [changes.index(word) for word in order] == sorted(changes.index(word) for word in order)
    # The correction of the 16th says why the article was updated: it is not told twice.
    assert changes.count("Updated.") == 1
    assert site.article_slugs("/corrections/") == ["a", "b"]


def test_what_is_not_shown_has_no_corrections(site: Site) -> None:
    corrections = [{"date": "2022-09-15", "note": "It was the seventh."}]
    site.article("a", corrections=corrections, status="draft")
    site.article("b", corrections=corrections, withdrawn=WITHDRAWN).build().ok()
    assert mentions(site, "the seventh") == []
    assert "No corrections so far." in site.text("/corrections/")


def test_many_corrections_are_listed_by_year(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nlistings: {newest: 2}\n")
    for number, day in enumerate(("2021-12-31", "2022-01-01", "2022-01-02")):
        notes = [{"date": day, "note": f"Note {number}."}]
        site.article(f"a{number}", date="2021-11-11", corrections=notes)
    site.build().ok()
    assert site.article_slugs("/corrections/") == ["a2", "a1"]
    assert {"/corrections/2021/", "/corrections/2022/"} <= set(site.links("/corrections/"))
    assert site.article_slugs("/corrections/2022/") == ["a2", "a1"]
    assert site.article_slugs("/corrections/2021/") == ["a0"]


def test_the_corrections_page_leads_to_the_policy(tmp_path: Path) -> None:
    policy = "publisher: {name: Us, corrections_policy: pages/policy.md}"
    site = Site(tmp_path, f"title: The Test File\n{policy}\n").article()
    site.write("pages/policy.md", "---\ntitle: Policy\n---\nWe own up.\n").build().ok()
    assert "/policy/" in site.links("/corrections/")


# --- Withdrawn ------------------------------------------------------------------------------------


def test_a_withdrawn_article_leaves_its_address_a_date_and_a_note(site: Site) -> None:
    body = "A secret in the text.\n\n![A map](map.svg)"
    site.article("a", tags=["SCO"]).write("articles/map.svg", "<svg/>")
    site.article("gone", body, tags=["SCO", "Lost"], authors=["A. Writer"], withdrawn=WITHDRAWN)
    site.build().ok()
    site.assert_shows("/2022/09/13/gone/", NOINDEX)
    tombstone = site.text("/2022/09/13/gone/")
    assert "gone" in tombstone
    assert "withdrawn on 20 September 2022" in tombstone
    assert "It was wrong." in tombstone
    # Nothing of it is anywhere else: no text, no file, no listing, no name, no count.
    assert mentions(site, "A secret") == []
    assert "2022/09/13/gone/map.svg" not in tree(site.out)
    assert mentions(site, "/gone/") == mentions(site, "Lost") == mentions(site, "A. Writer") == []
    assert site.outcome.article_count == 1
    assert "SCO 1 article" in site.text("/tags/")
    for address in ("/", "/2022/", "/2022/09/", "/2022/09/13/", "/sources/desk/", "/tags/sco/"):
        assert site.article_slugs(address) == ["a"]


def test_a_draft_that_is_withdrawn_shows_its_tombstone_to_editors_alone(site: Site) -> None:
    site.article("a").article("gone", tags=["Lost"], status="draft", withdrawn=WITHDRAWN)
    assert "withdrawn on" in site.build(drafts=True).ok().main("2022/09/13/gone/")
    site.build().ok().assert_no_pages("2022/09/13/gone/")


def test_the_source_of_withdrawn_articles_alone_has_a_page_but_is_not_listed(site: Site) -> None:
    site.article("a").article("gone", source="Rumour", withdrawn=WITHDRAWN).build().ok()
    assert "/sources/rumour/" in site.links("/2022/09/13/gone/")
    assert site.article_slugs("/sources/rumour/") == []
    assert "Rumour" not in site.text("/sources/")


def test_a_link_to_a_withdrawn_article_leads_to_what_is_left(site: Site) -> None:
    site.article("a", "See [the other](gone.md).").article("gone", withdrawn=WITHDRAWN)
    site.build().ok()
    assert "/2022/09/13/gone/" in site.links("/2022/09/13/a/")
    assert codes(site) == []


def test_withdrawing_takes_the_article_out_of_the_published_tree(site: Site) -> None:
    site.article("a").article("gone", "A secret.", tags=["Lost"]).build().ok()
    site.assert_pages("/tags/lost/")
    site.article("gone", "A secret.", tags=["Lost"], withdrawn=WITHDRAWN).build().ok()
    site.assert_pages("/2022/09/13/gone/").assert_no_pages("/tags/lost/")
    assert mentions(site, "A secret") == []


# --- Moved ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "alias, address, rule",
    [
        ("/old/place/", "/old/place/", "/old/place/"),
        ("/old", "/old/", "/old"),
        ("/old.html", "/old.html", "/old.html"),
        ("/新聞/舊文/", "/新聞/舊文/", "/%E6%96%B0%E8%81%9E/%E8%88%8A%E6%96%87/"),
        ("/caf%C3%A9/", "/café/", "/caf%C3%A9/"),
    ],
)
def test_an_alias_redirects(site: Site, alias: str, address: str, rule: str) -> None:
    site.article("a", aliases=[alias]).build().ok()
    depth = "../" * (address.count("/") - 1)
    target = f"{depth}2022/09/13/a/"
    site.assert_shows(
        address,
        f'<meta http-equiv="refresh" content="0; url={target}">',
        f'<link rel="canonical" href="{target}">',
        f'<a href="{target}">',
    )
    rules = (site.out / "_redirects").read_text("utf-8")
    assert rules == f"{rule} /2022/09/13/a/ 301\n"


def test_redirects_know_where_the_archive_will_be(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nbase_url: https://example.org/archive\n")
    site.article("a", aliases=["/old/"]).build().ok()
    canonical = '<link rel="canonical" href="https://example.org/archive/2022/09/13/a/">'
    site.assert_shows("/old/", canonical, 'content="0; url=../2022/09/13/a/"')
    rules = (site.out / "_redirects").read_text("utf-8")
    assert rules == "/archive/old/ /archive/2022/09/13/a/ 301\n"


def test_without_redirects_there_is_no_list_of_them(site: Site) -> None:
    site.article("a", aliases=["/old/"]).build().ok()
    site.article("a").build().ok().assert_no_pages("/_redirects", "/old/")


def test_the_alias_of_a_withdrawn_article_leads_to_what_is_left(site: Site) -> None:
    site.article("gone", aliases=["/old/"], withdrawn=WITHDRAWN).build().ok()
    site.assert_shows("/old/", "url=../2022/09/13/gone/")


def test_a_former_name_redirects_and_another_spelling_does_not(site: Site) -> None:
    site.write(
        "authorities/organizations.yml",
        "Shanghai Cooperation Organization: {aliases: [SCO], former: [Shanghai Five, 上海五国]}\n",
    )
    site.article("a", entities=["Shanghai Five"]).article("b", entities=["SCO"]).build().ok()
    name = "/organizations/shanghai-cooperation-organization/"
    assert site.article_slugs(name) == ["b", "a"]
    for former in ("/organizations/shanghai-five/", "/organizations/上海五国/"):
        site.assert_shows(former, "url=../../organizations/shanghai-cooperation-organization/")
    site.assert_no_pages("/organizations/sco/")
    assert "Shanghai Five" in site.text(name)


def test_the_years_and_months_of_a_former_name_redirect_where_they_have_pages(site: Site) -> None:
    site.write("authorities/tags.yml", "Commerce: {former: [Trade]}\n")
    for year in (2021, 2022):
        for month in (8, 9):
            site.article(f"{year}-{month}", date=f"{year}-0{month}-13", tags=["Trade"])
    listings = "title: The Test File\nsearch: false\nlistings: {newest: %d, year: 1}\n"
    site.write("newsgen.yml", listings % 4).build().ok()
    site.assert_no_pages("/tags/trade/2022/")  # all its articles are on one page
    site.write("newsgen.yml", listings % 3).build().ok()
    site.assert_shows("/tags/trade/2022/", "url=../../../tags/commerce/2022/")
    site.assert_shows("/tags/trade/2021/08/", "url=../../../../tags/commerce/2021/08/")


def test_an_address_that_vanishes_is_told_with_the_line_that_keeps_it(site: Site) -> None:
    site.article("a", tags=["Trade"]).article("b").build().ok()
    assert site.outcome.removed_urls == ()
    site.delete("articles/a.md").article("better", tags=["Commerce"]).build().ok()
    told = {each.address: each.hint for each in site.outcome.removed_urls}
    assert set(told) == {"/2022/09/13/a/", "/tags/trade/"}
    assert "aliases: [/2022/09/13/a/]" in told["/2022/09/13/a/"]
    assert "former:" in told["/tags/trade/"]
    assert "authorities/tags.yml" in told["/tags/trade/"]
    # Doing as told brings the address back.
    site.article("better", tags=["Commerce"], aliases=["/2022/09/13/a/"])
    site.write("authorities/tags.yml", "Commerce: {former: [Trade]}\n").build().ok()
    site.assert_shows("/2022/09/13/a/", "url=../../../../2022/09/13/better/").assert_shows(
        "/tags/trade/", "url=../../tags/commerce/"
    )
    assert site.outcome.removed_urls == ()


def test_an_article_keeps_its_address_when_its_file_moves(site: Site) -> None:
    site.article("2022-09-13-news").build().ok()
    site.delete("articles/2022-09-13-news.md")
    site.article("by-hand/2022-09-13-news", title="2022-09-13-news").build().ok()
    site.assert_pages("/2022/09/13/news/")
    assert site.outcome.removed_urls == ()
    assert site.outcome.rendered_count == 0


# --- Whose rights ---------------------------------------------------------------------------------

LONG = "The beginning of it. " + "Middle of the text. " * 40 + "The very end."


@pytest.mark.parametrize("rights, begins", [("full", True), ("excerpt", True), ("metadata", False)])
def test_no_more_of_a_text_is_published_than_its_rights_allow(
    site: Site, rights: str, begins: bool
) -> None:
    url = "https://example.org/there"
    site.article("a", LONG, rights=rights, source_url=url, tags=["SCO"]).build().ok()
    assert bool(mentions(site, "The beginning of it.")) == begins
    assert bool(mentions(site, "The very end.")) == (rights == "full")
    assert site.article_slugs("/tags/sco/") == ["a"]
    site.assert_shows("/2022/09/13/a/", f'href="{url}"')


@pytest.mark.parametrize("rights", ["excerpt", "metadata"])
def test_what_a_text_that_is_not_shown_refers_to_is_not_copied(site: Site, rights: str) -> None:
    site.write("articles/map.svg", "<svg/>").article("a", "![Map](map.svg)", rights=rights)
    site.build().ok().assert_no_pages("/2022/09/13/a/map.svg")


# --- Companions -----------------------------------------------------------------------------------


def test_images_and_attachments_are_copied_beside_their_page(site: Site) -> None:
    site.write("articles/2022/map.svg", "<svg/>").write("articles/2022/in/the paper.pdf", "%PDF")
    site.write("articles/2022/lead.png", b"\x89PNG")
    site.write("articles/2022/unused.png", b"\x89PNG")
    site.article(
        "2022/a",
        "![A map](map.svg) and [the paper](in/the%20paper.pdf).",
        image={"src": "lead.png", "alt": "A picture"},
    )
    site.build().ok()
    files = tree(site.out)
    beside = {path for path in files if path.startswith("2022/09/13/a/")}
    assert beside == {
        f"2022/09/13/a/{name}" for name in ("index.html", "map.svg", "the paper.pdf", "lead.png")
    }
    assert files["2022/09/13/a/the paper.pdf"] == b"%PDF"
    folder = "../../../../2022/09/13/a/"
    site.assert_shows(
        "/2022/09/13/a/",
        f'src="{folder}map.svg"',
        f'href="{folder}the%20paper.pdf"',
        f'src="{folder}lead.png"',
    )
    assert not any(path.endswith("unused.png") for path in files)


def test_two_articles_may_share_a_picture(site: Site) -> None:
    site.write("articles/map.svg", "<svg/>")
    site.article("a", "![A map](map.svg)").article("b", "![A map](map.svg)").build().ok()
    site.assert_pages("/2022/09/13/a/map.svg", "/2022/09/13/b/map.svg")


def test_a_link_to_an_articles_file_leads_to_its_page(site: Site) -> None:
    site.article("2022/a", "See [that](../2021/b.md#second-part) and [this](b.markdown).")
    site.article("2021/b", "## Second part\n\nText.", date="2021-01-02", title="b")
    site.write("articles/2022/b.markdown", "---\ntitle: b\nsource: D\ndate: 2022-09-13\n---\nText")
    site.build().ok()
    assert {"/2021/01/02/b/", "/2022/09/13/b/"} <= set(site.links("/2022/09/13/a/"))
    site.assert_shows("/2022/09/13/a/", "2021/01/02/b/#text-second-part")
    site.assert_shows("/2021/01/02/b/", 'id="text-second-part"')


def test_a_link_to_what_is_left_out_keeps_its_text_and_warns(site: Site) -> None:
    site.article("a", "Read [what comes next](b.md) soon.").article("b", status="draft").build()
    assert codes(site.ok()) == ["N202"]
    assert "Read what comes next soon." in site.text("/2022/09/13/a/")
    assert "/b/" not in site.page("/2022/09/13/a/")
    place = site.outcome.problems[0].location
    assert (place.path, place.line, place.column) == ("articles/a.md", 6, 24)


def test_a_link_to_nothing_is_an_error_at_its_place(site: Site) -> None:
    site.article("aa").article("b", "Read [this](aaa.md).").build().assert_refused("N201")
    assert "articles/b.md:6:13: " in site.problem_text()
    assert '"articles/aa.md"' in site.problem_text()


def test_articles_and_plain_pages_link_to_each_other(site: Site) -> None:
    site.article("2022/a", "[About us](../../pages/about.md)")
    site.write("pages/about.md", "---\ntitle: About\n---\n[The first](../articles/2022/a.md)\n")
    site.write("pages/more/terms.md", "---\ntitle: Terms\n---\n[About](../about.md)\n").build().ok()
    assert "/about/" in site.links("/2022/09/13/a/")
    assert "/2022/09/13/a/" in site.links("/about/")
    assert "/about/" in site.links("/more/terms/")


def test_the_menu_leads_to_pages_addresses_and_elsewhere(tmp_path: Path) -> None:
    menu = [
        "  - {label: About, page: pages/about.md}",
        "  - {label: Summit, url: /tags/sco/}",
        "  - {label: Write to us, url: 'mailto:desk@example.org'}",
    ]
    site = Site(tmp_path, "\n".join(["title: The Test File", "menu:", *menu, ""]))
    site.write("pages/about.md", "---\ntitle: About\n---\nWe are.\n").article("a", tags=["SCO"])
    site.build().ok()
    assert codes(site) == []
    site.assert_shows(
        "/2022/09/13/a/", '"../../../../about/">About<', '"../../../../tags/sco/">Summit<'
    )
    site.assert_shows("/", '"mailto:desk@example.org">Write to us<', '"about/">About<')


def test_a_menu_entry_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    menu = "menu: [{label: About, page: pages/abut.md}]"
    site = Site(tmp_path, f"title: The Test File\n{menu}\n").article("a")
    site.write("pages/about.md", "---\ntitle: About\n---\nWe are.\n").build().assert_refused("N201")
    assert "newsgen.yml:2:" in site.problem_text()
    assert '"pages/about.md"' in site.problem_text()


def test_a_translation_and_its_original(site: Site) -> None:
    site.article("original", title="Начало", language="ru").article(
        "english", translation_of="original.md"
    )
    site.build().ok()
    assert "/2022/09/13/original/" in site.links("/2022/09/13/english/")
    assert "Translation of" in site.text("/2022/09/13/english/")
    site.assert_shows("/2022/09/13/original/", 'lang="ru"')


@pytest.mark.parametrize("lowered, told", [(False, {"N109"}), (True, {"N109", "N304"})])
def test_names_are_missed_only_where_their_file_does_not_stop_the_build(
    tmp_path: Path, lowered: bool, told: set[str]
) -> None:
    config = "title: The Test File\n" + ("problems: {N109: warning}\n" if lowered else "")
    site = Site(tmp_path, config).article("a", entities=["Samarkand"])
    site.write("authorities/places.yml", "Samarkand: [\n").build()
    assert site.outcome.status == "problems"
    assert {found.code for found in site.outcome.problems} == told
