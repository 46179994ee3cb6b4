"""Equations, decided by generators where the routes before had no answer."""

from contextlib import suppress
from functools import partial
from itertools import chain

from beyondthermal.symbolic.decision.boxes import Question
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.generators.reading import zero_by_generators
from beyondthermal.symbolic.decision.proof import Proof, Verdict

from .narrowing import certain
from .turns import equal_angles

__all__ = ["equal_by_generators"]


def equal_by_generators(asked: Question, before: Proof, *, real: bool) -> Proof:
    """Whether two sides are equal where both have values; what was found before, if not seen.

    Parameters
    ----------
    asked
        The two sides, and more expressions that have to have values.
    before
        What another route found, and what the numbers say.
    real
        Whether all values are real.
    """
    left, right = asked.expressions[:2]
    given = certain(chain.from_iterable(asked.conditions), asked.expressions)
    numbers, _, _ = before.method.partition("; no proof found")
    with suppress(NoExactRouteError):
        shown = zero_by_generators(left - right, given, real=real, box=asked.box)
        if shown is not None:
            method = f"one normal form in exponentials, logarithms and roots; {numbers}"
            return Proof(Verdict.PROVED, method, shown)
    with suppress(NoExactRouteError):
        raised = partial(zero_by_generators, raised=True, real=True, box=asked.box)
        if real and (shown := raised(left - right, given)) is not None:
            method = f"one normal form of their exponentials; {numbers}"
            return Proof(Verdict.PROVED, method, shown)
    if real and (shown := equal_angles(asked)) is not None:
        method = f"both turn by the same angle, and are continuous; {numbers}"
        return Proof(Verdict.PROVED, method, shown)
    return before
