"""The corpus on disk: one site for newsgen and one for each peer, all with the same articles.

Each is given the front matter that its own documentation asks for. A folder once written is kept
until the generator or the peers' own files change.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from bench.corpus import Article, Corpus
from bench.programs import NODE_MODULES

HERE = Path(__file__).parent
MADE_BY = ("corpus.py", "prose.py", "writing.py")
# Kinds with an authority file; tags and sources mean what they say.
AUTHORITIES = ("people", "organizations", "places")
KNOWN = 20_000
"""Names in the authority files, all together."""

CONFIG = """\
title: The Measured Archive
tagline: Made-up words about made-up names
base_url: https://example.org/
search: false
"""


def newsgen_front(article: Article) -> list[str]:
    """Title, source, date, tags, entities by kind."""
    names = article.names
    entities = [f"  {kind}: {json.dumps(names[kind])}" for kind in AUTHORITIES]
    return [
        "---",
        f"title: {json.dumps(article.title)}",
        f"source: {article.source}",
        f"date: {article.day}",
        f"tags: {json.dumps(names['tags'])}",
        "entities:",
        *entities,
        f"summary: {article.summary}",
        "---",
    ]


def hugo_front(article: Article) -> list[str]:
    """Every kind is a taxonomy, and so are the year, the month and the day."""
    kinds = article.names | {
        "sources": [article.source],
        "years": [f"{article.day:%Y}"],
        "months": [f"{article.day:%Y-%m}"],
        "days": [f"{article.day}"],
    }
    return [
        "---",
        f"title: {json.dumps(article.title)}",
        f"date: {article.day}",
        f"slug: {article.slug}",
        f"summary: {article.summary}",
        *(f"{kind}: {json.dumps(names)}" for kind, names in kinds.items()),
        "---",
    ]


def grouped_front(article: Article) -> list[str]:
    """Data that JavaScript groups; with Eleventy `tags` would make a collection of each besides."""
    kinds = {"topics" if kind == "tags" else kind: names for kind, names in article.names.items()}
    return [
        "---",
        f"title: {json.dumps(article.title)}",
        f"date: {article.day}",
        f"source: {article.source}",
        f"summary: {article.summary}",
        *(f"{kind}: {json.dumps(names)}" for kind, names in kinds.items()),
        "---",
    ]


def pelican_front(article: Article) -> list[str]:
    """Tags, and the source as category; Pelican has nothing for the entities."""
    return [
        f"Title: {article.title}",
        f"Date: {article.day}",
        f"Category: {article.source}",
        f"Tags: {', '.join(article.names['tags'])}",
        f"Slug: {article.slug}",
        f"Summary: {article.summary}",
        "",
    ]


# Program: the folder of its articles, and what stands above the text.
FORMS: dict[str, tuple[str, Callable[[Article], list[str]]]] = {
    "newsgen": ("articles", newsgen_front),
    "hugo": ("content/articles", hugo_front),
    "eleventy": ("articles", grouped_front),
    "astro": ("articles", grouped_front),
    "pelican": ("content", pelican_front),
}


def written(article: Article, text: str, program: str = "newsgen") -> str:
    """The file of an article."""
    return "\n".join([*FORMS[program][1](article), text])


def prepare(corpus: Corpus, folder: Path, programs: tuple[str, ...] = tuple(FORMS)) -> None:
    """Write the sites of these programs under a folder, unless they are there already."""
    missing = [name for name in programs if not _is_current(folder / name, name)]
    for name in missing:
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)
    if missing:
        _write_articles(corpus, folder, missing)
    for name in missing:
        if name == "newsgen":
            _write_newsgen(corpus, folder / name)
        else:
            shutil.copytree(HERE / "peers" / name, folder / name, dirs_exist_ok=True)
            styles = folder / name / "static" / "newsgen.css"
            styles.parent.mkdir(exist_ok=True)
            shutil.copy(HERE.parent / "static" / "newsgen.css", styles)
        if name == "astro":  # it looks for itself where its site is
            (folder / name / "node_modules").symlink_to(NODE_MODULES)
        (folder / name / ".digest").write_text(_digest(name), "utf-8")


def _write_articles(corpus: Corpus, folder: Path, programs: list[str]) -> None:
    months: set[str] = set()
    roots = {name: os.path.join(folder, name, FORMS[name][0]) for name in programs}
    for article, addressed, pathed in corpus:
        month = os.path.dirname(article.path)
        if month not in months:
            months.add(month)
            for root in roots.values():
                os.makedirs(os.path.join(root, month))
        for name, root in roots.items():
            text = written(article, pathed if name == "newsgen" else addressed, name)
            with open(os.path.join(root, article.path), "w", encoding="utf-8") as file:
                file.write(text)


def _write_newsgen(corpus: Corpus, site: Path) -> None:
    (site / "newsgen.yml").write_text(CONFIG, "utf-8")
    (site / "authorities").mkdir()
    known = {kind: corpus.names(kind) for kind in AUTHORITIES}
    # People whom nobody names yet: they are looked for in every text all the same.
    more = KNOWN - sum(map(len, known.values()))
    known["people"] += [f"Stranger {number + 1}" for number in range(more)]
    for kind, names in known.items():
        entries = [f"{name}:\n  aliases: [{name[0]}-{name.split()[1]}]" for name in names]
        (site / "authorities" / f"{kind}.yml").write_text("\n".join(entries) + "\n", "utf-8")


def _is_current(site: Path, program: str) -> bool:
    try:
        return (site / ".digest").read_text("utf-8") == _digest(program)
    except FileNotFoundError:
        return False


def _digest(program: str) -> str:
    """Of all that decides what the site of a program is, but for the size."""
    theirs = sorted(path for path in (HERE / "peers" / program).rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in (*(HERE / name for name in MADE_BY), *theirs):
        digest.update(path.read_bytes())
    return digest.hexdigest()
