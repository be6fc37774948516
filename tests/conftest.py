"""What all tests run with: fixed examples, one browser, one sample, the heaviest tests first.

Programs that are started here hear Ctrl-C, even where the tests themselves run in the background
and do not: what a process ignores, its children ignore.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from newsgen.pipeline.request import BuildResult
from support import examples
from support.memory_folder import write_to_memory
from support.processor_time import pytest_runtest_call, pytest_terminal_summary
from support.sample import BuiltSample, build_sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser

assert examples  # it registers the profiles
assert pytest_runtest_call  # hooks are found here
assert pytest_terminal_summary
settings.load_profile("fixed")
os.environ.pop("GITHUB_ACTIONS", None)  # where these tests run must not matter to what is printed

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

HEAVY = (
    "tests/wheel/",
    "tests/laws/",
    "tests/browser/",
    "tests/export/",
    "tests/formats/",
    "tests/corpus/",
    "tests/tools/",
    "tests/pipeline/",
    "tests/search/",
    "tests/cli/",
)
"""Folders whose tests start first, so that no worker is left with one of them at the end."""


SEED = 20220913
"""What the order of tests is drawn from, unless another seed was asked for."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Shuffle tests in the same way every time; `make test-long` gives another seed.

    Everything that asks for a temporary folder comes later, and gets one in memory.
    """
    write_to_memory()
    if getattr(config.option, "randomly_seed", None) == "default":
        config.option.randomly_seed = SEED


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put heavy folders first, and leave the order as it is otherwise."""
    items.sort(key=_weight)


def _weight(item: pytest.Item) -> int:
    ranks = [rank for rank, folder in enumerate(HEAVY) if item.nodeid.startswith(folder)]
    return ranks[0] if ranks else len(HEAVY)


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Files may be written late: that matters when the power goes, not when a process does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> BuiltSample:
    """The sample archive, built once for each address it is to have; tests only read it."""

    @cache
    def built(base_url: str | None = None) -> tuple[Path, BuildResult]:
        return build_sample(tmp_path_factory.mktemp("sample"), base_url)

    return built


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser, one for all tests of a worker; each test opens its own context in it."""
    from playwright.sync_api import sync_playwright

    from support import chromium
    from support.reader import ARGUMENTS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        yield browser
        browser.close()
