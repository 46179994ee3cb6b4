"""Where the effective model is most entangled, and where it first reaches a level: exact roots.

In the effective model x = γ/p and y = (γ + 2Γ)/p. With γ and Γ given, that is the ray x = t y,
t = γ/(γ + 2Γ), and y falls from oo to 0 as p grows from 0 to oo. For y >= x + 2, that is wherever
C > 0 at y > x, C = (D - √R)/d with polynomials D, R and d, and with a dash for a derivative

    √R d² C' = A √R - B,   A = D' d - D d',   B = R' d/2 - R d',

so that C' = 0 is A √R = B, and squared the polynomial equation F = R A² - B² = 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.symbols import POSITIVE, symbols

from .bounds import boundary_polynomial
from .limits import edge
from .machine import closed_form

__all__ = [
    "Root",
    "Slope",
    "first_on_ray",
    "grows_along_y",
    "largest_on_ray",
    "slope",
    "supremum_along_y",
]

x, y, t, v = symbols("x y t v")
# Roots are isolated to one part in so many before anything is proved of them.
FINE = 100


@dataclass(frozen=True)
class Root:
    """An algebraic number: the one root of a polynomial between two rationals.

    Attributes
    ----------
    polynomial
        With rational coefficients, in y.
    low, high
        Rational numbers.
    proof
        That this root, and no other, is what was asked for.
    """

    polynomial: sp.Poly
    low: sp.Rational
    high: sp.Rational
    proof: Proof

    def within(self, radius: sp.Rational) -> tuple[sp.Rational, sp.Rational]:
        """Rational bounds on the root, closer together than `radius`."""
        low, high = self.polynomial.refine_root(self.low, self.high, eps=radius)
        return low, high


@dataclass(frozen=True)
class Slope:
    """A and B of √R d² C' = A √R - B, for y > x."""

    A: sp.Expr
    B: sp.Expr
    R: sp.Expr

    @property
    def F(self) -> sp.Expr:
        """R A² - B², zero wherever C is stationary."""
        return sp.expand(self.R * self.A**2 - self.B**2)


def _parts(on: Mapping[sp.Expr, sp.Expr]) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """D, R and d of C = (D - √R)/d, for y > x and x + y > 2."""
    form = closed_form()
    # A is more populated there, so that |p_S - p_A| = p_A - p_S.
    D, R, d = (sp.expand(part.subs(on)) for part in (-form.signed, form.N2**2, form.d))
    return D, R, d


@cache
def slope(variable: sp.Symbol, ratio: sp.Expr | None = None) -> Slope:
    """The derivative of C by x or y, or along the ray x = ratio · y.

    Together F = 0 for x and F = 0 for y are the stationarity condition in the plane.

    Examples
    --------
    >>> slope(y).A.subs(x, 0)
    7*y**2/4 + y - 1
    """
    D, R, d = _parts({} if ratio is None else {x: ratio * y})
    D_, R_, d_ = (sp.diff(part, variable) for part in (D, R, d))
    return Slope(sp.expand(D_ * d - D * d_), sp.expand(R_ * d / 2 - R * d_), R)


def grows_along_y() -> Proof:
    """C grows with y wherever C > 0 and y > x: with Γ, at given γ and p. It has no maximum."""
    along = slope(y)
    anywhere = {x: POSITIVE}
    near, far = ({v: sp.Interval.Lopen(0, 2)}, {v: POSITIVE})
    return all_of(
        positive(-boundary_polynomial().subs(y, x + v), anywhere | near, strict=False),
        *(positive(part.subs(y, x + 2 + v), anywhere | far) for part in (along.A, -along.B)),
        method="C = 0 for x < y ≤ x + 2; beyond, A > 0 > B, so that A√R − B > 0",
    )


def supremum_along_y() -> Proof:
    """At given x, C grows with y towards 1/(2 + x), which it never reaches."""
    limit = edge(y, sp.oo)
    return all_of(
        grows_along_y(),
        limit.proof,
        identity(limit.concurrence, 1 / (2 + x)),
        method="C grows with y, and tends to 1/(2 + x) as y → ∞",
    )


