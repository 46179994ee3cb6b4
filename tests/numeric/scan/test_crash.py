"""Scans that are killed, whose workers are killed, that are stopped or run out of disk."""

import os
import random
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import psutil
import pytest
from console import COMMAND
from distributed import Client, LocalCluster
from small_scan import FIXED, GRID, contents

from beyondthermal.numeric import workers
from beyondthermal.numeric.scan import plan as scan_plan
from beyondthermal.numeric.scan import scan
from beyondthermal.numeric.scan import store as scan_store
from beyondthermal.numeric.scan.runners import in_processes, on_dask

# 20 chunks: seconds seconds of work on no machine, but long enough to be killed within.
SCAN = (
    COMMAND, "scan", "--grid", "kappa=0.1:10:400:log", "--grid", "p=1e-4:1e-1:400:log",
    "--fix", "gamma=1e-3", "--quantity", "concurrence,populations",
)  # fmt: skip
CHUNKS = 20


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The bytes of a scan that nothing happens to."""
    folder = tmp_path_factory.mktemp("whole")
    subprocess.run(SCAN, cwd=folder, check=True, capture_output=True)
    return contents(folder / "scan.zarr")


def started(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*SCAN, *options], cwd=folder, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def chunks_done(folder: Path) -> int:
    return len(list((folder / "scan.zarr").glob("p_E/c/*/0")))


def wait_for_chunks(running: subprocess.Popen[str], folder: Path, wanted: int) -> None:
    while running.poll() is None and chunks_done(folder) < wanted:
        time.sleep(0.002)


def test_killed_again_and_again_it_gives_the_same_bytes(whole, tmp_path):
    moment, kills = random.Random(1), 0
    while (done := chunks_done(tmp_path)) < CHUNKS - 5:
        running = started(tmp_path)
        wait_for_chunks(running, tmp_path, done + 4)
        time.sleep(moment.uniform(0, 0.05))
        running.kill()
        _, said = running.communicate()
        assert not done or f"resuming: {done} of {CHUNKS} chunks are there" in said
        kills += running.returncode == -signal.SIGKILL
    started(tmp_path).communicate()
    assert kills >= 3
    assert contents(tmp_path / "scan.zarr") == whole


class Killed(BaseException):
    """What no code of ours catches."""


@pytest.mark.parametrize("name", ["open", "fsync", "replace"])
def test_it_may_be_killed_at_any_step_of_any_file(name, monkeypatch, tmp_path):
    """Before a file is opened, with half of it written, before it gets its name."""
    monkeypatch.setattr(scan_plan, "CHUNK_POINTS", 16)
    scan(GRID, FIXED, tmp_path / "whole.zarr")
    expected = contents(tmp_path / "whole.zarr")
    owner = os if name == "fsync" else Path
    step = getattr(owner, name)
    for moment in range(100):
        calls = iter(range(moment, -1, -1))

        def stepping(*arguments, calls=calls, **options):
            if next(calls, None) == 0:
                if name == "fsync":
                    os.ftruncate(*arguments, os.fstat(*arguments).st_size // 2)
                raise Killed
            return step(*arguments, **options)

        folder = tmp_path / f"{moment}.zarr"
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, stepping)
            try:
                scan(GRID, FIXED, folder)
            except Killed:
                pass
            else:
                break
        scan(GRID, FIXED, folder)
        assert contents(folder) == expected
    assert moment >= len(expected)


def test_several_processes_give_the_same_bytes(whole, tmp_path):
    running = started(tmp_path, "--processes", "2")
    _, said = running.communicate()
    assert running.returncode == 0, said
    assert contents(tmp_path / "scan.zarr") == whole


def test_a_dead_process_is_replaced(whole, tmp_path):
    killed = []

    def kill(done: int, total: int) -> None:
        if done >= 5 * (len(killed) + 1) and len(killed) < 3:
            (first, *_) = active_children()
            first.kill()
            killed.append(first)

    axes = {"kappa": np.geomspace(0.1, 10, 400), "p": np.geomspace(1e-4, 1e-1, 400)}
    scan(
        axes, FIXED, tmp_path / "scan.zarr", quantities=["concurrence", "populations"],
        run=in_processes(2), progress=kill,
    )  # fmt: skip
    assert [process.exitcode for process in killed] == [-signal.SIGKILL] * 3
    assert contents(tmp_path / "scan.zarr") == whole


def test_workers_end_with_a_scan_that_is_killed(tmp_path):
    running = started(tmp_path, "--processes", "2")
    wait_for_chunks(running, tmp_path, 2)
    workers = psutil.Process(running.pid).children(recursive=True)
    assert len(workers) >= 2
    running.kill()
    running.communicate()
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert not alive


def die_with_half_an_answer(connection: Connection, *_: object) -> None:
    os.write(connection.fileno(), (1000).to_bytes(4) + b"half")
    os._exit(1)


def test_workers_that_die_again_and_again_are_given_up(monkeypatch, tmp_path):
    monkeypatch.setattr(workers, "_serve", die_with_half_an_answer)
    with pytest.raises(ChildProcessError, match="3 times without a task"):
        scan(GRID, FIXED, tmp_path / "scan.zarr", run=in_processes(2))


def test_on_dask_a_dead_worker_costs_nothing(whole, tmp_path):
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            before = client.run(os.getpid)
        running = started(tmp_path, "--dask", cluster.scheduler_address)
        wait_for_chunks(running, tmp_path, 5)
        os.kill(min(before.values()), signal.SIGKILL)
        assert chunks_done(tmp_path) < CHUNKS
        _, said = running.communicate()
        assert running.returncode == 0, said
        with Client(cluster) as client:
            assert set(client.run(os.getpid).values()) != set(before.values())
    assert contents(tmp_path / "scan.zarr") == whole


def test_ctrl_c_says_how_to_go_on(whole, tmp_path):
    for options in ((), ("--processes", "2")):
        running = started(tmp_path, *options)
        wait_for_chunks(running, tmp_path, chunks_done(tmp_path) + 5)
        os.killpg(running.pid, signal.SIGINT)
        shown, said = running.communicate()
        assert running.returncode == 130, said
        assert (
            said.splitlines()[-1] == "stopped: the same command goes on with what scan.zarr holds"
        )
        assert len(said.splitlines()) <= 2
        assert not shown
    assert contents(tmp_path / "scan.zarr").items() < whole.items()


# Each chunk that Zarr encodes is a time to press Ctrl-C, in the middle of it.
PRESSED = """
import asyncio, os, signal
from zarr.codecs import ZstdCodec
from beyondthermal.derivations.cli import main
encode = ZstdCodec._encode_single
async def pressed(self, *given):
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(0.2)
    return await encode(self, *given)
