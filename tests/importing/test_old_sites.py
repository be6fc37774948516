"""Folders of other generators: their settings, names, addresses and texts become drafts."""

from pathlib import Path

from newsgen.importing.document import OldSite
from newsgen.importing.draft import Loss
from newsgen.importing.site_folders.old_sites import find_old_site
from support.old_site import read_site

HUGO = {
    "hugo.toml": """baseURL = "https://oakford.example/"
title = "Oakford Gazette"
languageCode = "en-GB"
timeZone = "Europe/London"
[permalinks]
news = "/:year/:month/:slug/"
""",
    "data/authors.yaml": "aw: {name: A. Writer}\n",
    "content/topics/bridges/_index.md": "---\ntitle: Bridges and roads\n---\n",
    "static/img/bridge.jpg": "a picture",
    "content/about.md": "+++\ntitle = 'About'\n+++\nWho we are.\n",
    "content/news/fair.md": """+++
title = "Fair opens"
date = 2022-09-12T09:05:00Z
slug = "fair"
draft = true
+++
See [the bridge]({{< relref "bridge.md#Cost" >}}) and {{< ref "nowhere.md" >}}.

{{< youtube id="abc123" >}}
""",
    "content/news/bridge.md": """+++
title = "Bridge opens"
date = 2022-09-13
publishDate = 2022-09-14T06:00:00+01:00
expiryDate = "2023-01-01"
topics = ["bridges"]
categories = ["Council"]
authors = ["aw"]
aliases = ["/old/bridge"]
images = ["/img/bridge.jpg"]
weight = 3
colour = "red"
+++
# Bridge opens

The bridge opened. <!--more-->

## Cost

{{< figure src="/img/bridge.jpg" alt="A bridge" caption="The *bridge* in May" >}}

{{< highlight python "linenos=table" >}}
print("{{ kept }}")
{{< /highlight >}}

{{% note %}}It was closed.{{% /note %}}
""",
    "content/news/bridge.fr.md": "---\ntitle: Le pont\ndate: 2022-09-13\n---\nLe pont.\n",
    "content/news/hall/index.md": """---
title: "Hall: built"
date: 2022-9-5 9:05 EST
---
![The hall](hall.jpg "In May") and [the fair](../fair/), [lost](/lost/), [here](#none).
""",
    "content/news/hall/hall.jpg": "a picture",
}


def test_a_site_of_hugo(tmp_path: Path) -> None:
    drafts, refusals = read_site(tmp_path, HUGO)
    bridge_fr, bridge, fair, hall = drafts
    assert [(each.origin[len(str(tmp_path)) :], each.line) for each in refusals] == [
        ("/content/about.md", 0)
    ]
    assert bridge.text == (
        "The bridge opened.\n\n## Cost\n\n"
        '![A bridge](static/img/bridge.jpg "The *bridge* in May")\n\n'
        '```python\nprint("{{ kept }}")\n```\n\nIt was closed.'
    )
    assert bridge.summary == "The bridge opened."
    assert (bridge.title, bridge.source) == ("Bridge opens", "Oakford Gazette")
    assert (bridge.date, bridge.embargo) == ("2022-09-13", "2022-09-14T06:00:00+01:00")
    assert bridge.expires == "2023-01-01"
    assert bridge.authors == ("A. Writer",)
    assert bridge.tags == ("Bridges and roads", "Council")
    assert bridge.aliases == ("/2022/09/bridge-opens/", "/old/bridge")
    assert [each.src for each in bridge.images] == ["static/img/bridge.jpg"]
    assert [(each.name, each.is_own) for each in bridge.attachments] == [("bridge.jpg", True)]
    assert [each.message for each in bridge.losses] == [
        'the key "colour" has no counterpart',
        "the shortcode {{% note %}} has no counterpart; the text in it was kept",
    ]
    assert bridge.losses[1].line == 26
    assert (bridge_fr.language, bridge_fr.translation_of) == ("fr", "content/news/bridge.md")
    assert bridge_fr.aliases == ("/fr/2022/09/le-pont/",)
    assert (fair.is_draft, fair.date) == (True, "2022-09-12T09:05:00+00:00")
    assert fair.text == (
        "See [the bridge](draft:content/news/bridge.md#Cost) and nowhere.\n\n"
        "<https://www.youtube.com/watch?v=abc123>"
    )
    assert hall.date == "2022-09-05T09:05:00-05:00"
    assert hall.text == (
        '![The hall](content/news/hall/hall.jpg "In May") and '
        "[the fair](draft:content/news/fair.md), [lost](https://oakford.example/lost/), here."
    )


