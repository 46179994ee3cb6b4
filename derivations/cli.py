"""The command `beyondthermal`.

Nothing heavy is imported before a command runs: `--help` knows neither SymPy nor NumPy.
What each command exits with is in `claims/verdicts.py`.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from .commands.docs import docs
from .evaluations import cavity, evaluate, evolve, scan, spectrum
from .options import File, Many, Module, NoCache, Out, Plots, Verbose, Verify, listed
from .streams import prepare, shown

__all__ = ["app", "main"]

app = typer.Typer(
    pretty_exceptions_enable=False,
    epilog="The paper: https://doi.org/10.1103/PhysRevLett.120.063604",
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        from beyondthermal.numeric.built import LIBRARIES, built

        compiled = all(map(built, LIBRARIES))
        by = "compiled" if compiled else "run by NumPy, since it was installed without a compiler"
        print(f"beyondthermal {version('beyondthermal')}; closed forms and cavity are {by}.")
        raise typer.Exit


@app.callback()
def _commands(
    version: Annotated[
        bool, Option("--version", callback=_version, is_eager=True, help="Tell it, and exit.")
    ] = False,
) -> None:
    """Steady-state entanglement beyond thermal limits: derive, prove, evaluate."""


@app.command()
def derive(
    out: Annotated[Path, Option(help="Folder for derivation.html, .pdf, .tex and .json.")] = Path(),
    model: Annotated[
        Path | None, Option(help="A model of yours, as my.model.toml, instead of the paper.")
    ] = None,
    set_: Annotated[Many, Option("--set", help="g=1/2; a number in place of a symbol.")] = None,
    to: Annotated[str, Option(help="Code of the model's results, as c,rust; or all.")] = "",
    module: Module = "model",
    verify: Verify = False,
    timeout: Annotated[float, Option(help="Seconds that a claim may take.")] = 60,
    verbose: Verbose = False,
    no_cache: NoCache = False,
) -> int:
    """Derive, prove, evaluate and cross-check the results of the paper, or a model of yours.

    beyondthermal derive --model my.model.toml --out results
    """
    if model is None:
        if set_ or to or verify:
            raise ValueError("Options --set, --to and --verify need a --model.")
        from .commands.derive import derive_all

        return derive_all(out, cached=not no_cache, verbose=verbose)
    from .commands.derive_model import derive_model

    return derive_model(
        model, out, settings=set_ or (), to=to.split(",") if to else (), module=module,
        verified=verify, seconds=timeout,
    )  # fmt: skip


for command in (evaluate, evolve, spectrum, cavity, scan, docs):
    app.command()(command)


@app.command()
def check(
    names: Annotated[
        Many,
        Argument(metavar="[ID | FILE]...", help="Claims of the paper, or files of claims."),
    ] = None,
    claims: Annotated[list[Path] | None, Option(help="File of claims, as my.claims.toml.")] = None,
    format_: Annotated[
        str, Option("--format", help="table, json, junit, sarif, github.")
    ] = "table",
    only: Annotated[Many, Option(help="The name of one claim of a file.")] = None,
    explain: Annotated[
        str | None, Option(metavar="NAME", help="Print the proof of one claim, step by step.")
    ] = None,
    timeout: Annotated[float, Option(help="Seconds that a claim of a file may take.")] = 60,
    second_opinion: Annotated[
        str | None, Option(metavar="z3", help="Ask z3, too; what it says is no proof.")
    ] = None,
    json: Annotated[Path | None, Option(help="Write the results as JSON.")] = None,
    junit: Annotated[Path | None, Option(help="Write a JUnit report.")] = None,
    list_: Annotated[bool, Option("--list", help="List the claims, check nothing.")] = False,
    verbose: Verbose = False,
    no_cache: NoCache = False,
) -> int:
    """Check the paper's claims, or yours; exit 0 as expected, 1 failed, 3 only inconclusive.

    beyondthermal check my.claims.toml --explain bound
    """
    ids = [name for name in names or [] if not name.endswith(".toml")]
    files = [*(claims or []), *(Path(name) for name in names or [] if name.endswith(".toml"))]
    from .commands.check_files import check_files, expect_seconds, list_files

    expect_seconds(timeout)
    if explain is not None:
        if ids or only or list_ or json or junit or format_ != "table":
            raise ValueError("Option --explain takes one name, beside files of claims at most.")
        from .commands.explain import explain_claim, explain_in_files

        if files:
            return explain_in_files(files, explain, timeout)
        return explain_claim(explain, cached=not no_cache)
    if second_opinion is not None and not files:
        raise ValueError("Option --second-opinion is about files of claims.")
    if files:
        if ids:
            raise ValueError(f"Files of claims can't be checked together with {', '.join(ids)}.")
        if list_:
            return list_files(files)
        return check_files(files, format_, timeout, json, junit, only or [], second_opinion)
    from .commands.check import check_claims, list_claims

    if list_:
        return list_claims(ids)
    return check_claims(ids, json, junit, format_, cached=not no_cache, verbose=verbose)


@app.command()
def figure(
    names: Annotated[
        Many,
        Argument(
            metavar="[ID | FILE]...",
            help="Figures, as 1b, or 1 with its panels; or all; or those of a file of yours.",
        ),
    ] = None,
    out: Out = Path(),
    format_: Annotated[str, Option("--format", help="svg, png, pdf; several by commas.")] = "svg",
    data: Annotated[str, Option(help="csv writes the data beside each figure.")] = "",
    width: Annotated[str, Option(help="86mm, 178mm, or any; a column or a page without it.")] = "",
    style: Annotated[
        str, Option(help="print; screen (as SVG light and dark in one file); dark.")
    ] = "print",
    plot: Plots = None,
) -> None:
    """Draw the figures of the paper, by panel or whole, and three more; or those of your file.

    beyondthermal figure 2 --format pdf --width 86mm
    """
    from .commands.figure import draw_figures

    draw_figures(
        names or [], out, format_.split(","), data, width=width, style=style, plots=plot or ()
    )


@app.command()
def render(
    file: File = None,
    to: Annotated[str, Option(help="tex, html, pdf, md, ipynb, rocq; several by commas.")] = "html",
    out: Out = Path(),
    only: Annotated[
        str, Option(help="Equations, as A4,A12; LaTeX is then a fragment for your paper.")
    ] = "",
    labels: Annotated[str, Option(help="What the labels of a fragment begin with.")] = "eq:",
    tags: Annotated[
        bool, Option("--tags", help="Number a fragment's equations as the paper does.")
    ] = False,
    notation: Annotated[
        str, Option(help="paper (β, and x, y for exp β) or rates (Γ throughout).")
    ] = "paper",
    engine: Annotated[str, Option(help="Who makes the PDF: typst or latexmk.")] = "typst",
    plot: Plots = None,
    timeout: Annotated[float, Option(help="Seconds that a claim of a FILE may take.")] = 60,
    no_cache: NoCache = False,
) -> int:
    """Write the derivation, or a file of yours, as LaTeX, HTML, PDF, Markdown or a notebook.

    beyondthermal render my.claims.toml --to html,pdf
    """
    if file is not None:
        if only or tags or (labels, notation) != ("eq:", "paper"):
            raise ValueError(
                "A FILE is rendered whole: --only, --labels, --tags and --notation "
                "are for the paper's derivation."
            )
        from .commands.render import render_file

        return render_file(
            file, to.split(","), out, engine=engine, seconds=timeout, plots=plot or ()
        )
    if plot:
        raise ValueError("Option --plot needs a FILE; the paper's figures are drawn by `figure`.")
    from .commands.render import render as render_document

    names = [*filter(None, only.split(","))]
    return render_document(
        to.split(","), out, only=names, notation=notation, engine=engine,
        labels=labels, tags=tags, cached=not no_cache,
    )  # fmt: skip


@app.command()
def codegen(
    to: Annotated[str, Option(help="Languages, as c,rust; or all.")],
    file: File = None,
    function: Annotated[
        str,
        Option(help="Functions, as concurrence,populations, or cavity; of a FILE all without it."),
    ] = "",
    noise: Annotated[str, Option(help="What the cavity has of delta,gamma_z,p_c.")] = "",
    precision: Annotated[str, Option(help="double or single.")] = "double",
    gradient: Annotated[
        bool, Option("--gradient", help="With derivatives, as a second function.")
    ] = False,
    module: Annotated[str, Option(help="Name of the code's module; twobath, or the FILE's.")] = "",
    out: Out = Path(),
    verify: Verify = False,
    require: Annotated[bool, Option("--require", help="Fail if a toolchain is missing.")] = False,
) -> int:
    """Write the functions, or the formulas of a file of yours, as code of other languages.

    beyondthermal codegen my.model.toml --to c,python --gradient --verify
    """
    if file is not None:
        if noise:
            raise ValueError("Option --noise is for --function cavity, not for a FILE.")
        from .commands.own_files import codegen_file

        return codegen_file(
            file, to.split(","), out, names=listed(function), precision=precision,
            gradient=gradient, module=module, verified=verify or require, require=require,
        )  # fmt: skip
    from .commands.codegen import generate_code

    return generate_code(
        to.split(","), (function or "concurrence").split(","), out, precision=precision,
        gradient=gradient, module=module or "twobath", noise=listed(noise),
        verified=verify or require, require=require,
    )  # fmt: skip


def main() -> None:
    """Run the command; without one show the help; a slip of the user's is one line, exit code 2."""
    prepare()
    try:
        code = app(sys.argv[1:] or ["--help"], standalone_mode=False)
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
