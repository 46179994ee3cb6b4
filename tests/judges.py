"""Other ways to the same numbers; nothing here comes from the package under test.

The operators are written down as index rules, the master equation is applied as printed,
and results are those of a linear solve, a sum over spanning trees, or a printed formula.
"""

import warnings
from collections.abc import Callable, Sequence
from itertools import combinations, product
from typing import Any

import numpy as np
import qutip
from mpmath import mp

Number = Any
Matrix = list[list[Number]]

# |q1 q2> has the index 2 q1 + q2; c_1 and c_2 take an excitation away.
C_1 = {(0, 2): 1, (1, 3): 1}
C_2 = {(0, 1): 1, (2, 3): 1}


def combined(sign: int) -> Matrix:
    """J_S = c_1 + c_2 or J_A = c_1 - c_2."""
    return [[C_1.get((i, j), 0) + sign * C_2.get((i, j), 0) for j in range(4)] for i in range(4)]


def times(*factors: Matrix) -> Matrix:
    result, *rest = factors
    for factor in rest:
        result = [
            [sum(row[k] * factor[k][j] for k in range(4)) for j in range(4)] for row in result
        ]
    return result


def transposed(matrix: Matrix) -> Matrix:
    return [list(column) for column in zip(*matrix, strict=True)]


def dissipator(o: Matrix, rho: Matrix) -> Matrix:
    """D_o(rho) = 2 o rho o† - {o†o, rho}, as printed below Eq. (2); o is real."""
    loss = times(transposed(o), o)
    gain, left, right = times(o, rho, transposed(o)), times(loss, rho), times(rho, loss)
    return [[2 * gain[i][j] - left[i][j] - right[i][j] for j in range(4)] for i in range(4)]


def master_equation(gamma_plus: Number, gamma_A: Number, gamma_S: Number, rho: Matrix) -> Matrix:
    """Eq. (2), for any number type: sum of Γ/2 D_J† + Γ⁻/2 D_J over both modes."""
    terms = [
        (rate / 2, dissipator(o, rho))
        for sign, damping in ((1, gamma_S), (-1, gamma_A))
        for rate, o in ((gamma_plus, transposed(combined(sign))), (damping, combined(sign)))
    ]
    return [[sum(scale * term[i][j] for scale, term in terms) for j in range(4)] for i in range(4)]


def kernel(gamma_plus: Number, gamma_A: Number, gamma_S: Number) -> Matrix:
    """The steady state, from all 16 equations of Eq. (2) and the trace, at mpmath's precision."""
    pairs = list(product(range(4), repeat=2))
    equations = mp.matrix(16)
    for column, at in enumerate(pairs):
        unit = [[mp.mpf((i, j) == at) for j in range(4)] for i in range(4)]
        image = master_equation(mp.mpf(gamma_plus), mp.mpf(gamma_A), mp.mpf(gamma_S), unit)
        for row, (i, j) in enumerate(pairs):
            equations[row, column] = image[i][j]
    for column, (i, j) in enumerate(pairs):
        equations[0, column] = mp.mpf(i == j)
    right = mp.matrix(16, 1)
    right[0] = 1
    solution = mp.lu_solve(equations, right)
    return [[solution[4 * i + j] for j in range(4)] for i in range(4)]


def bell_populations(rho: Matrix) -> dict[str, Number]:
    middle, coherence = (rho[1][1] + rho[2][2]) / 2, (rho[1][2] + rho[2][1]) / 2
    return {"G": rho[0][0], "S": middle + coherence, "A": middle - coherence, "E": rho[3][3]}


def kernel_concurrence(gamma_plus: Number, gamma_A: Number, gamma_S: Number) -> Number:
    """Eq. (A8) of the raw steady state."""
    rho = kernel(gamma_plus, gamma_A, gamma_S)
    return max(mp.zero, 2 * (abs(rho[1][2]) - mp.sqrt(abs(rho[0][0] * rho[3][3]))))


def wootters(rho: np.ndarray) -> float:
    """Eqs. (A5)-(A7) in double precision: good to about 1e-8, where an eigenvalue vanishes."""
    sigma_y = np.array([[0, -1j], [1j, 0]])
    flip = np.kron(sigma_y, sigma_y)
    eigenvalues = np.linalg.eigvals(rho @ flip @ rho.conj() @ flip).real
    first, *others = sorted(np.sqrt(np.maximum(eigenvalues, 0)), reverse=True)
    return max(0.0, first - sum(others))


