"""A watch over reading: what takes too long, or says too little, fails the test instead of holding it up."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from raciapp.base.errors import UserError
from raciapp.base.words import Language

BUSY = 2.0
"""Seconds of the processor that one input of up to 1 MB may take. The clock on the wall also counts the neighbours."""
STUCK = 30.0
"""Seconds on the clock after which reading hangs, busy or not."""
LONGEST_SENTENCE = 600


class _TooLongError(BaseException):
    """Passes through every `except Exception` on its way out."""


@contextmanager
def within(busy: float = BUSY, stuck: float = STUCK) -> Iterator[None]:
    """Fail what takes longer than `busy` seconds of the processor or `stuck` seconds on the clock."""
    if sys.platform == "win32":  # no timers there: what hangs is ended from outside
        begun = time.process_time()
        yield
        assert time.process_time() - begun < busy
        return

    def too_long(number: int, frame: FrameType | None) -> None:
        raise _TooLongError

    before = [signal.signal(number, too_long) for number in (signal.SIGPROF, signal.SIGALRM)]
    try:
        signal.setitimer(signal.ITIMER_PROF, busy)
        signal.setitimer(signal.ITIMER_REAL, stuck)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _TooLongError as error:
        raise AssertionError(f"took more than {busy} seconds of the processor, or {stuck} on the clock") from error
    finally:
        for number, handler in zip((signal.SIGPROF, signal.SIGALRM), before, strict=True):
            signal.signal(number, handler)


def assert_sentence(error: UserError, file: str) -> None:
    """Check that an error is one line in each language, neither endless nor unprintable, which names the file."""
    for language in Language:
        text = error.text(language)
        assert file in text, text
        assert text.replace("\u00a0", " ").replace("\u202f", " ").isprintable(), repr(text)
        assert len(text) < LONGEST_SENTENCE, text
