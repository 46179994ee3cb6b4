"""Gamma functions in terms of few: arguments that differ by whole numbers, halves, and x and 1 - x.

Where an expression has a value all of its gamma functions have one. From the smallest argument
upwards Γ(u + 1) = u Γ(u), which holds wherever Γ(u) has a value. The function 1/Γ in binomials is
entire, and 1/Γ(u) = u/Γ(u + 1) everywhere: there one goes from the largest argument downwards.
Γ(2u) = 2^(2u - 1) Γ(u) Γ(u + 1/2)/√π, where each side has a value if the other has one. And
Γ(1 - u) = π/(sin(πu) Γ(u)), where u isn't whole: it is not, if Γ(u) and Γ(k - u) have values for
a whole k <= 1, nor on a box where it is between two whole numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.definedness import is_between_whole_numbers
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError

__all__ = ["Shifts", "gamma_left", "reciprocal_left"]

_FARTHEST = 64
_HALF = sp.Rational(1, 2)

# The gamma functions that are left, and their reciprocals.
gamma_left = sp.Function("gamma_left")
reciprocal_left = sp.Function("reciprocal_left")


@dataclass(frozen=True)
class Shifts:
    """The smallest whole number that is added to each argument of a gamma function.

    Attributes
    ----------
    smallest
        By what is left of the argument, of gamma functions.
    largest
        The largest such number, of reciprocals where there is no gamma function.
    doubled
        Of which arguments the halves are arguments as well.
    broken
        What is nowhere whole.
    """

    smallest: dict[sp.Expr, int] = field(default_factory=dict)
    largest: dict[sp.Expr, int] = field(default_factory=dict)
    doubled: frozenset[sp.Expr] = frozenset()
    broken: frozenset[sp.Expr] = frozenset()

    @classmethod
    def of(cls, expr: sp.Expr, box: Box) -> "Shifts":
        """Those in an expression."""
        arguments = [node.args[0] for node in expr.atoms(sp.gamma, sp.loggamma)]
        arguments += [node.args[0] + 1 for node in expr.atoms(sp.factorial, sp.binomial)]
        smallest = _least(arguments)
        halved = {}
        for u, k in smallest.items():
            halves = (u + k) / 2, (u + k) / 2 + _HALF
            if u.free_symbols and any(_parts(half)[0] in smallest for half in halves):
                halved[u] = halves
        for halves in halved.values():
            smallest = _least([*(u + k for u, k in smallest.items()), *halves])
        largest: dict[sp.Expr, int] = {}
        for node in expr.atoms(sp.binomial):
            for u, k in map(_parts, (node.args[1] + 1, node.args[0] - node.args[1] + 1)):
                largest[u] = max(k, largest.get(u, k))
        turned = (u for u in smallest if u != 0 and _parts(-u)[0] in smallest)
        broken = (u for u in turned if is_between_whole_numbers(u, box))
        return cls(smallest, largest, frozenset(halved), frozenset(broken))

    def gamma(self, argument: sp.Expr) -> sp.Expr:
        """A gamma function in terms of those that are left.

        Examples
        --------
        >>> from beyondthermal.symbolic.symbols import symbol
        >>> x = symbol("x")
        >>> Shifts.of(sp.gamma(x) + sp.gamma(x + 2), {}).gamma(x + 2)
        x*(x + 1)*gamma_left(x)
        """
        u, k = _parts(argument)
        start = u + self.smallest[u]
        return self._first(u, start) * _between(start, k - self.smallest[u])

    def reciprocal(self, argument: sp.Expr) -> sp.Expr:
        """The reciprocal of a gamma function, which is 0 at its poles."""
        u, k = _parts(argument)
        if not argument.free_symbols:
            return 1 / sp.gamma(argument)
        if u not in self.smallest:
            end = self.largest[u]
            return reciprocal_left(u + end) * _between(u + k, end - k)
        if k >= self.smallest[u]:
            return 1 / self.gamma(argument)
        start = self.smallest[u]
        return _between(u + k, start - k) / self._first(u, u + start)

    def binomial(self, n: sp.Expr, k: sp.Expr) -> sp.Expr:
        """A binomial coefficient, which has a value wherever Γ(n + 1) has one."""
        return self.gamma(n + 1) * self.reciprocal(k + 1) * self.reciprocal(n - k + 1)

    def _first(self, u: sp.Expr, start: sp.Expr) -> sp.Expr:
        """The gamma function of the smallest argument."""
        if u in self.doubled:
            halves = self.gamma(start / 2) * self.gamma(start / 2 + _HALF)
            return 2 ** (start - 1) * halves / sp.sqrt(sp.pi)
        other, _ = _parts(-u)
        if other in self.smallest and u.could_extract_minus_sign():
            whole = sp.expand(start + other + self.smallest[other])
            if other != u and (whole <= 1 or u in self.broken):
                return sp.pi / (sp.sin(sp.pi * (1 - start)) * self._turned(1 - start))
        return gamma_left(start)

    def _turned(self, argument: sp.Expr) -> sp.Expr:
        """A gamma function that has a value as long as its argument isn't whole."""
        u, k = _parts(argument)
        apart = k - self.smallest[u]
        if apart >= 0:
            return self.gamma(argument)
        return self._first(u, u + self.smallest[u]) / _between(u + k, -apart)


def _least(arguments: Iterable[sp.Expr]) -> dict[sp.Expr, int]:
    found: dict[sp.Expr, int] = {}
    for u, k in map(_parts, arguments):
        found[u] = min(k, found.get(u, k))
    return found


def _parts(argument: sp.Expr) -> tuple[sp.Expr, int]:
    argument = sp.expand(argument)
    constant, _ = argument.as_coeff_Add(rational=True)
    k = sp.floor(constant)
    return argument - k, int(k)


def _between(start: sp.Expr, count: int) -> sp.Expr:
    """The product u (u + 1) … of so many factors."""
    if count > _FARTHEST:
        raise NoExactRouteError(f"gamma functions {count} apart")
    return sp.Mul(*(start + j for j in range(count)))
