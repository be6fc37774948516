"""The file of an archive is written by one process, and no other takes it for a damaged one."""

from pathlib import Path

import pytest

from newsgen.store import archive_database
from newsgen.store.archive_database import ArchiveDatabase


def test_a_file_that_another_process_writes_first_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_database, "_PATIENCE", 0.0)
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
