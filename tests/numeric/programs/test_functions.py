"""Compiled array programs: right for any expression of the closed set, broadcast like a ufunc."""

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from mpmath import mp

from beyondthermal.numeric.programs import functions
from beyondthermal.numeric.programs.functions import array_function, precise_function
from beyondthermal.symbolic.symbols import symbols

x, y, S, P, A = symbols("x y S P A")
NAMED = ((S, x + y), (P, x * y), (A, S - P))


def leaves() -> st.SearchStrategy[sp.Expr]:
    numbers = st.sampled_from([sp.Integer(1), sp.Integer(3), sp.Rational(1, 2), sp.Rational(-5, 4)])
    return st.sampled_from([S, P, A]) | st.sampled_from([x, y, S, P, A]) | numbers


def nodes(children: st.SearchStrategy[sp.Expr]) -> st.SearchStrategy[sp.Expr]:
    several = st.lists(children, min_size=2, max_size=4)
    return st.one_of(
        several.map(lambda terms: sp.Add(*terms)),
        several.map(lambda terms: sp.Add(terms[0], *(-term for term in terms[1:]))),
        several.map(lambda terms: sp.Mul(*terms)),
        st.tuples(children, children).map(lambda pair: pair[0] / (pair[1] ** 2 + 1)),
        children.map(lambda child: child**2),
        children.map(lambda child: sp.sqrt(child**2 + 2)),
        st.tuples(children, children).map(
            lambda pair: sp.sqrt(pair[0] ** 2 + 1) * sp.sqrt(sp.Abs(pair[1]) + 3)
        ),
        children.map(sp.Abs),
        children.map(lambda child: sp.exp(-sp.Abs(child))),
        st.tuples(children, children).map(lambda pair: sp.Max(*pair)),
        st.tuples(children, children).map(lambda pair: sp.Min(*pair)),
    )


expressions = st.recursive(leaves(), nodes, max_leaves=12)


def compilable(expr: sp.Expr) -> bool:
    """Square roots and powers up to the fourth are all there are."""
    powers = {p.exp for p in expr.atoms(sp.Pow)} if expr.free_symbols else {sp.nan}
    return powers <= {sp.Rational(1, 2), *map(sp.Integer, (-4, -3, -2, -1, 2, 3, 4))}


def expected(outputs: list[sp.Expr], a: float, b: float) -> list[float]:
    """By SymPy's own printer for Python's math module, the named parts as plain arguments."""
    values = {S: a + b, P: a * b, A: a + b - a * b, x: a, y: b}
    return list(sp.lambdify(list(values), outputs, "math")(*values.values()))


@given(st.lists(expressions.filter(compilable), min_size=1, max_size=3))
@settings(max_examples=300)
def test_a_program_computes_what_it_was_made_from(outputs: list[sp.Expr]) -> None:
    """Registers are handed on from part to part; not one is overwritten too early."""
    points = [(0.375, 2.5), (-1.75, 0.0625)]
    found = array_function((x, y), outputs, NAMED)(*np.transpose(points))
    assert found.shape == (len(points), len(outputs))
    for row, point in zip(found, points, strict=True):
        np.testing.assert_allclose(row, expected(outputs, *point), rtol=1e-12, atol=1e-12)


def test_a_register_is_not_handed_on_while_an_operand_waits() -> None:
    """Here S is used up inside the square, while P + S has still to be taken."""
    outputs = [S + P + S**2, 3 * P]
    assert array_function((x, y), outputs, NAMED)(2.0, 3.0).tolist() == [36.0, 18.0]


def test_two_names_for_the_same_content_keep_it_apart() -> None:
    """S is used up in A while the output, which is the same sum, still waits."""
    assert array_function((x, y), x + y, NAMED)(0.375, 2.5) == 2.875
    twice = ((S, x + y), (P, x + y), (A, S * 2))
    assert array_function((x, y), [A, P, x + y], twice)(1.0, 2.0).tolist() == [6.0, 3.0, 3.0]


def test_programs_without_a_register() -> None:
    column, row = np.ones((2, 1)), np.ones((1, 3))
    assert array_function((x, y), sp.Integer(3))(column, row).tolist() == [[3.0] * 3] * 2
    assert array_function((x, y), [y, x])(column, 2.0).tolist() == [[[2.0, 1.0]], [[2.0, 1.0]]]


