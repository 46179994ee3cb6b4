"""Where a term belongs in a sum: falling powers, small terms behind constants, a rest last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from math import inf
from typing import Any

import sympy as sp

from beyondthermal.symbolic.symbols import TABLE, symbol

__all__ = ["SIZE", "SMALL", "alike", "place", "sorted_terms"]

# Formulas that are remembered.
SIZE = 1 << 14
SMALL = symbol("epsilon")
_INDEX = {row.symbol: k for k, row in enumerate(TABLE)}


@dataclass
class _Weight:
    """Where a term belongs: the power of what is small, its degree, its symbols' powers.

    Roots of sums, and what is over a sum, stand behind the polynomial.
    """

    small: Any = Fraction(0)
    late: bool = False
    degree: Any = Fraction(0)
    powers: dict[tuple[int, str], Fraction] = field(default_factory=dict)
    operators: tuple[tuple[int, str], ...] = ()

    def add(self, other: "_Weight", times: Fraction = Fraction(1)) -> None:
        """The weight of a product."""
        self.small += other.small * times if other.small else 0
        self.late |= other.late
        self.degree += other.degree * times
        for name, exponent in other.powers.items():
            self.powers[name] = self.powers.get(name, Fraction(0)) + exponent * times
        self.operators += other.operators


def sorted_terms(parts: Iterable[sp.Expr], *, rising: bool = False) -> list[sp.Expr]:
    """By powers of what a sum is sorted by, if there is such a symbol; then by degree."""
    weights = {part: _weight(part) for part in parts}
    names = sorted({name for weight in weights.values() for name in weight.powers})
    main = _main(tuple(weights), names)
    sign = 1 if rising else -1

    def key(part: sp.Expr) -> tuple[Any, ...]:
        weight = weights[part]
        exponents = tuple(-weight.powers.get(name, Fraction(0)) for name in names)
        first = sign * weight.powers.get(main, Fraction(0)) if main else 0
        number = (not part.is_Rational, weight.operators)
        return (weight.small, weight.late, first, sign * weight.degree, exponents, *number)

    return sorted(sorted(parts, key=sp.default_sort_key), key=key)


def _main(parts: Sequence[sp.Expr], names: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """The symbol by whose powers the sum was collected: it has sums as coefficients."""
    found = None
    for name in names:
        explicit = [e for part in parts if (e := _explicit(part, name)) is not None]
        if len(explicit) < len(parts) or max(map(abs, explicit)) < 2:
            continue
        collected = sum(
            bool(exponent) and any(f.is_Add for f in sp.Mul.make_args(part))
            for part, exponent in zip(parts, explicit, strict=True)
        )
        if collected and (found is None or collected >= found[0]):
            found = collected, name
    return found and found[1]


def _explicit(part: sp.Expr, name: tuple[int, str]) -> sp.Rational | None:
    """The exponent of a symbol among the factors of a term; None if it stands elsewhere, too."""
    exponent = sp.S.Zero
    for factor in sp.Mul.make_args(part):
        base, power_ = factor.as_base_exp()
        if base.is_Symbol and base.is_commutative and place(base) == name:
            if not power_.is_Rational:
                return None
            exponent += power_
        elif any(place(s) == name for s in factor.free_symbols):
            return None
    return exponent


@lru_cache(maxsize=SIZE)
def _weight(part: sp.Expr) -> _Weight:
    weight = _Weight()
    if isinstance(part, sp.Order):
        weight.small = inf
    elif part.is_Mul:
        for factor in part.args:
            weight.add(_weight(factor))
    elif part.is_Symbol and part.is_commutative:
        weight.small, weight.degree = Fraction(part == SMALL), Fraction(part != SMALL)
        weight.powers = {place(part): Fraction(1)}
    elif part.is_Add:
        weights = [_weight(term) for term in sorted_terms(part.args)]
        weight.add(weights[0])
        weight.small, weight.late = min(w.small for w in weights), False
        weight.degree = max(w.degree for w in weights)
    elif part.is_Pow and part.exp.is_Rational:
        weight.add(_weight(part.base), Fraction(part.exp.p, part.exp.q))
        weight.late = part.base.is_Add and not (part.exp.is_Integer and part.exp > 0)
    elif isinstance(part, sp.exp):
        for exponent in sp.Add.make_args(part.args[0]):
            _raise(weight, exponent)
    elif isinstance(part, sp.Abs):
        weight.add(_weight(part.args[0]))
    elif not part.is_commutative:
        found = [node for node in sp.preorder_traversal(part) if node.is_Symbol]
        weight.operators = tuple(map(place, found))
    elif part.is_Function and part.args:
        weight.add(_weight(part.args[0]))
    return weight


def _raise(weight: _Weight, exponent: sp.Expr) -> None:
    """The weight of e^exponent: small if a minus sign stands there."""
    coefficient, _ = exponent.as_coeff_Mul()
    size = Fraction(coefficient.p, coefficient.q) if coefficient.is_Rational else Fraction(1)
    if size < 0:
        weight.small -= size
    else:
        weight.degree += size
    for variable in exponent.free_symbols:
        weight.powers[place(variable)] = weight.powers.get(place(variable), Fraction(0)) + size


def place(variable: sp.Symbol) -> tuple[int, str]:
    """Its place in the table: what isn't there comes later, and density matrices last of all."""
    last = not variable.is_commutative and variable.name.startswith("rho")
    return len(_INDEX) * last + _INDEX.get(variable, len(_INDEX)), variable.name


def alike(order: Sequence[sp.Expr]) -> int:
    """How many terms at the beginning are of one power and degree."""
    first, *rest = (_weight(term) for term in order)
    same = ((w.small, w.degree) == (first.small, first.degree) for w in rest)
    return 1 + sum(1 for _ in takewhile(bool, same))
