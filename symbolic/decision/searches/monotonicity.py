"""Inequalities by monotonicity: f >= 0 where f begins at a value >= 0 and rises.

On a box, f is not negative if its value, or its limit, at one end of a variable isn't, and f goes
up from there: its derivative has one sign. What is asked of the derivative is asked in the same
way, until a sign is seen from coefficients, `sign_on_box`; factors of a certain sign are divided
out on the way, and what multiplies a logarithm or an exponential, so that it goes in the next step.
f has to be differentiable inside, and continuous at the end if its value is taken there: between
two sides of a pole a rising function falls. So all conditions of its operations are shown to hold.
"""

from collections.abc import Iterator
from contextlib import suppress

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.conditions import Condition, conditions
from beyondthermal.symbolic.decision.counterexamples import first_violation
from beyondthermal.symbolic.decision.definedness import unmet
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus, sign_at
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.limits.germs import limit_at_zero
from beyondthermal.symbolic.decision.paths import paths
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.signs.sign_on_box import positive_on, sign_on
from beyondthermal.symbolic.decision.signs.signs import joined

from .cover import positive_by_cover

__all__ = ["positive_by_monotonicity"]

# Derivatives of derivatives; expressions in all; operations in one of them.
_DEPTH, _STEPS, _LONGEST = 5, 150, 150
_MOVING = (sp.log, sp.exp, sp.sin, sp.cos)


def positive_by_monotonicity(expr: sp.Expr, box: Box, *, strict: bool) -> Certificates | None:
    """Certificates of the signs that show an expression to be > 0 (or >= 0), or None.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> side = {x: sp.Interval.open(0, sp.oo)}
    >>> positive_by_monotonicity(x - sp.log(1 + x), side, strict=True) is not None
    True
    >>> positive_by_monotonicity(x - sp.log(1 + x) - x**2 / 2, side, strict=True) is None
    True
    """
    return _Search().positive(expr, box, strict, _DEPTH)


