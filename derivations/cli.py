"""The command `beyondthermal`.

Nothing heavy is imported before a command runs: `--help` knows neither SymPy nor NumPy.
What each command exits with is in `claims/verdicts.py`.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from .streams import prepare, shown

__all__ = ["app", "main"]

app = typer.Typer(
    help="Steady-state entanglement beyond thermal limits: derive, prove, evaluate.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _commands() -> None:
    """Steady-state entanglement beyond thermal limits: derive, prove, evaluate."""


NoCache = Annotated[bool, typer.Option("--no-cache", help="Find the paper's results anew.")]


@app.command()
def derive(
    out: Annotated[
        Path, typer.Option(help="Folder for derivation.html, .pdf, .tex and .json.")
    ] = Path(),
    model: Annotated[
        Path | None, typer.Option(help="A model of yours, as my.model.toml, instead of the paper.")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="g=1/2; a number in place of a symbol.")
    ] = None,
    to: Annotated[str, typer.Option(help="Code of the model's results, as c,rust; or all.")] = "",
    module: Annotated[str, typer.Option(help="Name of the code's module.")] = "model",
    verify: Annotated[
        bool, typer.Option("--verify", help="Build, run and compare the code with 40 digits.")
    ] = False,
    timeout: Annotated[float, typer.Option(help="Seconds that a claim may take.")] = 60,
    no_cache: NoCache = False,
) -> None:
    """Derive, prove, evaluate and cross-check the results of the paper, or a model of yours."""
    if model is None:
        if set_ or to or verify:
            raise ValueError("Options --set, --to and --verify need a --model.")
        from .commands.derive import derive_all

        raise typer.Exit(derive_all(out, cached=not no_cache))
    from .commands.derive_model import derive_model

    values = dict(_pair(text) for text in set_ or [])
    code = derive_model(
        model, out, values=values, to=to.split(",") if to else (), module=module,
        verified=verify, seconds=timeout,
    )  # fmt: skip
    raise typer.Exit(code)


@app.command()
def evaluate(
    beta_a: Annotated[
        list[str], typer.Option(help="Inverse temperature of reservoir A; also inf, -inf, 0,1,2.")
    ],
    beta_s: Annotated[
        list[str], typer.Option(help="Inverse temperature of reservoir S; every pair is evaluated.")
    ],
    digits: Annotated[
        int | None, typer.Option(help="Digits; without it, double precision.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Concurrence and populations of the two-reservoir machine."""
    from .commands.evaluate import evaluate_machine

    print(evaluate_machine(_split(beta_a), _split(beta_s), digits, as_json=json))


@app.command()
def cavity(
    kappa: Annotated[str, typer.Option(help="Photon emission rate of the cavity.")],
    p: Annotated[str, typer.Option(help="Pump rate of each qubit.")],
    gamma: Annotated[str, typer.Option(help="Relaxation rate of each qubit.")],
    g: Annotated[str, typer.Option(help="Coupling of each qubit, the unit of rates.")] = "1",
    delta: Annotated[str, typer.Option(help="Detuning, +δ for one qubit, −δ for the other.")] = "0",
    gamma_z: Annotated[str, typer.Option(help="Pure dephasing rate of each qubit.")] = "0",
    p_c: Annotated[str, typer.Option(help="Incoherent pump rate of the cavity.")] = "0",
    n_max: Annotated[
        int | None, typer.Option(help="Largest photon number; without it, as many as it takes.")
    ] = None,
    digits: Annotated[
        int | None, typer.Option(help="Digits that are right; without it, 13, in double precision.")
    ] = None,
    exact: Annotated[bool, typer.Option("--exact", help="As fractions and square roots.")] = False,
    enclose: Annotated[
        bool, typer.Option("--enclose", help="Between bounds that are certain, without a cutoff.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Concurrence and populations of the full cavity model, Eqs. (7)-(8)."""
    from .commands.cavity import evaluate_cavity

    print(
        evaluate_cavity(
            n_max, digits, as_json=json, exactly=exact, enclosed=enclose,
            kappa=kappa, p=p, gamma=gamma, g=g, delta=delta, gamma_z=gamma_z, p_c=p_c,
        )
    )  # fmt: skip


@app.command()
def scan(
    grid: Annotated[
        list[str], typer.Option(help="kappa=0.1:10:400:log, p=0:0.1:11 or g=1,2; each an axis.")
    ],
    fix: Annotated[
        list[str] | None, typer.Option(help="gamma=1e-3; a parameter that stays the same.")
    ] = None,
    out: Annotated[Path, typer.Option(help="The Zarr folder; unfinished, it is gone on with.")] = (
        Path("scan.zarr")
    ),
    quantity: Annotated[
        str, typer.Option(help="concurrence, populations, photons; several by commas.")
    ] = "concurrence",
    processes: Annotated[int, typer.Option(help="Processes of this machine.")] = 1,
    dask: Annotated[
        str | None, typer.Option(help="Address of a Dask cluster, as tcp://host:8786.")
    ] = None,
) -> None:
    """Evaluate the full cavity model on a grid, in chunks that outlive a crash."""
    from .commands.scan import scan_grid

    code = scan_grid(
        grid, fix or [], out, quantities=quantity.split(","), processes=processes, dask=dask
    )
    raise typer.Exit(code)


@app.command()
def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID | FILE]...", help="Claims of the paper, or files of claims."),
    ] = None,
    claims: Annotated[
        list[Path] | None, typer.Option(help="A file of claims, as my.claims.toml.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", help="table, json, junit, sarif or github.")
    ] = "table",
    only: Annotated[list[str] | None, typer.Option(help="The name of one claim of a file.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds that a claim of a file may take.")] = 60,
    json: Annotated[Path | None, typer.Option(help="Write the results as JSON.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write a JUnit report.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the claims, check nothing.")] = False,
    no_cache: NoCache = False,
) -> None:
    """Check the paper's claims, or yours; exit 0 as expected, 1 failed, 3 only inconclusive."""
    from .claims.report import known_format

    form = known_format(format_)
    ids = [name for name in names or [] if not name.endswith(".toml")]
    files = [*(claims or []), *(Path(name) for name in names or [] if name.endswith(".toml"))]
    if not 0 < timeout <= 86_400:
        raise ValueError(f"Argument `timeout` must be positive seconds, but got {timeout}.")
    if files:
        from .commands.check_files import check_files, list_files

        if ids:
            raise ValueError(f"Files of claims can't be checked together with {', '.join(ids)}.")
        if list_:
            raise typer.Exit(list_files(files))
        raise typer.Exit(check_files(files, form, timeout, json, junit, only or []))
    from .commands.check import check_claims, list_claims

    if list_:
        raise typer.Exit(list_claims(ids))
    raise typer.Exit(check_claims(ids, json, junit, form, cached=not no_cache))


