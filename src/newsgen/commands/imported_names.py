"""What new articles name, and what `newsgen check` has against them."""

from collections.abc import Callable
from functools import lru_cache

from newsgen.archive.archive import Archive
from newsgen.commands.import_result import ImportedArticle, ImportResult
from newsgen.model.article import Article
from newsgen.model.kind import TYPED_ENTITY_KINDS, Name
from newsgen.model.problem import apply_severities
from newsgen.model.value import replace
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.read_archive import read_archive
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import scan_site
from newsgen.store.command_session import Session
from newsgen.store.parse_cache import BodyStore
from newsgen.suggest.suggestion_rules import make_suggestions
from newsgen.suggest.suggestions import UnknownName
from newsgen.suggest.text_studies import count_candidates, read_text

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
    archive, _, found = read_archive(parsed)
    paths = {article.path for article in result.articles}
    problems = apply_severities((*parsed.problems, *found), parsed.site.config.problems)
    articles = tuple(
        _with_names(each, archive.articles_by_path.get(each.path)) for each in result.articles
    )
    new = tuple(article for article in archive.articles if article.path in paths)
    return replace(
        result,
        articles=articles,
        problems=tuple(each for each in problems if each.location.path in paths),
        unknown_names=_unknown_names(replace(archive, articles=new, stories=new), parsed, session),
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
    archive: Archive, parsed: ParsedSite, session: Session
) -> tuple[UnknownName, ...]:
    """Return names in texts that no authority file has, those of most articles first."""
    config = parsed.site.config
    bodies = BodyStore(session.cache, parsed.site)
    counts = count_candidates(archive, bodies, session)
    text_of: Callable[[int], str] = lru_cache(maxsize=200)(
        lambda number: read_text(bodies, archive.articles[number]).plain_text
    )
    suggestions = make_suggestions(
        archive, counts, text_of, _MAX_UNKNOWN_NAMES, config.ignored_names
    )
    return suggestions.unknown
