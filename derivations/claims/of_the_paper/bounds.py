"""How entangled the machine can be, and where it isn't at all."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import equation, follows, settled
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.machine import bounds
from beyondthermal.symbolic.machine.bounds import boundary_polynomial
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.symbols import symbols

__all__ = ["CLAIMS", "STEPS", "inverted", "square_completed"]

x, y, C, N1, N2, d, u, v, p_S, p_A = symbols("x y C N1 N2 d u v p_S p_A")
FROM_ZERO, ABOVE_ZERO = sp.Interval(0, sp.oo), sp.Interval.open(0, sp.oo)
_THERMAL = {x: 1 + u, y: 1 + v}
_INVERTED = {x: 1 / (1 + u), y: 1 / (1 + v)}


def _cleared(sign: int) -> tuple[sp.Expr, sp.Expr]:
    """1 - 3 (p_A - p_S), or with the opposite sign, times 2d: its name and the polynomial."""
    w = weights()
    polynomial = sp.expand(sp.Add(*w.values()) - 3 * sign * (w["A"] - w["S"]))
    return 2 * d * (1 - 3 * sign * p_A + 3 * sign * p_S), polynomial


def common_denominator() -> Finding:
    """1/3 less the difference of the populations, on the common denominator 2d."""
    shown = [equation(*_cleared(sign)) for sign in (1, -1)]
    return Finding(tuple(shown), follows(*shown))


def thermal_substitution() -> Finding:
    """The substitution x = 1 + u, y = 1 + v leaves no negative coefficient."""
    shown, proofs = [], []
    for sign in (1, -1):
        name, polynomial = _cleared(sign)
        shifted = sp.expand(polynomial.subs(_THERMAL, simultaneous=True))
        shown.append(equation(name, shifted))
        proofs += [
            identity(polynomial, shifted.subs({u: x - 1, v: y - 1})),
            positive(shifted, {u: FROM_ZERO, v: FROM_ZERO}),
        ]
    return Finding(tuple(shown), all_of(*proofs))


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


def half_less_population() -> Finding:
    """1 - 2 p_k times 2d; what is negative is absorbed by a square."""
    w = weights()
    total, shown, proofs = sp.Add(*w.values()), [], []
    for name, label, variable in ((p_S, "S", y), (p_A, "A", x)):
        polynomial = sp.expand(total - 2 * w[label])
        rest, square = square_completed(polynomial, variable)
        shown += [equation(2 * d * (1 - 2 * name), form) for form in (polynomial, rest + square)]
        proofs.append(positive(rest, {x: ABOVE_ZERO, y: ABOVE_ZERO}))
    return Finding(tuple(shown), all_of(follows(*shown), *proofs))


def inverted(polynomial: sp.Expr, degree: int) -> tuple[sp.Expr, sp.Expr, Proof]:
    """A polynomial for x = 1/(1 + u), y = 1/(1 + v): the factor that clears it, and what results.

    The proof says that both are equal, and that no coefficient is negative.
    """
    terms = sp.Poly(polynomial, x, y).terms()
    shown = sp.expand(
        sp.Add(*(c * (1 + u) ** (degree - i) * (1 + v) ** (degree - j) for (i, j), c in terms))
    )
    factor = (1 + u) ** degree * (1 + v) ** degree
    proof = all_of(
        identity(polynomial.subs(_INVERTED, simultaneous=True), shown / factor),
        positive(shown, {u: FROM_ZERO, v: FROM_ZERO}, strict=False),
    )
    return factor, shown, proof


def inverted_substitution() -> Finding:
    """N2² - N1² for x = 1/(1 + u) and y = 1/(1 + v): no coefficient is negative."""
    factor, shown, proof = inverted(-boundary_polynomial(), 3)
    name = 4 * factor * (N2**2 - N1**2) / (x + y)
    return Finding((equation(name, shown),), proof)


CLAIMS = (
    Claim("bound-thermal", "$C < 1/3$ for all $β_A$, $β_S ≥ 0$",
          settled(bounds.thermal_bound, sp.Lt(C, sp.Rational(1, 3))), domain="$β_A$, $β_S ≥ 0$"),
    Claim("bound-universal", "$C < 1/2$ for all $β_A$, $β_S$",
          settled(bounds.universal_bound, sp.Lt(C, sp.Rational(1, 2))), domain="all $β_A$, $β_S$"),
    Claim("bound-inverted", "$C = 0$ for all $β_A$, $β_S ≤ 0$",
          settled(bounds.inverted_is_separable, equation(C, 0)), domain="$β_A$, $β_S ≤ 0$"),
)  # fmt: skip
STEPS = (
    Claim("thermal-cleared", "$1 ± 3(p_A − p_S)$ on the common denominator",
          common_denominator),
    Claim("thermal-shifted", "$x = 1 + u$, $y = 1 + v$: no minus sign is left",
          thermal_substitution, domain="$u, v ≥ 0$"),
    Claim("half-cleared", "$1 − 2p_k$ on the common denominator, and a square completed",
          half_less_population),
    Claim("inverted-shifted", "$x = 1/(1 + u)$, $y = 1/(1 + v)$: no minus sign is left",
          inverted_substitution, domain="$β_A$, $β_S ≤ 0$"),
)  # fmt: skip
