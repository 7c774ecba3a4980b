"""Processes that work for a run: how they begin, and how they end with it."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait


def begin() -> None:
    """Make a process leave interrupts to the one that began it, and end when that one is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def stop(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool at once, whatever they are doing."""
    for child in multiprocessing.active_children():
        child.terminate()
    # Waited for, since the interpreter's own end would else meet the pool's thread in the midst of ending.
    pool.shutdown(wait=True, cancel_futures=True)
