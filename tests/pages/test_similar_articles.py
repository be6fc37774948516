"""Articles that have nearly the same text, such as an agency's, say so."""

from pathlib import Path

import pytest

from newsgen.content.text_fingerprint import text_fingerprint
from newsgen.model.fingerprint import equal_hashes
from newsgen.store.similar_articles import MAX_SHARING
from support.laws import assert_as_clean
from support.sites import Site

TEXT = " ".join(f"Word{number} stands here and there{number}." for number in range(60))
CHANGED = TEXT.replace("Word7 ", "Another ")
OTHER = " ".join(f"Sentence {number} of{number} a different tale{number}." for number in range(60))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A text that two sources have, far from each other in time, and another text."""
    site = Site(tmp_path).article("a", TEXT, title="First", source="Wire")
    for day in range(14, 20):
        site.article(f"between-{day}", date=f"2022-09-{day}")
    site.article("b", CHANGED, title="Second", date="2022-09-20", source="Gazette")
    return site.article("c", OTHER, title="Third").build().ok()


def test_they_lead_to_each_other_with_source_and_date(site: Site) -> None:
    assert "Nearly the same text Second Gazette , 20 September 2022" in site.text("2022/09/13/a/")
    assert "Nearly the same text First Wire , 13 September 2022" in site.text("2022/09/20/b/")
    assert "Nearly the same" not in site.text("2022/09/13/c/")


def test_they_follow_each_other(site: Site) -> None:
    site.article("b", CHANGED, title="Renamed", date="2022-09-20", source="Gazette").build().ok()
    assert "Nearly the same text Renamed" in site.text("2022/09/13/a/")
    site.article("b", OTHER, title="Second", date="2022-09-20").build().ok()
    assert "Nearly the same" not in site.text("2022/09/13/a/")
    assert "Nearly the same text Second" in site.text("2022/09/13/c/")
    assert_as_clean(site)
    site.delete("articles/b.md").build().ok()
    assert "Nearly the same" not in site.text("2022/09/13/c/")
    assert_as_clean(site)


def test_lists_fold_what_repeats_an_earlier_article_if_the_site_wants_it(site: Site) -> None:
    assert site.main("/2022/09/20/").count('class="gist"') == 1
    settings = "title: The Test File\nsearch: false\nlistings: {fold: true}\n"
    site.write("newsgen.yml", settings).build().ok()
    assert "gist" not in site.main("/2022/09/20/")
    assert "Second" in site.main("/2022/09/20/")
    assert 'class="gist"' in site.main("/2022/09/13/")
    # Whoever comes first has a summary.
    site.article("a", OTHER.upper(), title="First", source="Wire").build().ok()
    assert 'class="gist"' in site.main("/2022/09/20/")
    assert_as_clean(site)
    site.article("earliest", CHANGED, date="2022-08-01").build().ok()
    assert "gist" not in site.main("/2022/09/20/")
    assert_as_clean(site)


def test_a_text_that_very_many_have_says_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for number in range(MAX_SHARING):
        site.article(f"n{number}", TEXT)
    page = site.build().ok().text("2022/09/13/n0/")
    assert page.count(", 13 September 2022") >= 3
    assert "Nearly the same text" in page
    site.article("more", TEXT).build().ok()
    assert "Nearly the same text" not in site.text("2022/09/13/n0/")
    assert_as_clean(site)


def test_short_texts_and_translations_are_no_copies(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", "It rained.").article("b", "It rained.")
    site.article("en", TEXT).article("de", TEXT, language="de", translation_of="articles/en.md")
    site.build().ok()
    for name in ("a", "b", "en", "de"):
        assert "Nearly the same" not in site.text(f"2022/09/13/{name}/")


@pytest.mark.parametrize(
    "other, is_alike",
    [
        (TEXT, True),
        (TEXT.upper().replace(".", " —"), True),
        ("A new beginning. " + TEXT, True),
        (TEXT[: len(TEXT) // 2], False),
        (OTHER, False),
        ("", False),
    ],
)
def test_what_is_nearly_the_same(other: str, is_alike: bool) -> None:
    assert bool(equal_hashes(text_fingerprint(TEXT), text_fingerprint(other))) == is_alike


def test_chinese_texts_are_compared_too() -> None:
    text = "".join(chr(0x4E00 + 7 * number) for number in range(80))
    changed = text[:40] + "的" + text[41:]
    assert equal_hashes(text_fingerprint(text), text_fingerprint(changed))
