"""`beyondthermal codegen`: writes the functions in other languages, and verifies what it wrote."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from rich.table import Table

from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.files import write
from beyondthermal.derivations.streams import one_line
from beyondthermal.numeric.codegen.generate import generated, languages, package
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.readme import readme
from beyondthermal.numeric.codegen.vectors import Vectors, to_json, vectors
from beyondthermal.numeric.codegen.verify import Outcome, verify
from beyondthermal.symbolic.names import expect_known

__all__ = ["generate_code", "write_code"]

POINTS, BENCH = 10_000, 1_000_000
CAVITY = "cavity"


def generate_code(
    to: Sequence[str],
    functions: Sequence[str],
    folder: Path,
    *,
    precision: str = "double",
    gradient: bool = False,
    module: str = "twobath",
    noise: Sequence[str] = (),
    verified: bool = False,
    require: bool = False,
) -> int:
    """Write each language into a folder of its own; to verify them, vectors in and beside them.

    Parameters
    ----------
    to
        Keys of languages, or `all`.
    functions
        Keys of `FUNCTIONS`, or `cavity` alone: the full cavity model.
    folder
        Where to write.
    precision
        Of arguments and results, double or single.
    gradient, module
        See `numeric.codegen.generate.package`.
    noise
        The optional rates that the cavity has.
    verified
        Whether to build and run every test program, and print what came of it.
    require
        Whether a language that can't be verified here is a failure.

    Returns
    -------
    int
        0 if all is well, 1 if a language failed, or wasn't verified although required.

    Raises
    ------
    ValueError
        If a language, function or module name is not as it should be.
    """
    expect_known("precision", [precision], ["double", "single"])
    if CAVITY in functions:
        if gradient or precision == "single" or len(functions) > 1:
            raise ValueError(
                "The cavity is written alone, in double precision and without --gradient."
            )
        return _write_cavity(to, noise, folder, module, verified=verified, require=require)
    if noise:
        raise ValueError(f"Option --noise is for --function {CAVITY}.")
    asked = package(functions, gradient=gradient, single=precision == "single", module=module)
    wanted = asked.programs if verified else ()
    sets = [vectors(program, POINTS, single=asked.single) for program in wanted]
    return write_code(languages(to), asked, sets, folder, verified=verified, require=require)


def _write_cavity(
    to: Sequence[str],
    noise: Sequence[str],
    folder: Path,
    module: str,
    *,
    verified: bool,
    require: bool,
) -> int:
    """The full cavity model in the languages that have it."""
    from beyondthermal.numeric.cavity.printed import LANGUAGES, Ladder, vectors

    expect_known("to", to, ("all", *LANGUAGES))
    rows = [row for key, row in LANGUAGES.items() if key in to or "all" in to]
    asked = Ladder.of(noise, module)
    sets = vectors(asked) if verified else ()
    return write_code(
        rows, asked, sets, folder, verified=verified, require=require, bench=BENCH // 10
    )


def write_code(
    rows: Sequence[Language],
    asked: Package,
    sets: Sequence[Vectors],
    folder: Path,
    *,
    verified: bool = False,
    require: bool = False,
    bench: int = BENCH,
) -> int:
    """Write a package in some languages; if asked to, its test vectors too, and verify it.

    Parameters
    ----------
    rows
        The languages.
    asked
        What is written.
    sets
        Test vectors, one set for each program, if it is to be verified.
    folder, verified, require
        As in `generate_code`.
    bench
        How many points the timing takes; 0 for none, where not every point is in the domain.

    Returns
    -------
    int
        As in `generate_code`.
    """
    files = {path: text for row in rows for path, text in generated(row, asked, sets).items()}
    points = {PurePosixPath("vectors.json"): to_json(sets)} if verified else {}
    _write(folder, {**files, **points})
    for name in [*(row.key for row in rows), *map(str, points)]:
        Terminal().print(one_line(folder / name), soft_wrap=True)
    return _verify(rows, asked, sets, folder, require=require, bench=bench) if verified else 0


def _write(folder: Path, files: Mapping[PurePosixPath, str]) -> None:
    for path, text in files.items():
        write(folder / path, text)


def _verify(
    rows: Sequence[Language], asked: Package, sets: Sequence[Vectors], folder: Path, *,
    require: bool, bench: int,
) -> int:  # fmt: skip
    """The exit code, once every language has been tried, and its README.md says what came of it."""
    outcomes = [_verified(row, asked, sets, bench) for row in rows]
    for row, outcome in zip(rows, outcomes, strict=True):
        if "README.md" in (path for _, path in row.paths):
            continue
        text = readme(row, replace(asked, tested=bool(row.testing)), outcome)
        _write(folder, {PurePosixPath(row.key, "README.md"): text})
    _print(outcomes)
    wrong = [outcome for outcome in outcomes if outcome.note.startswith("failed")]
    unknown = [o for row, o in zip(rows, outcomes, strict=True) if row.runs and not o.verified]
    return 1 if wrong or (require and unknown) else 0


def _verified(row: Language, asked: Package, sets: Sequence[Vectors], bench: int) -> Outcome:
    """Build and run a copy: nothing but sources stays in the user's folder."""
    with tempfile.TemporaryDirectory() as scratch:
        _write(Path(scratch), generated(row, asked))
        return verify(row, asked, Path(scratch) / row.key, sets, bench)


def _print(outcomes: Sequence[Outcome]) -> None:
    console = Terminal()
    table = Table(box=None, pad_edge=False)
    table.add_column("language")
    for heading in ("points", "worst error", "ns/point"):
        table.add_column(heading, justify="right")
    table.add_column("", overflow="fold")
    for outcome in outcomes:
        run = outcome.points > 0
        table.add_row(
            outcome.language,
            f"{outcome.points}" if run else "",
            f"{outcome.ulps:.2f} ulp" if run else "",
            "" if outcome.nanoseconds is None else f"{outcome.nanoseconds:.1f}",
            outcome.note or "verified" + _left_out(outcome.left_out),
            style=None if outcome.verified else "yellow",
        )
    console.print(table)


def _left_out(count: int) -> str:
    """How many points say little, since their conditions leave fewer than half of the digits."""
    return f", {count} point{'s' * (count > 1)} left out: ill-conditioned or no number" * (
        count > 0
    )
