"""The notes of corrections of an archive: what was put right, and when, the latest first."""

from collections.abc import Iterator

from newsgen.archive.versions import Versions
from newsgen.model.article import Article, Correction


def correction_notes(
    articles: tuple[Article, ...], versions: Versions
) -> tuple[tuple[Article, Correction], ...]:
    """Return every correction and every update without one, of articles that are newest first.

    Of the versions of a story, the first by rank that has notes of a day tells them.
    """
    notes = (pair for article in articles for pair in _notes_of_story(article, versions))
    return tuple(sorted(notes, key=lambda pair: pair[1].day, reverse=True))


def _notes_of_story(article: Article, versions: Versions) -> Iterator[tuple[Article, Correction]]:
    if own := _notes(article):
        story = versions.of(article)
        before = story[: story.index(article)]
        days = {note.day for version in before for note in _notes(version)}
        yield from ((article, note) for note in own if note.day not in days)


def _notes(article: Article) -> tuple[Correction, ...]:
    updated, notes = article.updated, article.corrections
    if updated and all(updated.day != note.day for note in notes):
        return (*notes, Correction(updated.day, ""))
    return notes