@cache
def _on_every_ray() -> Proof:
    """C = 0 for y <= 2, and B < 0 for y >= 2, whatever t < 1."""
    rays = sp.Interval.open(0, 1)
    boundary = boundary_polynomial().subs(x, t * y)
    return all_of(
        positive(-boundary, {y: sp.Interval.Lopen(0, 2), t: rays}, strict=False),
        positive(-slope(y, t).B, {y: sp.Interval(2, sp.oo), t: rays}),
    )


def largest_on_ray(ratio: sp.Rational) -> Root:
    """The y at which C is largest on the ray x = ratio · y, and that it is the only maximum.

    Parameters
    ----------
    ratio
        t = γ/(γ + 2Γ), positive. Below 3 - 2√2, or there is no entanglement on the ray: on it the
        boundary polynomial is y times (1 + t)(t² - 6t + 1) y² - 8 (1 + t²) y - 4 (1 + t).

    Raises
    ------
    ValueError
        If the ratio is out of its domain.

    Examples
    --------
    >>> root = largest_on_ray(sp.Rational(1, 10))
    >>> root.proof.verdict.name, [sp.N(bound, 6) for bound in root.within(sp.Rational(1, 10**6))]
    ('PROVED', [46.1062, 46.1062])
    """
    if not (0 < ratio < 1 and ratio**2 - 6 * ratio + 1 > 0):
        raise ValueError(
            "Argument `ratio` must be positive and below 3 - 2√2, or there is no entanglement, "
            f"but got {ratio}."
        )
    along = slope(y, ratio)
    F = sp.Poly(along.F, y).quo(sp.Poly(y**2, y))
    turn, _ = _isolated(sp.Poly(along.A, y))[-1]
    low, high = _isolated(F)[-1]
    proof = all_of(
        _on_every_ray(),
        positive(along.A, {y: sp.Interval(2, turn)}),
        positive(-F.as_expr(), {y: sp.Interval(turn, low)}),
        positive(F.diff().as_expr(), {y: sp.Interval(low, high)}),
        positive(F.as_expr(), {y: sp.Interval(high, sp.oo)}),
        positive(-along.A, {y: sp.Interval(low, sp.oo)}),
        method="C grows while A > 0 > B or F < 0, and falls once A < 0 < F; F has one root between",
    )
    return Root(F, low, high, proof)


def first_on_ray(ratio: sp.Rational, level: sp.Rational) -> Root | None:
    """The largest y on the ray x = ratio · y with C = level: as p grows, where C first gets there.

    C = level is D - level d = √R, and squared Q = (D - level d)² - R = 0.

    Parameters
    ----------
    ratio
        As in `largest_on_ray`.
    level
        Between 0 and 1/2.

    Returns
    -------
    Root or None
        None where the level is not reached.

    Examples
    --------
    >>> first_on_ray(sp.Rational(1, 10), sp.Rational(1, 3)) is None
    True
    """
    D, R, d = _parts({x: ratio * y})
    excess = sp.Poly(D - level * d, y)
    Q = sp.Poly((D - level * d) ** 2 - R, y)
    ends = [high for _, high in _isolated(excess)]
    found = [root for root in _isolated(Q) if ends and root[1] < ends[-1]]
    if not found or excess.eval(found[-1][0]) <= 0 or Q.eval(found[-1][0]) <= 0:
        return None
    (low, high), end = found[-1], ends[-1]
    proof = all_of(
        positive(excess.as_expr(), {y: sp.Interval(low, high)}),
        positive(-Q.diff().as_expr(), {y: sp.Interval(low, high)}),
        positive(-Q.as_expr(), {y: sp.Interval(high, end)}),
        positive(-excess.as_expr(), {y: sp.Interval(end, sp.oo)}),
        method="beyond the root (D − level d)² < R, further on D < level d: C < level either way",
    )
    return Root(Q, low, high, proof)


def _isolated(polynomial: sp.Poly) -> list[tuple[sp.Rational, sp.Rational]]:
    """Rational bounds on each positive root, in ascending order."""
    found = polynomial.sqf_part().intervals(eps=sp.Rational(1, FINE), inf=sp.Integer(0))
    return [bounds for bounds, _ in found if bounds[1] > 0]
