"""Test vectors for expressions that a user brings: points of their domains, and 40 digits.

The references are the expressions themselves, evaluated in mpmath; the error allowed is what the
arithmetic of the program allows at these points.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import sympy as sp

from beyondthermal.numeric.precision import handed_out, mp
from beyondthermal.numeric.programs.domains import random_points
from beyondthermal.numeric.programs.functions import precise_function
from beyondthermal.numeric.programs.program import Program
from beyondthermal.numeric.programs.rounding import rounding_errors

from .vectors import DIGITS, Vectors

__all__ = ["expression_vectors"]

# What is allowed at least, in units of max(1, |value|).
ALLOWED = 5e-16
# Where more than half of the digits may be lost, a comparison says little.
_LOST = 1e-8


def expression_vectors(
    program: Program,
    arguments: Sequence[sp.Symbol],
    expressions: Sequence[sp.Expr],
    domains: Mapping[sp.Symbol, sp.Set],
    count: int = 1000,
) -> Vectors:
    """Random points at which the program can be right to half the digits, and what is right.

    Raises
    ------
    ValueError
        If at nine points of ten it can't be.
    """
    points = random_points([domains.get(v, sp.Reals) for v in arguments], count)
    exact = precise_function(arguments, expressions)
    kept, references, allowed = [], [], [ALLOWED] * len(expressions)
    with mp.workdps(DIGITS + 20):
        for point in points:
            errors = rounding_errors(program, point.tolist())
            values = exact(*map(mp.mpf, point.tolist()))
            if not all(mp.isfinite(value) and mp.im(value) == 0 for value in values):
                continue
            scaled = [float(e / max(1, abs(v))) for e, v in zip(errors, values, strict=True)]
            if max(scaled) > _LOST:
                continue
            allowed = [max(a, s) for a, s in zip(allowed, scaled, strict=True)]
            kept.append(point)
            references.append([handed_out(mp.re(value)) for value in values])
    if len(kept) < count // 10:
        raise ValueError(
            f"Function {program.name} loses its digits at most points of its domain: "
            "write its expressions in another form."
        )
    return Vectors(program.name, np.array(kept), references, allowed)
