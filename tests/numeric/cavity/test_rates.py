"""The cavity's rates: one table, one check for any number, the same in every signature."""

import inspect
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from exact_cavity import Exact
from mpmath import iv, mp

from beyondthermal.derivations import cli
from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity import rates
from beyondthermal.symbolic.machine.cavity import HAMILTONIAN, JUMPS
from beyondthermal.symbolic.symbols import TABLE

ROOT = Path(__file__).parents[3]
DOORS: dict[str, Callable[..., Any]] = {
    "planes": cavity.concurrence,
    "precise": cavity.precise.steady_state,
    "exact": cavity.exact.steady_state,
    "enclose": cavity.enclose,
    "maximize": cavity.maximize,
    "threshold": cavity.threshold,
    "command": cli.cavity,
}


def test_the_rates_are_those_of_the_model_in_the_order_of_the_table() -> None:
    scales = [*(term.scale for term in HAMILTONIAN), *(rate for rate, _ in JUMPS)]
    assert set(rates.PARAMETERS) == {
        symbol.name for scale in scales for symbol in scale.free_symbols
    }
    order = [row.name for row in TABLE]
    assert sorted(rates.PARAMETERS, key=order.index) == list(rates.PARAMETERS)
    assert set(rates.Rates.__annotations__) == set(rates.PARAMETERS)
    assert {"kappa", "p", "gamma"} == set(rates.PARAMETERS) - set(rates.DEFAULTS)


@pytest.mark.parametrize("door", DOORS)
def test_every_door_takes_each_rate_with_its_default(door: str) -> None:
    taken = inspect.signature(DOORS[door]).parameters
    searched = {"maximize": {"p", "kappa"}, "threshold": {"p", "kappa"}}.get(door, set())
    for name in rates.PARAMETERS:
        if name in searched:
            assert name not in taken or taken[name].default is None
        elif door == "command":  # of a platform most are its own; else `complete` fills them in
            assert taken[name].default is None
        elif name in rates.DEFAULTS:
            assert float(taken[name].default) == rates.DEFAULTS[name]
        else:
            assert taken[name].default is inspect.Parameter.empty


@pytest.mark.parametrize("name", rates.PARAMETERS)
@pytest.mark.parametrize("door", DOORS)
def test_every_door_hands_each_rate_on(door: str, name: str) -> None:
    taken = inspect.signature(DOORS[door]).parameters
    number = float if door == "planes" else str
    given = {key: number(1) for key in ("kappa", "p", "gamma")} | {name: number("nan")}
    if door in ("maximize", "threshold"):
        given = {k: x for k, x in given.items() if k != "p"}
    over: dict[str, Any] = {"over": ["p"]} if "over" in taken else {}
    if name in given:
        with pytest.raises(ValueError, match=f"^Argument `{name}` must be a finite number"):
            DOORS[door](**given, **over)


@pytest.mark.parametrize("name", rates.PARAMETERS)
def test_the_dark_state_is_left_by_what_mixes(name: str) -> None:
    model = Exact(1, **{"g": 1, "kappa": 1, "p": 0, "gamma": 0} | {name: 1})
    dark = np.kron(np.array([0, 1, -1, 0]), np.array([1, 0]))
    dark = np.vectorize(Fraction)(np.outer(dark, dark))
    elsewhere = 2 * np.vectorize(Fraction)(np.eye(len(dark), dtype=int)) - np.kron(
        [[0, 0, 0, 0], [0, 1, -1, 0], [0, -1, 1, 0], [0, 0, 0, 0]], np.eye(2, dtype=int)
    )
    moved = [elsewhere.dot(x).any() for x in (model.dissipation(dark), model.commutator(dark))]
    assert any(moved) == (name in rates.MIXING)


NUMBERS: dict[str, Callable[[str], Any]] = {
    "float": float,
    "array": lambda text: np.array([1.0, float(text)]),
    "Fraction": Fraction,
    "mpf": mp.mpf,
    "interval": iv.mpf,
}


