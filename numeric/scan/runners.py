"""Where the chunks of a scan are solved: in this process, in several, or on a Dask cluster.

A runner takes chunks and yields each with its values as they come, in any order.
Only the caller writes; a worker that dies takes nothing along but what it had in hand.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from beyondthermal.numeric.extras import needs
from beyondthermal.numeric.pool import pool
from beyondthermal.numeric.sizes import MEMORY, whole
from beyondthermal.numeric.workers import Worker

from .plan import Chunk, Solved, Values, solved

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Runner", "in_processes", "in_this_process", "on_dask"]

Runner: TypeAlias = Callable[[Sequence[Chunk]], Generator[Solved, None, None]]

# So many chunks are with a cluster at once: their values fit into anyone's memory.
IN_FLIGHT = 512


def in_this_process(chunks: Sequence[Chunk]) -> Generator[Solved, None, None]:
    """Solve one chunk after the other.

    Examples
    --------
    >>> from beyondthermal.numeric.scan.plan import Plan
    >>> plan = Plan.of({"kappa": [1.0, 2.0]}, {"p": 0.005, "gamma": 0.001}, ["concurrence"])
    >>> for chunk, values in in_this_process([plan.chunk(index) for index in plan.indices]):
    ...     print(chunk.index, values["C"].round(6))
    (0,) [0.377032 0.386505]
    """
    return ((chunk, solved(chunk)) for chunk in chunks)


def in_processes(processes: int) -> Runner:
    """Solve chunks in processes of this machine; a worker that dies is replaced.

    Raises
    ------
    ValueError
        If `processes` is no whole number from 1 to 1,000.
    ChildProcessError
        By the runner, if workers die again and again.

    Examples
    --------
    >>> from beyondthermal.numeric.scan.plan import Plan
    >>> plan = Plan.of({"kappa": [1.0, 2.0]}, {"p": 0.005, "gamma": 0.001}, ["concurrence"])
    >>> for chunk, values in in_processes(1)([plan.chunk(index) for index in plan.indices]):
    ...     print(chunk.index, values["C"].round(6))
    (0,) [0.377032 0.386505]
    """
    whole("processes", processes)

    def run(chunks: Sequence[Chunk]) -> Generator[Solved, None, None]:
        workers = [Worker[Chunk, Values | str](solved, memory=MEMORY) for _ in range(processes)]
        for number, values in pool(workers, chunks, again=True):
            yield chunks[number], values

    return run


def on_dask(cluster: "str | Client") -> Runner:
    """Solve chunks on a Dask cluster: its address, as tcp://host:8786, or a client of it.

    Its workers need beyondthermal in the same version.  What a dead worker had is solved again by
    another one, as often as the cluster's setting `distributed.scheduler.allowed-failures` says.

    Raises
    ------
    ValueError
        If distributed is not installed.
    OSError
        By the runner, if the cluster can't be reached, or fails.

    Examples
    --------
    >>> from distributed import Client
    >>> from beyondthermal.numeric.scan.plan import Plan
    >>> plan = Plan.of({"kappa": [1.0, 2.0]}, {"p": 0.005, "gamma": 0.001}, ["concurrence"])
    >>> with Client(processes=False, dashboard_address=None) as client:
    ...     for chunk, values in on_dask(client)([plan.chunk(index) for index in plan.indices]):
    ...         print(chunk.index, values["C"].round(6))
    (0,) [0.377032 0.386505]
    """
    needs("A Dask cluster", "scan", "distributed")
    from distributed import Client, as_completed

    def run(chunks: Sequence[Chunk]) -> Generator[Solved, None, None]:
        waiting = iter(chunks)
        connection: AbstractContextManager[Client] = (
            Client(cluster, set_as_default=False)
            if isinstance(cluster, str)
            else nullcontext(cluster)
        )
        with connection as client:
            first = islice(waiting, IN_FLIGHT)
            # Not pure: a scan twice at the same time is computed twice, and each has its own.
            submit = partial(client.submit, solved, pure=False, retries=3)
            pending = {submit(chunk): chunk for chunk in first}
            answers = as_completed(pending, loop=client.loop)
            for future in answers:
                chunk = pending.pop(future)
                try:
                    values = future.result()
                except Exception as error:  # `solved` raises nothing: it's the cluster
                    raise ChildProcessError(f"The Dask cluster failed: {error}") from error
                yield chunk, values
                for following in islice(waiting, 1):
                    pending[added := submit(following)] = following
                    answers.add(added)

    return run
