"""Finds names that one article writes, and that are one letter off a name of an authority file."""

from newsgen.archive.name_conflicts import NameLocator
from newsgen.archive.name_similarity import comparison_key, is_one_letter_apart
from newsgen.archive.questions import ArchiveQuestions, Timeline
from newsgen.archive.similar_spellings import SimilarSpellings
from newsgen.archive.term import Term
from newsgen.content.authorities import authority_file
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.authority import Authorities
from newsgen.model.kind import CONTROLLED_KINDS
from newsgen.model.problem import Problem, problem

KnownSpellings = SimilarSpellings[tuple[str, str]]
"""The spellings of authority files, each with the name that it means."""


def known_spellings(authorities: Authorities) -> KnownSpellings:
    """Return all spellings of authority files."""
    return SimilarSpellings(
        (entry.kind, spelling.text, (spelling.text, entry.name))
        for entry in authorities.entries
        for spelling in entry.declarable_spellings
    )


def misspelt_name_problem(
    questions: ArchiveQuestions, spellings: KnownSpellings, locate: NameLocator, term: Term
) -> Problem | None:
    """Return the problem of an unlisted name of one article that most likely is a known one (N315).

    A name that several articles have is no slip; `newsgen suggest` asks about those.
    """
    kind, key = term.kind, comparison_key(term.text)
    if kind not in CONTROLLED_KINDS:
        return None
    likely = {
        (text, name)
        for text, name in spellings.near(kind, key)
        if comparison_key(text) != key and is_one_letter_apart(text, term.text)
    }
    about = Timeline.about(term.key)
    if not likely or questions.count(about) + questions.count(Timeline.mentions(term.key)) != 1:
        return None
    article = questions.article(questions.entries(about)[0].path)
    assert article
    (text, name), file = min(likely), authority_file(kind)
    right, typed = yaml_scalar(text), yaml_scalar(term.text)
    message = f'{kind}: "{term.text}" is one letter off "{name}" of {file}'
    hint = f"write {right}, or, if they are two, add the line {typed}: to {file}"
    return problem("N315", locate(article, kind, term.text), message, hint)
