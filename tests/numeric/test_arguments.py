"""What isn't made of real numbers is refused everywhere, in one line with the argument's name."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import dask.array as da
import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import pandas as pd
import pint
import pytest
import sympy as sp
import xarray as xr

from beyondthermal.numeric import cavity, machine, thermodynamics, trajectories
from beyondthermal.numeric.programs.functions import array_function
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
BETAS = {"beta_A": 1, "beta_S": 1}
RATES = {"kappa": 1.0, "p": 0.1, "gamma": 0.1}
CAVITY = (cavity.concurrence, cavity.populations, cavity.density_matrix, cavity.photon_statistics)
# By function and argument, with all other arguments in order.
DOORS: dict[str, Callable[[Any], Any]] = {
    **{
        f"{f.__name__} {name}": lambda v, f=f, name=name: f(**BETAS | {name: v})
        for f in (machine.concurrence, machine.populations, machine.density_matrix,
                  machine.heat_currents, machine.entropy_production, thermodynamics.relaxation_gap)
        for name in ("beta_A", "beta_S")
    },
    **{
        f"concurrence_from_rates {name}": lambda v, name=name: machine.concurrence_from_rates(
            **{"gamma_plus": 1, "gamma_A": 1, "gamma_S": 1} | {name: v}
        )
        for name in ("gamma_plus", "gamma_A", "gamma_S")
    },
    **{
        f"effective_temperatures {name}": lambda v, name=name: machine.effective_temperatures(
            **RATES | {name: v}
        )
        for name in ("kappa", "p", "gamma", "g")
    },
    **{
        f"cavity.{f.__name__} {name}": lambda v, f=f, name=name: f(**RATES | {name: v})
        for f in CAVITY
        for name in ("kappa", "p", "gamma", "g", "delta", "gamma_z", "p_c")
    },
    "array_function x": lambda v: array_function((x, y), x + y)(v, 1.0),
    "array_function y": lambda v: array_function((x, y), [x + y, x])(1.0, v),
    "correlation one": lambda v: thermodynamics.correlation(v, [1.0, 2.0]),
    "correlation other": lambda v: thermodynamics.correlation([1.0, 2.0], v),
    **{
        f"sample {name}": lambda v, name=name: trajectories.sample(
            **{"beta_A": 0.0, "beta_S": 1.0, "time": 1.0, "count": 3} | {name: v}
        )
        for name in ("beta_A", "beta_S", "time")
    },
}  # fmt: skip


class Metres:
    """A quantity as astropy has it: a number and its unit."""

    value, unit = 1.0, "m"

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return np.array(1.0)


UNIT = pint.UnitRegistry()
WITH_UNIT = "a quantity with a unit: hand over its `.to(...).magnitude`"
NASTY: dict[str, tuple[Any, str]] = {
    "None": (None, "None"),
    "a list with None": ([1.0, None], "None"),
    "text": ("1.0", "text"),
    "texts": (["1", "2"], "text"),
    "bytes": (b"1", "text"),
    "a complex number": (1 + 0j, "complex numbers"),
    "complex numbers": (np.array([1, 2j]), "complex numbers"),
    "a date": (np.datetime64("2026-01-01"), "dates"),
    "a day": (date(2026, 1, 1), "datetime.date(2026, 1, 1)"),
    "a span": (np.timedelta64(1, "s"), "spans of time"),
    "records": (np.zeros(2, dtype=[("a", float), ("b", int)]), "a structured array"),
    "objects": (np.array([1, object], dtype=object), "<class 'object'>"),
    "a set": ({1.0}, "{1.0}"),
    "a dictionary": ({"a": 1}, "{'a': 1}"),
    "a function": (len, "<built-in function len>"),
    "ragged": ([[1.0], [1.0, 2.0]], "no rectangular array of numbers"),
    "a symbol": (sp.Symbol("z"), "z"),
    "an imaginary number": (sp.I, "I"),
    "an expression": (x + 1, "x + 1"),
    "an mpc": (mpmath.mpc(1, 1), "mpc(real='1.0', imag='1.0')"),
    "a signaling NaN": (Decimal("sNaN"), "Decimal('sNaN')"),
    "a quantity": (UNIT.Quantity(2.0, "MHz"), WITH_UNIT),
    "quantities": (UNIT.Quantity(np.ones(2), "MHz"), WITH_UNIT),
    "a list of quantities": ([UNIT.Quantity(2.0, "MHz")] * 2, WITH_UNIT),
    "another library's quantity": (Metres(), WITH_UNIT),
    "dates with labels": (pd.Series(pd.to_datetime(["2026-01-01", "2026-01-02"])), "dates"),
    "texts with labels": (xr.DataArray(["1", "2"]), "text"),
    "categories": (pd.Series(["a", "b"], dtype="category"), "'a'"),
    "a masked list": (np.ma.array([None, 1.0], mask=[False, True]), "None"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("value", "shown"), NASTY.values(), ids=NASTY)
def test_what_is_no_real_number_is_refused(door: str, value: Any, shown: str) -> None:
    name = door.split()[-1]
    if isinstance(value, np.ma.MaskedArray) and door.startswith("sample"):
        shown = "masked elements"
    with pytest.raises(ValueError, match="Argument `") as raised:
        DOORS[door](value)
    assert str(raised.value) == f"Argument `{name}` must be real, but got {shown}."


@pytest.mark.parametrize("door", DOORS)
def test_jax_traces_nothing_but_its_arrays_are_numbers(door: str) -> None:
    message = (
        f"Argument `{door.split()[-1]}` must be real, but got a JAX tracer: use the JAX code that "
        "`beyondthermal codegen --to jax` writes."
    )
    for transformed in (jax.jit(DOORS[door]), jax.grad(DOORS[door])):
        with pytest.raises(ValueError, match="Argument") as raised:
            transformed(1.0)
        assert str(raised.value) == message
    if door.startswith("concurrence"):
        assert DOORS[door](jnp.array(0.5)) == DOORS[door](0.5)


def test_lazy_objects_are_refused_when_they_are_computed() -> None:
    lazy = machine.concurrence(da.from_array(np.array(["1", "2"])), 1.0)
    with pytest.raises(ValueError, match="Argument `beta_A` must be real, but got text"):
        lazy.compute()


HALF = machine.concurrence(0.5, 5.0)
NUMBERS: dict[str, Any] = {
    "Fraction": Fraction(1, 2),
    "Decimal": Decimal("0.5"),
    "mpf": mpmath.mpf("0.5"),
    "SymPy's": sp.Rational(1, 2),
    "SymPy's expression": sp.sqrt(2) ** -2,
    "float16": np.float16(0.5),
    "float32": np.float32(0.5),
    "longdouble": np.longdouble(0.5),
    "a 0-d array": np.array(0.5),
    "an object array": np.array(Fraction(1, 2), dtype=object),
    "big-endian": np.array(0.5, dtype=">f8"),
}


@pytest.mark.parametrize("value", NUMBERS.values(), ids=NUMBERS)
def test_numbers_of_every_kind(value: Any) -> None:
    found = machine.concurrence(value, 5.0)
    assert found == HALF
    assert isinstance(found, np.float64)
    value = value.item() if isinstance(value, np.ndarray) else value
    assert machine.to_digits(value, 5)["C"] == pytest.approx(float(HALF), abs=1e-15)


LARGE = {
    "int": 10**400,
    "Fraction": Fraction(10**400),
    "Decimal": Decimal("1e400"),
    "mpf": mpmath.mpf("1e400"),
    "SymPy's integer": sp.Integer(10) ** 400,
    "SymPy's infinity": sp.oo,
    "longdouble": np.longdouble("1e400"),
}


@pytest.mark.parametrize("value", LARGE.values(), ids=LARGE)
@pytest.mark.parametrize("sign", [1, -1])
def test_beyond_a_double_is_the_limit(value: Any, sign: int) -> None:
    assert machine.concurrence(sign * value, 1.0) == machine.concurrence(sign * np.inf, 1.0)
    assert machine.populations([sign * value, 1.0], 1.0).tolist() == (
        machine.populations([sign * np.inf, 1.0], 1.0).tolist()
    )
    with pytest.raises(ValueError, match="`delta` must be a finite number, but got"):
        cavity.concurrence(**RATES, delta=sign * value)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.longdouble, np.int8, np.uint64, bool])
def test_every_type_is_computed_and_returned_in_double(kind: type) -> None:
    given = np.array([0, 1], dtype=kind)
    for door in ("concurrence beta_A", "populations beta_S", "cavity.concurrence gamma_z"):
        found = DOORS[door](given)
        assert found.dtype == np.float64
        assert found.tolist() == DOORS[door](np.array([0.0, 1.0])).tolist()


SLIPS = {
    "beta": (lambda: trajectories.sample([1.0, 2.0], 1.0, time=1.0, count=2),
             "Argument `beta_A` must be one number, but got 2 of them."),
    "count": (lambda: trajectories.sample(1.0, 1.0, time=1.0, count=2.5),
              "Argument `count` must be an integer, but got 2.5."),
    "seed": (lambda: trajectories.sample(1.0, 1.0, time=1.0, count=2, seed="seven"),
             "Argument `seed` must be a non-negative integer or a generator, but got 'seven'."),
    "too few": (lambda: array_function((x, y), x + y)(1.0),
                "Arguments `x`, `y` must be given, but got 1 of them."),
}  # fmt: skip


@pytest.mark.parametrize(("call", "message"), SLIPS.values(), ids=SLIPS)
def test_slips_are_one_line(call: Callable[[], Any], message: str) -> None:
    with pytest.raises((ValueError, TypeError)) as raised:
        call()
    assert str(raised.value) == message
