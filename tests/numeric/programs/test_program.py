"""Programs: what they compute, what they refuse, and that nothing overflows on the way."""

import numpy as np
import pytest
import sympy as sp

from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.numeric.programs.program import Call, Name, Number, Operation, names
from beyondthermal.symbolic.symbols import symbols

x, y, S, P = symbols("x y S P")


def program(*outputs: sp.Expr, named=()):
    return program_of("test", (x, y), {f"o{k}": body for k, body in enumerate(outputs)}, named)


def test_a_quotient_is_one_division():
    """Not a product with an inverse that several outputs share, and that may overflow."""
    ratio = program((x + 1) / y, (x + 2) / y)
    assert ratio.parts == ()
    tiny = 1e-310
    assert compiled(ratio)(0.0, tiny)[0] == np.inf
    assert compiled(program(x / y, x / y + 1))(tiny, tiny).tolist() == [1.0, 2.0]


def test_shared_parts_stand_before_their_first_use():
    for function in FUNCTIONS.values():
        known = set(function.program.arguments)
        for name, body in (*function.program.parts, *function.program.outputs):
            assert set(names(body)) <= known
            known.add(name)


def test_powers_are_products_of_a_name():
    ((_, body),) = program(x**3).outputs
    assert body == Operation("*", Operation("*", Name("x"), Name("x")), Name("x"))


def test_the_base_of_a_power_is_bound_once():
    square = program((x + y) ** 2)
    assert [name for name, _ in square.parts] == ["u0"]
    assert compiled(square)(1.0, 2.0) == 9.0


def test_what_is_subtracted_comes_last_and_numbers_after_names():
    ((_, body),) = program(2 - x + y).outputs
    assert body == Operation("-", Operation("+", Name("y"), Number(2.0)), Name("x"))


def test_select_is_a_piecewise_with_one_condition():
    ((_, body),) = program(sp.Piecewise((x, x > y), (y, True))).outputs
    assert body == Call("select", (Name("x"), Name("y"), Name("x"), Name("y")))
    function = compiled(program(sp.Piecewise((x, x > y), (y, True))))
    assert function([1.0, 3.0], 2.0).tolist() == [2.0, 3.0]


@pytest.mark.parametrize(
    "body",
    [
        sp.erf(x),
        sp.Piecewise((x, sp.Eq(x, y)), (y, True)),
        sp.Function("f")(x),
        sp.I,
        sp.gamma(x),
    ],
)
def test_what_is_outside_the_closed_set_is_refused(body):
    with pytest.raises(ValueError, match="no program for"):
        program(body)


def test_named_parts_keep_their_names_and_order():
    parts = program(S * P, named=((S, x + y), (P, x * y))).parts
    assert [name for name, _ in parts] == ["S", "P"]


def test_a_fraction_that_no_double_holds_is_a_division():
    ((_, body),) = program(x + sp.Rational(1, 3)).outputs
    assert body == Operation("+", Name("x"), Operation("/", Number(1.0), Number(3.0)))


def test_what_is_shared_as_a_whole_goes_by_its_name():
    parts = dict(program(x + y, named=((P, x * (x + y)), (S, x + y))).parts)
    assert list(parts) == ["S", "P"]
    assert parts["P"] == Operation("*", Name("S"), Name("x"))


def test_inverses_within_inverses_are_divisions_too():
    x, y = symbols("x y")
    inner = 1 / (1 / x + y)
    program = program_of("f", (x, y), {"f": inner + 1 / x, "g": sp.exp(inner) / x + inner})
    assert compiled(program)(2.0, 1.5) == pytest.approx([1.0, np.exp(0.5) / 2 + 0.5], rel=1e-15)


def test_a_comparison_that_several_share_chooses_in_each():
    x, y = symbols("x y")
    sides = {"f": sp.Piecewise((x, x > y), (y, True)), "g": sp.Piecewise((1, x > y), (x, True))}
    program = program_of("f", (x, y), sides)
    assert compiled(program)(2.0, 1.5).tolist() == [2.0, 1.0]
    assert compiled(program)(1.0, 1.5).tolist() == [1.5, 1.0]
