"""How well names are found: the share of hits that are right, and of names that are found.

The sentences and the labels are in sentences.txt, their rules in README.md. The floors are what was
reached; a change may only raise them. To see what is found wrongly and what is missed:

    PYTHONPATH=tests .venv/bin/python tests/quality/test_quality.py
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import pytest

from newsgen.content.authorities import read_authorities
from newsgen.content.names import NameFinder
from newsgen.model.authority import Authorities

FOLDER = Path(__file__).parent
BREAK = "\u2029"

FLOORS = {
    "en": (0.908, 0.888),
    "zh": (0.776, 0.926),
    "ru": (0.952, 0.934),
    "others": (1.0, 0.720),
    "plain": (1.0, 0.988),
    "all": (0.890, 0.892),
}
"""Precision and recall: by language, of what is headed `plain`, and of everything."""

_LABEL = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")

Span = tuple[int, int, str]


@dataclass
class Passage:
    """One article. names: each from, to and canonical name."""

    language: str
    phenomenon: str
    text: str
    declares: tuple[str, ...]
    names: frozenset[Span]


@dataclass
class Scored:
    passage: Passage
    found: frozenset[Span]


def authorities() -> Authorities:
    folder = FOLDER / "authorities"
    files = {f"authorities/{each.name}": each.read_bytes() for each in folder.iterdir()}
    known, problems = read_authorities(files)
    assert problems == ()
    return known


def passages() -> Iterator[Passage]:
    for block in (FOLDER / "sentences.txt").read_text("utf-8").strip().split("\n\n"):
        head, *lines = block.split("\n")
        language, _, phenomenon = head.removeprefix("# ").partition(" ")
        declares: tuple[str, ...] = ()
        if lines[0].startswith("declares: "):
            declares = tuple(lines.pop(0).removeprefix("declares: ").split(", "))
        # Spaces and letters as a page has them.
        labelled = normalize("NFC", re.sub(" +", " ", BREAK.join(lines)))
        yield Passage(language, phenomenon, *_unlabelled(labelled, declares))


def _unlabelled(
    labelled: str, declares: tuple[str, ...]
) -> tuple[str, tuple[str, ...], frozenset[Span]]:
    text, done = "", 0
    names: set[Span] = set()
    for match in _LABEL.finditer(labelled):
        text += labelled[done : match.start()]
        names.add((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        done = match.end()
    return text + labelled[done:], declares, frozenset(names)


def scored() -> list[Scored]:
    known = authorities()
    finder = NameFinder(known)
    lines = {entry.name: entry.name_line for entry in known.entries}
    made = []
    for passage in passages():
        about = finder.entry_numbers(lines[name] for name in passage.declares)
        found = finder.find_mentions(passage.text, about)
        spans = frozenset(
            (each.start, each.end, known.entries[each.entry_number].name) for each in found
        )
        made.append(Scored(passage, spans))
    return made


def figures(all_scored: list[Scored]) -> dict[str, tuple[float, float]]:
    """Precision and recall, by group."""
    counts: dict[str, Counter[str]] = {group: Counter() for group in FLOORS}
    for each in all_scored:
        language = each.passage.language
        groups = ["all", language if language in FLOORS else "others"]
        groups += ["plain"] if each.passage.phenomenon == "plain" else []
        for group in groups:
            counts[group]["right"] += len(each.found & each.passage.names)
            counts[group]["found"] += len(each.found)
            counts[group]["there"] += len(each.passage.names)
    return {
        group: (count["right"] / count["found"], count["right"] / count["there"])
        for group, count in counts.items()
    }


def test_names_are_found_as_well_as_ever() -> None:
    reached = figures(scored())
    for group, floors in FLOORS.items():
        for word, figure, floor in zip(
            ("precision", "recall"), reached[group], floors, strict=True
        ):
            assert figure >= floor, f"{word} of {group}: {figure:.4f}, was {floor}"


def test_a_floor_is_no_lower_than_it_could_be() -> None:
    for group, figures_ in figures(scored()).items():
        for figure, floor in zip(figures_, FLOORS[group], strict=True):
            assert figure < floor + 0.005, f"raise the floor of {group}: {figure:.4f}, not {floor}"


def test_there_is_enough_to_measure_by() -> None:
    every = list(passages())
    sentences = Counter(each.language for each in every for _ in each.text.split(BREAK))
    assert sentences.total() >= 150
    assert min(sentences[language] for language in ("en", "zh", "ru")) >= 40
    assert sum(not each.names for each in every) >= 50
    known = {entry.name for entry in authorities().entries}
    assert {name for each in every for *_, name in each.names} == known


@pytest.mark.parametrize(
    "rule, broken",
    [
        ("disambiguation.is_part_of_longer_name", True),
        ("spellings.is_whole_word", True),
        ("spellings.is_whole_word", False),
    ],
)
def test_the_gate_shuts(rule: str, broken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"newsgen.content.names.{rule}", lambda *_: broken)
    with pytest.raises((AssertionError, ZeroDivisionError)):
        test_names_are_found_as_well_as_ever()


def report_lines() -> Iterator[str]:
    """Everything that is found wrongly or missed, and the figures."""
    every = scored()
    for each in every:
        passage = each.passage
        if each.found != passage.names:
            yield f"\n{passage.language} {passage.phenomenon}: {passage.text}".replace(BREAK, " / ")
            for start, end, name in sorted(each.found - passage.names):
                yield f"    wrong:  {passage.text[start:end]} as {name}"
            for start, end, name in sorted(passage.names - each.found):
                yield f"    missed: {passage.text[start:end]}, which is {name}"
    yield ""
    for group, (precision, recall) in figures(every).items():
        yield f"{group:8} precision {precision:.4f}  recall {recall:.4f}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(report_lines()) + "\n")
