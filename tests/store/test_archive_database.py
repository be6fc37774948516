"""The file of an archive is written by one process, and no other takes it for a damaged one."""

import sqlite3
from pathlib import Path

import pytest

from newsgen.store import archive_file
from newsgen.store.archive_database import ArchiveDatabase


def test_a_file_that_another_process_writes_first_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_file, "_PATIENCE", 0.0)
    file = tmp_path / "archive.sqlite3"
    first = ArchiveDatabase.open(file)
    first.begin()
    for number in range(30_000):  # more than it holds in memory
        first.put("keys", "ids", number.to_bytes(1000, "big"), number)
    assert list(first.select("SELECT count(*) FROM keys")) == [(30_000,)]
    second = ArchiveDatabase.open(file)
    assert second.is_new
    assert not second.name  # it is in memory
    second.close()
    first.commit()
    first.close()
    with_rows = ArchiveDatabase.open(file)
    assert not with_rows.is_new
    assert with_rows.get("keys", "ids", (7).to_bytes(1000, "big")) == (7,)
    with_rows.close()


def test_a_first_build_that_was_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite3"
    first = ArchiveDatabase.open(file)
    first.begin()
    for number in range(30_000):
        first.put("keys", "ids", number.to_bytes(1000, "big"), number)
    list(first.select("SELECT count(*) FROM keys"))
    for part in tmp_path.iterdir():  # as the disk has it when the process ends here
        (tmp_path / f"killed-{part.name}").write_bytes(part.read_bytes())
    first.close()
    killed = ArchiveDatabase.open(tmp_path / "killed-archive.sqlite3")
    assert killed.name == "killed-archive.sqlite3"
    assert killed.is_new
    assert list(killed.select("SELECT count(*) FROM keys")) == [(0,)]
    killed.close()


def test_a_text_that_is_not_utf_8_is_a_damage_like_any_other(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite3"
    first = ArchiveDatabase.open(file)
    first.begin()
    first.put("keys", "ids of names", b"SCO", 1)
    first.commit()
    first.close()
    content = file.read_bytes()
    assert content.count(b"ids of names") == 1
    file.write_bytes(content.replace(b"ids of names", b"ids of name\xff"))
    again = ArchiveDatabase.open(file)
    assert again.is_new
    assert again.get("keys", "ids of names", b"SCO") is None
    again.close()


def some_rows(file: Path | None) -> ArchiveDatabase:
    """A new archive in a transaction, with more rows than it holds in memory."""
    database = ArchiveDatabase.open(file)
    database.begin()
    for number in range(30_000):
        database.add("keys", ("ids", number.to_bytes(1000, "big")), (number,))
    return database


@pytest.mark.parametrize("where", ["file", "memory"])
def test_a_copy_has_the_rows_of_a_transaction_that_goes_on(tmp_path: Path, where: str) -> None:
    first = some_rows(tmp_path / "archive.sqlite3")
    if where == "file":
        first.copy_to(tmp_path / "cöpy #1?")
        copy = ArchiveDatabase.open_copy(tmp_path / "cöpy #1?")
    else:
        copy = ArchiveDatabase.open_copy(first.serialize())
    assert copy.get("keys", "ids", (7).to_bytes(1000, "big")) == (7,)
    assert copy.get("keys", "ids", b"") is None
    assert list(copy.select("SELECT count(*) FROM keys")) == [(30_000,)]
    copy.close()
    first.add("keys", ("others", b"SCO"), (1,))
    first.commit()
    first.close()
    again = ArchiveDatabase.open(tmp_path / "archive.sqlite3")
    assert again.is_whole()
    assert not again.is_new
    assert list(again.select("SELECT count(*) FROM keys")) == [(30_001,)]
    again.close()


@pytest.mark.parametrize("end", ["killed", "rolled back"])
def test_a_transaction_that_was_copied_and_not_committed_leaves_nothing(
    tmp_path: Path, end: str
) -> None:
    file = tmp_path / "archive.sqlite3"
    first = some_rows(file)
    first.copy_to(tmp_path / "archive.sqlite3-copy")
    if end == "killed":
        file = tmp_path / "killed.sqlite3"
        for part in tmp_path.glob("archive.sqlite3*"):
            part.with_name(part.name.replace("archive", "killed")).write_bytes(part.read_bytes())
    first.close()
    again = ArchiveDatabase.open(file)
    assert (again.name, again.is_new) == (file.name, True)
    again.begin()
    assert list(again.select("SELECT count(*) FROM keys")) == [(0,)]
    again.add("keys", ("ids", b"SCO"), (1,))
    again.commit()
    assert again.is_whole()
    again.close()


def test_an_archive_that_was_to_be_made_anew_and_was_not_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite3"
    first = some_rows(file)
    first.commit()
    first.begin()
    first.clear()
    first.add("keys", ("others", b"SCO"), (1,))
    first.copy_to(tmp_path / "copy")
    first.close()
    again = ArchiveDatabase.open(file)
    again.begin()
    assert again.is_new
    assert list(again.select("SELECT count(*) FROM keys")) == [(0,)]
    again.close()


def test_another_process_leaves_a_copied_archive_to_the_one_that_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_file, "_PATIENCE", 0.0)
    first = some_rows(tmp_path / "archive.sqlite3")
    first.copy_to(tmp_path / "copy")
    other = ArchiveDatabase.open(tmp_path / "archive.sqlite3")
    with pytest.raises(sqlite3.OperationalError):
        other.begin()
    other.close()
    first.commit()
    first.close()
    again = ArchiveDatabase.open(tmp_path / "archive.sqlite3")
    assert list(again.select("SELECT count(*) FROM keys")) == [(30_000,)]
    again.close()
