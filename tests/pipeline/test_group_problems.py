"""Problems that articles and names have beside others are those of a clean build after any edit."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.examples import tries
from support.laws import build_clean_copy
from support.sites import Site

WARNINGS = ["N142", "N201", "N202", "N203", "N304", "N309", "N312"]
CONFIG = "title: T\nsearch: false\nproblems:\n" + "".join(
    f"  {code}: warning\n" for code in WARNINGS
)

TEXTS = (
    *("articles/a.md", "articles/a (1).md", "articles/Copy of a.md", "articles/b.md"),
    *("articles/2022/b.md", "articles/2022/c.md", "pages/about.md", "pages/d.md"),
)
FILES = ("articles/a.png", "articles/A.heic", "articles/2022/a.png")
PEOPLE, TAGS = "authorities/people.yml", "authorities/tags.yml"

LINKS = (
    *("b.md", "2022/c.md", "/2022/03/01/s/", "/people/jo-smithson/", "c.md", "2022/d.md", "B.md"),
    *("../pages/about.md", "example.org", "x/a.png", "/tags/news/", "none.md", "b"),
)
PICTURES = ("a.png", "A.heic", "2022/a.png", "no.png")
NAMES = ("Jo Smithson", "Jo Smithsn", "Jo Smithsom", "Jo Smiths", "Jó Smithson")

Edit = tuple[str, str | None]
"""The path of a file, and what it says; None if it goes."""


@st.composite
def texts(draw: st.DrawFn) -> str:
    def some(*values: str, most: int = 1) -> list[str]:
        return draw(st.lists(st.sampled_from(values), max_size=most, unique=True))

    fields = {
        "title": draw(st.sampled_from(("A", "A", "A", "B"))),
        "source": "Desk",
        "date": draw(st.sampled_from(("2022-03-01", "2022-03-01", "2022-03-02"))),
        "slug": draw(st.sampled_from(("", "", "", "s", "t"))),
        "language": draw(st.sampled_from(("", "", "", "de"))),
        "id": draw(st.sampled_from(("", "", "", "", "", "", "", "z"))),
        "translation_of": "".join(some("", "", "articles/b.md", "b.md", "articles/z.md", "s")),
        "draft": draw(st.sampled_from(("", "", "", "", "true"))),
        "withdrawn": draw(st.sampled_from(("", "", "", "", "{date: 2022-04-01, note: No.}"))),
        "tags": f"[{', '.join(some('news', *NAMES[:3], most=2))}]",
        "entities": f"{{people: [{', '.join(some(*NAMES[:3], most=2))}]}}",
    }
    front = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
    links = "".join(f"[Link]({target}) " for target in some("", "", "", *LINKS, most=2) if target)
    pictures = "".join(f"![A fair]({target}) " for target in some("", "", *PICTURES) if target)
    words = draw(st.sampled_from(("A few words.", "Others.", " ".join(map(str, range(40))))))
    return f"---\n{front}---\n{words} {links}{pictures}\n"


PLAIN = st.sampled_from(
    ("---\ntitle: P\n---\n[Link](../articles/b.md) [Link](/a/)\n", "---\ntitle: Q\n---\nText.\n")
)
ENTRIES = st.lists(st.sampled_from((*NAMES, "news", "Nèws")), max_size=2, unique=True)


def entries(names: list[str], alias: str | None) -> str:
    ending = f": {{aliases: [{alias}]}}\n" if alias else ":\n"
    return "".join(f"{name}{ending if not at else ':' + chr(10)}" for at, name in enumerate(names))


EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.tuples(st.sampled_from(TEXTS[:6]), texts()),
    st.tuples(st.sampled_from(TEXTS[:6]), texts() | st.none()),
    st.tuples(st.sampled_from(TEXTS[6:]), PLAIN | st.none()),
    st.tuples(st.sampled_from(FILES), st.sampled_from(("1", "22", None))),
    st.tuples(
        st.sampled_from((PEOPLE, TAGS)),
        st.builds(entries, ENTRIES, st.sampled_from((None, *NAMES))),
    ),
)


def make(site: Site, edit: Edit) -> None:
    path, text = edit
    if text is not None:
        site.write(path, text)
    elif (site.folder / path).exists():
        site.delete(path)


def problems_are_those_of_a_clean_build(steps: list[list[Edit]]) -> None:
    with TemporaryDirectory() as folder:
        site = Site(Path(folder), CONFIG)
        for edits in steps:
            for edit in edits:
                make(site, edit)
            site.build()
            with TemporaryDirectory() as other:
                twin = build_clean_copy(site, Path(other))
            found = [[str(one) for one in each.outcome.problems] for each in (site, twin)]
            assert found[0] == found[1]


STEPS = st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=3, max_size=6)


@tries(8, 8, shrink=False)
@given(st.lists(EDITS, min_size=5, max_size=9), STEPS)
def test_problems_are_those_of_a_clean_build(first: list[Edit], steps: list[list[Edit]]) -> None:
    problems_are_those_of_a_clean_build([first, *steps])


@pytest.mark.long
@tries(400, 400)
@given(st.lists(EDITS, min_size=5, max_size=9), STEPS)
def test_problems_are_those_of_a_clean_build_for_many(
    first: list[Edit], steps: list[list[Edit]]
) -> None:
    problems_are_those_of_a_clean_build([first, *steps])


def test_a_picture_that_has_grown_is_too_large(tmp_path: Path) -> None:
    site = Site(tmp_path).article(body="![A fair](a.png)").write("articles/a.png", "x")
    assert "N143" not in site.build().ok().problem_text()
    os.truncate(site.folder / "articles/a.png", 20_000_000)
    site.build().ok().assert_warning("N143")
