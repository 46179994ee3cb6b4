"""Worker processes: their answers, their clocks, and how they end."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
import worker_tasks as tasks
from console import ROOT

from beyondthermal.numeric.pool import DEATHS, in_order, pool
from beyondthermal.numeric.workers import Ended, Worker

KILLED = "its process ended by itself (exit code -9)"


@pytest.fixture
def worker(request):
    """A worker for the function that the test names; it does not outlive the test."""
    found = Worker(request.param)
    yield found
    found.close()


uses = pytest.mark.parametrize


@uses("worker", [tasks.half], indirect=True)
def test_answers_and_errors_come_back(worker):
    assert worker.ask(4) == 2
    process = worker.process
    with pytest.raises(ValueError, match="3 is odd"):
        worker.ask(3)
    assert worker.ask(6) == 3
    assert worker.process is process


@uses("worker", [tasks.sleep], indirect=True)
def test_every_task_has_a_clock_of_its_own(worker):
    for _ in range(3):
        assert worker.ask(0.3, 0.6) == 0.3
    ended = worker.ask(60, 0.5)
    assert ended.reason == "its time of 0.5 s was up"
    assert 0.5 <= ended.seconds < 5
    assert worker.process is None
    assert worker.ask(0, 5) == 0


@uses("worker", [tasks.die_at_zero], indirect=True)
def test_a_process_that_dies_costs_its_task_and_is_started_again(worker):
    assert worker.ask(1) == 1
    assert worker.ask(0).reason == KILLED
    assert worker.ask(2) == 2
    worker.process.kill()
    worker.process.join()
    assert worker.ask(3) == 3


def test_what_comes_first_and_the_tasks_share_an_object():
    counter = tasks.Counter()
    worker = Worker(counter.add, first=counter.start)
    worker.start()
    assert [worker.ask(number) for number in (1, 2, 3)] == [101, 103, 106]
    worker.close()
    assert worker.ask(1) == 101
    worker.close()
    assert counter.count == 0
    wrong = tasks.Counter(-1)
    with pytest.raises(ValueError, match="negative"):
        Worker(wrong.add, first=wrong.start).start()


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS holds on Linux")
def test_memory_is_limited():
    worker = Worker(tasks.allocate, memory=2 << 30)
    assert worker.ask(1 << 20) == 1 << 20
    with pytest.raises(MemoryError):
        worker.ask(4 << 30)
    worker.close()


def test_a_pool_answers_everything_and_closes_its_workers():
    workers = [Worker(tasks.half) for _ in range(3)]
    answers = list(pool(workers, range(0, 40, 2)))
    assert sorted(answers) == list(enumerate(range(20)))
    assert list(in_order(answers)) == list(range(20))
    assert not any(worker.process for worker in workers)
    assert list(pool([Worker(tasks.half)], [])) == []


def test_neighbours_stay_together():
    answers = in_order(pool([Worker(tasks.pid) for _ in range(2)], range(20), together=5))
    found = list(answers)
    assert all(len(set(found[k : k + 5])) == 1 for k in range(0, 20, 5))


def test_a_killed_worker_costs_one_task_of_a_pool():
    given = [3, 0, 1, 2, 4]
    found = list(in_order(pool([Worker(tasks.die_at_zero) for _ in range(2)], given, together=3)))
    assert isinstance(found[1], Ended)
    assert found[1].reason == KILLED
    assert [found[k] for k in (0, 2, 3, 4)] == [3, 1, 2, 4]


def test_a_pool_keeps_every_clock():
    found = list(in_order(pool([Worker(tasks.sleep)], [0.1, 60, 0.2], seconds=lambda _: 1)))
    assert (found[0], found[2]) == (0.1, 0.2)
    assert found[1].reason == "its time of 1 s was up"


def test_a_task_is_done_again_if_asked_for(tmp_path):
    paths = [tmp_path / "a", tmp_path / "b"]
    answers = pool([Worker(tasks.die_once) for _ in range(2)], paths, again=True)
    assert list(in_order(answers)) == list(map(str, paths))
    with pytest.raises(ChildProcessError, match=f"died {DEATHS} times without a task done"):
        list(pool([Worker(tasks.die_at_zero)], [1, 0], again=True))


# However the parent ends.


def started(function: str, task: object) -> tuple[subprocess.Popen[str], list[psutil.Process]]:
    """A process with two workers, which have begun."""
    code = f"import worker_tasks as w; w.run(w.{function}, {task}, 4)"
    running = subprocess.Popen(
        [sys.executable, "-c", code], text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout.readline() == "begun\n"
    return running, workers_of(running, 2)


def workers_of(running: subprocess.Popen[str], count: int) -> list[psutil.Process]:
    """The workers of a process, as soon as there are so many."""
    for _ in range(1000):
        found = [p for p in psutil.Process(running.pid).children() if "spawn_main" in shown(p)]
        if len(found) >= count:
            return found
        time.sleep(0.01)
    raise AssertionError("no workers")


def shown(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@uses("later", [0, 1.5])
def test_ctrl_c_ends_everything_within_two_seconds(later):
    """While the workers start, and while they work."""
    running, workers = started("sleep", 60)
    time.sleep(later)
    began = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=10)
    assert time.monotonic() - began < 2
    assert said.count("Traceback") == said.count("KeyboardInterrupt") == 1
    assert not psutil.wait_procs(workers, timeout=1)[1]


@uses(("function", "task"), [("sleep", 60), ("hog", 10**8)])
@uses("number", [signal.SIGKILL, signal.SIGTERM])
def test_workers_die_with_their_parent(function, task, number):
    running, workers = started(function, task)
    time.sleep(1)
    running.send_signal(number)
    running.communicate(timeout=10)
    assert not psutil.wait_procs(workers, timeout=5)[1]


SCRIPT = """
from beyondthermal.numeric.workers import Worker
print(Worker(abs).ask(-3, 30))
"""


@pytest.mark.parametrize("given", ["file", "standard input"])
def test_a_script_needs_no_guard_and_no_file(given, tmp_path):
    path = tmp_path / "script.py"
    path.write_text(SCRIPT, encoding="utf-8")
    named = [path] if given == "file" else ["-"]
    text = None if given == "file" else SCRIPT
    done = subprocess.run(
        [sys.executable, *named], input=text, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("3\n", "")
