"""Limits of hosts: told before they are met, with what would spare files."""

from pathlib import Path

import pytest

from newsgen.model.host_limits import HOSTS
from newsgen.pipeline.host_budget import host_problems
from newsgen.publish.manifest import ManifestEntry
from support.sites import Site


def entries(count: int, size: int = 10, folder: str = "2022") -> list[ManifestEntry]:
    return [ManifestEntry(f"{folder}/{number}.html", "", "", size) for number in range(count)]


def limit_lines(host: str, files: list[ManifestEntry]) -> list[str]:
    return [f"{each.message}; {each.hint}" for each in host_problems(host, files)]


@pytest.mark.parametrize("host", HOSTS)
def test_a_small_archive_is_near_no_limit(host: str) -> None:
    assert limit_lines(host, entries(1000)) == []


def test_files_are_counted() -> None:
    assert limit_lines("cloudflare-pages", entries(17_999)) == []
    pairs = entries(2500, folder="people/xi-jinping/with/people")
    index = entries(1500, folder="search/index")
    data = [ManifestEntry(f"2022/09/13/{n}/index.json", "", "", 10) for n in range(900)]
    [line] = limit_lines("cloudflare-pages", [*entries(14_000), *pairs, *index, *data])
    assert line == (
        "host: the archive has 18,900 files; Cloudflare Pages takes 20,000; what would spare some: "
        "a higher listings.pairs (2,500 files), search: false (1,500 files), "
        "ninjs: false (900 files)"
    )


def test_folders_count_where_a_host_counts_them() -> None:
    files = [ManifestEntry(f"2022/{n}/index.html", "", "", 10) for n in range(100_000)]
    [line] = limit_lines("gitlab-pages", files)
    assert line.startswith("host: the archive has 200,001 files and folders; GitLab Pages takes")


def test_one_folder_may_hold_too_many() -> None:
    assert limit_lines("netlify", [*entries(40_000), *entries(40_000, folder="2023")]) == []
    [line] = limit_lines("netlify", entries(54_001, folder="feeds/tags"))
    assert line.startswith("host: the folder feeds/tags has 54,001 files; Netlify takes 54,000")


def test_bytes_are_counted() -> None:
    search = entries(1, size=100_000_000, folder="search/index")
    [line] = limit_lines("github-pages", [*entries(100, size=9_000_000), *search])
    assert line == (
        "host: the archive has 1,000,000,000 bytes; GitHub Pages takes 1,000,000,000; "
        "what would spare some: search: false (100,000,000 bytes)"
    )


def test_a_file_that_is_too_large_is_named() -> None:
    film = ManifestEntry("2022/09/13/a/film.mp4", "", "", 30_000_000)
    [line] = limit_lines("cloudflare-pages", [*entries(10), film])
    assert line == (
        "host: 2022/09/13/a/film.mp4 has 30,000,000 bytes; Cloudflare Pages takes 26,214,400; "
        "take it out, or publish elsewhere"
    )


def test_a_path_may_hold_any_signs() -> None:
    file = ManifestEntry("static/{a} 5 bytes {}.zip", "", "", 30_000_000)
    [line] = limit_lines("cloudflare-pages", [file])
    assert line.startswith("host: static/{a} 5 bytes {}.zip has 30,000,000 bytes; Cloudflare")
    [line] = limit_lines("netlify", entries(54_001, folder="{n} bytes"))
    assert line.startswith("host: the folder {n} bytes has 54,001 files; Netlify takes 54,000")


def test_it_is_told_by_every_build_until_it_is_silenced(tmp_path: Path) -> None:
    config = "title: The Test File\nsearch: false\nhost: cloudflare-pages\n"
    site = Site(tmp_path, config)
    site.write("articles/film.mp4", b" " * 26_300_000)
    site.article("a", "[A film](film.mp4)")
    for _ in range(2):
        site.build().ok().assert_warning("N605")
    assert site.exists("/2022/09/13/a/film.mp4")
    site.write("newsgen.yml", f"{config}problems: {{N605: off}}\n").build().ok()
    assert not site.outcome.problems


def test_without_a_host_nothing_is_told(tmp_path: Path) -> None:
    site = Site(tmp_path).write("articles/film.mp4", b" " * 26_300_000)
    site.article("a", "[A film](film.mp4)").build().ok()
    assert not site.outcome.problems
