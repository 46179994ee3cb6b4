"""The programs of the fast functions, derived: one for each result in closed form.

Arguments are inverse temperatures in units of 1/omega_0, anywhere in [-inf, inf]², or rates from 0
to inf; NaN in, NaN out; nothing overflows unless the value does. Beyond |beta| = 170 a reservoir
is at its limit to within 1e-36, so that exp(beta) is clipped there and every product
stays far inside the range of a double.
"""

import sympy as sp

from beyondthermal.symbolic.machine import heat_limits, relaxation, thermodynamics
from beyondthermal.symbolic.machine import machine as exact
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbols, unknowns

from .from_sympy import Named, clipped, program_of
from .program import Program

__all__ = [
    "FROM_BETA",
    "concurrence",
    "concurrence_from_rates",
    "density_matrix",
    "effective_temperatures",
    "entropy_production",
    "heat_currents",
    "populations",
    "relaxation_gap",
]

x, y, t, epsilon, Q = symbols("x y t epsilon Q")
beta_A, beta_S, beta_max, beta_min = symbols("beta_A beta_S beta_max beta_min")
gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
half_E, D_beta = symbols("half_E D_beta")
C, N1, N2, d, Z = symbols("C N1 N2 d Z")
g, kappa, p, gamma, Gamma = symbols("g kappa p gamma Gamma")


_BETAS = (beta_A, beta_S)
FROM_BETA: Named = (
    (x, sp.exp(clipped(beta_A, -170, 170))),
    (y, sp.exp(clipped(beta_S, -170, 170))),
)
_FROM_RATES: Named = (
    (x, clipped(gamma_A / gamma_plus, sp.Integer(2) ** -246, sp.Integer(2) ** 246)),
    (y, clipped(gamma_S / gamma_plus, sp.Integer(2) ** -246, sp.Integer(2) ** 246)),
)


def _closed_form() -> Named:
    """Eq. (5), part by part."""
    form = exact.in_named_parts()
    return (*exact.NAMED_PARTS, (N1, form.N1), (N2, form.N2), (d, form.d))


def _quotient() -> dict[str, sp.Expr]:
    """Eq. (4)."""
    return {"C": sp.Max(0, (N1 - N2) / d)}


def concurrence() -> Program:
    """Eqs. (4)-(5) in the inverse temperatures."""
    return program_of("concurrence", _BETAS, _quotient(), (*FROM_BETA, *_closed_form()))


def concurrence_from_rates() -> Program:
    """Eqs. (A9)-(A10) in the rates: sums, products, quotients and a square root, nothing else."""
    rates = (gamma_plus, gamma_A, gamma_S)
    named = (*_FROM_RATES, *_closed_form())
    return program_of("concurrence_from_rates", rates, _quotient(), named)


def _weights() -> Named:
    """Polynomials with positive coefficients, which lose nothing, and their sum."""
    weights = exact.weights()
    names = symbols("w_G w_S w_A w_E")
    return (*zip(names, weights.values(), strict=True), (Z, sp.Add(*names)))


def _populations() -> dict[str, sp.Expr]:
    names = symbols("w_G w_S w_A w_E")
    return {f"p_{label}": name / Z for label, name in zip("GSAE", names, strict=True)}


def populations() -> Program:
    """Populations of G, S, A, E."""
    return program_of("populations", _BETAS, _populations(), (*FROM_BETA, *_weights()))


def density_matrix() -> Program:
    """Eq. (A4), row by row, in the basis |00>, |01>, |10>, |11>."""
    names = symbols("p_G p_S p_A p_E")
    named = (*FROM_BETA, *_weights(), *zip(names, _populations().values(), strict=True))
    rho = BELL * sp.diag(*names) * BELL.H
    entries = {f"rho_{k // 4}{k % 4}": sp.factor(entry) for k, entry in enumerate(rho)}
    return program_of("density_matrix", _BETAS, entries, named)


