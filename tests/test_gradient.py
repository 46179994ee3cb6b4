"""The gradients of the routines against SymPy's derivatives at 60 digits, and their conventions."""

import numpy as np
import pytest

from beyondthermal.numeric.codegen.generate import WITH_GRADIENT
from beyondthermal.numeric.codegen.vectors import vectors
from beyondthermal.numeric.functions import compiled
from beyondthermal.numeric.gradient import with_gradient
from beyondthermal.numeric.routine import Call, Operation, routine
from beyondthermal.numeric.routines import ROUTINES
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")


@pytest.mark.parametrize("name", WITH_GRADIENT)
def test_derivatives_agree_with_those_of_the_closed_form(name):
    program = with_gradient(ROUTINES[name]())
    points = vectors(program, 2000)
    found = compiled(program)(*points.arguments.T)
    assert points.error(found.tolist()) <= 1


def test_the_values_are_those_of_the_routine_bit_for_bit():
    beta = np.random.default_rng(3).uniform(-20, 20, (2, 500))
    for name in WITH_GRADIENT:
        plain = compiled(ROUTINES[name](), several=True)(*beta)
        both = compiled(with_gradient(ROUTINES[name]()))(*beta)
        assert np.array_equal(plain, both[:, : plain.shape[1]])


def test_the_gradient_vanishes_where_there_is_no_entanglement():
    gradient = compiled(with_gradient(ROUTINES["concurrence"]()))
    assert gradient([0.0, -3.0, 2.0], [0.0, -1.0, 2.0]).tolist() == [[0.0] * 3] * 3


def test_nan_is_handed_on_to_the_derivatives():
    gradient = compiled(with_gradient(ROUTINES["concurrence"]()))
    assert np.isnan(gradient([np.nan, 1.0], [1.0, np.nan])).all()


def test_names_say_what_is_differentiated_with_respect_to_what():
    program = with_gradient(ROUTINES["populations"]())
    assert [name for name, _ in program.outputs][:6] == [
        "p_G", "p_S", "p_A", "p_E", "dp_G_dbeta_A", "dp_G_dbeta_S",
    ]  # fmt: skip


def test_nothing_is_bound_in_vain():
    for name in WITH_GRADIENT:
        program = with_gradient(ROUTINES[name]())
        bodies = repr([body for _, body in (*program.parts, *program.outputs)])
        for part, _ in program.parts:
            assert f"Name(name='{part}')" in bodies


def test_a_wrong_rule_would_be_seen():
    """The product rule with a minus: a program whose derivative is off."""
    program = with_gradient(routine("test", (x, y), {"o": x * y}))
    (_, dx), (_, dy) = program.outputs[1:]
    assert not isinstance(dx, Operation | Call)
    assert (dx.name, dy.name) == ("y", "x")
