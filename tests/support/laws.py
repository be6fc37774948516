"""What the laws of a build are tried with: on which site, and compared with what."""

import gzip
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from newsgen.publish.output_manifest import published_entries
from newsgen.publish.output_tree import MANIFEST
from newsgen.runtime import clock
from newsgen.store.cache import CACHE_FILE
from support.output import contents
from support.random_sites import Files
from support.sites import FEW_NAMES, INDEX, Site


def write_files(files: Files, folder: Path) -> Site:
    """A random archive on disk, in which few names are many."""
    site = Site(folder)
    site.tuning = FEW_NAMES
    for path, text in files.items():
        site.write(path, text)
    return site


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file was last written, and which file it is."""
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.startswith(CACHE_FILE)  # what it remembers is its own affair
    }


def assert_as_clean(site: Site, **options: Any) -> None:
    """The last build came to what a build with nothing remembered comes to, byte for byte.

    But for files that somebody changed in the output and that have no page any more: they stay, and
    are told (N604). They are deleted here, for only the build that leaves them tells them.
    """
    with TemporaryDirectory() as folder:
        twin = build_clean_copy(site, Path(folder), **options)
        assert comparable_outcome(site) == comparable_outcome(twin)
        if twin.outcome.status == "ok":
            delete_told_files(site)
            assert pages(site) == pages(twin)
            assert search_texts(site) == search_texts(twin)


def pages(site: Site) -> dict[str, str]:
    """What was published, but for search indexes, and what the manifest says of all else."""
    own = (f"{INDEX.as_posix()}/", ".newsgen")
    found = {path: data for path, data in contents(site.out).items() if not path.startswith(own)}
    entries = published_entries(site.out).values()
    said = [str(entry) for entry in entries if not entry.path.startswith(own)]
    return found | ({MANIFEST: "\n".join(said)} if said else {})


def delete_told_files(site: Site) -> None:
    """Delete the files that stay because somebody changed them, as the build has told (N604)."""
    for each in site.outcome.problems:
        if each.code == "N604":
            file = Path(each.location.path)
            file.unlink()
            for folder in file.parents:
                if folder == site.out or any(folder.iterdir()):
                    break
                folder.rmdir()


def search_texts(site: Site) -> dict[str, list[str]]:
    """What a search can find, by language, wherever it is: text, moment and names of an article.

    An article that has changed may be in the index of its shard or in the recent one.
    """
    found: dict[str, list[str]] = {}
    recent = site.out / INDEX / "recent.json"
    changes = json.loads(recent.read_bytes()) if recent.exists() else {}
    for file in (site.out / INDEX).glob("*/*/names.json"):
        language = file.parents[1].name
        own = json.loads(file.read_bytes())
        for name, *facts, numbers in own["articles"]:
            if name in changes.get(language, (0, ()))[1]:
                continue
            fragment = (file.parent / "fragment" / f"{name}.pf_fragment").read_bytes()
            names = {kind: [own["names"][kind][at] for at in ats] for kind, ats in numbers.items()}
            texts = (gzip.decompress(fragment).decode(), facts, names)
            found.setdefault(language, []).append(json.dumps(texts))
    return {language: sorted(texts) for language, texts in found.items()}


def build_clean_copy(site: Site, folder: Path, **options: Any) -> Site:
    """A copy of the site without what newsgen remembers, built into a new folder."""
    twin = Site(folder)
    twin.tuning = site.tuning
    forgotten = shutil.ignore_patterns(".newsgen")
    shutil.copytree(site.folder, twin.folder, symlinks=True, ignore=forgotten, dirs_exist_ok=True)
    return twin.build(**options)


def comparable_outcome(site: Site) -> dict[str, Any]:
    """What an outcome says of the site, and neither of the build nor of the output (N604).

    The files of search indexes do not count: a recent index is what a clean build has none of.
    """
    names = ("status", "message", "article_count", "omissions")
    problems = tuple(each for each in site.outcome.problems if each.code != "N604")
    owned = published_entries(site.out) if site.outcome.status == "ok" else {}
    file_count = site.outcome.file_count - sum(path.startswith(f"{INDEX}/") for path in owned)
    facts = {name: getattr(site.outcome, name) for name in names}
    return {"problems": problems, "file_count": file_count} | facts


@contextmanager
def conditions(*, trusted_stamps: bool = False) -> Iterator[None]:
    """Conditions that are otherwise rare.

    trusted_stamps: every file was left alone for a while before it was listed.
    """
    with pytest.MonkeyPatch.context() as patch:
        if trusted_stamps:
            patch.setattr(clock, "now_ns", lambda: time.time_ns() + 10**11)
        yield
