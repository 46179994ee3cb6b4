"""The statistics of the cycle: its affinity, fluctuations, uncertainty, and the relaxation."""

from collections.abc import Mapping
from functools import cache, partial

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.regions import TEMPERATURES
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.machine import counting, relaxation
from beyondthermal.symbolic.machine.machine import NAMED_PARTS, closed_form, in_named_parts
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, symbols

__all__ = ["CLAIMS", "STEPS"]

x, y, sigma, F, W, W_transposed, W_mirrored = symbols("x y sigma F W W_transposed W_mirrored")
d, j, q, z, R, S, A, P, c_1, c_2, xi = symbols("d j q z R S A P cumulant_1 cumulant_2 xi")
eta, Delta, Pi, gap, det_W, chi_A, chi_S = symbols("eta Delta Pi gap det_W chi_A chi_S")
det_L0, det_L1, det_L2 = symbols("det_L0 det_L1 det_L2")
_UNFOLD = dict(NAMED_PARTS)


def cycle() -> Statement:
    """One cycle carries all of it: entropy production is current times affinity."""
    current, affinity = counting.cycle_current(), counting.cycle_affinity()
    return (equation(c_1, current), equation(c_1, j), equation(F, affinity),
            equation(sigma, c_1 * F))  # fmt: skip


def generators() -> Mapping[sp.Basic, sp.Basic]:
    """W(s), its transpose, and W(1 - s)."""
    tilted = counting.tilted_generator()
    mirrored = tilted.subs({chi_A: x / chi_A, chi_S: y / chi_S}, simultaneous=True)
    return {W: tilted, W_transposed: tilted.T, W_mirrored: mirrored}


def fluctuations() -> Statement:
    """The tilted generator and its symmetry."""
    return equation(W, counting.tilted_generator()), equation(W_transposed, W_mirrored)


@cache
def _in_S_P() -> sp.Expr:
    """The variance, times 4 d³, in S and P."""
    _, variance = counting.cycle_cumulants()
    numerator = _named(sp.expand(sp.cancel(variance * closed_form().d ** 3)))
    return sp.collect(sp.expand(4 * numerator), P)


def cumulants() -> Statement:
    """Mean and variance of the turns of the cycle in S, A, P and d."""
    return (
        equation(d, in_named_parts().d),
        equation(c_1, S * A / d),
        equation(4 * d**3 * c_2, _in_S_P()),
    )


def relaxation_gap() -> Statement:
    """The slower root of each coherence's quadratic; the gap is the smaller rate of the two."""
    first, second = relaxation.coherence_modes()
    pairs = (
        (first, relaxation.slower_rate(first, x)),
        (second, relaxation.slower_rate(second, y)),
    )
    shown: list[sp.Basic] = [equation(gap, sp.Min(*(rate for _, rate in pairs)))]
    for quadratic, rate in pairs:
        middle = sp.Poly(quadratic, z).all_coeffs()[1]
        shown.append(equation(quadratic.subs(z, -rate), 0))
        shown.append(sp.Le(rate, middle - rate, evaluate=False))
    return tuple(shown)


def faster_than(rate: sp.Expr) -> Statement:
    """With x = y + A: the gap is at most a rate r, and the other modes decay at r or faster.

    The cubic at z - r passes Routh and Hurwitz.
    """
    shifted = sp.expand(relaxation.population_mode().subs(z, z - rate).subs(x, y + A))
    one, a, b, c = (sp.factor(k) for k in sp.Poly(shifted, z).all_coeffs())
    assert one == 1, "the cubic is monic"
    conditions = a, c, sp.expand(a * b - c)
    return (
        sp.Le(relaxation.slower_rate(relaxation.coherence_modes()[0], x), rate, evaluate=False),
        sp.Gt(x + y + 2, rate, evaluate=False),
        equation(relaxation.population_mode().subs(z, z - rate), z**3 + a * z**2 + b * z + c),
        *(sp.Gt(condition, 0, evaluate=False) for condition in conditions),
    )


