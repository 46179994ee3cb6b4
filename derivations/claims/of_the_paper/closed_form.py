"""The closed form: Eqs. (4) and (A9)-(A10), as printed and as derived."""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.regions import TEMPERATURES
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.numeric.cavity.precise import effective_steady_state, wootters
from beyondthermal.numeric.precision import mp
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.machine import ClosedForm, closed_form, weights
from beyondthermal.symbolic.statements import Iff
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["CLAIMS", "STEPS", "equations"]

x, y, C, N1, N2, d, p_G, p_S, p_A, p_E, w_G = symbols("x y C N1 N2 d p_G p_S p_A p_E w_G")
w_S, w_A, w_E = symbols("w_S w_A w_E")
HALF = sp.Rational(1, 2)
# Eqs. (4) and (A9), against the concurrence of the density matrix, Eq. (A8).
rho_00, rho_11, rho_c = symbols("rho_00 rho_11 rho_c")
# Here the concurrence is what (A8) says; elsewhere the closed form stands for it, by (A9).
BY_A8 = {C: 2 * sp.Max(0, abs(rho_c) - sp.sqrt(rho_00) * sp.sqrt(rho_11))}
QUOTIENT = equation(C, sp.Max(0, (N1 - N2) / d))


def equations(form: ClosedForm) -> Statement:
    """N1, N2 and d of a closed form by their names."""
    parts = {N1: form.N1, N2: form.N2, d: form.d}
    return tuple(equation(name, body) for name, body in parts.items())


# Eq. (A10) as printed, Γ_1 = Γ_A and Γ_2 = Γ_S: N1 lacks its factor 1/2, N2 lacks y², and d has y²
# twice.
PRINTED_A10 = ClosedForm(
    signed=(x - y) * (x + y - 2),
    N2=sp.sqrt((x + y + 2) * (x**2 * y + x**2 + y**2 * x)),
    d=1 + x**2 + 2 * y**2 + x * y + sp.Rational(3, 2) * (x + y) + (x + y) * x * y / 2,
)


def three_numbers() -> Mapping[str, str]:
    """The concurrence as printed, as derived, and from the kernel of the superoperator."""
    point = {x: sp.Integer(1), y: sp.Integer(30)}
    with mp.workdps(30):
        kernel = wootters(effective_steady_state(gamma_plus=1, gamma_A=1, gamma_S=30, digits=30))
        forms = (form.subs(point) for form in (PRINTED_A10, closed_form()))
        printed, derived = (mp.mpf(sp.N(form.concurrence, 30)) for form in forms)
    return {
        "$C$ at $x = 1$, $y = 30$ as printed": mp.nstr(printed, 15),
        "as derived": mp.nstr(derived, 15),
        "of the numerical kernel": mp.nstr(kernel, 15),
    }


def _named(expr: sp.Expr) -> sp.Expr:
    """An expression in the weights' names, unfolded."""
    return expr.subs({symbol(f"w_{k}"): w for k, w in weights().items()})


def difference_of_weights() -> Statement:
    """w_S - w_A, expanded, grouped and factored."""
    plain = sp.expand(_named(w_S - w_A))
    squares = sum(c * x**a * y**b for (a, b), c in sp.Poly(plain, x, y).terms() if a + b == 2)
    grouped = sp.Add(sp.factor(squares), sp.factor(plain - squares), evaluate=False)
    return tuple(equation(w_S - w_A, side) for side in (plain, grouped, sp.factor(plain)))


def product_and_sum() -> Statement:
    """The product w_G w_E, and d by powers."""
    product = sp.Mul(weights()["E"], weights()["G"])
    total = sp.Poly(_named(w_G + w_S + w_A + w_E) / 2, x, y)
    degrees = range(total.total_degree() + 1)
    powers = [sum(c * x**a * y**b for (a, b), c in total.terms() if a + b == k) for k in degrees]
    return (
        equation(w_G * w_E, product),
        equation(d, sp.Add(*map(sp.factor, powers), evaluate=False)),
    )


def slips() -> Statement:
    """What (A10) prints, less what is derived."""
    form = closed_form()
    missing = sp.factor(form.N2**2 - PRINTED_A10.N2**2)
    surplus = sp.expand(PRINTED_A10.d - form.d)
    ratio = sp.cancel(PRINTED_A10.signed / form.signed)
    return (
        equation(PRINTED_A10.N1, ratio * N1),
        equation(PRINTED_A10.N2**2, N2**2 - missing),
        equation(PRINTED_A10.d, d + surplus),
    )


CLAIMS = (
    Claim("A9", "The closed form, with $x = Γ_A/Γ⁺$ and $y = Γ_S/Γ⁺$", (QUOTIENT,), at=BY_A8),
    Claim("A10", "$N1$, $N2$ and $d$ in the rates, as printed", equations(PRINTED_A10),
          Verdict.REFUTED, figures=three_numbers),
    Claim("A10-corrected", "$N1$, $N2$ and $d$ in the rates", lambda: equations(closed_form()),
          corrects="A10"),
    Claim("4", "The concurrence in closed form, for all temperatures", (QUOTIENT,),
          where=TEMPERATURES, at=BY_A8),
)  # fmt: skip
STEPS = (
    Claim("in-populations", "The concurrence in the populations of the diamond",
          (equation(C, sp.Max(0, abs(p_S - p_A) - 2 * sp.sqrt(p_G) * sp.sqrt(p_E))),), at=BY_A8),
    Claim("three-parts", "The three parts by name", (
        QUOTIENT,
        equation(N1, abs(w_S - w_A) * HALF),
        equation(N2, sp.sqrt(w_G) * sp.sqrt(w_E)),
        equation(d, sp.Mul(HALF, w_G + w_S + w_A + w_E, evaluate=False)),
    ), at=BY_A8),
    Claim("weights-difference", "The numerator: $w_S − w_A$", difference_of_weights),
    Claim("weights-means", "Where $S$ holds more than $A$, and $G$ more than $E$", (
        equation((1 + x) * (1 + y) * (w_S - w_A), (x - y) * (w_G - w_E)),
        Iff(w_G > w_E, x + y > 2),
    )),
    Claim("weights-product", "The root and the denominator", product_and_sum),
    Claim("three-slips", "What is printed, in terms of what is derived", slips),
)  # fmt: skip
