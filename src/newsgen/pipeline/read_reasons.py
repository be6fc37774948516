"""Puts into words why a page group was planned: which of its reads of the archive was touched."""

from datetime import date

from newsgen.archive.questions import DAY_BITS
from newsgen.pages.plan_group import GroupKey
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import MEMBERS, NAMES, StoredTerm
from newsgen.store.archive_lists import (
    ABOUT,
    ARTICLES_LIST,
    FINGERPRINTS_INDEX,
    FIRST_PAIR,
    LANGUAGE,
    MENTIONS,
    SIMILAR_INDEX,
    WITHDRAWN,
    WITHDRAWN_LIST,
    pair_of_list,
)
from newsgen.store.name_indexes import (
    LETTERS_INDEX,
    NAME_WORDS,
    NAMES_BY_COUNT,
    NAMES_BY_LETTER,
    NUMBERS_INDEX,
)
from newsgen.store.page_group_rows import ARTICLE_GROUP

_LISTS = {
    ABOUT: "the timeline of {}",
    MENTIONS: "the list of mentions of {}",
    WITHDRAWN: "the list of withdrawn articles of {}",
}
_ALL_LISTS = {
    ARTICLES_LIST: "the list of all articles",
    WITHDRAWN_LIST: "the list of withdrawn articles",
}

_OF_NAMES = {
    "counts": "the number of articles about {} changed",
    "weights": "the number of articles about {} doubled or halved",
    "companies": "{} has articles with other names now",
}
"""By reads of numbers of names."""

_OF_KEYS = {
    "files": "the file {} came or went",
    "file contents": "the file {} changed",
    "addresses": "a page came or went at {}",
    "hidden": "{} was left out before, or is now",
}
"""By indexes whose keys are texts."""

_OF_KINDS = {"": "the names changed", LANGUAGE: "the languages changed"}

_OF_INDEXES = {
    "addresses by year": "articles of its year came, went or changed",
    "aliases": "former addresses changed",
    "corrections": "corrections changed",
    "ids": "ids of articles changed",
    LETTERS_INDEX: "letters of names came or went",
    NAMES_BY_COUNT: "names, or the numbers of their articles, changed",
    NAMES_BY_LETTER: "names under a letter, or the numbers of their articles, changed",
    NAME_WORDS: "names with such words, or the numbers of their articles, changed",
    NUMBERS_INDEX: "there are more or fewer names",
    "news": "the news for search engines changed",
    "slugs": "addresses of names changed",
    FINGERPRINTS_INDEX: "the text of an article changed",
    SIMILAR_INDEX: "an article with nearly the same text came, went or changed",
}


class ReadReasons:
    """Words for what was touched; `TouchedReads.reason` says it in short."""

    def __init__(self, database: ArchiveDatabase) -> None:
        """Take the database after the change."""
        self._database = database

    def words(self, group: GroupKey, reason: str) -> str:
        """Return why a group was planned, as what follows "because"; empty if it is new."""
        kind, _, value = reason.partition(" ")
        match kind:
            case "list":
                return self._list(*map(int, value.split()))
            case "faces":
                return self._article(int(value), "shows something else")
            case "declared":
                return self._article(int(value), "has other names")
            case "paths" | "face_paths":
                own = group.kind == ARTICLE_GROUP and value == group.key
                return "its article changed" if own else f"{value} came, went or changed"
            case "authorities":
                return f"what authority files say of {_name(value)} changed"
            case "labels" | "company_links":
                return f"the name {self._shown_name(value)} came, went or is written otherwise now"
            case "kinds":
                return _OF_KINDS.get(value, f"the names under {value} changed")
            case "index":
                index, _, key = value.partition("\n")
                text = _OF_KEYS.get(index, "").format(key)
                return text or _OF_INDEXES.get(index, "what changed last is another article")
        words = _OF_NAMES.get(kind)
        return words.format(self._term(int(value))) if words else ""

    def _list(self, number: int, place: int, bits: int) -> str:
        if not bits & MEMBERS:
            what = "has other names" if bits & NAMES else "shows something else"
            return self._article(place, what)
        if number <= FIRST_PAIR:
            one, two = map(self._term, pair_of_list(number))
            return f"the articles that {one} and {two} share changed on {_day(place)}"
        of_all = _ALL_LISTS.get(number)
        text = of_all or _LISTS[number & 3].format(self._term(number // 4))
        return f"{text} changed on {_day(place)}"

    def _article(self, place: int, what: str) -> str:
        row = self._database.get("articles", place)
        return f"{row[0]} {what}" if row else f"an article of {_day(place)} came, went or moved"

    def _term(self, number: int) -> str:
        row = self._database.get("terms", number)
        term = codec.decode(row[0], StoredTerm) if row else None
        if term is None:
            return "a name that is gone"
        return f"the language {term.name}" if term.kind == LANGUAGE else term.text

    def _shown_name(self, line: str) -> str:
        """Return the text of a name, given as its kind and identity."""
        row = self._database.get("term_ids", *line.split(":", 1))
        return self._term(row[0]) if row else _name(line)


def _name(line: str) -> str:
    return line.partition(":")[2]


def _day(place: int) -> str:
    return date.fromordinal(place >> DAY_BITS).isoformat()
