"""The derivation in SymPy's own lines: what opens the chapters of the notebook.

Each step is the name of an equation, in whose chapter it stands, a sentence, and a cell. Cells
build on those before them, and assert what they come to.
"""

from collections.abc import Collection
from typing import NamedTuple

__all__ = ["IMPORTS", "STEPS", "Step", "before"]

IMPORTS = """\
import numpy as np
import sympy as sp

from beyondthermal.derivations.report.writers.notebook import figure, rederive
from beyondthermal.numeric import cavity, machine, precise
from beyondthermal.symbolic import (
    MACHINE, boundary_polynomial, closed_form, onset, positive, steady_state, symbols,
    thermal_bound,
)"""


class Step(NamedTuple):
    """A cell of code, the sentence before it, and the name of an equation of its chapter."""

    name: str
    words: str
    code: str


def before(names: Collection[str]) -> tuple[Step, ...]:
    """The steps of other chapters on which those of these equations build."""
    places = [place for place, step in enumerate(STEPS) if step.name in names]
    return tuple(s for s in STEPS[: max(places, default=0)] if s.name not in names)


STEPS = (
    Step("2", "The model in matrices: two modes, a reservoir for each, Eqs. (1) and (2).", """\
omega_0, gamma_plus, gamma_A, gamma_S = symbols("omega_0 gamma_plus gamma_A gamma_S")
lower = sp.Matrix([[0, 1], [0, 0]])
c_1, c_2 = sp.kronecker_product(lower, sp.eye(2)), sp.kronecker_product(sp.eye(2), lower)
J_S, J_A = c_1 + c_2, c_1 - c_2
H_0 = omega_0 * (c_1.H * c_1 + c_2.H * c_2)

def D(o, rho):
    return 2 * o * rho * o.H - o.H * o * rho - rho * o.H * o

def reservoir(J, gamma, rho):
    return (gamma_plus * D(J.H, rho) + gamma * D(J, rho)) / 2

def rho_dot(rho):
    unitary = -sp.I * (H_0 * rho - rho * H_0)
    return unitary + reservoir(J_A, gamma_A, rho) + reservoir(J_S, gamma_S, rho)

any_rho = sp.Matrix(4, 4, sp.symbols("r:4:4"))
assert sp.expand(rho_dot(any_rho).trace()) == 0
assert sp.expand(rho_dot(any_rho) - MACHINE(any_rho)) == sp.zeros(4, 4)"""),
    Step("2", "The Bell basis, $G$, $S$, $A$, $E$ in columns, and the modes in it.", """\
r = 1 / sp.sqrt(2)
bell = sp.Matrix([[1, 0, 0, 0], [0, r, r, 0], [0, r, -r, 0], [0, 0, 0, 1]])
assert bell.H * bell == sp.eye(4)
assert bell.H * H_0 * bell == omega_0 * sp.diag(0, 1, 1, 2)
bell.H * J_S * bell, bell.H * J_A * bell"""),
    Step("rate-equations", "Populations stay populations: the rate equations.", """\
p_G, p_S, p_A, p_E = p = sp.Matrix(symbols("p_G p_S p_A p_E"))
flow = (bell.H * rho_dot(bell * sp.diag(*p) * bell.H) * bell).applyfunc(sp.expand)
assert flow.is_diagonal()
W = sp.Matrix(flow.diagonal()).jacobian(p)
assert sp.expand(sp.ones(1, 4) * W) == sp.zeros(1, 4)
W"""),
    Step("A4", "The steady state: the kernel of that generator, its sum one.", """\
(kernel,) = W.nullspace()
populations = (kernel / sum(kernel)).applyfunc(sp.factor)
rho = (bell * sp.diag(*populations) * bell.H).applyfunc(sp.factor)
assert rho_dot(rho).applyfunc(sp.simplify) == sp.zeros(4, 4)
assert sp.simplify(rho.trace()) == 1
rho"""),
    Step("A4", "It is the only one, and the package finds it from the model, in one call.", """\
minor = W[1:, 1:].det()
assert positive(-minor, dict.fromkeys((gamma_plus, gamma_A, gamma_S), sp.Interval.open(0, sp.oo)))
assert (rho - steady_state(MACHINE).density_matrix).applyfunc(sp.simplify) == sp.zeros(4, 4)
sp.factor(minor)"""),
    Step("A8", "Wootters' formula: the spin flip, and the eigenvalues of the product.", """\
sigma_y = sp.Matrix([[0, -sp.I], [sp.I, 0]])
flip = sp.kronecker_product(sigma_y, sigma_y)
a, b, c, e = sp.symbols("rho_00 rho_01 rho_c rho_11", positive=True)
form = sp.Matrix([[a, 0, 0, 0], [0, b, c, 0], [0, c, b, 0], [0, 0, 0, e]])
found = (form * flip * form.conjugate() * flip).eigenvals()
squares = {sp.factor(square): count for square, count in found.items()}
assert squares == {(b + c) ** 2: 1, (b - c) ** 2: 1, a * e: 2}
squares"""),
    Step("A9", "The elements of the steady state in it, with $x = Γ_A/Γ⁺$ and $y = Γ_S/Γ⁺$.",
         """\
x, y = symbols("x y")
in_factors = rho.subs({gamma_A: x * gamma_plus, gamma_S: y * gamma_plus}).applyfunc(sp.factor)
assert gamma_plus not in in_factors.free_symbols
d = sp.expand(sp.denom(in_factors[3, 3]) / 2)
N1 = sp.factor(d * 2 * sp.Abs(in_factors[1, 2]))
N2 = d * 2 * sp.sqrt(in_factors[0, 0] * in_factors[3, 3])
C = sp.Max(0, (N1 - N2) / d)
form = closed_form()
assert d == form.d
assert sp.simplify(N2**2 - form.N2**2) == 0
assert sp.simplify(N1**2 - form.N1**2) == 0
C"""),
    Step("A9", "As a function of numbers it takes whole grids: the concurrence at 25 points.", """\
beta = np.linspace(-6, 6, 5)
grid = machine.concurrence(beta, beta[:, None])
in_sympy = [[C.subs({x: sp.exp(int(b)), y: sp.exp(int(a))}).n() for b in beta] for a in beta]
assert np.allclose(grid, np.array(in_sympy, float), atol=1e-12)
grid.round(3)"""),
    Step("onset", "Where $N1 = N2$: a cubic, whose root is the onset of entanglement.", """\
cubic = sp.cancel((4 * N1**2 - 4 * N2**2) / (x + y))
assert sp.expand(cubic - boundary_polynomial()) == 0
inverted = [root for root in sp.roots(cubic.subs(x, 0), y) if root > 0]
assert inverted == [4 + 2 * sp.sqrt(5)] == [onset(0)]
infinite = sp.real_roots(cubic.subs(x, 1), y)
assert len(infinite) == 1
sp.log(inverted[0]).n(5), sp.log(infinite[0]).n(5)"""),
    Step("A14", "Reservoir $S$ cold: the limit is 1/3 beside infinite temperature, 1/2 "
         "beside inversion.", """\
concurrence = (N1 - N2) / d
at_infinite = concurrence.subs(x, 1).subs(sp.Abs(y - 1), y - 1)
at_inverted = sp.limit(concurrence, x, 0, "+").subs(sp.Abs(y - 2), y - 2)
assert sp.limit(at_infinite, y, sp.oo) == sp.Rational(1, 3)
assert sp.limit(at_inverted, y, sp.oo) == sp.Rational(1, 2)
assert machine.concurrence(-np.inf, np.inf) == 0.5
sp.factor(at_inverted)"""),
    Step("bound-thermal", "A bound is an object: a verdict, and how it was reached.", """\
bound = thermal_bound()
assert bound.verdict.name == "PROVED"
assert machine.concurrence(0.0, np.inf) <= 1 / 3
print(bound.verdict.name, "by", bound.method)"""),
    Step("6", "Heat is what a reservoir changes of the energy; the currents add up to zero.", """\
Q_A, Q_S = (
    sp.factor((H_0 * reservoir(J, gamma, rho)).trace() / (omega_0 * gamma_plus))
    for J, gamma in ((J_A, gamma_A), (J_S, gamma_S))
)
assert sp.simplify(Q_A + Q_S) == 0
sigma = -sp.log(gamma_A / gamma_plus) * Q_A - sp.log(gamma_S / gamma_plus) * Q_S
there = {gamma_plus: 1, gamma_A: sp.exp(-2), gamma_S: sp.exp(3)}
assert np.isclose(machine.entropy_production(-2.0, 3.0), float(sigma.subs(there)))
Q_A"""),
    Step("8", "The full model at the optimum of Fig. 3a, and with a fifth of the pump.", """\
full = cavity.concurrence(kappa=2.0, p=np.array([5e-3, 1e-3]), gamma=1e-3)
assert full[0] > 1 / 3 > full[1]
full"""),
    Step("max-0.3869", "The same to thirty digits, with as many photons as that takes.", """\
state = precise.steady_state(kappa=2, p="0.005", gamma="0.001", digits=30)
assert abs(float(state.concurrence) - full[0]) < 1e-12
state.concurrence, state.n_max"""),
)  # fmt: skip
