"""`beyondthermal check --claims`: the claims of files, each with its verdict."""

from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.run import results
from beyondthermal.derivations.claim_files.second_opinion import expect_oracle
from beyondthermal.derivations.claims.report import known_format, report
from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.files import expect_writable
from beyondthermal.symbolic.names import expect_known

from .terminal import counted

__all__ = ["check_files", "expect_seconds", "list_files"]

# Seconds in a day.
_LONGEST = 86_400


def expect_seconds(seconds: float) -> None:
    """Refuse a time that isn't positive, or longer than anyone waits.

    Raises
    ------
    ValueError
        If it is.
    """
    if not 0 < seconds <= _LONGEST:
        raise ValueError(f"Argument `timeout` must be positive seconds, but got {seconds}.")


def list_files(paths: Sequence[Path]) -> int:
    """Print names and statements without checking anything."""
    for path in paths:
        for claim in read(path).claims:
            Terminal().print(f"{claim.name:<20} {claim.statement}", soft_wrap=True)
    return 0


def check_files(
    paths: Sequence[Path],
    form: str = "table",
    seconds: float = 60.0,
    json_file: Path | None = None,
    junit_file: Path | None = None,
    only: Sequence[str] = (),
    oracle: str | None = None,
) -> int:
    """Check the claims of files; print and write them in the formats asked for.

    Returns
    -------
    int
        A key of `EXIT_CODES`.

    Raises
    ------
    ValueError
        If there is a slip in a file, or no claim of a name that is asked for.
    """
    known_format(form)
    if oracle is not None:
        expect_oracle(oracle)
    files = [read(path) for path in paths]
    if only:
        names = {claim.name for file in files for claim in file.claims}
        expect_known("only", only, names, "a claim of the file")
        files = [file.only(only) for file in files]
    for report_path in filter(None, (json_file, junit_file)):
        expect_writable(report_path)
    total = sum(len(file.claims) for file in files)
    judged = chain.from_iterable(results(file, seconds, asks=oracle is not None) for file in files)
    found = {
        (data["file"], data["name"]): data for data in counted(judged, total, itemgetter("name"))
    }
    asked = [(str(file.path), claim.name) for file in files for claim in file.claims]
    ordered = [found[key] for key in dict.fromkeys([*asked, *found])]
    code = report(ordered, form, json_file, junit_file)
    for data in ordered if form == "table" else ():
        if opinion := data.get("opinion"):
            Terminal().print(f"second opinion on {data['name']}: {opinion}", soft_wrap=True)
    return code
