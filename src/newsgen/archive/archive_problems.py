"""Checks of a whole archive: what no single article can show to be wrong."""

from collections.abc import Iterator

from newsgen.archive.archive import Archive, Term
from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.article import Article
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.model.problem import Problem, problem


def archive_problems(archive: Archive, hidden_paths: frozenset[str]) -> tuple[Problem, ...]:
    """Return the equal ids (N303), equal addresses of names (N302) and missing originals (N309).

    Articles that exist but are not shown can be originals.
    """
    return (
        *_duplicate_ids(archive),
        *_slug_conflicts(archive),
        *_missing_originals(archive, hidden_paths),
    )


def _duplicate_ids(archive: Archive) -> Iterator[Problem]:
    first: dict[str, Article] = {}
    for _, article in sorted(archive.articles_by_path.items()):
        other = first.setdefault(article.id, article)
        if other is not article:
            message = f'the id "{article.id}" is that of {other.path} as well'
            hint = "give one of them another id:"
            yield problem("N303", article.location_of("id"), message, hint)


def _slug_conflicts(archive: Archive) -> Iterator[Problem]:
    first: dict[tuple[Kind, str], Term] = {}
    for two in archive.terms.values():
        one = first.setdefault((two.kind, two.slug), two)
        if one is two:
            continue
        message = (
            f'"{two.text}" and "{one.text}" ({one.location}) would both have the address '
            f"/{one.kind.value}/{one.slug}/"
        )
        hint = (
            f"in authorities/{one.kind.value}.yml, write {one.text}: {{former: [{two.text}]}} to "
            f"merge them, or {two.text}: {{slug: another-slug}} to tell them apart"
            if one.kind in CONTROLLED_KINDS
            else "write one of them differently"
        )
        yield problem("N302", two.location, message, hint)


def _missing_originals(archive: Archive, hidden_paths: frozenset[str]) -> Iterator[Problem]:
    paths = archive.articles_by_path.keys() | hidden_paths
    for article in (*archive.articles, *archive.withdrawn_articles):
        original = article.translation_of
        if original and (original == article.path or original not in paths):
            message = f'translation_of: there is no other article "{original}"'
            hint = did_you_mean(original, paths - {article.path})
            yield problem("N309", article.location_of("translation_of"), message, hint)
