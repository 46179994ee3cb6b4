"""The closed form in its named parts, Eqs. (5) and (A12), and where entanglement begins."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import D, equation, settled, unknown
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.bounds import balanced_is_separable, boundary_polynomial, onset
from beyondthermal.symbolic.machine.machine import (
    NAMED_PARTS,
    ClosedForm,
    balanced_dissipators_are_local,
    closed_form,
    in_named_parts,
)
from beyondthermal.symbolic.operator_equations import OPERATORS, prove
from beyondthermal.symbolic.symbols import symbols, unknowns

from .closed_form import agree, equations

__all__ = ["CLAIMS", "STEPS"]

x, y, C, beta_S, S, A, P, rho, N1, N2, beta_A = symbols("x y C beta_S S A P rho N1 N2 beta_A")
# Cardano's two numbers.
first, second = unknowns("u", 2)
# Eqs. (5) and (A12) as printed.
PRINTED_A12 = ClosedForm(
    signed=A * (S / 2 - 1),
    N2=sp.sqrt((S / 2 + 1) * (2 * S**2 + 2 * P * (S - 2))),
    d=1 + S**2 + S * (P + 3) / 2 - P,
)


def symmetric() -> Finding:
    """The closed form doesn't change when the reservoirs are exchanged."""
    form = closed_form()
    parts = (form.signed, form.N2, form.d)
    swapped = ClosedForm(*(part.subs({x: y, y: x}, simultaneous=True) for part in parts))
    at = sp.Function(C.name)
    return Finding((equation(at(x, y), at(y, x)),), agree(form, swapped))


def named_parts() -> Finding:
    """Eqs. (5) and (A12): the same in S, A and P."""
    form = in_named_parts()
    definitions = tuple(equation(name, body) for name, body in NAMED_PARTS)
    parts = dict(NAMED_PARTS)
    proof = all_of(
        agree(form.subs(parts), closed_form()),
        agree(PRINTED_A12.subs(parts), closed_form()),
        method="$N1²$, $N2²$ and $d$ as printed and as derived are equal as polynomials",
    )
    return Finding(definitions + equations(form), proof)


def local_dissipators() -> Finding:
    """The collective dissipators become local ones."""
    statement = tuple(
        equation((D(f"J_S{mark}") + D(f"J_A{mark}")) / 2, D(f"c_1{mark}") + D(f"c_2{mark}"))
        for mark in ("", "_dagger")
    )
    proof = all_of(
        balanced_dissipators_are_local(),
        *(prove(shown, {**OPERATORS, rho: unknown(4)}) for shown in statement),
        method="every entry of the two superoperators is equal",
    )
    return Finding(statement, proof)


def boundary() -> Finding:
    """Where N1 = N2."""
    cubic, form = boundary_polynomial(), closed_form()
    proof = identity(4 * (form.N1**2 - form.N2**2), (x + y) * cubic)
    return Finding((equation(sp.collect(cubic, y), 0),), proof)


def onsets() -> Finding:
    """The exact onset of entanglement for beta_A -> -oo and for beta_A = 0."""
    statement, proofs, figures = [], [], {}
    for at, label in ((sp.Integer(0), "$β_A → −∞$"), (sp.Integer(1), "$β_A = 0$")):
        root = onset(at)
        on_line = boundary_polynomial().subs(x, at)
        minimal = sp.minimal_polynomial(root, y)
        quotient = sp.quo(on_line, minimal, y)
        proofs.append(identity(quotient * minimal, on_line))
        statement.append(equation(beta_S, sp.log(root)))
        figures[f"$β_S$ for {label}"] = str(sp.log(root).evalf(30))
    method = "$exp(β_S)$ is a root of the cubic: its minimal polynomial divides it"
    return Finding(tuple(statement), all_of(*proofs, method=method), figures)


_PRINTED_A12 = equations(PRINTED_A12)


