"""What captions and text say of each figure, at the points that are drawn. Rates are over g.

Where the words have no number, the statement has one of ours, and the heading says so.
"""

import sympy as sp

from beyondthermal.derivations.claims.claim import Statement
from beyondthermal.derivations.claims.quantified.functions import (
    C_closed,
    C_dephased,
    C_detuned,
    C_eff,
    C_full,
    C_pumped,
    I_alone,
    I_radiated,
    S_irr,
)
from beyondthermal.derivations.claims.quantified.grids import Among, Grid
from beyondthermal.derivations.claims.quantified.statements import Exists, ForAll
from beyondthermal.symbolic.machine.bounds import onset
from beyondthermal.symbolic.statement_kinds import Rounded
from beyondthermal.symbolic.symbols import symbols

from .maxima import FIG_2, GAMMAS, OPTIMUM, PUMPS, TENTH, THIRD, claim

__all__ = ["CLAIMS"]

kappa, p, gamma, beta_A, beta_S = symbols("kappa p gamma beta_A beta_S")
delta, gamma_z, p_c = symbols("delta gamma_z p_c")
R = sp.Rational
_AT = (kappa, p, gamma)
_FULL, _EFF = C_full(*_AT), C_eff(*_AT)


def _square(low: int, high: int, count: int = 201) -> tuple[Grid, ...]:
    """All pairs of so many inverse temperatures."""
    return tuple(Grid(beta, low, high, count, "equal steps") for beta in (beta_A, beta_S))


_C, _RATE = C_closed(beta_A, beta_S), S_irr(beta_A, beta_S)
_PLANE = _square(-6, 6)
_ABOVE_DIAGONAL = sp.Le(beta_A, beta_S)
# One step of the plane.
_STEP = R(3, 50)


def grows_from_the_diagonal() -> Statement:
    """Fig. 1c: nothing on the diagonal; a step away from it, in either direction, adds to Ṡ."""
    steps = (S_irr(beta_A, beta_S + _STEP), S_irr(beta_A - _STEP, beta_S))
    diagonal, *_ = _PLANE
    return (
        ForAll(sp.Eq(S_irr(beta_A, beta_A), 0), diagonal),
        *(ForAll(sp.Implies(_ABOVE_DIAGONAL, step > _RATE), *_PLANE) for step in steps),
    )


def largest_in_the_corner() -> Statement:
    """Figs. 1b and 1c: of all points that are drawn, the same corner has most C and most Ṡ."""
    pairs = ((_C, C_closed(-6, 6)), (_RATE, S_irr(-6, 6)))
    return tuple(ForAll(sp.Implies(_ABOVE_DIAGONAL, one <= top), *_PLANE) for one, top in pairs)


def ends_together() -> Statement:
    """Fig. 2b: both models are entangled as far as exp(β_S) = 8/(κ p) exceeds its onset."""
    factor, end = 8 / (kappa * p), onset(sp.Integer(0))
    return tuple(
        ForAll(
            sp.And(sp.Implies(factor > end, C > 0), sp.Implies(factor < end, sp.Eq(C, 0))), FIG_2
        )
        for C in (_FULL, _EFF)
    )


# Of all curves of Figs. 2b and c.
_CURVES = Among((p, gamma), (PUMPS[0], 0), *((pump, GAMMAS["3a"]) for pump in PUMPS))
_SUBRADIANT = I_radiated(*_AT) < I_alone(*_AT)
_WIDE = Grid(kappa, TENTH, 100, 121)
_BELOW, _ABOVE = Grid(p, R(3, 100000), gamma, 61), Grid(p, gamma, TENTH, 61)


def _region(name: str) -> tuple[sp.Basic, ...]:
    """No point with C above 1/3 in the part with p <= γ, but one in the other."""
    return ForAll(_FULL < THIRD, _WIDE, _BELOW), Exists(_FULL > THIRD, _WIDE, _ABOVE)


def larger_region() -> Statement:
    """Figs. 3a and b: what is beyond 1/3 in one is so in the other, and more."""
    one, other = (C_full(kappa, p, rate) for rate in GAMMAS.values())
    plane = _WIDE, Grid(p, R(3, 100000), TENTH, 121)
    return (
        ForAll(sp.Implies(one > THIRD, other > THIRD), *plane),
        Exists(sp.And(one < THIRD, other > THIRD), *plane),
    )


