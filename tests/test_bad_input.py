"""What newsgen answers to bad input, word for word, and that it then publishes nothing.

The cases stand in tests/bad_input/*.txt with the answers; read there what an editor is told. After a
change of wording, write the answers anew and look at the difference:

    .venv/bin/python tests/test_bad_input.py --refresh
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bad_input.cases import Case, groups, read, write
from sites import Site

CASES = [
    pytest.param(case, id=f"{name}: {case.name}")
    for name, group in groups().items()
    for case in read(group)[1]
]


def published(folder: Path) -> Site:
    """A site that was well when it was published."""
    return Site(folder).article("earlier", title="An earlier article", date="2022-01-02").build().ok()


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
