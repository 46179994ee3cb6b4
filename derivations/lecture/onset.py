"""The steps to the separability boundary, and to where entanglement begins on two lines."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Finding
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.bounds import boundary_polynomial, onset
from beyondthermal.symbolic.machine.machine import NAMED_PARTS, in_named_parts
from beyondthermal.symbolic.symbols import symbols, unknowns

__all__ = [
    "cardano",
    "depressed_cubic",
    "inverted_line",
    "one_sign_change",
    "squares_in_parts",
    "thermal_line",
]

N1, N2, x, y, S, A, P = symbols("N1 N2 x y S A P")
# Cardano's two numbers.
first, second = unknowns("u", 2)
ZERO = sp.Integer(0)


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
        sp.Eq(name, written, evaluate=False),
        sp.Eq(A**2, square, evaluate=False),
        sp.Eq(name, without_A, evaluate=False),
        sp.Eq(name, product, evaluate=False),
    )
    proof = all_of(
        identity(parts[A] ** 2, square.subs(parts)),
        identity(difference.subs(parts), without_A.subs(parts)),
        identity(product, without_A),
        identity(cubic.subs(parts), boundary_polynomial()),
        method="expanded; in x and y the second factor is the cubic of the boundary",
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
    proof = all_of(identity(cubic, rebuilt), identity(leading, sp.Integer(1)), *proofs,
                   method="minus each coefficient is positive for 0 < x ≤ 1")  # fmt: skip
    return Finding(tuple(statement), proof)


def inverted_line() -> Finding:
    """The line x = 0: a quadratic."""
    on_line, root = _on_line(0), onset(ZERO)
    quadratic = sp.cancel(on_line / y)
    half = -quadratic.coeff(y, 1) / 2
    rest = sp.expand((y - half) ** 2 - quadratic)
    statement = (
        sp.Eq(sp.Mul(y, quadratic, evaluate=False), 0, evaluate=False),
        sp.Eq((y - half) ** 2, rest, evaluate=False),
        sp.Eq(y, root, evaluate=False),
    )
    proof = all_of(
        identity(on_line, y * quadratic),
        identity((y - half) ** 2 - rest, quadratic),
        identity(sp.minimal_polynomial(root, y), quadratic),
        method="y divided out, the square completed, the positive root taken",
    )
    return Finding(statement, proof)


def thermal_line() -> Finding:
    """The line x = 1: a cubic that doesn't factor."""
    on_line = _on_line(1)
    proof = identity(on_line, sp.minimal_polynomial(onset(sp.Integer(1)), y))
    return Finding((sp.Eq(on_line, 0, evaluate=False),), proof)


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
    statement = sp.Eq(z**3, sp.Add(sp.Mul(p, z, evaluate=False), q, evaluate=False), evaluate=False)
    return Finding((statement,), identity(z**3 - p * z - q, _on_line(1)))


def cardano() -> Finding:
    """Two numbers whose product and whose sum of cubes are known, and thus their cubes."""
    shift, p, q = _depressed()
    root = sp.sqrt((q / 2) ** 2 - (p / 3) ** 3)
    cubes = (q / 2 + root, q / 2 - root)
    total = first + second
    statement = (
        sp.Eq(y - shift, total, evaluate=False),
        sp.Eq(first * second, p / 3, evaluate=False),
        sp.Eq(first**3 + second**3, q, evaluate=False),
        *(
            sp.Eq(u**3, cube, evaluate=False)
            for u, cube in zip((first, second), cubes, strict=True)
        ),
    )
    onset_minus_shift = onset(sp.Integer(1)) - shift
    largest = max(onset_minus_shift.args, key=lambda term: sp.N(term))
    proof = all_of(
        identity(total**3 - 3 * first * second * total, first**3 + second**3),
        identity(sp.expand(cubes[0] * cubes[1]), (p / 3) ** 3),
        identity(sp.expand(cubes[0] + cubes[1]), q),
        identity(sp.expand(largest**3 - cubes[0]), ZERO),
        method="(u₀ + u₁)³ = 3u₀u₁(u₀ + u₁) + u₀³ + u₁³; the cubes solve a quadratic",
    )
    return Finding(statement, proof)
