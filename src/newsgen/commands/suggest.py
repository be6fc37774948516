"""`newsgen suggest`: finds what an editor should look at."""

from functools import lru_cache

from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.progress import Progress
from newsgen.pipeline.open_session import open_session
from newsgen.pipeline.parse import ParsedSite, lacks_authority_file, parse_site
from newsgen.pipeline.read_archive import read_archive
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import scan_site
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.system import gc_disabled
from newsgen.store.parse_cache import BodyStore
from newsgen.suggest.suggestion_rules import make_suggestions
from newsgen.suggest.suggestions import Suggestions
from newsgen.suggest.text_studies import count_candidates, read_text


def find_suggestions(
    request: BuildRequest, limit: int, progress: Progress
) -> tuple[Suggestions | None, tuple[Problem, ...]]:
    """Return the suggestions for an archive, or None if it cannot be read, and its problems.

    Args:
        limit: How many suggestions of each kind to return; 0 for all.
    """
    inputs = scan_site(request.site)
    with gc_disabled(), open_session(request, Stopwatch(), progress, persistent=False) as session:
        parsed = parse_site(request, inputs, session)
        if not isinstance(parsed, ParsedSite):
            return None, apply_severities(parsed, {})
        archive, _, found = read_archive(parsed)
        problems = apply_severities((*parsed.problems, *found), parsed.site.config.problems)
        if lacks_authority_file(errors_in(problems)):
            return None, problems
        bodies = BodyStore(session.cache, parsed.site)
        counts = count_candidates(archive, bodies, session)

        @lru_cache(maxsize=200)  # Many names have their examples in the same articles.
        def text_of(number: int) -> str:
            return read_text(bodies, archive.articles[number]).plain_text

        ignored_names = parsed.site.config.ignored_names
        return make_suggestions(archive, counts, text_of, limit, ignored_names), problems
