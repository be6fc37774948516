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


def some_rows(file: Path | None, *, was_committed: bool = False) -> ArchiveDatabase:
    """A new archive in a transaction, with more rows than it holds in memory.

    was_committed: whether it had others before, so changes are written beside it.
    """
    database = ArchiveDatabase.open(file)
    database.begin()
    if was_committed:
        database.add("keys", ("earlier", b"SCO"), (1,))
        database.commit()
        database.begin()
        database.clear()
    for number in range(30_000):
        database.add("keys", ("ids", number.to_bytes(1000, "big")), (number,))
    return database


@pytest.mark.parametrize("was_committed", [False, True])
@pytest.mark.parametrize("name", ["cöpy #1?", ""])
def test_a_copy_has_the_rows_of_a_transaction_that_goes_on(
    tmp_path: Path, name: str, was_committed: bool
) -> None:
    first = some_rows(tmp_path / "archive.sqlite3", was_committed=was_committed)
    content = first.copy(tmp_path / name if name else None)
    copy = ArchiveDatabase.open_copy(content or tmp_path / name)
    assert copy.get("keys", "ids", (7).to_bytes(1000, "big")) == (7,)
    assert copy.get("keys", "earlier", b"SCO") is None
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


def test_a_copy_takes_the_place_of_what_was_left_there(tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(b"no database")
    first = some_rows(tmp_path / "archive.sqlite3")
    first.copy(tmp_path / "copy")
    copy = ArchiveDatabase.open_copy(tmp_path / "copy")
    assert list(copy.select("SELECT count(*) FROM keys")) == [(30_000,)]
    copy.close()
    first.close()


@pytest.mark.parametrize("was_committed", [False, True])
@pytest.mark.parametrize("end", ["killed", "torn", "rolled back"])
def test_a_transaction_that_was_copied_and_not_committed_leaves_nothing(
    tmp_path: Path, end: str, was_committed: bool
) -> None:
    file = tmp_path / "archive.sqlite3"
    first = some_rows(file, was_committed=was_committed)
    first.copy(tmp_path / "archive.sqlite3-copy")
    if end != "rolled back":
        file = tmp_path / "killed.sqlite3"
        for part in tmp_path.glob("archive.sqlite3*"):
            data = part.read_bytes()
            if end == "torn" and part.name == "archive.sqlite3":
                data = data[:100_000] + bytes(100_000) + data[200_000:]
            part.with_name(part.name.replace("archive", "killed")).write_bytes(data)
    first.close()
    again = ArchiveDatabase.open(file)
    assert (again.name, again.is_new) == (file.name, True)
    assert end == "rolled back" or not (tmp_path / "killed.sqlite3-copy").exists()
    again.begin()
    assert list(again.select("SELECT count(*) FROM keys")) == [(0,)]
    again.add("keys", ("ids", b"SCO"), (1,))
    again.commit()
    assert again.is_whole()
    again.close()


@pytest.mark.parametrize("was_committed", [False, True])
def test_nobody_opens_an_archive_between_its_copy_and_its_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was_committed: bool
) -> None:
    def opened() -> tuple[bool, bool]:
        """Whether another process would write into the file, and whether that has no rows."""
        other = ArchiveDatabase.open(tmp_path / "archive.sqlite3")
        found = bool(other.name), other.is_new
        other.close()
        return found

    monkeypatch.setattr(archive_file, "_PATIENCE", 0.0)
    seen: list[tuple[bool, bool]] = []
    copy_archive = archive_file.copy_archive

    def copied(database: sqlite3.Connection, file: Path | None) -> bytes:
        seen.append(opened())
        return copy_archive(database, file)

    monkeypatch.setattr(archive_file, "copy_archive", copied)
    first = some_rows(tmp_path / "archive.sqlite3", was_committed=was_committed)
    first.copy(tmp_path / "copy")
    seen.append(opened())
    assert seen == [(False, True)] * 2
    first.commit()
    assert opened() == (True, False)
    first.close()


def test_an_archive_that_cannot_be_copied_goes_on(tmp_path: Path) -> None:
    first = some_rows(tmp_path / "archive.sqlite3")
    with pytest.raises(sqlite3.OperationalError):
        first.copy(tmp_path / "missing" / "copy")
    first.add("keys", ("others", b"SCO"), (1,))
    first.commit()
    assert first.is_whole()
    first.close()
