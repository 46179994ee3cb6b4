"""Heat currents and entropy production, Eq. (6): closed form, sign, and what entanglement costs.

Heat is counted in units of omega_0 Γ⁺, so that everything is a function of x = exp(beta_A) and
y = exp(beta_S).
"""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.symbols import POSITIVE, symbols

from .bounds import inverted_is_separable
from .machine import MACHINE, boltzmann_factors, closed_form, steady

__all__ = [
    "BATHS",
    "bath",
    "concurrence_rises_while_entropy_falls",
    "entropy_production",
    "entropy_without_concurrence",
    "heat_balance",
    "heat_currents",
    "second_law",
]

omega_0, x, y, beta_A, beta_S = symbols("omega_0 x y beta_A beta_S")

# (rate, jump operator) of each reservoir, as MACHINE lists them: the pump, then the damping.
BATHS = {"A": MACHINE.jumps[:2], "S": MACHINE.jumps[2:]}


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
    """The entropy production rate -beta_A Q_A - beta_S Q_S, Eq. (6), in units of Γ⁺.

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
    everywhere = {x: POSITIVE, y: POSITIVE}
    return all_of(
        identity(entropy_production(), (beta_A - beta_S) * (x - y) * slope),
        *(positive(part, everywhere) for part in sp.fraction(slope)),
        method="$(β_A − β_S)(exp β_A − exp β_S) > 0$ off the diagonal, times a positive function",
    )


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
