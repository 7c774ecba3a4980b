"""Putting off an interrupt until what must not be broken off is done."""

import contextlib
import signal
import threading
from collections.abc import Iterator

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let no interrupt break off what is done within; one that came meanwhile takes effect at the end.

    Processes that begin within are not interrupted either: that is the business of the one that began them.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    old = {each: signal.signal(each, lambda number, _: came.append(number)) for each in _SIGNALS}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,)) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for each, handler in old.items():
            signal.signal(each, handler)
        for number in came[:1]:
            signal.raise_signal(number)
