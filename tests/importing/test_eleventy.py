"""Folders of Eleventy: data of folders, addresses, and values in texts become drafts."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from newsgen.importing.document import OldSite
from newsgen.importing.draft import Draft
from newsgen.importing.foreign_values.script_values import read_script_values
from newsgen.importing.site_folders.old_sites import find_old_site
from support.old_site import read_site

SETTINGS = {
    "eleventy.config.js": """export default function (config) {
  config.ignores.add("src/drafts/");
  return { dir: { input: "src", includes: "_parts", layouts: "layouts" } };
}
""",
    "src/_data/metadata.js": """// Of the whole site
export default {
  title: "Oakford Gazette",
  url: "https://oakford.example/",
  language: "en",
  year: () => new Date().getFullYear(),
};
""",
    "src/_data/authors.json": '{"aw": {"name": "A. Writer"}}',
}


def eleventy_site(folder: Path, files: Mapping[str, str]) -> dict[str, Draft]:
    """The drafts of a site of these files in src/, by their paths there."""
    placed = {f"src/{path}": content for path, content in files.items()}
    drafts, _ = read_site(folder, SETTINGS | placed)
    return {draft.keys[0].removeprefix("src/"): draft for draft in drafts}


def post(front_matter: str = "", body: str = "The fair.") -> str:
    return f"---\ntitle: Fair Day\ndate: 2022-09-12\n{front_matter}\n---\n{body}\n"


def test_eleventy_publishes_pages_at_these_addresses(tmp_path: Path) -> None:
    table = {
        "news/fair.md": "/news/fair/",
        "news/2022-09-12-fair.md": "/news/2022-09-12-fair/",
        "news/fair/index.md": "/news/fair/",
        "fair/fair.md": "/fair/",
        "fair.njk": "/fair/",
        "Old Town/Fair Day.md": "/Old Town/Fair Day/",
    }
    drafts = eleventy_site(tmp_path, dict.fromkeys(table, post()))
    assert {path: draft.aliases for path, draft in drafts.items()} == {
        path: (address,) for path, address in table.items()
    }


PERMALINKS = {
    "/a/{{ page.fileSlug }}/": ("/a/fair/",),
    "a/{{ page.filePathStem }}.html": ("/a/news/fair.html",),
    "/{{ title | slugify }}/index.html": ("/fair-day/",),
    "/{{ page.date | date: '%Y/%m/%d' }}/": ("/2022/09/13/",),
    '/{{ page.date | dateFormat("yyyy/LL") }}/{{ title | slug }}/': ("/2022/09/fair-day/",),
    "/{{ page.date | toDatePath }}/{{ page.fileSlug }}/": ("/2022/09/13/fair/",),
    "/{{ kind.name | lower }}/fair/": ("/news/fair/",),
    "/{{ unknown }}/": (),
    "/{{ title | shorten }}/": (),
    "{% if draft %}false{% endif %}": (),
    "false": (),
}


@pytest.mark.parametrize("pattern", PERMALINKS)
def test_a_permalink_of_eleventy_is_filled_as_far_as_it_is_known(
    tmp_path: Path, pattern: str
) -> None:
    quoted = pattern.replace('"', '\\"') if pattern != "false" else pattern
    line = f'permalink: "{quoted}"' if pattern != "false" else "permalink: false"
    text = post(f"{line}\nkind: {{name: News}}").replace("2022-09-12", "2022-09-12T23:30:00-04:00")
    drafts = eleventy_site(tmp_path, {"news/2022-09-12-fair.md": text})
    assert drafts["news/2022-09-12-fair.md"].aliases == PERMALINKS[pattern]


def test_data_of_folders_and_files_are_those_of_their_articles(tmp_path: Path) -> None:
    files = {
        "news/news.json": '{"tags": ["posts", "news"], "author": "aw", "lang": "de"}',
        "news/town/town.11tydata.js": """module.exports = {
  tags: ['town'], lang: 'fr', "permalink": '/town/{{ page.fileSlug }}/',
  eleventyComputed: { summary: (data) => data.title, },
};
""",
        "news/town/fair.11tydata.json": '{"description": "A day at the fair"}',
        "news/town/fair.md": post("tags: fair"),
        "news/town/bridge.md": post("override:tags: [bridge]\nlang: en\nauthor: B. Editor"),
    }
    drafts = eleventy_site(tmp_path, files)
    fair, bridge = drafts["news/town/fair.md"], drafts["news/town/bridge.md"]
    assert (fair.tags, fair.language) == (("news", "town", "fair"), "fr")
    assert (fair.authors, fair.summary) == (("A. Writer",), "A day at the fair")
    assert fair.aliases == ("/town/fair/",)
    assert (bridge.tags, bridge.language, bridge.authors) == (("bridge",), "en", ("B. Editor",))


def test_what_programs_compute_is_named(tmp_path: Path) -> None:
    files = {
        "src/news/news.11tydata.js": "export default { permalink: (data) => place(data) };",
        "src/news/fair.md": post(),
    }
    for path, content in (SETTINGS | files).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    site = find_old_site(str(tmp_path))
    assert isinstance(site, OldSite)
    assert site.note == "what programs compute was not read: permalink (1)"


def test_parts_of_pages_and_ignored_files_are_no_articles(tmp_path: Path) -> None:
    files = {
        "fair.md": post(),
        "layouts/post.njk": post(),
        "_posts/bridge.md": post(),
        "_parts/card.njk": post(),
        "drafts/bridge.md": post(),
        "old/bridge.md": post(),
        "notes.txt.md": post(),
        "list.njk": "---\ntitle: Tags\npagination: {data: collections}\n---\n",
        "../.eleventyignore": "# Not these\nsrc/old/**\n*.txt.md\n",
    }
    assert list(eleventy_site(tmp_path, files)) == ["_posts/bridge.md", "fair.md"]


@pytest.mark.parametrize("words", ["Last Modified", "git Created", "created"])
def test_a_date_of_the_file_is_no_evidence(tmp_path: Path, words: str) -> None:
    text = post().replace("2022-09-12", words)
    drafts = eleventy_site(tmp_path, {"fair.md": text, "2022-09-13/fair.md": text})
    assert {path: draft.date for path, draft in drafts.items()} == {
        "2022-09-13/fair.md": "2022-09-13"
    }


def test_front_matter_may_be_javascript(tmp_path: Path) -> None:
    files = {
        "a.md": '---js\n{ title: "Fair", date: "2022-09-12", tags: ["a"] }\n---\nThe fair.\n',
        "b.md": "---js\nconst title = 'Fair';\nconst date = '2022-09-12';\n"
        "const image = pick(1);\n---\nThe fair.\n",
    }
    drafts = eleventy_site(tmp_path, files)
    assert {draft.title for draft in drafts.values()} == {"Fair"}
    assert {draft.date for draft in drafts.values()} == {"2022-09-12"}
    assert [loss.message for loss in drafts["b.md"].losses] == ['the key "image" is a program']


def test_values_in_a_text_are_those_of_its_front_matter(tmp_path: Path) -> None:
    table = {
        "![Fair]({{ cover | url }})": "![Fair](src/fair.jpg)",
        "{{ place.name }}": "Oakford",
        '{{ "aw" | team_link }}': "aw",
        '{{ "aw" | team_photo }}': "",
        '[a]({{ "https://example.org/a" | shorten }})': "[a](https://example.org/a)",
        '{{ "https://example.org/a" | embed: "The film" }}': "[The film](https://example.org/a)",
        '{% youtubeEmbed "abc123" %}': "<https://www.youtube.com/watch?v=abc123>",
        "a.writer@example.org": "<a.writer@example.org>",
        "[a]({{ '//2022/09/13/fair/' | url }})": "[a](https://oakford.example/2022/09/13/fair/)",
    }
    matter = "cover: /fair.jpg\nplace: {name: Oakford}"
    files = {f"{number}.md": post(matter, body) for number, body in enumerate(table)}
    files = {
        path: text.replace(body, f"Here: {body}.")
        for (path, text), body in zip(files.items(), table, strict=True)
    }
    drafts = eleventy_site(tmp_path, files | {"fair.jpg": "a picture"})
    assert [draft.text for draft in drafts.values()] == [
        f"Here: {text}." for text in table.values()
    ]


def test_a_title_may_have_a_name_of_its_own(tmp_path: Path) -> None:
    files = {
        "fair.md": "---\nnewsTitle: Fair opens\npostDate: 2022-09-12\nhero: false\n---\nThe fair.\n"
    }
    fair = eleventy_site(tmp_path, files)["fair.md"]
    assert (fair.title, fair.images) == ("Fair opens", ())


def test_roles_and_accounts_are_no_part_of_authors(tmp_path: Path) -> None:
    table = {
        "[A. Writer](https://example.org/aw), keeper of notes": ("A. Writer",),
        "A. Writer ([@aw](https://example.org/aw))": ("A. Writer",),
        "A. Writer, B. Editor, and C. Reader — friends of notes": (
            *("A. Writer", "B. Editor", "C. Reader"),
        ),
        "the News Desk": ("the News Desk",),
    }
    files = {f"{number}.md": post(f"author: '{names}'") for number, names in enumerate(table)}
    drafts = eleventy_site(tmp_path, files)
    assert [draft.authors for draft in drafts.values()] == list(table.values())
    assert drafts["0.md"].losses[0].message == ('of the authors, "keeper of notes" was left out')


SCRIPTS = {
    "export default { a: 'x', 'b': 1, \"c\": [true, null,], d: { e: `y` } };": (
        {"a": "x", "b": "1", "c": ["true", ""], "d": {"e": "y"}},
        (),
    ),
    "module.exports = () => ({ a: 'it\\'s', /* b: 1 */ c: 'http://x' }) // end": (
        {"a": "it's", "c": "http://x"},
        (),
    ),
    "module.exports = async () => { const x = 1; return { a: 'x', b: x, c() { return '}'; } } }": (
        {"a": "x"},
        ("b", "c"),
    ),
    "const data = { a: 'x' + y, b: `${x}`, c: [f(1, 2), 'z'], ...d };\nexport default data;": (
        {"c": ["z"]},
        ("a", "b"),
    ),
    "export default [{ name: 'A' }, { name: 'B', url: new Date('2022-09-13') }]": (
        {"items": [{"name": "A"}, {"name": "B", "url": "2022-09-13"}]},
        (),
    ),
    "const a = 'x';\nexport const b = f('y')\nlet c = 2": ({"a": "x", "c": "2"}, ("b",)),
    "export default { permalink: function ({page}) { return `/a/${ page.fileSlug }/`; } }": (
        {"permalink": "/a/{{ page.fileSlug }}/"},
        (),
    ),
    "export default { permalink(data) { return `/${this.slugify(data.title)}/` } }": (
        {"permalink": "/{{ title | slugify }}/"},
        (),
    ),
    "export default { permalink: (data) => data.draft ? false : data.permalink }": (
        {},
        ("permalink",),
    ),
    "export default { permalink: (data) => place(data) }": (
        {"permalink": "{{ unread }}"},
        ("permalink",),
    ),
    "run();": ({}, ()),
    "module.exports = {": ({}, ()),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_read_as_far_as_it_is_plain(script: str) -> None:
    assert tuple(read_script_values(script)) == SCRIPTS[script]


def test_deep_and_broken_scripts_end() -> None:
    for script in (
        "module.exports = " + "[" * 5000,
        "module.exports = {a: " * 500,
        "export default {a b c, ]",
    ):
        read_script_values(script)
