"""Heat currents and entropy production, Eq. (6): closed form, sign, and all of the square's border.

Heat is counted in units of omega_0 Γ⁺, so that everything is a function of x = exp(beta_A) and
y = exp(beta_S). The heat current is the same rational function everywhere, and the entropy
production rate is sigma = |beta_A - beta_S| |Q_S|; at the border it is |Q_S| that has a limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.symbols import symbols

from .bounds import inverted_is_separable
from .limits import LOCAL_POWER
from .machine import MACHINE, boltzmann_factors, closed_form, steady

__all__ = [
    "BATHS",
    "CurrentLimit",
    "Path",
    "bath",
    "concurrence_rises_while_entropy_falls",
    "corner_current",
    "corner_path",
    "edge_current",
    "entropy_production",
    "entropy_without_concurrence",
    "heat_balance",
    "heat_currents",
    "in_ordered_factors",
    "second_law",
]

omega_0, x, y, t, epsilon = symbols("omega_0 x y t epsilon")
beta_A, beta_S = symbols("beta_A beta_S")

# (rate, jump operator) of each reservoir, as MACHINE lists them: the pump, then the damping.
BATHS = {"A": MACHINE.jumps[:2], "S": MACHINE.jumps[2:]}

_RATES = sp.Interval.open(0, sp.oo)


def bath(label: str) -> Lindbladian:
    """The dissipator L_i of one reservoir, Eq. (2), in units of Γ⁺.

    Examples
    --------
    >>> bath("S").parameters
    (y,)
    """
    jumps = tuple((boltzmann_factors(rate), jump) for rate, jump in BATHS[label])
    return Lindbladian(sp.zeros(4, 4), jumps)


@cache
def heat_currents() -> Mapping[str, sp.Expr]:
    """Heat currents Q_i = Tr{H0 L_i(rho)} from the reservoirs A and S, in units of omega_0 Γ⁺.

    Examples
    --------
    >>> sp.numer(heat_currents()["S"])
    4*(x - y)*(x + y)
    """
    rho = steady().numerators.applyfunc(boltzmann_factors)
    energy = MACHINE.hamiltonian / omega_0
    total = boltzmann_factors(steady().denominator)
    return {label: sp.factor((energy * bath(label)(rho)).trace() / total) for label in BATHS}


def heat_balance() -> Proof:
    """Q_A + Q_S = 0: what one reservoir gives, the other one takes."""
    return identity(sp.Add(*heat_currents().values()), sp.Integer(0))


@cache
def entropy_production() -> sp.Expr:
    """The entropy production rate -beta_A Q_A - beta_S Q_S, Eq. (6), in units of omega_0 Γ⁺.

    Examples
    --------
    >>> sp.numer(entropy_production())
    4*(beta_A - beta_S)*(x - y)*(x + y)
    """
    currents = heat_currents()
    return sp.factor(-beta_A * currents["A"] - beta_S * currents["S"])


def second_law() -> Proof:
    """The entropy production is positive for all inverse temperatures but on the diagonal.

    It is (beta_A - beta_S)(exp beta_A - exp beta_S) times a positive function, and exp increases.
    """
    slope = sp.cancel(heat_currents()["S"] / (x - y))
    everywhere = {x: _RATES, y: _RATES}
    return all_of(
        identity(entropy_production(), (beta_A - beta_S) * (x - y) * slope),
        *(positive(part, everywhere) for part in sp.fraction(slope)),
        method="$(β_A − β_S)(exp β_A − exp β_S) > 0$ off the diagonal, times a positive function",
    )


@dataclass(frozen=True)
class CurrentLimit:
    """Heat currents in a limit, and the proof that this is the limit.

    Attributes
    ----------
    heat
        The limits of Q_A and Q_S.
    slope
        The limit of |Q_S|, hence of sigma/|beta_A - beta_S|. Where it is not zero while
        |beta_A - beta_S| grows without bound, so does sigma, and this is its coefficient.
    proof
        That the currents tend to these limits; on an edge also that the slope is positive.
    """

    heat: Mapping[str, sp.Expr]
    slope: sp.Expr
    proof: Proof


def _local(end_x: sp.Expr, end_y: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Numerator and denominator of Q_S in local coordinates, that tend to zero at the ends."""
    powers = {x: x ** LOCAL_POWER.get(end_x, 1), y: y ** LOCAL_POWER.get(end_y, 1)}
    numerator, denominator = sp.fraction(sp.cancel(heat_currents()["S"].subs(powers)))
    return sp.expand(numerator), sp.expand(denominator)


@cache
def edge_current(variable: sp.Symbol, end: sp.Expr) -> CurrentLimit:
    """The heat currents as one Boltzmann factor tends to 0 or oo; sigma diverges on every edge.

    Parameters
    ----------
    variable
        `x` for the edge beta_A = end, `y` for beta_S = end.
    end
        -oo or oo.

    Examples
    --------
    >>> edge_current(x, sp.oo).slope
    4/(y + 2)
    """
    at, other = (_local(end, 0), y) if variable == x else (_local(0, end), x)
    numerator, denominator = (part.subs(variable, 0) for part in at)
    current = sp.factor(numerator / denominator)
    # Heat flows from the reservoir of the smaller beta: on one edge the sign is the same all along.
    sign = 1 if (end is sp.oo) == (variable == x) else -1
    proof = all_of(
        positive(denominator, {other: _RATES}),
        positive(sign * numerator, {other: _RATES}),
        method="the denominator is positive on the edge, so the current is continuous; nor is it 0",
    )
    return CurrentLimit({"A": -current, "S": current}, sign * current, proof)


