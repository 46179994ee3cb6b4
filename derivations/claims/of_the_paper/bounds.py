"""How entangled the machine can be, and where it isn't at all."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.regions import EVERYWHERE, INVERTED, TEMPERATURES, THERMAL
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.machine.bounds import boundary_polynomial
from beyondthermal.symbolic.machine.four_rates import weights_of_four_rates
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, symbol, symbols

__all__ = ["CLAIMS", "STEPS", "inverted", "square_completed"]

x, y, C, N1, N2, d, u, v, p_S, p_A = symbols("x y C N1 N2 d u v p_S p_A")
gamma_A, gamma_S = symbols("gamma_A gamma_S")
gamma_A_plus, gamma_S_plus, w_G, w_S = symbols("gamma_A_plus gamma_S_plus w_G w_S")
w_A, w_E = symbols("w_A w_E")
NEAR = dict.fromkeys((u, v), NONNEGATIVE)
_THERMAL = {x: 1 + u, y: 1 + v}
_INVERTED = {x: 1 / (1 + u), y: 1 / (1 + v)}


def _cleared(sign: int) -> tuple[sp.Expr, sp.Expr]:
    """1 - 3 (p_A - p_S), or with the opposite sign, times 2d: its name and the polynomial."""
    w = weights()
    polynomial = sp.expand(sp.Add(*w.values()) - 3 * sign * (w["A"] - w["S"]))
    return 2 * d * (1 - 3 * sign * p_A + 3 * sign * p_S), polynomial


def common_denominator() -> Statement:
    """1/3 less the difference of the populations, on the common denominator 2d."""
    return tuple(equation(*_cleared(sign)) for sign in (1, -1))


def thermal_substitution() -> Statement:
    """The substitution x = 1 + u, y = 1 + v leaves no negative coefficient."""
    shown: list[sp.Basic] = []
    for name, polynomial in map(_cleared, (1, -1)):
        shifted = sp.expand(polynomial.subs(_THERMAL, simultaneous=True))
        shown += [equation(name, shifted), sp.Gt(shifted, 0, evaluate=False)]
    return tuple(shown)


def square_completed(polynomial: sp.Expr, variable: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """A polynomial as rest + a (t - s)², where a t² + b t + c is what depends on t alone.

    Where there is no minus sign in that part, the rest is everything.
    """
    alone = polynomial.subs(dict.fromkeys(polynomial.free_symbols - {variable}, 0))
    a, b = (alone.coeff(variable, power) for power in (2, 1))
    if not b < 0:
        return polynomial, sp.Integer(0)
    square = a * (variable + b / (2 * a)) ** 2
    return sp.expand(polynomial - square), square


def half_less_population() -> Statement:
    """1 - 2 p_k times 2d; what is negative is absorbed by a square."""
    w = weights()
    total, shown = sp.Add(*w.values()), []
    for name, label, variable in ((p_S, "S", y), (p_A, "A", x)):
        polynomial = sp.expand(total - 2 * w[label])
        rest, square = square_completed(polynomial, variable)
        shown += [equation(2 * d * (1 - 2 * name), form) for form in (polynomial, rest + square)]
    return tuple(shown)


def inverted(polynomial: sp.Expr, degree: int) -> tuple[sp.Expr, sp.Expr]:
    """A polynomial for x = 1/(1 + u), y = 1/(1 + v): what clears it, and what results."""
    terms = sp.Poly(polynomial, x, y).terms()
    shown = sp.expand(
        sp.Add(*(c * (1 + u) ** (degree - i) * (1 + v) ** (degree - j) for (i, j), c in terms))
    )
    return (1 + u) ** degree * (1 + v) ** degree, shown


def inverted_substitution() -> Statement:
    """N2² - N1² for x = 1/(1 + u) and y = 1/(1 + v): no coefficient is negative."""
    factor, shown = inverted(-boundary_polynomial(), 3)
    return equation(4 * factor * (N2**2 - N1**2) / (x + y), shown), sp.Gt(shown, 0, evaluate=False)


def weighted_means() -> Statement:
    """With four rates w_A and w_S are means of w_G and w_E."""
    feeds = ((w_A, gamma_A_plus, gamma_A), (w_S, gamma_S_plus, gamma_S))
    return tuple(equation((pump + decay) * w, pump * w_G + decay * w_E) for w, pump, decay in feeds)


_FOUR_RATES = dict.fromkeys((gamma_A_plus, gamma_A, gamma_S_plus, gamma_S), POSITIVE)
# For any ratio of w_E to w_G; x and y are Γ_A/Γ_A⁺ and Γ_S/Γ_S⁺.
_MEANS = {w_G: sp.Integer(1), w_A: (1 + x * w_E) / (1 + x), w_S: (1 + y * w_E) / (1 + y)}
CLAIMS = (
    Claim("bound-thermal", "The bound on the concurrence between thermal reservoirs",
          (sp.Lt(C, sp.Rational(1, 3)),), where=THERMAL),
    Claim("bound-universal", "The bound on the concurrence between any two reservoirs",
          (sp.Lt(C, sp.Rational(1, 2)),), where=TEMPERATURES),
    Claim("bound-inverted", "Two inverted reservoirs leave a separable state",
          (equation(C, 0),), where=INVERTED),
    Claim("bound-four-rates", "The same bound for four independent rates, by the means alone",
          (sp.Lt(C, sp.Rational(1, 2)),), where={**EVERYWHERE, w_E: POSITIVE}, at=_MEANS),
)  # fmt: skip
STEPS = (
    Claim("thermal-cleared", "The difference of the populations on the common denominator",
          common_denominator, where=EVERYWHERE),
    Claim("thermal-shifted", "Shifted to the corner of the thermal region: no minus sign is left",
          thermal_substitution, where=NEAR, at=_THERMAL),
    Claim("half-cleared", "Half less a population on the common denominator; a square completed",
          half_less_population),
    Claim("weighted-means", "Four independent rates: $A$ and $S$ hold means of $G$ and $E$",
          weighted_means, where=_FOUR_RATES,
          local=lambda: {symbol(f"w_{k}"): w for k, w in weights_of_four_rates().items()}),
    Claim("inverted-shifted", "Both reservoirs inverted: no minus sign is left",
          inverted_substitution, where=NEAR, at=_INVERTED),
)  # fmt: skip
