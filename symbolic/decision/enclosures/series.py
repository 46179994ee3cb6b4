"""Taylor coefficients that are certainly right everywhere on a piece of a box.

For f along one variable, c_k encloses f^(k)/k! at every point of the piece, each operation in
intervals. A piece may be endless, and may end in 0 without this point: there a variable still has
its inverse and its logarithm.
"""

from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from typing import TypeAlias

import sympy as sp

from .enclosure import Modulus
from .intervals import Arithmetic, UndefinedError, Value

__all__ = ["Coefficients", "Piece", "coefficients"]

Coefficients: TypeAlias = list[Value]
# Ends of each variable; None where there is none.
Piece: TypeAlias = Mapping[sp.Symbol, tuple[Fraction | None, Fraction | None]]

_ZERO, _ONE = Fraction(0), Fraction(1)
# From this power on a division is less work than products.
_LONG = 32


def coefficients(
    expr: sp.Expr,
    piece: Piece,
    along: sp.Symbol | None,
    order: int,
    numbers: Arithmetic,
    without_zero: Collection[sp.Symbol] = (),
) -> Coefficients:
    """Enclosures of the coefficients c_0, …, c_order along a variable, on a piece.

    Variables `without_zero` end in 0, or not there at all, and aren't 0 themselves.

    Raises
    ------
    UndefinedError
        Where the expression, or a derivative, isn't seen to have a value.

    Examples
    --------
    >>> from beyondthermal.symbolic.decision.enclosures.intervals import arithmetic
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> coefficients(x**3, {x: (Fraction(2), Fraction(2))}, x, 2, arithmetic(64))
    [Fraction(8, 1), Fraction(12, 1), Fraction(6, 1)]
    """
    return _Series(piece, along, order, numbers, without_zero).of(expr)


