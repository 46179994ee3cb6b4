"""Statements become questions of the checker that say the same, or none at all."""

import pytest
import sympy as sp

from beyondthermal.derivations.proofs.questions import as_question, tables
from beyondthermal.derivations.proofs.search import find
from beyondthermal.derivations.proofs.terms import domain, term
from beyondthermal.symbolic.operator_notation import average, tensor, vec
from beyondthermal.symbolic.statements import (
    Cut,
    Iff,
    InDimensions,
    Leading,
    Meaning,
    Rounded,
    lim,
    sup,
)
from beyondthermal.symbolic.symbols import POSITIVE, symbols

x, y, C, N1, beta_A, omega_0 = symbols("x y C N1 beta_A omega_0")
c_1, c_1_dagger, J_S, rho = symbols("c_1 c_1_dagger J_S rho")
EVERYWHERE = Meaning(dict.fromkeys((x, y), POSITIVE))
UP = ["0", True, "oo", True]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (sp.Lt(C, sp.Rational(1, 3)), ["<", "C", ["/", 1, 3]]),
        (sp.Eq(lim(C, x, 0, y, sp.oo), 1), ["limit", "C", {"x": "0", "y": "oo"}, 1]),
        (sp.Eq(sup(C, y, sp.oo), 1), ["and", ["<=", "C", 1], ["limit", "C", {"y": "oo"}, 1]]),
        (sp.Eq(lim(lim(C, x, 0), y, sp.oo), 1), ["limits", "C", [{"x": "0"}, {"y": "oo"}], 1]),
        (sp.Eq(C, 1 + sp.O(x**2, x)), ["O", "C", {"x": "0"}, 1, ["^", "x", 2]]),
        (Leading(C, 1 + 2 * x, x, 0), ["o", "C", {"x": "0"}, ["+", 1, ["*", 2, "x"]],
                                       ["*", 2, "x"]]),
        (Leading(C, x**2 + x, x, sp.oo), ["o", "C", {"x": "oo"}, ["+", "x", ["^", "x", 2]], "x"]),
        (Cut(C, "0.5"), ["and", [">=", "C", ["/", 1, 2]], ["<", "C", ["/", 3, 5]]]),
        (Rounded(C, "1"), ["and", [">=", "C", ["/", 1, 2]], ["<", "C", ["/", 3, 2]]]),
        (sp.Eq(lim(C, x, 0), -sp.oo), ["limit", "C", {"x": "0"}, "-oo"]),
        (Iff(sp.Eq(C, 0), sp.Eq(N1, 0)), ["iff", ["=", "C", 0], ["=", "N1", 0]]),
    ],
    ids=str,
)  # fmt: skip
def test_each_kind_of_statement(statement: sp.Basic, expected: object) -> None:
    question = as_question((statement,), EVERYWHERE)
    assert question.statement == expected
    assert question.where == {"x": UP, "y": UP}
    assert not question.at


def test_several_statements_hold_together() -> None:
    both = sp.Gt(x, y), sp.Gt(y, x)
    assert as_question(both, EVERYWHERE).statement == ["and", [">", "x", "y"], [">", "y", "x"]]


def test_names_that_are_put_in() -> None:
    question = as_question((sp.Eq(C, 0),), Meaning({x: POSITIVE}, {y: x}))
    assert (question.where, question.at) == ({"x": UP}, {"y": "x"})


def test_any_matrices_are_written_out_for_each_size() -> None:
    """Their entries are any complex numbers, though a definition is called rho_00, too."""
    sizes = InDimensions(
        sp.Eq(vec(c_1 * rho), tensor(c_1, sp.eye(2)) * vec(rho), evaluate=False), 2
    )
    question = as_question((sizes,), Meaning())
    assert set(question.where.values()) == {"C"}
    assert set(question.where) == {
        f"{v}_{i}{j}" for v in ("c_1", "rho") for i in (0, 1) for j in (0, 1)
    }
    assert find(question.statement, question.where, question.at, tables()) is not None
    swapped = InDimensions(sp.Eq(c_1 * rho, rho * c_1, evaluate=False), 1, 2)
    asked = as_question((swapped,), Meaning())
    assert find(asked.statement, asked.where, asked.at, tables()) is None
    assert find(asked.statement, asked.where, asked.at, tables(), refute=True) is not None


def test_means_are_names_and_what_is_in_them_is_no_variable() -> None:
    DeltaS, (duration,) = symbols("DeltaS")[0], symbols("duration")
    means = {average(sp.exp(-DeltaS)): x, average(DeltaS): y * duration}
    both = tuple(sp.Eq(mean, body, evaluate=False) for mean, body in means.items())
    question = as_question(both, Meaning(EVERYWHERE.where, local=means))
    assert question.at == {
        "mean_of_exp_minus_DeltaS": "x",
        "mean_of_DeltaS": ["*", "duration", "y"],
    }
    assert set(question.where) == {"x", "y", "duration"}
    assert find(question.statement, question.where, question.at, tables()) is not None
    with pytest.raises(ValueError, match="must give names a meaning"):
        as_question(both, Meaning(EVERYWHERE.where, local={sp.exp(x): y}))


def test_operators_bring_their_matrices() -> None:
    meaning = Meaning(local={rho: sp.diag(omega_0, 0)})
    question = as_question((sp.Eq(rho * rho, 0),), meaning)
    assert question.statement == ["=", ["^", "rho", 2], 0]
    assert question.where == {"omega_0": ["-oo", True, "oo", True]}
    assert question.at == {"rho": [["omega_0", 0], [0, 0]]}
    asked = question.statement, question.where, question.at
    assert find(*asked, tables()) is None


def test_equations_of_the_modes_are_rechecked() -> None:
    question = as_question((sp.Eq(c_1 * c_1_dagger + c_1_dagger * c_1, 1, evaluate=False),),
                           Meaning())  # fmt: skip
    assert find(question.statement, question.where, question.at, tables()) is not None


def test_ends_that_are_not_rational_are_rounded_outwards() -> None:
    low, _, high, _ = domain({x: sp.Interval(sp.sqrt(2), sp.pi)})["x"]
    assert sp.Rational(low) < sp.sqrt(2) < sp.pi < sp.Rational(high)


@pytest.mark.parametrize("expr", [sp.sin(x), sp.pi, x**y, sp.root(x, 5), 0.5 * x], ids=str)
def test_there_is_no_term_for_what_the_checker_does_not_know(expr: sp.Expr) -> None:
    with pytest.raises(ValueError, match="must have a node for the checker"):
        term(expr)


def test_every_definition_has_a_term() -> None:
    assert {"C", "sigma", "beta_A", "gamma_A", "rho_c"} <= set(tables()["definitions"])
    assert {"J_S", "ket_A"} <= set(tables()["matrices"])
