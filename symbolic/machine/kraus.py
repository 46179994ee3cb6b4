"""Kraus operators of a short step and of its reversal, Eqs. (B1)-(B3).

Time is counted in units of 1/Γ⁺; a trajectory is a product of these operators.
"""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.proof import Proof, all_of, entrywise, identity
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, number
from beyondthermal.symbolic.symbols import symbols

from .counting import IN_ROOTS, jumps
from .machine import MACHINE, boltzmann_factors

__all__ = ["completeness", "detailed_balance", "equilibrium_roots", "kraus", "reversed_kraus"]

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
    for label, root in equilibrium_roots().items():
        for sign, opposite in ("+-", "-+"):
            inner = kraus()[label + opposite] if as_printed else kraus()[label + sign].H
            operators[label + sign] = root * inner * root.inv()
    return operators


def completeness(operators: Mapping[str, sp.Matrix]) -> Proof:
    """The sum of K†K is 1 to first order in dt: exactly, it is 1 + (1 - K_0)†(1 - K_0).

    Refuted by the reversed operators as printed, whose probabilities do not add up to one.
    """
    total = sum((K.H * K for K in operators.values()), start=sp.zeros(4, 4))
    rest = sp.eye(4) - operators["0"]
    return entrywise(total, sp.eye(4) + rest.H * rest)


def detailed_balance(*, as_printed: bool = False) -> Proof:
    """P(jump)/P~(reverse jump) = exp(-beta δQ), and 1 for no jump, between all eigenstates.

    Refuted with the reversed operators as printed: they give exp(-2 beta δQ).
    """
    forward, reverse = kraus(), reversed_kraus(as_printed=as_printed)

    def probability(operator: sp.Matrix, label: str) -> sp.Expr:
        image = operator * BELL[:, BELL_LABELS.index(label)]
        return sp.expand((image.H * image)[0])

    proofs = [identity(*(probability(K["0"], k) for K in (forward, reverse))) for k in BELL_LABELS]
    for jump in jumps():
        name = jump.bath + "-+"[jump.energy > 0]
        there, back = probability(forward[name], jump.start), probability(reverse[name], jump.end)
        proofs.append(identity(there / back, _ROOT[jump.bath] ** (-2 * jump.energy)))
    return all_of(*proofs)
