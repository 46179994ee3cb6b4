"""Files that come with the package, by their names."""

from importlib.resources import files
from pathlib import Path

from beyondthermal.symbolic.names import expect_known

__all__ = ["path_of"]

# Where they are, and what their names end in.
_OWN = ("beyondthermal.derivations.models", "beyondthermal.derivations.formula_files")
_ENDINGS = (".model.toml", ".claims.toml")


def path_of(path: Path, argument: str = "file") -> Path:
    """The file, or that of this name which comes with the package.

    Raises
    ------
    ValueError
        If it is a bare name, and nothing is called so.
    """
    if path.exists() or path.suffix or path.name != str(path):
        return path
    folders = (Path(str(files(package))) for package in _OWN)
    own = {
        file.name.removesuffix(ending): file
        for folder in folders
        for ending in _ENDINGS
        for file in sorted(folder.glob(f"*{ending}"))
    }
    expect_known(argument, [path.name], own)
    return own[path.name]
