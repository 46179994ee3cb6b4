"""The one table of definitions: what the names in statements stand for.

A name stands for an expression in other names. A solution, such as the weights w_k, is derived from
the master equation, and the claim that proves it is named beside it; all else abbreviates.
The same relation x = exp(β_A) = Γ_A/Γ⁺ is there for each of its three sides: unfolding stops at
the variables of a statement, which may be inverse Boltzmann factors, temperatures or rates.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, partial

import sympy as sp

from .machine import counting, relaxation, thermodynamics
from .machine.machine import IN_BETA, MACHINE, NAMED_PARTS, steady, weights
from .operators import BELL, BELL_LABELS
from .statement_kinds import of
from .symbols import symbol, symbols

__all__ = ["DEFINITIONS", "PLACES", "Definition", "unfold"]

x, y, beta_A, beta_S, xi, eta, S, P = symbols("x y beta_A beta_S xi eta S P")
gamma_plus, gamma_A, gamma_S, sigma, F, j = symbols("gamma_plus gamma_A gamma_S sigma F j")
w_G, w_S, w_A, w_E, p_G, p_S, p_A, p_E = symbols("w_G w_S w_A w_E p_G p_S p_A p_E")
C, N1, N2, d, Z, Q_A, Q_S = symbols("C N1 N2 d Z Q_A Q_S")
_TOTAL = w_G + w_S + w_A + w_E
# Names within names within names: the table has no longer chains.
_DEPTH = 12


@dataclass(frozen=True)
class Definition:
    """What a name stands for, and the claim that proves it if it is a solution."""

    body: Callable[[], sp.Expr]
    by: str = ""


def _is(body: sp.Expr) -> Definition:
    return Definition(lambda: body)


def _weight(label: str) -> Definition:
    return Definition(lambda: weights()[label], by="computational-basis")


def _flow(label: str) -> sp.Expr:
    """What the master equation makes of a population of a Bell-diagonal density matrix."""
    k, p = BELL_LABELS.index(label), sp.diag(p_G, p_S, p_A, p_E)
    return sp.expand((BELL.H * MACHINE(BELL * p * BELL.H) * BELL)[k, k])


def _heat(label: str) -> Definition:
    return Definition(lambda: thermodynamics.heat_currents()[label], by="6-heat")


def _cumulant(order: int) -> sp.Expr:
    return counting.cycle_cumulants()[order - 1]


def _element(row: int, column: int) -> Definition:
    return Definition(lambda: steady().numerators[row, column] / Z, by="A4")


# The elements of the density matrix that have a name in Eq. (A4), row and column.
PLACES = {"00": (0, 0), "01": (1, 1), "10": (2, 2), "11": (3, 3), "c": (1, 2)}
DEFINITIONS: Mapping[sp.Symbol, Definition] = {
    # Eq. (3), for each of its sides
    **{factor: _is(exponential) for factor, exponential in IN_BETA.items()},
    beta_A: _is(sp.log(gamma_A / gamma_plus)),
    beta_S: _is(sp.log(gamma_S / gamma_plus)),
    gamma_A: _is(gamma_plus * x),
    gamma_S: _is(gamma_plus * y),
    # Eq. (5)
    **{name: _is(body) for name, body in NAMED_PARTS},
    xi: _is(sp.sqrt(x)),
    eta: _is(sp.sqrt(y)),
    # The steady state (A4)
    **{symbol(f"w_{k}"): _weight(k) for k in "GSAE"},
    **{symbol(f"p_{k}"): _is(symbol(f"w_{k}") / _TOTAL) for k in "GSAE"},
    Z: Definition(lambda: steady().denominator, by="A4"),
    **{symbol(f"rho_{k}"): _element(*at) for k, at in PLACES.items()},
    # Eqs. (A9)-(A10)
    N1: _is(abs(w_S - w_A) / 2),
    N2: _is(sp.sqrt(w_G * w_E)),
    d: _is(_TOTAL / 2),
    C: Definition(lambda: sp.Max(0, (N1 - N2) / d), by="A9"),
    # Eq. (6)
    **{symbol(f"Q_{k}"): _heat(k) for k in "AS"},
    symbol("Q"): _is(abs(Q_A)),
    sigma: _is(-beta_A * Q_A - beta_S * Q_S),
    j: Definition(counting.cycle_current),
    F: Definition(counting.cycle_affinity),
    # The statistics of the cycle, and the relaxation
    **{symbol(f"dp_{k}"): Definition(partial(_flow, k)) for k in "GSAE"},
    **{
        symbol(f"cumulant_{n}"): Definition(partial(_cumulant, n), by="cumulant-equations")
        for n in (1, 2)
    },
    symbol("det_W"): Definition(counting.determinant),
    **{symbol(f"det_L{k}"): Definition(partial(relaxation.determinant, k)) for k in range(3)},
    symbol("gap"): Definition(relaxation.relaxation_gap, by="gap"),
}


def _at_factors(name: sp.Symbol, factors: tuple[sp.Expr, ...]) -> sp.Basic:
    at = dict(zip((x, y), factors, strict=True))
    return unfold(name, keep=(x, y)).subs(at, simultaneous=True)


@cache
def _body(name: sp.Symbol) -> sp.Expr:
    return DEFINITIONS[name].body()


def unfold(
    expr: sp.Basic,
    *,
    keep: Collection[sp.Symbol] = (),
    at: Mapping[sp.Symbol, sp.Basic] | None = None,
) -> sp.Basic:
    """An expression in variables alone.

    Parameters
    ----------
    expr
        Expression in the names of the table of symbols.
    keep
        The variables: they stand for themselves.
    at
        What other names stand for here, whatever the table says.

    Raises
    ------
    ValueError
        If names stand for each other, so that there is no end to it.

    Examples
    --------
    >>> unfold(symbol("S") * symbol("w_E"), keep=symbols("x y"))
    (x + y)*(x + y + 2)
    >>> unfold(x, keep=symbols("gamma_A gamma_plus"))
    gamma_A/gamma_plus
    >>> unfold(of(symbol("w_G"), y, x) - symbol("w_G"), keep=(x, y))
    0
    """
    found = dict(at or {})
    expr = expr.replace(of, lambda name, *factors: _at_factors(name, factors))
    for _ in range(_DEPTH):
        names = expr.free_symbols - set(keep)
        known = {name: found[name] for name in names if name in found}
        known |= {name: _body(name) for name in names if name in DEFINITIONS and name not in found}
        if not known:
            return expr
        expr = expr.xreplace(known)
    raise ValueError(f"Argument `expr` is in names that stand for each other: {expr}.")
