"""Whether a density matrix is the steady state of a master equation, and the only one."""

from dataclasses import replace
from itertools import product

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.decision.decide import equality
from beyondthermal.symbolic.decision.proof import Proof, all_of

from .lindblad import Lindbladian
from .steady_state import steady_state

__all__ = ["steadiness"]

_SMALL = 4


def steadiness(lindbladian: Lindbladian, rho: sp.Matrix, *, where: Where | None = None) -> Proof:
    """Decide whether a d × d matrix is a steady state: L(rho) = 0, trace one, Hermitian.

    So it is wherever all of its entries have values.

    The ranges of symbols are given as in `decision.decide.equality`.

    Raises
    ------
    ValueError
        If the matrix has another size than the model.
    """
    d = lindbladian.dimension
    if rho.shape != (d, d):
        raise ValueError(f"Argument `rho` must be a {d} × {d} matrix, but got {rho.shape}.")
    change, dual = lindbladian(rho), rho.H
    claims = {"the trace": (rho.trace(), sp.S.One)}
    for i, j in product(range(d), repeat=2):
        claims[f"entry ({i}, {j}) of rho† - rho"] = dual[i, j] - rho[i, j], sp.S.Zero
        claims[f"entry ({i}, {j}) of L(rho)"] = change[i, j], sp.S.Zero
    proofs = []
    for name, (left, right) in claims.items():
        proof = equality(left, right, where=where, wherever=[*rho])
        if not proof:
            return replace(proof, method=f"{name}: {proof.method}")
        proofs.append(proof)
    method = "L(rho) = 0 entry by entry, trace one, Hermitian"
    return all_of(*proofs, method=f"{method}{_uniqueness(lindbladian)}")


def _uniqueness(lindbladian: Lindbladian) -> str:
    """Whether it is the only steady state, for small models."""
    if lindbladian.dimension > _SMALL:
        return ""
    try:
        steady_state(lindbladian)
    except ValueError:
        return ""
    return "; the only steady state"
