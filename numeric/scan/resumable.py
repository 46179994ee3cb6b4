"""Scans of the cavity model over grids of parameters, which outlive a crash.

The result is a labelled Zarr folder, written chunk by chunk.  Killed at any moment and started
again, a scan loses the chunks in hand and gives the same bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy.typing as npt

from beyondthermal.numeric.extras import needs

from .plan import Plan
from .runners import Runner, in_this_process
from .store import opened, to_its_end

if TYPE_CHECKING:
    from xarray import Dataset

__all__ = ["Progress", "scan"]

# Called with the number of chunks that are there, and of all.
Progress = Callable[[int, int], None]


def scan(
    grid: Mapping[str, npt.ArrayLike],
    fixed: Mapping[str, float],
    out: str | PathLike[str],
    *,
    quantities: Sequence[str] = ("concurrence",),
    run: Runner = in_this_process,
    progress: Progress = lambda done, total: None,
) -> "Dataset":
    """Evaluate the full cavity model, Eqs. (7)-(8), on a grid, into a Zarr folder.

    Parameters
    ----------
    grid
        Parameter to its values, of `kappa`, `p`, `gamma`, `g`, `delta`, `gamma_z`, `p_c`; in this
        order they are the dimensions.
    fixed
        The other parameters. `g` is 1 and the last three are 0 unless they are given.
    out
        The folder, a new one or that of this scan, unfinished.
    quantities
        concurrence (variables C and n_max), populations (p_G, p_S, p_A, p_E), photons.
    run
        Where it is computed: `in_this_process`, `in_processes`, `on_dask`, or a function like them.
    progress
        Called at the start and after every chunk.

    Returns
    -------
    xarray.Dataset
        What `xarray.open_zarr(out)` opens; a chunk is read when it is needed.

    Raises
    ------
    ValueError
        If a parameter is unknown, missing or out of its domain, if the folder holds anything else,
        or if a point does not converge: it is named when all other chunks are there.
    OSError
        If the folder can't be written to, or workers fail.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     found = scan({"kappa": [1.0, 2.0], "p": [0.005]}, {"gamma": 0.001}, folder)
    ...     round(float(found.C.sel(kappa=2.0, p=0.005)), 12)
    0.386505004025
    """
    needs("A scan", "scan", "zarr", "xarray")
    plan = Plan.of(grid, fixed, quantities)
    with opened(plan, Path(out)) as store:
        missing = [plan.chunk(index) for index in plan.indices if not store.holds(index)]
        done, refused = plan.size - len(missing), []
        progress(done, plan.size)
        with closing(run(missing)) as results:
            for chunk, values in results:
                if isinstance(values, str):
                    refused.append(values)
                    continue
                store.write(chunk.index, values)
                done += 1
                progress(done, plan.size)
    if refused:
        raise ValueError(f"{len(refused)} of {plan.size} chunks have no answer. {min(refused)}")
    from xarray import open_zarr

    found: Dataset = to_its_end(partial(open_zarr, out))
    return found
