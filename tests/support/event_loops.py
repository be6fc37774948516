"""Event loops beside that of Playwright, which counts as running in the thread of browser tests."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def run_apart(function: Callable[[], T]) -> T:
    """Return what a function returns, or raise what it raises, in a thread without a loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(function).result()
