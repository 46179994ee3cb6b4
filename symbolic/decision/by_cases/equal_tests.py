"""Tests of values by cases that hold at the same points: one of them is put for the others.

a < b and c < d are one test if a - b and c - d are equal, values or none at the same points: that
is an equation, and shown as such.
"""

from collections.abc import Callable
from typing import TypeAlias

import sympy as sp
from sympy.core.relational import Relational

from beyondthermal.symbolic.decision.proof import Proof

__all__ = ["with_equal_tests"]

Equal: TypeAlias = Callable[[sp.Expr, sp.Expr], Proof]

_MOST = 8


def with_equal_tests(expressions: list[sp.Expr], equal: Equal) -> tuple[list[sp.Expr], list[Proof]]:
    """Expressions with as few tests as are seen to be enough, and the proofs of that.

    Parameters
    ----------
    expressions
        Sides of an equation.
    equal
        What decides equations on their domain.
    """
    cases = dict.fromkeys(p for e in expressions for p in e.atoms(sp.Piecewise))
    # The simplest first, as x < 1, which says what x is.
    found = {t for p in cases for t in p.atoms(Relational)}
    tests = sorted(found, key=lambda t: (t.count_ops(), str(t)))
    same: dict[Relational, Relational] = {}
    proofs, distinct = list[Proof](), list[Relational]()
    for test in tests if 1 < len(tests) <= _MOST else ():
        for other in distinct:
            if _kind(test) == _kind(other) and (shown := equal(_gap(test), _gap(other))):
                same[test] = other
                proofs.append(shown)
                break
        else:
            distinct.append(test)
    put = {p: _put(p, same) for p in cases} if same else {}
    return [e.xreplace(put) for e in expressions], proofs


def _kind(test: Relational) -> type[Relational]:
    """The relation, from the smaller side to the larger one."""
    turned: dict[type[Relational], type[Relational]] = {sp.Gt: sp.Lt, sp.Ge: sp.Le}
    return turned.get(type(test), type(test))


def _gap(test: Relational) -> sp.Expr:
    """What is compared with zero; nothing in it is cancelled, and so lost sight of."""
    first, second = (test.rhs, test.lhs) if test.func in (sp.Gt, sp.Ge) else test.args
    return sp.Add(first, sp.Mul(-1, second, evaluate=False), evaluate=False)


def _put(cases: sp.Piecewise, same: dict[Relational, Relational]) -> sp.Piecewise:
    pairs = ((value, test.xreplace(same)) for value, test in cases.args)
    return sp.Piecewise(*pairs, evaluate=False)
