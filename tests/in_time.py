"""An answer that comes in time, from a process of its own.

An exception from a timer leaves SymPy with facts half known and caches half filled, which later
tests would see; what is done in a child is gone with it.
"""

import multiprocessing
import signal
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection

__all__ = ["in_time"]

_FORK = multiprocessing.get_context("fork")
# Seconds on the wall, for a child that waits for something instead of working.
_ENDLESS = 300


def in_time(ask: Callable[[], str], seconds: float) -> str | None:
    """What is answered within this time of a processor; None if nothing is."""
    receiving, sending = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=_answer, args=(ask, seconds, sending))
    with warnings.catch_warnings():
        # Python and JAX warn of threads, which the child has no use for.
        warnings.simplefilter("ignore")
        child.start()
    sending.close()
    with receiving:
        try:
            assert receiving.poll(_ENDLESS), "neither an answer nor an end"
            return str(receiving.recv())
        except EOFError:
            child.join()
            assert child.exitcode == -signal.SIGPROF, f"ended with {child.exitcode}"
            return None
        finally:
            child.kill()
            child.join()


def _answer(ask: Callable[[], str], seconds: float, sending: Connection) -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    sending.send(ask())