def test_a_folder_of_content_is_a_site_of_hugo_without_settings(tmp_path: Path) -> None:
    files = {
        "content/news/a.md": "---\ntitle: A\ndate: 2022-09-13 8:05:00 -0400\nsource: wa\n"
        "---\nText.\n",
        "content/sources/source_wa.md": "---\nname: Oakford Wire\nslug: wa\n---\n",
    }
    (draft,), refusals = read_site(tmp_path / "oakford", files)
    assert not refusals
    assert (draft.source, draft.date) == ("Oakford Wire", "2022-09-13T08:05:00-04:00")
    assert draft.aliases == ("/news/a/",)


JEKYLL = {
    "_config.yml": """title: Oakford Gazette
url: https://oakford.example
baseurl: /gazette
timezone: Europe/London
permalink: pretty
lang: en
defaults:
  - scope: {path: "", type: posts}
    values: {author: aw}
""",
    "_data/authors.yml": "aw:\n  name: A. Writer\n",
    "assets/bridge.jpg": "a picture",
    "about.md": "---\ntitle: About\n---\nWho we are.\n",
    "_posts/2022-09-13-bridge-opens.md": """---
layout: post
title: Bridge opens
categories: [council, roads]
tags: bridges fairs
image: {path: /assets/bridge.jpg, alt: A bridge, caption: In May}
redirect_from: /old/bridge/
---
{% include figure.html url="/assets/bridge.jpg" caption="In May" %}

See [fair]({{ site.baseurl }}{% post_url 2022-09-12-fair %}){:target="_blank"}.
{: .lead}

* TOC
{:toc}

1. One

   ```
   {{ code }}
   ```

{% highlight ruby %}
# no heading
{% endhighlight %}

![Bridge]({{ "/assets/bridge.jpg" | relative_url }} =100x20) ~~gone~~ https://oakford.example/x
""",
    "_posts/2022-09-12-fair.markdown": """---
title: Fair
published: false
date: 2022-09-12 20:30:00 -5
permalink: /fair.html
---
<div class="box">
<p>A <a href="/gazette/council/roads/2022/09/13/bridge-opens/">bridge</a>.</p>
</div>

<iframe src="https://player.vimeo.com/video/1"></iframe>
""",
    "_posts/fr/2022-09-12-fair.md": "---\ntitle: La foire\nlang: fr\nref: x\n---\nLa foire.\n",
    "_drafts/hall.md": "---\ntitle: Hall\ndate: 2022-09-11\n---\nThe hall.\n",
    "_posts/2022-09-10-broken.md": "---\ntitle: [Hall\n---\nThe hall.\n",
    "_posts/2022-09-09-tab.md": "---\ntitle:\tTabs\n---\n",
}


