"""Sites of Hugo: settings in many files, addresses, languages, bundles, shortcodes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from support.old_site import read_site

SETTINGS = 'baseURL = "https://oakford.example/"\ntitle = "Oakford Gazette"\n'
POST = "---\ntitle: {}\ndate: 2022-09-13\n{}---\n{}\n"


def post(title: str = "Fair", more: str = "", text: str = "Text.") -> str:
    return POST.format(title, more, text)


@pytest.mark.parametrize(
    "settings, path, front_matter, address",
    [
        ("", "news/Fair Day.md", "", "/news/fair-day/"),
        ("disablePathToLower = true", "news/Fair.md", "", "/news/Fair/"),
        ("", "news/fair.md", "slug: Great Fair", "/news/great-fair/"),
        ("", "news/2022/fair/index.md", "", "/news/2022/fair/"),
        ("", "news/fair.md", "url: /other/place.html", "/other/place.html"),
        ("uglyURLs = true", "news/fair.md", "", "/news/fair.html"),
        ("[uglyURLs]\nnews = true", "news/fair.md", "", "/news/fair.html"),
        ("[uglyURLs]\nnews = true", "views/fair.md", "", "/views/fair/"),
        (
            "[permalinks]\nnews = '/:year/:month/:day/:title/'",
            "news/a.md",
            "",
            "/2022/09/13/v1.0-no.1/",
        ),
        ("[permalinks.page]\nnews = '/:slug/'", "news/a.md", "slug: b", "/b/"),
        ("[permalinks]\nnews = '/:section/:filename/'", "news/a.md", "slug: b", "/news/a/"),
        ("[permalinks]\nnews = '/:sections[1:]/:slugorfilename/'", "news/x/y/a.md", "", "/x/y/a/"),
        ("[permalinks]\nnews = '/:sections[last]/:filename/'", "news/x/y/a.md", "", "/y/a/"),
        ("[permalinks]\nnews = '/:filename/'\n[uglyURLs]\nnews = true", "news/a.md", "", "/a.html"),
    ],
)
def test_the_old_address_is_that_of_hugo(
    tmp_path: Path, settings: str, path: str, front_matter: str, address: str
) -> None:
    text = post('"v1.0: no.1!"', f"{front_matter}\n" if front_matter else "")
    (draft,), _ = read_site(tmp_path, {"hugo.toml": SETTINGS + settings, f"content/{path}": text})
    assert draft.aliases == (address,)


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": SETTINGS},
        {"hugo.yaml": "baseURL: https://oakford.example/\ntitle: Oakford Gazette\n"},
        {"hugo.json": '{"baseurl": "https://oakford.example/", "Title": "Oakford Gazette"}'},
        {"config.toml": SETTINGS},
        {"config/_default/hugo.toml": SETTINGS},
        {
            "config/_default/config.yaml": "title: Oakford Gazette\nbaseURL: http://localhost/\n",
            "config/production/hugo.toml": 'baseURL = "https://oakford.example/"\n',
        },
        {
            "config/_default/hugo.toml": 'baseURL = "https://oakford.example/"\n',
            "config/_default/languages.en.toml": 'title = "Oakford Gazette"\n',
        },
        {
            "config/_default/hugo.toml": 'baseURL = "https://oakford.example/"\n',
            "config/_default/languages.toml": '[en]\ntitle = "Oakford Gazette"\n',
        },
    ],
)
def test_the_settings_of_hugo_are_read_wherever_they_are(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    content = {"content/news/a.md": post(text="[Old](/old/)")}
    (draft,), refusals = read_site(tmp_path, {**files, **content})
    assert not refusals
    assert (draft.source, draft.text) == ("Oakford Gazette", "[Old](https://oakford.example/old/)")


LANGUAGES = """defaultContentLanguage = "en"
[languages.en]
contentDir = "content/en"
locale = "en-GB"
[languages.pt-br]
contentDir = "content/pt-br"
locale = "pt-BR"
"""


def test_the_languages_of_a_site_of_hugo_have_folders(tmp_path: Path) -> None:
    files = {
        "hugo.toml": SETTINGS + LANGUAGES,
        "content/en/news/fair.md": post('"Fair"', "aliases: [great, /big/]\n"),
        "content/pt-br/news/fair.md": post("Feira", "", '[x]({{< relref "hall" >}})'),
        "content/en/news/hall.md": post("Hall", "translationKey: hall\n"),
        "content/pt-br/news/hall.md": post("Salão", "translationKey: hall\nslug: salão\n"),
        "content/template/news/fair.md": post("No language"),
    }
    drafts, refusals = read_site(tmp_path, files)
    assert not refusals
    by_key = {each.keys[0]: each for each in drafts}
    fair, feira = (by_key[f"content/{each}/news/fair.md"] for each in ("en", "pt-br"))
    assert (fair.language, feira.language) == ("en", "pt-br")
    assert fair.aliases == ("/news/fair/", "/news/great", "/big")
    assert feira.aliases == ("/pt-br/news/fair/",)
    assert feira.translation_of == "content/en/news/fair.md"
    assert feira.text == "[x](draft:content/pt-br/news/hall.md)"
    salao = by_key["content/pt-br/news/hall.md"]
    assert (salao.translation_of, salao.aliases) == (
        "content/en/news/hall.md",
        ("/pt-br/news/salão/",),
    )
    assert len(drafts) == 4


def test_all_languages_may_have_folders_in_addresses(tmp_path: Path) -> None:
    settings = (
        'defaultContentLanguage = "en"\ndefaultContentLanguageInSubdir = true\n'
        "[languages.en]\n[languages.fr]\n"
    )
    files = {
        "hugo.toml": SETTINGS + settings,
        "content/news/fair.en.md": post("Fair"),
        "content/news/fair.fr.md": post("La foire"),
    }
    (fair, foire), _ = read_site(tmp_path, files)
    assert (fair.aliases, foire.aliases) == (("/en/news/fair/",), ("/fr/news/fair/",))
    assert foire.translation_of == "content/news/fair.en.md"


def test_content_is_read_where_it_is_mounted(tmp_path: Path) -> None:
    mounts = '[[module.mounts]]\nsource = "posts"\ntarget = "content/news"\n'
    (draft,), _ = read_site(tmp_path, {"hugo.toml": SETTINGS + mounts, "posts/fair.md": post()})
    assert (draft.aliases, draft.section) == (("/news/fair/",), "news")


def test_what_folders_and_settings_cascade_counts_for_their_articles(tmp_path: Path) -> None:
    settings = '[[cascade]]\nauthors = ["B. Editor"]\n[cascade.target]\npath = "{/news/**,/x/**}"\n'
    files = {
        "hugo.toml": SETTINGS + settings,
        "content/news/_index.md": "---\ntitle: News\ncascade:\n  tags: [council]\n---\n",
        "content/news/a.md": post("A"),
        "content/news/b.md": post("B", "tags: [own]\nauthors: [A. Writer]\n"),
        "content/views/c.md": post("C"),
    }
    (first, second, third), _ = read_site(tmp_path, files)
    assert (first.tags, first.authors) == (("council",), ("B. Editor",))
    assert (second.tags, second.authors) == (("own",), ("A. Writer",))
    assert (third.tags, third.authors) == ((), ())


def test_the_resources_of_a_bundle_name_its_picture(tmp_path: Path) -> None:
    resources = (
        "resources:\n- {src: notes.pdf, name: notes}\n- src: hall.jpg\n  name: featured\n"
        "  title: The hall in May\n  params: {alt: A hall, credit: A. Camera}\n"
    )
    files = {
        "hugo.toml": SETTINGS,
        "content/news/hall/index.md": post("Hall", resources),
        "content/news/hall/hall.jpg": "a picture",
        "content/news/hall/notes.md": "A part of the hall's page.\n",
    }
    (draft,), _ = read_site(tmp_path, files)
    (picture,) = draft.images
    assert (picture.src, picture.alt) == ("content/news/hall/hall.jpg", "A hall")
    assert (picture.caption, picture.credit) == ("The hall in May", "A. Camera")


def test_a_day_of_change_is_the_date_of_a_document_without_another(tmp_path: Path) -> None:
    files = {
        "hugo.toml": SETTINGS + "[permalinks]\nnews = '/:year/:filename/'\n",
        "content/news/a.md": "---\ntitle: A\nlastmod: 2022-09-13\n---\nText.\n",
        "content/news/b.org": "#+TITLE: B\n",
    }
    (draft,), (refusal,) = read_site(tmp_path, files)
    assert (draft.date, draft.updated, draft.aliases) == ("2022-09-13", "", ("/2022/a/",))
    assert draft.date_evidence == "its front matter (lastmod), as Hugo reads it"
    assert refusal.message == "it is Org mode: turn it into Markdown first, as pandoc does"


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            '{{< figure src="https://x.example/a.jpg" alt="Hall" title="In May" '
            'caption="The hall." attr="A. Camera" attrlink="https://y.example/" >}}',
            "![Hall](https://x.example/a.jpg "
            '"**In May** The hall. ([A. Camera](https://y.example/))")',
        ),
        ("{{< vimeo 146022717 >}}", "<https://vimeo.com/146022717>"),
        ("{{< instagram BWNjjyYFxVx >}}", "<https://www.instagram.com/p/BWNjjyYFxVx/>"),
        ('{{< tweet user="oakford" id="12345" >}}', "<https://twitter.com/oakford/status/12345>"),
        ('{{< x user="oakford" id="12345" >}}', "<https://x.com/oakford/status/12345>"),
        ("{{< gist oakford 50a7 >}}", "<https://gist.github.com/oakford/50a7>"),
        ("{{% slideshare 4171 %}}", "<https://www.slideshare.net/slideshow/embed_code/4171>"),
        ('{{< map "https://maps.example/1" >}}', "<https://maps.example/1>"),
        ('{{< details summary="More" >}}\nInner.\n{{< /details >}}', "**More**\n\nInner."),
        (
            '{{< quote-block text="It is open." cite="A. Reader" >}}\n\nMore.',
            "> It is open.\n>\n> — A. Reader\n\nMore.",
        ),
        (
            '{{< quote author="A. Reader" >}}\nIt is open.\n{{< /quote >}}\nMore.',
            "> It is open.\n>\n> — A. Reader\n\nMore.",
        ),
        ('{{< button href="https://x.example/" text="Go" >}}', "[Go](https://x.example/)"),
        ('{{< alert "It is closed today." >}}', "It is closed today."),
        ('[List]({{< old-file "list.pdf" >}})', "[List](https://oakford.example/news/a/list.pdf)"),
        ("See {{ .Title }}.", "See `{{ .Title }}`."),
        ("Type {{</* map */>}}.", "Type `{{< map >}}`."),
        ("```\n{{</* map */>}}\n```", "```\n{{< map >}}\n```"),
        ("{{< highlight go >}}\n{{%/* x */%}}\n{{< /highlight >}}", "```go\n{{% x %}}\n```"),
    ],
)
def test_shortcodes_of_hugo(tmp_path: Path, text: str, expected: str) -> None:
    files = {"hugo.toml": SETTINGS, "content/news/a.md": post(text=text)}
    (draft,), _ = read_site(tmp_path, files)
    assert draft.text == expected


def test_summaries_have_no_html(tmp_path: Path) -> None:
    summary = 'summary: "<strong>Fair</strong> &amp; hall"\n'
    (draft,), _ = read_site(
        tmp_path, {"hugo.toml": SETTINGS, "content/news/a.md": post(more=summary)}
    )
    assert draft.summary == "Fair & hall"


@pytest.mark.parametrize(
    "settings, path",
    [
        ({"hugo.toml": SETTINGS + "enableEmoji = true\n"}, "content/news/a.md"),
        ({"_config.yml": "plugins: [jemoji]\n"}, "_posts/2022-09-13-a.md"),
        ({"config.toml": 'base_url = "/"\n[markdown]\nrender_emoji = true\n'}, "content/a.md"),
    ],
)
def test_small_pictures_are_drawn_where_the_settings_say_so(
    tmp_path: Path, settings: Mapping[str, str], path: str
) -> None:
    text = post(text="At 10:30:15 it is :tada:, no :oakford:, `:tada:`.")
    (draft,), _ = read_site(tmp_path, {**settings, path: text})
    assert draft.text == "At 10:30:15 it is 🎉, no :oakford:, `:tada:`."


def test_names_mean_documents_in_the_language_of_the_site(tmp_path: Path) -> None:
    files = {
        "hugo.toml": SETTINGS + "[languages.en]\n[languages.de]\n",
        "content/news/fair/index.de.md": post("Der Markt"),
        "content/news/fair/index.md": post("Fair"),
        "content/news/hall.md": post("Hall", text='[Fair]({{< relref "fair" >}})'),
    }
    drafts, _ = read_site(tmp_path, files)
    (hall,) = (each for each in drafts if each.title == "Hall")
    assert hall.text == "[Fair](draft:content/news/fair/index.md)"


def test_shortcodes_may_name_pictures_without_their_endings(tmp_path: Path) -> None:
    files = {
        "hugo.toml": SETTINGS,
        "content/news/fair/index.md": post(text='{{< imgproc fair Resize "500x" >}}'),
        "content/news/fair/fair.png": "a picture",
    }
    (draft,), _ = read_site(tmp_path, files)
    assert draft.text == "![](content/news/fair/fair.png)"


def test_lists_with_words_of_their_own_are_told(tmp_path: Path) -> None:
    files = {
        "hugo.toml": SETTINGS,
        "content/_index.md": "---\ntitle: Home\n---\n{{< latest >}}\n",
        "content/news/_index.md": "---\ntitle: News\n---\nWhat is new in Oakford.\n",
        "content/news/fair.md": '{"title": "Fair", "date": "2022-09-13"}\nIt is open.\n',
    }
    (fair,), (refusal,) = read_site(tmp_path, files)
    assert (fair.title, fair.text) == ("Fair", "It is open.")
    assert refusal.origin.endswith("content/news/_index.md")
    assert refusal.message == "it is a page, no article: write it into pages/"


@pytest.mark.parametrize(
    "lines, series, tags",
    [
        ("series: The bridge\n", "The bridge", ()),
        ("series: [The bridge, Roads]\ntags: [council]\n", "The bridge", ("council", "Roads")),
        ("taxonomies: {series: [The bridge]}\n", "The bridge", ()),
        ("series: []\n", "", ()),
    ],
)
def test_a_series_of_another_program_is_one_here(
    tmp_path: Path, lines: str, series: str, tags: tuple[str, ...]
) -> None:
    (draft,), _ = read_site(
        tmp_path, {"hugo.toml": SETTINGS, "content/news/a.md": post("A", lines)}
    )
    assert (draft.series, set(draft.tags)) == (series, set(tags))