class _Search:
    """What was asked, so that nothing is asked twice, and not too much."""

    def __init__(self) -> None:
        self.known: dict[object, tuple[int, Certificates | None]] = {}
        self.left = _STEPS

    def positive(self, f: sp.Expr, box: Box, strict: bool, depth: int) -> Certificates | None:
        """Certificates that f > 0 (or >= 0) on the box."""
        box = {v: side for v, side in box.items() if f.has(v)}
        if not box:
            sign = sign_at(f, {})
            return () if sign is not None and sign >= strict else None
        key = (f, frozenset(box.items()), strict)
        if key in self.known and self.known[key][0] >= depth:
            return self.known[key][1]
        self.left -= 1
        if self.left < 0 or f.count_ops() > _LONGEST or f.has(Modulus, sp.nan, sp.zoo):
            return None
        self.known[key] = depth, None
        found = self._tried(f, box, strict, depth)
        self.known[key] = depth, found
        return found

    def _tried(self, f: sp.Expr, box: Box, strict: bool, depth: int) -> Certificates | None:
        if first_violation(f, box, strict=strict) is not None:
            return None
        with suppress(NoExactRouteError):
            if (found := positive_on(f, box, strict=strict)) is not None:
                return found
        if (found := positive_by_cover(f, box, strict=strict)) is not None:
            return found
        if depth == 0:
            return None
        return next(self._ways(f, box, strict, depth), None)

    def _ways(self, f: sp.Expr, box: Box, strict: bool, depth: int) -> Iterator[Certificates]:
        parted = self._without_signs(f, box, depth)
        if parted is None:
            return
        rest, shown = parted
        for g, more in self._divided(rest, box, depth):
            for x in (v for v in box if g.has(v)):
                for way in (1, -1):
                    found = self._from_end(g, x, way, box, strict, depth)
                    if found is not None:
                        yield shown + more + found
        yield from self._halves(f, box, strict, depth)

    def _without_signs(
        self, f: sp.Expr, box: Box, depth: int
    ) -> tuple[sp.Expr, Certificates] | None:
        """What is left without the factors whose signs are known, and their certificates."""
        above, below = sp.fraction(sp.together(f))
        rest: sp.Expr = sp.S.One
        shown: Certificates = ()
        for part, is_below in [(p, False) for p in _factors(above)] + [
            (p, True) for p in _factors(below)
        ]:
            sign, certificates = self._sign(part, box, depth if is_below else 0)
            if sign:
                rest, shown = rest * sign, shown + certificates
            elif is_below:
                return None
            else:
                rest *= part
        return (rest, shown) if rest.free_symbols else None

    def _sign(self, part: sp.Expr, box: Box, depth: int) -> tuple[int, Certificates]:
        """The sign of a factor; if it matters, by monotonicity too."""
        sign, certificates = sign_on(part, box)
        if sign or not depth:
            return sign or 0, certificates
        for sign in (1, -1):
            found = self.positive(sign * part, box, True, min(depth - 1, 2))
            if found is not None:
                return sign, found
        return 0, ()

    def _divided(self, f: sp.Expr, box: Box, depth: int) -> Iterator[tuple[sp.Expr, Certificates]]:
        """f, over what multiplies a logarithm, and times or over an exponential."""
        f = sp.expand(f)
        yield f, ()
        for log in sorted((e for e in f.atoms(sp.log) if e.free_symbols), key=str):
            beside = f.coeff(log)
            if beside.free_symbols and not beside.has(log):
                sign, certificates = self._sign(beside, box, depth)
                if sign:
                    yield sp.expand(sign * f / beside), certificates
        for power in sorted((e for e in f.atoms(sp.exp) if e.free_symbols), key=str):
            for factor in (power, 1 / power):
                yield sp.powsimp(sp.expand(f * factor)), ()

    def _from_end(
        self, g: sp.Expr, x: sp.Symbol, way: int, box: Box, strict: bool, depth: int
    ) -> Certificates | None:
        """From the lower end of x upwards, or from the upper one downwards."""
        side = box[x]
        end, is_open = (side.start, side.left_open) if way > 0 else (side.end, side.right_open)
        others = {v: other for v, other in box.items() if v != x}
        is_open = bool(is_open)
        value = _value_at(g, x, end, is_open, box)
        if value is None:
            return None
        begins = self._not_below(value, others, strict and not is_open, depth)
        if begins is None or not _is_smooth(g, x, box):
            return None
        # From the end on it is > its value there, however slowly it rises.
        inner = {**others, x: sp.Interval.open(side.start, side.end)}
        slope = way * sp.diff(g, x)
        goes_on = self.positive(slope, inner, strict and is_open, depth - 1)
        return None if goes_on is None else begins + goes_on

    def _not_below(self, value: sp.Expr, box: Box, strict: bool, depth: int) -> Certificates | None:
        if value is sp.oo:
            return ()
        return None if value.is_infinite else self.positive(value, box, strict, depth - 1)

    def _halves(self, f: sp.Expr, box: Box, strict: bool, depth: int) -> Iterator[Certificates]:
        """Cut where f vanishes inside, at 0 or 1."""
        for x, side in box.items():
            for at in (sp.S.Zero, sp.S.One):
                inside = side.contains(at) == sp.true and at not in side.args[:2]
                if not inside or not _is_value(there := f.subs(x, at)) or sign_at(there, {}) != 0:
                    continue
                below = sp.Interval(side.start, at, side.left_open)
                above = sp.Interval(at, side.end, False, side.right_open)
                found = joined(
                    self.positive(f, {**box, x: half}, strict, depth - 1) for half in (above, below)
                )
                if found is not None:
                    yield found


def _factors(expr: sp.Expr) -> list[sp.Expr]:
    """The factors of a product, those of its common terms and polynomials too."""
    with suppress(sp.PolynomialError):
        expr = sp.factor(expr)
    return [part for part in sp.Mul.make_args(expr) if part != 1]


def _is_value(expr: sp.Expr) -> bool:
    return expr.is_number and not expr.has(sp.nan, sp.zoo, sp.oo, -sp.oo)


def _value_at(g: sp.Expr, x: sp.Symbol, end: sp.Expr, is_open: bool, box: Box) -> sp.Expr | None:
    """The value at an end where g is continuous, else the limit from inside; None if unknown."""
    if end.is_finite:
        there = {v: side for v, side in box.items() if v != x}
        needed = [c.on(lambda part: part.subs(x, end)) for c in conditions(g)]
        if not any(c.part.has(sp.nan, sp.zoo, sp.oo) for c in needed) and not unmet(needed, there):
            return g.subs(x, end)
        if not is_open:
            return None
    with suppress(NoExactRouteError, ValueError):
        others = {v: side for v, side in box.items() if v != x}
        (path, *_) = paths(g, {x: end}, box)
        return limit_at_zero(path.on(g), path.t, others)[0]
    return None


def _is_smooth(g: sp.Expr, x: sp.Symbol, box: Box) -> bool:
    """Whether g is differentiable in x inside the box: nothing under a root vanishes there."""
    side = box[x]
    inside = {**box, x: sp.Interval.open(side.start, side.end)}
    needed = [
        Condition(c.part, fault)
        for c in conditions(g)
        for fault in dict.fromkeys((c.fault, "zero"))
    ]
    return not unmet(needed, inside)
