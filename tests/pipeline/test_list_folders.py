"""Folders are listed with the same result by one process and by several."""

from pathlib import Path

import pytest

from newsgen.pipeline.list_folders import list_files

FILES = (
    *(
        f"articles/{year}/{month:02}/{name}.md"
        for year in (2021, 2022)
        for month in (1, 2)
        for name in "ab"
    ),
    "articles/.hidden.md",
    "articles/2021.md",
    "articles/2022/01/a\tb.md",
    "pages/about.md",
    "static/root/.well-known/security.txt",
)


@pytest.mark.parametrize("serial_files", [0, 3])
def test_worker_processes_list_what_one_process_does(tmp_path: Path, serial_files: int) -> None:
    for path in FILES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    (tmp_path / "articles/2022/02/link.md").symlink_to("nowhere")
    (tmp_path / "templates").symlink_to("/", target_is_directory=True)
    tops = ("articles", "pages", "static", "templates", "authorities")
    alone = list_files(tmp_path, tops)
    shared = list_files(tmp_path, tops, workers=2, serial_files=serial_files)
    assert [*shared.folders.items()] == [*alone.folders.items()]
    assert shared.count() == 11
    assert {one.code for one in shared.problems} == {"N118", "N119"}
    assert "static/root/.well-known" in shared.folders
