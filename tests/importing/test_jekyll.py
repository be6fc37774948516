"""Sites of Jekyll: addresses, collections, defaults, translations and what is no article."""

from pathlib import Path

import pytest

from support.old_site import read_site

POST = "---\ntitle: Bridge opens\ncategories: [Big]\n---\nThe bridge opens.\n"
POST_PATH = "town/_posts/2022-01-03-Bridge-Opens.md"
CONFIG = "title: Oakford Gazette\nurl: https://oakford.example\n"

ADDRESSES = (
    ("date", "/town/big/2022/01/03/Bridge-Opens.html"),
    ("pretty", "/town/big/2022/01/03/Bridge-Opens/"),
    ("ordinal", "/town/big/2022/003/Bridge-Opens.html"),
    ("weekdate", "/town/big/2022/W01/Mon/Bridge-Opens.html"),
    ("none", "/town/big/Bridge-Opens.html"),
    ("/:slugified_categories/:slug/", "/town/big/bridge-opens/"),
    ("/:short_year/:i_month/:i_day/:title:output_ext", "/22/1/3/Bridge-Opens.html"),
    (":year/:month/:title", "/2022/01/Bridge-Opens"),
    ("/:collection/:name.html", "/posts/2022-01-03-bridge-opens.html"),
    ("/:nothing/:title", ""),
)
"""Styles and patterns of permalinks, and the address of the one post."""


@pytest.mark.parametrize("pattern, address", ADDRESSES)
def test_addresses_of_posts_are_those_that_jekyll_makes(
    tmp_path: Path, pattern: str, address: str
) -> None:
    files = {"_config.yml": f"{CONFIG}permalink: {pattern}\n", POST_PATH: POST}
    (draft,), _ = read_site(tmp_path, files)
    assert draft.aliases == ((address,) if address else ())


def test_the_day_in_an_address_is_that_of_the_zone_of_the_site(tmp_path: Path) -> None:
    post = POST.replace("title:", "date: 2022-01-03 23:30:00 -0500\ntitle:")
    files = {"_config.yml": f"{CONFIG}timezone: Asia/Tokyo\n", "_posts/2022-01-03-a.md": post}
    (draft,), _ = read_site(tmp_path, files)
    assert draft.date == "2022-01-03T23:30:00-05:00"
    assert draft.aliases == ("/big/2022/01/04/a.html",)


def test_collections_defaults_and_what_is_left_out(tmp_path: Path) -> None:
    files = {
        "_config.yml": CONFIG
        + """permalink: /:title/
exclude: [README.md, parts/, "*.txt.md"]
collections:
  talks: {output: true, permalink: "/talks/:title/"}
  notes: {output: true}
defaults:
  - scope: {path: _talks/fr}
    values: {lang: fr}
  - scope: {path: ""}
    values: {author: A. Writer, image: /card.png, lang: en}
  - scope: {path: "", type: notes}
    values: {author: B. Writer}
  - scope: {path: "_talks/*/x"}
    values: {author: C. Writer}
""",
        "card.png": "a picture",
        "README.md": "---\ntitle: Read\n---\nRead me.\n",
        "parts/a.md": "---\ntitle: A\n---\nA part.\n",
        "_talks/fr/2022-01-03-talk.md": "---\ntitle: Talk\n---\nA talk.\n",
        "_talks/de/x/talk.md": "---\ntitle: Talk\ndate: 2022-01-04\n---\nA talk.\n",
        "_notes/a.md": "---\ntitle: A note\ndate: 2022-01-02\n---\nA note.\n",
        "_secret/b.md": "---\ntitle: A secret\ndate: 2022-01-02\n---\nA secret.\n",
        "_posts/2022-01-01-old.textile": "h1. Old\n",
        "_posts/2022-01-01-moved.md": "---\ntitle: M\nredirect_to: [https://oakford.example/x]\n"
        "---\nMoved.\n",
        "index.html": "---\ntitle: Start\n---\n<p>All articles.</p>\n",
    }
    drafts, refusals = read_site(tmp_path, files)
    assert [(each.aliases, each.authors, each.language, each.images) for each in drafts] == [
        (("/notes/a/",), ("B. Writer",), "en", ()),
        (("/talks/talk/",), ("C. Writer",), "en", ()),
        (("/talks/talk/",), ("A. Writer",), "fr", ()),
    ]
    assert {Path(each.origin).name: each.message for each in refusals} == {
        "2022-01-01-old.textile": "it is Textile: turn it into Markdown first, as pandoc does",
        "2022-01-01-moved.md": "it only leads on to https://oakford.example/x",
        "index.html": "it is a page without a date, no article: write it into pages/, "
        "or give it a date",
    }


def test_translations_lie_in_folders_or_name_each_other(tmp_path: Path) -> None:
    files = {
        "_config.yml": CONFIG,
        "en/news/_posts/2022-01-03-a.md": "---\ntitle: A\n---\nThe bridge.\n",
        "fr/news/_posts/2022-01-03-a.md": "---\ntitle: Le a\n---\nLe pont.\n",
        "en/news/_posts/2022-01-02-b.md": "---\ntitle: B\n---\nThe fair.\n",
        "_posts/2022-01-01-fete.md": "---\ntitle: La f\nlang: fr\nref: fair\n---\nLa foire.\n",
        "_posts/2022-01-01-fair.md": "---\ntitle: The f\nlang: en\nref: fair\n---\nThe fair.\n",
    }
    drafts, _ = read_site(tmp_path, files)
    assert {each.title: (each.language, each.translation_of) for each in drafts} == {
        "A": ("en", ""),
        "B": ("en", ""),
        "Le a": ("fr", "en/news/_posts/2022-01-03-a.md"),
        "La f": ("fr", "_posts/2022-01-01-fair.md"),
        "The f": ("en", ""),
    }


def test_a_site_may_lie_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    files = {"docs/_config.yml": "url: https://www.oakford.example\n", f"docs/{POST_PATH}": POST}
    (draft,), _ = read_site(tmp_path, {**files, "README.md": "# Oakford\n"})
    assert draft.source == "oakford.example"
    assert Path(draft.origin) == tmp_path / "docs" / POST_PATH


def test_links_to_pages_and_to_files_that_could_run_script_are_whole(tmp_path: Path) -> None:
    files = {
        "_config.yml": f"{CONFIG}baseurl: /g\n",
        "about.md": "---\ntitle: About\n---\nWho we are.\n",
        "feed.xml": "<feed/>",
        "plan.pdf": "a plan",
        "_posts/2022-01-03-a.md": "---\ntitle: A\n---\n"
        "[About](/g/about.html#us), [feed]({{ '/feed.xml' | relative_url }}), [plan](/plan.pdf)\n",
    }
    (draft,), _ = read_site(tmp_path, files)
    assert draft.text == (
        "[About](draft:about.md#us), [feed](https://oakford.example/g/feed.xml), [plan](plan.pdf)"
    )
    assert draft.old_addresses == {"about.md": "https://oakford.example/g/about.html"}
