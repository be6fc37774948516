"""What is read of the folders that an editor names, and what is told of the rest."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from newsgen.importing.document import FileInput
from newsgen.importing.draft import Refusal
from newsgen.importing.find_documents import Sources, find_documents, find_sources


def folder(place: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    return place


def sources(place: Path, archive: Path | None = None) -> Sources:
    return find_sources([FileInput(str(place), "old")], str(archive or ""))


def names(found: Sources) -> list[str]:
    return [each.origin for each in found.files]


def refusals(found: Sources) -> list[str]:
    documents = find_documents(found, b"")
    return [f"{each.origin}: {each.message}" for each in documents if isinstance(each, Refusal)]


def test_files_about_a_site_are_passed_over_and_feeds_come_last(tmp_path: Path) -> None:
    files = ("a/index.html", "feed.xml", "robots.txt", "sitemap.xml", "z.html", "settings.yml")
    found = sources(folder(tmp_path, dict.fromkeys(files, "<p>Text.</p>")))
    assert names(found) == ["old/a/index.html", "old/z.html", "old/feed.xml"]
    assert found.notes == ("3 files are no texts, and were passed over",)


@pytest.mark.parametrize("files", [{}, {"a.jpg": "", "b.css": ""}])
def test_a_folder_without_texts_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    assert refusals(sources(folder(tmp_path, files))) == [
        "old: there is no text in the folder: name the one with texts"
    ]


def test_a_site_without_articles_is_refused(tmp_path: Path) -> None:
    files = {"hugo.toml": "title = 'A'\n", "content/_index.md": "---\ntitle: A\n---\n"}
    message = "it is a site of Hugo, and there is no article in it"
    found = refusals(sources(folder(tmp_path, files)))
    assert found == [f"old: {message}: name the folder that has its texts"]


def test_settings_of_another_generator_are_told(tmp_path: Path) -> None:
    post = "---\ntitle: A\n---\nText.\n"
    files = {"_config.yml": "title: A\n", "hugo.toml": "", "_posts/2022-09-13-a.md": post}
    found = sources(folder(tmp_path, files))
    assert [each.kind for each in found.sites] == ["jekyll"]
    assert found.notes == ("old has settings of Hugo, too; they are not read",)


def test_links_are_not_followed(tmp_path: Path) -> None:
    place = folder(tmp_path / "old", {"a.md": "Text."})
    folder(tmp_path / "elsewhere", {"secret.md": "Text."})
    for name, target in (("loop", "."), ("out", "../elsewhere"), ("b.md", "nowhere")):
        (place / name).symlink_to(target)
    found = sources(place)
    assert names(found) == ["old/a.md"]
    assert found.notes == ("3 links were not followed, such as old/b.md",)


@pytest.mark.skipif(os.name == "nt", reason="names are always text there")
def test_a_name_that_is_no_text_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    place = folder(tmp_path, {"a.md": "Text."})
    try:
        Path(os.fsdecode(os.fsencode(place) + b"/\xe9.md")).write_text("Text.")
    except OSError:
        pytest.skip("this system has no such names")
    found = sources(place)
    assert names(found) == ["old/a.md"]
    assert refusals(found) == ["old/\\udce9.md: its name is not UTF-8: rename it"]


def test_a_folder_that_cannot_be_opened_is_refused_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder(tmp_path, {"a.md": "Text.", "closed/b.md": "Text.", "z.md": "Text."})
    listed = os.listdir

    def refusing(path: str) -> list[str]:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "listdir", refusing)
    found = sources(place)
    assert names(found) == ["old/a.md", "old/z.md"]
    assert refusals(found) == ["old/closed: it cannot be opened: see who may read it"]


def test_of_archives_of_newsgen_the_articles_are_read_but_not_of_this_one(tmp_path: Path) -> None:
    for name in ("here", "there"):
        folder(
            tmp_path / name,
            {"newsgen.yml": "title: A\n", "articles/a.md": "Text.", "pages/about.md": "Text."},
        )
    here, there = tmp_path / "here", tmp_path / "there"
    folder(tmp_path, {"note.txt": "Text."})
    assert names(sources(there, here)) == ["old/articles/a.md"]
    assert refusals(sources(here, here)) == [
        "old: it is the archive itself: name the folder that its articles are to come from"
    ]
    assert "old/note.txt" in names(sources(tmp_path, here))
    assert not [name for name in names(sources(tmp_path, here)) if name.startswith("old/here/")]


def test_a_deep_folder_is_read(tmp_path: Path) -> None:
    place = tmp_path
    for _ in range(120):
        place /= "deep"
        place.mkdir()
    folder(place, {"a.md": "Text."})
    assert len(names(sources(tmp_path))) == 1
