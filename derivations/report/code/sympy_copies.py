"""An equation as SymPy code: names bound to what they are, and the statement as an object."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sympy as sp
from sympy.printing.str import StrPrinter

from beyondthermal.symbolic.symbols import TABLE

from .bound_names import defined

__all__ = ["as_sympy"]

_PACKAGE = "beyondthermal."
_TABLE = {row.symbol for row in TABLE}
_RELATIONS = {"==": "Eq", "!=": "Ne", "<": "Lt", "<=": "Le", ">": "Gt", ">=": "Ge"}
# Names in a line that makes symbols.
_IN_A_LINE = 8


def as_sympy(statements: Sequence[sp.Basic]) -> str:
    """A program that binds what the statements define, and makes the statements again.

    Nothing that holds is evaluated to True: `equation` is one object, `equations` a list of them,
    in which a name that is bound stands as a symbol.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> print(as_sympy([sp.Eq(x, sp.sqrt(y))]))
    from sympy import Eq, sqrt
    from beyondthermal.symbolic import symbol
    <BLANKLINE>
    y = symbol("y")
    x = sqrt(y)
    equation = Eq(symbol("x"), x, evaluate=False)
    equation
    """
    definitions = defined(statements)
    bound = [f"{name} = {_SymPy().doprint(body)}" for name, body in definitions.items()]
    objects = [_statement(statement, definitions) for statement in statements]
    name, shown = "equation", objects[0]
    if len(objects) > 1:
        name, shown = "equations", "\n    ".join(["[", *(f"{one}," for one in objects)]) + "\n]"
    # Variables of a grid too, which aren't free.
    used = set().union(*(statement.atoms(sp.Symbol) for statement in statements))
    made = [*_symbols(used - definitions.keys()), *bound, f"{name} = {shown}", name]
    return "\n".join([*_imports("\n".join(made), statements, used), "", *made])


def _statement(statement: sp.Basic, definitions: Mapping[sp.Symbol, sp.Basic]) -> str:
    """A statement in symbols; the right-hand side of a definition is what the name is bound to."""
    printer = _SymPy()
    printer.bound = frozenset(definitions)
    if isinstance(statement, sp.Eq) and definitions.get(statement.lhs) == statement.rhs:
        return f"Eq({printer.doprint(statement.lhs)}, {statement.lhs}, evaluate=False)"
    return str(printer.doprint(statement))


def _symbols(names: Collection[sp.Symbol]) -> Iterator[str]:
    """Symbols of the table by their names, others with what is assumed of them."""
    known = sorted(name.name for name in names if name in _TABLE)
    for start in range(0, len(known), _IN_A_LINE):
        some = known[start : start + _IN_A_LINE]
        maker = "symbol" if len(some) == 1 else "symbols"
        yield f'{", ".join(some)} = {maker}("{" ".join(some)}")'
    for name in sorted(set(names) - _TABLE, key=str):
        yield f"{name} = {sp.srepr(name)}".replace("'", '"')


def _imports(
    code: str, statements: Sequence[sp.Basic], used: Collection[sp.Symbol]
) -> Iterator[str]:
    """What the code calls: of SymPy, of this package, and what makes its symbols."""
    called = set(re.findall(r"[A-Za-z_]\w*(?=\()", re.sub(r'"[^"]*"', "", code)))
    called |= {"I", "oo", "pi"} & set(re.findall(r"\w+", code))
    kinds = {type(node) for s in statements for node in sp.preorder_traversal(s)}
    own = {k.__name__: k.__module__ for k in kinds if str(k.__module__).startswith(_PACKAGE)}
    makers = sorted(called & {"symbol", "symbols"})
    theirs = sorted(called - own.keys() - set(makers) - {name.name for name in used})
    if theirs:
        yield f"from sympy import {', '.join(theirs)}"
    modules = sorted({own[name] for name in called & own.keys()})
    for module in modules:
        some = sorted(name for name in called & own.keys() if own[name] == module)
        yield f"from {module} import {', '.join(some)}"
    if makers:
        yield f"from beyondthermal.symbolic import {', '.join(makers)}"


class _SymPy(StrPrinter):
    """Python doesn't know 1/3 as a number of SymPy's; nothing that is a statement is evaluated."""

    # Names that stand for something else by now.
    bound: frozenset[sp.Symbol] = frozenset()

    def _print_Symbol(self, name: Any) -> str:
        if name not in self.bound:
            return str(name.name)
        return f'symbol("{name}")' if name in _TABLE else str(sp.srepr(name))

    def _print_Rational(self, number: Any) -> str:
        sign = "-" if number < 0 else ""
        return f"{sign}Rational({abs(number.p)}, {number.q})"

    def _print_Mul(self, expr: Any) -> str:
        if _is_ratio(expr):
            return "*".join(map(self._print, expr.args))
        return str(super()._print_Mul(expr))

    def _print_Pow(self, expr: Any, rational: bool = False) -> str:
        if _is_ratio(expr):
            return f"Rational(1, {expr.base}**{-expr.exp})"
        return str(super()._print_Pow(expr, rational))

    def _print_Relational(self, statement: Any) -> str:
        name = _RELATIONS.get(statement.rel_op, type(statement).__name__)
        unevaluated = ["evaluate=False"] * (statement.rel_op in _RELATIONS)
        return f"{name}({', '.join([*map(self._print, statement.args), *unevaluated])})"

    def _print_MatMul(self, product: Any) -> str:
        return f"MatMul({', '.join(map(self._print, product.args))})"

    def _print_And(self, both: Any) -> str:
        return f"And({', '.join(map(self._print, both.args))})"

    def _print_Or(self, either: Any) -> str:
        return f"Or({', '.join(map(self._print, either.args))})"

    def _print_Not(self, other: Any) -> str:
        return f"Not({self._print(other.args[0])})"

    def _print_Str(self, digits: Any) -> str:
        return f'"{digits}"'


def _is_ratio(expr: sp.Expr) -> bool:
    """Whether it is a ratio of integers, as 5/10**16, of which Python makes a decimal fraction."""
    powers = [power.exp for power in expr.atoms(sp.Pow)]
    integers = all(atom.is_Integer for atom in expr.atoms()) and all(e.is_Integer for e in powers)
    return integers and any(e.is_negative for e in powers)
