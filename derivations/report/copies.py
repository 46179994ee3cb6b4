"""An equation as text to be pasted: LaTeX for a paper, SymPy and NumPy for a program."""

import keyword
import re
from collections.abc import Sequence
from typing import Any

import sympy as sp
from sympy.printing.str import StrPrinter

from beyondthermal.symbolic.formula.functions import FUNCTIONS
from beyondthermal.symbolic.symbols import TABLE

from .blocks import Equation
from .layout import rows

__all__ = ["as_latex", "as_numpy", "as_sympy", "copies", "offered"]

_PACKAGE = "beyondthermal."
_IN_TABLE = {row.symbol for row in TABLE}
# What a NumPy expression may consist of; anything else isn't offered.
_ARITHMETIC = (sp.Symbol, sp.Rational, sp.Float, sp.Add, sp.Mul, sp.Pow)
# NumPy's names where they are others; it has no coth.
_RENAMED = {"max": "maximum", "min": "minimum", "conjugate": "conj"}
_FUNCTIONS = {sp.re: "real", sp.im: "imag"} | {
    row.kind: _RENAMED.get(name, name)
    for name, row in FUNCTIONS.items()
    if row.kind not in (None, sp.coth) and name.islower()
}
_CONSTANTS = {sp.oo: "np.inf", -sp.oo: "-np.inf", sp.pi: "np.pi", sp.E: "np.e", sp.I: "1j"}
_RELATIONS = (sp.Eq, sp.Lt, sp.Le, sp.Gt, sp.Ge, sp.Ne)


def offered(equation: Equation) -> tuple[str, ...]:
    """What is on the equation's buttons."""
    if not equation.statement:
        return ()
    return ("LaTeX", "SymPy", "Python") if as_numpy(equation.statement) else ("LaTeX", "SymPy")


def copies(equation: Equation) -> dict[str, str]:
    """The texts of an equation's buttons, by what is on them."""
    statement, tag = equation.statement, ", ".join(equation.numbers)
    make = {
        "LaTeX": lambda: as_latex(statement, tag, equation.condition),
        "SymPy": lambda: as_sympy(statement),
    }
    make["Python"] = lambda: as_numpy(statement)
    return {name: make[name]() for name in offered(equation)}


def as_latex(statements: Sequence[sp.Basic], number: str = "", condition: str = "") -> str:
    r"""An align environment that needs only amsmath; the number becomes its tag."""
    lines = rows(statements, condition=condition)
    tag = f" \\tag{{{number}}}" if number else ""
    body = " \\notag\\\\\n  ".join(lines) if number else " \\\\\n  ".join(lines)
    star = "" if number else "*"
    return f"\\begin{{align{star}}}\n  {body}{tag}\n\\end{{align{star}}}"


def as_sympy(statements: Sequence[sp.Basic]) -> str:
    """Lines of Python that make the statements again: what to import, then the expressions.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> print(as_sympy([sp.Eq(x, sp.sqrt(y))]))
    from sympy import Eq, sqrt
    from beyondthermal.symbolic import symbols
    x, y = symbols("x y")
    Eq(x, sqrt(y))
    """
    # Variables of a grid too, which aren't free.
    used = set().union(*(statement.atoms(sp.Symbol) for statement in statements))
    names = sorted(symbol.name for symbol in used)
    texts = [_SymPy().doprint(statement) for statement in statements]
    code = re.sub(r'"[^"]*"', "", "\n".join(texts))
    called = set(re.findall(r"[A-Za-z_]\w*", code)) - set(names)
    kinds = {type(node) for s in statements for node in sp.preorder_traversal(s)}
    own = {k.__name__: k.__module__ for k in kinds if str(k.__module__).startswith(_PACKAGE)}
    ours = [f"from {own[name]} import {name}" for name in sorted(own)]
    if not used <= _IN_TABLE or not all(name in own or hasattr(sp, name) for name in called):
        first = ["from sympy import *", "from sympy.core.symbol import Str"]
        return "\n".join([*first, *ours, *map(_constructed, statements)])
    if theirs := sorted(called - set(own)):
        ours.insert(0, f"from sympy import {', '.join(theirs)}")
    if names:
        comma = "," if len(names) == 1 else ""
        ours.append("from beyondthermal.symbolic import symbols")
        ours.append(f'{", ".join(names)}{comma} = symbols("{" ".join(names)}")')
    return "\n".join([*ours, *texts])


def _constructed(statement: sp.Basic) -> str:
    """Constructors of SymPy; an inequality of operators can't be ordered, and isn't."""
    text = str(sp.srepr(statement))
    plain = all(symbol.is_commutative for symbol in statement.free_symbols)
    ordered = isinstance(statement, sp.Rel) and statement.rel_op in ("<", "<=", ">", ">=")
    return f"{text[:-1]}, evaluate=False)" if ordered and not plain else text


def as_numpy(statements: Sequence[sp.Basic]) -> str:
    """NumPy expressions in the names of the table; empty if a statement isn't about numbers.

    What defines a symbol is an assignment, any other statement is a comparison.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> C, x = symbols("C x")
    >>> print(as_numpy([sp.Eq(C, sp.exp(x) / 3), C < 1]))
    import numpy as np
    C = np.exp(x)/3
    C < 1
    """
    if not statements or not all(map(_numeric, statements)):
        return ""
    return "\n".join(["import numpy as np", *map(_numpy, statements)])


def _numeric(statement: sp.Basic) -> bool:
    """Whether a statement compares numbers, by a closed set of node types."""
    if not isinstance(statement, _RELATIONS):
        return False
    return all(
        node in _CONSTANTS or isinstance(node, _ARITHMETIC) or node.func in _FUNCTIONS
        for side in statement.args
        for node in sp.preorder_traversal(side)
    ) and all(
        symbol.is_commutative and symbol in _IN_TABLE and not keyword.iskeyword(symbol.name)
        for symbol in statement.free_symbols
    )


def _numpy(statement: sp.Basic) -> str:
    left, right = (_NumPy().doprint(side) for side in statement.args)
    if isinstance(statement, sp.Eq):
        is_definition = statement.lhs.is_Symbol and not statement.rhs.has(statement.lhs)
        return f"{left} = {right}" if is_definition else f"np.isclose({left}, {right})"
    return f"{left} {statement.rel_op} {right}"


class _SymPy(StrPrinter):
    """Python doesn't know 1/3 as a number of SymPy's; everything else can be pasted as it is."""

    def _print_Rational(self, number: Any) -> str:
        return f"Rational({number.p}, {number.q})"

    def _print_Relational(self, statement: Any) -> str:
        names = {"==": "Eq", "!=": "Ne", "<": "Lt", "<=": "Le", ">": "Gt", ">=": "Ge"}
        name = names.get(statement.rel_op, type(statement).__name__)
        # SymPy won't order operators, though a product from a bra to a ket is a number.
        operators = not all(symbol.is_commutative for symbol in statement.free_symbols)
        plainly = ["evaluate=False"] * (operators and statement.rel_op in ("<", "<=", ">", ">="))
        return f"{name}({', '.join([*map(self._print, statement.args), *plainly])})"

    def _print_Str(self, digits: Any) -> str:
        return f'"{digits}"'


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
        return re.sub(r"(?<!\.)sqrt\(", "np.sqrt(", super()._print_Pow(expr, rational))
