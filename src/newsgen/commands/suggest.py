"""`newsgen suggest`: finds what an editor should look at."""

from functools import lru_cache

from newsgen.content.authorities import AUTHORITY_FILES
from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.progress import Progress
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import scan_site
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.system import gc_disabled
from newsgen.store.bodies import BodyStore
from newsgen.store.session import open_session
from newsgen.suggest.suggestion_rules import make_suggestions
from newsgen.suggest.suggestions import Suggestions
from newsgen.suggest.text_studies import count_candidates, read_text

_UNREADABLE_CODES = frozenset(("N109", "N112", "N114", "N118"))
"""Problems because of which an authority file is not read, so that all its names seem unknown."""


def find_suggestions(
    request: BuildRequest, limit: int, progress: Progress
) -> tuple[Suggestions | None, tuple[Problem, ...]]:
    """Return the suggestions for an archive, or None if it cannot be read, and its problems.

    Args:
        limit: How many suggestions of each kind to return; 0 for all.
    """
    inputs = scan_site(request.site)
    with (
        gc_disabled(),
        open_session(
            request.cache_folder, request.workers, request.tuning, persistent=False
        ) as session,
    ):
        parsed = parse_site(request, inputs, session, Stopwatch(), progress)
        if not isinstance(parsed, ParsedSite):
            return None, apply_severities(parsed, {})
        problems = apply_severities(parsed.problems, parsed.site.config.problems)
        if any(
            error.code in _UNREADABLE_CODES and error.location.path in AUTHORITY_FILES
            for error in errors_in(problems)
        ):
            return None, problems
        articles = parsed.archive.articles
        bodies = BodyStore(session.cache, request.site, parsed.site.config.links_base)
        entries = parsed.archive.authorities.entries
        counts = count_candidates(articles, entries, bodies, session, progress)

        @lru_cache(maxsize=200)  # Many names have their examples in the same articles.
        def text_of(number: int) -> str:
            return read_text(bodies, articles[number]).plain_text

        return make_suggestions(parsed.archive, counts, text_of, limit), problems