def _ended(kind: type[sp.Function], noise: sp.Symbol, order: sp.Expr) -> Statement:
    """C never grows with a noise, is 0 at an order of magnitude, and isn't up to the one below."""
    weakest = R(1, 10000)
    return (
        ForAll(kind(*_AT, noise) >= kind(*_AT, 2 * noise), Grid(noise, weakest, R(1, 2), 101)),
        ForAll(kind(*_AT, noise) > 0, Grid(noise, weakest, order / 10, 101)),
        sp.Eq(kind(*_AT, order), 0),
    )


_IDEAL = {p: PUMPS[0], gamma: sp.Integer(0)}
_APART = abs(_EFF - _FULL)
CLAIMS = (
    claim("fig-1b", "Fig. 1b: one third is passed outside the thermal region only; lower left, "
          "nothing is entangled",
          (ForAll(_C < THIRD, *_square(0, 6, 101)), ForAll(sp.Eq(_C, 0), *_square(-6, 0, 101)),
           Exists(_C > THIRD, *_PLANE)), given=""),
    claim("fig-1b-band", "Fig. 1b: for nearly equal temperatures the state is separable: our "
          "reading, in a band",
          (ForAll(sp.Implies(abs(beta_A - beta_S) <= 1, sp.Eq(_C, 0)), *_PLANE),), given=""),
    claim("fig-1c", "Fig. 1c: $Ṡ$ is zero on the diagonal and grows with the distance from it",
          grows_from_the_diagonal, given=""),
    claim("fig-1c-maximum", "Figs. 1b and c: of what is drawn, $C$ and $Ṡ$ are largest in the same "
          "corner, with one mode inverted", largest_in_the_corner, given=""),
    claim("fig-2b-limit", "Fig. 2b: as $κ$ falls the effective $C$ rises to one half, and the full "
          "one falls",
          (ForAll(C_eff(2 * kappa, p, gamma) <= _EFF, FIG_2),
           Rounded(C_eff(R(1, 100), p, gamma), "0.5"),
           C_full(R(1, 100), p, gamma) < C_full(1, p, gamma)), at=_IDEAL),
    claim("fig-2b-sector", "Fig. 2b: both models are entangled up to one and the same $κ$",
          ends_together, at=_IDEAL),
    claim("subradiance", "Fig. 2b and c: the qubits are entangled only where they radiate less "
          "together than alone, which they don't everywhere",
          (ForAll(sp.Implies(_FULL > 0, _SUBRADIANT), FIG_2, _CURVES),
           Exists(I_radiated(*_AT) > I_alone(*_AT), FIG_2, _CURVES))),
    claim("fig-2c-third", "Fig. 2c: of the three pumps only the one above $γ$ takes $C$ beyond one "
          "third",
          (ForAll(_FULL < THIRD, FIG_2, Among(p, *PUMPS[:2])),
           Exists(C_full(kappa, PUMPS[2], gamma) > THIRD, FIG_2)), at={gamma: GAMMAS["3a"]}),
    claim("fig-2c-models", "Fig. 2c: the models agree for $κ$ above $g$ and part below: our "
          "reading, to a tenth",
          (ForAll(_APART < TENTH, Grid(kappa, 1, 10000, 201), Among(p, *PUMPS)),
           Exists(_APART > TENTH, Grid(kappa, R(1, 100), 1, 101), Among(p, *PUMPS))),
          at={gamma: GAMMAS["3a"]}),
    claim("fig-3a", "Fig. 3a: beyond one third the pump exceeds $γ$", _region("3a"),
          at={gamma: GAMMAS["3a"]}),
    claim("fig-3b", "Fig. 3b: beyond one third the pump exceeds $γ$", _region("3b"),
          at={gamma: GAMMAS["3b"]}),
    claim("fig-3-region", "Fig. 3: smaller $γ$ makes the region beyond one third larger",
          larger_region),
    claim("fig-4a-zero", "Fig. 4a: dephasing of a tenth of $g$ ends the entanglement, of a "
          "hundredth it doesn't", _ended(C_dephased, gamma_z, TENTH), at=OPTIMUM),
    claim("fig-4b-zero", "Fig. 4b: a detuning of $g$ ends the entanglement, of a tenth it doesn't",
          _ended(C_detuned, delta, sp.S.One), at=OPTIMUM),
    claim("fig-4c-zero", "Fig. 4c: a cavity pump of $g$ ends the entanglement, of a tenth it "
          "doesn't", _ended(C_pumped, p_c, sp.S.One), at=OPTIMUM),
)  # fmt: skip
