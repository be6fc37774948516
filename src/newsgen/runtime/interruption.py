"""Signals by which somebody ends newsgen: Ctrl+C, a request to end, a terminal that closes.

Each raises KeyboardInterrupt in the main thread, so that what is half done is undone. Steps that
must not be left half done hold them back.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = tuple(
    number
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if (number := getattr(signal, name, None)) is not None
)
"""Windows has no SIGHUP."""

_RAISE_AGAIN_SECONDS = 0.05

_TERMINAL_SIGNALS = tuple(number for number in _SIGNALS if number != signal.SIGTERM)
"""Those that a terminal sends to all processes, and by which no process ends another."""


class Interruption:
    """What ended newsgen.

    Attributes:
        number: Of the signal; 0 as long as there was none.
    """

    number = 0

    @property
    def is_ctrl_c(self) -> bool:
        """Whether somebody at a terminal ended it, as a preview always ends."""
        return self.number == signal.SIGINT

    @property
    def exit_code(self) -> int:
        """What shells take for a program that a signal ended."""
        return 128 + self.number


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Raise KeyboardInterrupt for each of the signals that the caller did not have ignored.

    Once one has come, others are ignored while newsgen tidies up; the third Ctrl+C ends it at once.
    An exception that a callback of the interpreter swallows, such as one of a weak reference, is
    raised again.
    """
    interruption = Interruption()
    repeated: list[int] = []

    def interrupt(number: int, _: FrameType | None) -> None:
        if not interruption.number:
            interruption.number = number
            raise KeyboardInterrupt
        repeated.append(number)
        if repeated.count(signal.SIGINT) > 1:
            os._exit(interruption.exit_code)

    def raise_again(unraisable: "sys.UnraisableHookArgs") -> None:
        if isinstance(unraisable.exc_value, KeyboardInterrupt) and interruption.number:
            number, interruption.number = interruption.number, 0
            # From another thread, because here it would be swallowed once more.
            threading.Timer(_RAISE_AGAIN_SECONDS, _signal_main_thread, (number,)).start()
        else:
            previous(unraisable)

    previous, sys.unraisablehook = sys.unraisablehook, raise_again
    heeded = (number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN)
    try:
        with _handlers(interrupt, heeded):
            yield interruption
    finally:
        sys.unraisablehook = previous


def _signal_main_thread(number: int) -> None:
    """Send a signal to the main thread, and wake it if it waits."""
    thread = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and thread is not None:
        signal.pthread_kill(thread, number)
    else:  # Windows
        signal.raise_signal(number)


@contextmanager
def hold_signals() -> Iterator[None]:
    """Hold the signals back until a step is done; processes it starts get none of a terminal."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    arrived: set[int] = set()
    try:
        with _handlers(lambda number, _: arrived.add(number), _SIGNALS), _blocked():
            yield
    finally:
        for number in sorted(arrived):
            signal.raise_signal(number)


def ignore_terminal() -> None:
    """Leave it to the process that started this one to heed what a terminal sends to both."""
    for number in _TERMINAL_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def describe_signal(number: int) -> str:
    """Return what a signal says, as "File size limit exceeded"."""
    return signal.strsignal(number) or f"signal {number}"


@contextmanager
def _handlers(
    handler: Callable[[int, FrameType | None], object], numbers: Iterable[int]
) -> Iterator[None]:
    previous = []
    try:
        for number in numbers:
            previous.append((number, signal.signal(number, handler)))
        yield
    finally:
        for number, earlier in previous:
            signal.signal(number, earlier or signal.SIG_DFL)


@contextmanager
def _blocked() -> Iterator[None]:
    """Block what a terminal sends, in this thread and for good in processes that it starts."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, _TERMINAL_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)
