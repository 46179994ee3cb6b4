"""The closed form: numerator, root and denominator, named parts, and where C begins."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.derivations.claims.of_the_paper.concurrence import PRINTED_A10
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.machine import (
    IN_BETA,
    NAMED_PARTS,
    boltzmann_factors,
    closed_form,
    steady,
    weights,
)
from beyondthermal.symbolic.master_equation.concurrence import x_form_parts
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbols

from . import onset
from .chapter import Chapter, Picture

__all__ = ["CHAPTER"]

C, N1, N2, d, x, y, S, A, P = symbols("C N1 N2 d x y S A P")
p_G, p_S, p_A, p_E, w_G, w_S, w_A, w_E = symbols("p_G p_S p_A p_E w_G w_S w_A w_E")


def _named(expr: sp.Expr) -> sp.Expr:
    """An expression in the weights' names, unfolded."""
    return expr.subs({w_G: weights()["G"], w_S: weights()["S"], w_A: weights()["A"],
                      w_E: weights()["E"]})  # fmt: skip


def in_populations() -> Finding:
    """(A8) in the Bell populations."""
    rho = BELL * sp.diag(p_G, p_S, p_A, p_E) * BELL.H
    (_, root), _ = x_form_parts(rho)
    modulus = abs(sp.expand(2 * rho[1, 2]))
    statement = sp.Eq(C, sp.Max(0, modulus - 2 * root), evaluate=False)
    exact = steady().numerators.applyfunc(boltzmann_factors)
    w = weights()
    proof = all_of(
        identity(modulus**2, (p_S - p_A) ** 2),
        identity(root**2, p_G * p_E),
        identity(4 * exact[1, 2] ** 2, (w["S"] - w["A"]) ** 2),
        identity(exact[0, 0] * exact[3, 3], w["G"] * w["E"]),
        method="ρ_c = (p_S − p_A)/2, ρ₀₀ = p_G and ρ₁₁ = p_E inserted",
    )
    return Finding((statement,), proof)


def three_parts() -> Finding:
    """N1, N2 and d in the weights."""
    form, half = closed_form(), sp.Rational(1, 2)
    total = sp.Add(w_G, w_S, w_A, w_E)
    difference = w_S - w_A
    statement = (
        sp.Eq(C, sp.Max(0, (N1 - N2) / d), evaluate=False),
        sp.Eq(N1, abs(difference) * half, evaluate=False),
        sp.Eq(N2, sp.sqrt(w_G) * sp.sqrt(w_E), evaluate=False),
        sp.Eq(d, sp.Mul(half, total, evaluate=False), evaluate=False),
    )
    proof = all_of(
        identity(form.N1**2, _named(difference * half) ** 2),
        identity(form.N2**2, _named(w_G * w_E)),
        identity(form.d, _named(total) * half),
        method="N1², N2² and d of the closed form are those of the weights",
    )
    return Finding(statement, proof)


def difference_of_weights() -> Finding:
    """w_S - w_A, expanded, grouped and factored."""
    plain = sp.expand(_named(w_S - w_A))
    squares = sum(c * x**a * y**b for (a, b), c in sp.Poly(plain, x, y).terms() if a + b == 2)
    grouped = sp.Add(sp.factor(squares), sp.factor(plain - squares), evaluate=False)
    factored = sp.factor(plain)
    statement = [sp.Eq(w_S - w_A, side, evaluate=False) for side in (plain, grouped, factored)]
    proof = all_of(
        identity(plain, grouped),
        identity(plain, factored),
        identity(closed_form().N1 ** 2, factored**2 / 4),
        method="like terms collected; x − y is common to both groups",
    )
    return Finding(tuple(statement), proof)


def product_and_sum() -> Finding:
    """The product w_G w_E, and d by powers."""
    product = sp.Mul(weights()["E"], weights()["G"])
    total = sp.Poly(_named(w_G + w_S + w_A + w_E) / 2, x, y)
    degrees = range(total.total_degree() + 1)
    powers = [sum(c * x**a * y**b for (a, b), c in total.terms() if a + b == k) for k in degrees]
    by_degree = sp.Add(*map(sp.factor, powers), evaluate=False)
    statement = (
        sp.Eq(w_G * w_E, product, evaluate=False),
        sp.Eq(d, by_degree, evaluate=False),
    )
    proof = all_of(
        identity(product, closed_form().N2 ** 2), identity(by_degree, closed_form().d),
        method="inserted; the same as under the root of N2, and as d",
    )  # fmt: skip
    return Finding(statement, proof)