@app.command()
def figure(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...", help="Figures, as 1b or, with its panels, 1; without any, all."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path(),
    format_: Annotated[
        str, typer.Option("--format", help="svg, png, pdf; several by commas.")
    ] = "svg",
    data: Annotated[str, typer.Option(help="csv writes the data beside each figure.")] = "",
    width: Annotated[
        str, typer.Option(help="86mm, 178mm, or any; a column or a page without it.")
    ] = "",
    style: Annotated[
        str, typer.Option(help="print; screen (as SVG light and dark in one file); dark.")
    ] = "print",
) -> None:
    """Draw the figures of the paper, by panel or whole, and three of our own."""
    from .commands.figure import draw_figures

    if data not in ("", "csv"):
        raise ValueError(f"Argument `data` must be csv, but got {data!r}.")
    draw_figures(names or [], out, format_.split(","), data=bool(data), width=width, style=style)


@app.command()
def render(
    to: Annotated[str, typer.Option(help="tex, html, pdf, md, ipynb; several by commas.")] = "html",
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path(),
    only: Annotated[
        str, typer.Option(help="Equations, as A4,A12; LaTeX is then a fragment for your paper.")
    ] = "",
    notation: Annotated[
        str, typer.Option(help="paper (β, and x, y for exp β) or rates (Γ throughout).")
    ] = "paper",
    engine: Annotated[str, typer.Option(help="Who makes the PDF: typst or latexmk.")] = "typst",
    no_cache: NoCache = False,
) -> None:
    """Write the derivation as a document: LaTeX, HTML, PDF, Markdown or a notebook."""
    from .commands.render import render as render_document

    names = [name for name in only.split(",") if name]
    code = render_document(
        to.split(","), out, only=names, notation=notation, engine=engine, cached=not no_cache
    )
    raise typer.Exit(code)


@app.command()
def codegen(
    to: Annotated[str, typer.Option(help="Languages, as c,rust; or all.")],
    function: Annotated[
        str, typer.Option(help="Functions, as concurrence,populations.")
    ] = "concurrence",
    precision: Annotated[str, typer.Option(help="double or single.")] = "double",
    gradient: Annotated[
        bool, typer.Option("--gradient", help="With derivatives, as a second function.")
    ] = False,
    module: Annotated[str, typer.Option(help="Name of the module.")] = "twobath",
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path(),
    verify: Annotated[
        bool, typer.Option("--verify", help="Build, run and compare with 40 digits.")
    ] = False,
    require: Annotated[
        bool, typer.Option("--require", help="Fail if a toolchain is missing.")
    ] = False,
) -> None:
    """Write the functions as source code for other languages."""
    from .commands.codegen import generate_code

    if precision not in ("double", "single"):
        raise ValueError(f"Argument `precision` must be double or single, but got {precision!r}.")
    raise typer.Exit(
        generate_code(
            to.split(","), function.split(","), out, single=precision == "single",
            gradient=gradient, module=module, verified=verify or require, require=require,
        )
    )  # fmt: skip


def _split(values: list[str]) -> list[str]:
    """Several values: the option given again, or one list with commas."""
    return [item for value in values for item in value.split(",")]


def _pair(text: str) -> tuple[str, str]:
    """A name and its value."""
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"Argument `set` must be as g=1/2, but got {text!r}.")
    return name.strip(), value


def main() -> None:
    """Run the command; whatever a user got wrong is one line and exit code 2."""
    prepare()
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except typer.Abort:
        code = 130
    except typer.TyperException as error:
        code = _complain(error.format_message())
    except (ValueError, OSError) as error:
        code = _complain(str(error))
    sys.exit(code)


def _complain(message: str) -> int:
    line = " ".join(f"beyondthermal: {message}".split())
    print(shown(line, sys.stderr.encoding or "utf-8"), file=sys.stderr)
    return 2
