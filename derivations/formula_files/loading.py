"""Opens files of one's own, and those that come with the package."""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from beyondthermal.derivations.claim_files.contents import contents
from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.models.file import read_model

from .file import FormulaFile
from .shipped import path_of

__all__ = ["load"]


def load(path: str | PathLike[str], values: Mapping[str, str] | None = None) -> FormulaFile:
    """Read a file of one's own, or one that comes with the package by its name.

    Parameters
    ----------
    path
        A file such as my.claims.toml or my.model.toml; or `paper`, `three_level_maser`, ….
    values
        Numbers, as text, in place of some symbols of a model.

    Raises
    ------
    ValueError
        If there is a slip in the file: its place, and what is wrong.
    OSError
        If it can't be read.

    Examples
    --------
    >>> atom = load("driven_atom")
    >>> atom.expressions["p_e"]
    Omega**2/(4*Delta**2 + Gamma**2 + 2*Omega**2)
    >>> atom.functions["p_e"](Omega=[1.0, 2.0], Delta=0, Gamma=1)
    array([0.33333333, 0.44444444])
    """
    file = read(path_of(Path(path)))
    try:
        model = read_model(file.data, values) if "model" in file.data else None
        found = contents(file.data, model)
    except ValueError as error:
        raise ValueError(f"{file.path}: {error}") from None
    for slip in found.names.slips.values():
        # An observable without a closed form is no slip of the others.
        if slip.args[0][0] != "observables":
            raise file.slip(*slip.args)
    return FormulaFile(file, found)
