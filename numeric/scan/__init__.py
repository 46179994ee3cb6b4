"""The cavity model over a grid, in chunks that outlive a crash.

`scan` writes a labelled Zarr folder and goes on with one that is unfinished.  Where its chunks are
solved is a `Runner`: `in_this_process`, `in_processes` of this machine, or `on_dask`.
"""

from .resumable import Progress, scan
from .runners import Runner, in_processes, in_this_process, on_dask

__all__ = ["Progress", "Runner", "in_processes", "in_this_process", "on_dask", "scan"]
