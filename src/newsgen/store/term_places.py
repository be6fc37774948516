"""Where the articles stand that declare or mention a name."""

from collections.abc import Iterator

from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_lists import ABOUT, MENTIONS, WITHDRAWN, list_number


def places_with_name(database: ArchiveDatabase, number: int) -> Iterator[int]:
    """Yield the places of all articles that declare or mention the name with a number.

    A mention is in no list if another version of the story is about the name: so all versions of
    the articles about it come too, whether they have it or not.
    """
    for role in (ABOUT, MENTIONS, WITHDRAWN):
        query = "SELECT place FROM entries WHERE list = ?"
        places = [row[0] for row in database.select(query, list_number(number, role))]
        yield from places
        if role == ABOUT:
            for place in places:
                yield from _places_of_versions(database, place)


def _places_of_versions(database: ArchiveDatabase, place: int) -> Iterator[int]:
    row = database.get("articles", place)
    versions = database.get("keys", "versions", row[0].encode()) if row else None
    for path in codec.decode(versions[0], tuple[str, ...]) if versions else ():
        if found := database.get("places", path):
            yield found[0]