@pytest.mark.parametrize("kind", NUMBERS)
def test_one_check_holds_for_every_kind_of_number(kind: str) -> None:
    number = NUMBERS[kind]
    fine = {name: number("1") for name in rates.PARAMETERS}
    rates.check(fine)
    rates.check(fine | {"delta": number("-1"), "gamma": number("0")})
    for name, text, wanted in (
        ("kappa", "0", "must be positive, but got"),
        ("g", "-1", "must be positive, but got"),
        ("p_c", "-1", "must not be negative, but got"),
    ):
        with pytest.raises(ValueError, match=f"^Argument `{name}` {wanted} .*[0-9.]+"):
            rates.check(fine | {name: number(text)})
    with pytest.raises(ValueError, match="got 0 for all four"):
        rates.check(fine | {name: number("1") * 0 for name in rates.MIXING})


@pytest.mark.parametrize("door", [cavity.populations, cavity.precise.concurrence])
def test_a_wrong_name_is_refused_as_by_any_function(door: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match=r"missing.*gamma"):
        door(kappa=1, p=1)
    with pytest.raises(TypeError, match="unexpected keyword argument 'gama'"):
        door(kappa=1, p=1, gamma=1, gama=1)


# Collective decay at a rate gamma_c: a row of the table, an operator, and what is stored anew.
ANOTHER = """
import json
import numpy as np
from fractions import Fraction
from importlib import import_module
symbols = import_module("beyondthermal.symbolic.symbols")
from beyondthermal.symbolic.machine import cavity
from beyondthermal.symbolic.operators import J_S
row = symbols.Quantity("gamma_c", "", "", "rate", symbols.NONNEGATIVE, "collective decay rate")
symbols.TABLE += (row,)
symbols._BY_NAME[row.name] = row
cavity.JUMPS += ((row.symbol, cavity.Term(cavity.ONE, J_S)),)

from beyondthermal.numeric.stored import reading, __main__ as writing
anew = json.loads(writing.derived_files()["cavity.json"])
reading.stored = lambda name: anew

from exact_cavity import Exact, matrix
from beyondthermal.numeric.cavity import grid, ladder, populations, rates
from beyondthermal.numeric.scan.plan import Plan

assert "gamma_c" in rates.OPTIONAL and "gamma_c" not in rates.MIXING
given = {"kappa": Fraction(2), "p": Fraction(1, 2), "gamma": Fraction(1, 10)}
clean, noisy = rates.exact_rates(**given), rates.exact_rates(**given, gamma_c=Fraction(1, 3))
assert "gamma_c" not in clean
levels = ladder.solve(noisy, 2, Fraction)
assert levels != ladder.solve(clean, 2, Fraction)
model = Exact(2, g=1, **given)
lower = model.jumps[3][1] + model.jumps[6][1]
model.jumps.append((Fraction(1, 3), lower, lower.T))
real, imaginary = matrix(levels, 2)
assert not np.any(model.dissipation(real) + model.commutator(imaginary))
assert grid.Grid.of(**given, gamma_c=[0.1, 0.2]).shape == (2,)
floats = {"kappa": 2.0, "p": 0.5, "gamma": 0.1, "n_max": 2}
one = populations(**floats, gamma_c=1 / 3).tolist()
assert one == populations(**floats, gamma_c=[1 / 3, 0.2])[0].tolist()
assert one != populations(**floats).tolist()
assert Plan.of({"gamma_c": [0.1, 0.2]}, given, ["concurrence"]).shape == (2,)
try:
    rates.exact_rates(**given, gamma_c=-1)
except ValueError as error:
    print(error)
"""


def test_another_noise_term_needs_no_more_than_its_operator() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER],
        cwd=ROOT / "tests",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "Argument `gamma_c` must not be negative, but got -1.\n", done.stderr
