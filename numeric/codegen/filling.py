"""Functions that a language lacks, written out in terms of those that it has.

Each form is right to a few units in the last place wherever the function has a value. What would
overflow on the way, or be a quotient of infinities, is kept below a bound beyond which something
simpler is right to the last digit.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count

import sympy as sp

from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.program import (
    Call,
    Name,
    Node,
    Number,
    Program,
    called,
    put,
    renamed,
)
from beyondthermal.symbolic.accuracy.near_zero import NEAR_ZERO
from beyondthermal.symbolic.symbols import declared

__all__ = ["FORMS", "filled"]

u, c, d, e, m = (declared(name, sp.S.Reals) for name in "ucdem")
log1p, expm1 = NEAR_ZERO["log1p"], NEAR_ZERO["expm1"]
# From here on exp(-2u), and 1/u², are nothing beside 1; the largest double.
_FAR, _WIDE, _LARGEST = sp.Integer(40), sp.Integer(2) ** 28, sp.Integer(2) ** 1024 - 2**971


@dataclass(frozen=True)
class Form:
    """A function of u, in parts with names.

    Attributes
    ----------
    value
        What it is.
    parts
        Names, and what they stand for, in order.
    odd
        Whether that is for u > 0, and f(-u) = -f(u).
    """

    value: sp.Expr
    parts: tuple[tuple[sp.Symbol, sp.Expr], ...]
    odd: bool = False


def _chosen(a: sp.Expr, b: sp.Expr, then: sp.Expr, otherwise: sp.Expr) -> sp.Expr:
    return sp.Piecewise((then, sp.Gt(a, b, evaluate=False)), (otherwise, True))


def _half_square(sign: int) -> Form:
    """(exp u ± exp(-u))/2; far away the square of exp(u/2) over 2, which overflows last."""
    near = (e + 1 / e) / 2 if sign > 0 else (e + e / (1 + e)) / 2
    start = sp.exp(c) if sign > 0 else expm1(c)
    far = (d / 2) * d
    parts = ((m, sp.Abs(u)), (c, sp.Min(m, _FAR)), (e, start), (d, sp.exp(m / 2)))
    return Form(_chosen(m, _FAR, far, near), parts, sign < 0)


def _inverse(sign: int) -> Form:
    """The logarithm of u + √(u² ± 1), with log(1 + …) next to its zero."""
    if sign > 0:
        parts = ((m, sp.Abs(u)), (c, sp.Min(m, _WIDE)))
        near = log1p(c + c**2 / (1 + sp.sqrt(1 + c**2)))
    else:
        parts = ((m, u), (c, sp.Min(m, _WIDE) - 1))
        near = log1p(c + sp.sqrt(c) * sp.sqrt(c + 2))
    return Form(_chosen(m, _WIDE, sp.log(m) + sp.log(2), near), parts, sign > 0)


# The value and its error are both those of the rounded argument d: their quotient loses nothing.
FORMS: Mapping[str, Form] = {
    "log1p": Form(
        _chosen(sp.Abs(d - 1), 0, sp.log(e) * (c / (d - 1)), u),
        ((c, sp.Min(u, sp.Integer(2) ** 60)), (d, 1 + c), (e, 1 + u)),
    ),
    "expm1": Form(
        _chosen(u, _FAR, sp.exp(u), _chosen(sp.Abs(d - 1), 0, (d - 1) * (c / sp.log(d)), u)),
        ((c, sp.Min(sp.Max(u, -_FAR), _FAR)), (d, sp.exp(c))),
    ),
    "sinh": _half_square(-1),
    "cosh": _half_square(1),
    "tanh": Form(e / (e + 2), ((m, sp.Abs(u)), (e, expm1(2 * sp.Min(m, _FAR)))), odd=True),
    "asinh": _inverse(1),
    "acosh": _inverse(-1),
    "atanh": Form(log1p(2 * m / (1 - m)) / 2, ((m, sp.Abs(u)),), odd=True),
    # A step of Newton's makes up for 1/3, which is no double.
    "cbrt": Form(
        _chosen(m, 0, _chosen(m, _LARGEST, m, c - (c - m / (c * c)) / 3), m),
        ((m, sp.Abs(u)), (c, m ** sp.Rational(1, 3))),
        odd=True,
    ),
}


@cache
def _program(name: str) -> Program:
    form = FORMS[name]
    value = program_of(name, (u,), {name: form.value}, form.parts)
    if form.odd:
        (_, body), x = value.outputs[0], Name("u")
        signed = Call("select", (Number(0.0), x, Call("negative", (Name("a"),)), Name("a")))
        value = replace(value, parts=(*value.parts, ("a", body)), outputs=((name, signed),))
    return value


def filled(program: Program, lacking: Collection[str]) -> Program:
    """A program without calls of some functions of `FORMS`.

    Examples
    --------
    >>> program = Program("f", ("x",), (), (("f", Call("atanh", (Name("x"),))),))
    >>> sorted(called([filled(program, ["atanh"])]))
    ['abs', 'log1p', 'negative', 'select']
    """
    while called([program]).intersection(lacking):
        program = _once(program, lacking)
    return program


def _once(program: Program, lacking: Collection[str]) -> Program:
    """What the forms themselves call is left as it is."""
    taken = {name.lower() for name in (*program.arguments, *(name for name, _ in program.parts))}
    free = (name for k in count(1) if (name := f"w{k}") not in taken)
    parts: list[tuple[str, Node]] = []

    def rule(node: Node) -> Node | None:
        if not isinstance(node, Call) or node.function not in lacking:
            return None
        return _inlined(_program(node.function), node.operands, free, parts)

    for name, body in program.parts:
        parts.append((name, put(body, rule)))
    outputs = tuple((name, put(body, rule)) for name, body in program.outputs)
    return replace(program, parts=tuple(parts), outputs=outputs)


def _inlined(
    form: Program, operands: Sequence[Node], free: Iterator[str], parts: list[tuple[str, Node]]
) -> Node:
    """The value of a form; its parts are bound before."""
    names = {name: next(free) for name in (*form.arguments, *(name for name, _ in form.parts))}
    own = renamed(form, names.__getitem__)
    parts += [*zip(own.arguments, operands, strict=True), *own.parts]
    return own.outputs[0][1]
