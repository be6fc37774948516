"""What an editor changes between two builds, done to a copy of newsgen's site.

Each edit takes the copy, the corpus and the number of the try, and changes something else each try.
It gives the address of a page that shows the change, or "". Files of the copy are links to those of
the corpus, so they are replaced, never written into.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bench.corpus import LAST, Article, Corpus
from bench.writing import written

TRIES = 3
# About how many articles name the person who is renamed, and hold the new alias.
NAMED_BY = 50


def copy(site: Path, folder: Path) -> None:
    """A copy of a site that costs next to nothing, in place of the one before."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder, copy_function=os.link)


def nothing(site: Path, corpus: Corpus, turn: int) -> str:
    """Build again."""
    return ""


def body(site: Path, corpus: Corpus, turn: int) -> str:
    """One more sentence at the end of an article."""
    article = _picked(corpus, turn, 0)
    _change(site / "articles" / article.path, lambda text: f"{text}\nOne more.\n")
    return article.address


def title(site: Path, corpus: Corpus, turn: int) -> str:
    """Another headline, which every listing of the article shows."""
    article = _picked(corpus, turn, 1)
    _change(
        site / "articles" / article.path,
        lambda text: re.sub(r'^title: "', 'title: "Changed: ', text, count=1, flags=re.M),
    )
    return article.address


def added(site: Path, corpus: Corpus, turn: int) -> str:
    """One more article, on the archive's last day, about names it knows already."""
    like = _picked(corpus, turn, 2)
    new = replace(
        like, day=LAST, folder=corpus.folder(LAST), title=f"Added {turn}", slug=f"added-{turn}"
    )
    text = "A first paragraph.\n\nAnd a second.\n"
    _put(site / "articles" / new.path, written(new, text))
    return new.address


def alias(site: Path, corpus: Corpus, turn: int) -> str:
    """One more spelling of a person, which stands in texts that named somebody else by it."""
    person = to_rename(corpus)[-1 - turn][0]
    spelling = to_add(corpus)[turn][0]
    _change(
        site / "authorities" / "people.yml",
        lambda text: text.replace(
            f"\n{person}:\n  aliases: [", f"\n{person}:\n  aliases: [{spelling}, "
        ),
    )
    return ""


def renamed(site: Path, corpus: Corpus, turn: int) -> str:
    """A person under another name, the one before kept under `former`."""
    old = to_rename(corpus)[turn][0]
    _change(
        site / "authorities" / "people.yml",
        lambda text: text.replace(f"{old}:\n", f"Renamed {old}:\n  former: [{old}]\n"),
    )
    return ""


def with_search(site: Path) -> None:
    """The site's settings without the line that says there is no search."""
    _change(site / "newsgen.yml", lambda text: text.replace("search: false\n", ""))


def silence(site: Path) -> None:
    """Every name of the authority files as one that is not to be looked for."""
    for path in sorted((site / "authorities").iterdir()):
        _change(path, lambda text: text.replace(":\n  aliases:", ":\n  match: false\n  aliases:"))


def make_lean(site: Path) -> None:
    """The settings and templates of a site with only what Hugo's has.

    No name is looked for, no article leads to related ones, no two names have a page together; no
    citations, and on pages of names no charts and no other names.
    """
    silence(site)
    lines = "related: false\nnames: {link: false}\nlistings: {pairs: 1000000}\n"
    _change(site / "newsgen.yml", lambda text: text + lines)
    for page, blocks in (
        ("article", ["article_cite"]),
        ("name", ["name_activity", "name_company"]),
    ):
        empty = "\n".join(f"{{% block {block} %}}{{% endblock %}}" for block in blocks)
        extends = f'{{% extends "newsgen/{page}.html" %}}'
        _put(site / "templates" / f"{page}.html", f"{extends}\n{empty}\n")


def template(site: Path, corpus: Corpus, turn: int) -> str:
    """A block of the article's page as the site's owner would have it."""
    _put(
        site / "templates" / "article.html",
        '{% extends "newsgen/article.html" %}\n{% block article_names %}\n{{ super() }}\n'
        f"<p>Measured {turn} times before.</p>\n{{% endblock %}}\n",
    )

    return ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A kind of edit, as the table calls it."""

    title: str
    make: Callable[[Path, Corpus, int], str]


NOTHING = Edit("nothing changed", nothing)
BODY = Edit("one body edited", body)
TITLE = Edit("one title edited", title)
ADDED = Edit("one article added", added)
ALIAS = Edit("one alias added", alias)
RENAMED = Edit("one name renamed", renamed)
TEMPLATE = Edit("one template changed", template)
EDITS = (NOTHING, BODY, TITLE, ADDED, ALIAS, RENAMED, TEMPLATE)


def to_rename(corpus: Corpus) -> list[tuple[str, int]]:
    """The people who are renamed, one a try, with the number of articles that name them.

    Those at the end get a new alias.
    """
    counts = corpus.counts("people")
    near = sorted(counts.items(), key=lambda item: (abs(item[1] - NAMED_BY), item[0]))
    return near[: 4 * TRIES]


def to_add(corpus: Corpus) -> list[tuple[str, int]]:
    """The aliases that are added, one a try, with about how many texts hold them.

    Each is a person's name with a word behind it: the texts name that person by a shorter alias
    until then. Words are as frequent behind a name as anywhere.
    """
    counts, shares = corpus.counts("people"), corpus.prose.frequencies()
    found = [
        (f"{name} {word}", round(counts[name] * share))
        for name in corpus.names("people")[:1000]
        for word, share in islice(shares.items(), 100)
    ]
    near = sorted(found, key=lambda item: (abs(item[1] - NAMED_BY), item[0]))
    return near[: 4 * TRIES]


def _picked(corpus: Corpus, turn: int, place: int) -> Article:
    """An old one, one from the middle, a young one; another for each kind of edit."""
    begin = corpus.size * (2 * (turn % TRIES) + 1) // (2 * TRIES)
    return corpus.by_day(begin + place + 3 * (turn // TRIES))


def _change(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text("utf-8")
    after = change(before)
    if after == before:
        raise ValueError(f"nothing changed in {path.name}")
    _put(path, after)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}")
    new.write_text(text, "utf-8")
    os.replace(new, path)
