"""An output folder as tests speak of it: build a tree into it, look at it, stop it half-way."""

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from newsgen.model.address_rules import RESERVED_PREFIX
from newsgen.model.digest import digest
from newsgen.publish import output_tree
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_manifest import published_entries
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import open_staging, stage_bytes
from newsgen.publish.transaction import (
    ForeignFiles,
    PublishResult,
    changes_between,
    open_output,
    publish,
)
from newsgen.runtime import fs
from newsgen.runtime.stamp import NO_STAMP, stamp_size

CHANGES = ("write", "append", "replace", "unlink", "rmdir", "mkdir", "commit")
"""The functions through which everything that changes the disk goes."""


class Output:
    """A site's output folder `out` and its `.newsgen/`, built from {path: text}."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "public"
        self.record = folder / ".newsgen"

    def build(self, pages: Mapping[str, str]) -> PublishResult | ForeignFiles:
        """What a build does: skip pages whose key is known, stage the others, publish."""
        with open_output(self.out, self.record) as manifest:
            manifest.check()
            old = {entry.path: entry for entry, _ in manifest.all()}
            open_staging(self.out)
            entries = [self._page(old.get(path), path, text) for path, text in pages.items()]
            return publish(manifest, changes_between(old, entries))

    def _page(self, known: ManifestEntry | None, path: str, text: str) -> ManifestEntry:
        key, tree = key_of(path, text), OutputTree(self.out)
        left = NO_STAMP if tree.obstacle(path) else tree.stamp(path)
        if known and known.key == key and left != NO_STAMP and stamp_size(left) == known.size:
            return known
        return stage_bytes(tree, path, text.encode(), key, known.hash if known else None)

    def add_foreign_files(self, files: Mapping[str, str]) -> None:
        """Files of someone else; a path that ends in a slash is an empty folder."""
        for path, text in files.items():
            target = self.out / path
            if path.endswith("/"):
                target.mkdir(parents=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")

    def visible_files(self) -> dict[str, str]:
        """Everything a visitor of the folder finds, without newsgen's own names."""
        return {
            path: text
            for path, text in contents(self.out).items()
            if not path.startswith(RESERVED_PREFIX)
        }

    @property
    def manifest(self) -> Path:
        return self.out / output_tree.MANIFEST

    @property
    def own_names(self) -> list[str]:
        """Which of newsgen's reserved names exist in the output."""
        return sorted(name for name in os.listdir(self.out) if name.startswith(RESERVED_PREFIX))


def contents(folder: Path) -> dict[str, str]:
    """A folder as {path: content}; links as `-> target`, folders as `path/`."""
    found: dict[str, str] = {}
    for top, folders, files in os.walk(folder):
        for name in folders + files:
            place = Path(top, name)
            path = place.relative_to(folder).as_posix()
            if place.is_symlink():
                found[path] = f"-> {os.readlink(place)}"
            elif place.is_dir():
                found[f"{path}/"] = ""
            else:
                found[path] = place.read_bytes().decode("utf-8", "surrogateescape")
    return found


def with_folders(files: Mapping[str, str]) -> dict[str, str]:
    """Return these files with the folders they stand in, as `Output.visible_files` has them."""
    folders = {
        f"{folder}/": ""
        for folder in output_tree.parent_folders(path.rstrip("/") for path in files)
    }
    return folders | dict(files)


def manifest_of(pages: Mapping[str, str]) -> dict[str, ManifestEntry]:
    """What the manifest holds after a build of these pages, whatever came before it."""
    return {path: entry_of(path, text) for path, text in pages.items()}


def entry_of(path: str, text: str) -> ManifestEntry:
    data = text.encode()
    return ManifestEntry(path, key_of(path, text), digest(data), len(data))


def key_of(path: str, text: str) -> str:
    return digest("page", path, text)


class ProcessEnd(BaseException):
    """Stands for the end of the process: nothing changes on the disk after it."""


@contextmanager
def step_at_changes(
    step: Callable[[int, str, tuple[Any, ...], Callable[..., None]], None],
) -> Iterator[None]:
    """Call, before every change of the disk, `step(number, name, arguments, function)`."""
    number = 0

    def wrap(name: str, function: Callable[..., None]) -> Callable[..., None]:
        def change(*arguments: Any, **options: Any) -> None:
            nonlocal number
            number += 1
            step(number, name, arguments, function)
            function(*arguments, **options)

        return change

    with pytest.MonkeyPatch.context() as patch:
        for name in CHANGES:
            patch.setattr(fs, name, wrap(name, getattr(fs, name)))
        yield


def die() -> None:
    """End a test that has not died for real."""
    raise ProcessEnd


@contextmanager
def kill_at_change(
    last: int, *, half: bool = False, end: Callable[[], None] = die
) -> Iterator[None]:
    """Kill at the change with this number: before it, or half-way through if it is a write.

    Raises `ProcessEnd` if it comes to that, unless `end` is more thorough. As after a real kill, no
    clean-up reaches the disk.
    """

    def step(
        number: int, name: str, arguments: tuple[Any, ...], function: Callable[..., None]
    ) -> None:
        if number == last and half and name in ("write", "append"):
            path, data = arguments
            function(path, data[: len(data) // 2])
        if number >= last:
            end()

    with step_at_changes(step):
        yield


@contextmanager
def fail_changes(code: int, names: tuple[str, ...], changes_before: int) -> Iterator[None]:
    """From some point on, every change of these kinds fails with this error (`errno.ENOSPC` …)."""
    done = 0

    def step(
        number: int, name: str, arguments: tuple[Any, ...], function: Callable[..., None]
    ) -> None:
        nonlocal done
        if name in names:
            done += 1
            if done > changes_before:
                if name in ("write", "append") and code == errno.ENOSPC:
                    function(arguments[0], arguments[1][: len(arguments[1]) // 2])
                raise OSError(code, os.strerror(code), str(arguments[0]))

    with step_at_changes(step):
        yield


def build_and_kill(output: Output, pages: Mapping[str, str], last: int, half: bool = False) -> bool:
    """Build, kill at a change of the disk, and return whether it came to that."""
    try:
        with kill_at_change(last, half=half):
            output.build(pages)
    except ProcessEnd:
        return True
    return False


def assert_exactly(output: Output, pages: Mapping[str, str], others: Mapping[str, str]) -> None:
    """The output is what a clean build into a folder with these foreign files would be."""
    assert output.visible_files() == with_folders({**pages, **others})
    assert output.own_names == [".newsgen-manifest"]
    assert published_entries(output.out) == manifest_of(pages)
    assert output.build(pages) == PublishResult((), len(pages), ())
