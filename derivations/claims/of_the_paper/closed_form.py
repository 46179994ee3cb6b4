"""The closed form: Eqs. (4) and (A9)-(A10), as printed and as derived."""

import sympy as sp
from mpmath import mp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.numeric.cavity.precise import effective_steady_state, wootters
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity
from beyondthermal.symbolic.machine.machine import (
    ClosedForm,
    boltzmann_factors,
    closed_form,
    populations,
    steady,
    weights,
)
from beyondthermal.symbolic.master_equation.concurrence import x_form_parts
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["CLAIMS", "STEPS", "agree", "equations"]

x, y, C, N1, N2, d, p_G, p_S, p_A, p_E, w_G = symbols("x y C N1 N2 d p_G p_S p_A p_E w_G")
w_S, w_A, w_E = symbols("w_S w_A w_E")


def equations(form: ClosedForm) -> tuple[sp.Eq, ...]:
    """N1, N2 and d of a closed form by their names."""
    parts = {"N1": form.N1, "N2": form.N2, "d": form.d}
    return tuple(equation(symbol(name), body) for name, body in parts.items())


def agree(one: ClosedForm, other: ClosedForm) -> Proof:
    """N1, N2 >= 0 are equal when their squares are."""
    return all_of(
        identity(one.N1**2, other.N1**2),
        identity(one.N2**2, other.N2**2),
        identity(one.d, other.d),
        method="$N1²$, $N2²$ and $d$ are equal as polynomials",
    )


def in_boltzmann_factors() -> Finding:
    """Eq. (A9) against the populations: C = |p_S - p_A| - 2 sqrt(p_G p_E)."""
    form = closed_form()
    p = populations()
    ratios = {symbol("gamma_A"): x, symbol("gamma_S"): y, symbol("gamma_plus"): 1}
    p_G, p_S, p_A, p_E = (p[label].subs(ratios) for label in "GSAE")
    proof = all_of(
        identity(form.N1**2 / form.d**2, (p_S - p_A) ** 2),
        identity(form.N2**2 / form.d**2, 4 * p_G * p_E),
        method="$(N1/d)² = (p_S − p_A)²$ and $(N2/d)² = 4 p_G p_E$",
    )
    quotient = equation(C, sp.Max(0, (N1 - N2) / d))
    return Finding((quotient, *equations(form)), proof)


# Eq. (A10) as printed, Γ_1 = Γ_A and Γ_2 = Γ_S: N1 lacks its factor 1/2, N2 lacks y², and d has y²
# twice.
PRINTED_A10 = ClosedForm(
    signed=(x - y) * (x + y - 2),
    N2=sp.sqrt((x + y + 2) * (x**2 * y + x**2 + y**2 * x)),
    d=1 + x**2 + 2 * y**2 + x * y + sp.Rational(3, 2) * (x + y) + (x + y) * x * y / 2,
)


def in_rates() -> Finding:
    """Eq. (A10) as printed against the derived N1, N2 and d, and against the kernel in numbers."""
    same = agree(PRINTED_A10, closed_form())
    point = {x: sp.Integer(1), y: sp.Integer(30)}
    with mp.workdps(30):
        kernel = wootters(effective_steady_state(gamma_plus=1, gamma_A=1, gamma_S=30, digits=30))
        forms = (form.subs(point) for form in (PRINTED_A10, closed_form()))
        printed, derived = (mp.mpf(sp.N(form.concurrence, 30)) for form in forms)
    figures = {
        "$C$ at $x = 1$, $y = 30$ as printed": mp.nstr(printed, 15),
        "as derived": mp.nstr(derived, 15),
        "of the numerical kernel": mp.nstr(kernel, 15),
    }
    return Finding(equations(closed_form()), same, figures)


def _named(expr: sp.Expr) -> sp.Expr:
    """An expression in the weights' names, unfolded."""
    return expr.subs({symbol(f"w_{k}"): w for k, w in weights().items()})


def in_populations() -> Finding:
    """(A8) in the Bell populations."""
    rho = BELL * sp.diag(p_G, p_S, p_A, p_E) * BELL.H
    (_, root), _ = x_form_parts(rho)
    modulus = abs(sp.expand(2 * rho[1, 2]))
    statement = equation(C, sp.Max(0, modulus - 2 * root))
    exact, w = steady().numerators.applyfunc(boltzmann_factors), weights()
    proof = all_of(
        identity(modulus**2, (p_S - p_A) ** 2),
        identity(root**2, p_G * p_E),
        identity(4 * exact[1, 2] ** 2, (w["S"] - w["A"]) ** 2),
        identity(exact[0, 0] * exact[3, 3], w["G"] * w["E"]),
        method="$ρ_c = (p_S − p_A)/2$, $ρ₀₀ = p_G$ and $ρ₁₁ = p_E$ inserted",
    )
    return Finding((statement,), proof)


