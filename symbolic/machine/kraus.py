"""Kraus operators of a short step and of its reversal, Eqs. (B1)-(B3).

Time is counted in units of 1/Γ⁺; a trajectory is a product of these operators.
"""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.symbolic.operators import number
from beyondthermal.symbolic.symbols import symbols

from .counting import IN_ROOTS
from .machine import MACHINE, boltzmann_factors

__all__ = ["equilibrium_roots", "kraus", "reversed_kraus"]

dt, xi, eta = symbols("dt xi eta")
_ROOT = {"A": xi, "S": eta}


@cache
def kraus() -> Mapping[str, sp.Matrix]:
    """Kraus operators of a step dt: "A+" is absorption from reservoir A, "0" is no jump.

    K_i^± = sqrt(rate dt) J_i† or J_i, and K_0 = 1 - dt M with M = i H0 + sum_k rate_k J_k†J_k/2.
    """
    operators = {}
    no_jump = sp.eye(4) - sp.I * dt * MACHINE.hamiltonian
    for label, terms in (("A", MACHINE.jumps[:2]), ("S", MACHINE.jumps[2:])):
        for sign, (rate, jump) in zip("+-", terms, strict=True):
            in_units = boltzmann_factors(rate).subs(IN_ROOTS)
            operators[label + sign] = sp.sqrt(in_units * dt) * jump
            no_jump -= dt * in_units / 2 * jump.H * jump
    return operators | {"0": no_jump}


@cache
def equilibrium_roots() -> Mapping[str, sp.ImmutableMatrix]:
    """The root of each reservoir's equilibrium state exp(-beta_i H) / Tr exp(-beta_i H)."""
    return {
        label: sp.ImmutableMatrix(sp.diag(*(root**-n for n in number.diagonal())) / (1 + root**-2))
        for label, root in _ROOT.items()
    }


def reversed_kraus(*, as_printed: bool = False) -> Mapping[str, sp.Matrix]:
    """The operators of the reversed trajectory, Eq. (B3).

    As printed, K~^± = sqrt(rho) K^∓ sqrt(rho)^-1. What reverses a jump is the adjoint of the same
    operator, sqrt(rho) K^±† sqrt(rho)^-1, and that is K^∓ itself.
    """
    operators = {"0": kraus()["0"].H}
    for label, normalised in equilibrium_roots().items():
        root = normalised / normalised[0, 0]
        for sign, opposite in ("+-", "-+"):
            inner = kraus()[label + opposite] if as_printed else kraus()[label + sign].H
            operators[label + sign] = root * inner * root.inv()
    return operators
