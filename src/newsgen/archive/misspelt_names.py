"""Finds names that one article writes, and that are one letter off a name of an authority file."""

from collections.abc import Callable

from newsgen.archive.name_conflicts import NameLocator
from newsgen.archive.name_similarity import comparison_key, is_one_letter_apart
from newsgen.archive.questions import ArchiveQuestions, Timeline
from newsgen.archive.similar_spellings import SimilarSpellings
from newsgen.archive.term import Term
from newsgen.content.authorities import authority_file
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.authority import Authorities
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.model.problem import Problem, problem

KnownSpellings = SimilarSpellings[tuple[str, str]]
"""The spellings of authority files, each with the name that it means."""


def known_spellings(authorities: Authorities, kind: Kind) -> KnownSpellings:
    """Return all spellings of names of a kind in authority files."""
    return SimilarSpellings(
        (kind, spelling.text, (spelling.text, entry.name))
        for entry in authorities.entries
        if entry.kind is kind
        for spelling in entry.declarable_spellings
    )


def misspelt_name_problem(
    questions: ArchiveQuestions,
    spellings_of: Callable[[Kind], KnownSpellings],
    locate: NameLocator,
    term: Term,
) -> Problem | None:
    """Return the problem of an unlisted name of one article that most likely is a known one (N315).

    A name that several articles have is no slip; `newsgen suggest` asks about those.
    """
    kind, key = term.kind, comparison_key(term.text)
    about = Timeline.about(term.key)
    if kind not in CONTROLLED_KINDS or questions.count(about) != 1:
        return None
    likely = {
        (text, name)
        for text, name in spellings_of(kind).near(kind, key)
        if comparison_key(text) != key and is_one_letter_apart(text, term.text)
    }
    if not likely:
        return None
    article = questions.article(questions.entries(about)[0].path)
    assert article
    (text, name), file = min(likely), authority_file(kind)
    right, typed = yaml_scalar(text), yaml_scalar(term.text)
    message = f'{kind}: "{term.text}" is one letter off "{name}" of {file}'
    hint = f"write {right}, or, if they are two, add the line {typed}: to {file}"
    return problem("N315", locate(article, kind, term.text), message, hint)
