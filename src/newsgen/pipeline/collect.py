"""The gathering: what came of all sources together, whatever order they were read in.

Takes prepared sources one after another; gives articles, plain pages, what is left out and why, and
the problems.
"""

from collections.abc import Iterable, Iterator

from newsgen.content.authorities import AUTHORITY_FILES
from newsgen.content.parse_file import ParsedFile
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.codes import PROBLEM_CODES
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem
from newsgen.model.progress import Progress
from newsgen.model.value import Value

_UNREADABLE_CODES = frozenset(("N109", "N112", "N114", "N118"))
"""What keeps a file from being read at all."""


class ParsedContent(Value, frozen=True):
    """loose: where the texts of files point that became neither, with the path of each."""

    articles: tuple[Article, ...]
    pages: tuple[PlainPage, ...]
    omissions: tuple[Omission, ...]
    problems: tuple[Problem, ...]
    orphan_references: tuple[tuple[str, tuple[Reference, ...]], ...]


def collect(parsed_files: Iterable[ParsedFile], total: int, progress: Progress) -> ParsedContent:
    """All of the sources. total: how many they are."""
    articles: list[Article] = []
    pages: list[PlainPage] = []
    left_out: list[Omission] = []
    problems: list[Problem] = []
    loose: list[tuple[str, tuple[Reference, ...]]] = []
    for done, prepared in enumerate(parsed_files, start=1):
        problems += prepared.problems
        if prepared.orphan_references:
            loose.append((prepared.path, prepared.orphan_references))
        if prepared.article:
            articles.append(prepared.article)
        elif prepared.page:
            pages.append(prepared.page)
        else:
            left_out.append(Omission(prepared.path, _omission_reason(prepared.problems)))
        progress("prepare", done, total)
    return ParsedContent(
        tuple(articles), tuple(pages), tuple(left_out), tuple(problems), tuple(loose)
    )


def drop_unknown_name_problems(
    problems: Iterable[Problem], blocking_problems: Iterable[Problem]
) -> Iterator[Problem]:
    """Without names that no authority file knows, where one that cannot be read stops the build."""
    unread = any(
        each.code in _UNREADABLE_CODES and each.location.path in AUTHORITY_FILES
        for each in blocking_problems
    )
    return (each for each in problems if not (unread and each.code == "N304"))


def _omission_reason(problems: tuple[Problem, ...]) -> str:
    """The reason an article is left out: the first of its problems that can be one."""
    fatal = (found for found in problems if "left out" in PROBLEM_CODES[found.code].warning_effect)
    first = next(fatal, problems[0])
    return f"{first.message} [{first.code}]"
