"""The two-reservoir machine: Eqs. (4), (5), (A9)-(A12) as printed, and what the model says."""

from itertools import product

import judges
import numpy as np
import pytest
import qutip
import sympy as sp
from domains import exact, rates
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.machine import (
    IN_BETA,
    MACHINE,
    NAMED_PARTS,
    balanced_dissipators_are_local,
    boltzmann_factors,
    closed_form,
    in_named_parts,
    populations,
    steady,
    weights,
)
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, c_1, c_2
from beyondthermal.symbolic.symbols import symbols

x, y, S, A, P, beta_A, beta_S = symbols("x y S A P beta_A beta_S")
gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
positive_pair = st.tuples(exact("x"), exact("y"))


def equal(one: sp.Expr, other: sp.Expr) -> bool:
    """Equality of expressions that are not negative, of polynomials under | | and sqrt."""
    plain = [e.replace(sp.Abs, lambda inside: inside) ** 2 for e in (one, other)]
    return sp.expand(plain[0] - plain[1]) == 0


def test_eq_A10_corrected() -> None:
    N1, N2, d = judges.corrected_A10(x, y, sp.sqrt)
    form = closed_form()
    assert equal(form.N1, N1)
    assert equal(form.N2, N2)
    assert sp.expand(form.d - d) == 0


def test_eq_A10_as_printed_is_wrong() -> None:
    """N1 lacks 1/2, N2 lacks one square, d has one twice: none of the three is right."""
    form, a, b = closed_form(), x, y
    N1 = sp.Abs((a - b) * (a + b - 2))
    N2 = sp.sqrt((a + b + 2) * (a**2 * b + a**2 + b**2 * a))
    d = 1 + a**2 + b**2 + b**2 + a * b + sp.Rational(3, 2) * (a + b) + (a + b) * a * b / 2
    assert equal(N1, 2 * form.N1)
    assert sp.expand(form.N2**2 - N2**2 - (a + b + 2) * b**2) == 0
    assert sp.expand(d - form.d - b**2) == 0
    # No common factor repairs it, and it breaks the symmetry between the reservoirs.
    assert not equal(N1 * form.d, form.N1 * d)
    assert not equal(N2 * form.d, form.N2 * d)
    assert sp.expand(d - d.subs({x: y, y: x}, simultaneous=True)) != 0


def test_eq_A12_as_printed() -> None:
    form = in_named_parts()
    assert equal(form.N1, sp.Abs(A * (S / 2 - 1)))
    assert equal(form.N2, sp.sqrt((S / 2 + 1) * (2 * S**2 + 2 * P * (S - 2))))
    assert sp.expand(form.d - (1 + S**2 + S * (P + 3) / 2 - P)) == 0


def test_eq_5_named_parts() -> None:
    assert dict(NAMED_PARTS) == {S: x + y, A: x - y, P: x * y}
    unfolded, form = in_named_parts().subs(dict(NAMED_PARTS)), closed_form()
    assert equal(unfolded.N1, form.N1)
    assert equal(unfolded.N2, form.N2)
    assert sp.expand(unfolded.d - form.d) == 0


def test_eq_3_inverse_temperatures() -> None:
    form = closed_form().subs(IN_BETA)
    assert equal(form.N1, judges.corrected_A10(sp.exp(beta_A), sp.exp(beta_S), sp.sqrt)[0])
    assert boltzmann_factors(gamma_A / gamma_plus) == x
    assert boltzmann_factors(gamma_S / gamma_plus) == y


def test_closed_form_is_symmetric_under_exchange_of_the_reservoirs() -> None:
    form, swapped = closed_form(), {x: y, y: x}
    assert equal(form.N1, form.N1.subs(swapped, simultaneous=True))
    assert equal(form.N2, form.N2.subs(swapped, simultaneous=True))
    assert sp.expand(form.d - form.d.subs(swapped, simultaneous=True)) == 0


def test_populations_are_symmetric_under_exchange_of_modes_and_reservoirs() -> None:
    swapped = {k: sp.expand(w.subs({x: y, y: x}, simultaneous=True)) for k, w in weights().items()}
    assert swapped == {"G": weights()["G"], "S": weights()["A"], "A": weights()["S"]} | {
        "E": weights()["E"]
    }


@given(positive_pair)
@settings(max_examples=15)
def test_eq_A9_is_eq_A8_of_the_state(factors: tuple[sp.Rational, sp.Rational]) -> None:
    at = dict(zip((x, y), factors, strict=True))
    rho = steady().density_matrix.applyfunc(lambda e: boltzmann_factors(e).subs(at))
    expected = 2 * sp.Max(0, sp.Abs(rho[1, 2]) - sp.sqrt(rho[0, 0] * rho[3, 3]))
    assert abs((closed_form().concurrence.subs(at) - expected).evalf(30)) < sp.Float("1e-28")