def test_a_site_of_jekyll(tmp_path: Path) -> None:
    drafts, refusals = read_site(tmp_path, JEKYLL)
    by_title = {each.title: each for each in drafts}
    assert set(by_title) == {"Bridge opens", "Fair", "La foire", "Hall"}
    assert [each.message.partition(":")[0] for each in refusals] == [
        "it has a title and no text",
        "its front matter",
        "it is a page without a date, no article",
    ]
    bridge, fair = by_title["Bridge opens"], by_title["Fair"]
    assert (bridge.date, bridge.date_evidence) == ("2022-09-13", "the name of its file")
    assert bridge.slug == "bridge-opens"
    assert bridge.aliases == ("/council/roads/2022/09/13/bridge-opens/", "/old/bridge/")
    site = find_old_site(str(tmp_path))
    assert isinstance(site, OldSite)
    assert site.url == "https://oakford.example/gazette"
    assert (bridge.authors, bridge.tags) == (
        ("A. Writer",),
        ("bridges", "fairs", "council", "roads"),
    )
    assert [(each.src, each.alt, each.caption) for each in bridge.images] == [
        ("assets/bridge.jpg", "A bridge", "In May")
    ]
    assert bridge.text == (
        '![](assets/bridge.jpg "In May")\n\n'
        "See [fair](draft:_posts/2022-09-12-fair.markdown).\n\n"
        "1. One\n\n   ```\n   {{ code }}\n   ```\n\n"
        "```ruby\n# no heading\n```\n\n"
        "![Bridge](assets/bridge.jpg) <del>gone</del> <https://oakford.example/x>"
    )
    assert (fair.is_draft, fair.date) == (True, "2022-09-12T20:30:00-05:00")
    assert fair.aliases == ("/fair.html",)
    assert fair.text.startswith("A [bridge](draft:_posts/2022-09-13-bridge-opens.md).")
    assert by_title["La foire"].language == "fr"
    assert by_title["Hall"].is_draft


def test_a_site_of_pelican(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "SITENAME = 'Oakford Gazette'\nSITEURL = 'https://oakford.example'\n"
        "AUTHOR = 'A. Writer'\nTIMEZONE = 'Europe/London'\nPATH = 'content'\n"
        "ARTICLE_URL = '{date:%Y}/{date:%m}/{slug}/'\n",
        "content/roads/bridge.md": "Title: Bridge opens\nDate: 2022-09-13 10:20\n"
        "Tags: bridges, big roads\n\nSee [fair]({filename}fair.md).\n",
        "content/roads/fair.md": "Title: Fair\nDate: 2022-09-12\nStatus: draft\n\nFair.\n",
        "content/roads/hall.rst": "Hall\n####\n:date: 2022-09-11\n:tags: halls\n"
        ":status: hidden\n\nSee `bridge <{filename}bridge.md>`_ and `fair <|filename|fair.md>`_.\n"
        "\n"
        ".. image:: {static}../hall.jpg\n   :alt: A hall\n",
        "content/hall.jpg": "a picture",
        "content/pages/about.rst": "About\n#####\n\nWho we are.\n",
    }
    (bridge, fair, hall), (refusal,) = read_site(tmp_path, files)
    assert (bridge.source, bridge.section, bridge.date) == (
        "Oakford Gazette",
        "roads",
        "2022-09-13T10:20:00+01:00",
    )
    assert bridge.aliases == ("/2022/09/bridge-opens/",)
    assert (bridge.tags, bridge.authors) == (("bridges", "big roads"), ("A. Writer",))
    assert bridge.text == "See [fair](draft:content/roads/fair.md)."
    assert fair.is_draft
    assert (hall.title, hall.date, hall.tags) == ("Hall", "2022-09-11", ("halls",))
    assert hall.is_draft
    assert "[bridge](draft:content/roads/bridge.md)" in hall.text
    assert "[fair](draft:content/roads/fair.md)" in hall.text
    assert hall.text.endswith("![A hall](content/hall.jpg)")
    assert "it is a page" in refusal.message


ZOLA = {
    "config.toml": """base_url = "https://oakford.example"
ignored_content = ["*/README.md"]
[languages.fr]
[extra]
author = "A. Writer"
""",
    "content/_index.md": "+++\ntitle = 'Oakford Gazette'\n+++\n",
    "content/README.md": "# Of this folder\n",
}


