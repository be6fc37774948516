"""An article with very many names takes steps in proportion to them, and not to their square."""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import newsgen
from newsgen.archive import companions
from newsgen.content import did_you_mean
from support.sites import Site

PROGRAM = str(Path(newsgen.__file__).parent)
COMPANY, FEW, MANY = 20, 60, 120


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is many is less here."""
    monkeypatch.setattr(companions, "MAX_COMPANY", COMPANY)
    monkeypatch.setattr(did_you_mean, "_FEW_WORDS", COMPANY)
    monkeypatch.setattr(did_you_mean, "_MAX_SHARING", COMPANY)


class Steps:
    """Counts the lines of newsgen that run."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> "Steps":
        self._earlier = sys.gettrace()
        sys.settrace(self._trace)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._earlier)

    def _trace(self, frame: FrameType, event: str, _: Any) -> Any:
        return self._line if frame.f_code.co_filename.startswith(PROGRAM) else None

    def _line(self, frame: FrameType, event: str, _: Any) -> Any:
        self.count += 1
        return self._line


def steps(folder: Path, names: int, declared: str, known: bool) -> int:
    """The steps of planning an archive of one article with many names."""
    site = Site(folder, "title: The Test File\nsearch: false\nproblems: {N304: warning}\n")
    texts = [f"Name {number}" for number in range(names)]
    # Others stand in the file: each unknown name is looked for among them.
    spelled = texts if known else [f"Nome {number}" for number in range(names)]
    site.write("authorities/people.yml", "".join(f"{text}:\n" for text in spelled))
    fields = {"tags": {"tags": texts}, "entities": {"entities": texts}}
    fields["people"] = {"entities": {"people": texts}}  # type: ignore[dict-item]
    site.article("a", **fields[declared])
    with Steps() as counted:
        pages = site.plan()
    assert len(pages) > names
    return counted.count


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("declared", ["tags", "people", "entities"])
def test_twice_the_names_are_twice_the_steps(declared: str, known: bool, tmp_path: Path) -> None:
    steps(tmp_path / "warm", 10, declared, known)
    few = steps(tmp_path / "few", FEW, declared, known)
    many = steps(tmp_path / "many", MANY, declared, known)
    assert many < 2.3 * few


def test_names_beyond_the_first_have_no_company(tmp_path: Path) -> None:
    names = [f"Name {number}" for number in range(COMPANY + 5)]
    site = Site(tmp_path)
    for name in "abcde":
        site.article(name, entities={"people": names})
    site.article("f", entities={"people": [names[0], names[-1]]}).build().ok()
    first, late, last = (
        "/people/name-0/",
        f"/people/name-{COMPANY}/",
        f"/people/name-{COMPANY + 4}/",
    )
    pair = "with/people/name-1/"
    assert pair in site.main(first)
    assert "with" not in site.main(late)
    assert "Name 0" in site.main(last)
