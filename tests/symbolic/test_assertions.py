"""Assertions for anyone's tests: what passes returns its proof, what doesn't says why."""

import pickle
import re
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import beyondthermal.symbolic as public
from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic import (
    ClaimFailed,
    Undecided,
    assert_bound,
    assert_expansion,
    assert_identity,
    assert_limit,
    assert_steady_state,
    explanation,
)
from beyondthermal.symbolic.decision.messages import as_code
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.machine.machine import MACHINE, closed_form, steady
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operators import sigma_minus
from beyondthermal.symbolic.symbols import symbols

x, y, omega_0, beta_A, beta_S, gamma, p, delta = symbols("x y omega_0 beta_A beta_S gamma p delta")
oo, third, half = sp.oo, sp.Rational(1, 3), sp.S.Half
C = closed_form().concurrence
IN_BETA = C.subs({x: sp.exp(beta_A), y: sp.exp(beta_S)})

# What runs, what it claims, and what has to stand in the message.
FALSE = [
    (
        lambda: assert_limit(x * y / (x**2 + y**2), {x: 0, y: 0}, 0),
        "limit of x*y/(x**2 + y**2) as x -> 0, y -> 0 is 0",
        ["found:   1/2", "path:    x = t, y = t, t -> 0", "but:     3/10", "at x = 1/16, y = 1/16"],
        "assert_limit(x*y/(x**2 + y**2), {x: 0, y: 0}, 0)",
    ),
    (
        lambda: assert_limit(IN_BETA, {beta_S: oo, beta_A: 0}, half),
        "as beta_S -> oo, beta_A -> 0 is 1/2",
        ["found:   1/3 (in numbers 0.33333333", "differs: at beta_S = ", "0 digits agree"],
        "{beta_S: oo, beta_A: 0}, Rational(1, 2))",
    ),
    (
        lambda: assert_limit(x / (x + y), {x: 0, y: 0}, third, joint=False),
        "as x -> 0, y -> 0 is 1/3, one variable after the other",
        ["found:   0", "differs: at x = "],
        "assert_limit(x/(x + y), {x: 0, y: 0}, Rational(1, 3), joint=False)",
    ),
    (
        lambda: assert_bound(
            C, "<", third - sp.Rational(1, 10**12), where={x: (1, oo), y: (1, oo)}
        ),
        "< 999999999997/3000000000000 for x in (1, oo), y in (1, oo)",
        ["left side 0.333333333333333", "right side 0.33333333333233333333", "11 digits agree"],
        "where={x: (1, oo), y: (1, oo)})",
    ),
    (
        lambda: assert_identity(sp.sqrt(omega_0**2), omega_0),
        "Abs(omega_0) = omega_0",
        ["at omega_0 = -", "route:   the two sides differ, by certified numbers"],
        "assert_identity(Abs(omega_0), omega_0)",
    ),
    (
        lambda: assert_expansion(1 / (sp.exp(x) - 1), x, 0, 1 / x - half + x / 6),
        "leading terms of 1/(exp(x) - 1) as x -> 0 are x/6 - 1/2 + 1/x",
        ["limit of the rest over x/6: -1/2"],
        "assert_expansion(1/(exp(x) - 1), x, 0, x/6 - Rational(1, 2) + 1/x)",
    ),
]


@pytest.mark.parametrize(("run", "claim", "parts", "again"), FALSE, ids=range(len(FALSE)))
def test_a_false_claim_is_explained(run, claim, parts, again) -> None:
    with pytest.raises(ClaimFailed) as raised:
        run()
    message = str(raised.value)
    plain = re.sub(r"\s+", " ", message)
    assert not isinstance(raised.value, Undecided)
    assert raised.value.proof.verdict is Verdict.REFUTED
    for part in (claim, again, *parts):
        assert re.sub(r"\s+", " ", part) in plain, message
    lines = message.splitlines()
    assert lines[0].startswith("claimed: ")
    assert lines[-1].startswith("again:   assert_")
    assert any(line.startswith("route:   ") for line in lines)
    assert max(map(len, lines[:-1])) <= 80
    assert len(lines) <= 16


@pytest.mark.parametrize(("run", "claim", "parts", "again"), FALSE, ids=range(len(FALSE)))
def test_the_last_line_asks_again(run, claim, parts, again) -> None:
    """It runs as it stands, given the symbols and SymPy's names, and fails in the same way."""
    with pytest.raises(ClaimFailed) as first:
        run()
    code = str(first.value).splitlines()[-1].removeprefix("again:   ")
    names = vars(sp) | vars(public)
    names |= {str(s): s for s in (x, y, omega_0, beta_A, beta_S)}
    with pytest.raises(ClaimFailed) as second:
        eval(code, names)
    assert str(second.value) == str(first.value)