def slips() -> Finding:
    """What (A10) prints, less what is derived."""
    form = closed_form()
    printed = {equation.lhs: equation.rhs for equation in find("A10").printed}
    missing = sp.factor(form.N2**2 - printed[N2] ** 2)
    surplus = sp.expand(printed[d] - form.d)
    ratio = sp.cancel(PRINTED_A10.signed / form.signed)
    statement = (
        sp.Eq(printed[N1], ratio * N1, evaluate=False),
        sp.Eq(printed[N2] ** 2, N2**2 - missing, evaluate=False),
        sp.Eq(printed[d], d + surplus, evaluate=False),
    )
    proof = all_of(
        identity(PRINTED_A10.signed, ratio * form.signed),
        identity(printed[N2] ** 2, form.N2**2 - missing),
        identity(printed[d], form.d + surplus),
        method="printed and derived compared as polynomials",
    )
    return Finding(statement, proof)


def symmetric_sums() -> Finding:
    """The symmetric sums that occur, in S and P."""
    parts = dict(NAMED_PARTS)
    sums = {x**2 + y**2: S**2 - 2 * P, x**2 + x * y + y**2: S**2 - P, x**2 * y + x * y**2: P * S}
    proof = all_of(*(identity(plain, named.subs(parts)) for plain, named in sums.items()))
    return Finding(tuple(sp.Eq(*pair, evaluate=False) for pair in sums.items()), proof)


def in_temperatures() -> Finding:
    """The named parts in the inverse temperatures."""
    shown = {name: sp.powsimp(body.subs(IN_BETA)) for name, body in NAMED_PARTS}
    back = {exponential: factor for factor, exponential in IN_BETA.items()}
    proof = all_of(
        *(identity(sp.expand(shown[name]).subs(back), body) for name, body in NAMED_PARTS),
        method="exp(β_A) for x, exp(β_S) for y",
    )
    return Finding(tuple(sp.Eq(*pair, evaluate=False) for pair in shown.items()), proof)


