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


LIQUID = (
    ("{{ page.place }}, {{ site.phone.main | escape }}", "Oakford Hall, 01 23"),
    ("[us]({{ site.license.url | relative_url }})", "[us](https://oakford.example/g/license)"),
    ("[x]({{ site.missing }}) {{ site.missing }}", "x"),
    ('{% assign day = "Monday" %}On {{ day }}', "On Monday"),
    ("{% capture it %}words{% endcapture %}The {{ it }}", "The words"),
    ("See [b].\n\n{% include links.md %}", "See [b].\n\n[b]: https://oakford.example/b"),
    ('{% include box.html content="A *box*" %}', "A *box*"),
    ('{% include program.html text="Words in it" %}', "Words in it"),
    ("{% include program.html %}", ""),
    ("{% include loop.md %}", "Round Round Round Round Round"),
    ("{% include ../../secret.txt %}", ""),
    ("{% include titled.md %}", "Below."),
    ("{% include_relative part.txt %}", "A part."),
    ("{% gist someone/abc %}", "<https://gist.github.com/someone/abc>"),
    ("{% tweet https://twitter.com/a/status/1 %}", "<https://twitter.com/a/status/1>"),
    ("{% instagram abc %}", "<https://www.instagram.com/p/abc/>"),
    ('{% include youtube.html id="abc" %}', "<https://www.youtube.com/watch?v=abc>"),
    ('{% include video id="12" provider="vimeo" %}', "<https://vimeo.com/12>"),
    ('{% include figure.html src="/x.jpg" alt="It" caption="May" %}', '![It](x.jpg "May")'),
    ("{% img left /x.jpg 300 200 'In May' 'The bridge' %}", '![The bridge](x.jpg "In May")'),
    (
        "{% codeblock My file lang:ruby %}\nputs 1\n{% endcodeblock %}",
        "My file\n\n```ruby\nputs 1\n```",
    ),
    ("{% raw %}{{ x }}{% endraw %}", "`{{ x }}`"),
    ("a\n\n{::comment}\nhidden\n{:/comment}\n\n* b\n{: .c}\n\n^\n\n* d", "a\n\n* b\n\n* d"),
    ("## Contents {#c}\n{:.no_toc}\n\n* TOC\n{:toc}\n\nText", "## Contents\n\nText"),
    ("[b](/x.jpg){:.btn} ![It](/x.jpg){: width='9'}", "[b](x.jpg) ![It](x.jpg)"),
    ("Term\n: One\n: Two", "**Term**\n\nOne\n\nTwo"),
    ("* One\n  Size\n  : 12\n\n  Sum\n  : ab", "* One\n\n  **Size**\n\n  12\n\n  **Sum**\n\n  ab"),
)
"""Texts of Jekyll and kramdown, and what they become."""


@pytest.mark.parametrize("text, markdown", LIQUID)
def test_liquid_and_marks_of_kramdown_become_what_they_show(
    tmp_path: Path, text: str, markdown: str
) -> None:
    files = {
        "_config.yml": CONFIG + "baseurl: /g\nphone: {main: 01 23}\nlicense: {url: /license}\n",
        "_includes/links.md": "[b]: https://oakford.example/b\n[c]: https://oakford.example/c\n",
        "_includes/box.html": "<div><p>{{ include.content | markdownify }}</p></div>\n",
        "_includes/program.html": "{% if x %}Shown{% endif %}\n",
        "_includes/titled.md": "{% assign x = 'Below' %}{{ x }}.\n",
        "_includes/loop.md": "Round {% include loop.md %}\n",
        "_posts/part.txt": "A part.\n",
        "_posts/2022-01-03-a.md": f"---\ntitle: A\nplace: Oakford Hall\n---\nWords.\n\n{text}\n",
        "x.jpg": "a picture",
    }
    (draft,), _ = read_site(tmp_path, files)
    assert draft.text.removeprefix("Words.").strip() == markdown


def test_what_liquid_is_lost_is_told(tmp_path: Path) -> None:
    files = {
        "_config.yml": CONFIG,
        "_posts/2022-01-03-a.md": "---\ntitle: A\nexcerpt_separator: --8<--\n---\n"
        "First.\n\n--8<--\n"
        "{% for x in site.data.rows %}\n{{ x.name }}\n{% endfor %}\n"
        '{% include chart.html rows="1,2" %}\n{% include note.html text="Two words" %}\n',
    }
    (draft,), _ = read_site(tmp_path, files)
    assert (draft.text, draft.summary) == ("First.\n\nTwo words", "First.")
    assert [(each.line, each.message) for each in draft.losses] == [
        (8, "the shortcode {% for %} has no counterpart; the text in it was kept"),
        (9, "the value {{ x.name }} is not known"),
        (11, "the shortcode {% chart %} has no counterpart"),
        (12, "the shortcode {% note %} has no counterpart; the text in it was kept"),
    ]


def test_a_title_that_liquid_repeats_is_taken_off_the_text(tmp_path: Path) -> None:
    post = "---\ntitle: Bridge opens\n---\n{{ page.title }}\n========\n\nIt opens.\n"
    (draft,), _ = read_site(tmp_path, {"_config.yml": CONFIG, "_posts/2022-01-03-a.md": post})
    assert draft.text == "It opens."
