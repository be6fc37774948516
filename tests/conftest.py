"""How random tests run: quick by default, thorough by `--hypothesis-profile=thorough`.

No deadlines, because a slow machine is no mistake of the program's; on CI the same examples every
time, because a red build must be one that can be made red again.

Programs that are started here hear Ctrl-C, even where the tests themselves run in the background
and do not: what a process ignores, its children ignore.
"""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from support import chromium
from support.reader import ARGUMENTS

settings.register_profile("quick", deadline=None, max_examples=60, derandomize="CI" in os.environ)
settings.register_profile("thorough", deadline=None, max_examples=3000)
settings.load_profile("quick")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        yield browser
        browser.close()
