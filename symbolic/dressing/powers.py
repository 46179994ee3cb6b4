"""Exponentials, phases and hyperbolic functions as powers of a few symbols.

An exponent is a sum of terms q u with rational q; what belongs to one u is a power of one basis:

    exp(q u) = x^(q/q0)                        where u comes in exponentials alone,
    exp(q u) = (ch ± sh)^|q/q0|                where it comes in sinh or cosh, ch² - sh² = 1,
    exp(iq u) = (c ± is)^|q/q0|                c² + s² = 1,

with q0 the greatest common divisor of all q. Here ± is the sign of q.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import sympy as sp

from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE

from .replacement import Replacement

__all__ = ["CIRCULAR", "HYPERBOLIC", "Basis", "Kind", "exponent", "terms_of"]

Kind: TypeAlias = Literal["exponential", "hyperbolic", "phase"]
CIRCULAR: Final = (sp.sin, sp.cos)
HYPERBOLIC: Final = (sp.sinh, sp.cosh)
_UNIT = sp.Interval(-1, 1)
_ABOVE_ONE = sp.Interval.open(1, sp.oo)
# Letters and functions of both symbols, that whose square has a value last, and the sign in
# s² = 1 - c² or ch² = 1 + sh²: so results have positive terms where they have cosh² - 1.
_PAIRS: Mapping[Kind, tuple[tuple[str, type[sp.Expr]], tuple[str, type[sp.Expr]], int]] = {
    "phase": (("c", sp.cos), ("s", sp.sin), -1),
    "hyperbolic": (("sh", sp.sinh), ("ch", sp.cosh), 1),
}


def exponent(node: sp.Expr) -> sp.Expr:
    """What an exponential function of some kind is taken of, i times it for sin and cos."""
    argument = sp.S.One if node is sp.E else node.args[0]
    return sp.expand(sp.I * argument if isinstance(node, CIRCULAR) else argument)


def terms_of(exponent: sp.Expr) -> Iterator[tuple[sp.Expr, sp.Rational, bool]]:
    """The terms q u of an exponent: u, q, and whether there is an i before it.

    Raises
    ------
    ValueError
        If one is neither real nor imaginary.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, beta_A = symbols("x beta_A")
    >>> [*terms_of(2 * sp.I * beta_A - x / 3)]
    [(x, -1/3, False), (beta_A, 2, True)]
    """
    for term in sp.Add.make_args(exponent):
        imaginary = term.has(sp.I)
        q, u = (term / sp.I if imaginary else term).as_coeff_Mul()
        if u.has(sp.I) or u.is_real is False:
            raise ValueError(f"exp({exponent}) has an exponent that is neither real nor imaginary")
        yield u, q, imaginary


@dataclass
class Basis:
    """What the powers of one exponential are made of.

    Attributes
    ----------
    unit
        q0 u; the basis is exp(q0 u), or exp(i q0 u).
    kind
        How it is written.
    replacements
        The symbols for it.
    """

    unit: sp.Expr
    kind: Kind
    replacements: tuple[Replacement, ...]

    def power(self, k: sp.Integer) -> sp.Expr:
        """The power of the exponential with a whole exponent, negative ones without a fraction."""
        first, *second = (each.symbol for each in self.replacements)
        if not second:
            return first**k
        even, odd = (first, sp.I * second[0]) if self.kind == "phase" else (second[0], first)
        return sp.expand((even + sp.sign(k) * odd) ** abs(k))

    @classmethod
    def of(cls, unit: sp.Expr, kind: Kind, fresh: Callable[[str, sp.Set], sp.Symbol]) -> "Basis":
        """The basis of exp(unit), with symbols that are made of a letter and a domain."""
        positive, nonnegative = bool(unit.is_positive), bool(unit.is_nonnegative)
        if kind == "exponential":
            domain = _ABOVE_ONE if positive else _ABOVE_ONE.closure if nonnegative else POSITIVE
            return cls(unit, kind, (Replacement(fresh("x", domain), sp.exp(unit), domain),))
        (free, first), (bound, second), sign = _PAIRS[kind]
        sides = POSITIVE if positive else NONNEGATIVE if nonnegative else sp.Reals
        above = _ABOVE_ONE if positive else _ABOVE_ONE.closure
        domains = (_UNIT, _UNIT) if kind == "phase" else (sides, above)
        one, other = fresh(free, domains[0]), fresh(bound, domains[1])
        relation = 1 + sign * one**2
        pair = (
            Replacement(one, first(unit), domains[0]),
            Replacement(other, second(unit), domains[1], 2, relation),
        )
        return cls(unit, kind, pair)
