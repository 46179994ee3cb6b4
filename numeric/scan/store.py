"""The file of a scan: a Zarr folder, laid out in memory and written file by file.

Every file is written under another name, flushed to the disk and renamed: what has its name is
whole.  So the chunks that are there say how far a scan came, and nothing else has to.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from operator import getitem, setitem
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from beyondthermal.numeric.stored.reading import stored

from .plan import QUANTITIES, Plan, Values

__all__ = ["Store", "opened", "to_its_end"]

T = TypeVar("T")
# What is being written; at most one file has this name, and none once a scan has ended.
UNFINISHED = ".unfinished"
METADATA = "zarr.json"
# Beside the table of symbols.
MEANINGS = {"n_max": "largest photon number for C", "photons": "mean photon number"}


@dataclass(frozen=True)
class Store:
    """A folder, and the same layout in memory, where chunks are encoded.

    Attributes
    ----------
    folder
        Where the scan is written.
    variables
        Name to Zarr array in memory.
    files
        The files of these arrays, name to content.
    """

    folder: Path
    variables: Mapping[str, Any]
    files: dict[str, Any]

    def holds(self, index: tuple[int, ...]) -> bool:
        """Whether a chunk is there and can be read."""
        from zarr.buffer.cpu import Buffer

        for name, variable in self.variables.items():
            key = _key(name, index)
            try:
                self.files[key] = Buffer.from_bytes((self.folder / key).read_bytes())
                to_its_end(partial(getitem, variable.blocks, index))
            except (FileNotFoundError, RuntimeError, ValueError):
                return False  # missing; a wrong checksum; a wrong size
            finally:
                self.files.pop(key, None)
        return True

    def write(self, index: tuple[int, ...], values: Values) -> None:
        """Write the variables of a chunk."""
        for name, variable in self.variables.items():
            key = _key(name, index)
            to_its_end(partial(setitem, variable.blocks, index, values[name]))
            _write(self.folder, key, self.files.pop(key).to_bytes())


@contextmanager
def opened(plan: Plan, folder: Path) -> Iterator[Store]:
    """Write the description of a scan, or find that the folder holds this one.

    Raises
    ------
    ValueError
        If the folder holds something else, or another process writes to it.
    OSError
        If it can't be written to.
    """
    files: dict[str, Any] = {}
    variables = to_its_end(partial(_laid_out, plan, files))
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        part = folder / UNFINISHED
        part.unlink(missing_ok=True)
        _expect_same(folder, files)
        try:
            for name, content in files.items():
                if not (folder / name).exists():
                    _write(folder, name, content.to_bytes())
            yield Store(folder, variables, files)
        finally:
            part.unlink(missing_ok=True)


def to_its_end(work: Callable[[], T]) -> T:
    """Work of Zarr's, in a thread that Ctrl-C doesn't reach; it is waited for, and comes after.

    Zarr works in a loop of its own, which at the exit complains of what was left there unfinished.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def _long_name(name: str) -> str:
    return MEANINGS.get(name) or str(stored("cavity")["meanings"][name])


def _laid_out(plan: Plan, files: dict[str, Any]) -> dict[str, Any]:
    """The Zarr arrays of the variables; the description of everything goes into `files`."""
    import zarr
    from zarr.codecs import ZstdCodec

    # The metadata of the group comes first: a folder that holds anything holds it.
    root = zarr.create_group(zarr.storage.MemoryStore(files), attributes=_attributes(plan))
    unit = "g" if plan.fixed.get("g") == 1 else "rate"
    for name, values in plan.axes.items():
        root.create_array(
            name, data=values, chunks=values.shape, compressors=None, dimension_names=[name],
            attributes={"long_name": _long_name(name), "units": unit},
        )  # fmt: skip
    names = [name for key in plan.quantities for name in QUANTITIES[key][0]]
    variables = {
        name: root.create_array(
            name, shape=plan.shape, chunks=plan.chunk_shape, dimension_names=list(plan.axes),
            dtype="int32" if name == "n_max" else "float64",
            fill_value=0 if name == "n_max" else np.nan,
            compressors=[ZstdCodec(checksum=True)],
            attributes={"long_name": _long_name(name), "units": "1"},
        )
        for name in names
    }  # fmt: skip
    files[METADATA] = _consolidated(files)
    return variables


def _consolidated(files: Mapping[str, Any]) -> Any:
    """The metadata of the group, and in it that of all arrays: xarray looks for it there.

    Zarr's own function for this leaves the order to chance.
    """
    from zarr.buffer.cpu import Buffer

    read = {name: json.loads(files[name].to_bytes()) for name in files if name.endswith(METADATA)}
    root = read.pop(METADATA)
    arrays = {name.removesuffix(f"/{METADATA}"): metadata for name, metadata in read.items()}
    root["consolidated_metadata"] = {
        "kind": "inline", "must_understand": False, "metadata": arrays
    }  # fmt: skip
    return Buffer.from_bytes(json.dumps(root, indent=2).encode())


def _attributes(plan: Plan) -> dict[str, Any]:
    return {
        "title": "Steady state of two qubits in a cavity",
        "equations": "(7), (8), Appendix D, (A8)",
        "beyondthermal": version("beyondthermal"),
        "grid": list(plan.axes),
        "quantities": list(plan.quantities),
        **{name: repr(value) for name, value in plan.fixed.items()},
    }


def _key(name: str, index: tuple[int, ...]) -> str:
    """Where Zarr 3 keeps a chunk."""
    return "/".join((name, "c", *map(str, index)))


def _expect_same(folder: Path, files: Mapping[str, Any]) -> None:
    """Whatever of the description is there must be this one, byte for byte."""
    if not (folder / METADATA).exists():
        if any(folder.iterdir()):
            raise ValueError(f"Argument `out` must be a new folder, but got {folder}, not empty.")
        return
    there = {name: (folder / name).read_bytes() for name in files if (folder / name).exists()}
    other = [name for name, content in there.items() if content != files[name].to_bytes()]
    if other:
        differs = {name.split("/")[0] for name in other if "/c/" in name}
        differs |= _attributes_differ(there[METADATA], files[METADATA].to_bytes())
        raise ValueError(
            f"{folder} holds another scan ({', '.join(sorted(differs)) or 'its layout'} differs): "
            "choose another `out` or delete it."
        )


def _attributes_differ(there: bytes, here: bytes) -> set[str]:
    try:
        theirs, ours = (json.loads(text).get("attributes", {}) for text in (there, here))
    except ValueError:
        return set()
    return {k for k in (*theirs, *ours) if theirs.get(k) != ours.get(k)}


def _write(folder: Path, name: str, content: bytes) -> None:
    """Write a file whole or not at all."""
    path, part = folder / name, folder / UNFINISHED
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep a second scan off; the lock goes with the process, however it ends."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise ValueError(f"{folder} is being written to by another scan.") from None
    except OSError:
        pass  # some network file systems know no locks
    try:
        yield
    finally:
        os.close(handle)