def relaxation_modes() -> Statement:
    """The eigenvalues as the roots of a cubic, of two quadratics, and linear ones."""
    cubic, (first, second) = relaxation.population_mode(), relaxation.coherence_modes()
    alone = z + x + y + 2
    return (
        equation(det_L0, sp.Mul(z, alone**2, cubic, evaluate=False)),
        equation(det_L1, sp.Mul(first, second, evaluate=False)),
        equation(det_L2, alone),
    )


def _named(polynomial: sp.Expr) -> sp.Expr:
    """A symmetric polynomial in x and y in the named parts S and P."""
    formal, remainder, _ = sp.symmetrize(polynomial, [x, y], formal=True, symbols=[S, P])
    assert remainder == 0, f"{polynomial} is not symmetric"
    return sp.expand(formal)


def affinity() -> Statement:
    """The entropy of one turn, the current, and the entropy production as their product."""
    shown = (F, counting.cycle_affinity()), (j, A * S / d), (sigma, j * F)
    return tuple(equation(*pair) for pair in shown)


@cache
def _in_named_parts() -> tuple[sp.Expr, sp.Expr]:
    """The characteristic polynomial of W(s) is the second less the first, which is 0 at q = 1."""
    polynomial = sp.expand(counting.characteristic_polynomial())
    uncounted = polynomial.subs(q, 1)
    named = sum(_coefficient(uncounted, k) * z**k for k in range(5))
    return sp.factor(uncounted - polynomial), named


def characteristic() -> Statement:
    """The characteristic polynomial of W(s), its coefficients in the named parts."""
    counted, named = _in_named_parts()
    return (equation(det_W, named - counted),)


def _coefficient(polynomial: sp.Expr, power: int) -> sp.Expr:
    """A coefficient of the characteristic polynomial at q = 1; that of z is 16 d."""
    found = sp.factor(_named(polynomial.coeff(z, power)))
    return d * sp.cancel(found / in_named_parts().d) if power == 1 else found


@cache
def _cleared_cumulants() -> tuple[sp.Expr, ...]:
    """d, d times the mean and d³ times the variance: polynomials in x and y."""
    total = sp.expand(in_named_parts().d.subs(_UNFOLD))
    cleared, here = [total], {x: 1, y: 1}
    for cumulant, power in zip(counting.cycle_cumulants(), (1, 3), strict=True):
        top, bottom = sp.fraction(cumulant)
        cleared.append(sp.expand(top * total.subs(here) ** power / bottom.subs(here)))
    return tuple(cleared)


def cumulant_equations() -> Statement:
    """The characteristic equation differentiated once and twice in log q, at z = 0 and q = 1."""
    right, left = _in_named_parts()
    here = {z: 0, q: 1}
    once = q * sp.diff(right, q)
    slope, bend = (sp.factor(sp.diff(left, z, k).subs(here)) for k in (1, 2))
    first = slope * c_1, sp.factor(once.subs(here))
    second = slope * c_2 + bend * c_1**2, sp.factor((q * sp.diff(once, q)).subs(here))
    return equation(*first), equation(*second)


@cache
def _excess() -> sp.Expr:
    """R, in Δ = (ξ - η)² and Π = ξη."""
    D, a, b = (sp.Poly(p.subs({x: xi**2, y: eta**2}), xi, eta) for p in _cleared_cumulants())
    ahead, both = sp.Poly(xi - eta, xi, eta), sp.Poly(xi + eta, xi, eta)
    rest = (32 * b * ahead - 8 * D**2 * a * both).exquo(ahead**3)
    in_sum, left, _ = sp.symmetrize(rest.as_expr(), [xi, eta], formal=True, symbols=[S, Pi])
    assert left == 0, "the excess is not symmetric"
    return sp.collect(sp.expand(in_sum.subs(S, sp.sqrt(Delta + 4 * Pi))), Delta, sp.factor)


def spare() -> Mapping[sp.Basic, sp.Basic]:
    """What R stands for."""
    return {R: _excess()}


def variance_excess() -> Statement:
    """Variance over mean less coth(F/8)/4, with ξ = √x, η = √y, times what clears it."""
    excess = 8 * d**3 * (4 * (xi - eta) * c_2 - (xi + eta) * c_1)
    return (equation(excess, (xi - eta) ** 3 * R),)


def not_negative() -> Statement:
    """R, a polynomial that isn't negative."""
    return equation(R, _excess()), sp.Ge(R, 0, evaluate=False)


