"""A model in rational functions: roots, exponentials and phases dressed by symbols of their own.

    sqrt(g)                r with r² = g, and g is r² everywhere
    exp(w/T)               x, in (1, oo) if w/T > 0
    cosh(r), sinh(r)       sh and ch >= 1 with ch² = 1 + sh²
    exp(i phi), cos(phi)   c + is and c, with c² + s² = 1
    anything else          a real symbol

The master equation over these is solved as any other; in the solution powers are reduced by the
relations, and then each symbol gives way to what it stands for. A solution found for all values of
the symbols holds for those that they have, unless its denominator vanishes there for all
parameters: it is looked at in the end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import sympy as sp

from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian, Unchecked
from beyondthermal.symbolic.symbols import HALVES

from .replacement import Replacement
from .translation import Translation

__all__ = ["Dressing", "dressed"]

Domains = Mapping[sp.Symbol, sp.Set]
_POINTS = 5


@dataclass(frozen=True)
class Dressing:
    """A model over more symbols, and the way back.

    Attributes
    ----------
    lindbladian
        The model, rational in its symbols.
    where
        The range of each of them.
    ranges
        Those of the symbols of the model itself.
    replacements
        What each new one stands for; none if the model was rational as it was.
    translation
        Rewrites expressions in the same way.
    """

    lindbladian: Lindbladian
    where: Domains
    ranges: Domains
    replacements: tuple[Replacement, ...]
    translation: Translation

    @property
    def is_free(self) -> bool:
        """Whether all values of the symbols in their ranges are values of the model's."""
        return all(each.is_root_of for each in self.replacements)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was replaced, in words."""
        return (*map(str, self.replacements), *self._apart)

    @cached_property
    def _apart(self) -> Iterable[str]:
        """Symbols that are left beside the function that they are in."""
        left = {s for expr in self.lindbladian.expressions for s in expr.free_symbols}
        for each in self.replacements:
            if both := sorted(map(str, each.meaning.free_symbols & left)):
                names = ", ".join(both)
                yield (
                    f"{names} also stands outside of {each.meaning}: what follows holds for all "
                    f"values of {names} and {each.symbol}"
                )

    def matrix(self, matrix: sp.Matrix) -> sp.ImmutableMatrix:
        """A matrix of the model over the new symbols."""
        if not self.replacements:
            return sp.ImmutableMatrix(matrix)
        return sp.ImmutableMatrix(matrix.applyfunc(lambda e: sp.expand(self.translation.of(e))))

    def reduced(self, polynomial: sp.Expr) -> sp.Expr:
        """A polynomial with the relations among the symbols made use of, multiplied out."""
        return self.translation.reduced(polynomial) if self.replacements else polynomial

    def normal(
        self, numerators: sp.Matrix, denominator: sp.Expr
    ) -> tuple[sp.ImmutableMatrix, sp.Expr]:
        """Numerators and denominator of a density matrix with the relations made use of.

        Raises
        ------
        ValueError
            If the denominator isn't seen to have another value than 0 in the model's symbols.
        """
        if not self.replacements:
            return sp.ImmutableMatrix(numerators), denominator
        below = self.reduced(denominator)
        sign = self._sign(below)
        return sp.ImmutableMatrix((sign * numerators).applyfunc(self.reduced)), sign * below

    def _sign(self, denominator: sp.Expr) -> int:
        """Its sign somewhere in the ranges of the model's symbols."""
        value = self.undressed(denominator)
        for n in range(_POINTS):
            point = {s: _inside(self.ranges.get(s, sp.Reals), n) for s in value.free_symbols}
            if found := sign_at(value, point):
                return found
        raise ValueError(
            "The denominator of the steady state isn't seen to have another value than 0: "
            "write symbols for roots and functions in rates and operators."
        )

    def undressed(self, expr: sp.Basic) -> sp.Basic:
        """What an expression or matrix is in the model's own symbols and functions."""
        return expr.xreplace({each.symbol: each.meaning for each in self.replacements})


