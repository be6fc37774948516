"""The gathering: what came of all sources together, whatever order they were read in.

Takes prepared sources one after another; gives articles, plain pages, what is left out and why, and
the problems.
"""

from collections.abc import Iterable, Iterator

from newsgen.content.authorities import FILES
from newsgen.content.parse_file import Prepared
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.codes import CODES
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem
from newsgen.model.progress import Progress
from newsgen.model.value import Value

_UNREAD = frozenset(("N109", "N112", "N114", "N118"))
"""What keeps a file from being read at all."""


class Gathered(Value, frozen=True):
    """loose: where the texts of files point that became neither, with the path of each."""

    articles: tuple[Article, ...]
    pages: tuple[PlainPage, ...]
    left_out: tuple[Omission, ...]
    problems: tuple[Problem, ...]
    loose: tuple[tuple[str, tuple[Reference, ...]], ...]


def gather(sources: Iterable[Prepared], total: int, told: Progress) -> Gathered:
    """All of the sources. total: how many they are."""
    articles: list[Article] = []
    pages: list[PlainPage] = []
    left_out: list[Omission] = []
    problems: list[Problem] = []
    loose: list[tuple[str, tuple[Reference, ...]]] = []
    for done, prepared in enumerate(sources, start=1):
        problems += prepared.problems
        if prepared.loose:
            loose.append((prepared.path, prepared.loose))
        if prepared.article:
            articles.append(prepared.article)
        elif prepared.page:
            pages.append(prepared.page)
        else:
            left_out.append(Omission(prepared.path, _because(prepared.problems)))
        told("prepare", done, total)
    return Gathered(tuple(articles), tuple(pages), tuple(left_out), tuple(problems), tuple(loose))


def sure(found: Iterable[Problem], stopping: Iterable[Problem]) -> Iterator[Problem]:
    """Without names that no authority file knows, where one that cannot be read stops the build."""
    unread = any(each.code in _UNREAD and each.place.path in FILES for each in stopping)
    return (each for each in found if not (unread and each.code == "N304"))


def _because(problems: tuple[Problem, ...]) -> str:
    """The reason an article is left out: the first of its problems that can be one."""
    fatal = (found for found in problems if "left out" in CODES[found.code].lowered)
    first = next(fatal, problems[0])
    return f"{first.message} [{first.code}]"
