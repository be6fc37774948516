"""What new articles name, and what `newsgen check` has against them."""

from newsgen.archive.questions import ArchiveQuestions
from newsgen.archive.timeline import newest_first
from newsgen.commands.import_result import ImportedArticle, ImportResult
from newsgen.model.article import Article
from newsgen.model.kind import TYPED_ENTITY_KINDS, Name
from newsgen.model.problem import apply_severities
from newsgen.model.value import replace
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.rival_problems import all_rival_problems
from newsgen.pipeline.scan import scan_site
from newsgen.store.command_session import Session
from newsgen.store.parse_cache import BodyStore
from newsgen.suggest.studied_articles import StudiedArticles
from newsgen.suggest.suggestion_rules import make_suggestions
from newsgen.suggest.suggestions import UnknownName
from newsgen.suggest.text_studies import count_candidates

_MAX_UNKNOWN_NAMES = 20


def find_imported_names(
    request: BuildRequest, session: Session, result: ImportResult
) -> ImportResult:
    """Return a result with the names in its articles, and with their problems.

    Args:
        request: Shows drafts, because new articles mostly are.
    """
    parsed = parse_site(request, scan_site(request.site), session)
    if not isinstance(parsed, ParsedSite):
        return result
    found = all_rival_problems(parsed)
    questions = parsed.questions()
    paths = {article.path for article in result.articles}
    problems = apply_severities((*parsed.problems, *found), parsed.site.config.problems)
    new = {path: article for path in paths if (article := questions.article(path))}
    articles = tuple(_with_names(each, new.get(each.path)) for each in result.articles)
    return replace(
        result,
        articles=articles,
        problems=tuple(each for each in problems if each.location.path in paths),
        unknown_names=_unknown_names(questions, newest_first(new.values()), parsed, session),
    )


def _with_names(imported: ImportedArticle, article: Article | None) -> ImportedArticle:
    if article is None:
        return imported
    mentions = tuple(map(Name.from_line, article.mentioned_lines))
    names = {
        kind.value: tuple(
            dict.fromkeys(
                (
                    *(name.text for name in article.names(kind)),
                    *(name.text for name in mentions if name.kind is kind),
                )
            )
        )
        for kind in TYPED_ENTITY_KINDS
    }
    return replace(imported, names={kind: each for kind, each in names.items() if each})


def _unknown_names(
    questions: ArchiveQuestions,
    articles: tuple[Article, ...],
    parsed: ParsedSite,
    session: Session,
) -> tuple[UnknownName, ...]:
    """Return names in texts that no authority file has, those of most articles first."""
    site, authorities = parsed.site, parsed.site.context.authorities
    studied = StudiedArticles(questions, BodyStore(session.cache, site))
    counts = count_candidates(studied.read(articles), authorities, session, len(articles))
    limit, ignored = _MAX_UNKNOWN_NAMES, site.config.ignored_names
    return make_suggestions(questions, authorities, studied, counts, limit, ignored).unknown
