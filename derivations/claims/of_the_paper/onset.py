"""The closed form in its named parts, Eqs. (5) and (A12), and where entanglement begins."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.regions import TEMPERATURES
from beyondthermal.derivations.claims.statements import D, equation, unknown
from beyondthermal.symbolic.machine.bounds import boundary_polynomial, onset
from beyondthermal.symbolic.machine.machine import NAMED_PARTS, ClosedForm, in_named_parts
from beyondthermal.symbolic.statements import Iff, Rounded, of
from beyondthermal.symbolic.symbols import POSITIVE, symbols, unknowns

from .closed_form import equations

__all__ = ["CLAIMS", "STEPS"]

x, y, C, beta_S, S, A, P, rho, N1, N2, beta_A = symbols("x y C beta_S S A P rho N1 N2 beta_A")
(d,) = symbols("d")
# Cardano's two numbers.
first, second = unknowns("u", 2)
# Eqs. (5) and (A12) as printed.
PRINTED_A12 = equations(
    ClosedForm(
        signed=A * (S / 2 - 1),
        N2=sp.sqrt((S / 2 + 1) * (2 * S**2 + 2 * P * (S - 2))),
        d=1 + S**2 + S * (P + 3) / 2 - P,
    )
)
IN_TEMPERATURES = (
    equation(S, sp.exp(beta_A) + sp.exp(beta_S)),
    equation(A, sp.exp(beta_A) - sp.exp(beta_S)),
    equation(P, sp.exp(beta_A + beta_S)),
)


def local_dissipators() -> Statement:
    """The collective dissipators become local ones."""
    return tuple(
        equation((D(f"J_S{mark}") + D(f"J_A{mark}")) / 2, D(f"c_1{mark}") + D(f"c_2{mark}"))
        for mark in ("", "_dagger")
    )


def boundary() -> Statement:
    """C times what is positive is the positive part of N1² - N2², and that has a cubic factor."""
    squares, cubic = 4 * (N1**2 - N2**2), sp.collect(boundary_polynomial(), y)
    return (
        equation(4 * d * (N1 + N2) * C, sp.Max(0, squares)),
        equation(squares / (x + y), cubic),
    )


def symmetric_sums() -> Statement:
    """The symmetric sums that occur, in S and P."""
    sums = {x**2 + y**2: S**2 - 2 * P, x**2 + x * y + y**2: S**2 - P, x**2 * y + x * y**2: P * S}
    return tuple(equation(*pair) for pair in sums.items())


def squares_in_parts() -> Statement:
    """4 (N1² - N2²) in S and P, and that S divides it."""
    form, square = in_named_parts(), S**2 - 4 * P
    N1_squared, N2_squared = form.N1**2, form.N2**2
    without_A = sp.expand(sp.expand(4 * (N1_squared - N2_squared)).subs(A**2, square))
    cubic = sp.expand(sp.cancel(without_A / S))
    written = sp.Add(sp.factor(4 * N1_squared), -sp.factor(4 * N2_squared), evaluate=False)
    product = sp.Mul(S, sp.collect(cubic, P, sp.factor), evaluate=False)
    name = 4 * (N1**2 - N2**2)
    return (
        equation(name, written),
        equation(A**2, square),
        equation(name, without_A),
        equation(name, product),
    )


def _on_line(at_x: int) -> sp.Expr:
    """The cubic of the boundary for a given x."""
    return sp.expand(boundary_polynomial().subs(x, at_x))


def one_sign_change() -> Statement:
    """The cubic by powers of y, and the signs of its coefficients for 0 < x <= 1."""
    cubic = sp.Poly(boundary_polynomial(), y)
    shown = equation(4 * (N1**2 - N2**2) / (x + y), sp.collect(cubic.as_expr(), y))
    return shown, *(sp.Lt(c, 0, evaluate=False) for c in cubic.all_coeffs()[1:])


def _boundary_on_line(at_x: int) -> sp.Eq:
    return equation(4 * d * (N1 + N2) * C, (y + at_x) * sp.Max(0, _on_line(at_x)))


def inverted_line() -> Statement:
    """The line x = 0: a quadratic."""
    on_line = _on_line(0)
    quadratic = sp.cancel(on_line / y)
    half = -quadratic.coeff(y, 1) / 2
    square = equation((y - half) ** 2, sp.expand((y - half) ** 2 - quadratic))
    whole = equation(sp.Mul(y, quadratic, evaluate=False), 0)
    root = equation(y, onset(sp.Integer(0)))
    return _boundary_on_line(0), Iff(whole, square), Iff(square, root)


def thermal_line() -> Statement:
    """The line x = 1: a cubic that doesn't factor."""
    return (_boundary_on_line(1),)


