"""Options and arguments that several commands have."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

__all__ = [
    "AsCsv", "AsJson", "File", "Many", "ModelFile", "Module", "NoCache", "Out", "Plots",
    "Settings", "Verbose", "Verify", "listed",
]  # fmt: skip

Many = list[str] | None
File = Annotated[
    Path | None,
    Argument(metavar="[FILE]", help="A file of yours, *.claims.toml or *.model.toml."),
]
ModelFile = Annotated[Path, Argument(metavar="FILE", help="A model of yours, *.model.toml.")]
Settings = Annotated[
    Many, Option("--set", help="x=2, x=1/3,sqrt(2) or x=0:10:101[:log]; a symbol of the file.")
]
Plots = Annotated[
    Many, Option(help='A figure of a FILE, as "C x=0:5 y=1:100:log z=1/2"; repeatable.')
]
Out = Annotated[Path, Option(help="Folder to write to.")]
Module = Annotated[str, Option(help="Name of the code's module.")]
Verify = Annotated[bool, Option("--verify", help="Build, run and compare the code with 40 digits.")]
AsJson = Annotated[bool, Option("--json", help="Print JSON instead of a table.")]
AsCsv = Annotated[bool, Option("--csv", help="Print CSV instead of a table.")]
Verbose = Annotated[bool, Option("--verbose", "-v", help="Every claim, not a table alone.")]
NoCache = Annotated[bool, Option("--no-cache", help="Find the paper's results anew.")]


def listed(names: str) -> list[str]:
    """Names between commas."""
    return [*filter(None, names.split(","))]
