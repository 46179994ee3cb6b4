"""The gradients of the programs against SymPy's derivatives at 60 digits, and their conventions."""

from dataclasses import replace

import numpy as np
import pytest

from beyondthermal.numeric.codegen.vectors import vectors
from beyondthermal.numeric.programs import gradient
from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.gradient import with_gradient
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS, WITH_GRADIENT
from beyondthermal.numeric.programs.program import Node, Number, Operation, Program, walk


def error(name: str, count: int) -> float:
    """The largest error of a program with its gradient, over the allowed one."""
    program = with_gradient(FUNCTIONS[name].program)
    points = vectors(program, count)
    return points.error(compiled(program)(*points.arguments.T).tolist())


@pytest.mark.parametrize("name", WITH_GRADIENT)
def test_derivatives_agree_with_those_of_the_closed_form(name):
    assert error(name, 2000) <= 1


def test_the_values_are_those_of_the_routine_bit_for_bit():
    beta = np.random.default_rng(3).uniform(-20, 20, (2, 500))
    for name in WITH_GRADIENT:
        plain = compiled(FUNCTIONS[name].program, several=True)(*beta)
        both = compiled(with_gradient(FUNCTIONS[name].program))(*beta)
        assert np.array_equal(plain, both[:, : plain.shape[1]])


def test_the_gradient_vanishes_where_there_is_no_entanglement():
    function = compiled(with_gradient(FUNCTIONS["concurrence"].program))
    assert function([0.0, -3.0, 2.0], [0.0, -1.0, 2.0]).tolist() == [[0.0] * 3] * 3


def test_nan_is_handed_on_to_the_derivatives():
    function = compiled(with_gradient(FUNCTIONS["concurrence"].program))
    assert np.isnan(function([np.nan, 1.0], [1.0, np.nan])).all()


def test_names_say_what_is_differentiated_with_respect_to_what():
    program = with_gradient(FUNCTIONS["populations"].program)
    assert [name for name, _ in program.outputs][:6] == [
        "p_G", "p_S", "p_A", "p_E", "dp_G_dbeta_A", "dp_G_dbeta_S",
    ]  # fmt: skip


def test_nothing_is_bound_in_vain():
    for name in WITH_GRADIENT:
        program = with_gradient(FUNCTIONS[name].program)
        bodies = repr([body for _, body in (*program.parts, *program.outputs)])
        for part, _ in program.parts:
            assert f"Name(name='{part}')" in bodies


def called(node: Node) -> str:
    """The sign or the function of a node; a name or a number has none."""
    return getattr(node, "sign", getattr(node, "function", ""))


def rules(program: Program) -> set[str]:
    """The signs and functions whose rules the gradient of a program follows."""
    bodies = [body for _, body in (*program.parts, *program.outputs)]
    return {called(node) for body in bodies for node in walk(body)} - {""}


# Each rule with a program that needs it.
NEEDED = {rule: name for name in WITH_GRADIENT for rule in rules(FUNCTIONS[name].program)}


@pytest.mark.parametrize(("rule", "name"), sorted(NEEDED.items()))
def test_a_wrong_rule_would_be_seen(rule, name, monkeypatch):
    """Each rule in turn gives twice the slope."""
    row = gradient.ELEMENTARY[rule]

    def slope(value, operands, slopes):
        return Operation("*", Number(2.0), row.slope(value, operands, slopes))

    monkeypatch.setitem(gradient.ELEMENTARY, rule, replace(row, slope=slope))
    assert error(name, 500) > 1


def test_every_rule_for_the_inverse_temperatures_is_put_to_the_test():
    assert NEEDED.keys() == {*"+-*/", "abs", "exp", "max", "min", "negative", "sqrt"}
