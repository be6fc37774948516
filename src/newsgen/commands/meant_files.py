"""Which texts the arguments of a command mean: files and folders, or articles by a query."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newsgen.archive.query_criteria import split_query
from newsgen.commands.check import archive_paths
from newsgen.commands.list_articles import select_articles
from newsgen.content.stray_files import MARKDOWN_ENDINGS
from newsgen.pipeline.article_files import ArticleFiles
from newsgen.runtime.editor_files import exists


def meant_paths(arguments: Sequence[str], site: Path, files: ArticleFiles) -> Iterator[str]:
    """Yield the paths of the texts that arguments mean; of all texts if there are none.

    Raises CommandError for arguments that mean nothing.
    """
    typed = [each for each in arguments if _is_file(site, each)]
    named = archive_paths(site, map(Path, typed))
    criteria = [each for each in arguments if each not in typed]
    if not criteria:
        yield from (path for path in files.site.sources if not named or _is_in(path, named))
        return
    for article in select_articles(files, tuple(split_query(criteria))):
        if not named or _is_in(article.path, named):
            yield article.path


def _is_file(site: Path, argument: str) -> bool:
    """Return whether an argument names a file or folder, or is meant to, and is no criterion."""
    is_path = "/" in argument or argument.endswith(MARKDOWN_ENDINGS)
    return exists(Path(argument)) or exists(site / argument) or (is_path and ":" not in argument)


def _is_in(path: str, places: Iterable[str]) -> bool:
    return any(each in (".", path) or path.startswith(f"{each}/") for each in places)