def spanning_trees(
    rates: dict[tuple[Any, Any], Number], states: Sequence[Any], root: Any
) -> Number:
    """The matrix-tree theorem: sum over all trees of transitions that lead to the root."""
    total: Number = 0
    for tree in combinations(rates, len(states) - 1):
        leads_to = dict(tree)
        if len(leads_to) == len(tree) and root not in leads_to and _all_arrive(leads_to, root):
            weight: Number = 1
            for edge in tree:
                weight *= rates[edge]
            total += weight
    return total


def _all_arrive(leads_to: dict[Any, Any], root: Any) -> bool:
    for start in leads_to:
        state = start
        for _ in leads_to:
            state = leads_to.get(state, root)
        if state != root:
            return False
    return True


def corrected_A10(a: Number, b: Number, sqrt: Callable[[Number], Number]) -> tuple[Number, ...]:
    """N1, N2 and d of Eq. (A10) as they have to read, a = Γ_A/Γ⁺ and b = Γ_S/Γ⁺.

    As printed N1 lacks the factor 1/2, N2 lacks b², and d has b² twice.
    """
    N1 = abs((a - b) * (a + b - 2)) / 2
    N2 = sqrt((a + b + 2) * (a * a * b + a * a + b * b + b * b * a))
    d = 1 + a * a + b * b + a * b + 3 * (a + b) / 2 + (a + b) * a * b / 2
    return N1, N2, d


def boltzmann_factor(beta: float) -> Number:
    """exp(beta) at mpmath's precision, nothing clipped; for +inf more than any double gives."""
    if beta == np.inf:
        return mp.ldexp(1, 10**320)
    return mp.zero if beta == -np.inf else mp.exp(mp.mpf(float(beta)))


def concurrence_of_factors(a: Number, b: Number) -> Number:
    N1, N2, d = corrected_A10(a, b, mp.sqrt)
    return max(mp.zero, (N1 - N2) / d)


def qutip_machine(
    gamma_plus: float, gamma_A: float, gamma_S: float, omega_0: float = 0.0
) -> qutip.Qobj:
    """QuTiP's Liouvillian of Eqs. (A1)-(A2)."""
    c, one = qutip.destroy(2), qutip.qeye(2)
    c_1, c_2 = qutip.tensor(c, one), qutip.tensor(one, c)
    jumps = []
    for J, damping in ((c_1 + c_2, gamma_S), (c_1 - c_2, gamma_A)):
        jumps += [np.sqrt(gamma_plus) * J.dag(), np.sqrt(damping) * J]
    return qutip.liouvillian(omega_0 * (c_1.dag() * c_1 + c_2.dag() * c_2), jumps)


def qutip_cavity(
    n_max: int,
    *,
    kappa: float,
    p: float,
    gamma: float,
    g: complex = 1.0,
    delta: float = 0.0,
    gamma_z: float = 0.0,
    p_c: float = 0.0,
) -> tuple[np.ndarray, qutip.Qobj]:
    """QuTiP's steady state of the same truncated model: the full one and that of the qubits."""
    one, spin, photon = qutip.qeye(2), qutip.destroy(2), qutip.destroy(n_max + 1)
    c = [
        qutip.tensor(spin, one, qutip.qeye(n_max + 1)),
        qutip.tensor(one, spin, qutip.qeye(n_max + 1)),
    ]
    a = qutip.tensor(one, one, photon)
    H = delta * (c[0].dag() * c[0] - c[1].dag() * c[1])
    H = H + sum(g * x.dag() * a + np.conj(g) * x * a.dag() for x in c)
    jumps = [np.sqrt(kappa) * a, np.sqrt(p_c) * a.dag()]
    for x in c:
        sigma_z = 2 * x.dag() * x - 1
        jumps += [np.sqrt(p) * x.dag(), np.sqrt(gamma) * x, np.sqrt(gamma_z) * sigma_z]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rho = qutip.steadystate(H, jumps, method="direct")
    return rho.full(), rho.ptrace([0, 1])
