"""An expression in generators, and why it is zero."""

from collections.abc import Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.conditions import Condition
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus, sign_at
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.proof import Certificates, identity_certificate
from beyondthermal.symbolic.formula.functions import rewritten
from beyondthermal.symbolic.formula.size import size
from beyondthermal.symbolic.formula.special_functions import EXACT_FORMS

from .angles import arctangent
from .cases import cases
from .generators import FinerError, Generators, Power
from .moduli import modulus, sign
from .quantities import factors
from .relations import remainder, tidied
from .shifts import Shifts

__all__ = ["Reader", "zero_by_generators"]

# What a sum runs over.
_RUNNING = sp.Dummy("n", integer=True)


def zero_by_generators(
    expr: sp.Expr,
    given: Sequence[Condition],
    *,
    real: bool,
    turned: int = 0,
    raised: bool = False,
    box: Box = MappingProxyType({}),
) -> Certificates | None:
    """Certificates that an expression is zero wherever it has a value, or None.

    With s = `turned` that exp(isF) is 1 for a real expression F; if `raised`, that exp(F) is.

    Parameters
    ----------
    expr
        A difference of two sides, as `boxes.questions` leaves them.
    given
        What both sides need to have a value: it holds at every point that is asked about.
    real
        Whether all parts of the expression are real there.
    turned
        The number s, or 0 for the expression itself.
    raised
        Whether to exponentiate, for what has logarithms in it.
    box
        The ranges of symbols, by which signs are found out.

    Raises
    ------
    NoExactRouteError
        For what has no generator, and for what would be too large.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> expr = sp.sin(x) + sp.sqrt(3) * sp.cos(x) - 2 * sp.sin(x + sp.pi / 3)
    >>> [c["rhs"] for c in zero_by_generators(expr, (), real=True)][0][0]
    '*'
    """
    if excess := size(expr).excess:
        raise NoExactRouteError(f"multiplied out it is too large: {excess}")
    order = 4
    while True:
        try:
            return Reader(expr, order, real, box).certificates(expr, given, turned, raised=raised)
        except FinerError as error:
            order = error.order


