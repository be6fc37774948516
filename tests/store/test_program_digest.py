"""What newsgen runs with is part of every key, and is found out without loading anything large."""

from importlib.metadata import version

import pytest

from newsgen.store import program_digest
from newsgen.store.program_digest import LIBRARIES, library_versions


def test_versions_are_those_that_the_metadata_say() -> None:
    assert library_versions(LIBRARIES) == {name: version(name) for name in LIBRARIES}


def test_a_library_whose_folder_does_not_say_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_digest.sys, "path", ["", "/nowhere"])
    monkeypatch.setattr(program_digest, "_read_version", lambda name: f"{name} told")
    assert library_versions(["jinja2"]) == {"jinja2": "jinja2 told"}
