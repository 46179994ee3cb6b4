"""Real and imaginary part of an expression near a point, on principal branches.

With z = a + i b for all points near enough, on one side of it,

    log z = log(a² + b²)/2 + i arg z          arg z = ±π/2 - atan(a/b) for ±b > 0, 0 or π for b = 0
    √z = √((|z| + a)/2) ± i √((|z| - a)/2)    for ±b > 0; other powers are exp(p log z)
    atan z = i (log(1 - i z) - log(1 + i z))/2
    asin z = -i log(i z + √(1 - z²))          acos z = π/2 - asin z

so that it has to be known of which sign b is there, and of a where b is 0 throughout.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.budget import spend
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.limits.germs import sign_at_zero
from beyondthermal.symbolic.decision.paths import Path
from beyondthermal.symbolic.formula.functions import REWRITTEN, rewritten
from beyondthermal.symbolic.formula.special_functions import FORMS

__all__ = ["KEPT", "Parts", "PartsNear"]

Parts: TypeAlias = tuple[sp.Expr, sp.Expr]

# Functions that are real, where they have a value, of what is real.
_REAL = (
    *(sp.sin, sp.cos, sp.atan, sp.erf, sp.floor, sp.ceiling, sp.sign, sp.gamma),
    *(sp.besselj, sp.besseli),
)
# What has a rule here of its own, though it is rewritten where numbers are real.
KEPT = (sp.asin, sp.acos)
_PARTS: Mapping[type[sp.Expr], Callable[[sp.Expr, sp.Expr], Parts]] = {
    sp.conjugate: lambda a, b: (a, -b),
    sp.re: lambda a, b: (a, sp.S.Zero),
    sp.im: lambda a, b: (b, sp.S.Zero),
}
_LARGEST_POWER, _STEPS = 24, 2_000


class PartsNear:
    """What is known of the signs on a path decides on the branches.

    Parameters
    ----------
    path
        Of one variable, to the point.
    parameters
        Ranges of the other symbols.
    """

    def __init__(self, path: Path, parameters: Box) -> None:
        self.path, self.parameters = path, parameters
        self._known: dict[sp.Expr, Parts] = {}

    def of(self, expr: sp.Expr) -> Parts:
        """The two parts, expressions of real numbers.

        Raises
        ------
        NoExactRouteError
            Where a sign isn't known, or for a function that is none of the above.
        """
        if expr not in self._known:
            spend(_STEPS)
            re, im = self._of(expr)
            if re.has(sp.nan, sp.zoo) or im.has(sp.nan, sp.zoo):
                raise NoExactRouteError("division by zero")
            self._known[expr] = _tidied(re), _tidied(im)
        return self._known[expr]

    def _of(self, expr: sp.Expr) -> Parts:
        if expr is sp.I:
            return sp.S.Zero, sp.S.One
        if not expr.args:
            return expr, sp.S.Zero
        parts = [self.of(part) for part in expr.args]
        if expr.is_Add:
            return sp.Add(*(re for re, _ in parts)), sp.Add(*(im for _, im in parts))
        if expr.is_Mul:
            return _product(parts)
        if isinstance(expr, sp.exp):
            return _exponential(*parts[0])
        if expr.is_Pow:
            return self._power(parts[0], parts[1])
        return self._function(expr, parts)

    def _function(self, expr: sp.Expr, parts: Sequence[Parts]) -> Parts:
        real = not any(im for _, im in parts)
        (a, b), *_ = parts
        if isinstance(expr, sp.log):
            return self._logarithm(a, b)
        if isinstance(expr, Modulus):
            return (Modulus(a) if real else _modulus(a, b)), sp.S.Zero
        if isinstance(expr, _REAL) and real:
            return expr.func(*(re for re, _ in parts)), sp.S.Zero
        if isinstance(expr, sp.sin | sp.cos):
            return _circular(expr.func, a, b)
        if isinstance(expr, sp.atan):
            (large, one), (small, other) = self._logarithm(1 + b, -a), self._logarithm(1 - b, a)
            return (other - one) / 2, (large - small) / 2
        if isinstance(expr, KEPT):
            size, angle = self._of_sine(expr.args[0], a, b)
            return (angle, -size) if isinstance(expr, sp.asin) else (sp.pi / 2 - angle, size)
        if expr.func in _PARTS:
            return _PARTS[expr.func](a, b)
        form = REWRITTEN.get(expr.func) or FORMS.get(expr.func)
        other = rewritten(form(*expr.args), but=KEPT) if form else expr
        if other == expr:
            raise NoExactRouteError(f"no exact route for {expr.func} of complex numbers")
        return self.of(other)

    def _of_sine(self, z: sp.Expr, a: sp.Expr, b: sp.Expr) -> Parts:
        """The logarithm log(i z + √(1 - z²)), i asin a for a real number up to 1 in size."""
        if not self._sign(b) and self._sign(1 - a**2) >= 0:
            return sp.S.Zero, 2 * sp.atan(a / (1 + sp.sqrt(1 - a**2)))
        re, im = self.of(sp.sqrt(1 - z**2))
        return self._logarithm(_tidied(re - b), _tidied(im + a))

    def _sign(self, a: sp.Expr) -> int:
        return sign_at_zero(self.path.on(a), self.path.t, self.parameters) if a else 0

    def _logarithm(self, a: sp.Expr, b: sp.Expr) -> Parts:
        if above := self._sign(b):
            return sp.log(_square(a, b)) / 2, above * sp.pi / 2 - sp.atan(a / b)
        right = self._sign(a)
        if not right:
            raise NoExactRouteError("the logarithm of zero")
        return sp.log(right * a), (sp.S.Zero if right > 0 else sp.pi)

    def _power(self, base: Parts, exponent: Parts) -> Parts:
        (a, b), (p, q) = base, exponent
        if not q and p.is_Integer and abs(p) <= _LARGEST_POWER:
            re, im = _product([base] * abs(int(p))) if p else (sp.S.One, sp.S.Zero)
            return (re, im) if p >= 0 else (re / _square(re, im), -im / _square(re, im))
        if not q and p.is_Rational and p > 0 and not self._sign(b) and not self._sign(a):
            return sp.S.Zero, sp.S.Zero
        if not q and p == sp.S.Half and (above := self._sign(b)):
            size = _modulus(a, b)
            return sp.sqrt((size + a) / 2), above * sp.sqrt((size - a) / 2)
        log, angle = self._logarithm(a, b)
        if q or not isinstance(log, sp.log):
            return _exponential(*_product([(log, angle), exponent]))
        size = log.args[0] ** p
        return size * sp.cos(p * angle), size * sp.sin(p * angle)


def _product(parts: Sequence[Parts]) -> Parts:
    (re, im), *others = parts
    for a, b in others:
        re, im = re * a - im * b, re * b + im * a
    return re, im


def _tidied(expr: sp.Expr) -> sp.Expr:
    expr = expr.replace(sp.Abs, Modulus)
    return sp.cancel(expr) if expr.is_rational_function() else expr


def _square(a: sp.Expr, b: sp.Expr) -> sp.Expr:
    square = a**2 + b**2
    return sp.cancel(square) if square.is_rational_function() else sp.expand(square)


def _modulus(a: sp.Expr, b: sp.Expr) -> sp.Expr:
    return sp.sqrt(_square(a, b))


def _exponential(a: sp.Expr, b: sp.Expr) -> Parts:
    return sp.exp(a) * sp.cos(b), sp.exp(a) * sp.sin(b)


def _circular(kind: type[sp.Expr], a: sp.Expr, b: sp.Expr) -> Parts:
    """Sin a cosh b + i cos a sinh b, and cos a cosh b - i sin a sinh b."""
    even, odd = ((sp.exp(b) + sign * sp.exp(-b)) / 2 for sign in (1, -1))
    if kind is sp.sin:
        return sp.sin(a) * even, sp.cos(a) * odd
    return sp.cos(a) * even, -sp.sin(a) * odd
