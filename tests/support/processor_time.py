"""How much processor time tests take: a plugin that says which take too much, and fails the worst.

Not how long they take, which depends on what else a machine has to do.
"""

import os
from collections.abc import Generator

import pytest

LIMIT = 8.0
"""Seconds, those of ended child processes included, that a test may take without the mark `long`.

One that takes more is told at the end of the run. One that takes twice as much fails: other work
makes a processor slower, but not by so much. `make test-long` tries many times as many examples.
"""

_PROPERTY = "processor_seconds"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    before = _processor_seconds()
    result = yield
    taken = _processor_seconds() - before
    tries_many = item.config.getoption("hypothesis_profile", None) == "random"
    if not (tries_many or item.get_closest_marker("long")):
        item.user_properties.append((_PROPERTY, taken))
        if taken > 2 * LIMIT:
            pytest.fail(f"took {taken:.1f} s of processor time; make it cheaper or mark it long")
    return result


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports("passed"):
        taken = dict(report.user_properties).get(_PROPERTY, 0)
        if report.when == "call" and isinstance(taken, float) and taken > LIMIT:
            terminalreporter.write_line(
                f"{taken:.1f} s of processor time, over {LIMIT:g}: {report.nodeid}", yellow=True
            )


def _processor_seconds() -> float:
    return sum(os.times()[:4])
