"""What the workers of the tests do: a process imports it from here."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from beyondthermal.numeric.pool import pool
from beyondthermal.numeric.workers import Worker

__all__ = [
    "Counter",
    "allocate",
    "die_at_zero",
    "die_once",
    "half",
    "hog",
    "pid",
    "run",
    "sleep",
]


def half(number):
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number // 2


def pid(_):
    return os.getpid()


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def hog(exponent):
    """A calculation in C that lets no other thread run."""
    return (3**exponent) % 7


def die_at_zero(number):
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(path):
    """Die, unless somebody did before."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.fspath(path)


def allocate(count):
    return len(bytes(count))


@dataclass
class Counter:
    """Something that a process keeps between its tasks."""

    count: int = 0

    def start(self):
        if self.count < 0:
            raise ValueError("negative")
        self.count += 100

    def add(self, number):
        self.count += number
        return self.count


def run(function, task, count):
    """A process of its own, that its test ends: two workers with so many tasks."""
    print("begun", flush=True)
    for _ in pool([Worker(function), Worker(function)], [task] * count):
        print("one", flush=True)
