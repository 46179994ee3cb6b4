"""Programs of expressions over domains: in the form that loses the fewest digits, and total."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import sympy as sp

from beyondthermal.symbolic.accuracy.accurate_forms import Form, forms
from beyondthermal.symbolic.accuracy.without_overflow import without_overflow
from beyondthermal.symbolic.symbols import declared

from .domains import random_points
from .from_sympy import program_of
from .functions import Array, compiled
from .polynomials.quotients import quotient_program
from .program import Program, walk
from .rounding import rounding_errors

__all__ = ["accurate_program"]

# Points at which forms are compared, more of them where these are short; how far from the ends of
# domains they are, in decades.
_POINTS, _MORE, _SHORT, _DECADES = 40, 400, 300, (-9.0, 3.0)
_BITS = 53


def accurate_program(
    name: str,
    arguments: Sequence[sp.Symbol],
    outputs: Mapping[str, sp.Expr],
    where: Mapping[sp.Symbol, sp.Set],
) -> Program:
    """A program of real expressions; of the forms of each the one whose rounding is bounded best.

    Parameters
    ----------
    name
        Name of the program.
    arguments
        Symbols, in the order of the arguments.
    outputs
        Real expressions by the names of the results.
    where
        Domains of the symbols; those that aren't in it are real.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> b = declared("b", sp.Interval.open(1, sp.oo))
    >>> program = accurate_program("f", [b], {"f": (b - 1) / (b**2 - 1)}, {b: sp.S.Reals})
    >>> float(compiled(program)(1.0))
    0.5
    """
    domains = {v: where.get(v, sp.Reals) for v in arguments}
    if long := quotient_program(name, arguments, outputs, domains):
        return long
    sides = tuple(domains.items())
    chosen = {key: _best(key, expr, sides) for key, expr in outputs.items()}
    final = without_overflow(_together(chosen, domains))
    return program_of(name, arguments, final.values, final.parts)


def _together(chosen: Mapping[str, Form], domains: Mapping[sp.Symbol, sp.Set]) -> Form:
    """The values of all; parts of several that have one name, but differ, have one each."""
    values, parts = dict[str, sp.Expr](), dict[sp.Symbol, sp.Expr]()
    for key, form in chosen.items():
        own: dict[sp.Symbol, sp.Symbol] = {}
        for symbol, body in form.parts:
            mine, part = symbol, body.xreplace(own)
            while mine in domains or parts.get(mine, part) != part:
                mine = declared(f"{mine}_", form.where[symbol])
            own[symbol], parts[mine] = mine, part
        values[key] = form.values[key].xreplace(own)
    return Form(values, tuple(parts.items()), domains)


@lru_cache(maxsize=256)
def _best(key: str, expr: sp.Expr, sides: tuple[tuple[sp.Symbol, sp.Set], ...]) -> Form:
    """The form that loses the fewest bits at the points, or of those as good the shortest.

    Bits count by their squares: one point at which half of them are gone outweighs many at which
    a quotient of sums loses two.
    """
    domains = dict(sides)
    found = [*forms({key: expr}, domains)]
    if len(found) == 1 or not domains:
        return found[0]
    programs = [program_of(key, [*domains], form.values, form.parts) for form in found]
    count = _MORE if max(map(_length, programs)) < _SHORT else _POINTS
    points = random_points([*domains.values()], count, decades=_DECADES)
    lost = np.array([_lost_bits(program, points) for program in programs])
    # Where every form overflows, none is better.
    told = lost[:, lost.min(axis=0) < _BITS]
    means = np.sqrt((told**2).mean(axis=1)) if told.size else np.zeros(len(found))
    costs = [*zip(map(round, means.tolist()), map(_length, programs), strict=True)]
    return found[costs.index(min(costs))]


def _lost_bits(program: Program, points: Array) -> Array:
    """How many of the bits of the only result rounding may take, at each point."""
    errors = np.array([rounding_errors(program, point)[0] for point in points.tolist()])
    values = abs(compiled(program)(*points.T))
    with np.errstate(all="ignore"):
        lost = np.nan_to_num(np.log2(errors / values) + _BITS, nan=_BITS, posinf=_BITS, neginf=0)
    clipped: Array = np.clip(lost, 0, _BITS)
    return clipped


def _length(program: Program) -> int:
    return sum(1 for _, body in (*program.parts, *program.outputs) for _ in walk(body))
