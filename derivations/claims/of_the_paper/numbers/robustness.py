"""Appendices D and E: what the entanglement survives, and where it could be built.

Rates are over g. "Significant" and "tolerated" are read alike: more than a tenth is left.
"""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.derivations.claims.quantified.functions import (
    C_dephased,
    C_detuned,
    C_full,
    C_pumped,
)
from beyondthermal.derivations.claims.quantified.grids import Grid
from beyondthermal.derivations.claims.quantified.statements import Exists, ForAll
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.elimination import cavity_emission
from beyondthermal.symbolic.statement_kinds import Rounded
from beyondthermal.symbolic.symbols import symbols

from .maxima import OPTIMUM, TENTH, THIRD, claim

__all__ = ["CLAIMS"]

kappa, p, gamma, g, Gamma = symbols("kappa p gamma g Gamma")
delta, gamma_z, p_c = symbols("delta gamma_z p_c")
R = sp.Rational
_AT = (kappa, p, gamma)
_WEAKEST = R(1, 10000)


def _doubled(kind: type[sp.Function], noise: sp.Symbol) -> sp.Expr:
    """What twice the noise takes away."""
    return kind(*_AT, noise) - kind(*_AT, 2 * noise)


# At the optimum of Fig. 3a.
_BROADENED = {Gamma: cavity_emission(), kappa: 2 * g}
_ABOVE = C_full(*_AT) > THIRD
# A few kHz over 10 MHz, and hundreds of MHz over 0.1 MHz.
_SLOWEST, _FASTEST = R(3, 10000), sp.Integer(3000)
_RATES = {p: OPTIMUM[p], gamma: OPTIMUM[gamma]}
CLAIMS = (
    claim("fig-4a", "Significant entanglement is left where the dephasing equals relaxation or "
          "pump: our reading, more than a tenth",
          (C_dephased(*_AT, gamma) > TENTH, C_dephased(*_AT, p) > TENTH), at=OPTIMUM),
    claim("fig-4b", "Detunings up to a tenth of $g$ are tolerated: our reading, more than a tenth "
          "is left",
          (ForAll(C_detuned(*_AT, delta) > TENTH, Grid(delta, _WEAKEST, TENTH, 101)),), at=OPTIMUM),
    claim("fig-4c", "The cavity pump does less harm than dephasing, with a sharper transition: our "
          "reading, some doubling of it costs more than any doubling of the dephasing",
          (ForAll(C_pumped(*_AT, p_c) >= C_dephased(*_AT, p_c), Grid(p_c, _WEAKEST, 1, 201)),
           Exists(ForAll(_doubled(C_pumped, p_c) > _doubled(C_dephased, gamma_z),
                         Grid(gamma_z, _WEAKEST, R(1, 2), 101)),
                  Grid(p_c, _WEAKEST, R(1, 2), 101))), at=OPTIMUM),
    Claim("broadening", "The broadening through the cavity, and the coupling over its losses",
          (Rounded(Gamma / g, "0.1"), Rounded(g / kappa, "0.1")), Verdict.REFUTED,
          at=_BROADENED),
    Claim("broadening-corrected", "The broadening is four times the coupling over the losses",
          (equation(Gamma / g, 4 * g / kappa), equation(Gamma / g, 2),
           equation(g / kappa, R(1, 2))),
          at=_BROADENED, corrects="broadening"),
    claim("platform", "Quantum dots, with $g ≃ 0.1$ meV and $κ$ up to a few meV, reach the region "
          "where one third is overcome with $κ$ above $g$",
          (Exists(_ABOVE, Grid(kappa, 1, 30, 61)),), at=_RATES),
    claim("platform-circuits", "Superconducting circuits, with $g$ from 0.1 to 10 MHz and $κ$ from "
          "kHz to hundreds of MHz, span the whole range where one third is overcome",
          (C_full(_SLOWEST, p, gamma) < THIRD, Exists(_ABOVE, Grid(kappa, _SLOWEST, _FASTEST, 81)),
           C_full(_FASTEST, p, gamma) < THIRD), at=_RATES),
)  # fmt: skip
