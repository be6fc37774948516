"""A list of entries gives what was put into it, in the memory of a few."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.digest import digest
from newsgen.publish import entry_list
from newsgen.publish.entry_list import EntryList, JournalList, StampedList
from newsgen.publish.manifest import JournalRow, ManifestEntry, StampedEntry

PATHS = st.text(st.characters(codec="utf-8") | st.just("\udcff"), min_size=1)
ENTRIES = st.builds(
    ManifestEntry, PATHS, st.none() | PATHS, PATHS, st.integers(0, 1 << 50), st.booleans()
)


@given(st.lists(ENTRIES, max_size=9), st.lists(ENTRIES, max_size=9))
def test_a_list_gives_the_entries_that_were_put_into_it(
    first: list[ManifestEntry], later: list[ManifestEntry]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry_list, "_BLOCK_SIZE", 3)
        entries = EntryList(first)
        longer = EntryList(entries)
        for entry in later:
            longer.add(entry)
        assert ([*entries], len(entries)) == (first, len(first))
        assert ([*longer], len(longer)) == ([*first, *later], len(first) + len(later))
        assert all(entry in longer for entry in later)


STAMPED = st.tuples(ENTRIES, st.binary())
JOURNAL_ROWS = st.tuples(st.sampled_from("+~-"), ENTRIES)


@given(st.lists(STAMPED, max_size=9), st.lists(JOURNAL_ROWS, max_size=9))
def test_lists_of_stamped_entries_and_of_changes_give_what_was_put_into_them(
    stamped: list[StampedEntry], rows: list[JournalRow]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry_list, "_BLOCK_SIZE", 3)
        assert [*StampedList(stamped)] == stamped
        assert [*JournalList(rows)] == rows


def test_entries_of_many_pages_take_little_memory() -> None:
    def entries(start: int) -> list[ManifestEntry]:
        return [
            ManifestEntry(f"2024/07/{n}/title/index.html", digest(f"{n}"), digest(f"{n} "), n, True)
            for n in range(start, start + 1000)
        ]

    many = EntryList(entries(0))
    tracemalloc.start()
    for start in range(1000, 9000, 1000):
        for entry in entries(start):
            many.add(entry)
        del entry
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used < 8000 * 120
