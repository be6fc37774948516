"""Sites of Pelican: what their settings, paths and heads of HTML say of articles."""

from pathlib import Path

import pytest

from newsgen.importing.site_folders.permalinks import plain_slug
from support.old_site import read_site

CONF = """from os import environ
SITENAME = "Oakford " + "Gazette"
SITEURL = environ.get("URL", "https://oakford.example")
AUTHOR = "A. Writer"
DEFAULT_LANG = "en"
ARTICLE_PATHS = ["blog", "notes"]
ARTICLE_URL = "{category}/{date:%Y}/{slug}/"
ARTICLE_LANG_URL = "{lang}/{slug}/"
PATH_METADATA = r"(?:blog|notes)/(?P<date>\\d{4}-\\d{2}-\\d{2})-(?P<slug>.*)\\.\\w+"
DEFAULT_METADATA = {"Summary": "News."}
DEFAULT_DATE = (2020, 1, 2, 14, 1)
"""


def test_settings_say_what_articles_do_not_say(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": CONF,
        "content/blog/2022-09-13-bridge.md": "Title: Bridge\nCategory: Big Roads\n\n"
        "[Us]({filename}/pages/about.md#team)\n",
        "content/notes/fair.rst": "Fair: it’s 2.0\n==============\n\nText.\n",
        "content/notes/foire.rst": "Foire\n=====\n\n:lang: fr\n:slug: fair-its-20\n\nTexte.\n",
        "content/other/plan.md": "Title: Plan\nDate: 2022-09-13\n\nNo article.\n",
        "content/pages/about.md": "Title: About\nDate: 2022-09-13\n\nWho we are.\n",
    }
    (bridge, fair, foire), (refusal,) = read_site(tmp_path, files)
    assert bridge.text == "[Us](https://oakford.example/pages/about.html#team)"
    assert (bridge.source, bridge.summary) == ("Oakford Gazette", "News.")
    assert (bridge.date, bridge.date_evidence) == ("2022-09-13", "the name of its file")
    assert (bridge.slug, bridge.aliases) == ("bridge", ("/big-roads/2022/bridge/",))
    assert (fair.date, fair.date_evidence) == (
        "2020-01-02",
        "DEFAULT_DATE in the settings of the site",
    )
    assert fair.aliases == ("/misc/2020/fair-its-20/",)
    assert (foire.language, foire.translation_of) == ("fr", "content/notes/fair.rst")
    assert foire.aliases == ("/fr/fair-its-20/",)
    assert "it is a page" in refusal.message


def test_a_date_of_the_file_system_is_none(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "SITENAME = 'Oakford Gazette'\nDEFAULT_DATE = 'fs'\n",
        "content/fair.md": "Title: Fair\n\nText.\n",
    }
    drafts, (refusal,) = read_site(tmp_path, files)
    assert not drafts
    assert "without a date" in refusal.message


def test_an_article_of_html_has_its_values_in_its_head(tmp_path: Path) -> None:
    page = """<!DOCTYPE html>
<html><head><title>Bridge &amp; road</title>
<meta name="date" content="2022-09-13 10:20" />
<meta name="tags" content="big roads, bridges" />
<meta name="viewport" content="width=device-width" />
</head>
<body>
<p>See <a href="{filename}fair.md">the <b>fair</b></a>, <a href="sub/plan.pdf">the plan</a>.</p>
<pre>&lt;a href="x"></pre>
</body></html>
"""
    files = {
        "pelicanconf.py": "SITENAME = 'Oakford Gazette'\n",
        "content/roads/bridge.html": page,
        "content/roads/fair.md": "Title: Fair\nDate: 2022-09-12\nTags: one tag\n\nFair.\n",
        "content/roads/sub/plan.pdf": "a plan",
    }
    (bridge, fair), _ = read_site(tmp_path, files)
    assert (bridge.title, bridge.date) == ("Bridge & road", "2022-09-13T10:20:00")
    assert bridge.tags == ("big roads", "bridges")
    assert bridge.text == (
        "See [the **fair**](draft:content/roads/fair.md), [the plan](content/roads/sub/plan.pdf).\n"
        '\n```\n<a href="x">\n```'
    )
    assert not bridge.losses
    assert fair.tags == ("one tag",)


def test_braces_are_text_where_no_plug_in_reads_them(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "SITENAME = 'Oakford Gazette'\nPLUGINS = ['sitemap']\n",
        "content/bridge.md": "Title: Bridge\nDate: 2022-09-13\n\n"
        "Write {% tag %} or {{ value }}, and `{{ code }}`.\n",
    }
    (bridge,), _ = read_site(tmp_path, files)
    assert bridge.text == "Write `{% tag %}` or `{{ value }}`, and `{{ code }}`."
    assert not bridge.losses


def test_an_element_without_an_end_takes_nothing_in(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "SITENAME = 'Oakford Gazette'\n",
        "content/bridge.md": "Title: Bridge\nDate: 2022-09-13\n\n"
        '<audio src="{static}/song.ogg" controls>\n\nFirst.\n\n'
        '<audio src="{static}/song.ogg">No sound.\n\n</audio>\n\nLast.\n',
        "content/song.ogg": "a song",
    }
    (bridge,), _ = read_site(tmp_path, files)
    song = "[song.ogg](content/song.ogg)"
    assert bridge.text == f"{song}\n\nFirst.\n\n{song}\n\nLast."
    assert [each.message for each in bridge.losses] == ["the recording is a link now: song.ogg"]


@pytest.mark.parametrize(
    "title, slug",
    [
        ("Bridge 3.5 opens!", "bridge-35-opens"),
        ("Über Straßen – heute", "uber-strassen-heute"),
        ("A <em>big</em>  day", "a-big-day"),
        ("桥", "桥"),
    ],
)
def test_slugs_are_made_as_pelican_makes_them(title: str, slug: str) -> None:
    assert plain_slug(title) == slug