def symmetric_sums() -> Finding:
    """The symmetric sums that occur, in S and P."""
    parts = dict(NAMED_PARTS)
    sums = {x**2 + y**2: S**2 - 2 * P, x**2 + x * y + y**2: S**2 - P, x**2 * y + x * y**2: P * S}
    proof = all_of(*(identity(plain, named.subs(parts)) for plain, named in sums.items()))
    return Finding(tuple(equation(*pair) for pair in sums.items()), proof)


def in_temperatures() -> Finding:
    """The named parts in the inverse temperatures."""
    factors = {x: sp.exp(beta_A), y: sp.exp(beta_S)}
    shown = {name: sp.powsimp(body.subs(factors)) for name, body in NAMED_PARTS}
    back = {exponential: factor for factor, exponential in factors.items()}
    proof = all_of(
        *(identity(sp.expand(shown[name]).subs(back), body) for name, body in NAMED_PARTS),
        method="$exp(β_A)$ for $x$, $exp(β_S)$ for $y$",
    )
    return Finding(tuple(equation(*pair) for pair in shown.items()), proof)


def squares_in_parts() -> Finding:
    """4 (N1² - N2²) in S and P, and that S divides it."""
    form, parts = in_named_parts(), dict(NAMED_PARTS)
    N1_squared = form.N1**2
    difference = sp.expand(4 * (N1_squared - form.N2**2))
    square = S**2 - 4 * P
    without_A = sp.expand(difference.subs(A**2, square))
    cubic = sp.expand(sp.cancel(without_A / S))
    product = sp.Mul(S, sp.collect(cubic, P, sp.factor), evaluate=False)
    name = 4 * (N1**2 - N2**2)
    written = sp.Add(sp.factor(4 * N1_squared), -sp.factor(4 * form.N2**2), evaluate=False)
    statement = (
        equation(name, written),
        equation(A**2, square),
        equation(name, without_A),
        equation(name, product),
    )
    proof = all_of(
        identity(parts[A] ** 2, square.subs(parts)),
        identity(difference.subs(parts), without_A.subs(parts)),
        identity(product, without_A),
        identity(cubic.subs(parts), boundary_polynomial()),
        method="expanded; in $x$ and $y$ the second factor is the cubic of the boundary",
    )
    return Finding(statement, proof)


def _on_line(at_x: int) -> sp.Expr:
    """The cubic of the boundary for a given x."""
    return sp.expand(boundary_polynomial().subs(x, at_x))


def one_sign_change() -> Finding:
    """The signs of the coefficients of y³, y², y and 1, for 0 < x <= 1."""
    cubic = boundary_polynomial()
    leading, *middle, constant = sp.Poly(cubic, y).all_coeffs()
    proofs = [positive(-c, {x: sp.Interval.Lopen(0, 1)}) for c in (*middle, constant)]
    statement = [sp.Lt(c, 0, evaluate=False) for c in (*middle, constant)]
    rebuilt = sum(c * y**k for k, c in enumerate((constant, *reversed(middle), leading)))
    proof = all_of(identity(cubic, rebuilt), identity(leading, 1), *proofs,
                   method="minus each coefficient is positive for $0 < x ≤ 1$")  # fmt: skip
    return Finding(tuple(statement), proof)


def inverted_line() -> Finding:
    """The line x = 0: a quadratic."""
    on_line, root = _on_line(0), onset(sp.Integer(0))
    quadratic = sp.cancel(on_line / y)
    half = -quadratic.coeff(y, 1) / 2
    rest = sp.expand((y - half) ** 2 - quadratic)
    statement = (
        equation(sp.Mul(y, quadratic, evaluate=False), 0),
        equation((y - half) ** 2, rest),
        equation(y, root),
    )
    proof = all_of(
        identity(on_line, y * quadratic),
        identity((y - half) ** 2 - rest, quadratic),
        identity(sp.minimal_polynomial(root, y), quadratic),
        method="$y$ divided out, the square completed, the positive root taken",
    )
    return Finding(statement, proof)


