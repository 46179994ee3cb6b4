"""Equations that are false only where the condition of a rule fails, or by 10^-40."""

import json

import pytest
import sympy as sp

from beyondthermal.derivations.verify.certificates import holds
from beyondthermal.symbolic.decision.decide import equality
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import assumed, declared

x, y, a, b = (declared(name, sp.Reals) for name in "xyab")
p, q = (assumed(name, positive=True) for name in "pq")
n = assumed("n", integer=True)
f = sp.Function("f")
i, pi, tiny = sp.I, sp.pi, sp.Rational(1, 10**40)

# What SymPy does if told to by `force=True`, and what it would do on the wrong branch.
BRANCHES = [
    (sp.log(x * y), sp.log(x) + sp.log(y)),
    (sp.log(x**2), 2 * sp.log(x)),
    (sp.log(x / y), sp.log(x) - sp.log(y)),
    (sp.sqrt(x**2), x),
    (sp.sqrt(x * y), sp.sqrt(x) * sp.sqrt(y)),
    (sp.sqrt(x - 1) * sp.sqrt(x + 1), sp.sqrt(x**2 - 1)),
    (sp.sqrt(x * sp.sqrt(y)), sp.sqrt(x) * sp.root(y, 4)),
    ((x**2) ** a, x ** (2 * a)),
    ((x**a) ** b, x ** (a * b)),
    (a * sp.log(x), sp.log(x**a)),
    (x ** (2 * a), sp.Abs(x) ** a * x**a),
    ((x * y) ** a, x**a * y**a),
    (sp.root(x**4, 4), x),
    (sp.root(x**6, 6), x),
    (sp.exp(a * sp.log(x**2)), x ** (2 * a)),
    (sp.acosh(1 + x**2), 2 * sp.log(x)),
    (sp.atanh(x), sp.log((1 + x) / (1 - x)) / 3),
    (i * sp.sqrt(x * y), i * sp.sqrt(x) * sp.sqrt(y)),
    (i * sp.sqrt(x**2), i * x),
    (i + sp.log(x**2), i + 2 * sp.log(x)),
    (sp.log(-x), sp.log(x) + i * pi),
    (sp.log(i * x), sp.log(x) + i * pi / 2),
    (sp.log(sp.exp(i * x)), i * x),
    (sp.sqrt(sp.exp(i * x)), sp.exp(i * x / 2)),
    (sp.sqrt(i * x), sp.sqrt(i) * sp.sqrt(x)),
    ((i * x) ** a, i**a * x**a),
    (sp.exp(i * x) ** a, sp.exp(i * a * x)),
    (sp.log(i * x) * 2, sp.log(-(x**2))),
    (sp.sqrt(x) * sp.sqrt(-x), i * x),
    (1 / sp.sqrt(x) * i, i * sp.sqrt(1 / x)),
    (sp.log(x + i), sp.log(1 + x**2) / 2 + i * sp.atan(1 / x)),
    (sp.log(i * x - 1), sp.log(1 + x**2) / 2 - i * sp.atan(x)),
    (sp.log((x + 1) ** 2 + i * x**3), 2 * sp.log(1 + x + i * x)),
    (sp.exp(i * sp.atan(x) * a), (1 + i * x) ** a),
]
ZEROS_AND_POLES = [
    (sp.sign(x) ** 2, sp.S.One),
    (sp.Abs(x) / x, sp.sign(x)),
    (sp.sign(x) * x, x),
    (sp.sign(x) * sp.sign(y), sp.sign(x + y)),
    (sp.Abs(x + y), sp.Abs(x) + sp.Abs(y)),
    (sp.Abs(x) - sp.Abs(y), sp.Abs(x - y)),
    (sp.gamma(x + 1), x * sp.gamma(x)),
    # Gamma functions have values for x < 0 as well.
    (sp.gamma(x) * sp.Abs(x), sp.gamma(x) * x),
    (sp.gamma(x) * sp.sqrt(x**2), sp.gamma(x) * x),
    (f(x) * sp.gamma(x) * sp.Abs(x), f(x) * sp.gamma(x) * x),
    (sp.factorial(n), n * sp.factorial(n - 1)),
    (sp.gamma(x + 2) / sp.gamma(x), x * (x + 1)),
    (sp.cos(x) * sp.tan(x), sp.sin(x)),
    (f(x) / f(x) ** 2, f(x)),
]
WHOLE = [
    (sp.cos(n * pi), sp.S.One),
    (sp.cos(x * pi), (-1) ** n * sp.cos(x)),
    (sp.cos(x * pi) ** 2, sp.S.One),
    (sp.sin(n * pi / 2), sp.S.Zero),
    (sp.cos(n * pi / 2) ** 2, sp.S.One),
    (sp.exp(i * pi * n / 2) ** 2, sp.S.One),
    (i**n, (-i) ** n),
    (i ** (n**2), i**n),
    ((-1) ** (n**2 / 2 + n / 2), (-1) ** n),
    (sp.exp(i * pi * x**2), sp.exp(i * pi * x)),
    ((-1) ** x, (-1) ** (3 * x)),
    ((x * y) ** n, x**n * y ** (n + 1)),
    (((-x) ** n), x**n),
    (((x**2) ** (n / 2)), x**n),
    # Over a + bi: another factor, another unit, and exponents that aren't whole.
    ((sp.sin(x) - 1) ** n * (sp.sin(x) + 1) ** n, sp.cos(x) ** (2 * n)),
    ((sp.sin(x) - 1) ** a * (sp.sin(x) + 1) ** a, (-(sp.cos(x) ** 2)) ** a),
    ((1 + sp.sin(x)) ** n, (sp.sin(x / 2) - sp.cos(x / 2)) ** (2 * n)),
    ((1 + sp.sin(x)) ** (n / 2), (sp.sin(x / 2) + sp.cos(x / 2)) ** n),
    ((x + i) ** n, i**n * (1 + i * x) ** n),
    ((x + i) ** a * (x - i) ** a * i, (x**2 + 1) ** a),
    ((2 * i * x + 2) ** n, (2 * i) ** n * (x + i) ** n),
    (((1 + i) * x + 1 - i) ** n, (1 - i) ** n * (x - i) ** n),
    ((3 + 4 * i) ** n * x**n, (5 * x) ** n * i**n),
]
OTHERS = [
    (f(x), f(-x)),
    (f(x) * f(y), f(x + y)),
    (f(x).diff(x), f(x)),
    (sp.erf(x), sp.erf(y)),
    # Symbols with the names of other things.
    (f(declared("pi", sp.Reals)), f(pi)),
    (f(assumed("pi", positive=True)), f(pi)),
    (f(declared("x, y", sp.Reals)), f(x, y)),
    (f(declared("log(2)", sp.Reals)), f(sp.log(2))),
    (f(declared("exp(x/4)", sp.Reals)), f(sp.exp(x / 4))),
    (sp.Float("0.3333333333333333") * 3, sp.S.One),
    (sp.sqrt(5), sp.sqrt(3) + 2 * sp.cos(3 * pi / 7)),
    (sp.sin(pi / 7) * sp.sin(2 * pi / 7) * sp.sin(3 * pi / 7), sp.sqrt(6) / 8),
]
CONSTANTS = [
    # The wrong conjugate, the wrong product, and what has no sign by its digits.
    (sp.log(2 - sp.sqrt(3)), sp.log(2 + sp.sqrt(3))),
    (sp.log(3 - sp.sqrt(2)), -sp.log(3 + sp.sqrt(2))),
    (sp.cbrt(3 - sp.sqrt(2)), 1 / sp.cbrt(3 + sp.sqrt(2))),
    ((sp.sqrt(2) - 1) ** x, (1 + sp.sqrt(2)) ** x),
    ((1 - sp.sqrt(2)) ** n, (1 + sp.sqrt(2)) ** (-n)),
    (sp.log(x * (sp.sqrt(3) - 2)), sp.log(x) - sp.log(2 + sp.sqrt(3))),
    (sp.sqrt(x * (sp.E - 3)), sp.sqrt(x) * sp.sqrt(3 - sp.E)),
    (sp.sin(x / (1 + sp.sqrt(2))), sp.sin(x * (1 - sp.sqrt(2)))),
    # A root with the wrong sign, of the wrong multiple, and of none.
    (sp.cbrt(5 * sp.sqrt(2) - 7) * x, (1 - sp.sqrt(2)) * x),
    (sp.cbrt(45 + 17 * sp.sqrt(7)), 3 + sp.sqrt(7)),
    (sp.cbrt(7 + 5 * sp.sqrt(2) + tiny) * x, (1 + sp.sqrt(2)) * x),
    (sp.root(17 - 12 * sp.sqrt(2), 4), 1 - sp.sqrt(2)),
    (sp.cbrt(x * (7 - 5 * sp.sqrt(2))), sp.cbrt(x) * (1 - sp.sqrt(2))),
    (f(1 / (1 + sp.sqrt(x)), x), f((1 - sp.sqrt(x)) / (1 - x), x)),
]
# True ones, of which near misses are made.
TRUE = [
    (sp.cbrt(7 + 5 * sp.sqrt(2)), 1 + sp.sqrt(2)),
    (sp.cbrt(90 + 34 * sp.sqrt(7)) * x, (3 + sp.sqrt(7)) * x),
    (sp.cbrt(2 + sp.sqrt(5)) - sp.cbrt(sp.sqrt(5) - 2), sp.S.One),
    (sp.cbrt(x * (5 * sp.sqrt(2) - 7)), sp.cbrt(x) * (sp.sqrt(2) - 1)),
    (sp.log(2 - sp.sqrt(3)) * x, -x * sp.log(2 + sp.sqrt(3))),
    ((1 + sp.sqrt(2)) ** x * (sp.sqrt(2) - 1) ** x, sp.S.One),
    (sp.cbrt(sp.sqrt(3) - sp.sqrt(2)), 1 / sp.cbrt(sp.sqrt(3) + sp.sqrt(2))),
    (sp.log(x * (2 - sp.sqrt(3))), sp.log(x) - sp.log(2 + sp.sqrt(3))),
    (sp.Abs(x * (sp.E - 3)), sp.Abs(x) * (3 - sp.E)),
    (sp.sin(x / (1 + sp.sqrt(2) + sp.sqrt(3))), sp.sin(x * (sp.sqrt(2) + 2 - sp.sqrt(6)) / 4)),
    (sp.cos(x / (sp.cbrt(2) - 1)), sp.cos(x * (1 + sp.cbrt(2) + sp.cbrt(4)))),
    (sp.sin(x) + sp.sqrt(3) * sp.cos(x), 2 * sp.sin(x + pi / 3)),
    (sp.cos(pi / 9) * sp.cos(2 * pi / 9) * sp.cos(4 * pi / 9), sp.Rational(1, 8)),
    (sp.sin(pi / 7) * sp.sin(2 * pi / 7) * sp.sin(3 * pi / 7), sp.sqrt(7) / 8),
    (sp.cos(2 * pi / 5) - sp.cos(4 * pi / 5), sp.sqrt(5) / 2),
    (
        sp.tan(5 * pi / 18) + sp.tan(7 * pi / 18) + sp.sqrt(3),
        sp.sqrt(3) * sp.tan(5 * pi / 18) * sp.tan(7 * pi / 18),
    ),
    (sp.log(2 * x), sp.log(x) + sp.log(2)),
    (sp.log(p * x), sp.log(p) + sp.log(x)),
    (sp.log(x**3), 3 * sp.log(x)),
    (sp.log(x) / 2, sp.log(sp.sqrt(x))),
    (a * x**b + y * x**b, x**b * (a + y)),
    ((p**a) ** b, p ** (a * b)),
    (p**a * q**a, (p * q) ** a),
    (p ** (a + sp.Rational(1, 3)), p**a * sp.cbrt(p)),
    (p ** sp.log(q), q ** sp.log(p)),
    (x * sp.sqrt(y) * sp.sqrt(x * sp.sqrt(y)), (x * sp.sqrt(y)) ** sp.Rational(3, 2)),
    (x**n * y**n, (x * y) ** n),
    ((-x) ** n, (-1) ** n * x**n),
    (sp.cos(n * pi), (-1) ** n),
    (sp.cos(2 * n * pi + x), sp.cos(x)),
    (sp.sin(n * pi + x), (-1) ** n * sp.sin(x)),
    ((-1) ** (n**3), (-1) ** n),
    (sp.log(1 + i * x), sp.log(1 + x**2) / 2 + i * sp.atan(x)),
    (2 * i * sp.atan(x), sp.log(1 + i * x) - sp.log(1 - i * x)),
    (sp.exp(2 * i * sp.atan(x)), (1 + i * x) / (1 - i * x)),
    (sp.exp(i * pi * n / 2), i**n),
    (sp.Abs(x) * sp.sign(x), x),
    (sp.sign(x) * x, sp.Abs(x)),
    (sp.sign(x**3 + x), sp.sign(x)),
    (sp.Abs(x * y), sp.Abs(x) * sp.Abs(y)),
    (sp.gamma(p + 2), p * (p + 1) * sp.gamma(p)),
    (sp.factorial(n + 2) + f(x), (n + 2) * (n + 1) * sp.factorial(n) + f(x)),
    (f(x) * (x + 1), x * f(x) + f(x)),
    (f(x).diff(x) * x + f(x).diff(x), (x + 1) * f(x).diff(x)),
    (sp.sqrt(x) * i * sp.sqrt(x), i * x),
    ((sp.cos(x) - 1) ** n * (sp.cos(x) + 1) ** n, (-(sp.sin(x) ** 2)) ** n),
    ((sp.sin(x) - 1) ** n * (sp.sin(x) + 1) ** n, (-(sp.cos(x) ** 2)) ** n),
    ((1 + sp.sin(x)) ** n, (sp.sin(x / 2) + sp.cos(x / 2)) ** (2 * n)),
    ((x + i) ** n * (x - i) ** n, (x**2 + 1) ** n),
    (((1 + i) * x + 1 - i) ** (2 * n), (2 * i) ** n * (x - i) ** (2 * n)),
    (sp.sin(5) ** n / (sp.cos(5) + 1) ** n, sp.tan(sp.Rational(5, 2)) ** n),
    ((y**x * y**p) ** x, (y ** (x + p)) ** x),
    (f(sp.sin(x) ** 2 + sp.cos(x) ** 2, x), f(1, x)),
    ((sp.cos(2) + 1) ** a / sp.sin(2) ** a, sp.tan(1) ** (-a)),
]


@pytest.mark.parametrize(
    ("left", "right"), [*BRANCHES, *ZEROS_AND_POLES, *WHOLE, *CONSTANTS, *OTHERS]
)
def test_what_is_false_somewhere_is_not_proved(left: sp.Expr, right: sp.Expr) -> None:
    assert equality(left, right).verdict is not Verdict.PROVED


@pytest.mark.parametrize(("left", "right"), TRUE)
def test_what_is_true_is_proved_and_what_is_nearly_so_is_not(left: sp.Expr, right: sp.Expr) -> None:
    where = {n: sp.Interval(0, sp.oo)} if left.has(sp.factorial) else None
    found = equality(left, right, where=where)
    assert found.verdict is Verdict.PROVED
    assert all(holds(json.loads(json.dumps(c))) for c in found.certificates)
    for wrong in (right + tiny, right * (1 + tiny), right - tiny * x):
        assert equality(left, wrong, where=where).verdict is not Verdict.PROVED