@given(st.tuples(*[st.floats(-2, 2)] * 3))
@settings(max_examples=30)
def test_closed_form_is_that_of_qutip(exponents: tuple[float, ...]) -> None:
    pump, damping_A, damping_S = (10.0**e for e in exponents)
    state = qutip.steadystate(judges.qutip_machine(pump, damping_A, damping_S))
    # Near separability QuTiP is good to a root of its accuracy.
    expected = qutip.concurrence(state)
    found = closed_form().concurrence.subs({x: damping_A / pump, y: damping_S / pump})
    assert float(found) == pytest.approx(expected, abs=2e-6)


def diamond(pump: object, damping_A: object, damping_S: object) -> dict[tuple[str, str], object]:
    """The rates of Fig. 1a: each mode drives its own side, with matrix elements sqrt2."""
    sides = (("S", damping_S), ("A", damping_A))
    up = {(a, b): 2 * pump for mode, _ in sides for a, b in (("G", mode), (mode, "E"))}
    down = {(b, a): 2 * d for mode, d in sides for a, b in (("G", mode), (mode, "E"))}
    return up | down


def test_matrix_tree_theorem() -> None:
    """The populations are sums over the spanning trees of the diamond: nothing ever cancels."""
    chain = diamond(gamma_plus, gamma_A, gamma_S)
    trees = {root: sp.expand(judges.spanning_trees(chain, "GSAE", root)) for root in "GSAE"}
    for label, population in populations().items():
        assert sp.cancel(population - trees[label] / sp.Add(*trees.values())) == 0
    # Four trees lead to each corner, one of them along each broken edge.
    assert all(tree.subs({gamma_plus: 1, gamma_A: 1, gamma_S: 1}) == 32 for tree in trees.values())


def test_diamond_is_the_master_equation_of_the_populations() -> None:
    chain = diamond(gamma_plus, gamma_A, gamma_S)
    for k, start in enumerate(BELL_LABELS):
        image = BELL.H * MACHINE(BELL[:, k] * BELL[:, k].H) * BELL
        for i, end in enumerate(BELL_LABELS):
            out = -sum(rate for (a, _), rate in chain.items() if a == start)
            assert sp.expand(image[i, i] - (out if i == k else chain.get((start, end), 0))) == 0


def test_weights_are_polynomials_with_positive_coefficients() -> None:
    assert tuple(weights()) == tuple(populations()) == BELL_LABELS
    for weight in weights().values():
        assert all(c > 0 for c in sp.Poly(weight, x, y).coeffs())


@given(rates)
def test_populations_are_a_distribution(values: tuple[float, ...]) -> None:
    at = dict(zip((gamma_plus, gamma_A, gamma_S), map(sp.Rational, values), strict=True))
    found = [p.subs(at) for p in populations().values()]
    assert sum(found) == 1
    assert all(p > 0 for p in found)


def test_balanced_reservoirs_make_a_gibbs_state() -> None:
    """At x = y both qubits are thermal, each on its own: 1 : 1/x, nothing shared."""
    balanced = [w.subs(y, x) for w in weights().values()]
    gibbs = [x**2, x, x, sp.Integer(1)]
    for (w, v), (u, t) in product(zip(balanced, gibbs, strict=True), repeat=2):
        assert sp.expand(w * t - u * v) == 0
    assert closed_form().N1.subs(y, x) == 0
    assert all(c > 0 for c in sp.Poly((closed_form().N2 ** 2).subs(y, x), x).coeffs())


def test_balanced_dissipators_are_local() -> None:
    proof = balanced_dissipators_are_local()
    assert proof.verdict is Verdict.PROVED
    assert all(map(holds, proof.certificates))


@given(st.lists(st.integers(-9, 9), min_size=16, max_size=16))
@settings(max_examples=10)
def test_balanced_dissipators_act_locally(entries: list[int]) -> None:
    """D_JS + D_JA = 2 (D_c1 + D_c2) on any matrix, with the dissipators of the judge."""
    rho = np.array(entries).reshape(4, 4).tolist()
    J_S, J_A = judges.combined(1), judges.combined(-1)
    for way in (list, judges.transposed):
        total = [judges.dissipator(way(o), rho) for o in (J_S, J_A)]
        local = [judges.dissipator(way(np.array(o).tolist()), rho) for o in (c_1, c_2)]
        assert (np.sum(total, axis=0) == 2 * np.sum(local, axis=0)).all()