ZstdCodec._encode_single = pressed
main()
"""


def test_ctrl_c_leaves_nothing_unfinished_that_would_complain(tmp_path):
    command = [sys.executable, "-c", PRESSED, *SCAN[1:]]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr == "stopped: the same command goes on with what scan.zarr holds\n"


def test_a_file_too_large_for_its_owner_is_one_line(tmp_path):
    # Where a disk is full the error is another, the place the same.
    limited = 'ulimit -f 40 && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", limited, "sh", *SCAN],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line == "beyondthermal: [Errno 27] File too large: 'scan.zarr/C/c/0/0'"
    assert not (tmp_path / "scan.zarr" / scan_store.UNFINISHED).exists()


@pytest.mark.needs("unshare", "mount")
def test_a_full_disk_is_one_line_and_with_room_it_goes_on(whole, tmp_path):
    script = (
        'mount -t tmpfs -o size=400k none . && cd "$PWD" && "$@"; echo "exit $?" >&2;'
        'mount -o remount,size=50m . && "$@" && cp -r scan.zarr "$TO";'
        'mount -o remount,ro . && "$@" --out other.zarr; echo "exit $?" >&2'
    )
    (tmp_path / "disk").mkdir()
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", *SCAN],
        cwd=tmp_path / "disk", env={**os.environ, "TO": str(tmp_path)}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    full, ended, resumed, unwritable, refused = done.stderr.splitlines()
    assert full.startswith("beyondthermal: [Errno 28] No space left on device: 'scan.zarr/")
    assert resumed.startswith("resuming: ")
    assert unwritable == "beyondthermal: [Errno 30] Read-only file system: 'other.zarr'"
    assert ended == refused == "exit 2"
    assert contents(tmp_path / "scan.zarr") == whole


def test_dask_is_asked_by_a_client_as_well(tmp_path):
    scan(GRID, FIXED, tmp_path / "here.zarr")
    with (
        LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        scan(GRID, FIXED, tmp_path / "there.zarr", run=on_dask(client))
    assert contents(tmp_path / "here.zarr") == contents(tmp_path / "there.zarr")


def test_a_cluster_that_is_not_there_is_one_line(tmp_path):
    command = [*SCAN, "--dask", "tcp://127.0.0.1:9"]
    environment = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "tcp://127.0.0.1:9" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sys.executable not in done.stderr
