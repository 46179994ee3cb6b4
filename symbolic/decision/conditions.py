"""What an expression needs to have a value: the conditions of its operations.

It has a real value at a point if each of its parts has one, if it divides by nothing that is zero
there, and takes no root of what is negative and no logarithm of what isn't positive.
SymPy cancels when an expression is made: x/x is 1 before anybody can ask where it has a value. What
is asked here is what is left of a statement when it arrives.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import sympy as sp

from beyondthermal.symbolic.formula.functions import ENTIRE, REWRITTEN
from beyondthermal.symbolic.formula.special_functions import NEEDS, Fault
from beyondthermal.symbolic.symbols import unknowns

__all__ = ["Condition", "conditions"]

# What has a value wherever its arguments have one.
_TOTAL = (
    *(sp.Add, sp.Mul, sp.Symbol, sp.Rational, sp.Float, sp.NumberSymbol, type(sp.I)),
    *(*ENTIRE, sp.Abs, sp.Max, sp.Min, sp.conjugate, sp.sign, sp.re, sp.im),
)
_NEVER_ZERO = (sp.gamma, sp.factorial)
_TOTAL_OF_REALS = (sp.atan, sp.erf, sp.floor, sp.ceiling)


@dataclass(frozen=True)
class Condition:
    """A part of an expression, and what it must not be."""

    part: sp.Expr
    fault: Fault

    def __str__(self) -> str:
        return f"{self.part} may be {self.fault}"

    def on(self, change: Callable[[sp.Expr], sp.Expr]) -> "Condition":
        """The same of a changed part."""
        return replace(self, part=change(self.part))


def conditions(expr: sp.Expr, *, real: bool = True) -> tuple[Condition, ...]:
    """What must not be, for an expression to have a value.

    Parameters
    ----------
    expr
        Any expression, its functions as they were given.
    real
        Whether a root or a logarithm of a negative number has no value; else it is complex.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> [str(c) for c in conditions(sp.tan(x) + sp.sqrt(x - 1) / (x - 2))]
    ['cos(x) may be zero', 'x - 1 may be negative', 'x - 2 may be zero']
    """
    found = {c: None for node in sp.preorder_traversal(expr) for c in _of(node, real)}
    return tuple(sorted(found, key=lambda c: (c.part.count_ops(), str(c))))


def _of(node: sp.Expr, real: bool) -> Iterator[Condition]:
    if node.func in REWRITTEN and node.func not in NEEDS and not isinstance(node, _TOTAL):
        # Its arguments may be long, and may occur more than once.
        names = unknowns("argument", len(node.args))
        given = dict(zip(names, node.args, strict=True))
        for c in conditions(REWRITTEN[node.func](*names), real=real):
            yield c.on(lambda part: part.xreplace(given))
    elif isinstance(node, sp.log):
        # Neither zero nor negative, as under 1/√.
        yield from _of_power(node.args[0], -sp.S.Half, real)
    elif node.is_Pow and not isinstance(node, sp.exp):
        yield from _of_power(node.base, node.exp, real)
    elif node.func in NEEDS:
        yield from (Condition(part, fault) for part, fault in NEEDS[node.func](*node.args))
    elif not isinstance(node, (*_TOTAL, *_TOTAL_OF_REALS) if real else _TOTAL):
        yield Condition(node, "without a value")


def _of_power(base: sp.Expr, exponent: sp.Expr, real: bool) -> Iterator[Condition]:
    if base.is_Rational and base > 0:
        return
    exponent = sp.Rational(str(exponent)) if exponent.is_Float else exponent
    if not exponent.is_integer and real:
        yield Condition(base, "negative")
    if not (exponent.is_Rational and exponent > 0):
        yield from (Condition(part, "zero") for part in _roots(base))


def _roots(base: sp.Expr) -> Iterator[sp.Expr]:
    """What vanishes where a product, a root or a modulus does."""
    for factor in sp.Mul.make_args(base):
        if isinstance(factor, sp.Abs):
            yield from _roots(factor.args[0])
        elif factor.is_Pow and factor.exp.is_Rational and factor.exp > 0:
            yield from _roots(factor.base)
        elif isinstance(factor, _NEVER_ZERO):
            continue
        elif not factor.is_Rational or not factor:
            yield factor
