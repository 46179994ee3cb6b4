"""Parameters of either sign: what isn't decided for all of them may be for each sign of theirs."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Question, held
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of

__all__ = ["for_each_sign"]

_MOST = 2


def for_each_sign(
    decided: Callable[[Question], Proof], asked: Question, variables: Collection[sp.Symbol]
) -> Proof:
    """What is decided, if need be, for negative, positive and vanishing parameters in turn.

    Parameters
    ----------
    decided
        What decides a question.
    asked
        The question.
    variables
        Symbols as they were given that are no parameters.
    """
    found = decided(asked)
    moving = {asked.names[v] for v in variables if v in asked.names}
    signed = [v for v, side in asked.box.items() if v not in moving and side.start < 0 < side.end]
    if found.verdict is not Verdict.INCONCLUSIVE or not 0 < len(signed) <= _MOST:
        return found
    parts = [asked]
    for v in signed:
        parts = [piece for part in parts for piece in _by_sign(part, v)]
    proofs: list[Proof] = []
    for part in parts:
        if any(e.has(sp.nan, sp.zoo) for e in part.expressions):
            return found
        proofs.append(decided(part))
        if not proofs[-1]:
            return found
    methods = "; ".join(dict.fromkeys(proof.method for proof in proofs))
    signs = " and ".join(map(str, signed))
    return all_of(*proofs, method=f"for each sign of {signs} {methods}")


def _by_sign(asked: Question, v: sp.Symbol) -> Iterator[Question]:
    """The same question where a symbol is zero, and where it is negative or positive."""
    side = asked.box[v]
    below = sp.Interval(side.start, 0, side.left_open, True)
    above = sp.Interval(0, side.end, True, side.right_open)
    others = {u: other for u, other in asked.box.items() if u != v}
    yield _put(asked, v, sp.S.Zero, others)
    for part in (below, above):
        symbol = held(v, part)
        box = {symbol if u == v else u: part if u == v else s for u, s in asked.box.items()}
        yield _put(asked, v, symbol, box)


def _put(asked: Question, v: sp.Symbol, to: sp.Expr, box: dict[sp.Symbol, sp.Interval]) -> Question:
    def there(expr: sp.Expr) -> sp.Expr:
        return expr.xreplace({v: to})

    return replace(
        asked,
        expressions=tuple(map(there, asked.expressions)),
        conditions=tuple(tuple(c.on(there) for c in needed) for needed in asked.conditions),
        box=box,
        names={given: there(symbol) for given, symbol in asked.names.items() if symbol != v or to},
        values={**asked.values, **({} if to else {v: to})},
    )