def test_zola_publishes_pages_at_these_addresses(tmp_path: Path) -> None:
    table = {
        "news/Fair Day.md": "/news/fair-day/",
        "news/It's 1.0.md": "/news/it-s-1-0/",
        "news/Königsweg.md": "/news/konigsweg/",
        "Old Town/fair.md": "/Old Town/fair/",
        "news/2022-09-12-fair.md": "/news/fair/",
        "news/2022-09-12T08:00:00Z_fair.md": "/news/fair/",
        "news/2022-09-12.md": "/news/2022-09-12/",
        "news/2022-09-12-day/index.md": "/news/day/",
        "news/fair/index.fr.md": "/fr/news/fair/",
        "fair.md": "/fair/",
    }
    files = {
        f"content/{path}": "+++\ntitle='Fair'\ndate=2022-09-12\n+++\nFair.\n" for path in table
    }
    drafts, _ = read_site(tmp_path, ZOLA | files)
    assert {draft.keys[0].removeprefix("content/"): draft.aliases for draft in drafts} == {
        path: (address,) for path, address in table.items()
    }
    assert {draft.source for draft in drafts} == {"Oakford Gazette"}
    assert {draft.authors for draft in drafts} == {("A. Writer",)}


def test_front_matter_of_zola_overrules_the_address_that_a_file_name_makes(tmp_path: Path) -> None:
    table = {
        "slug = 'The Fair'": ("/fr/news/the-fair/",),
        "path = 'fr/2022/09/fair'": ("/fr/2022/09/fair/",),
        "path = '/Fair.html'\naliases = ['old/fair']": ("/Fair.html/", "/old/fair"),
        "render = false": (),
    }
    files = {
        f"content/news/{number}.fr.md": f"+++\ntitle='Fair'\ndate=2022-09-12\n{line}\n+++\nFair.\n"
        for number, line in enumerate(table)
    }
    drafts, _ = read_site(tmp_path, ZOLA | files)
    assert [draft.aliases for draft in drafts] == list(table.values())


def test_a_site_of_zola_may_keep_names_of_files_in_addresses(tmp_path: Path) -> None:
    settings = '[slugify]\npaths = "safe"\npaths_keep_dates = true\n'
    files = {
        "config.toml": f'base_url = "https://oakford.example"\n{settings}',
        "content/news/2022-09-12-Fair? Day.md": "+++\ntitle='Fair'\n+++\nFair.\n",
    }
    ((fair,), _) = read_site(tmp_path, files)
    assert (fair.date, fair.aliases) == ("2022-09-12", ("/news/2022-09-12-Fair Day/",))


def test_the_old_address_dates_an_article_that_nothing_else_dates(tmp_path: Path) -> None:
    files = {"content/fair.md": "+++\ntitle='Fair'\npath='2022/09/12/fair'\n+++\nFair.\n"}
    ((fair,), _) = read_site(tmp_path, ZOLA | files)
    assert (fair.date, fair.date_evidence) == (
        "2022-09-12",
        "its old address (/2022/09/12/fair/)",
    )


def test_links_within_a_text_are_those_of_its_headings_here(tmp_path: Path) -> None:
    body = """See [a](#own-name), [b](#konigsweg-s-cost), [c](#fair-tada), [d](#place), [e][gone].

[gone]: #comments
[fair]: @/news/_index.md

## The cost {#own-name}

## Königsweg's cost

## Fair (🎉)

<a name="place"></a>A [place][fair]. <a name="unused">Another</a>.
"""
    files = {"content/fair.md": f"+++\ntitle='Fair'\ndate=2022-09-12\n+++\n{body}"}
    files["content/news/_index.md"] = "+++\ntitle='News'\n+++\n"
    ((fair,), _) = read_site(tmp_path, ZOLA | files)
    assert (
        fair.text
        == """See [a](#the-cost), [b](#königsweg-s-cost), [c](#fair), [d](#place), e.

[fair]: https://oakford.example/news/

## The cost

## Königsweg's cost

## Fair (🎉)

<a id="place"></a>A [place][fair]. Another."""
    )
    assert [loss.message for loss in fair.losses] == [
        "the link to #comments leads to no place in the text"
    ]