def _depressed() -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """Shift, and p and q of (y - shift)³ - p (y - shift) - q."""
    on_line = _on_line(1)
    shift = -on_line.coeff(y, 2) / 3
    moved = sp.expand(on_line.subs(y, y + shift))
    return shift, -moved.coeff(y, 1), -moved.subs(y, 0)


def depressed_cubic() -> Statement:
    """The quadratic term removed, by a shift."""
    shift, p, q = _depressed()
    z = y - shift
    moved = sp.Add(z**3, sp.Mul(-p, z, evaluate=False), -q, evaluate=False)
    return (equation(_on_line(1), moved),)


def two_numbers() -> Statement:
    """The cubic where y is the shift and two numbers."""
    _, p, q = _depressed()
    cubic = sp.Add(*(_on_line(1).coeff(y, k) * y**k for k in range(4)))
    mixed = (first + second) * (3 * first * second - p)
    return (equation(cubic, sp.Add(first**3 + second**3 - q, mixed, evaluate=False)),)


def cardano() -> Statement:
    """The cubes, their sum and the product of their roots, and the root of the cubic."""
    shift, p, q = _depressed()
    return (
        equation(first**3 + second**3, q),
        equation(first**3 * second**3, (p / 3) ** 3),
        Iff(equation(_on_line(1), 0), equation(y, shift + first + second)),
    )


def onsets() -> Statement:
    """Where the cubic is positive for x = 0 and for x = 1, and the logarithms."""
    roots = {0: onset(sp.Integer(0)), 1: _depressed()[0] + first + second}
    return (
        *(Iff(_on_line(at_x) > 0, sp.Gt(y, root, evaluate=False)) for at_x, root in roots.items()),
        Rounded(sp.log(roots[0]), "2.1368"),
        Rounded(sp.log(roots[1]), "2.6185"),
    )


_NEAR = {y: POSITIVE}
# The roots of z² - q z + (p/3)³.
_CUBES = (sp.Rational(2872, 27) + sign * 32 * sp.sqrt(78) / 9 for sign in (1, -1))
_CARDANO = dict(zip((first, second), map(sp.cbrt, _CUBES), strict=True))
_SHIFTED = {y: sp.Rational(13, 3) + first + second}
_INVERTED, _HOT = {x: sp.Integer(0)}, {x: sp.Integer(1)}
CLAIMS = (
    Claim("5", "$N1$, $N2$ and $d$ in their named parts", (*IN_TEMPERATURES, *PRINTED_A12),
          where=TEMPERATURES),
    Claim("A12", "The closed form in its named parts",
          (*(equation(*pair) for pair in NAMED_PARTS), *PRINTED_A12)),
    Claim("symmetric", "Both reservoirs enter in the same way",
          (equation(of(C, x, y), of(C, y, x)),)),
    Claim("balanced", "Balanced reservoirs leave a separable state",
          (equation(N1, 0), sp.Gt(N2, 0, evaluate=False), equation(C, 0)),
          where={x: POSITIVE}, at={y: x}),
    Claim("balanced-local", "Collective dissipators at equal rates are local", local_dissipators,
          local=lambda: {rho: unknown(4)}),
    Claim("boundary", "Where the steady state is entangled: where a cubic is positive", boundary),
    Claim("onset", "Entanglement begins here, for $A$ inverted and at infinite temperature",
          onsets, where=_NEAR, at=_CARDANO),
)  # fmt: skip
STEPS = (
    Claim("symmetric-sums", "Symmetric sums in $𝒮$ and $𝒫$", symmetric_sums),
    Claim("in-temperatures", "The named parts in the inverse temperatures", IN_TEMPERATURES,
          where=TEMPERATURES),
    Claim("squares-in-parts", "$N1² − N2²$, expanded and factored", squares_in_parts),
    Claim("one-sign-change", "The lower powers of $y$ have negative coefficients for a hot $A$",
          one_sign_change, where={x: sp.Interval.Lopen(0, 1), y: POSITIVE}),
    Claim("onset-inverted", "The onset for an inverted reservoir $A$: a quadratic equation",
          inverted_line, where=_NEAR, at=_INVERTED),
    Claim("onset-thermal", "The onset for infinite temperature of $A$: a cubic", thermal_line,
          where=_NEAR, at=_HOT),
    Claim("depressed-cubic", "The quadratic term removed", depressed_cubic, where=_NEAR),
    Claim("two-numbers", "The shifted unknown as a sum of two numbers", two_numbers,
          where=dict.fromkeys((first, second), sp.Reals), at=_SHIFTED),
    Claim("cardano", "Two cubes, and the root", cardano, where=_NEAR, at=_CARDANO),
)  # fmt: skip
