"""What newsgen answers to bad input, word for word, and that it then publishes nothing.

The cases stand in tests/bad_input/*.txt with the answers; read there what an editor is told. After
a change of wording, write the answers anew and look at the difference:

    PYTHONPATH=tests .venv/bin/python tests/bad_input/test_bad_input.py --refresh
"""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bad_input.cases import Case, groups, read, write
from newsgen.model.problem import errors_in
from newsgen.model.slug import invalid_slug_reason
from newsgen.pipeline.request import BuildRequest
from support.examples import tries
from support.sites import NOW, Site, articles_of, make_plan, tree

CASES = [
    pytest.param(case, id=f"{name}: {case.name}")
    for name, group in groups().items()
    for case in read(group)[1]
]

RUNS = re.compile(
    r"""<script|<iframe|<[^>]*\s(?:on\w+|style)=|=["']?(?:javascript|vbscript|data|file):"""
)
"""What no text of an article may bring into a page."""


def published(folder: Path) -> Site:
    """A site that was well when it was published."""
    return (
        Site(folder).article("earlier", title="An earlier article", date="2022-01-02").build().ok()
    )


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return published(tmp_path_factory.mktemp("earlier"))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_the_one_written_down(case: Case, earlier: Site, tmp_path: Path) -> None:
    site = earlier.copy(tmp_path)
    before = everything(site.out)
    assert case.build(site) == case.answer
    assert site.outcome.status == ("problems" if case.refused else "ok")
    if case.refused:
        assert everything(site.out) == before
        told = site.problem_text()
        with case.locked(site):
            assert site.check().problem_text() == told
        assert everything(site.out) == before
    else:
        for path in tree(site.out):
            if path.endswith("/index.html"):
                assert not RUNS.search(site.main(f"/{path.removesuffix('index.html')}"))


@pytest.mark.parametrize("group", groups().values(), ids=groups())
def test_cases_are_written_down_as_they_are_read(group: Path, tmp_path: Path) -> None:
    preface, found = read(group)
    assert all(case.files and case.answer for case in found)
    assert len({case.name for case in found}) == len(found)
    write(tmp_path / "again.txt", preface, found)
    assert (tmp_path / "again.txt").read_text("utf-8") == group.read_text("utf-8")


LINES = st.sampled_from(
    ["---", "title: A", "title: [A]", "source: Desk", "date: 2022-09-13", "date: soon",
     "tags: [a, b]", "tags: a, b", "tags:", "  - a", " - b", "slug: ../a", "slug: a", "id: /",
     "status: draft", "withdrawn: {date: 2022-09-14, note: n}", "image: {src: ../../a}",
     "image: {src: a.md}", "aliases: [/a/, /, //]", "entities: [X]",
     "entities: {people: [X], places: Y}", "language: xx-", "rights: excerpt",
     "translation_of: a.md", "&a", '"', "[b](b.md) ![c](c.png)", "<script>a</script>",
     "{{< a >}}", "# A", "", "\t", "\x00", "\u2028", "a: b: c"]
)  # fmt: skip
FILES = st.lists(LINES, max_size=9).map("\n".join).map(str.encode) | st.binary(max_size=60)
GOOD = b"---\ntitle: A\nsource: Desk\ndate: 2022-09-13\n"


@tries(30, 1000)
@given(st.lists(FILES | FILES.map(lambda rest: GOOD + rest), min_size=1, max_size=4))
def test_every_file_is_published_left_out_or_refused(files: list[bytes]) -> None:
    """Whatever is in it, nothing is raised and nothing is lost without a word."""
    with TemporaryDirectory() as folder:
        site = Site(Path(folder))
        for number, data in enumerate(files):
            site.write(f"articles/{number}.md", data)
        found = make_plan(BuildRequest(site=site.folder, out=site.out, now=NOW, workers=1))
    articles = articles_of(found)
    published = {article.path for article in articles}
    left_out = {omission.path for omission in found.omissions}
    refused = {each.location.path for each in errors_in(found.problems)}
    for number in range(len(files)):
        path = f"articles/{number}.md"
        assert path in published | left_out
        assert path not in left_out - published or path in refused or b"draft" in files[number]
    for article in articles:
        assert invalid_slug_reason(article.slug) == ""


def refresh() -> None:
    with TemporaryDirectory() as folder:
        good = published(Path(folder) / "earlier")
        for name, group in groups().items():
            preface, found = read(group)
            for number, case in enumerate(found):
                case.answer[:] = case.build(good.copy(Path(folder) / name / str(number)))
            write(group, preface, found)


if __name__ == "__main__":
    if sys.argv[1:] != ["--refresh"]:
        sys.exit(__doc__)
    refresh()