class _Series:
    """Operations on rows of coefficients, up to one order."""

    def __init__(
        self,
        piece: Piece,
        along: sp.Symbol | None,
        order: int,
        numbers: Arithmetic,
        without_zero: Collection[sp.Symbol],
    ) -> None:
        self.piece, self.along, self.order, self.numbers = piece, along, order, numbers
        self.bare = {v for v in without_zero if v in piece and _ZERO in piece[v]}
        self.known: dict[sp.Expr, Coefficients] = {}

    def of(self, node: sp.Expr) -> Coefficients:
        """The coefficients of an expression."""
        if node not in self.known:
            self.known[node] = self._node(node)
        return self.known[node]

    def _node(self, node: sp.Expr) -> Coefficients:
        numbers = self.numbers
        if node.is_Rational:
            return self._constant(numbers.kept(Fraction(int(node.p), int(node.q))))
        if node.is_Symbol and node in self.piece:
            found = self._constant(numbers.between(*self.piece[node]))
            return [found[0], _ONE, *found[2:]] if node == self.along and self.order else found
        if node.is_Add:
            rows = map(self.of, node.args)
            return [numbers.plus(column) for column in zip(*rows, strict=True)]
        if node.is_Mul:
            first, *rest = map(self.of, node.args)
            for row in rest:
                first = self._times(first, row)
            return first
        if node.is_Pow and not isinstance(node, sp.exp):
            return self._power(node.base, node.exp)
        if node.func in _FUNCTIONS:
            return _FUNCTIONS[node.func](self, node.args[0])
        if node in (sp.pi, sp.E):
            return self._constant(numbers.pi() if node is sp.pi else numbers.exp(_ONE))
        raise UndefinedError(f"{node.func} has no series")

    def _constant(self, value: Value) -> Coefficients:
        return [value, *([_ZERO] * self.order)]

    def _times(self, a: Coefficients, b: Coefficients) -> Coefficients:
        times = self.numbers.times
        return [
            self.numbers.plus(times((a[j], b[k - j])) for j in range(k + 1))
            for k in range(self.order + 1)
        ]

    def _weighed(self, k: int, a: Coefficients, b: Coefficients, most: int) -> Value:
        """The sum of j a_j b_(k-j) for 0 < j <= most, over k."""
        numbers = self.numbers
        return numbers.plus(
            numbers.times((Fraction(j, k), a[j], b[k - j])) for j in range(1, most + 1)
        )

    def _power(self, base: sp.Expr, exponent: sp.Expr) -> Coefficients:
        if not exponent.is_Rational:
            return self._exp(exponent * sp.log(base, evaluate=False))
        r, row, numbers = Fraction(int(exponent.p), int(exponent.q)), self.of(base), self.numbers
        if r.denominator >= 64 or abs(r.numerator) >= 1000:
            raise UndefinedError("an exponent out of range")
        if base == self.along:
            return self._of_variable(base, r)
        found = [self._value(base, row[0], r)]
        if not self.order:
            return found
        if r.denominator == 1 and 0 < r < _LONG:
            whole, times = row, r.numerator - 1
            for _ in range(times):
                whole = self._times(whole, row)
            return found + whole[1:]
        inverse = self._value(base, row[0], Fraction(-1))
        for k in range(1, self.order + 1):
            terms = (
                numbers.times((r * Fraction(j, k) - Fraction(k - j, k), row[j], found[k - j]))
                for j in range(1, k + 1)
            )
            found.append(numbers.times((inverse, numbers.plus(terms))))
        return found

    def _of_variable(self, x: sp.Symbol, r: Fraction) -> Coefficients:
        """The binomial r over k times x^(r - k)."""
        found, binomial = [], _ONE
        for k in range(self.order + 1):
            value = self._value(x, self.of(x)[0], r - k) if binomial else _ZERO
            found.append(self.numbers.times((self.numbers.kept(binomial), value)))
            binomial *= (r - k) / (k + 1)
        return found

    def _value(self, base: sp.Expr, value: Value, r: Fraction) -> Value:
        if r < 0 and base in self.bare:
            return self.numbers.beyond(self.numbers.power(value, -r))
        return self.numbers.power(value, r)

    def _exp(self, argument: sp.Expr) -> Coefficients:
        row = self.of(argument)
        found = [self.numbers.exp(row[0])]
        for k in range(1, self.order + 1):
            found.append(self._weighed(k, row, found, k))
        return found

    def _log(self, argument: sp.Expr) -> Coefficients:
        row, numbers = self.of(argument), self.numbers
        bare = argument in self.bare
        found = [numbers.log_from_zero(row[0]) if bare else numbers.log(row[0])]
        inverse = self._value(argument, row[0], Fraction(-1)) if self.order else _ONE
        for k in range(1, self.order + 1):
            rest = numbers.times((Fraction(-1), self._weighed(k, found, row, k - 1)))
            found.append(numbers.times((inverse, numbers.plus((row[k], rest)))))
        return found

    def _sin_and_cos(self, argument: sp.Expr) -> tuple[Coefficients, Coefficients]:
        row, numbers = self.of(argument), self.numbers
        sin, cos = [numbers.sin(row[0])], [numbers.cos(row[0])]
        for k in range(1, self.order + 1):
            rise, fall = self._weighed(k, row, cos, k), self._weighed(k, row, sin, k)
            sin.append(rise)
            cos.append(numbers.times((Fraction(-1), fall)))
        return sin, cos

    def _atan(self, argument: sp.Expr) -> Coefficients:
        """Its derivative times 1 + u² is u'."""
        row, numbers = self.of(argument), self.numbers
        square = self._times(row, row)
        square[0] = numbers.plus((_ONE, numbers.power(row[0], Fraction(2))))
        inverse = numbers.power(square[0], Fraction(-1))
        found = [numbers.atan(row[0])]
        for k in range(1, self.order + 1):
            rest = numbers.times((Fraction(-1), self._weighed(k, found, square, k - 1)))
            found.append(numbers.times((inverse, numbers.plus((row[k], rest)))))
        return found

    def _modulus(self, argument: sp.Expr) -> Coefficients:
        """±u where its sign is seen, but not where it is 0; else a slope between -u' and u'."""
        row, numbers = self.of(argument), self.numbers
        is_zero = row[0] == 0
        if (row[0] >= 0 or row[0] <= 0) and not is_zero:
            sign = Fraction(1 if row[0] >= 0 else -1)
            return [numbers.times((sign, c)) for c in row]
        if self.order > 1:
            raise UndefinedError("a modulus has no more derivatives")
        both = numbers.between(Fraction(-1), _ONE)
        return [numbers.modulus(row[0]), *(numbers.times((both, c)) for c in row[1:])]


_FUNCTIONS: Mapping[object, Callable[[_Series, sp.Expr], Coefficients]] = {
    sp.exp: _Series._exp,
    sp.log: _Series._log,
    sp.sin: lambda series, u: series._sin_and_cos(u)[0],
    sp.cos: lambda series, u: series._sin_and_cos(u)[1],
    sp.atan: _Series._atan,
    sp.Abs: _Series._modulus,
    Modulus: _Series._modulus,
}