def thermal_line() -> Finding:
    """The line x = 1: a cubic that doesn't factor."""
    on_line = _on_line(1)
    proof = identity(on_line, sp.minimal_polynomial(onset(sp.Integer(1)), y))
    return Finding((equation(on_line, 0),), proof)


def _depressed() -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """Shift, and p and q of (y - shift)³ - p (y - shift) - q."""
    on_line = _on_line(1)
    shift = -on_line.coeff(y, 2) / 3
    moved = sp.expand(on_line.subs(y, y + shift))
    return shift, -moved.coeff(y, 1), -moved.subs(y, 0)


def depressed_cubic() -> Finding:
    """The quadratic term removed, by a shift."""
    shift, p, q = _depressed()
    z = y - shift
    statement = equation(z**3, sp.Add(sp.Mul(p, z, evaluate=False), q, evaluate=False))
    return Finding((statement,), identity(z**3 - p * z - q, _on_line(1)))


def cardano() -> Finding:
    """Two numbers whose product and whose sum of cubes are known, and thus their cubes."""
    shift, p, q = _depressed()
    root = sp.sqrt((q / 2) ** 2 - (p / 3) ** 3)
    cubes = (q / 2 + root, q / 2 - root)
    total = first + second
    statement = (
        equation(y - shift, total),
        equation(first * second, p / 3),
        equation(first**3 + second**3, q),
        *(equation(u**3, cube) for u, cube in zip((first, second), cubes, strict=True)),
    )
    onset_minus_shift = onset(sp.Integer(1)) - shift
    largest = max(onset_minus_shift.args, key=sp.N)
    proof = all_of(
        identity(total**3 - 3 * first * second * total, first**3 + second**3),
        identity(sp.expand(cubes[0] * cubes[1]), (p / 3) ** 3),
        identity(sp.expand(cubes[0] + cubes[1]), q),
        identity(sp.expand(largest**3 - cubes[0]), 0),
        method="$(u₀ + u₁)³ = 3u₀u₁(u₀ + u₁) + u₀³ + u₁³$; the cubes solve a quadratic",
    )
    return Finding(statement, proof)


CLAIMS = (
    Claim("5", "$N1$, $N2$ and $d$ in their named parts", named_parts, printed=_PRINTED_A12,
          domain="all $β_A$, $β_S$"),
    Claim("A12", "The closed form in its named parts", named_parts, printed=_PRINTED_A12,
          domain="all $β_A$, $β_S$"),
    Claim("symmetric", "Both reservoirs enter in the same way", symmetric),
    Claim("balanced", "Balanced reservoirs leave a separable state",
          settled(balanced_is_separable, equation(C, 0))),
    Claim("balanced-local", "and their collective dissipators are local ones", local_dissipators),
    Claim("boundary", "$C > 0$ where this cubic is positive, $C = 0$ elsewhere", boundary),
    Claim("onset", "Entanglement begins at this $β_S$, for $β_A → −∞$ and for $β_A = 0$", onsets,
          domain="$β_A → −∞$; $β_A = 0$"),
)  # fmt: skip
STEPS = (
    Claim("symmetric-sums", "Symmetric sums in $𝒮$ and $𝒫$", symmetric_sums),
    Claim("in-temperatures", "The named parts in the inverse temperatures", in_temperatures),
    Claim("squares-in-parts", "$N1² − N2²$, expanded and factored", squares_in_parts),
    Claim("one-sign-change", "The coefficients of $y²$, $y$ and 1 for $0 < x ≤ 1$",
          one_sign_change),
    Claim("onset-inverted", "The onset for $β_A → −∞$: a quadratic equation",
          inverted_line),
    Claim("onset-thermal", "The onset for $β_A = 0$: a cubic equation", thermal_line),
    Claim("depressed-cubic", "The quadratic term removed", depressed_cubic),
    Claim("cardano", "Two cubes", cardano),
)  # fmt: skip