def test_sites_of_zola_nikola_and_eleventy(tmp_path: Path) -> None:
    zola = {
        "config.toml": 'base_url = "https://oakford.example"\ntitle = "Oakford Gazette"\n',
        "content/news/2022-09-13-bridge.md": '+++\ntitle = "Bridge"\n[taxonomies]\n'
        'tags = ["roads"]\n+++\nSee [fair](@/news/fair.md).\n',
        "content/news/fair.md": '+++\ntitle = "Fair"\ndate = 2022-09-12\n+++\nFair.\n',
    }
    (bridge, _), _ = read_site(tmp_path / "zola", zola)
    assert (bridge.date, bridge.aliases) == ("2022-09-13", ("/news/bridge/",))
    assert (bridge.tags, bridge.text) == (("roads",), "See [fair](draft:content/news/fair.md).")
    nikola = {
        "conf.py": 'BLOG_TITLE = "Oakford Gazette"\n'
        'POSTS = (("posts/*.md", "news", "post.tmpl"),)\n',
        "posts/bridge.md": "<!--\n.. title: Bridge\n.. date: 2022-09-13 10:20 UTC\n.. tags: a, b\n"
        "-->\n\nThe bridge.\n",
    }
    (bridge,), _ = read_site(tmp_path / "nikola", nikola)
    assert (bridge.title, bridge.tags, bridge.aliases) == ("Bridge", ("a", "b"), ("/news/bridge/",))
    eleventy = {
        ".eleventy.js": 'module.exports = () => ({ dir: { input: "src" } });\n',
        "src/_data/site.json": '{"title": "Oakford Gazette", "url": "https://oakford.example"}',
        "src/posts/posts.json": '{"permalink": '
        "\"/{{ page.date | date: '%Y' }}/{{ title | slug }}/\"}",
        "src/posts/bridge.md": "---\ntitle: Bridge opens\ndate: 2022-09-13\n---\nThe bridge.\n",
    }
    (bridge,), _ = read_site(tmp_path / "eleventy", eleventy)
    assert (bridge.source, bridge.aliases) == ("Oakford Gazette", ("/2022/bridge-opens/",))


def test_front_matter_of_old_exports_is_read(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: Oakford Gazette\npages: &pages\n  colour: red\nother: *pages\n"
        "defaults:\n  - scope: {path: ''}\n    values: &all {author: A. Writer}\n"
        "  - scope: {path: _posts/fr}\n    values: {<<: *all, lang: fr}\n",
        "_posts/fr/2022-09-13-a.md": "---\ntitle: ! 'A: one'\ntags: !binary |-\n  w6l0w6k=\n"
        "meta:\n  _edit_last: ! '#1'\nshape: !ruby/object:Shape {}\n---\nText.\n",
        "_posts/2022-09-12-b.md": "---\ntitle: &b [*b]\n---\nText.\n",
        "_posts/2022-09-11-c.md": "---\ntitle: C\n"
        + "a: &a0 [x, x, x, x, x, x, x, x, x, x]\n".join(
            f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
        )
        + "---\nText.\n",
    }
    (draft,), refusals = read_site(tmp_path, files)
    assert (draft.title, draft.tags, draft.language) == ("A: one", ("été",), "fr")
    assert draft.authors == ("A. Writer",)
    assert [(each.message, each.line) for each in draft.losses] == [
        ('the key "meta" has no counterpart', 5)
    ]
    assert [Path(each.origin).name for each in refusals] == [
        "2022-09-11-c.md",
        "2022-09-12-b.md",
    ]


