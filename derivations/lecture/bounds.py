"""The chapter on bounds: how entangled the machine can be, and where it isn't at all."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.machine.bounds import boundary_polynomial
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.symbols import symbols

from .chapter import Chapter, Picture
from .limits import follows

__all__ = ["CHAPTER", "square_completed"]

N1, N2, d, x, y, u, v = symbols("N1 N2 d x y u v")
p_G, p_S, p_A, p_E = symbols("p_G p_S p_A p_E")
FROM_ZERO, ABOVE_ZERO = sp.Interval(0, sp.oo), sp.Interval.open(0, sp.oo)
_THERMAL = {x: 1 + u, y: 1 + v}
_INVERTED = {x: 1 / (1 + u), y: 1 / (1 + v)}


def _equation(left: sp.Expr, right: sp.Expr) -> sp.Eq:
    return sp.Eq(left, right, evaluate=False)


def _cleared(sign: int) -> tuple[sp.Expr, sp.Expr]:
    """1 - 3 (p_A - p_S), or with the opposite sign, times 2d: its name and the polynomial."""
    w = weights()
    polynomial = sp.expand(sp.Add(*w.values()) - 3 * sign * (w["A"] - w["S"]))
    return 2 * d * (1 - 3 * sign * p_A + 3 * sign * p_S), polynomial


def common_denominator() -> Finding:
    """1/3 less the difference of the populations, on the common denominator 2d."""
    shown = [_equation(*_cleared(sign)) for sign in (1, -1)]
    return Finding(tuple(shown), follows(*shown))


def thermal_substitution() -> Finding:
    """The substitution x = 1 + u, y = 1 + v leaves no negative coefficient."""
    shown, proofs = [], []
    for sign in (1, -1):
        name, polynomial = _cleared(sign)
        shifted = sp.expand(polynomial.subs(_THERMAL, simultaneous=True))
        shown.append(_equation(name, shifted))
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
        shown += [_equation(2 * d * (1 - 2 * name), form) for form in (polynomial, rest + square)]
        proofs.append(positive(rest, {x: ABOVE_ZERO, y: ABOVE_ZERO}))
    return Finding(tuple(shown), all_of(follows(*shown), *proofs))


def _inverted(polynomial: sp.Expr, degree: int) -> tuple[sp.Expr, sp.Expr, Proof]:
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
    factor, shown, proof = _inverted(-boundary_polynomial(), 3)
    name = 4 * factor * (N2**2 - N1**2) / (x + y)
    return Finding((_equation(name, shown),), proof)


def inversion_differences() -> Finding:
    """How much more E holds than G, S and A, for x = 1/(1 + u) and y = 1/(1 + v)."""
    w, shown, proofs = weights(), [], []
    for name, label in ((p_G, "G"), (p_S, "S"), (p_A, "A")):
        factor, polynomial, proof = _inverted(sp.expand(w["E"] - w[label]), 2)
        shown.append(_equation(2 * d * factor * (p_E - name), polynomial))
        proofs += [follows(_equation(2 * d * (p_E - name), w["E"] - w[label])), proof]
    return Finding(tuple(shown), all_of(*proofs))


def balanced_difference() -> Finding:
    """What G and E hold together more than S and A, for equal temperatures."""
    w = {k: weight.subs(y, x) for k, weight in weights().items()}
    shown = (
        _equation(2 * d * (p_S - p_A), sp.expand(w["S"] - w["A"])),
        _equation(2 * d * (p_G + p_E - p_S - p_A),
                  sp.factor(w["G"] + w["E"] - w["S"] - w["A"])),
    )  # fmt: skip
    return Finding(shown, follows(*shown, at={y: x}))


CHAPTER = Chapter(
    "Bounds",
    (
        "The limits $1/3$ and $1/2$ are reached at the border, but is there nothing larger inside? "
        "Scanning the plane suggests that there isn't; a proof is better. The root in "
        r"$C = \lvert p_S − p_A\rvert − 2\sqrt{p_G p_E}$ only subtracts, so every bound "
        "on the difference of two populations is one on $C$. And populations are ratios of "
        "polynomials with the positive denominator $2d$, so that it is a matter of the signs of "
        "polynomials.",
        "First the thermal machine, $β_A ≥ 0$ and $β_S ≥ 0$. We want "
        r"$\lvert p_S − p_A\rvert < 1/3$, that is $1 ± 3(p_A − p_S) > 0$, and multiply by "
        "$2d$. As they stand, both polynomials have negative coefficients.",
        Claim("thermal-cleared", "$1 ± 3(p_A − p_S)$ on the common denominator",
              common_denominator),
        "They may have: for small $x$ the bound is false. What we have not used yet is that both "
        "factors are at least 1. We write $x = 1 + u$ and $y = 1 + v$, so that $u$ and $v$ are "
        "not negative, and expand again.",
        Claim("thermal-shifted", "$x = 1 + u$, $y = 1 + v$: no minus sign is left",
              thermal_substitution, domain="u, v ≥ 0"),
        "All coefficients are positive, and the constant 16 keeps the sum away from zero. This "
        "is the whole proof, and one can check it by eye.",
        find("bound-thermal"), find("outside"),
        "For all temperatures, negative ones included, $x$ and $y$ are only positive. The larger "
        "of $p_S$ and $p_A$ bounds their difference, and we compare it with one half. Only one "
        "term is negative, and completing the square takes it in.",
        Claim("half-cleared", "$1 − 2p_k$ on the common denominator, and a square completed",
              half_less_population),
        "Every term on the right is positive or a square. Physically, neither Bell state can "
        "hold half of the population, because the pump that feeds it from G takes it on to E at "
        "the same rate (cold-balance).",
        find("bound-universal"),
        "One half is nevertheless the best bound: the corner of (A14-nearby) comes as close to it "
        "as we like.",
        find("supremum"),
        "Now let both reservoirs be inverted. $C > 0$ needs $N1 > N2$, and since neither is "
        "negative we may compare squares: the sign of $N1² − N2²$ is that of the cubic "
        "(boundary). With $x = 1/(1 + u)$ and $y = 1/(1 + v)$ the square $0 < x, y ≤ 1$ is "
        "again $u, v ≥ 0$. We multiply by the third powers of $1 + u$ and $1 + v$ and expand.",
        Claim("inverted-shifted", "$x = 1/(1 + u)$, $y = 1/(1 + v)$: no minus sign is left",
              inverted_substitution, domain="β_A, β_S ≤ 0"),
        "So $N2 > N1$ throughout, and two inverted reservoirs never entangle.",
        find("bound-inverted"),
        "The reason is in the populations. Both pumps drive the qubits to the top of the diamond, "
        "and E is a product state. We subtract the other weights from that "
        "of E, with the same substitution.",
        Claim("inversion-shifted", "The lead of E over G, S and A", inversion_differences,
              domain="β_A, β_S < 0"),
        find("inversion"),
        "Finally, equal temperatures. There is no coherence left (balanced), and G and E should "
        "hold most of the population. We put $y = x$ into the weights.",
        Claim("balanced-sorted", "$y = x$: S and A are equal, and G and E have more than they",
              balanced_difference, domain="β_A = β_S"),
        "The square vanishes at $x = 1$, infinite temperature, where all four states have a "
        "quarter: then it is half of the population, not most of it.",
        find("balanced-majority"), find("balanced-half"),
        "The figure puts it together: the boundary of separability, and the three regions in "
        "which we have proved a bound. What was drawn agrees.",
        Picture("bounds"), find("fig-1b"), find("fig-1b-band"),
    ),
)  # fmt: skip
