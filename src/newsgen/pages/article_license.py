"""The licence of an article: its own, that of its source, or that of the archive."""

from newsgen.archive.questions import ArchiveQuestions
from newsgen.model.article import Article
from newsgen.model.kind import Kind
from newsgen.model.license import License, license_of


def article_license(questions: ArchiveQuestions, article: Article, default: str) -> License | None:
    """Return the licence of an article's text; None if nobody names one, or rights hold it back.

    default: That of the archive, as newsgen.yml has it.
    """
    if article.rights != "full":
        return None
    source = questions.names_of(article, Kind.SOURCE)[0].authority
    return license_of(article.license, source.license if source else "", default)
