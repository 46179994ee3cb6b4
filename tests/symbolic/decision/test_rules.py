"""Every rule of the engine: what it proves, and what is false by the one condition of the rule.

The rules are those of the modules' docstrings. A trap is false, or has no meaning, on its domain,
and would be proved if the condition was forgotten that stands beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import sympy as sp

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.decide import bound, equality, expansion, limit
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, declared

x, y, t = (declared(name, POSITIVE) for name in "xyt")
w, v = (declared(name, NONNEGATIVE) for name in "wv")
r, s, q = (declared(name, sp.Reals) for name in "rsq")
z = declared("z", sp.S.Complexes)
oo, half, third, root = sp.oo, sp.S.Half, sp.Rational(1, 3), sp.sqrt
Ask = Callable[[], Proof]


@dataclass(frozen=True)
class Rule:
    """A rule by the module that holds it, statements that it proves, and traps."""

    module: str
    says: str
    true: tuple[Ask, ...]
    traps: tuple[Ask, ...]

    def __str__(self) -> str:
        return f"{self.module}: {self.says}"


def is_positive(f, where=None, *, strict: bool = True) -> Ask:
    return lambda: bound(sp.sympify(f), ">" if strict else ">=", sp.S.Zero, where=where)


def less(f, g, where=None) -> Ask:
    return lambda: bound(sp.sympify(f), "<", sp.sympify(g), where=where)


def same(f, g, where=None) -> Ask:
    return lambda: equality(sp.sympify(f), sp.sympify(g), where=where)


def tends(f, point, value, where=None, *, joint: bool = True) -> Ask:
    return lambda: limit(sp.sympify(f), point, sp.sympify(value), where=where, joint=joint)


def leads(f, variable, point, terms, where=None) -> Ask:
    return lambda: expansion(sp.sympify(f), variable, sp.sympify(point), terms, where=where)


RULES = [
    # Signs of polynomials and roots
    Rule("signs", "A >= 0 and A² > B² R => A + B r > 0",
         (is_positive(x + 1 - root(x)), is_positive(x**2 + 1 - x * root(x**2 + 1))),
         (is_positive(root(x) - x - 1), is_positive(r - root(r**2 / 2 + sp.Rational(1, 9))),
          is_positive(r - root(r**2 + 1) / 2))),
    Rule("signs", "B >= 0 and B² R > A² => A + B r > 0",
         (is_positive(root(r**2 + 1) - r), is_positive(2 * root(x**2 + x) - x)),
         (is_positive(r - root(r**2 + 1)), is_positive(root(r**2) - r),
          is_positive(root(r**2 + 1) * r - r**2 / 2, strict=False))),
    Rule("signs", "A > 0 and B >= 0 => A + B r > 0",
         (is_positive(1 + root(w)), is_positive(w + root(v), strict=False)),
         (is_positive(root(w)), is_positive(w + root(w * v)), is_positive(w**2 + v * root(w)))),
    Rule("signs", "a root of either sign leaves only A² > B² R",
         (is_positive(2 + sp.sin(r)), is_positive(1 + sp.sin(r), strict=False)),
         (is_positive(sp.sin(r), strict=False), is_positive(1 + sp.sin(r)),
          is_positive(half + sp.sin(r)), is_positive(sp.sin(r) + sp.cos(r)))),
    Rule("signs", "a >= 0 and 4 a c > b² => a v² + b v + c > 0",
         (is_positive(r**2 + r * s + s**2, strict=False), is_positive(r**2 + r * s + s**2 + 1)),
         (is_positive(r**2 + r * s + s**2), is_positive(r**2 + 2 * r * s + s**2),
          is_positive(r**2 + 3 * r * s + s**2, strict=False),
          is_positive(-(r**2) - r * s - s**2 - 1),
          is_positive(r * s**2 + s + 1 / sp.Integer(4), {r: (-1, 2)}, strict=False))),
    Rule("signs", "the sign of a product is that of its factors, a square needs none if not strict",
         (is_positive((r - 1) ** 2 * (r**2 + 1), strict=False),
          is_positive(r**2 * s**4, strict=False)),
         (is_positive((r - 1) ** 2 * (r**2 + 1)), is_positive((r - 1) ** 3, strict=False),
          is_positive(-((r - 1) ** 2), strict=False), is_positive(r**2 * s, strict=False))),
    Rule("signs", "a factor that is neither positive nor negative vanishes",
         (is_positive((root(x**2 + 2 * x + 1) - x - 1) * r, strict=False),),
         (is_positive((root(x**2 + 2 * x + 2) - x - 1) * r, strict=False),
          is_positive((root(x**2 + 2 * x + 1) - x - 1) * r))),
    Rule("signs", "cut along the diagonal, y/b = (x/a) s where both ranges end",
         (is_positive(x + y - abs(x - y)), is_positive(w + v - abs(w - v), strict=False),
          is_positive(root(x**2 + y**2) - (x + y) / 2, {x: (0, 1), y: (0, 2)})),
         (is_positive(w + v - abs(w - v)),
          is_positive(2 * x - y, {x: (0, 1), y: (0, 2)}, strict=False),
          is_positive(root(x**2 + y**2) - (x + y) * sp.Rational(71, 100)))),
    Rule("positivity", "strict needs a positive coefficient on every closed face",
         (is_positive(r * (1 - r), {r: (0, 1)}), is_positive(r + s, {r: (0, 1), s: (0, 1)}),
          is_positive(1 + r * s, {r: sp.Interval(0, 1), s: sp.Interval(0, 1)})),
         (is_positive(r * (1 - r), {r: sp.Interval(0, 1)}),
          is_positive(r * (1 - r), {r: sp.Interval.Ropen(0, 1)}),
          is_positive(r + s, {r: sp.Interval(0, 1), s: sp.Interval(0, 1)}),
          is_positive((r - third) ** 2, {r: (0, 1)}))),
    # An expression in independent quantities
    Rule("quantities", "|f| is ±f where the sign is known, else √(f²)",
         (same(abs(r - s) ** 2, (r - s) ** 2), same(abs(x - y), y - x, {x: (0, 1), y: (1, 2)})),
         (same(abs(r - s), r - s), same(abs(x - y), x - y, {x: (0, 1), y: (1, 2)}),
          same(abs(r + s), abs(r) + abs(s)))),
    Rule("quantities", "√(ab) = √a √b for factors of known sign",
         (same(root(x * y), root(x) * root(y)),
          same(root(r * s), root(-r) * root(-s), {r: (-2, -1), s: (-2, -1)})),
         (same(root(r * s), root(r) * root(s), {r: (-2, -1), s: (-2, -1)}),
          same(root(r**2 * x), r * root(x)), same(root(r**2), r),
          same(root(r**6) / abs(r), r**2 * sp.sign(r) ** 3))),
    Rule("quantities", "what stands under a root is shown not to be negative",
         (is_positive(root(r**2 - 2 * r + 1), strict=False),),
         (is_positive(root(r**2 - 2 * r), strict=False), is_positive(root(r), strict=False),
          is_positive(root(r**2 - 2 * r + 1)))),
    Rule("quantities", "exp(u) lies beyond 1 on the side of u's sign",
         (is_positive(sp.exp(r)), less(sp.exp(-x * y), 1), is_positive(sp.exp(x**2 + x) - 1)),
         (is_positive(sp.exp(r) - 1), less(sp.exp(-w), 1), less(sp.exp(x * r), 1),
          is_positive(sp.exp(r * s) - 1, strict=False), less(sp.exp(-x), 1 - x / 10))),
    Rule("quantities", "exponents are whole multiples of m/N",
         (same(sp.exp(r / 2) ** 2, sp.exp(r)), same(sp.exp(r / 2) * sp.exp(r / 3),
          sp.exp(5 * r / 6))),
         (same(2 * sp.exp(r / 2), sp.exp(r)), same(sp.exp(r / 2) + sp.exp(-r / 2), 2),
          same(sp.exp(r * s), sp.exp(r) * sp.exp(s)))),
    Rule("quantities", "exp(u) exceeds its Taylor polynomial, exp(-u) those of odd degree",
         (is_positive(sp.exp(x) - 1 - x - x**2 / 2), is_positive(sp.exp(-x) - 1 + x),
          less(sp.exp(-x), 1 - x + x**2 / 2)),
         (is_positive(sp.exp(r) - 1 - r - r**2 / 2, strict=False),
          is_positive(sp.exp(-x) - 1 + x - x**2 / 2), is_positive(sp.exp(r) - 1 - r),
          less(sp.exp(x), 1 + x + x**2))),
    Rule("quantities", "addition theorems, and Chebyshev's polynomials of a multiple of an angle",
         (same(sp.cos(3 * r), 4 * sp.cos(r) ** 3 - 3 * sp.cos(r)),
          same(sp.sin(r + s), sp.sin(r) * sp.cos(s) + sp.cos(r) * sp.sin(s))),
         (same(sp.cos(3 * r), 4 * sp.cos(r) ** 3 - 2 * sp.cos(r)),
          same(sp.sin(-3 * r), 3 * sp.sin(r) - 4 * sp.sin(r) ** 3),
          same(sp.sin(r), root(1 - sp.cos(r) ** 2)))),
    Rule("quantities", "log of a product is the sum over positive factors",
         (same(sp.log(x * y), sp.log(x) + sp.log(y)),
          same(sp.log(r**2), 2 * sp.log(-r), {r: (-2, -1)}), same(sp.log(12),
          2 * sp.log(2) + sp.log(3))),
         (same(sp.log(r**2), 2 * sp.log(r)), same(sp.log(x + y), sp.log(x) + sp.log(y)),
          same(sp.log(r * s), sp.log(r) + sp.log(s), {r: (-2, -1), s: (-2, -1)}))),
    Rule("quantities", "log f has the sign of f - 1",
         (is_positive(sp.log(1 + x)), less(sp.log(r), 0, {r: (0, 1)})),
         (is_positive(sp.log(1 + w)), is_positive(sp.log(x)), less(sp.log(r), 0, {r: (0, 2)}),
          less(sp.log(r), 0, {r: sp.Interval.Lopen(0, 1)}))),
    Rule("quantities", "a constant is a variable in a tiny interval",
         (less(sp.pi, sp.Rational(22, 7)), same(2 * sp.pi - sp.pi, sp.pi)),
         (less(sp.pi, sp.Rational(314159265358979, 10**14)), same(sp.pi, sp.Rational(355, 113)),
          less(sp.pi - sp.Rational(31415926535897932384626433832795028841, 10**37), 0))),
    Rule("quantity_ranges", "x = w^n with the roots of the ends",
         (is_positive(root(r) - 2, {r: (4, 9)}), less(root(r), 3, {r: sp.Interval(4, 8)})),
         (is_positive(root(r) - 2, {r: sp.Interval(4, 9)}), less(root(r), 2, {r: (4, 9)}),
          less(root(r), 3, {r: sp.Interval(4, 9)}))),
    Rule("quantity_ranges", "exp(q x^k) rises for x > 0 and q k > 0, and no pole lies between",
         (less(sp.exp(-1 / r), sp.Rational(3, 4), {r: sp.Interval(1, 3)}),
          is_positive(sp.exp(r) - 2, {r: (1, 2)})),
         (less(sp.exp(1 / r), sp.Rational(7, 5), {r: sp.Interval(1, 3)}),
          less(sp.exp(-1 / r), 1, {r: sp.Interval(-1, 1)}),
          less(sp.exp(-1 / r), 3, {r: sp.Reals - sp.FiniteSet(0)}),
          less(sp.exp(r**2), 3, {r: (-2, 1)}), less(sp.exp(-(r**2)), third, {r: (0, 1)}))),
    Rule("quantity_ranges", "a sine stays in its enclosure on a box that ends",
         (is_positive(sp.sin(r), {r: sp.Interval(1, 2)}), less(sp.cos(r),
          1, {r: sp.Interval(1, 6)})),
         (is_positive(sp.sin(r), {r: sp.Interval(1, 4)}), less(sp.cos(r),
          1, {r: sp.Interval(0, 1)}),
          less(sp.cos(r), 1), less(sp.cos(r * s), 1, {r: (1, 2)}))),
    Rule("identities", "real and imaginary parts, on principal branches",
         (same(sp.exp(sp.I * r), sp.cos(r) + sp.I * sp.sin(r)),
          same(z * sp.conjugate(z), abs(z) ** 2), same((r + sp.I) * (r - sp.I), r**2 + 1)),
         (same(root(z**2), z), same(sp.log(z**2), 2 * sp.log(z)), same(sp.log(sp.exp(z)), z),
          same(root(-1 - x), -sp.I * root(1 + x)), same(root(r - 1), -sp.I * root(1 - r)),
          same(sp.log(-x), sp.log(x) - sp.I * sp.pi), same(z, sp.conjugate(z)),
          same(sp.exp(sp.I * r), sp.cos(r) - sp.I * sp.sin(r)),
          same(sp.atan(x) + sp.atan(y), sp.atan((x + y) / (1 - x * y))))),
    Rule("sign_on_box", "a box is cut where a symbol is 0, and 0 itself is looked at",
         (is_positive(abs(r) + r, strict=False), is_positive(sp.exp(r) - 1 - r, strict=False)),
         (is_positive(abs(r)), is_positive(abs(r) / r * r),
          is_positive(1 / r**2 - 1 / r**2 + r**2))),
    # Limits
    Rule("joint_limits", "by continuity, where no denominator vanishes",
         (tends(x * y / (1 + x + y), {x: 0, y: 0}, 0), tends((x + y) / (1 + x), {x: 1, y: oo}, oo)),
         (tends(x / (x + y), {x: 0, y: 0}, 0), tends(r * sp.sin(1 / s) + sp.sin(1 / s),
          {r: 0, s: 0}, 0),
          tends(sp.exp(-1 / r) + s, {r: 0, s: 0}, 0))),
    Rule("joint_limits", "|f - L| <= K (t_1^α + t_2^α + …)",
         (tends(x * y / (x + y), {x: 0, y: 0}, 0),
          tends(r**2 * s / (r**2 + s**2), {r: 0, s: 0}, 0),
          tends(x * y / root(x**2 + y**2), {x: 0, y: 0}, 0)),
         (tends(x * y / (x**2 + y**2), {x: 0, y: 0}, 0),
          tends(x**2 * y / (x**4 + y**2), {x: 0, y: 0}, 0),
          tends(x**4 * y / (x**8 + y**2), {x: 0, y: 0}, 0),
          tends(r * s / (r - s), {r: 0, s: 0}, 0))),
    Rule("joint_limits", "K (t_1^α + …) |f| >= 1 with one sign, for an infinite limit",
         (tends(1 / (x + y), {x: 0, y: 0}, oo), tends(-1 / (r**2 + s**2), {r: 0, s: 0}, -oo)),
         (tends(1 / (r + s), {r: 0, s: 0}, oo), tends(1 / (x - y), {x: 0, y: 0}, oo),
          tends(x / (x**2 + y**4), {x: 0, y: 0}, oo), tends(1 / (x + y), {x: 0, y: 0}, -oo))),
    Rule("joint_limits", "far out exp(-v/N) falls faster than any power of v",
         (tends(x**3 * sp.exp(-x) * y, {x: oo, y: 0}, 0), tends(sp.exp(-x - y), {x: oo, y: oo}, 0)),
         (tends(sp.exp(x - y), {x: oo, y: oo}, 0), tends(x * y * sp.exp(-x), {x: oo, y: oo}, 0),
          tends(sp.exp(-r) * s, {r: -oo, s: 0}, 0))),
    Rule("joint_limits", "near by exp is its Taylor polynomial and a bounded rest",
         (tends((sp.exp(r) - 1) / r + s, {r: 0, s: 0}, 1),
          tends((sp.exp(r) - 1 - r) / r**2 + s, {r: 0, s: 0}, half)),
         (tends((sp.exp(r) - 1 - r) / r**2 + s, {r: 0, s: 0}, third),
          tends((sp.exp(r) - 1 - r) / r**3 + s, {r: 0, s: 0}, 0))),
    Rule("leading", "A + B r is (A² - B² R)/(A - B r) where the leading terms cancel",
         (tends((root(x**2 + t) - x) / t, {t: 0}, 1 / (2 * x)),
          tends(x - root(x**2 - x + 1), {x: oo}, half)),
         (tends((root(x**2 + t) - x) / t, {t: 0}, 1 / x),
          tends((root(r**2 + t) - r) / t, {t: 0}, 1 / (2 * r)),
          tends(r - root(r**2 - r + 1), {r: -oo}, half))),
    Rule("leading", "the first coefficient that is not zero, whatever the parameters",
         (tends(t / (t + x), {t: 0}, 0), tends((r**2 + 1) / (t + r**2 + 1), {t: 0}, 1)),
         (tends(t / (t + w), {t: 0}, 0), tends(t / (t + r), {t: 0}, 0),
          tends(r / (t + r), {t: 0}, 1), tends((1 + s * q) / q, {q: 0}, oo, {s: (0, oo)}))),
    Rule("germs", "exp(-u) is smaller than every power, and than exp(-u') with u' = o(u)",
         (tends(sp.exp(-1 / t) / t**9, {t: 0}, 0), tends(sp.exp(-1 / t**2 + 1 / t), {t: 0}, 0)),
         (tends(sp.exp(1 / t) * t**9, {t: 0}, 0), tends(sp.exp(-1 / t + 1 / t**2), {t: 0}, 0),
          tends(sp.exp(sp.log(t) * 9) / t**9, {t: 0}, 0), tends(sp.exp(-1 / r), {r: 0}, 0))),
    Rule("germs", "1/|log t| falls more slowly than every power",
         (tends(t * sp.log(t) ** 5, {t: 0}, 0), tends(1 / sp.log(t), {t: 0}, 0)),
         (tends(sp.log(t) * t**0, {t: 0}, oo), tends(t / sp.log(t) / t, {t: 0}, 1),
          tends(sp.log(t) ** 2, {t: 0}, -oo))),
    Rule("germs", "a bounded function of what has no limit stays bounded, no more",
         (tends(t * sp.sin(1 / t), {t: 0}, 0),),
         (tends(sp.sin(1 / t), {t: 0}, 0), tends(sp.sin(1 / t) / t, {t: 0}, oo),
          tends(t / sp.sin(1 / t), {t: 0}, 0), tends(sp.sin(1 / t) ** 2 + 1, {t: 0}, 1))),
    Rule("germs", "roots are those of what is positive near by",
         (tends(root(t + t**2) / root(t), {t: 0}, 1), tends(root(r**2 + r**3) / abs(r), {r: 0}, 1),
          tends((8 + t) ** third, {t: 0}, 2)),
         (tends(root(r), {r: 0}, 0), tends(root(r**2 + r**3) / r, {r: 0}, 1),
          tends(root(r**3 - r**2), {r: 0}, 0), tends(r**third, {r: 0}, 0))),
    Rule("regular_points", "the value, where every operation is continuous",
         (tends(sp.exp(x * r) / (x + y), {r: 0}, 1 / (x + y)), tends(sp.log(r), {r: 1}, 0)),
         (tends(1 / (x + r), {x: 0}, 1 / r), tends(root(r), {r: 0}, 0), tends(sp.log(r), {r: 0}, 0),
          tends(abs(r) / r, {r: 0}, 1), tends(root(r - 1) * 0 + root(r), {r: -1}, 1))),
    Rule("iterated", "first one limit, the other variables being near, then the next",
         (tends(x / (x + y), {x: 0, y: 0}, 0, joint=False),
          tends(x / (x + y), {y: 0, x: 0}, 1, joint=False)),
         (tends(x / (x + y), {x: 0, y: 0}, 1, joint=False),
          tends((r + s) / (abs(r) + abs(s)), {r: 0, s: 0}, 1, joint=False),
          tends(r / (r - 2 * s), {r: 0, s: 0}, -1, joint=False))),
    Rule("expansions", "what is left is small beside the last term, in powers of the distance",
         (leads(sp.exp(r), r, 1, sp.E + sp.E * (r - 1)), leads(1 / (1 + t),
          t, oo, 1 / t - 1 / t**2)),
         (leads(sp.exp(r), r, 1, sp.E + 2 * (r - 1)), leads(r**2, r, 2, 4 + 7 * (r - 2)),
          leads(1 / (1 + t), t, oo, 1 / t + 1 / t**2),
          leads(root(r**2 + 1), r, -oo, r + 0 * r))),
]  # fmt: skip
TRUE = {f"{k} {rule} {n}": ask for k, rule in enumerate(RULES) for n, ask in enumerate(rule.true)}
TRAPS = {f"{k} {rule} {n}": ask for k, rule in enumerate(RULES) for n, ask in enumerate(rule.traps)}


@pytest.mark.parametrize("ask", TRUE.values(), ids=TRUE)
def test_what_a_rule_is_for_is_proved(ask: Ask) -> None:
    proof = ask()
    assert proof.verdict is Verdict.PROVED, proof
    assert all(map(holds, proof.certificates))


@pytest.mark.parametrize("ask", TRAPS.values(), ids=TRAPS)
@pytest.mark.sweep
def test_what_fails_by_its_condition_is_not_proved(ask: Ask) -> None:
    assert ask().verdict is not Verdict.PROVED


def test_every_room_with_rules_is_here() -> None:
    assert {rule.module for rule in RULES} == {
        *("signs", "positivity", "quantities", "quantity_ranges", "identities", "sign_on_box"),
        *("joint_limits", "leading", "germs", "regular_points", "iterated", "expansions"),
    }
    assert all(len(rule.true) and len(rule.traps) for rule in RULES)