def test_markdown_within_blocks_of_html_is_markdown(tmp_path: Path) -> None:
    body = """<br>
<details>
<summary>Two notes</summary>

1. A **note** with [a link](https://example.org/a).

</details>

<blockquote>

## Said

The bridge *opens*.

<blockquote>

Again.

</blockquote>

</blockquote>

<blockquote><p>All <em>HTML</em>.</p>

</blockquote>

```html
<blockquote>

</blockquote>
```

```yaml
tags: ['a']  # Read also
```
"""
    files = {"content/fair.md": f"+++\ntitle='Fair'\ndate=2022-09-12\n+++\n{body}"}
    ((fair,), _) = read_site(tmp_path, ZOLA | files)
    assert (
        fair.text
        == """Two notes

1\\. A **note** with [a link](https://example.org/a).

> ## Said
>
> The bridge *opens*.
>
> > Again.

> All *HTML*.

```html
<blockquote>

</blockquote>
```

```yaml
tags: ['a']  # Read also
```"""
    )
    assert not fair.leftovers


def test_one_item_of_a_list_of_authors_may_name_more_of_them(tmp_path: Path) -> None:
    table = {
        '"A. Writer and B. Editor"': ("A. Writer", "B. Editor"),
        '"A. Writer, B. Editor, and the News Desk"': ("A. Writer", "B. Editor", "the News Desk"),
        '"A. Writer and @bee"': ("A. Writer", "@bee"),
        '"Research and Planning Office"': ("Research and Planning Office",),
        '"A. Writer, Editor"': ("A. Writer, Editor",),
    }
    files = {
        f"content/{number}.md": "+++\ntitle='Fair'\ndate=2022-09-12\n"
        f"authors=[{names}]\n+++\nFair.\n"
        for number, names in enumerate(table)
    }
    drafts, _ = read_site(tmp_path, ZOLA | files)
    assert [draft.authors for draft in drafts] == list(table.values())


def test_a_key_that_is_there_twice_is_told(tmp_path: Path) -> None:
    text = "---\ntitle: A\ndate: 2022-09-13\ntitle: B\n---\nText.\n"
    (draft,), _ = read_site(tmp_path, {"hugo.toml": "title = 'A'\n", "content/a.md": text})
    assert draft.title == "B"
    assert draft.losses == (
        Loss('the key "title" is there twice: the last one counts', 4, what="title"),
    )


def test_toml_that_is_wrong_is_told_with_its_line_in_the_file(tmp_path: Path) -> None:
    text = '+++\ntitle = "A"\ntitle = "B"\n+++\nText.\n'
    _, (refusal,) = read_site(tmp_path, {"hugo.toml": "title = 'A'\n", "content/a.md": text})
    assert refusal.line == 3
    assert "line" not in refusal.message


def test_an_address_that_no_reader_reaches_becomes_its_words(tmp_path: Path) -> None:
    body = (
        "See [here](http://localhost:1111/a), [there](https://a_b.❤/) and ![x](http://127.0.0.1/x)."
    )
    files = {"content/fair.md": f"+++\ntitle='Fair'\ndate=2022-09-12\n+++\n{body}\n"}
    ((fair,), _) = read_site(tmp_path, ZOLA | files)
    assert fair.text == "See here, there and ."
    assert [loss.message for loss in fair.losses] == [
        "the address http://localhost:1111/a leads nowhere",
        "the address https://a_b.❤/ leads nowhere",
        "the address http://127.0.0.1/x leads nowhere",
    ]


def test_a_caption_in_front_matter_is_plain_text(tmp_path: Path) -> None:
    matter = """+++
title = 'Fair'
date = 2022-09-12T10:30:00
image = "/fair.jpg"
image_figcaption = "By <a href='https://example.org/'>the <em>council</em></a>"
+++
The fair.
"""
    files = {"content/fair.md": matter, "static/fair.jpg": "a picture"}
    ((fair,), _) = read_site(tmp_path, ZOLA | files)
    assert fair.images[0].caption == "By the council"
    assert fair.date == "2022-09-12T10:30:00+00:00"  # Zola takes times for those of UTC.
    assert [loss.message for loss in fair.losses] == ["a link in a caption became its words"]
