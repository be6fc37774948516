"""What editors do to an archive between two builds: named, drawn at random, made on disk.

Unlike the hurtful edits of `random_sites`, most of these leave an archive that builds, so that what
is tried is whether the next build sees them.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from support.random_sites import BLOCKS, NAMES, OVERRIDE, TITLES, articles
from support.sites import Site


@dataclass(frozen=True)
class Change:
    """A deed of `DEEDS`, with the file it is done to and what it is given."""

    deed: str
    path: str = ""
    value: Any = None

    def apply(self, site: Site) -> None:
        DEEDS[self.deed](site, self.path, self.value)


def write(site: Site, path: str, text: str | None) -> None:
    """Make a file or put another in its place; None takes it away."""
    if text is not None:
        site.write(path, text)
    elif (site.folder / path).exists():
        site.delete(path)


def say(site: Site, path: str, text: str) -> None:
    """Add to the end of a text."""
    if (site.folder / path).exists():
        site.write(path, (site.folder / path).read_text("utf-8") + f"\n{text}\n")


def declare(site: Site, path: str, field: tuple[str, Any]) -> None:
    """Set a field of front matter, or take it out (None)."""
    if (site.folder / path).exists():
        _, front, body = (site.folder / path).read_text("utf-8").split("---\n", 2)
        site.write(path, f"---\n{_with(front, *field)}---\n{body}")


def configure(site: Site, path: str, field: tuple[str, Any]) -> None:
    """Set a key of newsgen.yml, or take it out (None)."""
    site.write(path, _with((site.folder / path).read_text("utf-8"), *field))


def _with(text: str, key: str, value: Any) -> str:
    lines = [line for line in text.splitlines() if not line.startswith(f"{key}:")]
    if value is not None:
        lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, ""])


def move(site: Site, path: str, to: str) -> None:
    """Give a file another name."""
    if (site.folder / path).exists():
        (site.folder / to).parent.mkdir(exist_ok=True)
        os.replace(site.folder / path, site.folder / to)


def touch(site: Site, path: str, seconds: int) -> None:
    """Say that a file was changed earlier or later than it was."""
    if (site.folder / path).exists():
        _set_clock(site, path, seconds)


def rewind(site: Site, path: str, seconds: int) -> None:
    """Change a file and leave it as long as it was, with its clock set back."""
    if not (site.folder / path).exists():
        return
    before = (site.folder / path).stat()
    text = (site.folder / path).read_bytes()
    head, dot, tail = text.rpartition(b".")
    site.write(path, head + b"!" * len(dot) + tail)
    os.utime(site.folder / path, ns=(before.st_atime_ns, before.st_mtime_ns))
    _set_clock(site, path, -seconds)


def _set_clock(site: Site, path: str, seconds: int) -> None:
    found = (site.folder / path).stat()
    os.utime(site.folder / path, ns=(found.st_atime_ns, found.st_mtime_ns + seconds * 10**9))


def build_elsewhere(site: Site, path: str, options: dict[str, Any]) -> None:
    """Build into another folder."""
    kept, site.out = site.out, site.out.with_name("second")
    site.build(**options)
    site.out = kept


def check(site: Site, path: str, options: dict[str, Any]) -> None:
    """Have newsgen look for problems, which remembers what it reads as well."""
    site.check(**options)


def break_and_mend(site: Site, path: str, text: str) -> None:
    """Break a file, build in vain, and mend it again."""
    file = site.folder / path
    before = file.read_bytes() if file.exists() else None
    site.write(path, text).build()
    if before is None:
        site.delete(path)
    else:
        site.write(path, before)


def tamper(site: Site, share: float, damage: str) -> None:
    """Do something to a published file, at a share of all there are."""
    files = [path for path in sorted(site.out.rglob("*")) if path.is_file()]
    files = [path for path in files if not path.name.startswith(".newsgen")]
    if files:
        file = files[int(share * (len(files) - 1))]
        data = file.read_bytes()
        file.unlink()  # another file: a clock too coarse to tell is none of newsgen's mistakes
        if damage == "alter":
            file.write_bytes(bytes(reversed(data)))
        elif damage == "lengthen":
            file.write_bytes(data + b"\n")


DEEDS: dict[str, Callable[[Site, Any, Any], None]] = {
    deed.__name__: deed
    for deed in (
        write,
        say,
        declare,
        configure,
        move,
        touch,
        rewind,
        build_elsewhere,
        check,
        break_and_mend,
        tamper,
    )
}

_CAPTION = {"caption": "The <way> to Samarkand.", "credit": "Desk"}
_SOME_NAMES = st.lists(st.sampled_from(NAMES), max_size=3)
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": TITLES,
    "date": st.sampled_from(
        ("2021-12-31", "2022-01-01", "2022-01-02", "2022-01-01T23:30:00-05:00")
    ),
    "source": st.sampled_from(("Desk", "DESK", "通讯社")),
    "tags": st.none() | _SOME_NAMES,
    "authors": st.none() | _SOME_NAMES,
    "entities": st.none() | st.fixed_dictionaries({"people": _SOME_NAMES, "places": _SOME_NAMES}),
    "section": st.sampled_from((None, "World", "world", "الاقتصاد")),
    "series": st.sampled_from((None, "The bridge", "习近平")),
    "summary": st.none() | TITLES,
    "language": st.sampled_from((None, "en", "ar", "zh-Hant")),
    "lead": st.booleans(),
    "updated": st.sampled_from((None, "2022-02-02")),
    "corrections": st.sampled_from((None, [{"date": "2022-02-04", "note": "Not <4>."}])),
    "aliases": st.sampled_from((None, ["/old/x/"], ["/old/y/"])),
    "status": st.sampled_from((None, "draft")),
    "embargo": st.sampled_from((None, "2022-12-01", "2022-09-30")),
    "withdrawn": st.sampled_from((None, {"date": "2022-03-01", "note": "It was wrong."})),
    "rights": st.sampled_from((None, "excerpt", "metadata")),
    "slug": st.sampled_from(("s", "t")),
    "image": st.sampled_from(
        (None, {"src": "map.svg", "alt": "A map"}, {"src": "map.svg"} | _CAPTION)
    ),
    "images": st.sampled_from((None, ["map.svg"], [{"src": "map.svg"} | _CAPTION, "map.svg"])),
    "translation_of": st.sampled_from((None, "0.md", "1.md", "2.md")),
}
_KEYS: dict[str, st.SearchStrategy[Any]] = {
    "title": TITLES,
    "tagline": st.none() | TITLES,
    "language": st.sampled_from(("en", "ar", "zh-Hans")),
    "languages_in_addresses": st.sampled_from((None, "front", "end")),
    "timezone": st.sampled_from(("UTC", "Asia/Samarkand")),
    "slugs": st.sampled_from(("unicode", "ascii")),
    "base_url": st.sampled_from((None, "https://example.org/", "https://example.org/x/")),
    "listings": st.fixed_dictionaries(
        {key: st.integers(1, 3) for key in ("newest", "year", "pairs")}
    ),
    "related": st.booleans(),
    "sections": st.sampled_from((None, ["World", "الاقتصاد"], ["الاقتصاد", "World"])),
    "menu": st.sampled_from(
        (None, [{"label": "Tags", "url": "/tags/"}], [{"label": "About", "page": "pages/about.md"}])
    ),
    "problems": st.sampled_from((None, {"N201": "warning", "N203": "warning"})),
    "publisher": st.sampled_from((None, {"name": "P", "url": "https://p.example/"})),
}
_AUTHORITIES = (
    None,
    "SCO: {aliases: [上海合作组织], former: [Shanghai Five]}\n",
    "SCO: {aliases: [上海合作组织], description: A union of states.}\n",
    "SCO: {former: [习近平]}\n",
    "习近平: {aliases: [Xi], slug: xi}\n",
    "C: {former: [C++], urls: [https://c.example/]}\n",
    "习近平: {aliases: [Xi Jinping], also: [习]}\nSCO: {match: false}\n",
    "Xi Jinping: {former: [习近平]}\nÉlysée: {part_of: Xi Jinping, match_case: false}\n",
    "Élysée:\n习近平: {slug: xi}\nШавкат Мирзиёев: {description: President}\n",
)
_PLACES = (
    *_AUTHORITIES,
    "SCO: {coordinates: '39.9, 116.4'}\nÉlysée: {coordinates: [48.87, 2.32], part_of: SCO}\n",
    "SCO: {coordinates: '40, 116'}\nÉlysée: {description: A palace}\n",
)
_TEMPLATES = {
    "article.html": (OVERRIDE, '{% extends "newsgen/article.html" %}', None),
    "name.html": (
        '{% extends "newsgen/name.html" %}{% block listing %}'
        '{% include "extra.html" ignore missing %}{{ super() }}{% endblock %}',
        None,
    ),
    "extra.html": ("<p>More</p>", "<p>{{ site.title }}</p>", None),
    "parts/card.html": (
        "{% macro card(article, level=3, day=false) %}<p>{{ article.title }}</p>{% endmacro %}",
        None,
    ),
    "index.html": (
        '{% extends "newsgen/index.html" %}{% block content %}'
        "{% for name in page.letters and ['a.css'] %}{{ name }}{% endfor %}{% endblock %}",
        None,
    ),
    "unused.html": ("<p>Nobody</p>", None),
}
_BROKEN = (
    ("newsgen.yml", "titel: X\n"),
    ("articles/0.md", "---\ntitle: No source\n---\n"),
    ("templates/name.html", "{% if %}"),
    ("templates/period.html", "{{ page.nothing }}"),
    ("authorities/tags.yml", "SCO: {aliases: [X], aliases: [Y]}\n"),
    ("pages/about.md", "---\n"),
)


def fields(table: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[tuple[str, Any]]:
    return st.sampled_from(sorted(table)).flatmap(lambda key: st.tuples(st.just(key), table[key]))


def writings(path: str, texts: tuple[str | None, ...]) -> st.SearchStrategy[Change]:
    return st.builds(Change, st.just("write"), st.just(path), st.sampled_from(texts))


def changes(article_count: int = 6) -> st.SearchStrategy[Change]:
    """Anything an editor may do to a random archive of so many articles."""
    numbers = st.integers(0, article_count - 1)
    paths = numbers.map(lambda number: f"articles/{number}.md")
    others = st.sampled_from(("newsgen.yml", "articles/map.svg", "pages/about.md", "static/a.css"))
    names = ("people", "tags", "places")
    seconds = st.sampled_from((0, 1, 10))

    def deed(name: str, *values: st.SearchStrategy[Any]) -> st.SearchStrategy[Change]:
        return st.builds(Change, st.just(name), *values)

    def writing(*names: str) -> st.SearchStrategy[Change]:
        return numbers.flatmap(
            lambda n: deed(
                "write",
                st.sampled_from([f"articles/{name.format(n)}.md" for name in names]),
                articles(n, article_count) | st.none(),
            )
        )

    templates = (writings(f"templates/{name}", texts) for name, texts in _TEMPLATES.items())
    authorities = (
        writings(f"authorities/{name}.yml", _PLACES if name == "places" else _AUTHORITIES)
        for name in names
    )
    return st.one_of(
        deed("declare", paths, fields(_FIELDS)),
        deed("declare", paths, fields(_FIELDS)),
        deed("say", paths, st.sampled_from(BLOCKS)),
        writing("{}"),
        # Versions in other languages, by the names of their files.
        writing("{}.ar", "ar/{}", "zh-Hant/{}"),
        deed("move", paths, numbers.map(lambda number: f"articles/moved/{number}.md")),
        deed("move", paths, numbers.map(lambda number: f"articles/en/{number}.md")),
        deed("configure", st.just("newsgen.yml"), fields(_KEYS)),
        st.one_of(*templates),
        st.one_of(*authorities),
        writings("articles/map.svg", ("<svg/>", None)),
        writings("static/a.css", ("a {}", "b {}", None)),
        writings("static/newsgen.css", ("a {}", None)),
        writings("static/root/CNAME", ("example.net\n", None)),
        writings("pages/about.md", ("---\ntitle: Us\n---\n[a](/tags/)\n", None)),
        deed("touch", paths | others, seconds),
        deed("rewind", paths | others, seconds),
        deed("build_elsewhere", st.just(""), st.sampled_from(({}, {"drafts": True}))),
        deed("check", st.just(""), st.sampled_from(({}, {"drafts": True}))),
        st.sampled_from(_BROKEN).map(lambda pair: Change("break_and_mend", *pair)),
        deed("tamper", st.floats(0, 1), st.sampled_from(("remove", "alter", "lengthen"))),
    )
