"""The statistics of the cycle: its affinity, fluctuations, uncertainty, and the relaxation."""

from functools import cache

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine import counting, relaxation
from beyondthermal.symbolic.machine.machine import NAMED_PARTS, closed_form, in_named_parts
from beyondthermal.symbolic.operator_equations import prove
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["CLAIMS", "STEPS"]

x, y, sigma, F, W, W_transposed, W_mirrored = symbols("x y sigma F W W_transposed W_mirrored")
d, j, q, z, R, S, A, P, c_1, c_2, xi = symbols("d j q z R S A P cumulant_1 cumulant_2 xi")
eta, Delta, Pi = symbols("eta Delta Pi")
_UNFOLD = dict(NAMED_PARTS)
NONNEGATIVE, POSITIVE = sp.Interval(0, sp.oo), sp.Interval.open(0, sp.oo)


def cycle() -> Finding:
    """One cycle carries all of it: entropy production is current times affinity."""
    current, affinity = counting.cycle_current(), counting.cycle_affinity()
    statement = (equation(c_1, current), equation(F, affinity), equation(sigma, c_1 * F))
    return Finding(statement, counting.cycle_law())


def fluctuations() -> Finding:
    """The tilted generator and its symmetry."""
    tilted = counting.tilted_generator()
    chi_A, chi_S = symbols("chi_A chi_S")
    mirrored = tilted.subs({chi_A: x / chi_A, chi_S: y / chi_S}, simultaneous=True)
    symmetry, law = equation(W_transposed, W_mirrored), counting.gallavotti_cohen()
    same = prove(symmetry, {W_transposed: tilted.T, W_mirrored: mirrored})
    return Finding((equation(W, tilted), symmetry), all_of(law, same, method=law.method))


def uncertainty() -> Finding:
    """Mean and variance of the turns of the cycle in S, A, P and d; the uncertainty relation."""
    total = in_named_parts().d
    mean, variance = counting.cycle_cumulants()
    numerator = sp.expand(sp.cancel(variance * closed_form().d ** 3))
    in_S_P, _, _ = sp.symmetrize(numerator, [x, y], formal=True, symbols=[S, P])
    named = S * A / d, sp.collect(sp.expand(4 * in_S_P), P) / (4 * d**3)
    unfolded = [part.subs(d, total).subs(_UNFOLD) for part in named]
    relation = counting.uncertainty_relation()
    same = (identity(*pair) for pair in zip(unfolded, (mean, variance), strict=True))
    proof = all_of(relation, *same, method=relation.method)
    statement = equation(d, total), equation(c_1, named[0]), equation(c_2, named[1])
    return Finding(statement, proof)


def relaxation_gap() -> Finding:
    """The slowest rate in closed form; all other modes are faster."""
    gap = equation(symbol("gap"), relaxation.relaxation_gap())
    return Finding((gap,), relaxation.slowest_is_a_coherence())


def relaxation_modes() -> Finding:
    """The populations' eigenvalues as the roots of a cubic; all decay."""
    cubic = equation(relaxation.population_mode(), 0)
    return Finding((cubic,), relaxation.every_mode_decays())


def _named(polynomial: sp.Expr) -> sp.Expr:
    """A symmetric polynomial in x and y in the named parts S and P."""
    formal, remainder, _ = sp.symmetrize(polynomial, [x, y], formal=True, symbols=[S, P])
    assert remainder == 0, f"{polynomial} is not symmetric"
    return sp.expand(formal)


def affinity() -> Finding:
    """The entropy of one turn, the current, and the entropy production as their product."""
    turns = sp.numer(counting.cycle_current())
    proof = all_of(counting.cycle_law(), identity(2 * (A * S).subs(_UNFOLD), turns))
    shown = (F, counting.cycle_affinity()), (j, A * S / d), (sigma, j * F)
    return Finding(tuple(equation(*pair) for pair in shown), proof)


@cache
def characteristic() -> Finding:
    """The characteristic equation of W(λ), its coefficients in the named parts."""
    polynomial = sp.expand(counting.characteristic_polynomial())
    uncounted = polynomial.subs(q, 1)
    counted = sp.factor(uncounted - polynomial)
    named = sum(_coefficient(uncounted, k) * z**k for k in range(5))
    unfolded = named.subs(d, in_named_parts().d).subs(_UNFOLD)
    return Finding((equation(counted, named),), identity(unfolded - counted, polynomial))


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


def cumulant_equations() -> Finding:
    """The characteristic equation differentiated once and twice in log q, at z = 0 and q = 1."""
    right, left = characteristic().statement[0].args
    here = {z: 0, q: 1}
    once = q * sp.diff(right, q)
    slope, bend = (sp.factor(sp.diff(left, z, k).subs(here)) for k in (1, 2))
    first = slope * c_1, sp.factor(once.subs(here))
    second = slope * c_2 + bend * c_1**2, sp.factor((q * sp.diff(once, q)).subs(here))
    total, mean, variance = _cleared_cumulants()
    with_d = slope.subs(d, 1), bend.subs(_UNFOLD)
    proof = all_of(
        identity(with_d[0] * mean, first[1]),
        identity(with_d[0] * variance + with_d[1] * mean**2, second[1] * total**2),
    )
    return Finding((equation(*first), equation(*second)), proof)


