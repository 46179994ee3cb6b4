"""Values by cases, one case after the other.

A value by cases needs its tests to have values: all of them up to the first one that holds. Where
one has none, as 1/x > 0 has none for x = 0, nothing is said by the expression, whatever stands
behind. So each case carries with it what its tests need.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import methodcaller

import sympy as sp

from beyondthermal.symbolic.decision.conditions import Condition, conditions
from beyondthermal.symbolic.symbols import unknowns

__all__ = ["Branch", "around", "branches"]

Tests = tuple[sp.Basic, ...]


@dataclass(frozen=True)
class Branch:
    """Expressions where some tests hold.

    Attributes
    ----------
    expressions
        Without the values by cases that these tests are of.
    tests
        Relations that hold, of which none is a conjunction.
    needed
        What each expression needs besides: for its tests to have values, for the value that is put
        to be one, and what it needed before; SymPy cancels as soon as 0 is put over x.
    """

    expressions: tuple[sp.Expr, ...]
    tests: Tests
    needed: tuple[tuple[Condition, ...], ...]


def branches(
    expressions: Sequence[sp.Expr], needed: Sequence[Sequence[Condition]], *, real: bool
) -> list[Branch]:
    """What becomes of one of the values by cases that occur; nothing, if there is none.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> x = declared("x", sp.Reals)
    >>> cases = sp.Piecewise((1, 1 / x > 0), (2, True))
    >>> for branch in branches([cases], [()], real=True):
    ...     print(*branch.expressions, *branch.tests, *branch.needed[0])
    1 1/x > 0 x may be zero
    2 1/x <= 0 x may be zero
    """
    found = next((p for e in expressions for p in e.atoms(sp.Piecewise)), None)
    if found is None:
        return []
    inside = [e.has(found) for e in expressions]
    before = [
        [*around(e, real=real), *more] if has else [*more]
        for e, more, has in zip(expressions, needed, inside, strict=True)
    ]
    cases, failing, asked = [], [Tests()], dict[Condition, None]()
    for value, test in found.args:
        asked |= dict.fromkeys(_needed(test, real))
        here = methodcaller("xreplace", {found: value})
        there = ([c.on(here) for c in each] for each in before)
        of_case = (*asked, *conditions(value, real=real))
        every = tuple(
            (*(of_case if has else ()), *each) for has, each in zip(inside, there, strict=True)
        )
        put = tuple(map(here, expressions))
        cases += [Branch(put, (*way, *more), every) for way in failing for more in _held(test)]
        failing = [(*way, *more) for way in failing for more in _held(sp.Not(test))]
    return cases


def around(expr: sp.Expr, *, real: bool) -> Iterator[Condition]:
    """What an expression needs, whatever its values by cases are.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> x = declared("x", sp.Reals)
    >>> cases = sp.Piecewise((1 / x, x > 0), (2, True))
    >>> [str(c) for c in around(cases + sp.log(x - 1), real=True)]
    ['x - 1 may be negative', 'x - 1 may be zero']
    """
    pieces = sorted(expr.atoms(sp.Piecewise), key=str)
    names = dict(zip(pieces, unknowns("value", len(pieces)), strict=True))
    back = {name: piece for piece, name in names.items()}
    for condition in conditions(expr.xreplace(names), real=real):
        yield condition.on(methodcaller("xreplace", back))


def _held(test: sp.Basic) -> Iterator[Tests]:
    """The ways in which a test holds: relations, and no two ways at a point."""
    if isinstance(test, sp.Not):
        (given,) = test.args
        dual = sp.Or if isinstance(given, sp.And) else sp.And
        test = dual(*map(sp.Not, given.args), evaluate=False)
    if isinstance(test, sp.And | sp.Or):
        first, *others = test.args
        rest = test.func(*others)
        together = isinstance(test, sp.And)
        yield from ((*one, *more) for one in _held(first) for more in _held(rest) if together)
        yield from (one for one in _held(first) if not together)
        yield from (
            (*one, *more) for one in _held(sp.Not(first)) for more in _held(rest) if not together
        )
    elif test is sp.true:
        yield ()
    elif test is not sp.false:
        yield (test,)


def _needed(test: sp.Basic, real: bool) -> Iterator[Condition]:
    for relation in test.atoms(sp.core.relational.Relational):
        for side in relation.args:
            yield from conditions(side, real=real)