CHAPTER = Chapter(
    "The closed form",
    (
        "Everything is at hand: the steady state, and what its concurrence is. We insert the "
        "former into (A8). By (computational-basis), $2ρ_c$ is the difference of the populations "
        "of $S$ and $A$, and the two levels under the root are $G$ and $E$.",
        Claim("in-populations", "The concurrence in the populations of the diamond",
              in_populations),
        "Each Bell state alone is maximally entangled; their equal mixture isn't entangled at all, "
        "and only the excess of one over the other counts. The second term is what population at "
        "both ends of the diamond costs. It is never negative, which gives a first bound.",
        find("imbalance"),
        "Now the weights. The populations are $w_k$ over their sum, numerator and denominator are "
        "both homogeneous, and the sum can be taken out. We choose the common factor in such a "
        "way that the constant term of the denominator is 1, that is, we halve everything, and "
        "name the three pieces: $N1$ comes from the coherence, $N2$ from the populations, "
        "and $d$ normalises.",
        Claim("three-parts", "The three parts by name", three_parts),
        "We unfold them one by one. In the difference of the weights the mixed product $xy$ drops "
        "out. The squares and the linear terms are grouped; both groups contain $x − y$.",
        Claim("weights-difference", "The numerator: w_S − w_A", difference_of_weights),
        "So the coherence vanishes not only for equal temperatures, but also where $x + y = 2$, "
        "and changes its sign there. For $x + y > 2$ it is the Bell state of the hotter reservoir "
        "that has the larger population: it is pumped from below. For $x + y < 2$ pumping prevails "
        "altogether, most of the population is at the top, and decays into the Bell state of the "
        "reservoir that damps more, the colder one.",
        "Under the root the weights of $G$ and $E$ are multiplied. In the denominator all four "
        "are added, halved, and sorted by powers.",
        Claim("weights-product", "The root and the denominator", product_and_sum),
        "That is the closed form. The paper gives it in the rates, with $Γ_1 = Γ_A$ and "
        "$Γ_2 = Γ_S$ and every $x$ and $y$ written as a ratio; as printed it can't be right.",
        find("A10"),
        "Here is what comes out when it is derived, with $x$ and $y$ for the two ratios.",
        find("A10-corrected"),
        find("4"),
        find("A9"),
        "Set side by side, the printed formula has three slips: $N1$ is without its factor one "
        "half, under the root the square of the second ratio is missing, and in the denominator "
        "this square stands twice. Any one of them changes the concurrence.",
        Claim("three-slips", "What is printed, in terms of what is derived", slips),
        "The paper's own short form escapes them. Exchanging the reservoirs changes the sign of "
        "$x − y$ at most. So $N1$ without this factor, the radicand and $d$ are symmetric "
        "polynomials, and those can be written in the sum $x + y$ and the product $xy$. "
        "We need three symmetric sums.",
        Claim("symmetric-sums", "Symmetric sums in 𝒮 and 𝒫", symmetric_sums),
        "We name sum, difference and product, insert these lines, and have the closed form "
        "in its named parts.",
        find("5"),
        find("A12"),
        "It remains to put the temperatures back, which are what is set in the laboratory. "
        "Products of exponentials are exponentials of sums.",
        Claim("in-temperatures", "The named parts in the inverse temperatures", in_temperatures),
        "What does the formula say at a glance? Nothing tells the two reservoirs apart: the "
        "modulus hides the only sign, and the antisymmetric state serves as well as the symmetric "
        "one.",
        find("symmetric"),
        "Equal temperatures leave no entanglement, since $x − y$ is a factor of $N1$.",
        find("balanced"),
        "There is a reason beyond the algebra. With $J_S$ and $J_A$ at the same rates the cross "
        "terms between the two qubits cancel, and the collective dissipators are local ones in "
        "disguise. Each qubit has then its own bath and knows nothing of the other.",
        find("balanced-local"),
        "The whole plane of temperatures in one figure. Two regions are entangled, mirror images "
        "of each other, around the corners where one reservoir is cold and the other one is "
        "inverted.",
        Picture("1b"),
        "Where do they begin? The concurrence is positive if and only if $N1 > N2$. Neither is "
        "negative, so that we may compare the squares, and get rid of modulus and root at once. "
        "In the named parts it takes three lines: we insert the squares, eliminate $𝒜$, "
        "and expand. The term $16𝒫$ cancels, so that $𝒮$ can be taken out.",
        Claim("squares-in-parts", "N1² − N2², expanded and factored", onset.squares_in_parts),
        "Since $𝒮$ is positive, the sign is that of the other factor. In $x$ and $y$ it is "
        "a cubic curve, the boundary between separable and entangled steady states.",
        find("boundary"),
        "For a fixed $x$ this is a cubic equation for $y$. Let reservoir A be the hot one, with "
        "$0 < x ≤ 1$. The leading coefficient is one, and the other three are negative:",
        Claim("one-sign-change", "The coefficients of y², y and 1 for 0 < x ≤ 1",
              onset.one_sign_change),
        "One change of sign, hence by Descartes' rule one positive root: on the way from a hot to "
        "a cold reservoir S entanglement sets in once and stays. We compute the onset in two "
        "cases. If reservoir A only pumps, $x → 0$, a factor $y$ comes out, and we complete the "
        "square.",
        Claim("onset-inverted", "The onset for β_A → −∞: a quadratic equation",
              onset.inverted_line),
        "If reservoir A is infinitely hot, $x = 1$, nothing factors.",
        Claim("onset-thermal", "The onset for β_A = 0: a cubic equation", onset.thermal_line),
        "So we need Cardano. A shift by a third of the quadratic coefficient removes the quadratic "
        "term.",
        Claim("depressed-cubic", "The quadratic term removed", onset.depressed_cubic),
        "We write the shifted unknown as a sum of two numbers and are free to choose their "
        "product so that the linear terms cancel. Then both the sum and the product of their "
        "cubes are known, the cubes solve a quadratic equation, and we take the real roots.",
        Claim("cardano", "Two cubes", onset.cardano),
        "The logarithm of $y$ is the inverse temperature that we look for. Below it the steady "
        "state is separable, above it entangled.",
        find("onset"),
        "An inverted hot reservoir thus relaxes the demand on the cold one: entanglement begins at "
        "a smaller $β_S$. How far it can then grow is the subject of the next two chapters.",
    ),
)  # fmt: skip
