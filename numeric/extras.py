"""What is installed only if it is asked for, by the extras of this package."""

from importlib.util import find_spec

__all__ = ["installed", "lacking", "needs"]


def installed(*modules: str) -> bool:
    """Whether all of these can be imported.

    Examples
    --------
    >>> installed("json", "no_such_module")
    False
    """
    return all(map(find_spec, modules))


def needs(what: str, extra: str, *modules: str) -> None:
    """Refuse to go on without these modules, and say what to install.

    Raises
    ------
    ValueError
        If one of them is missing.
    """
    if not installed(*modules):
        raise lacking(what, extra, *modules)


def lacking(what: str, extra: str, *modules: str) -> ValueError:
    """The line that says what to install.

    Examples
    --------
    >>> print(lacking("A scan", "scan", "zarr", "xarray"))
    A scan needs zarr and xarray: pip install 'beyondthermal[scan]', or '.[scan]' in a checkout.
    """
    *others, last = modules
    named = f"{', '.join(others)} and {last}" if others else last
    install = f"pip install 'beyondthermal[{extra}]', or '.[{extra}]' in a checkout"
    return ValueError(f"{what} needs {named}: {install}.")
