"""Every article of a site's folder, whether a build would show it or not."""

from newsgen.content.parse_file import ParsedFile
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.value import Value
from newsgen.pipeline.parse import lacks_authority_file
from newsgen.pipeline.parse_sources import ParseStage, prestart_workers
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import scan_site
from newsgen.pipeline.site_loader import load_site
from newsgen.store.command_session import Session
from newsgen.store.file_digests import FileDigests


class AllArticles(Value, frozen=True):
    """The articles of a site by path: also drafts, and those of another time."""

    site: Site
    files: tuple[ParsedFile, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, in the order of their paths."""
        return tuple(file.article for file in self.files if file.article)


def read_all_articles(
    request: BuildRequest, session: Session
) -> tuple[AllArticles | None, tuple[Problem, ...]]:
    """Return the articles of a site, or None if it cannot be read; and the problems that matter."""
    scanned_files = scan_site(request.site)
    prestart_workers(scanned_files, session)
    site, problems = load_site(scanned_files, session.cache)
    if site is None:
        return None, problems
    problems = apply_severities(problems, site.config.problems)
    if lacks_authority_file(errors_in(problems)):
        return None, problems
    digests = FileDigests(session.cache, site.stamps, scanned_files.listed_at)
    files: list[ParsedFile] = []
    for file in ParseStage(site, digests, session):
        files.append(file)
        session.progress("prepare", len(files), len(site.sources))
    return AllArticles(site, tuple(sorted(files, key=lambda file: file.path))), problems
