"""The stories of the stored archive: which articles are versions of one, and what stands in lists.

The rules are those of `archive.versions`. Only the stories are looked at that a change touches.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from newsgen.archive.versions import rank_versions
from newsgen.model.article import Article
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_lists import (
    ABOUT,
    ALL_SPANS,
    IN_DAY,
    IN_MONTH,
    IN_WHOLE,
    IN_YEAR,
    MENTIONS,
)
from newsgen.store.stored_articles import StoredArticle

_SPAN_KEYS: tuple[tuple[int, Callable[[Article], object]], ...] = (
    (IN_WHOLE, lambda article: 0),
    (IN_YEAR, lambda article: article.moment.day.year),
    (IN_MONTH, lambda article: (article.moment.day.year, article.moment.day.month)),
    (IN_DAY, lambda article: article.moment.day),
)


class StoryRows:
    """The stories that one change of the archive touches."""

    def __init__(self, database: ArchiveDatabase, language: str) -> None:
        """Take the language of the archive."""
        self._database = database
        self._language = language
        self._seeds: dict[str, None] = {}

    def note_existence(self, path: str, *, exists: bool, is_hidden: bool) -> bool:
        """Note whether there is an article at a path, and whether the build does not show it.

        Return whether the latter is new.
        """
        database, key = self._database, path.encode()
        if self._exists(path) != exists:
            self._seeds |= dict.fromkeys(self._translations_of(path))
        was_hidden = database.get("keys", "hidden", key) is not None
        if is_hidden:
            database.put("keys", "hidden", key, 1)
        elif was_hidden:
            database.delete("keys", "hidden", key)
        return was_hidden != is_hidden

    def note_original(self, path: str, earlier: str, original: str) -> None:
        """Note what an article was and is a translation of; empty for nothing."""
        for one in dict.fromkeys(filter(None, (earlier, original))):
            translations = {*self._translations_of(one)} - {path}
            if one == original:
                translations.add(path)
            if translations:
                row = codec.encode(sorted(translations))
                self._database.put("keys", "translations", one.encode(), row)
            else:
                self._database.delete("keys", "translations", one.encode())
            self._seeds[path] = None
        if self._database.get("keys", "versions", path.encode()) or self._translations_of(path):
            self._seeds[path] = None

    def settle(self) -> Iterator[tuple[str, tuple[tuple[str, int, int | None], ...]]]:
        """Write all stories that were touched.

        Yields the path of each article whose story is another, and for all others of a story an
        empty path; with where its versions stand: path, number of the list, spans; None for a
        mention of a name that a version is about.
        """
        if not self._seeds:
            return
        paths = self._connected_paths(self._seeds)
        found = ((path, self._stored(path)) for path in paths)
        stored = {path: one for path, one in found if one}
        stories: dict[str, list[Article]] = {}
        for path, one in stored.items():
            if not one.article.withdrawn:
                stories.setdefault(self._first_original(path), []).append(one.article)
        versions: dict[str, tuple[Article, ...]] = {}
        for members in stories.values():
            translated = {
                one.path
                for one in members
                if one.translation_of and self._exists(one.translation_of)
            }
            ranked = rank_versions(members, self._language, translated)
            versions |= dict.fromkeys((one.path for one in ranked), ranked)
            yield "", tuple(_listed(ranked, stored))
        for path in paths:
            if self._write(path, versions.get(path, ())) and path in stored:
                yield path, ()

    def _connected_paths(self, seeds: Iterable[str]) -> list[str]:
        """Return the paths of all texts that were or are of one story with the seeds."""
        seen: dict[str, None] = {}
        pending = list(seeds)
        while pending:
            path = pending.pop()
            if path not in seen:
                seen[path] = None
                pending += self._translations_of(path)
                if row := self._database.get("keys", "versions", path.encode()):
                    pending += codec.decode(row[0], tuple[str, ...])
                stored = self._stored(path)
                if stored and stored.article.translation_of:
                    pending.append(stored.article.translation_of)
        return sorted(seen)

    def _write(self, path: str, versions: tuple[Article, ...]) -> bool:
        """Write the versions of an article; return whether pages show something else now."""
        key, database = path.encode(), self._database
        rows: dict[str, bytes | None] = {"versions": None, "shown versions": None}
        if len(versions) > 1:
            rows["versions"] = codec.encode([one.path for one in versions])
            rows["shown versions"] = codec.encode([_shown(one) for one in versions])
        is_changed = False
        for index, row in rows.items():
            earlier = database.get("keys", index, key)
            if (earlier[0] if earlier else None) != row:
                is_changed = True
                if row is None:
                    database.delete("keys", index, key)
                else:
                    database.put("keys", index, key, row)
        return is_changed

    def _first_original(self, path: str) -> str:
        walked: list[str] = []
        while path not in walked:
            walked.append(path)
            stored = self._stored(path)
            original = stored.article.translation_of if stored else ""
            path = original if original and self._exists(original) else path
        return min(walked[walked.index(path) :])

    def _translations_of(self, path: str) -> tuple[str, ...]:
        row = self._database.get("keys", "translations", path.encode())
        return codec.decode(row[0], tuple[str, ...]) if row else ()

    def _exists(self, path: str) -> bool:
        database = self._database
        return bool(database.get("places", path) or database.get("keys", "hidden", path.encode()))

    def _stored(self, path: str) -> StoredArticle | None:
        row = self._database.get("places", path)
        return StoredArticle.read(self._database, row[0]) if row else None


def _shown(version: Article) -> tuple[object, ...]:
    """Return what pages show of other versions of an article, and decide by them."""
    address = version.slug, version.moment, version.language, version.language_in_address
    return version.path, version.title, address, version.lead, version.name_lines


def _listed(
    versions: tuple[Article, ...], stored: dict[str, StoredArticle]
) -> Iterator[tuple[str, int, int | None]]:
    """Yield in which spans of each list the versions of a story stand, which come in rank order."""
    lists = {one.path: stored[one.path].lists for one in versions}
    for number in dict.fromkeys(chain.from_iterable(lists.values())):
        members = [one for one in versions if number in lists[one.path]]
        about = number - MENTIONS + ABOUT if number & 3 == MENTIONS else -1
        is_about = any(about in lists[one.path] for one in versions)
        for one in members:
            yield one.path, number, None if is_about else _spans(one, members)


def _spans(one: Article, members: list[Article]) -> int:
    """Return in which spans of time a version stands in a list that has these of its story."""
    spans = 0
    for span, key in _SPAN_KEYS:
        if span & ALL_SPANS[one.moment.span]:
            rivals = (
                other
                for other in members
                if span & ALL_SPANS[other.moment.span] and key(other) == key(one)
            )
            first = next(rivals)
            if first is one or first.language == one.language:
                spans |= span
    return spans
