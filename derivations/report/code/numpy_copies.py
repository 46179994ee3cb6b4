"""An equation as functions of numbers, for NumPy."""

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import sympy as sp
from sympy.printing.str import StrPrinter

from beyondthermal.symbolic.formula.functions import FUNCTIONS
from beyondthermal.symbolic.symbols import TABLE

from .bound_names import defined, needed

__all__ = ["as_numpy"]

# What a NumPy expression may consist of; anything else isn't offered.
_ARITHMETIC = (sp.Symbol, sp.Rational, sp.Float, sp.Add, sp.Mul, sp.Pow)
# NumPy's names where they are others; what it hasn't got, as coth, isn't offered.
_RENAMED = {
    "max": "maximum", "min": "minimum", "conjugate": "conj",
    "asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh",
}  # fmt: skip
_FUNCTIONS = {sp.re: "real", sp.im: "imag"} | {
    row.kind: called
    for name, row in FUNCTIONS.items()
    if row.kind and name.islower() and hasattr(np, called := _RENAMED.get(name, name))
}
_CONSTANTS = {sp.oo: "np.inf", -sp.oo: "-np.inf", sp.pi: "np.pi", sp.E: "np.e", sp.I: "1j"}
_RELATIONS = (sp.Eq, sp.Lt, sp.Le, sp.Gt, sp.Ge, sp.Ne)
_ORDER = {row.symbol: place for place, row in enumerate(TABLE)}

Definitions = Mapping[sp.Symbol, sp.Basic]


def as_numpy(statements: Sequence[sp.Basic], name: str = "equation") -> str:
    """A module of NumPy functions; empty if a statement has nothing to be computed.

    A name on a left-hand side is a function that returns the right-hand side; C_2 is a second form
    of C. What is no definition is in functions that are named after the equation: the left-hand
    sides less the right-hand sides, and whether the inequalities hold. What is defined beside what
    is computed is computed first; arguments are in the order of the table of symbols.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> C, x, y = symbols("C x y")
    >>> print(as_numpy([sp.Eq(C, sp.exp(x) / 3), C < x * y]))
    import numpy as np
    <BLANKLINE>
    def C(x):
        return np.exp(x)/3
    <BLANKLINE>
    def equation_holds(x, y):
        C = np.exp(x)/3
        return C < x*y
    """
    definitions = defined([s for s in statements if all(map(_is_numeric, s.args[1:]))])
    functions = [*_forms(statements, definitions), *_relations(statements, definitions, name)]
    return "\n\n".join(["import numpy as np", *functions]) if functions else ""


def _forms(statements: Sequence[sp.Basic], definitions: Definitions) -> Iterator[str]:
    """A function for each right-hand side of a name, in the order of the equations."""
    forms: dict[sp.Symbol, int] = {}
    for statement in statements:
        if _is_form(statement, definitions):
            name, body = statement.args
            forms[name] = forms.get(name, 0) + 1
            suffix = f"_{forms[name]}" if forms[name] > 1 else ""
            yield _function(f"{name}{suffix}", [body], definitions, _printed(body))


def _is_form(statement: sp.Basic, definitions: Definitions) -> bool:
    if not isinstance(statement, sp.Eq) or statement.lhs not in definitions:
        return False
    name, body = statement.args
    return _is_numeric(body) and name not in {*needed([body], definitions), *body.free_symbols}


def _relations(
    statements: Sequence[sp.Basic], definitions: Definitions, name: str
) -> Iterator[str]:
    """What is no definition: how far the sides are apart, and whether inequalities hold."""
    others = [s for s in statements if not _is_form(s, definitions) and _says_something(s)]
    equations = [s for s in others if isinstance(s, sp.Eq)]
    inequalities = [s for s in others if not isinstance(s, sp.Eq)]
    for suffix, some, print_one in (("", equations, _less), ("_holds", inequalities, _compared)):
        if some:
            texts = list(map(print_one, some))
            shown = texts[0] if len(texts) == 1 else _listed("(", texts, ")")
            sides = [side for statement in some for side in statement.args]
            yield _function(name + suffix, sides, definitions, shown)


def _says_something(statement: sp.Basic) -> bool:
    """Whether it compares numbers, and more than a name with a number."""
    if not isinstance(statement, _RELATIONS) or not all(map(_is_numeric, statement.args)):
        return False
    left, right = statement.args
    return bool(statement.free_symbols) and not (left.is_Symbol and not right.free_symbols)


def _function(
    name: str, bodies: Sequence[sp.Basic], definitions: Definitions, returned: str
) -> str:
    before = needed(bodies, definitions)
    used = set().union(*(body.free_symbols for body in [*bodies, *before.values()]))
    free = sorted(used - before.keys(), key=lambda n: (_ORDER.get(n, len(_ORDER)), str(n)))
    lines = [f"{one} = {_printed(body)}" for one, body in before.items()]
    body = "\n    ".join([*lines, f"return {returned}"])
    return f"def {name}({', '.join(map(str, free))}):\n    {body}"


def _is_numeric(side: sp.Basic) -> bool:
    """Whether it is a number or a matrix of numbers, by a closed set of node types."""
    if isinstance(side, sp.MatrixBase):
        return all(map(_is_numeric, side))
    return all(
        node in _CONSTANTS or isinstance(node, _ARITHMETIC) or node.func in _FUNCTIONS
        for node in sp.preorder_traversal(side)
    ) and all(
        symbol.is_commutative and symbol.name.isidentifier() and not keyword.iskeyword(symbol.name)
        for symbol in side.free_symbols
    )


def _printed(side: sp.Basic) -> str:
    if isinstance(side, sp.MatrixBase):
        rows = ("[" + ", ".join(map(_printed, side.row(k))) + "]" for k in range(side.rows))
        return _listed("np.array([", rows, "])")
    return str(_NumPy().doprint(side))


def _listed(opening: str, texts: Iterable[str], closing: str) -> str:
    inside = "".join(f"\n        {text}," for text in texts)
    return f"{opening}{inside}\n    {closing}"


def _less(equation: sp.Eq) -> str:
    left, right = equation.args
    if right == 0:
        return _printed(left)
    other = _printed(right)
    return f"{_printed(left)} - {f'({other})' if right.is_Add or other[0] == '-' else other}"


def _compared(relation: sp.Rel) -> str:
    left, right = map(_printed, relation.args)
    return f"{left} {relation.rel_op} {right}"


class _NumPy(StrPrinter):
    """Arithmetic as SymPy writes it, functions as NumPy calls them."""

    def _print(self, expr: Any, **options: Any) -> str:
        if isinstance(expr, sp.Basic) and expr in _CONSTANTS:
            return _CONSTANTS[expr]
        if isinstance(expr, sp.Basic) and expr.func in _FUNCTIONS:
            first, *rest = map(self._print, expr.args)
            name = f"np.{_FUNCTIONS[expr.func]}"
            for other in rest:
                first = f"{name}({first}, {other})"
            return first if rest else f"{name}({first})"
        return str(super()._print(expr, **options))

    def _print_Pow(self, expr: Any, rational: bool = False) -> str:
        # Arrays of integers have no negative powers.
        if expr.exp.is_Integer and expr.exp < -1:
            return f"1/{self._print(sp.Pow(expr.base, -expr.exp, evaluate=False))}"
        return re.sub(r"(?<!\.)sqrt\(", "np.sqrt(", super()._print_Pow(expr, rational))