def test_a_constant_is_a_function_of_nothing() -> None:
    assert array_function((), sp.Rational(1, 4))() == 0.25
    assert array_function((), [sp.Integer(2), sp.Rational(1, 4)])().tolist() == [2.0, 0.25]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_may_have_any_number_of_terms(sign: int) -> None:
    """Python has no room for a term inside of a term, 200 times: halves are added."""
    terms = [sp.Rational(k, 7) * x ** (k % 20) * y ** (k // 20) for k in range(1, 1000)]
    other = sum(float(term.subs({x: 0.5, y: 0.25})) for term in terms)
    found = array_function((x, y), sign * sp.Add(*terms))(0.5, 0.25)
    assert found == pytest.approx(sign * other, rel=1e-15)
    factors = array_function((x, y), sp.Mul(*(k + x for k in range(1, 100))))(0.5, 0.0)
    assert found.dtype == np.float64
    assert factors == pytest.approx(float(sp.rf(sp.Rational(3, 2), 99)), rel=1e-14)


@pytest.mark.parametrize("power", [x**y, 2**x, x ** sp.sqrt(2)])
def test_any_power_is_that_of_numpy(power: sp.Expr) -> None:
    """SymPy makes a power of exp(b log a), whatever b is."""
    one, other = np.meshgrid(np.geomspace(0.01, 100, 9), np.linspace(0.1, 5, 7))
    exponent = {x**y: other, 2**x: one}.get(power, np.sqrt(2))
    base = 2.0 if power == 2**x else one
    found = array_function((x, y), power)(one, other)
    assert found == pytest.approx(np.power(base, exponent), rel=1e-14)


PROGRAM = array_function((x, y), x - 2 * y)
PAIR = array_function((x, y), [x + y, x - y])


@st.composite
def arrays(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Shapes that broadcast, of size zero too; Fortran order, reversed, strided, transposed."""
    shapes = draw(hnp.mutually_broadcastable_shapes(num_shapes=2, min_side=0, max_side=7))
    found = []
    for shape in shapes.input_shapes:
        layout = draw(st.sampled_from(["C", "F", "reversed", "strided", "transposed"]))
        wide = (*shape[:-1], 2 * shape[-1]) if layout == "strided" and shape else shape
        wide = shape[::-1] if layout == "transposed" else wide
        array = draw(hnp.arrays(np.float64, wide, elements=st.integers(-9, 9)))
        match layout:
            case "F":
                array = np.array(array, order="F")
            case "reversed":
                array = array[::-1] if shape else array
            case "strided":
                array = array[..., ::2] if shape else array
            case "transposed":
                array = array.T
        assert array.shape == shape
        found.append(array)
    return found[0], found[1]


@given(arrays(), st.sampled_from([1, 2, 3, 4, 64]))
@settings(max_examples=200)
def test_broadcasts_like_a_ufunc(pair: tuple[np.ndarray, np.ndarray], chunk: int) -> None:
    """Whatever the layout, and wherever a chunk ends."""
    a, b = pair
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(functions, "CHUNK", chunk)
        one, two = PROGRAM(a, b), PAIR(a, b)
    difference = np.subtract(a, 2 * b)
    assert np.shape(one) == difference.shape
    assert np.array_equal(one, difference)
    assert np.array_equal(two, np.stack([np.add(a, b), np.subtract(a, b)], axis=-1))


@pytest.mark.parametrize("offset", [-1, 0, 1])
@pytest.mark.parametrize("chunks", [1, 2, 3])
def test_chunk_boundaries(chunks: int, offset: int) -> None:
    n = chunks * functions.CHUNK + offset
    a, b = np.arange(n, dtype=float), np.arange(n, dtype=float)[::-1]
    assert np.array_equal(PROGRAM(a, b), a - 2 * b)
    # An axis that ends inside a chunk: pieces shrink and grow again.
    rows, columns = np.arange(3.0)[:, None], a[None]
    assert np.array_equal(PROGRAM(rows, columns), rows - 2 * columns)
    assert np.array_equal(PROGRAM(rows.T, columns.T), rows.T - 2 * columns.T)


@pytest.mark.parametrize("argument", [2, 2.0, True, np.float32(2), np.int64(2), np.array(2)])
def test_scalars_stay_scalar(argument: object) -> None:
    found = PROGRAM(argument, 1)
    assert isinstance(found, np.float64)
    assert found == float(argument) - 2
    assert isinstance(PAIR(argument, 1), np.ndarray)
    assert PAIR(argument, 1).shape == (2,)


def test_lists_and_other_number_types_are_taken() -> None:
    assert PROGRAM([1, 2], (3, 4)).tolist() == [-5.0, -6.0]
    assert PROGRAM(np.array([1, 2], dtype=np.int8), np.float32(0.5)).dtype == np.float64


def test_arguments_are_left_alone() -> None:
    a, b = np.arange(5.0), np.arange(5.0)
    a.flags.writeable = b.flags.writeable = False
    found = array_function((x, y), x)(a, b)
    assert not np.shares_memory(found, a)
    assert np.array_equal(found, a)


@pytest.mark.parametrize(
    ("shapes", "named"), [([(2,), (3,)], "(2,) and (3,)"), ([(2, 1), (3, 1)], "(2, 1) and (3, 1)")]
)
def test_shapes_that_do_not_broadcast_are_named(shapes: list, named: str) -> None:
    with pytest.raises(ValueError, match="broadcast") as error:
        PROGRAM(*map(np.zeros, shapes))
    assert str(error.value) == (
        f"Arguments `x` and `y` must have shapes that broadcast, but got {named}."
    )


@given(st.lists(expressions.filter(compilable), min_size=1, max_size=2), st.integers(15, 60))
@settings(max_examples=30)
def test_precise_functions_follow_the_precision_in_force(
    outputs: list[sp.Expr], digits: int
) -> None:
    plain = [expr.subs(dict(NAMED[::-1])).subs({S: x + y, P: x * y}) for expr in outputs]
    function = precise_function((x, y), plain)
    at = {x: sp.Rational(3, 8), y: sp.Rational(5, 2)}
    with mp.workdps(digits):
        for found, expr in zip(function(mp.mpf("0.375"), mp.mpf("2.5")), plain, strict=True):
            expected = mp.mpf(expr.subs(at).evalf(digits + 10))
            assert abs(found - expected) <= mp.mpf(10) ** (5 - digits) * (1 + abs(expected))