def three_parts() -> Finding:
    """N1, N2 and d in the weights."""
    form, half = closed_form(), sp.Rational(1, 2)
    total = sp.Add(w_G, w_S, w_A, w_E)
    difference = w_S - w_A
    statement = (
        equation(C, sp.Max(0, (N1 - N2) / d)),
        equation(N1, abs(difference) * half),
        equation(N2, sp.sqrt(w_G) * sp.sqrt(w_E)),
        equation(d, sp.Mul(half, total, evaluate=False)),
    )
    proof = all_of(
        identity(form.N1**2, _named(difference * half) ** 2),
        identity(form.N2**2, _named(w_G * w_E)),
        identity(form.d, _named(total) * half),
        method="$N1²$, $N2²$ and $d$ of the closed form are those of the weights",
    )
    return Finding(statement, proof)


def difference_of_weights() -> Finding:
    """w_S - w_A, expanded, grouped and factored."""
    plain = sp.expand(_named(w_S - w_A))
    squares = sum(c * x**a * y**b for (a, b), c in sp.Poly(plain, x, y).terms() if a + b == 2)
    grouped = sp.Add(sp.factor(squares), sp.factor(plain - squares), evaluate=False)
    factored = sp.factor(plain)
    statement = [equation(w_S - w_A, side) for side in (plain, grouped, factored)]
    proof = all_of(
        identity(plain, grouped),
        identity(plain, factored),
        identity(closed_form().N1 ** 2, factored**2 / 4),
        method="like terms collected; $x − y$ is common to both groups",
    )
    return Finding(tuple(statement), proof)


def product_and_sum() -> Finding:
    """The product w_G w_E, and d by powers."""
    product = sp.Mul(weights()["E"], weights()["G"])
    total = sp.Poly(_named(w_G + w_S + w_A + w_E) / 2, x, y)
    degrees = range(total.total_degree() + 1)
    powers = [sum(c * x**a * y**b for (a, b), c in total.terms() if a + b == k) for k in degrees]
    by_degree = sp.Add(*map(sp.factor, powers), evaluate=False)
    statement = (equation(w_G * w_E, product), equation(d, by_degree))
    proof = all_of(
        identity(product, closed_form().N2 ** 2), identity(by_degree, closed_form().d),
        method="inserted; the same as under the root of $N2$, and as $d$",
    )  # fmt: skip
    return Finding(statement, proof)


def slips() -> Finding:
    """What (A10) prints, less what is derived."""
    form = closed_form()
    printed = {shown.lhs: shown.rhs for shown in equations(PRINTED_A10)}
    missing = sp.factor(form.N2**2 - printed[N2] ** 2)
    surplus = sp.expand(printed[d] - form.d)
    ratio = sp.cancel(PRINTED_A10.signed / form.signed)
    statement = (
        equation(printed[N1], ratio * N1),
        equation(printed[N2] ** 2, N2**2 - missing),
        equation(printed[d], d + surplus),
    )
    proof = all_of(
        identity(PRINTED_A10.signed, ratio * form.signed),
        identity(printed[N2] ** 2, form.N2**2 - missing),
        identity(printed[d], form.d + surplus),
        method="printed and derived compared as polynomials",
    )
    return Finding(statement, proof)


CLAIMS = (
    Claim("A9", "The closed form, with $x = Γ_A/Γ⁺$ and $y = Γ_S/Γ⁺$", in_boltzmann_factors),
    Claim("A10", "$N1$, $N2$ and $d$ in the rates, as printed", in_rates, Verdict.REFUTED,
          printed=equations(PRINTED_A10),
          scan="the square doubled in $d$ could be the scan's, what is missing hardly"),
    Claim("A10-corrected", "$N1$, $N2$ and $d$ in the rates", in_boltzmann_factors, corrects="A10"),
    Claim("4", "The concurrence is $max{0, (N1 − N2)/d}$", in_boltzmann_factors),
)  # fmt: skip
STEPS = (
    Claim("in-populations", "The concurrence in the populations of the diamond",
          in_populations),
    Claim("three-parts", "The three parts by name", three_parts),
    Claim("weights-difference", "The numerator: $w_S − w_A$", difference_of_weights),
    Claim("weights-product", "The root and the denominator", product_and_sum),
    Claim("three-slips", "What is printed, in terms of what is derived", slips),
)  # fmt: skip
