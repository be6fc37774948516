"""What an editor changes between two builds, done to a copy of newsgen's site.

Each edit takes the copy, the corpus and the number of the try, and changes something else each try.
Files of the copy are links to those of the corpus, so they are replaced, never written into.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bench.corpus import LAST, Article, Corpus
from bench.writing import written

TRIES = 3
# About how many articles name the person who is renamed.
NAMED_BY = 50


def copy(site: Path, folder: Path) -> None:
    """A copy of a site that costs next to nothing, in place of the one before."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder, copy_function=os.link)


def nothing(site: Path, corpus: Corpus, turn: int) -> None:
    """Build again."""


def body(site: Path, corpus: Corpus, turn: int) -> None:
    """One more sentence at the end of an article."""
    _change(site / "articles" / _picked(corpus, turn, 0).path, lambda text: f"{text}\nOne more.\n")


def title(site: Path, corpus: Corpus, turn: int) -> None:
    """Another headline, which every listing of the article shows."""
    _change(
        site / "articles" / _picked(corpus, turn, 1).path,
        lambda text: re.sub(r'^title: "', 'title: "Changed: ', text, count=1, flags=re.M),
    )


def added(site: Path, corpus: Corpus, turn: int) -> None:
    """One more article, on the archive's last day, about names it knows already."""
    like = _picked(corpus, turn, 2)
    new = replace(like, day=LAST, title=f"Added {turn}", slug=f"added-{turn}")
    text = "A first paragraph.\n\nAnd a second.\n"
    _put(site / "articles" / new.path, written(new, text))


def renamed(site: Path, corpus: Corpus, turn: int) -> None:
    """A person under another name, the one before kept under `former`."""
    old = to_rename(corpus)[turn][0]
    _change(
        site / "authorities" / "people.yml",
        lambda text: text.replace(f"{old}:\n", f"Renamed {old}:\n  former: [{old}]\n"),
    )


def silence(site: Path) -> None:
    """Every name of the authority files as one that is not to be looked for."""
    for path in sorted((site / "authorities").iterdir()):
        _change(path, lambda text: text.replace(":\n  aliases:", ":\n  match: false\n  aliases:"))


def template(site: Path, corpus: Corpus, turn: int) -> None:
    """A block of the article's page as the site's owner would have it."""
    _put(
        site / "templates" / "article.html",
        '{% extends "newsgen/article.html" %}\n{% block article_names %}\n{{ super() }}\n'
        f"<p>Measured {turn} times before.</p>\n{{% endblock %}}\n",
    )


@dataclass(frozen=True, slots=True)
class Edit:
    """A row of the table. goals: at most so much of Hugo's build, by the number of articles."""

    title: str
    make: Callable[[Path, Corpus, int], None]
    goals: dict[int, float]


ONE = {10_000: 0.08, 100_000: 0.02}
EDITS = (
    Edit("nothing changed", nothing, {10_000: 0.05, 100_000: 0.012}),
    Edit("one body edited", body, ONE),
    Edit("one title edited", title, ONE),
    Edit("one article added", added, ONE),
    Edit("one name renamed", renamed, {}),
    Edit("one template changed", template, {}),
)


def to_rename(corpus: Corpus) -> list[tuple[str, int]]:
    """The people who are renamed, one a try, with the number of articles that name them."""
    counts = corpus.counts("people")
    near = sorted(counts.items(), key=lambda item: (abs(item[1] - NAMED_BY), item[0]))
    return near[:TRIES]


def _picked(corpus: Corpus, turn: int, place: int) -> Article:
    """An old one, one from the middle, a young one; another for each kind of edit."""
    return corpus.by_day(corpus.size * (2 * turn + 1) // (2 * TRIES) + place)


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