def heat_currents() -> Program:
    """From the reservoirs A and S: a product of the sum and the difference, over a positive sum.

    The denominator is symmetric, so that it can be written in S = x + y, P = xy and x² + y².
    """
    S, A, P = symbols("S A P")
    (squares,) = unknowns("squares", 1)
    numerator, denominator = sp.fraction(sp.factor(thermodynamics.heat_currents()["S"]))
    symmetric, _, _ = sp.symmetrize(sp.expand(denominator), [x, y], formal=True, symbols=[S, P])
    twos = sp.expand(symmetric).coeff(S, 2)
    named: Named = (
        *FROM_BETA,
        *exact.NAMED_PARTS,
        (squares, x**2 + y**2),
        (Z, sp.collect(sp.expand(symmetric + twos * (squares + 2 * P - S**2)), P)),
        (Q, numerator.subs({x - y: A, x + y: S}) / Z),
    )
    return program_of("heat_currents", _BETAS, {"Q_A": -Q, "Q_S": Q}, named)


def entropy_production() -> Program:
    """The product |beta_A - beta_S| |Q|, where |Q| may be as small as |beta_A - beta_S| is large.

    |Q| is numerator(t) over the sum of c_k(t) exp(k beta_max). From the sum exp(E) is taken, with
    E what the largest exponent has beyond 300, and exp(-E) goes to both factors by halves: neither
    over- nor underflows. A power k > 0 comes with t^k, and exp(k beta_max) t^k = exp(k beta_min).

    Exponents are clipped at 1100: sigma is below 1e-160 there for any difference of two doubles,
    and |Q| exp(E/2) above 1e-304, so that an infinite difference makes sigma infinite.
    """
    numerator, by_power = heat_limits.in_ordered_factors()
    terms = [
        (sp.cancel(c / t**k), k * beta_min) if k > 0 else (c, k * beta_max)
        for k, c in by_power.items()
    ]
    total = sp.Add(*(c * sp.exp(exponent - 2 * half_E) for c, exponent in terms))
    named: Named = (
        (t, sp.exp(-sp.Abs(beta_A - beta_S))),
        (beta_max, clipped(sp.Max(beta_A, beta_S), -550, 1100)),
        (beta_min, clipped(sp.Min(beta_A, beta_S), -550, 1100)),
        (half_E, sp.Max(0, *(exponent - 300 for _, exponent in terms)) / 2),
        (epsilon, sp.exp(-half_E)),
        (D_beta, sp.Abs(beta_A - beta_S) * epsilon),
        (Q, numerator * epsilon / total),
    )
    return program_of("entropy_production", _BETAS, {"sigma": D_beta * Q}, named)


def _log_ratio(numerator: sp.Expr, denominator: sp.Expr) -> sp.Expr:
    """log(a/b); where the ratio would leave the range of a double, the difference of the logs."""
    ratio = numerator / denominator
    apart = sp.log(numerator) - sp.log(denominator)
    inside = sp.Piecewise((sp.log(ratio), ratio > sp.Integer(2) ** -1000), (apart, True))
    return sp.Piecewise((inside, sp.Integer(2) ** 1000 > ratio), (apart, True))


def effective_temperatures() -> Program:
    """Below Eq. (9): log(γ/p) and log((γ + 2Γ)/p) with Γ = 4g²/κ."""
    (ratio,) = unknowns("ratio", 1)
    named: Named = ((ratio, g / kappa), (Gamma, 4 * g * ratio), (gamma_S, gamma + 2 * Gamma))
    outputs = {"beta_A": _log_ratio(gamma, p), "beta_S": _log_ratio(gamma_S, p)}
    return program_of("effective_temperatures", (kappa, p, gamma, g), outputs, named)


def relaxation_gap() -> Program:
    """Between min(x, y) and that plus 3, which is the same where a square would overflow."""
    factors = ((x, sp.exp(clipped(beta_A, -350, 350))), (y, sp.exp(clipped(beta_S, -350, 350))))
    gap = sp.Max(relaxation.relaxation_gap(), sp.exp(sp.Min(beta_A, beta_S)))
    return program_of("relaxation_gap", _BETAS, {"gap": gap}, factors)