class Reader:
    """An expression on its way into generators.

    Parameters
    ----------
    expr
        Whatever will be read.
    order, real, box
        As for `Generators`.
    """

    def __init__(
        self, expr: sp.Expr, order: int, real: bool, box: Box = MappingProxyType({})
    ) -> None:
        angles = [e.args[0] for e in expr.atoms(sp.sin, sp.cos, sp.exp)]
        gauss = any(angle.has(sp.pi) for angle in angles)
        names = (symbol.name for symbol in expr.free_symbols)
        self.generators = Generators(order, names, real=real, gauss=gauss, box=box)
        self.box = box
        self.shifts = Shifts.of(expr, box)
        self._known: dict[sp.Expr, sp.Expr] = {}

    def read(self, expr: sp.Expr) -> sp.Expr:
        """An expression as a ratio of polynomials in the generators."""
        if expr not in self._known:
            self._known[expr] = self._read(expr)
        return self._known[expr]

    def tidied(self, expr: sp.Expr) -> sp.Expr:
        """The same in one form."""
        return tidied(self.read(expr), self.generators.relations)

    def on_its_own(self, expr: sp.Expr) -> sp.Expr:
        """The same, where only this part is known to have a value."""
        self.shifts = Shifts.of(expr, self.box)
        return self.tidied(expr)

    def _read(self, expr: sp.Expr) -> sp.Expr:
        g = self.generators
        if expr.is_Rational or expr.is_Symbol:
            return expr
        if expr.is_Add or expr.is_Mul:
            return expr.func(*map(self.read, expr.args))
        if isinstance(expr, sp.exp):
            return g.exponential(self.tidied(expr.exp))
        if expr.is_Pow:
            return self._power(expr.base, expr.exp)
        if isinstance(expr, sp.sin | sp.cos):
            turn = g.i * self.tidied(expr.args[0])
            one, other = g.exponential(turn), g.exponential(-turn)
            return (one + other) / 2 if isinstance(expr, sp.cos) else g.i * (other - one) / 2
        if isinstance(expr, sp.log):
            return g.logarithm(self.tidied(expr.args[0]), g.kind)
        if isinstance(expr, Modulus):
            return modulus(g, self.tidied(expr.args[0]))
        if isinstance(expr, sp.sign):
            return sign(g, self.tidied(expr.args[0]))
        return self._constant_or_function(expr)

    def _constant_or_function(self, expr: sp.Expr) -> sp.Expr:
        g = self.generators
        if expr is sp.I:
            return g.i
        if expr is sp.E:
            return g.exponential(sp.S.One)
        if expr is sp.pi:
            return g.pi
        if isinstance(expr, sp.NumberSymbol):
            return g.quantities.new(str(expr), expr, real=True, known="> 0")
        if isinstance(expr, sp.gamma):
            return self.read(self.shifts.gamma(expr.args[0]))
        if isinstance(expr, sp.factorial):
            return self.read(self.shifts.gamma(expr.args[0] + 1))
        if isinstance(expr, sp.binomial):
            return self.read(self.shifts.binomial(*expr.args))
        if expr.func in EXACT_FORMS:
            return self.read(rewritten(EXACT_FORMS[expr.func](*expr.args)))
        if isinstance(expr, sp.atan) and g.quantities.is_real(u := self.tidied(expr.args[0])):
            return arctangent(g, u)
        if isinstance(expr, sp.Sum) and len(expr.limits) == 1:
            return self._sum(expr.function, *expr.limits[0])
        if isinstance(expr, sp.Derivative) and isinstance(expr.expr, AppliedUndef):
            return g.quantities.new(str(expr), expr, real=g.all_real)
        if isinstance(expr, sp.Function) and all(isinstance(a, sp.Expr) for a in expr.args):
            return self._value(expr.func, *map(self.tidied, expr.args))
        raise NoExactRouteError(f"no exact route for {expr.func}")

    def _sum(self, f: sp.Expr, n: sp.Symbol, start: sp.Expr, end: sp.Expr) -> sp.Symbol:
        """A sum with an end, whatever the name is that it runs over."""
        if end.is_infinite or start.is_infinite:
            raise NoExactRouteError("a sum without an end")
        f = f.xreplace({n: _RUNNING})
        ends = self.tidied(start), self.tidied(end)
        name = f"sum({f}, {ends})"
        return self.generators.quantities.new(name, sp.Sum, f, *ends, real=self.generators.all_real)

    def _value(self, function: Any, *arguments: sp.Expr) -> sp.Symbol:
        """Of a function that nothing is known of."""
        name = f"{function}({', '.join(map(str, arguments))})"
        return self.generators.quantities.new(
            name, function, *arguments, real=self.generators.all_real
        )

    def _power(self, base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
        g = self.generators
        if exponent.is_Integer:
            return self.read(base) ** exponent
        inside = self.tidied(base)
        if exponent.is_Rational:
            return g.power(inside, exponent)
        kind: Power = "whole" if exponent.is_integer else "principal"
        if kind != "whole" and not base.free_symbols and sign_at(base, {}) == 1:
            kind = "of a positive base"
        return g.exponential(self.tidied(exponent) * g.logarithm(inside, kind))

    def certificates(
        self, expr: sp.Expr, given: Sequence[Condition], turned: int, *, raised: bool
    ) -> Certificates | None:
        """One certificate for each choice of the signs that aren't known."""
        for condition in given if self.generators.all_real else ():
            self._take(condition)
        self._known.clear()
        g, written, found = self.generators, self.read(expr), []
        if turned:
            written = g.exponential(g.i * turned * written) - 1
        if raised:
            written = g.raised(written) - 1
        for case in cases(self.generators):
            above, _ = sp.fraction(sp.together(case.put(written)))
            rest = None if above.has(sp.nan, sp.zoo) else remainder(above, case.relations)
            if rest is None or rest.left:
                return None
            found.append(identity_certificate(rest.scale * above, rest.combination))
        return (*found, *self.generators.constants.shown)

    def _take(self, condition: Condition) -> None:
        """A part that can't be negative where there is a value, as long as it is in no product."""
        if condition.fault != "negative":
            return
        with suppress(NoExactRouteError):
            part = self.tidied(condition.part)
            number, powers = factors(part)
            known = self.generators.quantities
            unknown = [(f, n) for f, n in powers if not known.is_positive(f)]
            if len(unknown) == 1 and unknown[0][1] % 2:
                known.nonnegative.add(sp.sign(number) * unknown[0][0])
