"""Accurate programs: digits next to the ends of domains, and values for arguments of any size."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import pytest
import sympy as sp
from mpmath import mp

from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.derivations.formula_files.loading import load
from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model
from beyondthermal.numeric.programs.accurate import accurate_program
from beyondthermal.numeric.programs.functions import array_function, compiled, precise_function
from beyondthermal.symbolic.accuracy.slopes import slopes
from beyondthermal.symbolic.symbols import declared

POSITIVE = sp.Interval.open(0, sp.oo)
MODELS = files("beyondthermal.derivations.models")


@cache
def model(name: str) -> Model:
    return read_model(tomllib.loads((MODELS / f"{name}.model.toml").read_text("utf-8")))


def worst(function, exact, points: np.ndarray) -> float:
    """The largest relative error."""
    with mp.workdps(80):
        pairs = [(function(*row), exact(*map(mp.mpf, row))[0]) for row in points.tolist()]
        return max(
            float(abs(mp.mpf(float(found)) - value) / abs(value)) if np.isfinite(found) else np.inf
            for found, value in pairs
        )


@pytest.mark.parametrize("name", ["p_1", "p_2", "p_3"])
@pytest.mark.parametrize("size", [1.0, 1e-4, 1e-8, 1e-12])
def test_the_maser_keeps_its_digits_at_hot_baths(name: str, size: float) -> None:
    maser = model("three_level_maser")
    arguments = maser.arguments(name)
    hot = np.array([maser.where[v].inf == 1 for v in arguments])
    points = 10 ** np.random.default_rng(4).uniform(-1, 1, (50, len(arguments)))
    points = np.where(hot, 1 + size * points, points)
    exact = precise_function(arguments, [maser.names[name]])
    assert worst(maser.function(name), exact, points) < 8e-16
    plain = array_function(arguments, maser.names[name])
    assert size == 1 or worst(plain, exact, points) > 1e-9


@pytest.mark.parametrize(
    "name", ["three_level_maser", "driven_atom", "two_qubit_thermal_machine", "damped_oscillator"]
)
def test_populations_are_total(name: str) -> None:
    """Whichever argument is very large, or all together; infinity gives the limit."""
    found = model(name)
    key = next(key for key in found.results if key.startswith("p_"))
    arguments, function = found.arguments(key), found.function(key)
    exact = precise_function(arguments, [found.names[key]])
    usual = 1.5 + 0.25 * np.arange(len(arguments))
    with mp.workdps(2000):
        for k in range(len(arguments)):
            for size in (1e-300, 1e200, 1e308, np.inf):
                point = usual.copy()
                start = float(found.where[arguments[k]].inf)
                point[k] = start + size if start > 0 else size
                at = [mp.mpf(10) ** 500 if np.isinf(v) else mp.mpf(v) for v in point.tolist()]
                value, wanted = float(function(*point)), exact(*at)[0]
                if size == 1e-300 and start > 0:
                    continue
                assert abs(value - wanted) <= 1e-15 + 1e-14 * abs(wanted), (arguments[k], size)


def test_squeezing_and_nearly_equal_roots_keep_their_digits() -> None:
    """What is left of cosh - sinh at a small angle, and of √x - √y, is a sum of positive terms."""
    x, y, z = (declared(name, POSITIVE) for name in "xyz")
    where = dict.fromkeys((x, y, z), POSITIVE)
    noise = sp.cosh(2 * x) - sp.cos(y) * sp.sinh(2 * x)
    gap = x**2 + x * y - 2 * x * sp.sqrt(x) * sp.sqrt(y)
    random = np.random.default_rng(3)
    points = np.stack([random.uniform(2, 5, 40), 10 ** random.uniform(-4, -2, 40)], axis=-1)
    near = np.stack([points[:, 0], points[:, 0] * (1 + points[:, 1])], axis=-1)
    cases = (noise / (z + noise), points, 2e-15, 1e-12), (gap / (z + gap), near, 1e-11, 1e-10)
    for value, at, kept, lost in cases:
        given = np.column_stack([at, np.ones(40)])
        exact = precise_function([x, y, z], [value])
        program = accurate_program("f", [x, y, z], {"f": value}, where)
        assert worst(compiled(program), exact, given) < kept
        assert worst(array_function([x, y, z], value), exact, given) > lost


def test_the_gradient_of_a_product_of_differences_keeps_its_digits() -> None:
    """As that of an entropy production: it is zero with them, on the diagonal."""
    x, y = (declared(name, sp.S.Reals) for name in "xy")
    value = (x - y) * (sp.exp(x) - sp.exp(y)) / (sp.exp(x) + sp.exp(y) + 1)
    found = slopes(value, [x, y], {})
    assert found is not None
    points = 10 ** np.random.default_rng(5).uniform(-7, -5, (40, 2))
    for slope in found:
        program = accurate_program("f", [x, y], {"f": slope}, {})
        exact = precise_function([x, y], [slope])
        assert worst(compiled(program), exact, points) < 1e-14


def test_arguments_with_a_common_factor_may_have_any_size() -> None:
    x, y, z = (declared(name, POSITIVE) for name in "xyz")
    where = dict.fromkeys((x, y, z), POSITIVE)
    value = x**2 * y / (x**2 + y * z + z**2)
    function = compiled(accurate_program("f", (x, y, z), {"f": value}, where))
    usual = function(2.0, 3.0, 5.0)
    for scale in (1e-300, 1e-160, 1e160, 1e300):
        assert function(2 * scale, 3 * scale, 5 * scale) == pytest.approx(usual * scale, rel=1e-15)
    assert np.isnan(function(np.nan, 3.0, 5.0))


FORMULAS: Mapping[str, tuple[str, float]] = {
    "1/(exp(x/y) - 1)": ("x", 1e-9),
    "log(1 + x)/y": ("x", 1e-12),
    "(exp(2*x) - exp(x))/(exp(3*x) - 1)": ("x", 1e-9),
    "1 - cos(x)": ("x", 1e-6),
}


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_keep_their_digits_next_to_zero(text: str) -> None:
    x, y = (declared(name, POSITIVE) for name in "xy")
    value = sp.sympify(text, locals={"x": x, "y": y})
    _, size = FORMULAS[text]
    points = np.random.default_rng(2).uniform(1, 2, (40, 2)) * [size, 1]
    function = compiled(accurate_program("f", (x, y), {"f": value}, {x: POSITIVE, y: POSITIVE}))
    exact = precise_function((x, y), [value])
    assert worst(function, exact, points) < 2e-15


def test_a_difference_that_cancels_at_few_points_is_one_quotient() -> None:
    """At most points the difference is better by two bits, and at some nothing is left of it."""
    a, b, s, i = (declared(name, POSITIVE) for name in "absi")
    carnot = 1 - i * b / ((s + i) * b + a)
    where = dict.fromkeys((s, i, b, a), POSITIVE)
    function = compiled(accurate_program("f", (s, i, b, a), {"f": carnot}, where))
    points = 10 ** np.random.default_rng(3).uniform(-7, 7, (50, 4))
    assert worst(function, precise_function((s, i, b, a), [carnot]), points) < 8e-16


def test_parts_of_several_outputs_stay_apart() -> None:
    """Each has an exponential, and a distance from an end, that is called e_1."""
    x, y = (declared(name, POSITIVE) for name in "xy")
    e = declared("e", sp.Interval.open(1, sp.oo))
    f, g = ((sp.exp(2 * u) - sp.exp(u)) / (sp.exp(3 * u) - 1) for u in (x, y))
    outputs = {"f": f, "g": g, "h": (e**2 - e) / (e**3 - 1), "k": f + g}
    where = {x: POSITIVE, y: POSITIVE, e: sp.Interval.open(1, sp.oo)}
    found = compiled(accurate_program("f", (x, y, e), outputs, where))(1.0, 2.0, 3.0)
    exact = precise_function((x, y, e), [*outputs.values()])(1, 2, 3)
    np.testing.assert_allclose(found, [float(value) for value in exact], rtol=1e-15)


@cache
def machine() -> FormulaFile:
    return load("paper")


@pytest.mark.parametrize("name", ["C", "N1", "N2", "p_G", "p_S", "p_A", "p_E", "Q_S"])
def test_functions_of_two_exponentials_keep_their_digits_at_any_size(name: str) -> None:
    """As far as the last digits of exponents let them: next to 0, and where exp overflows."""
    arguments, value = machine().arguments(name), machine().expressions[name]
    function = compiled(accurate_program(name, arguments, {name: value}, machine().where))
    draw = np.random.default_rng(0).uniform
    near = draw([1e-8, 5e-8], [3e-8, 1e-7], (30, 2))
    far = [[-1e6, 3.0], [3.0, 1e6]]
    points = np.concatenate([draw(-720, 720, (60, 2)), draw(-40, 40, (30, 2)), near, far])
    exact = precise_function(arguments, [value])
    with mp.workdps(400):
        for point in points.tolist():
            wanted = exact(*map(mp.mpf, point))[0]
            if abs(wanted) < 1e307:
                allowed = 4e-15 * (1 + max(map(abs, point))) * abs(wanted) + 1e-300
                assert abs(function(*point) - wanted) <= allowed, point


@pytest.mark.parametrize("size", [1e70, 1e160, 1e300, np.inf])
def test_algebraic_fractions_have_their_limits(size: float) -> None:
    """What stands beside a fraction grows as its denominator does."""
    x, y = (declared(name, POSITIVE) for name in "xy")
    value = sp.Max(0, sp.Abs(x - y) * (x + y) / 2 - sp.sqrt(x * y * (x**2 + y))) / (x + y) ** 2
    function = compiled(accurate_program("f", (x, y), {"f": value}, {x: POSITIVE, y: POSITIVE}))
    with mp.workdps(700):
        exact = precise_function((x, y), [value])
        for y_ in (3.0, 1e10):
            wanted = exact(mp.mpf(min(size, 1e305)), mp.mpf(y_))[0]
            assert abs(function(size, y_) - wanted) < 1e-15


def test_quotients_of_hyperbolic_functions_have_their_limits() -> None:
    x, y = (declared(name, POSITIVE) for name in "xy")
    value = (sp.sinh(x) ** 2 + y) / (2 * sp.sinh(x) ** 2 + y + 1)
    function = compiled(accurate_program("f", (x, y), {"f": value}, {x: POSITIVE, y: POSITIVE}))
    assert function(1e5, 2.0) == function(np.inf, 2.0) == 0.5
    assert function(1e-9, 2.0) == pytest.approx(2 / 3, rel=1e-15)


def test_logarithms_of_quotients_next_to_one_keep_their_digits() -> None:
    """The entropy of a level that is nearly empty, or nearly half full: log p_0, log(p_0/p_1)."""
    x = declared("x", sp.Interval.open(0, sp.oo))
    y = declared("y", sp.Interval.open(0, sp.oo))
    p_1 = x**2 / (y**2 + 2 * x**2)
    p_0 = (x**2 + y**2) / (y**2 + 2 * x**2)
    value = -p_1 * sp.log(p_1) - p_0 * sp.log(p_0)
    outputs = dict(zip("fgh", [value, *slopes(value, (x, y), {})], strict=True))
    function = compiled(accurate_program("f", (x, y), outputs, {}))
    exact = precise_function((x, y), [value, value.diff(x), value.diff(y)])
    for point in ((1e-7, 1.0), (1.0, 1e7), (1.0, 1.0), (1e7, 1.0), (1.0, 0.7)):
        with mp.workdps(60):
            wanted = [*map(float, exact(*map(mp.mpf, point)))]
        assert function(*point) == pytest.approx(wanted, rel=2e-15, abs=0), point