def dressed(lindbladian: Lindbladian, others: Sequence[sp.Matrix] = ()) -> Dressing:
    """Dress a model, and more operators with it.

    Raises
    ------
    ValueError
        If a part of it may not be real, such as the root of a number that may be negative.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import sigma_minus
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> decay = (sp.Integer(1), sp.cosh(x) * sigma_minus + sp.sqrt(y) * sigma_minus.H)
    >>> [str(each) for each in dressed(Lindbladian(sp.zeros(2, 2), (decay,))).replacements]
    ['r_1 = sqrt(y): y is r_1^2', 'sh_1 = sinh(x)', 'ch_1 = cosh(x), ch_1^2 = sh_1^2 + 1']
    """
    given = {s: side for s, side in (lindbladian.where or {}).items() if isinstance(side, sp.Set)}
    where = {s: _range(s) for s in lindbladian.parameters} | given
    jumps = [_simplest(sp.sympify(rate), jump) for rate, jump in lindbladian.jumps]
    simple = Unchecked(lindbladian.hamiltonian, tuple(jumps), lindbladian.where)
    elements = (e for matrix in others for e in matrix.todok().values())
    translation = Translation([*simple.expressions, *elements], where)
    found = Dressing(simple, where, where, (), translation)
    # Each part is translated once before it is known what there is to replace.
    made = Unchecked(
        _translated(lindbladian.hamiltonian, translation),
        tuple((translation.of(rate), _translated(jump, translation)) for rate, jump in jumps),
    )
    for matrix in others:
        _translated(matrix, translation)
    new = tuple(translation.replacements)
    if not new:
        return found
    gone = {each.is_root_of for each in new}
    ranges = {s: side for s, side in where.items() if s not in gone}
    ranges |= {each.symbol: each.domain for each in new}
    return replace(found, lindbladian=replace(made, where=ranges), where=ranges, replacements=new)


def _translated(matrix: sp.Matrix, translation: Translation) -> sp.ImmutableMatrix:
    return sp.ImmutableMatrix(sp.Matrix(matrix).applyfunc(lambda e: sp.expand(translation.of(e))))


def _range(symbol: sp.Symbol) -> sp.Set:
    """The range that a symbol's assumptions grant."""
    granted = (side for name, side in HALVES.items() if symbol.assumptions0.get(name))
    return next(granted, sp.Reals)


def _inside(domain: sp.Set, n: int) -> Fraction:
    """A rational point of a domain, another one for each n."""
    share = sp.Rational(n + 1, n + 3)
    low, high = domain.inf, domain.sup
    if low.is_finite and high.is_finite:
        found = low + share * (high - low)
    elif low.is_finite:
        found = low + n + share
    else:
        found = (high if high.is_finite else n + 1) - n - share
    return Fraction(str(sp.Float(found, 20)))


def _simplest(rate: sp.Expr, jump: sp.Matrix) -> tuple[sp.Expr, sp.ImmutableMatrix]:
    """A jump with what is common to its entries in its rate: f L at rate 1 is L at rate |f|²."""
    entries = [sp.factor_terms(entry) for entry in jump.todok().values()]
    if not any(entry.free_symbols for entry in entries):
        return rate, sp.ImmutableMatrix(jump)
    ratios = [sp.cancel(entry / entries[0]) for entry in entries]
    if all(ratio.is_number for ratio in ratios):
        common = entries[0].as_coeff_Mul()[1]
    else:
        roots = ({f for f in sp.Mul.make_args(e) if f.is_Pow and not f.exp.is_Integer}
                 for e in entries)  # fmt: skip
        common = sp.Mul(*set.intersection(*roots))
    modulus = sp.expand(common * sp.conjugate(common))
    return rate * modulus, sp.ImmutableMatrix((jump / common).applyfunc(sp.cancel))
