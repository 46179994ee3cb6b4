"""The commands that print or keep numbers: `evaluate`, `evolve`, `spectrum`, `cavity`, `scan`.

Nothing heavy is imported before one runs.
"""

import re
from pathlib import Path
from typing import Annotated

from typer import Option

from .options import AsCsv, AsJson, File, Many, ModelFile, Settings, listed

__all__ = ["cavity", "evaluate", "evolve", "scan", "spectrum"]


def evaluate(
    file: File = None,
    set_: Settings = None,
    function: Annotated[str, Option(help="Formulas of the file, as C,p_e; all without it.")] = "",
    numbers: Annotated[
        bool, Option("--numbers", help="A model's steady state in numbers alone, without algebra.")
    ] = False,
    beta_a: Annotated[
        Many, Option(help="Inverse temperature of reservoir A; also inf, -inf, 0,1,2.")
    ] = None,
    beta_s: Annotated[
        Many, Option(help="Inverse temperature of reservoir S; every pair is evaluated.")
    ] = None,
    digits: Annotated[int | None, Option(help="Digits; without it, double precision.")] = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Evaluate the formulas of a file of yours, or the two-reservoir machine.

    beyondthermal evaluate my.claims.toml --set x=2 --set y=0:10:101 --csv
    """
    if file is None:
        if set_ or function or csv or numbers:
            raise ValueError("Options --set, --function, --numbers and --csv need a FILE.")
        if not (beta_a and beta_s):
            raise ValueError("Options --beta-a and --beta-s are needed, or a FILE.")
        from .commands.evaluate import evaluate_machine

        print(evaluate_machine(beta_a, beta_s, digits, as_json=json))
        return
    if beta_a or beta_s or (json and csv):
        raise ValueError("A FILE takes --set, and one of --json and --csv, not --beta-a, --beta-s.")
    if numbers and digits is not None:
        raise ValueError("Options --numbers and --digits don't go together.")
    from .commands.own_files import evaluate_file, in_numbers

    form = _form(json=json, csv=csv)
    if numbers:
        from .formula_files.model_rows import steady_rows

        print(in_numbers(file, lambda m, d: steady_rows(m, set_ or (), listed(function), d), form))
        return
    print(evaluate_file(file, set_ or (), listed(function), digits, as_=form))


def _form(*, json: bool, csv: bool) -> str:
    if json and csv:
        raise ValueError("One of --json and --csv is enough.")
    return "json" if json else "csv" if csv else "table"


def evolve(
    file: ModelFile,
    times: Annotated[str, Option(help="0:10:101 or 0,1,2; in one over the unit of rates.")],
    set_: Settings = None,
    initial: Annotated[
        str | None, Option(help="The state at time zero, as projector(e); or the FILE's.")
    ] = None,
    function: Annotated[str, Option(help="Results of the model, as p_e,C; all without it.")] = "",
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Let the state of a model evolve in time: populations, observables, entanglement.

    beyondthermal evolve my.model.toml --set g=1 --times 0:10:101 --initial "projector(e)"
    """
    form = _form(json=json, csv=csv)
    from .commands.own_files import in_numbers
    from .formula_files.model_rows import evolved_rows

    names = listed(function)
    print(
        in_numbers(file, lambda m, d: evolved_rows(m, set_ or (), times, initial, names, d), form)
    )


def spectrum(
    file: ModelFile,
    operator: Annotated[str, Option(help="A, as sigma_minus or transition(g, e).")],
    frequencies: Annotated[str, Option(help="-5:5:201 or 0,1,2; in the unit of rates.")],
    set_: Settings = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Fourier transform of <A†(t)A> - |<A>|² in the steady state of a model.

    beyondthermal spectrum my.model.toml --set g=1 --operator a --frequencies=-5:5:201
    """
    form = _form(json=json, csv=csv)
    from .commands.own_files import in_numbers
    from .formula_files.model_rows import spectrum_rows

    print(in_numbers(file, lambda m, _: spectrum_rows(m, set_ or (), operator, frequencies), form))


def cavity(
    kappa: Annotated[str | None, Option(help="Photon emission rate of the cavity.")] = None,
    p: Annotated[str | None, Option(help="Pump rate of each qubit.")] = None,
    gamma: Annotated[str | None, Option(help="Relaxation rate of each qubit.")] = None,
    g: Annotated[
        str | None, Option(help="Coupling of each qubit, the unit of rates; 1 without it.")
    ] = None,
    delta: Annotated[
        str | None, Option(help="Detuning, +δ for one qubit, −δ for the other.")
    ] = None,
    gamma_z: Annotated[str | None, Option(help="Pure dephasing rate of each qubit.")] = None,
    p_c: Annotated[str | None, Option(help="Incoherent pump rate of the cavity.")] = None,
    platform: Annotated[
        str | None, Option(help="quantum-dots or circuit-qed: a device, in units of its own.")
    ] = None,
    set_: Annotated[
        Many, Option("--set", help='A quantity of the platform, as T1="5 ns"; repeatable.')
    ] = None,
    n_max: Annotated[
        int | None, Option(help="Largest photon number; without it, as many as it takes.")
    ] = None,
    digits: Annotated[
        int | None, Option(help="Digits that are right; without it, 13, in double precision.")
    ] = None,
    exact: Annotated[bool, Option("--exact", help="As fractions and square roots.")] = False,
    enclose: Annotated[
        bool, Option("--enclose", help="Between bounds that are certain, without a cutoff.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Concurrence and populations of the full cavity model, Eqs. (7)-(8).

    beyondthermal cavity --kappa 2 --p 0.005 --gamma 0.001

    beyondthermal cavity --platform circuit-qed --kappa "15 MHz" --set T1="30 us"
    """
    from .commands.cavity import evaluate_cavity, in_units_of_g, of_a_device

    given = {
        name: value
        for name, value in (
            ("kappa", kappa), ("p", p), ("gamma", gamma), ("g", g), ("delta", delta),
            ("gamma_z", gamma_z), ("p_c", p_c),
        )
        if value is not None
    }  # fmt: skip
    if platform is not None:
        given = of_a_device(platform, given, set_ or (), silent=json)
    elif set_:
        raise ValueError("Option --set needs --platform.")
    elif not {"kappa", "p", "gamma"} <= given.keys():
        raise ValueError("Options --kappa, --p and --gamma are needed, or --platform.")
    elif g is not None and re.search(r"\d.*[A-Za-zµμ]$", g.strip()):
        given = in_units_of_g(given)
    print(evaluate_cavity(n_max, digits, given, as_json=json, exactly=exact, enclosed=enclose))


def scan(
    grid: Annotated[list[str], Option(help="kappa=0.1:10:400:log, p=0:0.1:11 or g=1,2; an axis.")],
    fix: Annotated[Many, Option(help="gamma=1e-3; a parameter that stays the same.")] = None,
    out: Annotated[Path, Option(help="The Zarr folder; unfinished, it is gone on with.")] = (
        Path("scan.zarr")
    ),
    quantity: Annotated[
        str, Option(help="concurrence, populations, photons; several by commas.")
    ] = "concurrence",
    processes: Annotated[int, Option(help="Processes of this machine.")] = 1,
    dask: Annotated[str | None, Option(help="Address of a Dask cluster, tcp://host:8786.")] = None,
) -> int:
    """Evaluate the full cavity model on a grid, in chunks that outlive a crash.

    beyondthermal scan --grid kappa=0.1:10:400:log --grid p=0:0.1:400 --fix gamma=1e-3
    """
    from .commands.scan import scan_grid

    return scan_grid(
        grid, fix or [], out, quantities=quantity.split(","), processes=processes, dask=dask
    )