def test_undecided_is_no_success() -> None:
    for run in (
        lambda: assert_identity(sp.zeta(x + 1), x),
        lambda: assert_limit(sp.zeta(x), {x: oo}, 1),
        lambda: assert_bound(sp.zeta(x + 5), "<=", sp.zeta(x + 1)),
    ):
        with pytest.raises(Undecided) as raised:
            run()
        assert raised.value.proof.verdict is Verdict.INCONCLUSIVE
        assert "\ntried:   " in str(raised.value)
        assert "no exact route" in re.sub(r"\s+", " ", str(raised.value))
        assert "again:   assert_" in str(raised.value)


def test_what_is_proved_returns_certificates_that_hold() -> None:
    proofs = [
        assert_limit(IN_BETA, {beta_S: oo, beta_A: 0}, third),
        assert_bound(C, "<", third, where={x: (1, oo), y: (1, oo)}),
        assert_identity(sp.sqrt(x * y), sp.sqrt(x) * sp.sqrt(y)),
        assert_expansion(sp.sqrt(1 + x), x, 0, 1 + x / 2),
        assert_steady_state(MACHINE, steady().density_matrix),
    ]
    for proof in proofs:
        assert isinstance(proof, Proof)
        assert proof
        assert proof.certificates
        assert all(map(holds, proof.certificates))


def test_steady_states_are_named_entry_by_entry() -> None:
    decay = Lindbladian(
        delta * sigma_minus.H * sigma_minus, ((gamma, sigma_minus), (p, sigma_minus.H))
    )
    rho = sp.Matrix([[gamma, 0], [0, p]]) / (gamma + p)
    proof = assert_steady_state(decay, rho)
    assert "the only steady state" in proof.method
    for change, named in (
        (sp.Matrix([[p, 0], [0, -p]]), "entry (0, 0) of L(rho)"),
        (sp.Matrix([[p, 0], [0, 0]]), "the trace"),
        (sp.Matrix([[0, 1], [0, 0]]), "entry (0, 1) of rho† - rho"),
        (sp.Matrix([[0, 1], [1, 0]]), "entry (0, 1) of L(rho)"),
    ):
        with pytest.raises(ClaimFailed, match=re.escape(named)):
            assert_steady_state(decay, rho + change)
    # Nothing happens: everything is steady, and nothing is said about the only one.
    still = Lindbladian(sp.zeros(2, 2), ())
    assert "only" not in assert_steady_state(still, sp.eye(2) / 2).method
    with pytest.raises(ValueError, match="must be a 2 × 2 matrix"):
        assert_steady_state(decay, sp.eye(3))


def test_the_error_survives_a_process_boundary() -> None:
    with pytest.raises(ClaimFailed) as raised:
        assert_bound(x, "<", 1)
    copy = pickle.loads(pickle.dumps(raised.value))
    assert type(copy) is ClaimFailed
    assert str(copy) == str(raised.value)
    assert copy.proof == raised.value.proof


def test_a_formula_of_pages_is_cut_short() -> None:
    proof = Proof(Verdict.INCONCLUSIVE, "no proof found")
    text = explanation("+".join(f"x_{k}" for k in range(1000)), proof)
    assert len(text) < 600
    assert "…" in text


rationals = st.fractions(-9, 9, max_denominator=9).map(
    lambda q: sp.Rational(q.numerator, q.denominator)
)


@given(rationals, rationals, rationals)
def test_code_reads_back_as_the_same_expression(
    a: sp.Rational, b: sp.Rational, c: sp.Rational
) -> None:
    expr = (
        a * x ** abs(b) + sp.exp(c * y) / 3 + sp.sqrt(abs(c)) * sp.pi - 2 ** abs(b) + sp.Max(x, a)
    )
    assert eval(as_code(expr), vars(sp) | {"x": x, "y": y}) == expr
    where = {x: (a, oo), y: sp.Interval(0, 1, True, False), omega_0: sp.Reals}
    names = vars(sp) | {"x": x, "y": y, "omega_0": omega_0}
    assert eval(as_code(where), names) == where


@given(st.integers(1, 30))
def test_the_digits_that_agree_are_counted(k: int) -> None:
    with pytest.raises(ClaimFailed) as raised:
        assert_identity(x + sp.Rational(1, 10**k), x, where={x: (1, 2)})
    seen = raised.value.proof.counterexample
    agreed = int(seen["digits that agree"].split()[0])
    one, other = (Fraction(sp.Rational(seen["x"])) + d for d in (Fraction(1, 10**k), 0))
    assert abs(one - other) * 2 * 10**agreed <= max(one, other)
    assert abs(agreed - k) <= 1
