"""The chapter on trajectories: jumps, fluctuations, the cycle, relaxation."""

from functools import cache

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine import counting, relaxation
from beyondthermal.symbolic.machine.machine import NAMED_PARTS, in_named_parts
from beyondthermal.symbolic.operators import BELL_LABELS
from beyondthermal.symbolic.symbols import symbol, symbols

from .chapter import Chapter
from .limits import follows

__all__ = ["CHAPTER"]

x, y, d, j, q, z, F, R, S, A, P = symbols("x y d j q z F R S A P")
c_1, c_2, sigma, xi, eta, Delta, Pi = symbols("cumulant_1 cumulant_2 sigma xi eta Delta Pi")
chi_A, chi_S = symbols("chi_A chi_S")
_COUNTING = {"A": (chi_A, x), "S": (chi_S, y)}
_UNFOLD = dict(NAMED_PARTS)
NONNEGATIVE, POSITIVE = sp.Interval(0, sp.oo), sp.Interval.open(0, sp.oo)


def _equation(left: sp.Expr, right: sp.Expr) -> sp.Eq:
    return sp.Eq(left, right, evaluate=False)


def _named(polynomial: sp.Expr) -> sp.Expr:
    """A symmetric polynomial in x and y in the named parts S and P."""
    formal, remainder, _ = sp.symmetrize(polynomial, [x, y], formal=True, symbols=[S, P])
    assert remainder == 0, f"{polynomial} is not symmetric"
    return sp.expand(formal)


def entropy_of_jumps() -> Finding:
    """Population times rate times entropy, summed over the eight jumps."""
    parts: dict[str, sp.Expr] = {}
    for jump in counting.jumps():
        flow = symbol(f"p_{jump.start}") * jump.rate * jump.entropy
        parts[jump.bath] = parts.get(jump.bath, 0) + flow
    shown = sp.Add(*(sp.factor(part) for part in parts.values()))
    turns = sp.numer(counting.cycle_current())
    proof = follows(_equation(2 * d * shown, turns * counting.cycle_affinity()))
    return Finding((_equation(sigma, shown),), proof)


def row_sums() -> Finding:
    """What the tilted generator makes of the vector of ones, one reservoir at a time."""
    shown, generator = [], counting.tilted_generator()
    for row, label in enumerate(BELL_LABELS):
        parts = []
        for bath, (factor, _) in _COUNTING.items():
            into = [j for j in counting.jumps() if j.end == label and j.bath == bath]
            out = [j for j in counting.jumps() if j.start == label and j.bath == bath]
            gain = sp.Add(*(j.rate * factor**j.energy for j in into))
            parts.append(sp.factor(gain - sp.Add(*(j.rate for j in out))))
        shown.append((sp.Add(*parts), sp.Add(*generator[row, :])))
    at_one = {chi_A: x, chi_S: y}
    proof = all_of(
        *(identity(*pair) for pair in shown),
        *(identity(sums.subs(at_one), sp.Integer(0)) for sums, _ in shown),
    )
    return Finding(tuple(_equation(plain, sums) for sums, plain in shown), proof)


def affinity() -> Finding:
    """The entropy of one turn, the current, and the entropy production as their product."""
    turns = sp.numer(counting.cycle_current())
    proof = all_of(counting.cycle_law(), identity(2 * (A * S).subs(_UNFOLD), turns))
    shown = (F, counting.cycle_affinity()), (j, A * S / d), (sigma, j * F)
    return Finding(tuple(_equation(*pair) for pair in shown), proof)


@cache
def characteristic() -> Finding:
    """The characteristic equation of W(λ), its coefficients in the named parts."""
    polynomial = sp.expand(counting.characteristic_polynomial())
    uncounted = polynomial.subs(q, 1)
    counted = sp.factor(uncounted - polynomial)
    named = sum(_coefficient(uncounted, k) * z**k for k in range(5))
    unfolded = named.subs(d, in_named_parts().d).subs(_UNFOLD)
    return Finding((_equation(counted, named),), identity(unfolded - counted, polynomial))


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


def cumulants() -> Finding:
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
    return Finding((_equation(*first), _equation(*second)), proof)


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
        _equation(excess, Delta * R / (8 * d**2 * (xi**4 - eta**4))),
        _equation(R, sp.collect(body, Delta, sp.factor)),
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
        identity(one, sp.Integer(1)),
        identity(unfolded, named.subs(_UNFOLD)),
        *(positive(part, {x: POSITIVE, y: POSITIVE}) for part in (a, b, c, product)),
    )
    return Finding((_equation(left, named),), proof)


def slow_coherence() -> Finding:
    """The quadratic of a coherence, divided by z + x + 1 and by z + y + 3."""
    quadratic, _ = relaxation.coherence_modes()
    shown = []
    for rate in (x + 1, y + 3):
        quotient, remainder = sp.div(sp.expand(quadratic), z + rate, z)
        shown.append(_equation(quadratic, (z + rate) * quotient + sp.factor(remainder)))
    method = "division with remainder in z, multiplied out again"
    return Finding(tuple(shown), all_of(*(identity(*e.args) for e in shown), method=method))


def discriminant() -> Finding:
    """b² - 4c of that quadratic, with a square completed."""
    _, b, c = sp.Poly(relaxation.coherence_modes()[0], z).all_coeffs()
    squared = (x + y - 2) ** 2 + 16 * y
    named = sp.Add(b**2, sp.Mul(-4, c, evaluate=False), evaluate=False)
    proof = all_of(identity(b**2 - 4 * c, squared), method="both sides expanded")
    return Finding((_equation(named, squared),), proof)


