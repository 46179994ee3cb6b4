"""Two qubits at any number of digits (mpmath): the kernel of Eq. (A2), Eqs. (A5)-(A7) and (C3)."""

from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any

import sympy as sp
from mpmath import matrix, mpf

from beyondthermal.numeric.precision import handed_out, mp
from beyondthermal.numeric.programs.functions import precise_function
from beyondthermal.numeric.sizes import whole
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operators import J_A, J_S, sigma_y
from beyondthermal.symbolic.symbols import symbols

from .accuracy import DOUBLE, GUARD, Answer, Real, attempt, finite, numbers, settled

__all__ = ["effective_steady_state", "partial_trace", "wootters"]


def partial_trace(rho: matrix) -> matrix:
    """Trace out the cavity, Eq. (C3): from 4 (n_max + 1) rows to 4, without rounding.

    Examples
    --------
    >>> half_of_a_photon = mp.diag(["0.5", "0.5", 0, 0, 0, 0, 0, 0])  # |00>, and n = 0 or 1
    >>> print(partial_trace(half_of_a_photon)[0, 0])
    1.0
    """
    size = rho.rows // 4
    found = mp.zeros(4)
    for i, j, n in product(range(4), range(4), range(size)):
        found[i, j] = mp.fadd(found[i, j], rho[i * size + n, j * size + n], exact=True)
    return handed_out(found)


@cache
def _two_reservoirs() -> tuple[Callable[..., list[Any]], list[tuple[int, int]]]:
    """The superoperator of Eq. (A2): its entries as a function of the rates, and their places."""
    rates = symbols("gamma_plus gamma_A gamma_S")
    up, down_A, down_S = rates
    jumps = ((up, J_A.H), (up, J_S.H), (down_A, J_A), (down_S, J_S))
    entries = Lindbladian(sp.zeros(4, 4), jumps).superoperator.to_Matrix().todok()
    return precise_function(rates, list(entries.values())), list(entries)


def effective_steady_state(
    *, gamma_plus: Real, gamma_A: Real, gamma_S: Real, digits: int = 50
) -> matrix:
    """The kernel of the superoperator of Eq. (A2), solved numerically as it stands.

    Parameters
    ----------
    gamma_plus, gamma_A, gamma_S
        Pump rate of both modes and their decay rates, in one common unit.
    digits
        Absolute accuracy, 10^-digits.

    Returns
    -------
    mpmath.matrix
        4 × 4, in the basis |00>, |01>, |10>, |11>.

    Raises
    ------
    ValueError
        If a rate is negative or not finite, or the steady state is not unique.

    Examples
    --------
    >>> rho = effective_steady_state(gamma_plus=1, gamma_A=1, gamma_S=1, digits=10)
    >>> print(mp.chop(rho[0, 0]))
    0.25
    """
    given = {"gamma_plus": gamma_plus, "gamma_A": gamma_A, "gamma_S": gamma_S}
    exact = {name: finite(name, rate) for name, rate in given.items()}
    whole("digits", digits)
    for name, rate in exact.items():
        if rate < 0:
            raise ValueError(f"Argument `{name}` must not be negative, but got {given[name]}.")
    if not exact["gamma_plus"] and not (exact["gamma_A"] and exact["gamma_S"]):
        raise ValueError(
            "Argument `gamma_plus` must be positive where a mode does not decay, but got 0."
        )
    evaluate, places = _two_reservoirs()

    def solve(working: int) -> Answer[matrix]:
        with mp.workdps(working):
            system, trace = mp.zeros(16), mp.zeros(16, 1)
            for place, entry in zip(places, evaluate(*numbers(exact).values()), strict=True):
                system[place] = entry
            # The rows of the four populations add up to zero: the trace takes the place of one.
            system[0, :] = mp.matrix([[int(i % 5 == 0) for i in range(16)]])
            trace[0] = 1
            rho = mp.lu_solve(system, trace)
            values = dict(enumerate(rho)) | {"GE": rho[0] * rho[15]}
            return mp.matrix([list(rho[4 * i : 4 * i + 4]) for i in range(4)]), values

    rough = attempt(lambda: solve(DOUBLE)[1])
    rho, _ = settled(solve, rough, exact, digits)
    with mp.workdps(digits):
        return handed_out(rho.apply(lambda x: +x))


def wootters(rho: matrix, digits: int = 50) -> mpf:
    """The concurrence of any two-qubit density matrix, Eqs. (A5)-(A7).

    With rho = V V†, the eigenvalues lambda_i² of rho rho~ are those of tau† tau,
    tau = V^T (sigma_y ⊗ sigma_y) V, so that lambda_i are the singular values of tau: no root of a
    rounding error is taken.

    Parameters
    ----------
    rho
        4 × 4, in the basis |00>, |01>, |10>, |11>.
    digits
        Digits of rho that are right.

    Examples
    --------
    >>> singlet = mp.matrix([0, 1, -1, 0]) / mp.sqrt(2)
    >>> print(wootters(singlet * singlet.T, 10))
    1.0
    """
    with mp.workdps(2 * digits + GUARD):
        values, vectors = mp.eighe(mp.matrix(rho) * mp.mpc(1))
        root = vectors * mp.diag([mp.sqrt(max(x, 0)) for x in values])
        flip = mp.matrix(sp.kronecker_product(sigma_y, sigma_y).tolist())
        lambdas = sorted(mp.svd_c(root.T * flip * root, compute_uv=False), reverse=True)
        found = max(lambdas[0] - sum(lambdas[1:]), mp.zero)
    with mp.workdps(digits):
        return handed_out(+found)
