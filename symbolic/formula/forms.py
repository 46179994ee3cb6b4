"""What binds a name or takes a relation: sums, derivatives, values by cases.

A sum of a few terms is multiplied out while it is read, so that each of its terms is bounded as it
is built; any other is left as a sum.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.relational import Relational

from beyondthermal.symbolic.names import spelt
from beyondthermal.symbolic.symbols import assumed

from .derivatives import derivative
from .size import Size, of_function, of_sum, size
from .tests_of_cases import read_test
from .tokens import Token

if TYPE_CHECKING:
    from .reader import Part, Reader

__all__ = ["FORMS"]

_TERMS, _CASES = 100, 8


def _sum(reader: Reader, start: Token) -> Part:
    """`sum(f, n, a, b)`: f for n = a, a + 1, …, b; the name n is known in f alone.

    SymPy writes it as `Sum(f, (n, a, b))`.
    """
    first = reader.position
    name, after, brackets = _index(reader, start)
    n = assumed(spelt(name), integer=True)
    reader.position = after
    low, high = reader.after(",", _end), reader.after(",", _end)
    for _ in range(brackets):
        reader.close()
    end = reader.position
    if not all(part.is_integer or part.is_infinite for part in (low, high)) or high is -sp.oo:
        reader.fail(start, "the ends of a sum are whole numbers, or oo")

    def term(value: sp.Expr) -> Part:
        reader.position = first
        with reader.knowing(name, value):
            return reader.sum()

    if not (low.is_Integer and high.is_Integer):
        body = term(n)
        if body.expr.has(sp.Piecewise):
            reader.fail(start, "no sum without an end is taken by cases")
        found = Size() if low.is_infinite else size(low)
        total = of_function([body.size, found], exponential=False)
        expr = sp.Sum(body.expr, (n, low, high))
        reader.position = end
        return reader.built(expr, reader.bounded(total, start), start)
    if high - low >= _TERMS:
        reader.fail(start, f"a sum that is multiplied out has at most {_TERMS} terms")
    terms = [term(sp.Integer(k)) for k in range(int(low), int(high) + 1)]
    reader.position = end
    total = of_sum([Size(), *(part.size for part in terms)])
    return reader.built(sp.Add(*(t.expr for t in terms)), reader.bounded(total, start), start)


def _index(reader: Reader, start: Token) -> tuple[str, int, int]:
    """The name that a sum runs over, found behind its first argument, where it ends, and brackets.

    So many brackets have to close.
    """
    depth = 0
    for at in range(reader.position, len(reader.tokens) - 2):
        text, found = reader.tokens[at].text, reader.tokens[at + 1]
        if text == "," and not depth:
            opens = found.text == "("
            name, comma = reader.tokens[at + 1 + opens], reader.tokens[at + 2 + opens :][:1]
            if name.kind != "name" or not comma or comma[0].text != ",":
                break
            return name.text, at + 2 + opens, 1 + opens
        depth += (text == "(") - (text == ")")
        if depth < 0:
            break
    return reader.fail(start, "a sum is written as sum(f, n, a, b), n going from a to b")


def _end(reader: Reader) -> sp.Expr:
    """An end of a sum, which may be oo or -oo."""
    sign = reader.position + (reader.next.text in ("+", "-"))
    if reader.tokens[sign].text == "oo":
        negative = reader.next.text == "-"
        reader.position = sign + 1
        return -sp.oo if negative else sp.oo
    return reader.sum().expr


def _formula(reader: Reader) -> Part:
    return reader.sum()


def _cases(reader: Reader, start: Token) -> Part:
    """`piecewise(f, x < 0, g, x < 1, h)`: f where x < 0, else g where x < 1, else h."""
    values, tests = [reader.sum()], list[sp.Basic]()
    while reader.next.text == ",":
        tests.append(reader.after(",", read_test))
        values.append(reader.after(",", _formula))
    reader.close()
    nested = any(value.expr.has(sp.Piecewise) for value in values)
    exprs, sizes = zip(*values, strict=True)
    return _by_cases(reader, start, exprs, sizes, () if nested else tests)


def _indicator(reader: Reader, start: Token) -> Part:
    """`Boole(x < 1)`: 1 where that holds, else 0."""
    test = read_test(reader)
    reader.close()
    return _by_cases(reader, start, (sp.S.One, sp.S.Zero), [Size()], [test])


def _by_cases(
    reader: Reader,
    start: Token,
    values: Sequence[sp.Expr],
    sizes: Sequence[Size],
    tests: Sequence[sp.Basic],
) -> Part:
    asked = sum(max(1, len(test.atoms(Relational))) for test in tests)
    if not 0 < asked <= _CASES:
        form = f"as piecewise(f, x < 0, g), up to {_CASES} conditions and not one in another"
        reader.fail(start, f"values by cases are written {form}")
    found = sp.Piecewise(*zip(values, [*tests, sp.true], strict=True), evaluate=False)
    total = of_function(sizes, exponential=False)
    return reader.built(found, reader.bounded(total, start), start)


FORMS: Mapping[str, Callable[[Reader, Token], Part]] = {
    **dict.fromkeys(("sum", "Sum"), _sum),
    **dict.fromkeys(("diff", "Derivative"), derivative),
    "piecewise": _cases,
    **dict.fromkeys(("Boole", "indicator"), _indicator),
}