CHAPTER = Chapter(
    "Trajectories and fluctuations",
    (
        "A photodetector in each reservoir would see the machine jump. On the four Bell states, "
        "which are eigenstates of $H_0$, the master equation is the equation of a random walk on "
        "the diamond: up at the rate 2, down at the rates $2x$ and $2y$, in units of $Γ⁺$. A "
        "trajectory's probability is that of its start times those of its steps.",
        find("B1"),
        "In the language of quantum jumps the steps of a short time are Kraus operators: one "
        "for each kind of jump, and one for no jump.",
        find("B1-kraus"),
        "Entropy compares a trajectory with its reverse. What undoes a jump is its adjoint, "
        "seen through the equilibrium state of the reservoir. We check the paper's operators "
        "against two demands: that they are probabilities, and that their ratios are "
        "$exp(−βδQ)$. Without the adjoint both fail.",
        find("B3"), find("B3-corrected"),
        find("B3-probabilities"), find("B3-probabilities-corrected"),
        "Two smaller slips stand nearby. A reservoir at $β = 0$ has the ratio 1 for every jump, "
        "and the equilibrium state needs its partition function.",
        find("B3-ratio"), find("B3-gibbs"),
        "Is the mean of this entropy what we called entropy production? Each jump with the energy "
        "$δQ$ counts $−βδQ$. We multiply by rate and population and add up the eight jumps.",
        Claim("jump-entropy", "The entropy of all jumps per time", entropy_of_jumps),
        "The brackets are the heat currents of (heat-in-populations), so this is (6). The "
        "boundary term, the logarithm of the population where the trajectory starts over that "
        "where it ends, has the mean zero, since as much flows into each state as out of it.",
        find("B4"), find("B5"),
        "More than the mean is known. We weight each trajectory with $exp(−λΔS)$: every jump "
        "upwards in the generator gets the factor $x^λ$ or $y^λ$, every jump downwards its "
        "inverse. The generator acts on the column of ones, and we sort by reservoirs.",
        Claim("tilted-sums", "The row sums of the weighted generator, for G, S, A and E", row_sums),
        "At $λ = 1$ the weights are $x$ and $y$, and every bracket vanishes. So the column of "
        "ones does not change in time, and the mean of $exp(−ΔS)$ stays the sum of the "
        "populations, which is one.",
        find("B2"),
        "Sampled trajectories, made with random numbers and nothing else, agree.",
        find("B5-sampled"),
        "The diamond has one cycle, and in the steady state the same net current $j$ passes every "
        "side of it (diamond-current): this is the mean number of turns per time, $c_1$. Each turn "
        "takes two quanta from S and gives two to A. Its entropy $F$ is the sum of the four "
        "jumps', and the entropy production is current times affinity.",
        Claim("affinity", "The entropy of a turn, the current, and their product", affinity),
        find("cycle"),
        "Only whole turns count in the long run, with the factor $q = exp(−λF)$ each. In the "
        "characteristic polynomial of the weighted generator $q$ comes in the constant term "
        "alone, and the coefficient of $z$ is an old friend, $d$.",
        Claim("characteristic", "The characteristic equation of the weighted generator",
              characteristic),
        "The left-hand side vanishes at $q = 1$ and at $q = y²/x²$, that is $λ = 0$ and "
        "$λ = 1$, and these two exchange places under $λ → 1 − λ$. The generator itself turns "
        "into its transpose.",
        find("fluctuations"),
        "The largest root $z$ generates the cumulants of the number of turns. We need not "
        "solve the quartic: we differentiate it in $log q$ where we know the root, "
        "$z = 0$ at $q = 1$, once for the mean $c_1$ and twice for the variance $c_2$.",
        Claim("cumulant-equations", "The equation, differentiated once and twice", cumulants),
        "How small can the variance be? With $ξ = √x$ and $η = √y$ one turn has "
        "$exp(F/4) = ξ/η$, so that $(ξ + η)/(ξ − η)$ is $coth(F/8)$. We subtract it from four "
        "times variance over mean and clear the denominators. A polynomial in $Δ = (ξ − η)²$ and "
        "$Π = ξη$ remains. It is not negative: on each of three boxes a substitution leaves no "
        "minus sign.",
        Claim("variance-excess", "Variance over mean, less its lower bound", variance_excess),
        r"Since $u\coth u ≥ 1$, a quarter of $coth(F/8)$ is at least $2/F$ for $F > 0$, and this "
        "is the uncertainty relation: precise machines are expensive.",
        find("uncertainty"),
        "How long do we have to wait for the steady state? Without counting, at $q = 1$, one "
        "root of the characteristic equation is zero, and a cubic remains. Its coefficients are "
        "positive, and so is what Routh and Hurwitz ask for besides.",
        Claim("hurwitz", "The condition of Routh and Hurwitz for the cubic", hurwitz),
        find("relaxation"),
        "The slowest mode is none of these. Let $x ≥ y$. One of the two coherences with one "
        "excitation of difference has a quadratic that we divide by $z + r$ in two ways.",
        Claim("slow-coherence", "The quadratic of a coherence with remainders", slow_coherence),
        "At $z = −(x + 1)$ and at $z = −(y + 3)$ only the remainder is left, which is not "
        "positive. So this coherence decays at the smaller of the two rates or slower, and all "
        "other modes are faster than that. The formula for a quadratic gives its rate; the "
        "discriminant is positive, as the completed square shows.",
        Claim("discriminant", "The discriminant of the quadratic", discriminant),
        find("gap"),
    ),
)  # fmt: skip
