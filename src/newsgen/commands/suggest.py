"""`newsgen suggest`: finds what an editor should look at."""

from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.progress import Progress
from newsgen.pipeline.open_session import open_session
from newsgen.pipeline.parse import ParsedSite, lacks_authority_file, parse_site
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.rival_problems import all_rival_problems
from newsgen.pipeline.scan import scan_site
from newsgen.pipeline.shown_texts import article_count
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.system import gc_disabled
from newsgen.store.parse_cache import BodyStore
from newsgen.suggest.studied_articles import StudiedArticles
from newsgen.suggest.suggestion_rules import make_suggestions
from newsgen.suggest.suggestions import Suggestions
from newsgen.suggest.text_studies import count_candidates


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
        found = all_rival_problems(parsed)
        problems = apply_severities((*parsed.problems, *found), parsed.site.config.problems)
        if lacks_authority_file(errors_in(problems)):
            return None, problems
        questions, authorities = parsed.questions(), parsed.site.context.authorities
        studied = StudiedArticles(questions, BodyStore(session.cache, parsed.site))
        texts, total = (
            studied.read(questions.articles(newest_first=True)),
            article_count(parsed.database),
        )
        counts = count_candidates(texts, authorities, session, total)
        ignored = parsed.site.config.ignored_names
        suggestions = make_suggestions(questions, authorities, studied, counts, limit, ignored)
        return suggestions, problems