@cache
def corner_current(end_A: sp.Expr, end_S: sp.Expr) -> CurrentLimit:
    """The heat currents at a corner of the square, whatever the path that leads there.

    With u, v the local coordinates, |Q_S - Q*| <= 8 (u + v) for all u, v in (0, 1].

    Examples
    --------
    >>> corner_current(-sp.oo, sp.oo).heat
    {'A': 2, 'S': -2}
    """
    numerator, denominator = _local(end_A, end_S)
    current = sp.limit((numerator / denominator).subs(y, 2 * x), x, 0)
    square = {x: sp.Interval.Lopen(0, 1), y: sp.Interval.Lopen(0, 1)}
    proof = all_of(
        *(
            positive(
                sp.expand(8 * (x + y) * denominator + s * (numerator - current * denominator)),
                square,
            )
            for s in (1, -1)
        ),
        method="the current is within 8(u + v) of its limit",
    )
    return CurrentLimit({"A": -current, "S": current}, abs(current), proof)


@cache
def in_ordered_factors() -> tuple[sp.Expr, Mapping[int, sp.Expr]]:
    """|Q_S| = numerator / sum_k c_k x^k with x the larger Boltzmann factor and t x the smaller.

    Q_S changes its sign when the reservoirs are exchanged, so that |Q_S| knows only which Boltzmann
    factor is larger. The coefficients c_k are polynomials in t without a negative coefficient.

    Returns
    -------
    tuple
        The numerator, in t, and the coefficients by their power of x.

    Examples
    --------
    >>> in_ordered_factors()[0]
    4 - 4*t**2
    """
    current = heat_currents()["S"]
    exchanged = current.subs({x: y, y: x}, simultaneous=True)
    assert identity(current, -exchanged), "the current is not antisymmetric"
    numerator, total = (sp.expand(p.subs(y, t * x) / x**2) for p in sp.fraction(current))
    by_power = sp.collect(total, x, evaluate=False)
    return numerator, {int(sp.degree(m * x**9, x)) - 9: c for m, c in by_power.items()}


@dataclass(frozen=True)
class Path:
    """Ways into a corner where sigma has no limit.

    Attributes
    ----------
    scale
        Along |beta_A - beta_S| = L/scale sigma tends to L, whichever L > 0 is chosen; the scale is
        one in epsilon, which is exp(-beta_min) at the upper corner and exp(beta_max) at the lower.
        L = 0 is the diagonal.
    proof
        That |Q_S|/scale tends to 1, and that sigma vanishes on the diagonal.
    """

    scale: sp.Expr
    proof: Proof


@cache
def corner_path(end: sp.Expr) -> Path:
    """At the corners (-oo, -oo) and (oo, oo) the entropy production has no limit.

    Write |Q_S| = ε^k f(t, ε) with t = exp(-|beta_A - beta_S|), f being continuous at (0, 0). On the
    path |beta_A - beta_S| = L/(f(0, 0) ε^k) both t and ε tend to 0, and sigma to L.

    Parameters
    ----------
    end
        -oo or oo.

    Examples
    --------
    >>> corner_path(sp.oo).scale
    4*epsilon
    """
    order, larger = (1, 1 / (epsilon * t)) if end is sp.oo else (2, epsilon)
    top, by_power = in_ordered_factors()
    current = top / sp.Add(*(c * x**k for k, c in by_power.items()))
    numerator, denominator = sp.fraction(sp.cancel(current.subs(x, larger) / epsilon**order))
    at_corner = sp.cancel(numerator / denominator).subs({t: 0, epsilon: 0})
    near = {t: sp.Interval(0, 1), epsilon: sp.Interval(0, 1)}
    sign = 1 if denominator.subs({t: 0, epsilon: 0}) > 0 else -1
    proof = all_of(
        identity(current.subs(x, larger), epsilon**order * numerator / denominator),
        positive(sp.expand(sign * denominator), near),
        identity((numerator / denominator).subs({t: 0, epsilon: 0}), at_corner),
        identity(entropy_production().subs({y: x, beta_S: beta_A}), sp.Integer(0)),
        method="sigma tends to any $L ≥ 0$ along $|β_A − β_S| = L$/scale, and is 0 on the diagonal",
    )
    return Path(at_corner * epsilon**order, proof)


def entropy_without_concurrence() -> Proof:
    """For all negative beta_A ≠ beta_S entropy is produced, but no entanglement."""
    return all_of(inverted_is_separable(), second_law())


def concurrence_rises_while_entropy_falls() -> Proof:
    """C rises and sigma falls between two points of the thermal square where C > 0.

    From (x, y) = (1, 20) to (2, 40) beta_A - beta_S stays what it is, so that sigma falls as |Q_S|
    does; and C passes 3/40, which N1 - 3d/40 against N2 decides once both are squared.
    """
    form, middle = closed_form(), sp.Rational(3, 40)
    before, after = ({x: sp.Integer(k), y: sp.Integer(20 * k)} for k in (1, 2))
    difference, radicand = form.N1 - middle * form.d, form.N2**2
    above_zero = (form.N1**2 - radicand).subs(before)
    below = (radicand - difference**2).subs(before)
    above = [difference.subs(after), (difference**2 - radicand).subs(after)]
    falls = heat_currents()["A"].subs(before) - heat_currents()["A"].subs(after)
    return all_of(*(positive(value, {}) for value in (above_zero, below, *above, falls)))
