"""Kraus operators of a short step and of its reversal, Eqs. (B1)-(B3).

Time is counted in units of 1/Γ⁺; a trajectory is a product of these operators.
"""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.symbolic.symbols import symbols

from .counting import IN_ROOTS
from .machine import MACHINE, boltzmann_factors
from .thermodynamics import BATHS

__all__ = ["kraus", "reversed_kraus"]

omega_0, dt, xi, eta = symbols("omega_0 dt xi eta")
_ROOT = {"A": xi, "S": eta}


@cache
def kraus() -> Mapping[str, sp.Matrix]:
    """Kraus operators of a step dt: "A+" is absorption from reservoir A, "0" is no jump.

    K_i^± = sqrt(rate dt) J_i† or J_i, and K_0 = 1 - dt M with M = i H0 + sum_k rate_k J_k†J_k/2.
    """
    operators = {}
    no_jump = sp.eye(4) - sp.I * dt * MACHINE.hamiltonian
    for label, terms in BATHS.items():
        for sign, root, (rate, jump) in zip("+-", (1, _ROOT[label]), terms, strict=True):
            operators[label + sign] = sp.sqrt(dt) * root * jump
            no_jump -= dt * boltzmann_factors(rate).subs(IN_ROOTS) / 2 * jump.H * jump
    return operators | {"0": no_jump}


def reversed_kraus(*, as_printed: bool = False) -> Mapping[str, sp.Matrix]:
    """The operators of the reversed trajectory, Eq. (B3), with rho_i = exp(-beta_i H).

    As printed, K~^± = sqrt(rho) K^∓ sqrt(rho)^-1. What reverses a jump is the adjoint of the same
    operator, sqrt(rho) K^±† sqrt(rho)^-1, and that is K^∓ itself.
    """
    energies = (MACHINE.hamiltonian / omega_0).diagonal()
    operators = {"0": kraus()["0"].H}
    for label in BATHS:
        root = sp.diag(*(_ROOT[label] ** -energy for energy in energies))
        for sign, opposite in ("+-", "-+"):
            inner = kraus()[label + opposite] if as_printed else kraus()[label + sign].H
            operators[label + sign] = root * inner * root.inv()
    return operators
