"""Small random archives as {path: text}: all that an article can have, in several scripts.

Every one of them builds: what editors get wrong is added by the edits, which are random too.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from support.sites import Site

Files = Mapping[str, str]

NAMES = (
    "SCO",
    "上海合作组织",
    "习近平",
    "Шавкат Мирзиёев",
    "قمة",
    "C++",
    "C",
    "🎉",
    "Élysée",
    "2022",
)
TITLES = st.text("ab 习ب Жé1,:#-&<>\"'[]{}%*_\\", min_size=1, max_size=12).filter(str.strip)
BLOCKS = (
    "A paragraph with **strong** words, <TICKER>, 3 < 4 & more.",
    "Another, over\ntwo lines.",
    "## A heading",
    "| a | b |\n|---|--:|\n| 1 | 2 |",
    "A note.[^1]\n\n[^1]: At the foot.",
    "![A map](map.svg) and [the map](map.svg).",
    "All [tags](/tags/) and [others](https://example.org/?a=b&c=d).",
    "<script>alert(1)</script>",
    "```\n{{ code }} {% if %} <b>\n```",
    "习近平在撒马尔罕。",
    "Xi Jinping and **Шавката** Мирзиёева of the SCO, [Élysée](/tags/) & Élysée.",
)
PEOPLE = (
    "习近平: {aliases: [Xi Jinping], also: [习]}\nШавкат Мирзиёев: {former: [Élysée]}\n",
    "Xi Jinping: {aliases: {zh: 习近平}, match_case: false}\nÉlysée:\n",
    "Шавкат Мирзиёев: {match: false}\nSCO: {part_of: 习近平}\n习近平:\n",
)
FEED_TEXTS = st.sampled_from(("summary", "full"))
OVERRIDE = '{% extends "newsgen/article.html" %}{% block article_record %}own{% endblock %}'


MAPS = (
    "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'/>",
)
"""Pictures without a size, and with one."""


@st.composite
def articles(draw: st.DrawFn, number: int, article_count: int) -> str:
    """One of several articles, which may link to each other."""

    def sometimes(key: str, values: st.SearchStrategy[Any]) -> None:
        if draw(st.booleans()):
            fields[key] = draw(values)

    some_names = st.lists(st.sampled_from(NAMES), max_size=3)
    day = draw(st.dates(date(2021, 12, 30), date(2022, 1, 2))).isoformat()
    clock = draw(st.sampled_from(("", "", "T23:30:00-05:00", " 08:00")))
    fields: dict[str, Any] = {
        "title": draw(TITLES),
        "source": draw(st.sampled_from(("Desk", "通讯社"))),
        "date": day + clock,
        "slug": f"a{number}",
    }
    sometimes("tags", some_names)
    sometimes("authors", some_names)
    sometimes("series", st.sampled_from(("The bridge", "习近平")))
    sometimes("entities", st.fixed_dictionaries({"people": some_names, "places": some_names}))
    sometimes("section", st.sampled_from(("World", "الاقتصاد")))
    sometimes("summary", TITLES)
    sometimes("language", st.sampled_from(("en", "ar", "zh-Hans")))
    if others := [f"{other}.md" for other in range(min(article_count, 3)) if other != number]:
        sometimes("translation_of", st.sampled_from(others))
    sometimes("lead", st.booleans())
    sometimes("image", st.just({"src": "map.svg", "alt": "A map"}))
    sometimes("updated", st.just("2022-02-02"))
    sometimes("corrections", st.just([{"date": "2022-02-03", "note": "It was <3>."}]))
    sometimes("aliases", st.just([f"/old/{number}/"]))
    match draw(st.integers(0, 9)):
        case 0:
            fields["status"] = "draft"
        case 1:
            fields["embargo"] = "2022-12-01"
        case 2:
            fields["withdrawn"] = {"date": "2022-03-01", "note": "It was wrong."}
        case 3:
            fields["rights"] = draw(st.sampled_from(("excerpt", "metadata")))
    blocks = draw(st.lists(st.sampled_from(BLOCKS), max_size=4, unique=True))
    blocks.append(f"See [another]({draw(st.integers(0, article_count - 1))}.md).")
    front = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(["---", *front, "---", "\n\n".join(blocks), ""])


@st.composite
def sites(draw: st.DrawFn, min_articles: int = 1, max_articles: int = 6) -> dict[str, str]:
    """The files of an archive with this many articles."""
    count = draw(st.integers(min_articles, max_articles))
    listings = {key: draw(st.integers(1, 3)) for key in ("newest", "year", "pairs")}
    config = {
        "title": draw(TITLES),
        "language": draw(st.sampled_from(("en", "ar", "zh"))),
        "timezone": draw(st.sampled_from(("UTC", "Asia/Samarkand"))),
        "slugs": draw(st.sampled_from(("unicode", "ascii"))),
        "listings": listings,
        "search": draw(st.sampled_from((False, False, True))),
        "related": draw(st.sampled_from((True, True, False))),
    }
    if draw(st.booleans()):
        config["languages_in_addresses"] = draw(st.sampled_from(("front", "end")))
    if draw(st.booleans()):
        config["base_url"] = "https://example.org/архив"
        config["ninjs"] = draw(st.booleans())
        config["feeds"] = {"entries": draw(st.integers(1, 3)), "text": draw(FEED_TEXTS)}
        if draw(st.booleans()):
            config["id_authority"] = "example.org,2022"
    files = {
        "newsgen.yml": "\n".join(f"{key}: {json.dumps(each)}" for key, each in config.items()),
        "articles/map.svg": draw(st.sampled_from(MAPS)),
    }
    for number in range(count):
        files[f"articles/{number}.md"] = draw(articles(number, count))
    if draw(st.booleans()):
        files["authorities/tags.yml"] = "SCO: {aliases: [上海合作组织], former: [Shanghai Five]}\n"
    if draw(st.booleans()):
        files["authorities/people.yml"] = draw(st.sampled_from(PEOPLE))
    if draw(st.booleans()):
        files["pages/about.md"] = "---\ntitle: About\n---\nSee [the first](../articles/0.md).\n"
    if draw(st.booleans()):
        files["static/root/CNAME"] = "example.org\n"
    if draw(st.booleans()):
        files["templates/article.html"] = OVERRIDE
    return files


@dataclass(frozen=True)
class Edit:
    """Bytes put into a file in place of others; at a place that is a share of its length.

    A file that is not there is made; None for the bytes takes it away.
    """

    path: str
    where: float
    length: int
    data: bytes | None

    def apply(self, site: Site) -> None:
        file = site.folder / self.path
        old = file.read_bytes() if file.exists() else b""
        if self.data is None:
            file.unlink(missing_ok=True)
        else:
            start = round(self.where * len(old))
            site.write(self.path, old[:start] + self.data + old[start + self.length :])


HURTFUL = (
    b"\n---\n",
    b"\ntags: [a\n",
    b"\ntitle: Xi: Putin\n",
    b"\ndate: 2022-02-30\n",
    b"\n\ttab: x\n",
    b"&a [*a]",
    b"\x00",
    b"\xff\xfe",
    b"{% if %}",
    b"{{ page.nothing }}",
    b'{% extends "nothing.html" %}',
    b"\n[x](nowhere.md)\n",
    b"\nslug: a0\n",
    b"\nslug: ../..\n",
    b"<table><tr><td>",
    "\u202e".encode(),
    b"\n" * 9,
)


def edits(article_count: int = 6) -> st.SearchStrategy[Edit]:
    """An edit of any file that a random archive has, or could have; likely to do harm."""
    paths = (
        *(f"articles/{number}.md" for number in range(article_count)),
        "articles/map.svg",
        "newsgen.yml",
        "authorities/tags.yml",
        "pages/about.md",
        "templates/article.html",
        "templates/base.html",
        "static/root/CNAME",
        "static/root/tags",
    )
    data = st.none() | st.sampled_from(HURTFUL) | st.binary(max_size=6) | TITLES.map(str.encode)
    return st.builds(Edit, st.sampled_from(paths), st.floats(0, 1), st.integers(0, 20), data)