def variance_excess() -> Finding:
    """Variance over mean less coth(F/8)/4, with ξ = √x, η = √y: a polynomial R, not negative."""
    D, a, b = (sp.Poly(p.subs({x: xi**2, y: eta**2}), xi, eta) for p in _cleared_cumulants())
    ahead, both = sp.Poly(xi - eta, xi, eta), sp.Poly(xi + eta, xi, eta)
    rest = (32 * b * ahead - 8 * D**2 * a * both).exquo(ahead**3)
    in_sum, left, _ = sp.symmetrize(rest.as_expr(), [xi, eta], formal=True, symbols=[S, Pi])
    assert left == 0, "the excess is not symmetric"
    body = sp.expand(in_sum.subs(S, sp.sqrt(Delta + 4 * Pi)))
    excess = 4 * c_2 / c_1 - (xi + eta) / (xi - eta)
    shown = (
        equation(excess, Delta * R / (8 * d**2 * (xi**4 - eta**4))),
        equation(R, sp.collect(body, Delta, sp.factor)),
    )
    proof = all_of(
        identity(a.as_expr(), xi**4 - eta**4),
        identity(body.subs({Delta: (xi - eta) ** 2, Pi: xi * eta}), rest.as_expr()),
        positive(body, {Delta: NONNEGATIVE, Pi: POSITIVE}, strict=False),
    )
    return Finding(shown, proof)


def hurwitz() -> Finding:
    """Routh and Hurwitz for the cubic z³ + a z² + b z + c: a b - c, besides a, b and c."""
    one, a, b, c = sp.Poly(relaxation.population_mode(), z).all_coeffs()
    product = sp.expand(a * b - c)
    named = _named(product)
    left = sp.Mul(sp.factor(_named(a)), sp.factor(_named(b))) - 16 * d
    unfolded = left.subs(d, in_named_parts().d).subs(_UNFOLD)
    proof = all_of(
        identity(one, 1),
        identity(unfolded, named.subs(_UNFOLD)),
        *(positive(part, {x: POSITIVE, y: POSITIVE}) for part in (a, b, c, product)),
    )
    return Finding((equation(left, named),), proof)


def slow_coherence() -> Finding:
    """The quadratic of a coherence, divided by z + x + 1 and by z + y + 3."""
    quadratic, _ = relaxation.coherence_modes()
    shown = []
    for rate in (x + 1, y + 3):
        quotient, remainder = sp.div(sp.expand(quadratic), z + rate, z)
        shown.append(equation(quadratic, (z + rate) * quotient + sp.factor(remainder)))
    method = "division with remainder in $z$, multiplied out again"
    return Finding(tuple(shown), all_of(*(identity(*e.args) for e in shown), method=method))


def discriminant() -> Finding:
    """b² - 4c of that quadratic, with a square completed."""
    _, b, c = sp.Poly(relaxation.coherence_modes()[0], z).all_coeffs()
    squared = (x + y - 2) ** 2 + 16 * y
    named = sp.Add(b**2, sp.Mul(-4, c, evaluate=False), evaluate=False)
    proof = all_of(identity(b**2 - 4 * c, squared), method="both sides expanded")
    return Finding((equation(named, squared),), proof)


_ANY = "all $β_A$, $β_S$"
CLAIMS = (
    Claim("cycle", "Current times affinity of the one cycle is Eq. (6)",
          cycle, domain=_ANY),
    Claim("fluctuations", "Gallavotti–Cohen: the statistics are the same under $λ → 1 − λ$",
          fluctuations, domain=_ANY),
    Claim("uncertainty", "Mean and variance of the cycle; variance $× Ṡ ≥ 2$ mean²", uncertainty,
          domain=_ANY),
    Claim("relaxation", "The populations relax by the roots of a cubic; every mode decays",
          relaxation_modes, domain=_ANY),
    Claim("gap", "The slowest rate is a coherence's, in units of $Γ⁺$",
          relaxation_gap, domain=_ANY),
)  # fmt: skip
STEPS = (
    Claim("affinity", "The entropy of a turn, the current, and their product", affinity),
    Claim("characteristic", "The characteristic equation of the weighted generator",
          characteristic),
    Claim("cumulant-equations", "The equation, differentiated once and twice", cumulant_equations),
    Claim("variance-excess", "Variance over mean, less its lower bound", variance_excess),
    Claim("hurwitz", "The condition of Routh and Hurwitz for the cubic", hurwitz),
    Claim("slow-coherence", "The quadratic of a coherence with remainders", slow_coherence),
    Claim("discriminant", "The discriminant of the quadratic", discriminant),
)  # fmt: skip