def hurwitz() -> Statement:
    """Routh and Hurwitz for the cubic z³ + a z² + b z + c: a b - c, besides a, b and c."""
    _, a, b, c = sp.Poly(relaxation.population_mode(), z).all_coeffs()
    named = _named(sp.expand(a * b - c))
    left = sp.Mul(sp.factor(_named(a)), sp.factor(_named(b)), evaluate=False) - 16 * d
    cubic = z**3 + sp.factor(_named(a)) * z**2 + sp.factor(_named(b)) * z + 16 * d
    return (
        equation(relaxation.population_mode(), cubic),
        equation(left, named),
        *(sp.Gt(part, 0, evaluate=False) for part in (sp.expand(a), sp.expand(b), d, named)),
    )


def slow_coherence() -> Statement:
    """The quadratic of a coherence, divided by z + x + 1 and by z + y + 3."""
    quadratic, _ = relaxation.coherence_modes()
    shown = []
    for rate in (x + 1, y + 3):
        quotient, remainder = sp.div(sp.expand(quadratic), z + rate, z)
        shown.append(equation(quadratic, (z + rate) * quotient + sp.factor(remainder)))
    return tuple(shown)


def discriminant() -> Statement:
    """b² - 4c of that quadratic, with a square completed."""
    _, b, c = sp.Poly(relaxation.coherence_modes()[0], z).all_coeffs()
    named = sp.Add(b**2, sp.Mul(-4, c, evaluate=False), evaluate=False)
    return (equation(named, (x + y - 2) ** 2 + 16 * y),)


_COUNTED = dict.fromkeys((x, y, chi_A, chi_S), POSITIVE)
_ROOTS = dict.fromkeys((xi, eta), POSITIVE)
_SQUARES = {x: xi**2, y: eta**2}
CLAIMS = (
    Claim("cycle", "Current times affinity of the one cycle is Eq. (6)",
          cycle, where=TEMPERATURES),
    Claim("fluctuations", "Gallavotti–Cohen: the statistics are the same under $s → 1 − s$",
          fluctuations, where=_COUNTED, local=generators),
    Claim("uncertainty", "The uncertainty relation: variance times entropy production", (
              sp.Ge(c_2 * sigma, 2 * c_1**2, evaluate=False),
          ), where=_ROOTS, at=_SQUARES),
    Claim("relaxation", "The populations relax by the roots of a cubic, all other modes by those of"
          " quadratics and linear ones", relaxation_modes),
    Claim("gap", "The slowest rate is a coherence's, in units of $Γ⁺$", relaxation_gap),
)  # fmt: skip
STEPS = (
    Claim("affinity", "The entropy of a turn, the current, and their product", affinity,
          where=TEMPERATURES),
    Claim("characteristic", "The characteristic polynomial of the weighted generator",
          characteristic, where=_COUNTED, at={q: (chi_S / chi_A) ** 2}),
    Claim("cumulant-equations", "The equation, differentiated once and twice", cumulant_equations),
    Claim("cumulants", "Mean and variance of the turns", cumulants),
    Claim("variance-excess", "Variance over mean, less its lower bound", variance_excess,
          where=_ROOTS, at=_SQUARES | {Delta: (xi - eta) ** 2, Pi: xi * eta}, local=spare),
    Claim("variance-spare", "What the variance has to spare is not negative", not_negative,
          where={Delta: NONNEGATIVE, Pi: POSITIVE}, local=spare),
    Claim("hurwitz", "The condition of Routh and Hurwitz for the cubic", hurwitz),
    Claim("slow-coherence", "The quadratic of a coherence with remainders", slow_coherence),
    Claim("discriminant", "The discriminant of the quadratic", discriminant),
    *(
        Claim(f"faster-{name}", f"$x − y$ {words}: a rate between the gap and all other modes",
              partial(faster_than, rate), where={y: POSITIVE, A: side}, at={x: y + A})
        for name, words, rate, side in (("near", "up to 2", x + 1, sp.Interval(0, 2)),
                                        ("far", "from 2 on", y + 3, sp.Interval(2, sp.oo)))
    ),
)  # fmt: skip
