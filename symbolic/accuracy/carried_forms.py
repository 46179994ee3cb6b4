"""Functions of exponentials in which monomials are carried by their exponents, beside numbers.

Each part is a number s times exp(n₁u₁ + n₂u₂ + …), where u are the exponents of the function's
exponentials. Products, powers and roots add and multiply the n. A sum is measured in its own
largest monomial: beside a number of the size of its coefficients it has the n of that one, chosen
by comparison. So n are small fractions without an error, whatever the u; what is as small as
exp(-10⁶) in one part, and as large in another one, cancels in n; and a quotient of two sums is one
of two numbers, neither of which can be zero where all terms are positive.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeAlias

import sympy as sp

from .near_zero import NEAR_ZERO

__all__ = ["Shifts", "carried"]

Named = Callable[[str, sp.Expr, bool], sp.Symbol]
# Of symbols u, and 0 where they are exp(u), 1 where exp(u) - 1, and -1 where 1 - exp(u); or a
# hyperbolic function of u.
Shifts: TypeAlias = Mapping[sp.Symbol, tuple[sp.Expr, Any]]
Powers: TypeAlias = tuple[sp.Expr, ...]
Part: TypeAlias = tuple[Powers, sp.Expr]
# An infinite exponent times 0 would be no number.
_LARGEST = sp.Integer(2) ** 1000
_HYPERBOLIC = (sp.cosh, sp.sinh)
# A sum of so many terms is multiplied out.
_TERMS = 16
expm1 = NEAR_ZERO["expm1"]


def carried(expr: sp.Expr, shifts: Shifts, named: Named) -> sp.Expr | None:
    """The same value, which overflows only where it does itself; None if there is no such form.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y, u, v = symbols("x y u v")
    >>> found = carried(x / sp.sqrt(x**2 + y**2), {x: (u, 0), y: (v, 0)}, lambda *_: sp.Dummy())
    >>> len(found.free_symbols)
    2
    """
    sizes = {s: sp.Abs(u) if kind in _HYPERBOLIC else u for s, (u, kind) in shifts.items()}
    exponents = [*dict.fromkeys(sizes.values())]
    ends = (sp.Max(sp.Min(u, _LARGEST, evaluate=False), -_LARGEST) for u in exponents)
    rules = _Rules([*shifts], [named("u", end, False) for end in ends], named)
    for symbol, (u, kind) in shifts.items():
        index = exponents.index(sizes[symbol])
        if kind in _HYPERBOLIC:
            rules.know_hyperbolic(symbol, index, kind, u)
        else:
            rules.know(symbol, index, kind)
    try:
        powers, number = rules.part(expr)
    except _OtherError:
        return None
    if not any(powers):
        return number
    half = named("h", sp.exp(rules.exponent(powers) / 2), True)
    return named("f", number * half, False) * half


class _OtherError(Exception):
    """A node that is no sum, product, power, size or choice."""


class _Rules:
    """What becomes of monomials in an expression."""

    def __init__(self, symbols: Sequence[sp.Symbol], us: Sequence[sp.Symbol], named: Named) -> None:
        self._inside, self._us, self._named = {*symbols}, us, named
        self._none: Powers = (sp.S.Zero,) * len(us)
        self._known: dict[sp.Expr, Part] = {}

    def know(self, symbol: sp.Symbol, index: int, sign: int) -> None:
        """What a symbol is: exp(u), or its distance from 1."""
        whole = tuple(sp.Integer(k == index) for k in range(len(self._us))), sp.S.One
        if sign:
            whole = self._sum([(whole[0], sp.Integer(sign)), (self._none, -sp.Integer(sign))])
        self._known[symbol] = whole

    def know_hyperbolic(self, symbol: sp.Symbol, index: int, kind: Any, u: sp.Expr) -> None:
        """What cosh(u) and sinh(u) are beside exp(|u|)."""
        gap = -2 * self._us[index]
        size = (1 + sp.exp(gap) if kind is sp.cosh else -expm1(gap)) / 2
        if kind is sp.sinh and not u.is_nonnegative:
            size = sp.Piecewise((size, sp.Gt(u, 0, evaluate=False)), (-size, True))
        powers = tuple(sp.Integer(k == index) for k in range(len(self._us)))
        self._known[symbol] = powers, self._named("s", size, False)

    def exponent(self, powers: Powers) -> sp.Expr:
        """That of a monomial."""
        return sp.Add(*(n * u for n, u in zip(powers, self._us, strict=True)))

    def part(self, node: sp.Expr) -> Part:
        """The monomial of a node, and the number beside it."""
        if node not in self._known:
            self._known[node] = self._new(node)
        return self._known[node]

    def _new(self, node: sp.Expr) -> Part:
        if not node.free_symbols & self._inside:
            return self._none, node
        if isinstance(node, sp.Piecewise):
            return self._choice(node)
        if node.is_Pow and node.exp.is_Rational:
            powers, number = self.part(node.base)
            return tuple(n * node.exp for n in powers), number**node.exp
        if not (node.is_Add or node.is_Mul or isinstance(node, sp.Abs | sp.Max | sp.Min)):
            raise _OtherError
        if node.is_Add:
            return self._sum([self.part(part) for part in self._terms(node)])
        parts = [self.part(part) for part in node.args if part != 0]
        if node.is_Mul:
            return tuple(map(sp.Add, *(n for n, _ in parts))), sp.Mul(*(s for _, s in parts))
        powers, pairs = self._aligned(parts)
        zero = [sp.S.Zero] * (len(parts) < len(node.args))
        return powers, node.func(*zero, *(s * sp.exp(gap) for gap, s in pairs), evaluate=False)

    def _sum(self, parts: Sequence[Part]) -> Part:
        """The terms that vanish together where all exponentials are 1, and the others."""
        plain = [part for part in parts if all(n.is_number for n in (*part[0], part[1]))]
        found = [part for part in parts if part not in plain]
        for group in _vanishing(plain):
            powers, pairs = self._aligned(group)
            apart = len(group) > 1
            terms = (s * expm1(gap) if apart else s for gap, s in pairs)
            found.append(
                (powers, self._named("d", sp.Add(*terms), False) if apart else group[0][1])
            )
        powers, pairs = self._aligned(found)
        return powers, self._named("s", sp.Add(*(s * sp.exp(gap) for gap, s in pairs)), False)

    def _terms(self, node: sp.Add) -> Sequence[sp.Expr]:
        """Those of a sum, multiplied out where they are few, and none has a root or a power."""
        inside = (p for p in node.atoms(sp.Pow) if p.base.is_Add or not p.exp.is_Integer)
        plain = node.free_symbols <= self._inside and node.is_polynomial() and not any(inside)
        expanded = sp.expand(node) if plain else node
        found: Sequence[sp.Expr] = sp.Add.make_args(expanded)
        return found if len(found) <= _TERMS else node.args

    def _choice(self, node: sp.Piecewise) -> Part:
        """Exponents and numbers by one comparison; 0 has the exponents of what is beside it."""
        conditions = [self._condition(condition) for _, condition in node.args]
        found = [self.part(value) for value, _ in node.args if value != 0]
        zero = (found[0][0] if found else self._none), sp.S.Zero
        parts = [self.part(value) if value != 0 else zero for value, _ in node.args]

        def chosen(values: Sequence[sp.Expr]) -> sp.Expr:
            if len({*values}) == 1:
                return values[0]
            return sp.Piecewise(*zip(values, conditions, strict=True), evaluate=False)

        powers = (chosen(each) for each in zip(*(n for n, _ in parts), strict=True))
        named = (n if n.is_number else self._named("n", n, False) for n in powers)
        return tuple(named), chosen([s for _, s in parts])

    def _condition(self, condition: sp.Basic) -> sp.Basic:
        if not isinstance(condition, sp.Gt | sp.Lt | sp.Ge | sp.Le):
            return condition
        above, below = self.part(condition.gts), self.part(condition.lts)
        if 0 in (above[1], below[1]):
            sides = (above[1], below[1])
        else:
            (gap, s), (other, t) = self._aligned([above, below])[1]
            sides = (s * sp.exp(gap), t * sp.exp(other))
        strict = isinstance(condition, sp.Gt | sp.Lt)
        return (sp.Gt if strict else sp.Ge)(*sides, evaluate=False)

    def _aligned(self, parts: Sequence[Part]) -> tuple[Powers, list[tuple[sp.Expr, sp.Expr]]]:
        """The largest monomial, and beside each number what its own exponent lacks."""
        first, *others = dict.fromkeys(powers for powers, _ in parts)
        if not others:
            return first, [(sp.S.Zero, s) for _, s in parts]
        largest, exponent = first, self._named("v", self.exponent(first), False)
        for powers in others:
            own = self._named("v", self.exponent(powers), False)
            is_larger = sp.Gt(own, exponent, evaluate=False)
            largest = tuple(
                n if n == m else self._named("n", sp.Piecewise((n, is_larger), (m, True)), False)
                for n, m in zip(powers, largest, strict=True)
            )
            exponent = self._named("v", sp.Max(exponent, own, evaluate=False), False)
        return largest, [
            (self.exponent(tuple(n - m for n, m in zip(powers, largest, strict=True))), s)
            for powers, s in parts
        ]


def _vanishing(parts: Sequence[Part]) -> list[list[Part]]:
    """Terms in groups whose numbers come to 0: pairs of neighbours first, then all that is left."""
    rest, groups = [*parts], list[list[Part]]()
    pairs = [[one, other] for one, other in combinations(parts, 2) if one[1] == -other[1]]
    for pair in sorted(pairs, key=lambda pair: _distance(*pair)):
        if all(part in rest for part in pair):
            groups.append(pair)
            rest = [part for part in rest if part not in pair]
    if rest and sum(s for _, s in rest) == 0:
        return [*groups, rest]
    return [*groups, *([part] for part in rest)]


def _distance(one: Part, other: Part) -> sp.Expr:
    return sp.Add(*(abs(n - m) for n, m in zip(one[0], other[0], strict=True)))
