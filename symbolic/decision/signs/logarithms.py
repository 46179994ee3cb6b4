"""Differences of logarithms, by the mean of which they are the quotient.

The logarithmic mean (a - b)/(log a - log b) of two positive numbers is at most their arithmetic
mean. So there is a ψ >= 0 with

    log a - log b = (a - b) (2/(a + b) + ψ);

at a = b any ψ will do. What holds for all ψ >= 0 holds for the logarithms.
"""

from collections.abc import Iterator
from itertools import permutations

import sympy as sp

from beyondthermal.symbolic.symbols import NONNEGATIVE, declared

from .form import Form
from .ring_with_roots import System

__all__ = ["without_a_logarithm"]


def without_a_logarithm(form: Form) -> Iterator[Form]:
    """The ratio with one logarithm in terms of another one, and of a ψ >= 0 in its place.

    The two are those of quantities of which the ring has the logarithms too: exp(u) has u.
    """
    system = form.system
    for (one, a), (other, b) in permutations(_logarithms(form), 2):
        factor, log = one.as_coeff_Mul(rational=True)
        under_roots = any(square.has(log) for square in system.roots.values())
        if log not in system.box or a.has(log) or b.has(log) or other.has(log) or under_roots:
            continue
        psi = declared(f"psi({a}, {b})", NONNEGATIVE)
        body = (other + (a - b) * (2 / (a + b) + psi)) / factor
        box = {v: side for v, side in system.box.items() if v != log} | {psi: NONNEGATIVE}
        inside, written = System(box, system.roots), form.written.xreplace({log: body})
        numerator, denominator = inside.ratio(written)
        meaning = dict(form.meaning) | {psi: (one - other) / (a - b) - 2 / (a + b)}
        yield Form(
            *(inside, numerator, denominator, written, meaning, form.powers, form.certificates)
        )


def _logarithms(form: Form) -> list[tuple[sp.Expr, sp.Expr]]:
    """What is known as a logarithm, and of which positive quantity of the ring."""
    known = set(form.system.box)
    pairs = [(m.exp, g) for g, m in form.meaning.items() if isinstance(m, sp.exp)]
    pairs += [(g, m.args[0]) for g, m in form.meaning.items() if isinstance(m, sp.log)]
    return [
        (log, of)
        for log, of in pairs
        if log.free_symbols and of.free_symbols and log.free_symbols | of.free_symbols <= known
    ]
