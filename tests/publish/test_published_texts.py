"""The record of what an output is made of: changed by rows, and never taken for that of another."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.digest import digest
from newsgen.publish import published_texts
from newsgen.publish.published_texts import PublishedTexts
from newsgen.publish.staging import open_staging, stage_bytes
from newsgen.publish.transaction import OutputChanges, open_output, publish
from support.examples import tries

Texts = dict[str, str]
"""The content of each text by its path."""

End = Literal["", "before it is published", "before it is settled"]
"""Where a build is killed."""


class Record:
    """An output with a page, and the record of its texts."""

    def __init__(self, folder: Path) -> None:
        self.out, self.cache = folder / "out", folder / ".newsgen"
        self.texts: Texts = {}

    def save(self, texts: Texts, *, knows_changes: bool = True, end: End = "") -> None:
        both = {**self.texts, **texts}
        changed = {path: digest(texts[path]) if path in texts else None for path in both}
        with open_output(self.out, self.cache) as manifest, self._open() as record:
            said = record.save(
                manifest.texts,
                changed if knows_changes else None,
                lambda: [(path, digest(text)) for path, text in texts.items()],
                lambda path: texts[path].encode(),
            )
            if end == "before it is published":
                return
            page = stage_bytes(open_staging(self.out), "index.html", b"page", "key", None)
            publish(manifest, OutputChanges(staged=(page,) if page.staged else ()), said)
            self.texts = texts
            if not end:
                record.settle(said)

    def contents(self) -> Texts | None:
        """What stands for each text; None if nothing is known."""
        with open_output(self.out, self.cache) as manifest, self._open() as record:
            found = record.digests(manifest) or {}
            contents = {path: record.content(one) for path, one in found.items()}
            return {path: (text or b"lost").decode() for path, text in contents.items()} or None

    def change(self, query: str) -> None:
        """Have somebody change the record."""
        with closing(sqlite3.connect(self.cache / "published.sqlite3")) as database, database:
            database.execute(query)

    def rows(self) -> set[tuple[bytes, bytes]]:
        with closing(sqlite3.connect(self.cache / "published.sqlite3")) as database:
            return {*database.execute("SELECT key, value FROM published_outputs")}

    def _open(self) -> "closing[PublishedTexts]":
        return closing(PublishedTexts(self.cache, self.out, 100))


TEXTS = st.dictionaries(st.sampled_from("abc"), st.sampled_from("123"), min_size=1)
ENDS = st.sampled_from(("", "", "before it is published", "before it is settled"))


@tries(60, 1000)
@given(st.lists(st.tuples(TEXTS, st.booleans(), ENDS), min_size=1, max_size=5), TEXTS)
def test_whatever_was_saved_and_killed_the_record_has_what_was_published(
    steps: list[tuple[Texts, bool, End]], last: Texts
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(published_texts, "_PART", 2)
        record, clean = Record(Path(folder, "one")), Record(Path(folder, "two"))
        record.save({"a": "0"})
        for texts, knows_changes, end in steps:
            record.save(texts, knows_changes=knows_changes, end=end)
            assert record.contents() == record.texts
        record.save(last)
        clean.save(last)
        assert len(record.rows()) == len(clean.rows())
        assert record.contents() == clean.contents() == last


@pytest.fixture
def record(tmp_path: Path) -> Record:
    record = Record(tmp_path)
    record.save({"a": "1", "b": "2"})
    return record


def test_an_edit_changes_the_rows_of_its_texts(record: Record) -> None:
    before = record.rows()
    record.save({"a": "1", "b": "3"})
    assert len(before ^ record.rows()) == 4  # its own, and the sum of all, before and after


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM published_outputs WHERE CAST(key AS TEXT) LIKE '/%a'",
        "UPDATE published_outputs SET value = x'00' WHERE CAST(key AS TEXT) LIKE '/%a'",
        "DELETE FROM published_outputs",
        "DELETE FROM published_outputs WHERE CAST(key AS TEXT) LIKE '=%'",
    ],
)
def test_where_a_row_is_lost_nothing_is_known_until_all_are_saved(
    record: Record, query: str
) -> None:
    record.change(query)
    assert record.contents() is None
    record.save({"a": "1", "b": "3"})
    assert record.contents() == {"a": "1", "b": "3"}


def test_a_content_that_is_lost_is_stored_again(record: Record) -> None:
    record.change("DELETE FROM published_texts")
    assert record.contents() == {"a": "lost", "b": "lost"}
    record.save({"a": "1", "b": "2"})
    assert record.contents() == {"a": "1", "b": "2"}


def test_the_record_of_another_state_of_the_output_counts_for_nothing(record: Record) -> None:
    kept = (record.out / ".newsgen-manifest").read_bytes()
    record.save({"a": "1"})
    (record.out / ".newsgen-manifest").write_bytes(kept)
    assert record.contents() is None
