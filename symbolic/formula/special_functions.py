"""Functions of analysis that no program has: forms in terms of others, and where they have values.

A form is the same number wherever it has a value, but may lack one where the function has it: at
the poles of the form, as sin(u)/u at u = 0. What needs an equality at every point is
`functions.FUNCTIONS`.
"""

from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias

import sympy as sp

__all__ = ["EXACT_FORMS", "FORMS", "NEEDS", "POLE", "Fault"]

Form: TypeAlias = Callable[..., sp.Expr]
# What a part of an expression must not be, for the expression to have a value.
Fault: TypeAlias = Literal["zero", "negative", "a pole of the gamma function", "without a value"]

FORMS: Mapping[type[sp.Expr], Form] = {
    # The half angle: the sine and cosine of asin u are u and √(1 - u²) >= 0.
    sp.asin: lambda u: 2 * sp.atan(u / (1 + sp.sqrt(1 - u**2))),
    sp.acos: lambda u: sp.pi / 2 - 2 * sp.atan(u / (1 + sp.sqrt(1 - u**2))),
    sp.acot: lambda u: sp.atan(1 / u),
    sp.asec: lambda u: sp.acos(1 / u),
    sp.acsc: lambda u: sp.asin(1 / u),
    sp.asech: lambda u: sp.log(1 / u + sp.sqrt(1 / u - 1) * sp.sqrt(1 / u + 1)),
    sp.acsch: lambda u: sp.log(1 / u + sp.sqrt(1 / u**2 + 1)),
    sp.erfc: lambda u: 1 - sp.erf(u),
    sp.frac: lambda u: u - sp.floor(u),
    sp.sinc: lambda u: sp.sin(u) / u,
    sp.Mod: lambda u, v: u - v * sp.floor(u / v),
    sp.factorial: lambda u: sp.gamma(u + 1),
    sp.binomial: lambda u, v: sp.gamma(u + 1) / (sp.gamma(v + 1) * sp.gamma(u - v + 1)),
}
# Those that have a value wherever the function has one.
EXACT_FORMS: Mapping[type[sp.Expr], Form] = {
    **{
        kind: FORMS[kind]
        for kind in (sp.acot, sp.asec, sp.acsc, sp.asech, sp.acsch, sp.erfc, sp.frac, sp.Mod)
    },
    sp.ceiling: lambda u: -sp.floor(-u, evaluate=False),
    # Of positive numbers alone.
    sp.loggamma: lambda u: sp.log(sp.gamma(u)),
}

# 0, -1, -2, …
POLE: Final = "a pole of the gamma function"


def _of_whole_order(n: sp.Expr) -> tuple[tuple[sp.Expr, Fault], ...]:
    return () if n.is_Integer and n >= 0 else ((n, "without a value"),)


NEEDS: Mapping[type[sp.Expr], Callable[..., tuple[tuple[sp.Expr, Fault], ...]]] = {
    **dict.fromkeys(
        (sp.atan, sp.erf, sp.erfc, sp.floor, sp.ceiling, sp.frac, sp.sinc), lambda u: ()
    ),
    **dict.fromkeys((sp.asin, sp.acos), lambda u: ((1 - u**2, "negative"),)),
    **dict.fromkeys((sp.asec, sp.acsc), lambda u: ((u**2 - 1, "negative"),)),
    sp.asech: lambda u: ((u, "negative"), (u, "zero"), (1 - u, "negative")),
    # acot u is atan(1/u), and has no value at 0, where it jumps and conventions differ.
    **dict.fromkeys((sp.acot, sp.acsch), lambda u: ((u, "zero"),)),
    sp.Mod: lambda u, v: ((v, "zero"),),
    sp.gamma: lambda u: ((u, POLE),),
    sp.factorial: lambda u: ((u + 1, POLE),),
    sp.binomial: lambda u, v: ((u + 1, POLE),),
    **dict.fromkeys((sp.besselj, sp.besseli), lambda n, u: _of_whole_order(n)),
    **dict.fromkeys(
        (sp.bessely, sp.besselk), lambda n, u: (*_of_whole_order(n), (u, "negative"), (u, "zero"))
    ),
    sp.Ei: lambda u: ((u, "zero"),),
    sp.loggamma: lambda u: ((u, "negative"), (u, "zero")),
}
