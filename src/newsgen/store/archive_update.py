"""Changes the stored archive by articles that came, went or changed, and notes what that touched.

Everything in the store is a function of the articles in it, whatever the order in which they came.
"""

from collections.abc import Iterable

from newsgen.archive.visibility import Badge
from newsgen.model.article import Article, PlainPage
from newsgen.model.authority import Authorities
from newsgen.model.index_letters import CollationKey
from newsgen.model.kind import FACE_KINDS, Kind
from newsgen.model.slug import Alphabet
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import FACES, MEMBERS, NAMES, STORIES, ArchiveDelta
from newsgen.store.archive_lists import (
    ABOUT,
    ALL_SPANS,
    ARTICLES_LIST,
    IN_WHOLE,
    LANGUAGE,
    MENTIONS,
    SELF_SUFFICIENT,
    WITHDRAWN,
    WITHDRAWN_LIST,
    index_rows,
    is_crowded,
    list_number,
)
from newsgen.store.archive_places import DayOrder, SortKey, day_start
from newsgen.store.stored_articles import StoredArticle, decode_face, encode_face
from newsgen.store.story_rows import StoryRows
from newsgen.store.term_rows import TermRows


class ArchiveUpdate:
    """One change of the stored archive; `finish` ends it."""

    def __init__(
        self,
        database: ArchiveDatabase,
        authorities: Authorities,
        alphabet: Alphabet,
        language: str,
        collation_key: CollationKey,
    ) -> None:
        """Take the names of authority files, and the archive's alphabet of slugs and language.

        collation_key: what sorts names.
        """
        self._database = database
        self._terms = TermRows(database, authorities, alphabet, collation_key, self._article_at)
        self._stories = StoryRows(database, language)
        self._order = DayOrder(self._articles_of_day)
        self._is_first = database.is_new
        self._days: set[int] = set()
        self._places: dict[tuple[int, int], int] = {}
        self._keys: dict[tuple[str, bytes], None] = {}
        self._articles: dict[int, str] = {}
        self._gone: dict[str, None] = {}

    def replace(
        self,
        path: str,
        article: Article | None,
        badge: Badge = "",
        *,
        is_news: bool = False,
        is_hidden: bool = False,
    ) -> None:
        """Put an article in the place of that at its path; None if the build shows none there.

        Args:
            path: Of its file.
            article: As it is now.
            badge: What the article is if it is not published yet.
            is_news: Whether it is news for search engines.
            is_hidden: Whether there is an article that the build does not show.
        """
        exists = article is not None or is_hidden
        if self._stories.note_existence(path, exists=exists, is_hidden=is_hidden):
            self._touch_key("hidden", path.encode())
        row = self._database.get("places", path)
        place: int | None = row[0] if row else None
        old = self._stored(place) if place is not None else None
        original = article.translation_of if article else ""
        self._stories.note_original(path, old.article.translation_of if old else "", original)
        if old and place is not None:
            if article and _stands_alike(article, old.article):
                self._change(place, old, self._listed(article, badge, is_news=is_news))
                self._database.put("places", path, place)
                return
            self._take_out(place, old)
            self._order.remove(place)
        if article:
            place, moves = self._order.add(article)
            for one, other in moves:
                self._move(one, other)
            self._put_in(place, self._listed(article, badge, is_news=is_news))
        elif row:
            self._database.delete("places", path)

    def replace_page(self, path: str, page: PlainPage | None) -> None:
        """Put a plain page in the place of that at its path; None if there is none."""
        key = path.encode()
        row = self._database.get("keys", "page addresses", key)
        old_key = f"{row[0]}\0{path}".encode() if row else None
        old = self._database.get("keys", "plain pages", old_key) if old_key else None
        new = codec.encode(page) if page else None
        if (old[0] if old else None) != new:
            if old_key:
                self._put_key("plain pages", old_key, None)
            self._put_key("page addresses", key, page.address if page else None)
            if page:
                self._put_key("plain pages", f"{page.address}\0{path}".encode(), new)

    def _put_key(self, index: str, key: bytes, value: object) -> None:
        if value is None:
            self._database.delete("keys", index, key)
        else:
            self._database.put("keys", index, key, value)
        self._touch_key(index, key)

    def touch_names(self, keys: Iterable[tuple[Kind, str]]) -> None:
        """Look up again what authority files say of names, each by its kind and identity."""
        for key in keys:
            self._terms.touch_name(*key)

    def finish(self) -> ArchiveDelta:
        """Settle stories and names; return what was touched."""
        for changed_path, listed in self._stories.settle():
            for path, number, spans in listed:
                self._set_entry(number, self._place_of(path), spans)
            if changed_path:
                place = self._place_of(changed_path)
                stored = self._stored(place)
                self._touch_face(place, stored)
                for number in stored.lists:  # some count names once for all versions of a story
                    self._touch(number, place, NAMES | STORIES)
        terms = dict(self._terms.settle())
        for number, (earlier, term) in terms.items() if not self._is_first else ():
            if term and term.kind in FACE_KINDS and earlier and earlier.label != term.label:
                for role in (ABOUT, WITHDRAWN):
                    self._touch_faces_of(list_number(number, role))
        keys = self._keys | self._terms.touched_keys
        return ArchiveDelta(self._places, keys, self._articles, frozenset(self._gone), terms)

    def _stored(self, place: int) -> StoredArticle:
        return StoredArticle.read(self._database, place)

    def _article_at(self, place: int) -> Article:
        return self._stored(place).article

    def _place_of(self, path: str) -> int:
        row = self._database.get("places", path)
        assert row is not None
        place: int = row[0]
        return place

    def _articles_of_day(self, ordinal: int) -> list[tuple[SortKey, int]]:
        if self._is_first and ordinal not in self._days:
            self._days.add(ordinal)
            return []
        query = "SELECT place, face FROM articles WHERE place >= ? AND place < ? ORDER BY place"
        rows = self._database.select(query, day_start(ordinal), day_start(ordinal + 1))
        return [(decode_face(face).sort_key, place) for place, face in rows]

    def _put_in(self, place: int, stored: StoredArticle) -> None:
        self._write(place, stored)
        spans = ALL_SPANS[stored.article.moment.span]
        for number in stored.lists:
            self._database.add("entries", (number, place), (spans,))
            self._terms.count(number, place, 1)
            self._touch(number, place, MEMBERS)
        for index, key, value in index_rows(stored, place):
            self._database.add("keys", (index, key), (value,))
            self._touch_key(index, key)
        self._database.put("places", stored.article.path, place)

    def _take_out(self, place: int, stored: StoredArticle) -> None:
        for number in stored.lists:
            self._set_entry(number, place, None)
        for index, key, _ in index_rows(stored, place):
            self._database.delete("keys", index, key)
            self._touch_key(index, key)
        StoredArticle.remove(self._database, place)
        self._articles.pop(place, None)
        self._gone[stored.article.path] = None

    def _move(self, old_place: int, new_place: int) -> None:
        """Give an article another place, as if it had gone and come again."""
        stored = self._stored(old_place)
        entries = {number: self._entry(number, old_place) for number in stored.lists}
        self._take_out(old_place, stored)
        self._put_in(new_place, stored)
        for number, spans in entries.items():
            self._set_entry(number, new_place, spans)

    def _change(self, place: int, old: StoredArticle, new: StoredArticle) -> None:
        if new == old:
            return
        for number in old.lists:
            if number not in new.lists:
                self._set_entry(number, place, None)
        for number in new.lists:
            if number not in old.lists:
                self._set_entry(number, place, ALL_SPANS[new.article.moment.span])
            self._terms.touch(number // 4)  # it may say how the name is spelled
        old_rows, new_rows = (
            {(index, key): value for index, key, value in index_rows(one, place)}
            for one in (old, new)
        )
        for row in old_rows.keys() - new_rows.keys():
            self._database.delete("keys", *row)
            self._touch_key(*row)
        for row, value in new_rows.items():
            if row not in old_rows or old_rows[row] != value:
                self._database.put("keys", *row, value)
                self._touch_key(*row)
        self._write(place, new)
        if new.badge != old.badge or encode_face(new.article) != encode_face(old.article):
            self._touch_face(place, new)
        if _names_of(new.article) != _names_of(old.article):
            # Of very many names the first count as companions, so their order says who is one.
            is_counted_anew = is_crowded(old) or is_crowded(new)
            for number in new.lists:
                self._touch(number, place, NAMES | MEMBERS if is_counted_anew else NAMES)

    def _write(self, place: int, stored: StoredArticle) -> None:
        stored.write(self._database, place)
        if not self._is_first:
            self._articles[place] = stored.article.path

    def _touch_face(self, place: int, stored: StoredArticle) -> None:
        """Note that other pages show something else of an article."""
        if self._is_first:
            return
        self._articles[place] = stored.article.path
        for number in stored.lists:
            self._touch(number, place, FACES)
        for index, key, _ in index_rows(stored, place):
            if index not in SELF_SUFFICIENT:
                self._touch_key(index, key)

    def _touch_faces_of(self, number: int) -> None:
        query = "SELECT place FROM entries WHERE list = ?"
        for (place,) in list(self._database.select(query, number)):
            self._touch_face(place, self._stored(place))

    def _touch(self, number: int, place: int, bits: int) -> None:
        if not self._is_first:
            self._places[number, place] = bits | self._places.get((number, place), 0)

    def _touch_key(self, index: str, key: bytes) -> None:
        if not self._is_first:
            self._keys[index, key] = None

    def _entry(self, number: int, place: int) -> int | None:
        row = self._database.get("entries", number, place)
        return row[0] if row else None

    def _set_entry(self, number: int, place: int, spans: int | None) -> None:
        old = self._entry(number, place)
        if old == spans:
            return
        if spans is None:
            self._database.delete("entries", number, place)
        else:
            self._database.put("entries", number, place, spans)
        step = ((spans or 0) & IN_WHOLE) - ((old or 0) & IN_WHOLE)
        self._terms.count(number, place, step)
        self._touch(number, place, MEMBERS)

    def _listed(self, article: Article, badge: Badge, *, is_news: bool) -> StoredArticle:
        return StoredArticle(article, self._lists_of(article), badge, is_news)

    def _lists_of(self, article: Article) -> tuple[int, ...]:
        """Return the numbers of the lists that an article is in."""
        number_of = self._terms.number
        if article.withdrawn:
            return WITHDRAWN_LIST, list_number(number_of(article.source.line), WITHDRAWN)
        lists = {ARTICLES_LIST: None}
        about = dict.fromkeys(map(number_of, article.name_lines.split("\n")))
        lists |= dict.fromkeys(list_number(number, ABOUT) for number in about)
        for number in map(number_of, article.mentioned_lines):
            if number not in about:
                lists[list_number(number, MENTIONS)] = None
        lists[list_number(number_of(f"{LANGUAGE}:{article.language}"), ABOUT)] = None
        return tuple(lists)


def _names_of(article: Article) -> tuple[str, str]:
    return article.name_lines, article.mention_lines


def _stands_alike(one: Article, two: Article) -> bool:
    """Return whether nothing has changed for those who see the order and the dates alone."""
    is_same_date = one.moment.calendar_date == two.moment.calendar_date
    return is_same_date and one.sort_key == two.sort_key
