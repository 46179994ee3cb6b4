"""Polynomials as nodes: in factors, each by powers of one variable, the coefficients likewise.

What comes twice is written once, whatever polynomial it is a factor of. Of few terms beside each
other fewer cancel than of a sum over all of them. Powers of positive variables come first: what
is positive for all real ones has, mostly, positive coefficients there, and only in these something
cancels, if they hang on two real variables: `shears`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial, reduce

from sympy.polys.rings import PolyElement

from beyondthermal.numeric.programs.program import Name, Node, Number, Operation, apply
from beyondthermal.symbolic.polynomial_factors import irreducible

from .shears import Sheared, sheared

__all__ = ["Nested"]

# A sum of more terms is made of sums of so many, so that trees stay flat.
_FEW = 16
Signed = tuple[int, Node]
Coefficients = Mapping[int, PolyElement]


class Nested:
    """Writes polynomials into the parts of a program.

    Parameters
    ----------
    variables
        What stands for each symbol of their rings, by its name.
    bind
        Gives a node a name.

    Examples
    --------
    >>> import sympy as sp
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> ring, x, y = sp.ring(symbols("x y"), sp.ZZ)
    >>> parts = []
    >>> def bind(node):
    ...     parts.append(node)
    ...     return Name(f"q{len(parts)}")
    >>> Nested({"x": Name("x"), "y": Name("y")}, bind).polynomial(x * y + x)
    Name(name='q1')
    """

    def __init__(self, variables: Mapping[str, Node], bind: Callable[[Node], Name]) -> None:
        self._variables, self._bind = variables, bind
        self._known: dict[object, Node] = {}

    def power(self, base: Node, exponent: int) -> Node:
        """A power, by squares; what is in several has a name."""
        if exponent == 1:
            return base
        key = base, exponent
        if key not in self._known:
            half = exponent // 2
            node = apply("*", self.power(base, exponent - half), self.power(base, half))
            self._known[key] = self._bind(node)
        return self._known[key]

    def product(self, powers: Mapping[PolyElement, int], number: int = 1) -> Node:
        """Irreducible polynomials to powers, times a positive number."""
        factors = [self.power(self.polynomial(part), k) for part, k in powers.items()]
        return _product(factors, number)

    def polynomial(self, part: PolyElement) -> Node:
        """An irreducible polynomial: a variable, or a name."""
        if part not in self._known:
            (powers, *others), ring = part.monoms(), part.ring
            if others or sum(powers) != 1:
                self._known[part] = self._bind(self._sum(self._terms(part)))
            else:
                self._known[part] = self._variable(ring.symbols[powers.index(1)])
        return self._known[part]

    def _variable(self, symbol: object) -> Node:
        return self._variables[str(symbol)]

    def _sum(self, terms: Sequence[Signed]) -> Node:
        """Positive terms first, then what is subtracted."""
        above = [node for sign, node in terms if sign > 0]
        below = [node for sign, node in terms if sign < 0]
        if not above:
            return apply("negative", self._total(below))
        if len(below) > _FEW:
            return Operation("-", self._total(above), self._total(below))
        return reduce(partial(apply, "-"), below, self._total(above))

    def _total(self, nodes: Sequence[Node]) -> Node:
        """Of many terms so many at a time get a name: no language has endless statements."""
        while len(nodes) > _FEW:
            groups = [nodes[k : k + _FEW] for k in range(0, len(nodes), _FEW)]
            nodes = [self._bind(self._total(group)) for group in groups]
        return reduce(partial(apply, "+"), nodes)

    def _terms(self, part: PolyElement) -> list[Signed]:
        """The terms with their signs; by powers of what is positive, where there is such."""
        inside = [k for k, degree in enumerate(part.degrees()) if degree]
        positive = [k for k in inside if part.ring.symbols[k].is_nonnegative]
        if len(part) > 2 and len(inside) == 2 and not positive and (found := sheared(part)):
            return self._in_a_sum(found)
        ways = [(k, _coefficients(part, k)) for k in inside]
        useful = [way for way in ways if len(way[1]) < len(part)]
        if len(part) < 3 or not useful:
            return self._monomials(part, {})
        certain = [way for way in useful if way[0] in positive]
        index, shortest = min(certain or useful, key=lambda way: sum(map(_length, way[1].values())))
        v = self._variable(part.ring.symbols[index])
        return [self._term(v, power, c) for power, c in shortest.items()]

    def _in_a_sum(self, found: Sheared) -> list[Signed]:
        """The terms in powers of a sum of two variables, which is one part for all."""
        first, second = (found.polynomial.ring.symbols[k] for k in (found.first, found.second))
        multiple = _product([self._variable(second)], abs(found.multiple))
        node = Operation("+" if found.multiple > 0 else "-", self._variable(first), multiple)
        if node not in self._known:
            self._known[node] = self._bind(node)
        return self._monomials(found.polynomial, {first: self._known[node]})

    def _term(self, v: Node, power: int, coefficient: PolyElement) -> Signed:
        constant, factors = irreducible(coefficient)
        own = [self.power(v, power)] if power else []
        others = [self.power(self.polynomial(part), k) for part, k in factors.items()]
        return constant, _product([*own, *others], abs(constant))

    def _monomials(self, part: PolyElement, known: Mapping[object, Node]) -> list[Signed]:
        """The terms one by one; what is known stands for its symbol."""
        stand = [known.get(v) or self._variable(v) for v in part.ring.symbols]
        found = []
        for powers, c in part.iterterms():
            factors = [self.power(v, k) for v, k in zip(stand, powers, strict=True) if k]
            found.append((-1 if c < 0 else 1, _product(factors, abs(int(c)))))
        return found


def _coefficients(polynomial: PolyElement, index: int) -> Coefficients:
    """The coefficients by powers of a variable."""
    ring, found = polynomial.ring, dict[int, dict[tuple[int, ...], object]]()
    for powers, c in polynomial.iterterms():
        rest = (*powers[:index], 0, *powers[index + 1 :])
        found.setdefault(powers[index], {})[rest] = c
    return {power: ring.from_dict(c) for power, c in found.items()}


def _length(polynomial: PolyElement) -> int:
    """How many terms there are in the factors."""
    return sum(map(len, irreducible(polynomial)[1]))


def _product(factors: Sequence[Node], number: int) -> Node:
    numbers = [Number(float(number))] if number != 1 or not factors else []
    return reduce(partial(apply, "*"), [*factors, *numbers])
