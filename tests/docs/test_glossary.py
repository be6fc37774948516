"""The glossary defines each term once, in a sentence or two, and in order.

A gate, tests/gates/test_names.py, sees that it explains the name of every module.
"""

import re
from collections import Counter

from support.paths import ROOT

TEXT = (ROOT / "docs" / "glossary.md").read_text("utf-8")
DEFINITION = re.compile(r"^\*\*(.+?)\*\*: (.+)$", re.MULTILINE)
SENTENCE = re.compile(r"[.](?= [A-Z`*]|$)")


def test_each_term_is_defined_once() -> None:
    terms = Counter(term for names, _ in DEFINITION.findall(TEXT) for term in names.split(", "))
    assert [term for term, count in terms.items() if count > 1] == []


def test_each_definition_is_a_sentence_or_two() -> None:
    definitions = dict(DEFINITION.findall(TEXT))
    assert len(definitions) > 100
    wrong = [
        term for term, text in definitions.items() if not 1 <= len(SENTENCE.findall(text)) <= 2
    ]
    assert wrong == []


def test_terms_are_in_order_within_their_subject() -> None:
    for subject in TEXT.split("\n## ")[1:]:
        names = [names.casefold() for names, _ in DEFINITION.findall(subject)]
        assert names == sorted(names)


def test_every_line_is_a_definition() -> None:
    lines = [line for subject in TEXT.split("\n## ")[1:] for line in subject.splitlines()[1:]]
    assert [line for line in lines if line and not DEFINITION.match(line)] == []
