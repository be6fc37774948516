"""Articles of other programs are read without a change to each of them."""

from pathlib import Path

import pytest

from newsgen.content.language_tags import language_hint, language_tag
from support.sites import Site

A = "/2022/09/13/a/"


def site_with(folder: Path, rename: str, more: str = "") -> Site:
    config = f"title: The Test File\nsearch: false\nfront_matter: {{rename: {rename}}}\n{more}"
    return Site(folder, config)


def test_several_keys_feed_one_list(tmp_path: Path) -> None:
    site = site_with(tmp_path, "{categories: tags, topics: tags}")
    site.article("a", categories=["News"], tags=["Council"], topics="Bridge").build().ok()
    assert not site.outcome.problems
    site.assert_pages("/tags/news/", "/tags/council/", "/tags/bridge/")


def test_a_key_can_mean_one_within_another(tmp_path: Path) -> None:
    site = site_with(tmp_path, "{photo: image.src, photo_alt: image.alt, who: entities.people}")
    site.write("articles/b.jpg", "b")
    site.article("a", photo="b.jpg", photo_alt="A bridge", who=["Jane Doe"]).build().ok()
    assert not site.outcome.problems
    site.assert_shows(A, 'alt="A bridge"', 'src="../../../../2022/09/13/a/b.jpg"')
    site.assert_pages("/people/jane-doe/")


def test_a_picture_may_be_a_text_beside_keys_of_its_own(tmp_path: Path) -> None:
    site = site_with(tmp_path, "{image: image.src, image_alt: image.alt}")
    site.write("articles/b.jpg", "b").article("a", image="b.jpg", image_alt="A bridge")
    site.article("c", image={"src": "b.jpg", "alt": "The same"}).build().ok()
    assert not site.outcome.problems
    site.assert_shows(A, 'alt="A bridge"').assert_shows("/2022/09/13/c/", 'alt="The same"')


def test_a_key_left_empty_in_a_form_gives_way_to_another_that_means_it(tmp_path: Path) -> None:
    site = site_with(tmp_path, "{author: authors, headline: title, photo: image.src}")
    start = "---\ndate: 2022-09-13\nsource: Desk\n"
    site.write("articles/a.md", start + "title: ''\nheadline: The fair\nphoto: ''\n---\nThe text.")
    names = "author: ''\nauthors: [Jane Doe]\nheadline: The bridge\ntitle: ''\n"
    more = "image: {src: '', alt: ''}\n---\nThe text."
    site.write("articles/b.md", start + names + more).build().ok()
    assert not site.outcome.problems
    site.assert_shows("/2022/09/13/b/", "The bridge").assert_pages("/authors/jane-doe/")


def test_a_page_of_a_form_may_have_the_keys_of_articles_left_empty(tmp_path: Path) -> None:
    site = (
        Site(tmp_path)
        .article("a")
        .write(
            "pages/about.md", "---\ntitle: About\ntags: []\nembargo: ''\nsummary: ''\n---\nUs.\n"
        )
    )
    site.build().ok()
    assert not site.outcome.problems
    site.assert_shows("/about/", "Us.")


def test_a_wrong_meaning_is_told_once(tmp_path: Path) -> None:
    site = site_with(tmp_path, "{author: autors, headline: title, tags: topics}")
    for name in "abc":
        site.article(name, title=None, headline=name, author="Jane Doe", topics=["Bridge"])
    site.build()
    assert [found.location.path for found in site.outcome.problems] == ["newsgen.yml"] * 2
    assert 'did you mean "authors"?' in site.problem_text()
    assert "write topics: tags" in site.problem_text()


@pytest.mark.parametrize("alias", ["/2022/09/13/a/", "/2022/09/13/A", "/2022/09/13/a/index.html"])
def test_an_alias_that_is_its_own_address_does_no_harm(alias: str, tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", aliases=[alias, "/old", "/old/"]).build().ok()
    assert not site.outcome.problems
    site.assert_shows(A, "The text.").assert_pages("/old/")


@pytest.mark.parametrize(
    "text, tag",
    [
        ("zh_tw", "zh-TW"),
        ("zh-cn", "zh-CN"),
        ("pt_BR", "pt-BR"),
        ("pt_BR.UTF-8", "pt-BR"),
        ("de_DE@euro", "de-DE"),
        ("ZH_HANS", "zh-Hans"),
        ("eng", "en"),
        ("es-419", "es-419"),
        ("en-uk", "en-GB"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("iw", "he"),
        ("jp", None),
        ("english", None),
        ("e", None),
    ],
)
def test_a_language_is_read_as_what_it_means(text: str, tag: str | None) -> None:
    assert language_tag(text) == tag


@pytest.mark.parametrize(
    "text, tag",
    [
        ("jp", "ja"),
        ("cht", "zh-Hant"),
        ("English", "en"),
        ("English, mostly", "en"),
        ("Українська", "uk"),
        ("German (Germany)", "de"),
        ("Chinese (Traditional)", "zh-Hant"),
        ("简体中文", "zh-Hans"),
        ("Brazilian Portuguese", "pt"),
        ("de, fr", "de"),
        ("en gb", "en-GB"),
        # Nothing that it could mean.
        ("Klingon", "one such as en or zh-Hans"),
        ("x-default", "one such as en or zh-Hans"),
        ("", "one such as en or zh-Hans"),
    ],
)
def test_what_is_no_tag_is_told_with_the_right_one(text: str, tag: str) -> None:
    assert language_hint(text) == f"write {tag}"
    assert language_tag(text) is None
