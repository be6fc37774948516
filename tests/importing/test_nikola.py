"""Sites of Nikola: posts in reStructuredText, with metadata beside them and in other languages."""

from pathlib import Path

from support.old_site import read_site

CONF = """BLOG_TITLE = "Oakford Gazette"
SITE_URL = "https://oakford.example/"
DEFAULT_LANG = "en"
NAMES = {DEFAULT_LANG: "A. Writer"}
BLOG_AUTHOR = NAMES
TRANSLATIONS = {DEFAULT_LANG: "", "es": "./es"}
POSTS = (
    ("posts/*.rst", {"en": "news", "es": "noticias"}, "post.tmpl"),
    ("posts/*.txt", "news", "post.tmpl"),
)
PAGES = (("pages/*.rst", "", "page.tmpl"),)
PRETTY_URLS = False
REDIRECTIONS = [("old/bridge.html", "/news/bridge.html")]
"""


def test_a_site_of_nikola(tmp_path: Path) -> None:
    files = {
        "conf.py": CONF,
        "posts/bridge.rst": ".. title: Bridge opens\n.. slug: bridge\n"
        ".. date: 2022-09-13 10:20:00 UTC+01:00\n.. tags: roads, mathjax\n.. type: text\n\n"
        "See :doc:`the fair <fair>`, `about <link://slug/about>`_ and "
        "`us <https://oakford.example/about.html>`_.\n",
        "posts/bridge.es.rst": ".. title: Abre el puente\n.. slug: puente\n\nEl puente.\n",
        "posts/2022/fair.txt": "The *fair*.\n\n.. image:: /images/fair.jpg\n",
        "posts/2022/fair.meta": ".. title: Fair\n.. slug: fair\n.. date: 2022/09/12 11:25:14\n"
        ".. tags: fairs, draft\n",
        "images/fair.jpg": "a picture",
        "pages/about.rst": ".. title: About\n.. slug: about\n.. date: 2022-09-01\n\nWho we are.\n",
    }
    (fair, puente, bridge), (refusal,) = read_site(tmp_path, files)
    assert (bridge.date, bridge.tags, bridge.authors) == (
        "2022-09-13T10:20:00+01:00",
        ("roads",),
        ("A. Writer",),
    )
    assert bridge.aliases == ("/news/bridge.html", "/old/bridge.html")
    about = "https://oakford.example/about.html"
    assert bridge.text == (
        f"See [the fair](draft:posts/2022/fair.txt), [about]({about}) and [us]({about})."
    )
    assert (puente.language, puente.date, puente.translation_of) == (
        "es",
        bridge.date,
        "posts/bridge.rst",
    )
    assert puente.aliases[0] == "/es/noticias/puente.html"
    assert (fair.title, fair.aliases) == ("Fair", ("/news/2022/fair.html",))
    assert fair.is_draft
    assert fair.tags == ("fairs",)
    assert fair.text == "The *fair*.\n\n![](images/fair.jpg)"
    assert refusal.message == "it is a page, no article: write it into pages/"


def test_settings_that_are_computed_are_told(tmp_path: Path) -> None:
    files = {
        "conf.py": "import site_data\nBLOG_TITLE = site_data.title()\n"
        "POSTS = [('posts/*.md', '', '')]\n"
        "HOST = 'oakford.example'\nSITE_URL = f'https://{HOST}/'\n",
        "posts/bridge.md": "<!--\n.. title: Bridge\n.. date: 2022-09-13\n-->\n\nSee [it](/x).\n",
        "posts/plan.md": "# Plan\n\nText.\n",
    }
    (bridge,), (settings, _) = read_site(tmp_path, files)
    assert bridge.text == "See [it](https://oakford.example/x)."
    assert settings.origin.endswith("conf.py")
    assert settings.message.startswith("BLOG_TITLE is computed, and settings are never run")
    assert settings.line == 2
